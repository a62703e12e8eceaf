"""Every type: valid instances are read into it and written again."""

import re
from collections import Counter

from . import values
from .document import tokens
from .finding import Finding
from .instances import Instances
from .validity import Validity

STEP = re.compile(r'\.([A-Za-z0-9_]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]')


class Roundtrip:
    """The types of one document."""

    def __init__(self, document, trees, crate, tools):
        self.document, self.trees, self.crate, self.tools = document, trees, crate, tools
        self.counts = Counter()
        self.findings = []
        self._validity = {}

    def validity(self, direction):
        if direction not in self._validity:
            self._validity[direction] = Validity(self.trees.of(direction, False))
        return self._validity[direction]

    def run(self, target, kept):
        """Tries all types: what is found is in `findings`."""
        tried = self.made(kept)
        questions = [
            {"type": index, "text": values.write(instance)} for index, instance in tried
        ]
        for (index, instance), question, response in zip(
            tried, questions, self.crate.responses(questions, target)
        ):
            self.counts["instances"] += 1
            try:
                fault = self.fault(self.crate.types[index], instance, response)
            except ValueError as error:
                fault = ("judge", str(error), ())
            if fault:
                self.add(self.crate.types[index], question["text"], instance, *fault)

    def made(self, kept):
        """Instances, each with the number of its type."""
        made = []
        for direction in ("sent", "received", "both"):
            types = [
                (index, one)
                for index, one in enumerate(self.crate.types)
                if one["direction"] == direction
            ]
            if not types:
                continue
            # An example may have what goes in the other direction only.
            maker = Instances(
                self.trees.of(direction, True),
                self.validity(direction),
                self.tools,
                self.crate.program,
                has_examples=direction != "sent",
            )
            try:
                for index, one in types:
                    made += self.of_type(maker, index, one, kept)
            finally:
                maker.close()
            self.counts["thrown"] += maker.thrown
        return made

    def of_type(self, maker, index, one, kept):
        if is_part(one["at"]):
            # What stands beside it is a part of its type, too: what holds it is tried.
            self.counts["types within others"] += 1
            return []
        try:
            found, why = maker.of(self.trees.place(one["at"], one["shape"]), kept=kept)
        except (LookupError, ValueError, TypeError) as error:
            found, why = [], f"{type(error).__name__}: {error}"
        one["why"] = why
        self.counts["types" if found else "types without instances"] += 1
        return [(index, instance) for instance in found]

    def fault(self, one, instance, response):
        """What is wrong with a response: a kind, a message and the path of the value."""
        if "skipped" in response:
            self.counts["skipped"] += 1
            return None
        if "refused" in response:
            path, message = told(response["refused"])
            return "refused", message, path
        if "unwritable" in response:
            return "unwritable", response["unwritable"], ()
        if response["unmatched"]:
            return "unmatched", response["unmatched"], ()
        validity, place = self.validity(one["direction"]), self.trees.place(one["at"], one["shape"])
        before, after = values.read(values.write(instance)), values.read(response["written"])
        if one["direction"] == "received":
            # There, what is missing and what is null are one (`Option`).
            before = values.without_lost_nulls(before, after)
        if not (found := self.changed(validity, place, before, after)):
            return self.misread(validity, one, instance, response["variant"])
        path, message = found
        return "rounded" if values.is_near(*ends(before, after, path)) else "changed", message, path

    def changed(self, validity, place, before, after):
        """Where what was written is something else, but for properties that nothing describes."""
        found = values.difference(before, after)
        if found and found[1].endswith("is lost"):
            described = validity.described(place, values.plain(before))
            kept = without(before, described)
            found = values.difference(kept, without(after, described))
        return found

    def misread(self, validity, one, instance, variant):
        """A value that was taken for an alternative that it is not valid for."""
        arms = {arm["name"]: arm["at"] for arm in one["arms"]}
        taken = arms.get(variant)
        if taken is None or validity.is_valid(self.trees.place(taken), instance):
            return None
        others = [
            name
            for name, at in arms.items()
            if at and name != variant and validity.is_valid(self.trees.place(at), instance)
        ]
        return others and ("misread", f"it is {variant}, and valid for {', '.join(others)}", ())

    def add(self, one, text, instance, kind, message, path):
        place = self.trees.place(one["at"], one["shape"])
        if path:
            place = self.validity(one["direction"]).origin(place, instance, path)
        place = self.trees.written(place)
        steps = "".join(f"/{step}" for step in path)
        self.findings.append(
            Finding(
                document=self.document.name,
                kind=kind,
                subject=one["name"],
                place=place,
                line=self.document.line(place),
                message=f"{steps}: {message}" if steps else message,
                instance=text,
            )
        )


def ends(before, after, path):
    """What two values hold at the same place."""
    for step in path:
        if step not in after and not isinstance(after, list):
            return before, None
        before, after = before.get(step) if isinstance(before, dict) else before[step], after[step]
    return before, after


def is_part(place):
    """Whether a schema is an alternative, or what one part of several says of a property."""
    names = tokens(place)
    if len(names) > 1 and names[-2] in ("oneOf", "anyOf"):
        return True
    return any(
        name == "allOf" and names[index + 2 : index + 3] == ["properties"]
        for index, name in enumerate(names)
    )


def told(error):
    """The path that a message of the runtime begins with, and the rest of it."""
    head, mark, rest = error.partition(": ")
    if not mark or not head.startswith("at $"):
        return (), error
    steps = STEP.finditer(head)
    path = tuple(int(step[3]) if step[3] else step[1] or step[2] for step in steps)
    return path, rest


def without(value, described, at=()):
    """A value without the properties that no schema describes, where some are described."""
    if isinstance(value, list):
        return [without(item, described, (*at, str(index))) for index, item in enumerate(value)]
    if isinstance(value, dict):
        names = described.get(at, value)
        return {
            name: without(item, described, (*at, name))
            for name, item in value.items()
            if name in names
        }
    return value
