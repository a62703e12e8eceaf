"""Which instances are valid, and what describes each part of one, by `jsonschema_rs`."""

import re
from urllib.parse import quote

import jsonschema_rs

from .document import pointer, tokens

# References that are no pointers are resolved against a URI that has a path.
HERE = "https://document.invalid/openapi"
SCHEMAS = "#/components/schemas/"
# Formats that the validator does not know.
BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?")
FORMATS = {word: lambda text: bool(BASE64.fullmatch(text)) for word in ("byte", "base64")}


class Validity:
    """What is valid in one direction by the schemas of a document."""

    def __init__(self, tree):
        self.tree = tree
        # The validator looks for names of schemas, such as `$anchor`, where JSON Schema has them.
        schemas = tree.get("components", {}).get("schemas") or {}
        self._has_names = has_names(schemas)
        root = {**tree, "$defs": schemas} if self._has_names else tree
        self._registry = jsonschema_rs.Registry([(HERE, root)], draft=jsonschema_rs.Draft202012)
        self._validators = {}

    def validator(self, place):
        """A validator of the schema at a place; a `ValueError` where there is none."""
        if place not in self._validators:
            found = place.replace(SCHEMAS, "#/$defs/", 1) if self._has_names else place
            schema = {"$ref": HERE + uri(found)}
            try:
                made = jsonschema_rs.Draft202012Validator(
                    schema, registry=self._registry, validate_formats=True, formats=FORMATS
                )
            except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
                made = ValueError(str(error).splitlines()[0])
            self._validators[place] = made
        made = self._validators[place]
        if isinstance(made, ValueError):
            raise made
        return made

    def is_valid(self, place, instance):
        return self.validator(place).is_valid(instance)

    def fault(self, place, instance):
        """Why an instance is not valid, in a line."""
        error = next(iter(self.validator(place).iter_errors(instance)), None)
        return error and f"{pointer(error.instance_path)}: {error.message}"

    def described(self, place, instance):
        """For each object that some schema has properties for: the names that are described. A
        type may drop the others. Schemas count that the instance is valid for."""
        found, is_listed = {}, set()
        for one in self.validator(place).evaluate(instance).annotations():
            word = one["schemaLocation"].rpartition("/")[2]
            if word in ("properties", "patternProperties", "additionalProperties"):
                holder = tuple(tokens("#" + one["instanceLocation"]))
                names = one["annotations"]
                found.setdefault(holder, set()).update(names if isinstance(names, list) else ())
                if word == "properties":
                    is_listed.add(holder)
        return {holder: names for holder, names in found.items() if holder in is_listed}

    def origin(self, place, instance, path):
        """The place of the schema of a part of an instance, or of what holds the part."""
        best, depth = place, 0
        wanted = tuple(map(str, path))
        for one in self.validator(place).evaluate(instance).list()["details"]:
            here = tuple(tokens("#" + one["instanceLocation"]))
            base, _, fragment = one["schemaLocation"].partition("#")
            is_nearer = len(here) > depth and here == wanted[: len(here)]
            if is_nearer and one["valid"] and base == HERE:
                best, depth = f"#{fragment}".replace("#/$defs/", SCHEMAS, 1), len(here)
        return best


def has_names(node):
    if isinstance(node, list):
        return any(has_names(item) for item in node)
    if not isinstance(node, dict):
        return False
    names = ("$id", "$anchor", "$dynamicAnchor")
    named = any(isinstance(node.get(word), str) for word in names)
    return named or any(has_names(value) for value in node.values())


def uri(place):
    """A pointer as it can stand in a URI: `%` is encoded in it already."""
    return "#" + quote(place.removeprefix("#"), safe="/~!$&'()*+,;=:@-._?%")
