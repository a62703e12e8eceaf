"""A document as it was written, and its places."""

import json
import re
from urllib.parse import unquote

import yaml

TAG = "tag:yaml.org,2002:"


class Loader(yaml.CSafeLoader):
    """YAML 1.2 with the types of JSON: no dates, no `yes` and `no`, no octal numbers."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag in (TAG + "null", TAG + "merge")]
    for first, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
for word, form, starts in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
):
    Loader.add_implicit_resolver(TAG + word, re.compile(form), list(starts))
Loader.add_constructor(TAG + "int", lambda loader, node: int(loader.construct_scalar(node)))
Loader.add_constructor(TAG + "float", lambda loader, node: float(loader.construct_scalar(node)))


class Document:
    """The tree of a document."""

    def __init__(self, path):
        self.path = path
        self.name = path.name
        self.text = path.read_text(encoding="utf-8-sig")
        self.root = json.loads(self.text) if path.suffix == ".json" else self.parsed(self.text)
        self.version = str(self.root.get("swagger") or self.root.get("openapi"))
        # Since 3.1 a schema is one of JSON Schema 2020-12, and what stands beside `$ref` counts.
        self.is_modern = not self.version.startswith(("2.", "3.0"))
        self._lines = None

    @staticmethod
    def parsed(text):
        """The tree of a text in YAML."""
        # Names are text in JSON, whatever they look like in YAML.
        return json.loads(json.dumps(yaml.load(text, Loader)))

    def line(self, pointer):
        """The line of a place, or of the nearest place above it that the text has."""
        if self._lines is None:
            self._lines = yaml.compose(self.text, yaml.CSafeLoader)
        node = self._lines
        line = node.start_mark.line
        for token in tokens(pointer):
            entry = step(node, token)
            if entry is None:
                break
            node, line = entry
        return line + 1


def step(node, token):
    """What a node of YAML holds under a name or an index, and its line."""
    if isinstance(node, yaml.MappingNode):
        found = (entry for entry in node.value if entry[0].value == token)
        return next(((value, key.start_mark.line) for key, value in found), None)
    if isinstance(node, yaml.SequenceNode) and token.isdigit() and int(token) < len(node.value):
        item = node.value[int(token)]
        return item, item.start_mark.line
    return None


def tokens(pointer):
    """The names and indices of a pointer in its fragment form (RFC 6901, section 6)."""
    parts = unquote(pointer.partition("#")[2]).split("/")[1:]
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]


def pointer(names):
    parts = (str(name).replace("~", "~0").replace("/", "~1").replace("%", "%25") for name in names)
    return "#" + "".join("/" + part for part in parts)


def at(tree, place):
    """What a tree has at a place; a `LookupError` or `ValueError` where it has none."""
    for token in tokens(place):
        tree = tree[int(token)] if isinstance(tree, list) else tree[token]
    return tree
