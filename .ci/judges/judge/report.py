"""The table, and the findings."""

from .finding import OWNERS

COLUMNS = ("types", "types without instances", "instances")


def table(rows):
    """A line for each document: what was tried, and what was found."""
    head = ("document", "version", *COLUMNS, "findings", *OWNERS, "new")
    lines = [cells(head), cells("---" if index < 2 else "---:" for index in range(len(head)))]
    for row in rows:
        if row["failure"]:
            lines.append(cells((row["document"], row["version"], f"**{row['failure']}**")))
            continue
        lines.append(cells((row["document"], row["version"], *counted(row))))
    return "\n".join(lines)


def counted(row):
    findings = row["findings"]
    owners = [one.verdict.owner if one.verdict else "new" for one in findings]
    yield from (row["counts"][column] for column in COLUMNS)
    yield len(findings)
    yield from (owners.count(owner) for owner in (*OWNERS, "new"))


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
