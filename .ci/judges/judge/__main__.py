"""What `.ci/judge` runs; `--help` says how."""

import argparse
import os
import signal
import sys
import time
import traceback
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from . import crate, finding, page, report, suite
from .calls import Calls
from .dialect import Trees
from .document import Document
from .roundtrip import Roundtrip

SOURCE = Path(__file__).resolve().parent.parent


@dataclass
class Tools:
    """Where other people's programs are."""

    source: Path
    node: Path


@dataclass
class Job:
    """A document, and what becomes of it."""

    name: str
    crate: crate.Crate
    version: str = ""
    read: Document | None = None
    failure: str | None = None
    # The schemas of the JSON Schema Test Suite, where the document holds those.
    cases: list = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)
    findings: list = field(default_factory=list)

    def guarded(self, step, *arguments):
        """Does a step; whatever stops it is why the document failed."""
        try:
            self.failure = self.failure or step(*arguments)
        except Exception as error:  # pylint: disable=broad-except
            self.failure = f"{type(error).__name__}: {error}".splitlines()[0]
            say(f"{self.name}: {traceback.format_exc(limit=-3)}")

    def open(self):
        self.read = Document(self.crate.document)
        self.version = self.read.version

    def judge(self, tools, target, kept):
        trees = Trees(self.read)
        if self.cases:
            roundtrip = suite.SuiteRoundtrip(self.read, trees, self.crate, tools)
            roundtrip.cases = self.cases
        else:
            roundtrip = Roundtrip(self.read, trees, self.crate, tools)
        self.counts = roundtrip.counts
        roundtrip.run(target, kept)
        self.findings = finding.distinct(roundtrip.findings)
        if not self.cases:
            calls = Calls(self.read, trees, self.crate, tools)
            calls.run(target)
            self.counts.update(calls.counts)
            self.findings += finding.distinct(calls.findings)


def main():
    arguments = parsed()
    # What was started is ended on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    work, target = arguments.work.resolve(), arguments.target.resolve()
    tools = Tools(SOURCE, arguments.node.resolve())
    verdicts = finding.read_verdicts(SOURCE / "verdicts.yaml")
    documents = [path for path in arguments.documents if fits(path, arguments.max_bytes)]
    jobs = list(of_documents(documents, work, arguments.xtask))
    if arguments.suite:
        jobs += of_suite(arguments.suite, work, arguments.xtask)
    start = time.monotonic()
    crates = [job.crate for job in jobs if not job.failure]
    failures = crate.compile_all(crates, work, target, arguments.jobs)
    say(f"compiled {len(crates)} crates in {time.monotonic() - start:.0f} s")
    for job in jobs:
        job.failure = job.failure or failures.get(job.crate.name)
        if not job.failure:
            job.guarded(job.judge, tools, target, arguments.instances)
    return concluded(jobs, verdicts, arguments)


def fits(path, max_bytes):
    return max_bytes is None or path.stat().st_size <= max_bytes


def of_documents(paths, work, xtask):
    for path in paths:
        # The same in each run: what is compiled already stays so.
        name = f"document-{zlib.crc32(path.name.encode()):08x}"
        job = Job(path.name, crate.Crate(path, name, work, xtask))
        job.guarded(job.crate.generate)
        job.guarded(job.open)
        yield job


def of_suite(folder, work, xtask):
    for draft in suite.DRAFTS:
        name = f"json-schema-suite-{draft}"
        document = work / "documents" / f"{name}.json"
        job = Job(document.name, crate.Crate(document, name, work, xtask))
        job.cases = suite.cases(folder, draft)
        job.guarded(suite.generate, job.cases, draft, job.crate)
        job.guarded(job.open)
        yield job


def concluded(jobs, verdicts, arguments):
    """Prints what was found. Whether all of it is known."""
    findings = [one for job in jobs for one in job.findings]
    finding.judge(findings, verdicts)
    is_whole = arguments.whole and not arguments.max_bytes
    stale = finding.stale(verdicts, [job.name for job in jobs], is_whole)
    new = [one for one in findings if not one.verdict]
    for one in findings if arguments.all else new:
        print(report.describe(one), end="\n\n")
    for one in stale:
        print(f"nothing needs the verdict on {', '.join(one.documents)}: {one.reason}")
    print(report.table(jobs))
    for job in jobs:
        print(report.reasons(job.cases), end="")
        if arguments.all:
            print(report.missing(job), end="")
    if arguments.page:
        arguments.page.write_text(page.text(jobs, arguments.max_bytes))
    failures = [job for job in jobs if job.failure]
    print(f"\n{len(new)} findings are new, {len(stale)} verdicts are needless, ", end="")
    print(f"{len(failures)} documents could not be tried")
    return 1 if new or stale or failures else 0


def say(text):
    print(f"judge: {text}", file=sys.stderr, flush=True)


def parsed():
    parser = argparse.ArgumentParser(prog=".ci/judge", description=__doc__)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--suite", type=Path, help="the folder of the JSON Schema Test Suite")
    parser.add_argument("--xtask", required=True, help="the program `xtask`")
    parser.add_argument("--node", required=True, type=Path, help="the folder with node_modules")
    parser.add_argument("--work", required=True, type=Path, help="where crates are written")
    parser.add_argument("--target", required=True, type=Path, help="where they are compiled")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--instances", type=int, default=16, help="of each type, at most")
    parser.add_argument("--all", action="store_true", help="show what is known, too")
    parser.add_argument("--max-bytes", type=int, help="leave out larger documents")
    parser.add_argument("--page", type=Path, help="write a page with the table, too")
    parser.add_argument("--whole", action="store_true", help="these are all documents")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
