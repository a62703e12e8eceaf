"""The table, and the findings."""

from .finding import OWNERS

COLUMNS = ("types", "types without instances", "instances", "calls")


def table(jobs):
    """A line for each document: what was tried, and what was found."""
    head = ("document", "version", *COLUMNS, "findings", *OWNERS, "new")
    lines = [cells(head), cells("---" if index < 2 else "---:" for index in range(len(head)))]
    for job in jobs:
        rest = (f"**{job.failure}**",) if job.failure else counted(job)
        lines.append(cells((job.name, job.version, *rest)))
    columns = list(zip(*(list(counted(job)) for job in jobs if not job.failure)))
    lines.append(cells(("all", "", *map(sum, columns))))
    return "\n".join(lines)


def counted(job):
    owners = [one.verdict.owner if one.verdict else "new" for one in job.findings]
    yield from (job.counts[column] for column in COLUMNS)
    yield len(owners)
    yield from (owners.count(owner) for owner in (*OWNERS, "new"))


def reasons(cases):
    """The schemas of the suite that are no types, by the reason."""
    found = {}
    for case in cases:
        if case.reason:
            found.setdefault(case.reason, []).append(case.name)
    rows = sorted(found.items(), key=lambda row: -len(row[1]))
    lines = [f"{len(names)} schemas: {reason}: {', '.join(names)}\n" for reason, names in rows]
    return "\n" + "".join(lines) if lines else ""


def cells(values):
    return "| " + " | ".join(str(value) for value in values) + " |"


def describe(finding):
    """A finding for people: what, where, and by which instance."""
    times = f" ({finding.times} times)" if finding.times > 1 else ""
    line = f":{finding.line}" if finding.line else ""
    lines = [
        f"{finding.kind}: {finding.document}{line}: {finding.subject}{times}",
        f"  at {finding.place}",
        f"  {finding.message}",
        f"  instance: {finding.instance[:600]}",
    ]
    if finding.verdict:
        lines.append(f"  known, of the {finding.verdict.owner}: {finding.verdict.reason}")
    return "\n".join(lines)


def missing(job):
    """The types that no instance was found for, each with what the last one lacked."""
    rows = [one for one in job.crate.types if one.get("why")]
    return "".join(f"no instance: {job.name}: {one['name']}: {one['why']}\n" for one in rows)
