"""What the crates of other generators make of the instances that ours are judged by.

The schemas are those of `components` that have a name: each generator has a type for them, of about
the same name. Whether it can be read from an instance and written again is all that is asked.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from . import crate, report, values
from .__main__ import Tools, of_documents, say
from .dialect import Trees
from .document import tokens
from .roundtrip import Roundtrip

SOURCE = Path(__file__).resolve().parent.parent
OTHERS = ("openapi-to-rust", "ploidy", "progenitor", "oas3-gen")
OURS = "clientwright"
MANIFEST = """[package]
name = "judge-{name}"
version = "0.0.0"
edition = "2024"

[dependencies]
serde = "1"
serde_json = {{ version = "1", features = ["raw_value"] }}
krate = {{ package = "{package}", path = "{path}" }}

[workspace]

[profile.dev]
debug = false
incremental = false
"""
MAIN = """#[macro_use]
mod serde_types;

const TYPES: &[(&str, serde_types::Try)] = &[
{types}];

fn main() {{
    serde_types::main(TYPES);
}}
"""
MODULE = re.compile(r"^( *)pub mod (\w+) \{$")
TYPE = re.compile(r"^( *)pub (?:struct|enum|type) (\w+)\b(?!<)")
HEAD = """# Values, with other generators

What crates of other generators make of the instances that [ours are judged by](conformance.md), on
{documents} documents: the two of this repository, the sample of `.ci/judge`, and
well-known ones. Only schemas with a name are asked, of which each generator has a type of about that
name. An instance is *read* if the type takes it; it is *as it was* if the type, written again, is the
same JSON, but for properties that no schema describes. Of ours, a value that is in no variant which
the document knows is not read. A type that is only received is read and not written.

```sh
cargo install --locked {programs}
.ci/judge --others DOCUMENT...
```

The versions: {versions}.

"""


# The generators that were asked, each with its version.
VERSIONS = set()


@dataclass
class Outcome:
    """What became of a document with a generator."""

    generator: str
    failure: str | None = None
    counts: Counter = field(default_factory=Counter)


class Instances:
    """The schemas of a document that have a name, and instances of them."""

    def __init__(self, job, tools, kept):
        self.crate = job.crate
        self.roundtrip = Roundtrip(job.read, Trees(job.read), job.crate, tools)
        self.made = [
            (index, instance)
            for index, instance in self.roundtrip.made(kept)
            if self.name(index) is not None
        ]

    def name(self, index):
        """The name of the schema of a type, where it has one."""
        place = tokens(self.crate.types[index]["at"])
        is_named = place[:-1] in (["components", "schemas"], ["definitions"])
        return place[-1] if is_named else None

    def names(self):
        return sorted({self.name(index) for index, _ in self.made})

    def is_kept(self, index, instance, written):
        """Whether what was written is what was read."""
        one = self.crate.types[index]
        validity = self.roundtrip.validity(one["direction"])
        place = self.roundtrip.trees.place(one["at"], one["shape"])
        before, after = values.read(values.write(instance)), values.read(written)
        return not self.roundtrip.changed(validity, place, before, after)


def of_ours(instances, target):
    """What our own crate makes of them: one that is in no known variant was not read."""
    outcome = Outcome(OURS)
    questions = [
        {"type": index, "text": values.write(instance)} for index, instance in instances.made
    ]
    outcome.counts["types"] = len(instances.names())
    for (index, instance), response in zip(
        instances.made, instances.crate.responses(questions, target)
    ):
        count(outcome.counts, instances, index, instance, response)
    return outcome


def count(counts, instances, index, instance, response):
    counts["instances"] += 1
    if "written" in response and not response.get("unmatched"):
        counts["read"] += 1
        counts["as they were"] += instances.is_kept(index, instance, response["written"])
    elif "read" in response:
        counts["read"] += 1


class Other:
    """The crate that another generator makes of a document, and its program."""

    def __init__(self, generator, job, work):
        self.generator, self.job = generator, job
        self.name = f"{generator}-{job.crate.name}"
        self.folder = work / "others" / self.name
        self.program = work / "others" / f"{self.name}-program"

    def outcome(self, instances, target):
        outcome = Outcome(self.generator)
        outcome.failure = self.generate() or self.compile(instances.names(), outcome, target)
        if not outcome.failure:
            self.ask(instances, outcome.counts, target)
        return outcome

    def generate(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        command = [self.job.crate.xtask, "other", self.generator, self.job.crate.document]
        command += ["--out", self.folder, "--package", self.name]
        done = subprocess.run(command, capture_output=True, text=True)
        if not done.returncode:
            VERSIONS.add(done.stdout.strip())
            return None
        return "refused: " + done.stderr.strip().splitlines()[-1][:120]

    def compile(self, names, outcome, target):
        root = self.folder / "src" / "lib.rs"
        # Types that a crate keeps to itself are asked as well.
        root.write_text(re.sub(r"(?m)^mod ", "pub mod ", root.read_text()))
        found = types(self.folder)
        self.asked = {name: index for index, name in enumerate(n for n in names if key(n) in found)}
        outcome.counts["types"] = len(self.asked)
        probes = "".join(
            f'    ({json.dumps(name)}, probe!({found[key(name)]})),\n' for name in self.asked
        )
        (self.program / "src").mkdir(parents=True, exist_ok=True)
        package = re.search(r'(?m)^name = "(.*)"$', (self.folder / "Cargo.toml").read_text())[1]
        manifest = MANIFEST.format(name=self.name, package=package, path=self.folder.resolve())
        crate.write(self.program / "Cargo.toml", manifest)
        crate.write(self.program / "src/main.rs", MAIN.format(types=probes))
        template = SOURCE / "program" / "serde_types.rs"
        crate.write(self.program / "src/serde_types.rs", template.read_text())
        env = {**os.environ, "CARGO_TARGET_DIR": str(target), "RUSTFLAGS": "-Awarnings"}
        command = ["cargo", "build", "--quiet"]
        done = subprocess.run(command, cwd=self.program, env=env, capture_output=True, text=True)
        if not done.returncode:
            return None
        (self.program / "build.log").write_text(done.stderr)
        errors = done.stderr.count("\nerror") + done.stderr.startswith("error")
        return f"does not compile ({errors} lines of errors)"

    def ask(self, instances, counts, target):
        asked = [
            (index, instance)
            for index, instance in instances.made
            if instances.name(index) in self.asked
        ]
        program = target / "debug" / f"judge-{self.name}"
        while asked:
            lines = (
                {"type": self.asked[instances.name(index)], "text": values.write(instance)}
                for index, instance in asked
            )
            lines = "".join(json.dumps(line) + "\n" for line in lines)
            done = subprocess.run([program], input=lines, capture_output=True, text=True)
            responses = [json.loads(line) for line in done.stdout.split("\n") if line]
            for (index, instance), response in zip(asked, responses):
                count(counts, instances, index, instance, response)
            # The one at which it ended is not read; the others are asked again.
            asked = asked[len(responses) + 1 :]
        # What it has no type for is not read either.
        counts["instances"] = len(instances.made)


def types(folder):
    """The types of a crate that can be named from outside, by the key of their name."""
    found = {}
    source = folder / "src"
    for file in sorted(source.rglob("*.rs")):
        steps = list(file.relative_to(source).with_suffix("").parts)
        if steps[-1] in ("mod", "lib", "main"):
            steps.pop()
        inner = []
        for line in file.read_text().splitlines():
            if module := MODULE.match(line):
                inner = inner[: len(module[1]) // 4] + [module[2]]
            elif declared := TYPE.match(line):
                path = steps + inner[: len(declared[1]) // 4]
                shorter = found.get(key(declared[2]))
                if shorter is None or len(path) < shorter.count("::"):
                    found[key(declared[2])] = "::".join(["krate", *path, declared[2]])
    return found


def key(name):
    """What names of one thing have in common."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def main():
    arguments = parsed()
    work, target = arguments.work.resolve(), arguments.target.resolve()
    tools = Tools(SOURCE, arguments.node.resolve())
    jobs = [job for job in of_documents(arguments.documents, work, arguments.xtask)]
    crate.compile_all([job.crate for job in jobs if not job.failure], work, target, arguments.jobs)
    rows, sums = [], {name: Counter() for name in (OURS, *OTHERS)}
    for job in jobs:
        if job.failure:
            say(f"{job.name}: {job.failure}")
            continue
        instances = Instances(job, tools, arguments.instances)
        outcomes = [of_ours(instances, target)]
        outcomes += [Other(other, job, work).outcome(instances, target) for other in OTHERS]
        say(f"{job.name}: {len(instances.made)} instances of {len(instances.names())} schemas")
        rows.append((job.name, job.version, len(instances.made), *map(shown, outcomes)))
        for one in outcomes:
            total(sums[one.generator], one, len(instances.made))
    text = page(rows, sums)
    print(text)
    if arguments.page:
        arguments.page.write_text(text)
    return 0


def total(sums, outcome, made):
    sums["documents"] += 1
    sums["asked"] += made
    sums["generated"] += not (outcome.failure or "").startswith("refused")
    sums["compiled"] += not outcome.failure
    for column in ("read", "as they were"):
        sums[column] += outcome.counts[column]


def shown(outcome):
    if outcome.failure:
        return outcome.failure.split(":")[0].split(" (")[0]
    return f"{outcome.counts['read']} / {outcome.counts['as they were']}"


def page(rows, sums):
    """All documents together, and each, in Markdown."""
    columns = ("generated", "compiled", "read", "as they were")
    programs = " ".join("cargo-progenitor" if name == "progenitor" else name for name in OTHERS)
    lines = [HEAD.format(documents=len(rows), programs=programs, versions=", ".join(sorted(VERSIONS)))]
    lines += [report.cells(("generator", "documents", *columns[:2], "instances", *columns[2:]))]
    lines += [report.cells(["---", *["---:"] * 6])]
    for name, counts in sums.items():
        whole = [counts["documents"], counts["generated"], counts["compiled"], counts["asked"]]
        lines.append(report.cells((name, *whole, *(share(counts, one) for one in columns[2:]))))
    lines += ["", report.cells(("document", "version", "instances", *sums))]
    lines += [report.cells(["---", "---", *["---:"] * (1 + len(sums))])]
    lines += [report.cells(row) for row in rows]
    return "\n".join(lines) + "\n"


def share(counts, column):
    of = counts["asked"] or 1
    return f"{counts[column]} ({100 * counts[column] / of:.1f} %)"


def parsed():
    parser = argparse.ArgumentParser(prog=".ci/judge --others", description=__doc__)
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--xtask", required=True)
    parser.add_argument("--node", required=True, type=Path)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--target", required=True, type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--instances", type=int, default=16, help="of each type, at most")
    parser.add_argument("--page", type=Path, help="write the tables, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
