"""Instances of schemas, made by `json-schema-faker` and the document's own; only valid ones."""

import json
import select
import subprocess

from .document import at
from .values import plain

# Of so many that are made, so many are kept at most.
MADE, KEPT = 48, 16
# Nothing more is seen in a longer one.
LONGEST = 200_000
# For so many seconds the faker may think about a schema.
PATIENCE = 60


class Instances:
    """Asks the faker about the schemas of one direction of a document."""

    def __init__(self, tree, validity, tools, work, has_examples=True):
        self.validity, self.has_examples = validity, has_examples
        file = work / "tree.json"
        file.write_text(json.dumps(tree))
        self._command = ["node", tools.source / "faker.mjs", file, tools.node]
        self._process = None
        self.made = self.thrown = 0

    def of(self, place, seed=0, made=MADE, kept=KEPT, is_wire=False):
        """Valid instances of the schema at a place, no two the same; and why there are none."""
        fakes, fault = self.fakes(place, seed, made, is_wire)
        found, texts, thrown = [], set(), None
        own = examples(self.validity.tree, place) if self.has_examples else []
        for instance in own + fakes:
            text = json.dumps(instance, sort_keys=True)
            # A null is no value of a type: what holds the type says so (`Option`).
            if text == "null" or text in texts or len(found) >= kept or len(text) > LONGEST:
                continue
            texts.add(text)
            if self.validity.is_valid(place, plain(instance)):
                found.append(instance)
            else:
                self.thrown += 1
                thrown = plain(instance)
        if not found and thrown is not None:
            fault = self.validity.fault(place, thrown)
        return found, None if found else fault

    def fakes(self, place, seed, made, is_wire):
        if self._process is None:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        request = {"place": place, "count": made, "seed": seed, "is_wire": is_wire}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        is_ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        line = self._process.stdout.readline() if is_ready else ""
        if not line:
            self.close()
            return [], "the faker finds no end"
        response = json.loads(line)
        self.made += len(response["made"])
        return response["made"], response["fault"]

    def close(self):
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def examples(tree, place):
    """The examples that the document has of a schema."""
    schema = at(tree, place)
    found = []
    if isinstance(schema, dict):
        found = [schema[word] for word in ("example", "default") if word in schema]
        several = schema.get("examples")
        found += several if isinstance(several, list) else []
    return found
