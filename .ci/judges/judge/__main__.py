"""What `.ci/judge` runs; `--help` says how."""

import argparse
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from . import crate, finding, report
from .dialect import Trees
from .document import Document
from .roundtrip import Roundtrip

SOURCE = Path(__file__).resolve().parent.parent


@dataclass
class Tools:
    """Where other people's programs are."""

    source: Path
    node: Path


def main():
    arguments = parsed()
    work, target = arguments.work.resolve(), arguments.target.resolve()
    tools = Tools(SOURCE, arguments.node.resolve())
    verdicts = finding.read_verdicts(SOURCE / "verdicts.yaml")
    rows, crates = [], []
    for index, path in enumerate(arguments.documents):
        row, one = generated(path, f"document-{index}", work, arguments.xtask)
        rows.append(row)
        crates.append(one)
    start = time.monotonic()
    built = [one for one in crates if one]
    failures = crate.compile_all(built, work, target, arguments.jobs)
    say(f"compiled {len(built)} crates in {time.monotonic() - start:.0f} s")
    for row, one in zip(rows, crates):
        if one and one.name in failures:
            row["failure"] = failures[one.name]
        elif one:
            judged(row, one, tools, target, arguments.instances)
    return concluded(rows, verdicts, arguments)


def generated(path, name, work, xtask):
    """A row of the table, and the crate if there is one."""
    row = {"document": path.name, "version": "", "failure": None, "counts": {}, "findings": []}
    try:
        row["read"] = Document(path)
        row["version"] = row["read"].version
    except Exception as error:  # pylint: disable=broad-except
        row["failure"] = f"{type(error).__name__}: {error}".splitlines()[0]
        return row, None
    one = crate.Crate(path, name, work, xtask)
    row["failure"] = one.generate()
    return row, None if row["failure"] else one


def judged(row, one, tools, target, kept):
    """Fills in what was found."""
    roundtrip = Roundtrip(row["read"], Trees(row["read"]), one, tools)
    try:
        roundtrip.run(target, kept)
    except OSError as error:
        row["failure"] = str(error)
    row["counts"] = roundtrip.counts
    row["findings"] = finding.distinct(roundtrip.findings)


def concluded(rows, verdicts, arguments):
    """Prints what was found. Whether all of it is known."""
    findings = [one for row in rows for one in row["findings"]]
    finding.judge(findings, verdicts)
    stale = finding.stale(verdicts, [row["document"] for row in rows])
    new = [one for one in findings if not one.verdict]
    for one in findings if arguments.all else new:
        print(report.describe(one), end="\n\n")
    for one in stale:
        print(f"nothing needs the verdict on {', '.join(one.documents)}: {one.reason}")
    print(report.table(rows))
    failures = [row for row in rows if row["failure"]]
    print(f"\n{len(new)} findings are new, {len(stale)} verdicts stale, {len(failures)} documents failed")
    return 1 if new or stale or failures else 0


def say(text):
    print(f"judge: {text}", file=sys.stderr, flush=True)


def parsed():
    parser = argparse.ArgumentParser(prog=".ci/judge", description=__doc__)
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--xtask", required=True, help="the program `xtask`")
    parser.add_argument("--node", required=True, type=Path, help="the folder with node_modules")
    parser.add_argument("--work", required=True, type=Path, help="where crates are written")
    parser.add_argument("--target", required=True, type=Path, help="where they are compiled")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--instances", type=int, default=16, help="of each type, at most")
    parser.add_argument("--all", action="store_true", help="show what is known, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
