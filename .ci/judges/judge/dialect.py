"""The schemas of a document as JSON Schema 2020-12, in the places where they were written.

Two trees for each direction: what is valid, and what instances are made of. The second says more,
so that instances use what the first leaves open.
"""

import jsonschema_rs

from . import access
from .discriminator import CHOICES, bases, tag_alternatives
from .document import at, pointer, tokens

# What holds data, or other trees, and no schema.
DATA = {"example", "examples", "default", "enum", "const", "mapping"}
PROSE = {"example", "examples", "description", "title", "summary", "xml", "externalDocs"}
# What holds schemas by name: the names are no keywords.
NAMED = {"properties", "patternProperties", "$defs", "definitions", "schemas", "dependentSchemas"}
# What was put into an `anyOf` together with null: places in it are not where they were written.
WRAPPED = "x-wrapped"
TYPES = {"string", "number", "integer", "boolean", "object", "array", "null"}
# What words speak of: a schema without a type is that of what it speaks of.
KINDS = {
    "object": "properties additionalProperties patternProperties required propertyNames "
    "minProperties maxProperties dependentRequired dependentSchemas unevaluatedProperties",
    "array": "items prefixItems contains minItems maxItems uniqueItems unevaluatedItems",
    "string": "minLength maxLength pattern format contentEncoding contentMediaType",
    "number": "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf",
}
# What documents write for a format, and mean.
FORMATS = {"dateTime": "date-time", "datetime": "date-time", "date_time": "date-time"}
# Bounds of numbers by their format.
SIZES = {f"int{size}": (-(2 ** (size - 1)), 2 ** (size - 1) - 1) for size in (8, 16, 32, 64)}
SIZES |= {f"uint{size}": (0, 2**size - 1) for size in (8, 16, 32, 64)}
SAFE = 2**53 - 1
# What says of itself what its values are.
CHOOSING = ("type", "enum", "const", "$ref", "allOf", "oneOf", "anyOf")


class Trees:
    """The trees of a document."""

    def __init__(self, document):
        self.document = document
        self._bases = bases(document.root)
        self._made = {}

    def of(self, direction, is_narrow):
        """What is valid in a direction, or, of that, what instances are made of."""
        key = direction, is_narrow
        if key not in self._made:
            tree = self.schema(self.document.root, *key)
            choices = self._bases.items()
            tree[CHOICES] = {
                tokens(base)[-1]: self.schema(one, *key, True) for base, one in choices
            }
            self._made[key] = tree
        return self._made[key]

    def place(self, place, shape=None):
        """Where the schema of a type is in the trees: a base is a choice of what extends it, but
        for the type that holds what only the base has."""
        if place in self._bases and shape != "struct":
            return self.choice(place)
        node, steps = self.of("both", False), []
        for token in tokens(place):
            if WRAPPED in node and token != "anyOf":
                steps += ["anyOf", "0"]
                node = node["anyOf"][0]
            steps.append(token)
            node = node[int(token)] if isinstance(node, list) else node[token]
        return pointer(steps)

    def written(self, place):
        """Where in the document a place of the trees is, or the nearest place above it."""
        node, steps, written = self.of("both", False), tokens(place), []
        if steps[:1] == [CHOICES]:
            return next(base for base in self._bases if tokens(base)[-1] == steps[1])
        while steps:
            if WRAPPED in node and steps[0] == "anyOf":
                node, steps = node["anyOf"][0], steps[2:]
                continue
            token = steps.pop(0)
            node = node[int(token)] if isinstance(node, list) else node[token]
            written.append(token)
        while written:
            try:
                at(self.document.root, pointer(written))
                break
            except (LookupError, ValueError, TypeError):
                written.pop()
        return pointer(written)

    def choice(self, place):
        return pointer((CHOICES, tokens(place)[-1]))

    def schema(self, node, direction, is_narrow, is_part=False, hidden=frozenset()):
        if isinstance(node, list):
            return [self.schema(item, direction, is_narrow, is_part, hidden) for item in node]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        is_base = not is_part and isinstance(reference, str) and reference in self._bases
        if isinstance(reference, str) and not self.document.is_modern:
            # OpenAPI 3.0.3, "Reference Object": what stands beside `$ref` is ignored.
            return {"$ref": self.choice(reference) if is_base else reference}
        if not is_part:
            hidden = access.hidden(self.document.root, node, direction)
        out = {}
        for word, value in node.items():
            if word in DATA:
                out[word] = value
            elif word == "allOf":
                out[word] = self.schema(value, direction, is_narrow, True, hidden)
            elif word in NAMED and isinstance(value, dict):
                schemas = value.items()
                out[word] = {name: self.schema(one, direction, is_narrow) for name, one in schemas}
            else:
                out[word] = self.schema(value, direction, is_narrow)
        if is_base:
            out["$ref"] = self.choice(reference)
        tag_alternatives(out, self.document.root)
        access.hide(out, hidden, is_narrow)
        self.translate(out)
        if is_narrow:
            if not is_part:
                fill(out)
            narrow(out)
        return out

    def translate(self, out):
        """From OpenAPI 3.0 and Swagger 2.0, and from what no version allows, to 2020-12."""
        for word, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if isinstance(out.get(word), bool) and out.pop(word) and limit in out:
                out[word] = out.pop(limit)
        if "required" in out and not isinstance(out["required"], list):
            # Draft 3, and parameters: whether the thing itself is required.
            del out["required"]
        if out.get("type") == "file":
            out["type"] = "string"
        if isinstance(out.get("type"), str) and out["type"] not in TYPES:
            del out["type"]
        if isinstance(out.get("format"), str):
            out["format"] = FORMATS.get(out["format"], out["format"])
        if isinstance(out.get("items"), list):
            out["prefixItems"] = out.pop("items")
        if isinstance(out.get("pattern"), str) and not is_pattern(out["pattern"]):
            del out["pattern"]
        if not any(word in out for word in CHOOSING) and len(spoken_of(out)) == 1:
            out["type"] = spoken_of(out)[0]
        bound(out)
        if out.get("nullable") is True or out.get("x-nullable") is True:
            nullable(out)


def nullable(out):
    if isinstance(out.get("type"), str):
        out["type"] = [out["type"], "null"]
    elif "type" not in out and any(word in out for word in ("allOf", "oneOf", "anyOf")):
        inner = dict(out)
        out.clear()
        out["anyOf"] = [inner, {"type": "null"}]
        out[WRAPPED] = True


def spoken_of(schema):
    """The types that a schema has words for."""
    return [kind for kind, words in KINDS.items() if set(words.split()) & set(schema)]


def types_of(out):
    types = out["type"] if isinstance(out.get("type"), list) else [out.get("type")]
    return {one for one in types if isinstance(one, str)}


def bound(out):
    """Bounds that the format of a number says (OpenAPI Format Registry)."""
    if isinstance(out.get("format"), str) and types_of(out) & {"integer", "number"}:
        low, high = SIZES.get(out["format"], (None, None))
        if low is not None:
            if out["type"] == "number":
                out["type"] = "integer"
            out["minimum"] = max(out.get("minimum", low), low)
            out["maximum"] = min(out.get("maximum", high), high)


def fill(out):
    """Gives what can be any object a property: the faker would leave it empty."""
    if out.get("type") == "object" and not set(out) - PROSE - {"type", "default", "nullable"}:
        out["additionalProperties"] = {}


def narrow(out):
    """Says of a schema what makes its instances richer and keeps them valid."""
    for word in [word for word in out if word in PROSE or word.startswith("x-")]:
        # The faker takes words that it does not know for names of properties.
        if word not in (WRAPPED, CHOICES):
            del out[word]
    if out.get("format") == "float":
        # Each size of float holds halves exactly.
        out.setdefault("multipleOf", 0.5)
    if types_of(out) & {"integer", "number"}:
        # JavaScript holds no larger numbers exactly.
        for word in ("minimum", "maximum"):
            if isinstance(out.get(word), int):
                out[word] = min(max(out[word], -SAFE), SAFE)
    for least, most, more in (("minItems", "maxItems", 2), ("minLength", "maxLength", 20)):
        # The faker takes a bound for a size.
        if isinstance(out.get(most), int):
            out[most] = min(out[most], out.get(least, 0) + more)
    if "object" in types_of(out) and out.get("additionalProperties") not in (None, False):
        # The faker gives an object other properties only where they are asked for.
        known = len(out.get("properties") or {})
        wanted = max(out.get("minProperties", 0), known + 1)
        if wanted <= out.get("maxProperties", wanted):
            out["minProperties"] = wanted


_patterns = {}


def is_pattern(text):
    """Whether the validator knows how to read a regular expression."""
    if text not in _patterns:
        try:
            jsonschema_rs.validator_for({"pattern": text})
            _patterns[text] = True
        except (ValueError, jsonschema_rs.ValidationError):
            _patterns[text] = False
    return _patterns[text]
