"""What is found, and which of it is known."""

import re
from dataclasses import dataclass, field
from fnmatch import fnmatch

import yaml

# Whose fault a known finding is; those of the generator are listed until they are mended.
OWNERS = ("document", "judge", "generator")
# What a verdict can say of a finding.
PATTERNS = ("kind", "subject", "place", "message")


@dataclass
class Finding:
    """What one document shows, by the first instance that shows it."""

    document: str
    # What happened: a word that verdicts name.
    kind: str
    # The type, or the operation.
    subject: str
    # The place of the schema in the document, and its line.
    place: str
    line: int | None
    message: str
    instance: str
    times: int = 1
    verdict: "Verdict | None" = field(default=None, compare=False)

    def key(self):
        """What makes two findings one: the same thing at the same place, or anywhere for what has
        to do with no schema."""
        if self.kind == "rounded":
            return self.document, self.kind
        general = re.sub(r'"(?:[^"\\]|\\.)*"', "…", self.message)
        if self.kind == "unmatched":
            # What holds a value shows what the value shows.
            return self.document, self.kind, general
        if self.kind == "unsent":
            general = re.sub(r"`[^`]*`|^[^:]*: [^:]*: ", "…", general)
            return self.document, self.kind, re.sub(r"\d+", "0", general)
        general = re.sub(", found .*", "", general.rpartition(": ")[2])
        general = re.sub("^.* (is lost|came from nowhere|became) ?.*$", r"\1", general)
        return self.document, self.kind, self.place, re.sub(r"[-+.\d]+", "0", general)


@dataclass
class Verdict:
    """Why a finding is expected."""

    documents: list
    owner: str
    reason: str
    patterns: dict
    used: int = 0

    def covers(self, finding):
        if not any(fnmatch(finding.document, name) for name in self.documents):
            return False
        texts = {word: str(getattr(finding, word)) for word in self.patterns}
        return all(re.search(form, texts[word]) for word, form in self.patterns.items())


def distinct(findings):
    """One of each, by its shortest instance."""
    found = {}
    for one in sorted(findings, key=lambda one: len(one.instance)):
        known = found.setdefault(one.key(), one)
        if known is not one:
            known.times += one.times
    return sorted(found.values(), key=lambda one: (one.line or 0, one.kind))


def read_verdicts(path):
    """The verdicts of a file; a `ValueError` for one that cannot be understood."""
    verdicts = []
    for entry in yaml.safe_load(path.read_text()) or []:
        patterns = {word: entry.pop(word) for word in PATTERNS if word in entry}
        documents = entry.pop("documents", None)
        owner, reason = entry.pop("owner", None), entry.pop("reason", None)
        if entry or owner not in OWNERS or not reason or not documents or not patterns:
            raise ValueError(f"{path}: not a verdict: {patterns or entry or reason}")
        verdicts.append(Verdict(documents, owner, reason, patterns))
    return verdicts


def judge(findings, verdicts):
    """Gives each finding its verdict, if there is one."""
    for finding in findings:
        finding.verdict = next((one for one in verdicts if one.covers(finding)), None)
        if finding.verdict:
            finding.verdict.used += 1


def stale(verdicts, documents, is_whole):
    """The verdicts that nothing needed although all that they name was judged."""
    def is_judged(name):
        return is_whole if "*" in name else name in documents

    return [one for one in verdicts if not one.used and all(map(is_judged, one.documents))]
