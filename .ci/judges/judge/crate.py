"""The generated crates, and a program for each that reads and writes values of its types.

All programs are one cargo workspace: what they stand on is compiled once.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from . import callers, pages

MANIFEST = """[package]
name = "judge-{name}"
version = "0.0.0"
edition = "2024"

[dependencies]
serde_json = {{ version = "1", features = ["raw_value"] }}
# What the examples of pages name.
bytes = "1"
http = "1"
jiff = {{ version = "0.2", default-features = false, features = ["std"] }}
rust_decimal = {{ version = "1", default-features = false, features = ["std"] }}
tokio = {{ version = "1", features = ["net", "rt", "time"] }}
uuid = "1"

[dependencies.krate]
package = "{name}"
path = "../../crates/{name}"
default-features = false
features = [{features}]
"""
MAIN = """#![allow(deprecated, unused_macros)]

#[macro_use]
mod judged;
mod calls;

{modules}

const TYPES: &[(&str, judged::Try)] = &[
{types}];
const OPERATIONS: &[(usize, calls::Run, Option<calls::Run>)] = &[
{operations}];

fn main() {{
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {{
        ["types"] => judged::main(TYPES),
        ["calls", base, file, set] => calls::main(OPERATIONS, base, file, set == "full"),
        _ => panic!("types, or calls BASE FILE SET"),
    }}
}}
"""
# The program of a crate that calls nothing.
READER = """#![allow(deprecated, unused_macros)]

#[macro_use]
mod judged;

const TYPES: &[(&str, judged::Try)] = &[
{types}];

fn main() {{
    judged::main(TYPES);
}}
"""
# The file of a crate that has its names.
LOCK = "clientwright.lock"
WORKSPACE = """[workspace]
resolver = "3"
members = [{members}]
exclude = ["crates"]

[profile.dev]
debug = false
incremental = false
"""


class Crate:
    """The crate of a document, and its program."""

    def __init__(self, document, name, work, xtask):
        self.document, self.name, self.xtask = document, name, xtask
        self.work = work
        self.folder = work / "crates" / name
        self.program = work / "programs" / name
        self.types, self.operations = [], []
        # The lock of a crate whose names this one keeps.
        self.lock = None
        self.has_calls = True
        # What the generator says of a document that it refuses: a line of JSON each.
        self.errors = ""

    def generate(self):
        """Writes the crate and its program; why it cannot, or None."""
        lock = ["--lock", str(self.lock)] if self.lock else []
        listed = self.run("types", str(self.document), *lock)
        self.errors = listed.stderr
        if listed.returncode:
            return first_error(listed.stderr)
        fresh = self.work / "fresh" / self.name
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.parent.mkdir(parents=True, exist_ok=True)
        if self.lock:
            fresh.mkdir()
            shutil.copy(self.lock, fresh / LOCK)
        command = ["codegen", str(self.document), "--out", str(fresh)]
        done = self.run(*command, "--package", self.name, "--tag-features", "never")
        if done.returncode:
            return done.stderr.strip().splitlines()[-1]
        replace(self.folder, fresh)
        listed = json.loads(listed.stdout)
        self.operations = [one for api in listed for one in api["operations"]]
        self.types = [
            {**one, "path": f"krate::types::{one['name']}"}
            for api in listed
            for one in api["types"]
        ]
        self.write_program()
        return None

    def run(self, *arguments):
        return subprocess.run([self.xtask, *arguments], capture_output=True, text=True)

    def write_program(self):
        source = self.program / "src"
        source.mkdir(parents=True, exist_ok=True)
        for template in (Path(__file__).parent.parent / "program").iterdir():
            write(source / template.name, template.read_text())
        manifest = MANIFEST.format(name=self.name, features='"reqwest"' if self.has_calls else "")
        write(self.program / "Cargo.toml", manifest)
        types = "".join(f'    ("{one["name"]}", probe!({one["path"]})),\n' for one in self.types)
        if not self.has_calls:
            write(source / "main.rs", READER.format(types=types))
            return
        modules, operations = callers.program(self, pages.read(self.folder))
        write(source / "main.rs", MAIN.format(modules=modules, types=types, operations=operations))

    def responses(self, questions, target):
        """What the program says of texts, each with the number of its type."""
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in questions)
        program = target / "debug" / f"judge-{self.name}"
        done = subprocess.run([program, "types"], input=lines, capture_output=True, text=True)
        responses = [json.loads(line) for line in done.stdout.split("\n") if line]
        if len(responses) != len(questions):
            asked = questions[len(responses)]
            name = self.types[asked["type"]]["name"]
            last = done.stderr.strip().splitlines()[-1:] or [f"status {done.returncode}"]
            raise OSError(f"the program ended at {name}: {last[0]}: {asked['text'][:200]}")
        return responses


def replace(folder, fresh):
    """Makes a folder what a fresh one is, and touches only the files that differ."""
    files = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.relative_to(folder) not in files:
            path.unlink()
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        write(folder / file, (fresh / file).read_text())


def write(path, text):
    """Writes what is new only: cargo goes by the time of files."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def first_error(text):
    lines = [line.removeprefix("error: ") for line in text.splitlines() if line.strip()]
    errors = [json.loads(line) for line in lines if line.startswith("{")]
    error = next((one for one in errors if one["severity"] == "error"), None)
    if error:
        return f"{error['message']} at {error['pointer']}"
    return lines[-1] if lines else "it said nothing"


def compile_all(crates, work, target, jobs):
    """Compiles the programs at once; the names of those that do not compile, each with why."""
    members = ", ".join(f'"programs/{crate.name}"' for crate in crates)
    write(work / "Cargo.toml", WORKSPACE.format(members=members))
    command = ["cargo", "build", "--quiet", "--keep-going", "--jobs", str(jobs)]
    env = {**os.environ, "CARGO_TARGET_DIR": str(target), "RUSTFLAGS": "-Awarnings"}
    done = subprocess.run(command, cwd=work, env=env, capture_output=True, text=True)
    if not done.returncode:
        return {}
    log = work / "build.log"
    log.write_text(done.stderr)
    failed = re.findall(r"could not compile `(?:judge-)?([^`]+)`", done.stderr)
    return {name: f"it does not compile, see {log.name}" for name in failed}
