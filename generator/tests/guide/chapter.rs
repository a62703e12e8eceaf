//! A chapter: what its commands need, and what they are said to print.
//!
//! A block of `console` holds commands, after `$ ` and, where one goes on, `> `; what stands below one is
//! what it prints. Words after `console` name the rules of [`super::shell`] by which what depends on the
//! machine is replaced. `<!-- file: NAME -->` above a block of anything else is the file that is written
//! with its text, before what follows. `{{#include FILE}}` and `{{#include FILE:ANCHOR}}` are as mdBook
//! reads them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A chapter of the guide.
pub(crate) struct Chapter {
    pub(crate) path: PathBuf,
    pub(crate) steps: Vec<Step>,
    /// Its lines, as they are on the disk.
    lines: Vec<String>,
}

/// What is done for a chapter.
pub(crate) enum Step {
    /// A file is written.
    File { path: String, text: String },
    /// Commands are run.
    Console(Console),
}

/// A block of commands.
pub(crate) struct Console {
    /// How what depends on the machine is replaced.
    pub(crate) rules: Vec<String>,
    pub(crate) commands: Vec<Command>,
    /// The lines between the fences, as indices.
    range: Range<usize>,
}

/// A command with what it prints.
pub(crate) struct Command {
    /// Its line, from 1.
    pub(crate) line: usize,
    pub(crate) text: String,
    pub(crate) output: String,
}

impl Chapter {
    /// Reads a chapter.
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|_| panic!("no {}", path.display()));
        let folder = path.parent().unwrap();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut steps = Vec::new();
        let (mut file, mut at) = (None, 0);
        while at < lines.len() {
            let line = &lines[at];
            at += 1;
            if let Some(name) = line.strip_prefix("<!-- file: ") {
                file = Some(name.trim_end_matches(" -->").to_owned());
            } else if line.starts_with("```") {
                // A block that has such fences in it has longer ones.
                let info = line.trim_start_matches('`');
                let fence = &line[..line.len() - info.len()];
                let length = lines[at..].iter().position(|line| line == fence);
                let range = at..at + length.unwrap_or_else(|| panic!("an open block: {line}"));
                at = range.end + 1;
                let mut words = info.split(',');
                if words.next() == Some("console") {
                    let rules = words.map(str::to_owned).collect();
                    let commands = commands(&lines, &range);
                    steps.push(Step::Console(Console { rules, commands, range }));
                } else if let Some(name) = file.take() {
                    let text = included(&lines[range], folder);
                    steps.push(Step::File { path: name, text });
                }
            }
        }
        Self { path: path.to_owned(), steps, lines }
    }

    /// Writes the chapter with what its commands print.
    pub(crate) fn rewrite(&self) {
        let mut lines = self.lines.clone();
        for step in self.steps.iter().rev() {
            let Step::Console(block) = step else { continue };
            let mut written = Vec::new();
            for command in &block.commands {
                let mut parts = command.text.split('\n');
                written.push(format!("$ {}", parts.next().unwrap_or_default()));
                written.extend(parts.map(|part| format!("> {part}")));
                written.extend(command.output.lines().map(str::to_owned));
            }
            lines.splice(block.range.clone(), written);
        }
        let text = lines.join("\n") + "\n";
        if text != self.lines.join("\n") + "\n" {
            fs::write(&self.path, text).unwrap();
        }
    }
}

/// The commands of a block.
fn commands(lines: &[String], range: &Range<usize>) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    for index in range.clone() {
        let line = &lines[index];
        if let Some(text) = line.strip_prefix("$ ") {
            let text = text.to_owned();
            commands.push(Command { line: index + 1, text, output: String::new() });
            continue;
        }
        let command = commands.last_mut().unwrap_or_else(|| panic!("no command: {line}"));
        match line.strip_prefix("> ") {
            Some(more) if command.output.is_empty() => {
                command.text.push('\n');
                command.text.push_str(more);
            }
            _ => {
                command.output.push_str(line);
                command.output.push('\n');
            }
        }
    }
    commands
}

/// Lines with what they include from other files.
fn included(lines: &[String], folder: &Path) -> String {
    let mut text = String::new();
    for line in lines {
        match line.trim().strip_prefix("{{#include ").and_then(|line| line.strip_suffix("}}")) {
            None => text.push_str(line),
            Some(place) => {
                let (file, anchor) = place.split_once(':').unwrap_or((place, ""));
                let file = folder.join(file);
                let whole = fs::read_to_string(&file);
                let whole = whole.unwrap_or_else(|_| panic!("no {}", file.display()));
                let part = anchored(&whole, anchor);
                assert!(!part.is_empty(), "{place} has nothing");
                text.push_str(part.join("\n").as_str());
            }
        }
        text.push('\n');
    }
    text
}

/// The lines between the marks of an anchor, without the marks of others.
fn anchored<'t>(text: &'t str, anchor: &str) -> Vec<&'t str> {
    let is_mark = |line: &&str, mark: &str| {
        line.split_once(mark).is_some_and(|(_, name)| anchor.is_empty() || name.trim() == anchor)
    };
    let lines = text.lines().skip_while(|line| !anchor.is_empty() && !is_mark(line, "ANCHOR: "));
    let lines = lines.take_while(|line| anchor.is_empty() || !is_mark(line, "ANCHOR_END: "));
    lines.filter(|line| !line.contains("ANCHOR: ") && !line.contains("ANCHOR_END: ")).collect()
}
