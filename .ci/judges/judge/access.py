"""Which properties do not go in a direction (OpenAPI 3.0.3, "Schema Object": `readOnly`)."""

from .document import at

WORDS = {"sent": "readOnly", "received": "writeOnly", "both": None}


def hidden(root, schema, direction):
    """The names of the properties of an object that do not go in a direction. One part of an
    `allOf` says it for all of them, unless another part asks for the property."""
    if WORDS[direction] is None:
        return frozenset()
    said, asked = set(), set()
    walk(root, schema, direction, said, asked)
    return frozenset(said - asked)


def walk(root, schema, direction, said, asked, depth=0):
    if not isinstance(schema, dict) or depth > 8:
        return
    own, required = schema.get("properties"), schema.get("required")
    entries = own.items() if isinstance(own, dict) else ()
    here = {name for name, one in entries if is_hidden(root, one, direction)}
    said |= here
    if isinstance(required, list):
        asked |= {name for name in required if isinstance(name, str)} - here
    for part in parts(root, schema):
        walk(root, part, direction, said, asked, depth + 1)


def is_hidden(root, schema, direction, depth=0):
    if not isinstance(schema, dict) or depth > 8:
        return False
    if schema.get(WORDS[direction]) is True:
        return True
    return any(is_hidden(root, part, direction, depth + 1) for part in parts(root, schema))


def parts(root, schema):
    """What a schema consists of."""
    all_of = schema.get("allOf")
    found = list(all_of) if isinstance(all_of, list) else []
    if isinstance(schema.get("$ref"), str):
        try:
            found.append(at(root, schema["$ref"]))
        except (LookupError, ValueError, TypeError):
            pass
    return found


def hide(out, names, is_narrow):
    """Asks for none of these properties; no instance is made with them, unless some other part
    asks for one."""
    if is_narrow and isinstance(out.get("properties"), dict):
        kept = out["properties"].items()
        out["properties"] = {name: one for name, one in kept if name not in names}
    if isinstance(out.get("required"), list):
        out["required"] = [name for name in out["required"] if name not in names]
