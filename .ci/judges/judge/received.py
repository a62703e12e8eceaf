"""A document with all that it sends in what it receives."""

import copy

from .document import at

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
# A success that nobody documents.
STATUS = "298"


def received(root):
    """A copy of a document in which the bodies of requests that are JSON are bodies of responses."""
    root = copy.deepcopy(root)
    is_old = "swagger" in root
    for item in (root.get("paths") or {}).values():
        if not isinstance(item, dict):
            continue
        for method in METHODS:
            if isinstance(operation := item.get(method), dict):
                operation.pop("callbacks", None)
                response = of_parameters(root, operation) if is_old else of_body(root, operation)
                if response:
                    operation.setdefault("responses", {})[STATUS] = {"description": "", **response}
    return root


def of_body(root, operation):
    """What is sent, as a response has it."""
    body = resolved(root, operation.pop("requestBody", None) or {})
    content = {name: one for name, one in body.get("content", {}).items() if "json" in name}
    return {"content": content} if content else None


def of_parameters(root, operation):
    """The same, of Swagger 2.0."""
    all_of_it = operation.get("parameters") or []
    own = [resolved(root, one) for one in all_of_it]
    kept = [one for one, it in zip(all_of_it, own) if it.get("in") not in ("body", "formData")]
    if "parameters" in operation:
        operation["parameters"] = kept
    body = next((one for one in own if one.get("in") == "body"), None)
    return {"schema": body["schema"]} if body and "schema" in body else None


def resolved(root, node):
    while isinstance(node.get("$ref"), str):
        node = at(root, node["$ref"])
    return node
