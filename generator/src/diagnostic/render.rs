//! Diagnostics as text for people, in the look of `rustc`.
//!
//! Nothing from an input reaches the terminal but printable characters.

use super::{Code, Diagnostic, Diagnostics, Label, Severity};
use crate::source::{Source, SourceId, inert, visible};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use indexmap::IndexMap;
use std::ops::Range;

/// Labels at most this many bytes apart are shown in one piece of the text.
const TOGETHER: usize = 2_000;

/// A long line is cut this many bytes before the first and after the last label in it: more than
/// a terminal shows, and little enough for a file of many megabytes in one line.
const AROUND: usize = 160;

/// How many errors and warnings that say the same are shown.
const ALIKE: usize = 3;

/// How many places of the others are named.
const PLACES: usize = 10;

/// How many characters of one text are shown: a name can be as long as a document.
const LONGEST: usize = 4_000;

/// Stands for a file's name while `annotate-snippets` lays out the text, since that computes line
/// and column from the piece it was given, and a piece that was cut has other columns than the
/// file. [`printable`] lets it through from nowhere else.
const PLACE: char = '\u{E000}';

/// All diagnostics and the summary.
pub(super) fn all(diagnostics: &Diagnostics, sources: &[Source], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    let mut alike: IndexMap<_, Vec<&Diagnostic>> = IndexMap::new();
    for diagnostic in diagnostics.iter().rev() {
        alike.entry(kind(diagnostic)).or_default().push(diagnostic);
    }
    let most: Vec<usize> = alike.values().map(Vec::len).collect();
    for diagnostic in diagnostics.iter() {
        let Some((index, _, rest)) = alike.get_full_mut(&kind(diagnostic)) else {
            continue;
        };
        // The first of many are shown, and behind them where the others are.
        rest.pop();
        let shown = most.get(index).copied().unwrap_or_default() - rest.len();
        let last = if diagnostic.severity == Severity::Note { 1 } else { ALIKE };
        if shown <= last {
            let others = (shown == last).then(|| elsewhere(rest, sources)).flatten();
            text.push_str(&one(diagnostic, others, sources, &renderer));
            text.push_str("\n\n");
        }
    }
    if !diagnostics.is_empty() {
        text.push_str(&format!("{}\n", diagnostics.counts()));
    }
    inert(&text)
}

/// What diagnostics have in common that are told together. A note changes nothing: it is enough to
/// know that there are such.
fn kind(diagnostic: &Diagnostic) -> (Severity, Code, &str) {
    let Diagnostic { severity, code, message, .. } = diagnostic;
    (*severity, *code, if *severity == Severity::Note { "" } else { message })
}

/// Where diagnostics are that say the same as one that is shown.
fn elsewhere(others: &[&Diagnostic], sources: &[Source]) -> Option<String> {
    if others.is_empty() {
        return None;
    }
    // The next one is the last of them.
    let places = others.iter().rev().filter_map(|other| place(other.primary.as_ref()?, sources));
    let named: Vec<String> = places.take(PLACES).collect();
    let rest = others.len() - named.len();
    let and = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    let is_note = others.iter().any(|other| other.severity == Severity::Note);
    let what = match others.len() {
        count if is_note => format!("{count} more of this kind"),
        _ => "the same".to_owned(),
    };
    Some(format!("{what} at {}{and}", named.join(", ")))
}

/// `specs/x.yaml:12:5: error[duplicate-key]: message`.
pub(super) fn one_line(diagnostic: &Diagnostic, sources: &[Source]) -> String {
    let place = diagnostic
        .primary
        .as_ref()
        .and_then(|label| place(label, sources))
        .map(|place| format!("{place}: "))
        .unwrap_or_default();
    let Diagnostic { severity, code, message, .. } = diagnostic;
    inert(&format!("{place}{severity}[{code}]: {}", printable(message, Breaks::Show)))
}

fn one(
    diagnostic: &Diagnostic,
    others: Option<String>,
    sources: &[Source],
    renderer: &Renderer,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(printable(&diagnostic.message, Breaks::Show))
        .id(diagnostic.code.slug());
    let mut group = Group::with_title(title);
    let mut places = Vec::new();
    for piece in pieces(diagnostic, sources) {
        places.push(piece.place.clone());
        group = group.element(piece.into_snippet());
    }
    let at = format!("at {}", diagnostic.pointer);
    group = group.element(Level::NOTE.message(printable(&at, Breaks::Show)));
    if let Some(consequence) = &diagnostic.consequence {
        group = group.element(Level::NOTE.message(printable(consequence, Breaks::Show)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help, Breaks::Show)));
    }
    if let Some(others) = others {
        group = group.element(Level::NOTE.message(others));
    }
    put_places(&renderer.render(&[group]), places)
}

/// A stretch of one source with the labels in it.
struct Piece<'a> {
    source: &'a Source,
    range: Range<usize>,
    labels: Vec<(AnnotationKind, &'a Label)>,
    place: String,
}

/// The labels, those that are near each other together, and the piece with the primary one first.
fn pieces<'a>(diagnostic: &'a Diagnostic, sources: &'a [Source]) -> Vec<Piece<'a>> {
    let primary = diagnostic.primary.iter().map(|label| (AnnotationKind::Primary, label));
    let secondary = diagnostic.secondary.iter().map(|label| (AnnotationKind::Context, label));
    let mut labels: Vec<_> = primary.chain(secondary).collect();
    labels.sort_by_key(|(_, label)| (label.span.source, label.span.start));

    let mut groups: Vec<(SourceId, usize, Vec<_>)> = Vec::new();
    for (kind, label) in labels {
        let start = label.span.start as usize;
        match groups.last_mut() {
            Some((id, first, group))
                if *id == label.span.source && start.saturating_sub(*first) <= TOGETHER =>
            {
                group.push((kind, label));
            }
            _ => groups.push((label.span.source, start, vec![(kind, label)])),
        }
    }
    let mut pieces: Vec<_> =
        groups.into_iter().filter_map(|(_, _, labels)| Piece::new(labels, sources)).collect();
    pieces.sort_by_key(|piece| !piece.labels.iter().any(|(kind, _)| is_primary(*kind)));
    pieces
}

impl<'a> Piece<'a> {
    fn new(labels: Vec<(AnnotationKind, &'a Label)>, sources: &'a [Source]) -> Option<Self> {
        let (_, first) = labels.first()?;
        let (_, last) = labels.last()?;
        let source = first.span.source.of(sources)?;
        let start = source.boundary(first.span.start as usize);
        let end = source.boundary(last.span.start as usize);
        let left = source.line_range(start).start.max(start.saturating_sub(AROUND));
        let right = source.line_range(end).end.min(end.saturating_add(AROUND));
        let (_, main) = labels.iter().find(|(kind, _)| is_primary(*kind)).or(labels.first())?;
        let place = place(main, sources)?;
        Some(Self {
            source,
            range: source.boundary(left)..source.boundary(right).max(end),
            labels,
            place,
        })
    }

    fn into_snippet(self) -> Snippet<'static, Annotation<'static>> {
        let lines = self.source.line_range(self.range.start).start
            ..self.source.line_range(self.range.end).end;
        let before = if self.range.start > lines.start { "…" } else { "" };
        let after = if self.range.end < lines.end { "…" } else { "" };
        let visible = |range: Range<usize>| {
            printable(self.source.text().get(range).unwrap_or_default(), Breaks::Keep)
        };
        let offset = |at: usize| before.len() + visible(self.range.start..at).len();
        let annotations: Vec<_> = self
            .labels
            .iter()
            .map(|(kind, label)| {
                let start = self.source.boundary(label.span.start as usize);
                // Of a range of many lines only the first is underlined: the rest of an object
                // says nothing about what is wrong with it.
                let line_end = self.source.line_range(start).end.min(self.range.end);
                let end = self.source.boundary(label.span.end as usize).min(line_end).max(start);
                let text = (!label.text.is_empty()).then(|| printable(&label.text, Breaks::Show));
                kind.span(offset(start)..offset(end)).label(text)
            })
            .collect();
        Snippet::source(format!("{before}{}{after}", visible(self.range.clone())))
            .path(PLACE.to_string())
            .line_start(self.source.position(self.range.start).line)
            .annotations(annotations)
    }
}

fn is_primary(kind: AnnotationKind) -> bool {
    kind == AnnotationKind::Primary
}

/// `specs/x.yaml:12:5`.
fn place(label: &Label, sources: &[Source]) -> Option<String> {
    let source = label.span.source.of(sources)?;
    let position = source.position(label.span.start as usize);
    Some(format!("{}:{position}", printable(source.name(), Breaks::Show)))
}

/// Replaces each stand-in, and the line and column after it, by the true place.
fn put_places(text: &str, places: Vec<String>) -> String {
    let mut parts = text.split(PLACE);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for (part, place) in parts.zip(places) {
        whole.push_str(&place);
        whole.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    whole
}

/// A text in one line, of characters that can be shown.
pub(super) fn printable_line(text: &str) -> String {
    printable(text, Breaks::Show)
}

/// What becomes of line breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    /// Each becomes one LF, so that lines are counted as in [`Source::position`].
    Keep,
    /// Shown as a symbol, for what has to stay in one line.
    Show,
}

/// The text without characters that steer a terminal or change the order in which text is read.
/// One character stays one character, so that columns keep their meaning. Of what is no piece of a source,
/// the first [`LONGEST`] are enough.
fn printable(text: &str, breaks: Breaks) -> String {
    let mut visible = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut left = if breaks == Breaks::Keep { usize::MAX } else { LONGEST };
    while let Some(character) = characters.next() {
        if left == 0 {
            visible.push('…');
            break;
        }
        left -= 1;
        if breaks == Breaks::Keep && character == '\r' {
            characters.next_if_eq(&'\n');
            visible.push('\n');
        } else if breaks == Breaks::Keep && matches!(character, '\n' | '\t') {
            visible.push(character);
        } else {
            visible.push(printable_character(character));
        }
    }
    visible
}

fn printable_character(character: char) -> char {
    // Our own stand-in would be taken for a place.
    if character == PLACE { char::REPLACEMENT_CHARACTER } else { visible(character) }
}
