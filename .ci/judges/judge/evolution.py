"""Two states of a document: what is read and sent by one is tried on the other.

Instances of OLD's schemas are read by the types of NEW's crate, and the reverse. For that, both documents are
changed so that all that they send is received, too: what a type refuses, `clientwright diff` says of the changed
documents, and what it says is refused. And what a program sends by the one is compared with the schemas of the
other: where that is not valid, `clientwright diff` says so of the documents as they are.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from . import crate, values
from .__main__ import SOURCE, Tools, say
from .dialect import Trees
from .document import Document
from .received import received
from .roundtrip import Roundtrip

# The answers of a change, by whose program reads the values of the other one's server.
READS = {"new": "new_program_old_server", "old": "old_program_new_server"}
# The same, by whose server is sent the values of the other one's program.
SENDS = {"new": "old_program_new_server", "old": "new_program_old_server"}
# What is said of values that are refused: some, or all.
MAY, WILL = "may-fail", "fails"
# What fails by values that a schema only leaves open, which are in no instance.
LEFT_OPEN = {"rest-added"}


class Side:
    """One of two documents, and its crate."""

    def __init__(self, document, name, arguments):
        self.crate = crate.Crate(document, name, arguments.work, arguments.xtask)
        self.crate.has_calls = False
        self.read = Document(document)
        self.by_name = {}

    def generate(self, lock=None):
        """Writes the crate, with the names of the lock; why it cannot, or None."""
        self.crate.lock = lock
        failure = self.crate.generate()
        self.by_name = {one["name"]: (index, one) for index, one in enumerate(self.crate.types)}
        return failure

    def roundtrip(self, tools):
        return Roundtrip(self.read, Trees(self.read), self.crate, tools)

    def reached(self, name):
        """The types that a type consists of."""
        found, waiting = set(), [name]
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting += self.by_name[one][1]["uses"] if one in self.by_name else []
        return found

    def is_sent(self, name):
        """Whether a call sends values of a type; what no call has is read by hand, as a webhook is."""
        one = self.by_name[name][1] if name in self.by_name else {"direction": "received"}
        return one["direction"] != "received" and one["is_called"]

    def is_only_received(self, name):
        return name in self.by_name and not self.is_sent(name)


class Pair:
    """Two states of a document: as they are, for what is sent, or changed, for what is read."""

    def __init__(self, name, texts, arguments, is_of_sent=False):
        self.name, self.is_of_sent = name, is_of_sent
        self.counts, self.faults, self.failure, self.changes = Counter(), [], None, []
        documents = []
        for side, text in zip(("old", "new"), texts):
            # Both have one name: it is in the lock.
            path = arguments.work / "documents" / name / side / "api.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            documents.append(path)
        slug = name.replace("_", "-")
        self.old, self.new = (
            Side(document, f"{side}-{slug}", arguments)
            for side, document in zip(("old", "new"), documents)
        )
        command = [arguments.clientwright, "diff", *documents, "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            self.failure = crate.first_error(done.stderr)
            return
        changes = json.loads(done.stdout)["changes"]
        self.changes = [one for one in changes if one["about"] == "type"]
        if self.changes:
            self.failure = self.old.generate()
            self.failure = self.failure or self.new.generate(self.old.crate.folder / crate.LOCK)

    @property
    def is_tried(self):
        return bool(self.changes) and not self.failure

    @property
    def fails(self):
        """Whether a change says that something is refused."""
        keys = READS.values()
        return any(one[key] in (MAY, WILL) for one in self.changes for key in keys)

    def judge(self, tools, arguments):
        for reader, source, other in (("new", self.old, self.new), ("old", self.new, self.old)):
            if self.is_of_sent:
                self.sent(reader, source, other, tools, arguments)
            else:
                self.tried(reader, source, other, tools, arguments)

    def tried(self, reader, source, other, tools, arguments):
        """Reads the instances of one side by the types of the other one, `reader`."""
        types = source.crate.types
        asked = [
            (types[index]["name"], instance)
            for index, instance in source.roundtrip(tools).made(arguments.instances)
            if types[index]["name"] in other.by_name
        ]
        questions = [
            {"type": other.by_name[name][0], "text": values.write(instance)}
            for name, instance in asked
        ]
        refused, read = {}, Counter()
        responses = other.crate.responses(questions, arguments.target)
        for (name, _), question, response in zip(asked, questions, responses):
            read[name] += 1
            if "refused" in response:
                refused.setdefault(name, []).append((question["text"], response["refused"]))
        self.counts["read"] += len(asked)
        self.counts["refused"] += sum(map(len, refused.values()))
        for name, found in refused.items():
            text, why = found[0]
            if not self.said(READS[reader], name, source, other):
                self.tell(f"{reader} refuses {name}, and nothing says so: {why}: {text}")
        for change in self.changes:
            name, answer = change["name"], change[READS[reader]]
            is_one_way = source.is_only_received(name) and other.is_only_received(name)
            is_shown = answer in (MAY, WILL) and change["rule"] not in LEFT_OPEN
            if not is_shown or not is_one_way or not read[name]:
                continue
            self.counts["held"] += 1
            count = len(refused.get(name, []))
            if not count or answer == WILL and count < read[name]:
                words = f"{reader} reads {read[name] - count} of {read[name]} values of {name}"
                self.tell(f"{words}, in spite of {change['rule']}: {change['what']}")

    def sent(self, reader, source, other, tools, arguments):
        """Compares the instances of what one side sends with the schemas of the other one."""
        types, theirs = source.crate.types, other.roundtrip(tools)
        # What goes both ways is tried as it is sent, without what is only received.
        for one in types + other.crate.types:
            one["direction"] = "received" if one["direction"] == "received" else "sent"
        for index, instance in source.roundtrip(tools).made(arguments.instances):
            name = types[index]["name"]
            if not source.is_sent(name) or not other.is_sent(name):
                continue
            one = other.by_name[name][1]
            place = theirs.trees.place(one["at"], one["shape"])
            try:
                why = theirs.validity("sent").fault(place, values.plain(instance))
            except ValueError:
                continue
            self.counts["sent"] += 1
            if why is None:
                continue
            self.counts["invalid"] += 1
            if not self.said(SENDS[reader], name, source, other):
                words = f"{name} is not valid for {reader}, and nothing says so"
                self.tell(f"{words}: {why}: {values.write(instance)}")

    def said(self, key, name, source, other):
        """Whether a change of a type, or of what it consists of, says that values are refused."""
        parts = source.reached(name) | other.reached(name)
        return any(one[key] in (MAY, WILL) for one in self.changes if one["name"] in parts)

    def tell(self, words):
        self.faults.append(f"{self.name}: {words}"[:700])


def found(folder):
    """The pairs of a folder: folders with two documents, or files that have both."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            documents = {file.stem: file for file in path.iterdir()}
            yield path.name, documents["old"].read_text(), documents["new"].read_text()
        elif path.suffix == ".yaml" and "\n# and " not in path.read_text():
            old, _, new = path.read_text().partition("\n---\n")
            yield path.stem, old + "\n", new


def pairs(arguments):
    for folder in arguments.folders:
        for name, *texts in found(folder):
            is_small = max(map(len, texts)) <= (arguments.max_bytes or sys.maxsize)
            if not is_small or (arguments.only and arguments.only not in name):
                continue
            say(name)
            roots = [Document.parsed(text) for text in texts]
            yield Pair(name, [json.dumps(received(root)) for root in roots], arguments)
            yield Pair(f"{name}-sent", [json.dumps(root) for root in roots], arguments, True)


def main():
    arguments = parsed()
    arguments.work, arguments.target = arguments.work.resolve(), arguments.target.resolve()
    tools = Tools(SOURCE, arguments.node.resolve())
    # What is different of no type has nothing to read.
    jobs = [job for job in pairs(arguments) if job.failure or job.changes]
    if arguments.failing:
        jobs = [job for job in jobs if job.failure or job.is_of_sent or job.fails]
    read = [job for job in jobs if job.is_tried and not job.is_of_sent]
    crates = [side.crate for job in read for side in (job.old, job.new)]
    failures = crate.compile_all(crates, arguments.work, arguments.target, arguments.jobs)
    columns = ("read", "refused", "held", "sent", "invalid")
    print(f"{'pair':40}" + "".join(f"{column:>9}" for column in columns))
    for job in jobs:
        job.failure = job.failure or failures.get(job.old.crate.name) or failures.get(job.new.crate.name)
        if job.is_tried:
            job.judge(tools, arguments)
        counts = "".join(f"{job.counts[column]:9}" for column in columns)
        print(f"{job.name:40}{counts} {job.failure or ''}", flush=True)
    faults = [fault for job in jobs for fault in job.faults]
    print("".join(f"\n{fault}\n" for fault in faults))
    failed = sum(1 for job in jobs if job.failure)
    counts = sum((job.counts for job in jobs), Counter())
    summary = ", ".join(f"{counts[column]} {column}" for column in columns)
    print(f"{len(jobs)} pairs: {summary}; {len(faults)} faults, {failed} could not be tried")
    is_empty = not counts["refused"] or not counts["held"] or not counts["invalid"]
    return 1 if faults or failed or is_empty and not arguments.only else 0


def parsed():
    parser = argparse.ArgumentParser(prog=".ci/judge --evolution", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders with pairs of documents")
    parser.add_argument("--xtask", required=True, help="the program `xtask`")
    parser.add_argument("--clientwright", required=True, help="the program `clientwright`")
    parser.add_argument("--node", required=True, type=Path, help="the folder with node_modules")
    parser.add_argument("--work", required=True, type=Path, help="where crates are written")
    parser.add_argument("--target", required=True, type=Path, help="where they are compiled")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--instances", type=int, default=16, help="of each type, at most")
    parser.add_argument("--max-bytes", type=int, help="leave out pairs with larger documents")
    parser.add_argument(
        "--failing", action="store_true", help="leave out pairs of which nothing read is refused"
    )
    parser.add_argument("--only", help="a part of the names of the pairs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
