"""JSON with exact numbers, and where two values differ."""

import json
import math
import re
from datetime import datetime
from decimal import Decimal


def read(text):
    """Numbers with a fraction or an exponent are `Decimal`s: no digit is lost."""
    return json.loads(text, parse_float=Decimal, parse_constant=lambda word: word)


def write(value):
    """Each number as it was read."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(write(item) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{write(name)}:{write(item)}" for name, item in value.items())
        return "{" + ",".join(pairs) + "}"
    return json.dumps(value, ensure_ascii=False)


def plain(value):
    """The same value with floats for `Decimal`s, as validators want it."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value


def difference(before, after, at=()):
    """The place of the first difference and what it is; None where there is none."""
    kinds = [kind(value) for value in (before, after)]
    if kinds[0] == kinds[1] == "list" and len(before) == len(after):
        pairs = enumerate(zip(before, after))
        return first(difference(*pair, (*at, index)) for index, pair in pairs)
    if kinds[0] == kinds[1] == "object":
        return of_objects(before, after, at)
    if kinds[0] == kinds[1] and is_same(before, after):
        return None
    return at, f"{shown(before)} became {shown(after)}"


def of_objects(before, after, at):
    for name, value in before.items():
        if name not in after:
            return (*at, name), f"{shown(value)} is lost"
        if found := difference(value, after[name], (*at, name)):
            return found
    added = first(name for name in after if name not in before)
    if added is None:
        return None
    return (*at, added), f"{shown(after[added])} came from nowhere"


def without_lost_nulls(before, after):
    """A value without those of its properties that are null, and missing in the other one."""
    if isinstance(before, list) and isinstance(after, list):
        pairs = zip(before, after)
        kept = [without_lost_nulls(*pair) for pair in pairs]
        return kept + before[len(kept) :]
    if isinstance(before, dict) and isinstance(after, dict):
        return {
            name: without_lost_nulls(value, after.get(name))
            for name, value in before.items()
            if value is not None or name in after
        }
    return before


def kind(value):
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float, Decimal)):
        return "number"
    names = {str: "text", list: "list", dict: "object", type(None): "null"}
    return names[type(value)]


def is_same(before, after):
    """Whether two values of one kind that hold no others are the same."""
    if isinstance(before, str):
        moments = moment(before), moment(after)
        return before == after or None not in moments and moments[0] == moments[1]
    if kind(before) == "number":
        return Decimal(before) == Decimal(after)
    return before == after


def is_near(before, after):
    """Whether two numbers differ by no more than a float may lose."""
    if kind(before) != "number" or kind(after) != "number":
        return False
    return math.isclose(float(before), float(after), rel_tol=1e-6)


def moment(text):
    """The instant that a text of the format `date-time` stands for."""
    if not re.match(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d", text):
        return None
    try:
        return datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        return None


def shown(value, width=80):
    text = write(value)
    return text if len(text) <= width else text[:width] + "…"


def first(found):
    return next((one for one in found if one is not None), None)
