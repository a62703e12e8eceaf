//! Diagnostics for programs: JSON lines, and the annotations of GitHub's workflows.

use serde_json::{Value, json};

use super::render::printable_line;
use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{Source, inert, inert_json};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people, as `rustc` shows them.
    #[default]
    Human,
    /// A JSON object on a line each.
    Json,
    /// A workflow command of GitHub Actions on a line each, which it shows at the place.
    Github,
}

pub(super) fn all(diagnostics: &Diagnostics, sources: &[Source], one: One) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources) + "\n").collect()
}

/// Writes one.
pub(super) type One = fn(&Diagnostic, &[Source]) -> String;

/// All that is known of it. What is not there is null.
pub(super) fn json(diagnostic: &Diagnostic, sources: &[Source]) -> String {
    let place = |label: &Label| place(label, sources).map(|place| place.json(&label.text));
    let also: Vec<Value> = diagnostic.secondary.iter().filter_map(place).collect();
    let value = json!({
        "severity": diagnostic.severity.to_string(),
        "code": diagnostic.code.slug(),
        "message": diagnostic.message,
        "pointer": diagnostic.pointer.to_string(),
        "place": diagnostic.primary.as_ref().and_then(place),
        "also": also,
        "consequence": diagnostic.consequence,
        "help": diagnostic.help,
    });
    printable_json(&value)
}

/// JSON that can be looked at: nothing in it steers a terminal or a runner.
pub fn printable_json(value: &Value) -> String {
    inert_json(&value.to_string())
}

/// As GitHub reads it: the properties end at a comma or a colon, and all at a line end.
pub(super) fn github(diagnostic: &Diagnostic, sources: &[Source]) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = diagnostic.primary.as_ref().and_then(|label| place(label, sources)) {
        properties.push(format!("file={}", property(place.file)));
        properties.push(format!("line={}", place.start.0));
        properties.push(format!("endLine={}", place.end.0));
        // Columns are for ranges of one line only.
        if place.start.0 == place.end.0 {
            properties.push(format!("col={}", place.start.1));
            properties.push(format!("endColumn={}", place.end.1));
        }
    }
    properties.push(format!("title={}", property(diagnostic.code.slug())));
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(diagnostic.consequence.clone());
    lines.extend(diagnostic.help.as_ref().map(|help| format!("help: {help}")));
    let lines: Vec<String> = lines.iter().map(|line| data(&printable_line(line))).collect();
    format!("::{command} {}::{}", properties.join(","), lines.join("%0A"))
}

/// A workflow command of GitHub Actions, which it shows at a line of a file. Nothing in it is another one.
pub fn annotation(
    command: &str,
    place: Option<(&str, usize)>,
    title: &str,
    message: &str,
) -> String {
    let at = place.map(|(file, line)| format!("file={},line={line},", property(file)));
    let at = at.unwrap_or_default();
    format!("::{command} {at}title={}::{}\n", property(title), data(&printable_line(message)))
}

fn data(text: &str) -> String {
    // The command of a runner can stand within one of another.
    inert(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&printable_line(text)).replace(':', "%3A").replace(',', "%2C")
}

/// A place as editors count it: lines and columns begin at 1.
struct Place<'s> {
    file: &'s str,
    start: (usize, usize),
    end: (usize, usize),
}

impl Place<'_> {
    fn json(&self, text: &str) -> Value {
        json!({
            "file": self.file,
            "line": self.start.0,
            "column": self.start.1,
            "end_line": self.end.0,
            "end_column": self.end.1,
            "label": (!text.is_empty()).then_some(text),
        })
    }
}

fn place<'s>(label: &Label, sources: &'s [Source]) -> Option<Place<'s>> {
    let source = label.span.source.of(sources)?;
    let position = |offset: u32| {
        let position = source.position(offset as usize);
        (position.line, position.column)
    };
    Some(Place {
        file: source.name(),
        start: position(label.span.start),
        end: position(label.span.end),
    })
}
