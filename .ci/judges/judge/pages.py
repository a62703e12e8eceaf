"""The pages of a generated crate: how each method is called."""

import re
from dataclasses import dataclass


@dataclass
class Page:
    """What a page says of a method."""

    signature: str
    example: str


def read(folder):
    """The methods of all pages, by request and name."""
    found = {}
    for path in sorted(folder.glob("docs/*/*Api.md")):
        text = path.read_text()
        rows = re.findall(r"^\| \[`([^`]+)`\]\([^)]*\) \| `([A-Z]+ [^`]*)` \|", text, re.M)
        requests = dict(rows)
        for section in re.split(r"\n## ", text)[1:]:
            name = section.split("\n", 1)[0].strip()
            signature = re.search(r"```text\n(.*?)\n```", section, re.S)
            example = re.search(r"### Example.*?```rust,no_run\n(.*?)```", section, re.S)
            if name in requests and signature and example:
                found[requests[name], name] = Page(signature[1], example[1])
    return found


def split(text):
    """The arguments of a call: at commas that are in no bracket."""
    out, depth, start = [], 0, 0
    for index, letter in enumerate(text):
        if letter in "<([":
            depth += 1
        elif letter in ">)]" and not (letter == ">" and text[index - 1] in "-="):
            depth -= 1
        elif letter == "," and depth == 0:
            out.append(text[start:index])
            start = index + 1
    return [one.strip() for one in (*out, text[start:]) if one.strip()]


def closing(text, start):
    """Where the bracket that opens at `start` closes."""
    depth = 0
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return index
    raise ValueError(text)


def setters(text):
    """The steps of a chain of calls: each name with its arguments."""
    found, position = [], 0
    while step := re.compile(r"\s*\.([\w#]+)\(").match(text, position):
        end = closing(text, step.end() - 1)
        found.append((step[1], text[step.end() : end]))
        position = end + 1
    return found
