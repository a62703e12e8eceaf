"""What a discriminator says, in the words of JSON Schema.

A validator does not know the word: by its rules a value may be tagged as one schema and be another.
So each alternative is asked for its tag, and a base that others extend becomes a choice of them.
"""

from .document import at, pointer, tokens

# Where a base is a choice; references to the base lead there, except those of `allOf`.
CHOICES = "x-choices"


def tag_alternatives(out, root):
    """Asks the alternatives of a schema for their tags."""
    property, mapping = parts(out.get("discriminator"))
    if property is None:
        return
    for word in ("oneOf", "anyOf"):
        if isinstance(out.get(word), list):
            out[word] = [tagged(one, property, mapping, root) for one in out[word]]


def parts(discriminator):
    """The property and the mapping of a discriminator."""
    if isinstance(discriminator, str):
        return discriminator, {}
    if not isinstance(discriminator, dict):
        return None, {}
    mapping = discriminator.get("mapping")
    return discriminator.get("propertyName"), mapping if isinstance(mapping, dict) else {}


def tagged(alternative, property, mapping, root):
    reference = alternative.get("$ref") if isinstance(alternative, dict) else None
    if not isinstance(reference, str):
        return alternative
    tags = tags_of(reference, mapping)
    if not any(meant(target, reference) for target in mapping.values()):
        schema = flat({"$ref": reference}, root)
        if schema is None:
            return alternative
        own = schema.get(property)
        allowed = own and (own.get("enum") or ([own["const"]] if "const" in own else None))
        if allowed and not set(map(str, allowed)) & set(tags):
            # The property knows better than the name of its schema.
            return {"allOf": [alternative, {"required": [property]}]}
    rule = {"type": "object", "properties": {property: {"enum": tags}}, "required": [property]}
    return {"allOf": [alternative, rule]}


def tags_of(reference, mapping):
    """The values that stand for a schema: those of the mapping, or else its name
    (OpenAPI 3.0.3, "Discriminator Object")."""
    tags = [tag for tag, target in mapping.items() if meant(target, reference)]
    return tags or [tokens(reference)[-1]]


def meant(target, reference):
    return isinstance(target, str) and (target == reference or target == tokens(reference)[-1])


def flat(schema, root, depth=0):
    """The properties of an object, references and `allOf` followed; None for a choice."""
    found = {}
    if depth > 12 or not isinstance(schema, dict):
        return found
    if isinstance(schema.get("$ref"), str):
        try:
            return flat(at(root, schema["$ref"]), root, depth + 1)
        except (LookupError, ValueError, TypeError):
            return found
    if "oneOf" in schema or "anyOf" in schema:
        return None
    for part in schema.get("allOf") or []:
        found.update(flat(part, root, depth + 1) or {})
    properties = schema.get("properties") or {}
    for name, one in properties.items():
        inner = resolved(one, root)
        if isinstance(inner, dict):
            found[name] = inner
    return found


def resolved(schema, root):
    for _ in range(12):
        if not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
            break
        try:
            schema = at(root, schema["$ref"])
        except (LookupError, ValueError, TypeError):
            return None
    return schema


def bases(root):
    """The places of the schemas that tell by a property which of those that extend them a value
    is, each with its choice."""
    place = ("definitions",) if "swagger" in root else ("components", "schemas")
    try:
        schemas = at(root, pointer(place))
    except LookupError:
        return {}
    children = {}
    for name, schema in schemas.items():
        for part in (isinstance(schema, dict) and schema.get("allOf")) or []:
            if isinstance(part, dict) and isinstance(part.get("$ref"), str):
                children.setdefault(part["$ref"], []).append(pointer((*place, name)))
    found = {}
    for name, schema in schemas.items():
        base = pointer((*place, name))
        if isinstance(schema, dict) and not any(word in schema for word in ("oneOf", "anyOf")):
            property, mapping = parts(schema.get("discriminator"))
            extending = descendants(base, children)
            if property and extending:
                alternatives = [
                    tagged({"$ref": one}, property, mapping, root) for one in extending
                ]
                found[base] = {"anyOf": alternatives}
    return found


def descendants(base, children):
    found, waiting = [], [base]
    while waiting:
        for one in children.get(waiting.pop(), []):
            if one not in found and one != base:
                found.append(one)
                waiting.append(one)
    return found
