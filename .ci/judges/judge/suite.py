"""The JSON Schema Test Suite as OpenAPI documents: each of its schemas is a component, and what it
calls valid has to be read and written as it is.

Draft 2020-12 is the language of OpenAPI 3.1. What OpenAPI 3.0 has of draft 4 is a part of it.
"""

import json
import re
from dataclasses import dataclass

from . import values
from .dialect import spoken_of
from .document import pointer, tokens
from .roundtrip import Roundtrip

# The drafts, each with the version of OpenAPI that its schemas belong to.
DRAFTS = {"draft2020-12": "3.1.0", "draft4": "3.0.3"}
# OpenAPI 3.0.3, "Schema Object".
WORDS = {
    *("title", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"),
    *("maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems"),
    *("maxProperties", "minProperties", "required", "enum", "type", "allOf", "oneOf", "anyOf"),
    *("not", "items", "properties", "additionalProperties", "description", "format", "default"),
    *("definitions", "$ref"),
}
# The types of schemas, as kinds of values.
TYPES = {
    "object": "object",
    "array": "list",
    "string": "text",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
}
ELSEWHERE = "it refers to another document"


@dataclass
class Case:
    """A schema of the suite, and what it calls valid."""

    name: str
    description: str
    schema: object
    valid: list
    # Why it cannot be in a document.
    reason: str | None = None
    others: int = 0


def cases(folder, draft):
    """The schemas of a draft, by file and place in it."""
    found = []
    for path in sorted((folder / "tests" / draft).glob("*.json")):
        for index, group in enumerate(values.read(path.read_text(encoding="utf-8"))):
            valid = [test["data"] for test in group["tests"] if test["valid"]]
            name = f"{path.stem}.{index}"
            found.append(Case(name, group["description"], group["schema"], valid))
    for case in found:
        prepare(case, draft)
    return found


def prepare(case, draft):
    """Makes a component of a schema, or says why it is none."""
    case.schema = json.loads(values.write(case.schema))
    text = json.dumps(case.schema)
    if isinstance(case.schema, dict):
        case.schema.pop("$schema", None)
    if not case.valid:
        case.reason = "the suite has no value that is valid for it"
    elif remote := re.search(r'"\$ref": "([a-z]+:[^"#]*)', text):
        if remote[1] not in set(re.findall(r'"\$?id": "([^"#]*)', text)):
            case.reason = ELSEWHERE
    if draft == "draft4":
        case.reason = case.reason or foreign(case.schema)
    if not case.reason and isinstance(case.schema, dict) and "$id" not in case.schema:
        case.schema = moved(case.schema, f"#/components/schemas/{case.name}")
    spoken = kinds(case.schema)
    # A null is no value of a type: what holds the type says so (`Option`).
    kept = [value for value in case.valid if value is not None]
    if spoken:
        kept = [value for value in kept if values.kind(value) in spoken]
    case.others = len(case.valid) - len(kept)
    case.valid = kept


def foreign(schema):
    """The first word of a schema that OpenAPI 3.0 does not have."""
    if isinstance(schema, bool) or not isinstance(schema, dict):
        return None
    if isinstance(schema.get("$ref"), str):
        is_own = schema["$ref"].startswith("#/definitions")
        return None if is_own else "OpenAPI 3.0 refers to components only"
    for word, value in schema.items():
        if word not in WORDS:
            return f"OpenAPI 3.0 has no `{word}`"
        if word == "type" and (isinstance(value, list) or value == "null"):
            return "OpenAPI 3.0 has no null and no lists of types"
        if word == "items" and isinstance(value, list):
            return "OpenAPI 3.0 has no lists of `items`"
        inner = list(value.values()) if word in ("properties", "definitions") else [value]
        inner = value if word in ("allOf", "oneOf", "anyOf") else inner
        if word in ("enum", "default", "required"):
            continue
        if reason := values.first(foreign(one) for one in inner):
            return reason
    return None


def moved(schema, base):
    """A schema whose references to its own root lead to its new place."""
    if isinstance(schema, list):
        return [moved(item, base) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$id" in schema:
        return schema
    out = {}
    for word, value in schema.items():
        if word == "$ref" and isinstance(value, str) and re.match(r"#(/|$)", value):
            out[word] = base + value[1:]
        elif word in ("enum", "const", "default"):
            out[word] = value
        else:
            out[word] = moved(value, base)
    return out


def kinds(schema):
    """The kinds of values that a schema has words for; none where it says nothing."""
    if not isinstance(schema, dict) or any(word in schema for word in ("enum", "const", "$ref")):
        return set()
    if "type" in schema:
        known = isinstance(schema["type"], str) and schema["type"] in TYPES
        return {TYPES[schema["type"]]} if known else set()
    found = {TYPES[kind] for kind in spoken_of(schema)}
    for word in ("allOf", "anyOf", "oneOf"):
        found.update(*(kinds(part) for part in schema.get(word, [])))
    return found


def write(cases, draft, path):
    """The document with the schemas that it can hold."""
    held = {case.name: case.schema for case in cases if not case.reason}
    schemas = dict(held)
    if draft == "draft4":
        for name, schema in held.items():
            schemas.update(hoisted(name, schema))
    document = {
        "openapi": DRAFTS[draft],
        "info": {"title": f"JSON Schema Test Suite, {draft}", "version": "1"},
        # Without an operation, there would be no client to judge.
        "paths": {"/nothing": {"get": {"responses": {"204": {"description": "Nothing"}}}}},
        "components": {"schemas": schemas},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False))


def hoisted(name, schema):
    """Definitions as components: OpenAPI 3.0 has them nowhere else."""
    base = f"#/components/schemas/{name}"
    own = {}

    def component(key):
        return f"{name}.{re.sub('[^A-Za-z0-9]', '_', key)}"

    if isinstance(schema, dict):
        own = schema.get("definitions", {})
        schema = {word: value for word, value in schema.items() if word != "definitions"}

    def renamed(node):
        if isinstance(node, list):
            return [renamed(item) for item in node]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(f"{base}/definitions/"):
            first, *rest = tokens(reference)[4:]
            return {"$ref": pointer(("components", "schemas", component(first), *rest))}
        return {word: renamed(value) for word, value in node.items()}

    found = {}
    for key, one in own.items():
        found[component(key)] = renamed(one)
    found[name] = renamed(schema)
    return found


def refused(cases, errors):
    """Takes out the schemas that diagnostics are about. Whether there were any."""
    named = {}
    for line in errors.splitlines():
        if not (line := line.removeprefix("error: ")).startswith("{"):
            continue
        one = json.loads(line)
        steps = tokens(one.get("pointer") or "")
        # What a reference that leads nowhere should say is not known: any value is taken.
        is_lost = one.get("code") == "unresolved-reference" and one["severity"] == "warning"
        is_refused = one.get("severity") == "error" or is_lost
        if is_refused and steps[:2] == ["components", "schemas"]:
            named.setdefault(steps[2], one["message"])
    found = False
    for case in cases:
        own = (name for name in named if f"{name}.".startswith(f"{case.name}."))
        message = named.get(next(own, None))
        if message and not case.reason:
            is_elsewhere = "points into the file" in message
            case.reason = ELSEWHERE if is_elsewhere else f"the generator: {message}"
            found = True
    return found


def generate(cases, draft, crate):
    """Writes the document and its crate, without the schemas that the generator refuses; why it
    cannot, or None."""
    while True:
        write(cases, draft, crate.document)
        failure = crate.generate()
        if not refused(cases, crate.errors):
            return failure


class SuiteRoundtrip(Roundtrip):
    """The types of the suite, tried on its own instances."""

    cases = ()

    def made(self, kept):
        places = {one["at"]: index for index, one in enumerate(self.crate.types)}
        made = []
        for case in self.cases:
            index = places.get(f"#/components/schemas/{case.name}")
            if index is None and not case.reason:
                case.reason = "it has no type"
            if case.reason:
                continue
            self.counts["types"] += 1
            self.counts["of other kinds"] += case.others
            made += [(index, value) for value in case.valid]
        return made
