"""The page of a run over many documents."""

from collections import Counter

from . import report

HEAD = """# Conformance

Tools that know nothing of clientwright judge what its crates read and send. This is what they said
of {documents} documents{bound} in one run; {failed}.

- **Types.** `json-schema-faker` makes instances of each type's schema, and `jsonschema_rs` says which
  are valid. Each is read into the type and written again: it has to come back as it was, but for
  properties that no schema describes. Numbers are compared by their exact value, points in time
  as such. A value that is in no variant the document knows, or in one that it is not valid for, is
  a finding.
- **Calls.** Each operation is called with the example of its page, and twice with all that can be
  set. Prism responds by the document, from its examples and at random. A request that Prism finds a
  violation in, and a response as documented that is not read, are findings.
- **The JSON Schema Test Suite.** Each of its schemas that an OpenAPI document can hold is a type, in
  OpenAPI 3.1 for draft 2020-12 and in 3.0 for draft 4. What the suite calls valid has to come back
  as it was.

{instances} instances came back of {types} types, {unchanged} of them as they were; {calls} calls were
made, {sound} of them without a finding. `.ci/judges/verdicts.yaml` says whose fault each finding is:
the document's, the judge's (its tools included) or, until it is mended, the generator's.

```sh
.ci/judge              # specs/ and a sample, in minutes, as CI does
.ci/judge --corpus     # all documents of the folder CORPUS, in an hour or two
```

[Other generators](other-generators.md) were asked about some of the same instances.

## Documents

{table}

## What is open

{open}

## Schemas of the suite that are no types

{reasons}
"""


def text(jobs, max_bytes):
    """The page, in Markdown."""
    judged = [job for job in jobs if not job.failure]
    failed = len(jobs) - len(judged)
    counts = sum((job.counts for job in judged), Counter())
    findings = [one for job in judged for one in job.findings]
    times = Counter()
    for one in findings:
        times["calls" if one.kind in CALLS else "instances"] += one.times
    return HEAD.format(
        documents=len(jobs),
        bound=f" of up to {number(max_bytes)} bytes" if max_bytes else "",
        failed=f"{failed} of them could not be tried" if failed else "all of them could be tried",
        types=number(counts["types"]),
        instances=number(counts["instances"]),
        unchanged=share(counts["instances"] - times["instances"], counts["instances"]),
        calls=number(counts["calls"]),
        sound=share(counts["calls"] - times["calls"], counts["calls"]),
        table=report.table(jobs),
        open=opened(findings),
        reasons="\n".join(f"- {line}" for line in lines(jobs)),
    )


CALLS = {"violation", "unread", "unsent", "argument", "prism"}


def number(count):
    return f"{count:,}"


def share(part, whole):
    return f"{100 * part / whole:.2f} %" if whole else "none"


def opened(findings):
    """The verdicts on the generator, each with how many documents show it."""
    found = {}
    for one in findings:
        if not one.verdict:
            found.setdefault("not judged yet", set()).add(one.document)
        elif one.verdict.owner == "generator":
            found.setdefault(one.verdict.reason, set()).add(one.document)
    rows = sorted(found.items(), key=lambda row: -len(row[1]))
    shown = [f"- {reason} (in {number(len(names))} of the documents)" for reason, names in rows]
    return "\n".join(shown) or "Nothing."


def lines(jobs):
    for job in jobs:
        for line in report.reasons(job.cases).strip().splitlines():
            yield f"{job.name}: {line}"
