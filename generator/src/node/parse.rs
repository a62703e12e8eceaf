//! From text to tree: the loop over the events of the YAML reader.
//!
//! It reads JSON, too, since YAML 1.2 contains it, where anything is to be said about it.

use super::Node;
use super::build::{Builder, Collection, Scalar};
use super::padded::Padded;
use super::{json, syntax};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limit::{self, Limits};
use crate::source::{Pointer, Source, SourceId, Span};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};
use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

/// Reads a text as YAML 1.2 with the core schema, or as JSON.
///
/// The tree is there exactly if there are no errors; there may be warnings beside it. A fault of
/// the syntax and an exceeded limit end the reading, other errors do not.
pub fn parse(id: SourceId, source: &Source, limits: &Limits) -> (Option<Node>, Diagnostics) {
    let text = source.text();
    if text.len() > limits.bytes.min(u32::MAX as usize) {
        return (None, too_many_bytes(id, text.len(), limits));
    }
    let readable = readable(text);
    if let Cow::Borrowed(text) = readable
        && let Some(tree) = json::read(id, text, limits)
    {
        return (Some(tree), Diagnostics::new());
    }
    // YAML would take it for a part of what stands behind it.
    if let Some(at) = json::comment(text) {
        return (None, json_comment(id, at));
    }
    as_yaml(id, text, &readable, limits)
}

/// Reads a text as YAML, of which `readable` is what can stand there.
pub(super) fn as_yaml(
    id: SourceId,
    text: &str,
    readable: &str,
    limits: &Limits,
) -> (Option<Node>, Diagnostics) {
    let mut padded = Padded::new(readable);
    let mut found = Diagnostics::new();
    let unreadable = (readable != text).then(|| text.find(is_unreadable).unwrap_or_default());
    loop {
        let (tree, diagnostics, fault) = once(id, padded.text(), unreadable, limits);
        if let Some(Fault { from, at }) = fault {
            let error = diagnostics.iter().next_back().cloned();
            let error = error.map(|error| error.moved(|span| padded.span(span)));
            if let Some(error) = error
                && padded.indent(from, at)
            {
                found.push(in_quotes(&error));
                continue;
            }
        }
        found.extend(diagnostics.into_iter().map(|one| one.moved(|span| padded.span(span))));
        let mut tree = tree;
        tree.iter_mut().for_each(|tree| padded.restore(tree));
        return (tree, found);
    }
}

/// A text in quotes whose next line is not indented enough.
struct Fault {
    /// Where what comes before it ends.
    from: usize,
    /// Where the line begins.
    at: usize,
}

fn in_quotes(error: &Diagnostic) -> Diagnostic {
    let span = error.primary().map(|label| label.span);
    Diagnostic::warning(Code::InvalidYaml, error.pointer().clone(), span, error.message())
        .consequence("it is read as text that goes on, as most programs read it")
        .help("indent the line, or close the quote that was opened before it")
}

/// Reads the text as far as it has no fault.
fn once(
    id: SourceId,
    text: &str,
    unreadable: Option<usize>,
    limits: &Limits,
) -> (Option<Node>, Diagnostics, Option<Fault>) {
    let mut builder = Builder::new(id, text, limits);
    unreadable.into_iter().for_each(|at| builder.unreadable(at));
    let (mut fault, mut from) = (None, 0);
    for event in Parser::new_from_str_with_options(text, options(limits)) {
        let next = match event {
            Ok((event, span)) => {
                from = bytes(&span).end;
                on_event(&mut builder, event, span)
            }
            Err(error) => {
                if *error.kind() == ErrorKind::InvalidQuotedScalarIndent {
                    fault = error.marker().byte_offset().map(|at| Fault { from, at });
                }
                on_error(&mut builder, &error, text)
            }
        };
        if next.is_break() {
            break;
        }
    }
    let (tree, diagnostics) = builder.finish();
    (tree, diagnostics, fault)
}

/// YAML 1.2, section 5.1: what cannot stand in a text; JSON allows it (RFC 8259, section 7), and
/// real descriptions have it where text was decoded wrongly.
fn is_unreadable(letter: char) -> bool {
    matches!(letter, '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}')
}

/// The text with blanks of the same length for such letters, so that places stay the same.
fn readable(text: &str) -> Cow<'_, str> {
    // All of them begin with one of two bytes, which most texts do not have.
    let may_be = text.bytes().any(|byte| matches!(byte, 0x7F | 0xC2));
    if !may_be || !text.contains(is_unreadable) {
        return Cow::Borrowed(text);
    }
    let blank = |letter: char| match letter {
        '\u{7F}' => ' ',
        _ if is_unreadable(letter) => '\u{A0}',
        _ => letter,
    };
    text.chars().map(blank).collect::<String>().into()
}

fn options(limits: &Limits) -> granit_parser::Options {
    // One level more than ours, so that our own message is the one that is shown.
    let mut options = granit_parser::options! {
        emit_unresolved_aliases: true,
        simple_key_max_lookahead: limit::KEY,
        flow_nesting_limit: limits.depth.saturating_add(1),
        block_nesting_limit: limits.depth.saturating_add(1),
    };
    // Another crate of the build may have switched the feature on.
    options.set_emit_comments(false);
    options
}

fn too_many_bytes(id: SourceId, found: usize, limits: &Limits) -> Diagnostics {
    let start = Span { source: id, start: 0, end: 0 };
    let message = format!("the text has {found} bytes, the limit is {}", limits.bytes);
    let limit = Diagnostic::error(Code::LimitExceeded, Pointer::root(), start, message)
        .help(format!("split the document, or {}", limit::raise("bytes", found)));
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(limit);
    diagnostics
}

fn json_comment(id: SourceId, at: Range<usize>) -> Diagnostics {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let span = Span { source: id, start: narrow(at.start), end: narrow(at.end) };
    let message = "JSON has no comments";
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(
        Diagnostic::error(Code::InvalidYaml, Pointer::root(), span, message)
            .help("remove it, or write the document as YAML, where `#` begins a comment"),
    );
    diagnostics
}

fn on_event(
    builder: &mut Builder<'_>,
    event: Event<'_>,
    span: granit_parser::Span,
) -> ControlFlow<()> {
    let range = bytes(&span);
    match event {
        Event::DocumentStart(..) => builder.start_document(range),
        Event::Scalar(text, style, anchor, tag) => builder.scalar(Scalar {
            range: if is_block(style) { builder.trimmed(range) } else { range },
            plain: style == ScalarStyle::Plain,
            text,
            anchor,
            tag: tag.as_deref().map(|tag| (tag, tag_range(&span))),
        }),
        Event::SequenceStart(_, anchor, tag) => builder.open(Collection {
            is_object: false,
            range,
            anchor,
            tag: tag.as_deref().map(|tag| (tag, tag_range(&span))),
        }),
        Event::MappingStart(_, anchor, tag) => builder.open(Collection {
            is_object: true,
            range,
            anchor,
            tag: tag.as_deref().map(|tag| (tag, tag_range(&span))),
        }),
        Event::SequenceEnd | Event::MappingEnd => builder.close(range),
        Event::Alias(anchor) => builder.alias(anchor, range),
        Event::UnresolvedAlias(name) => builder.unknown_alias(&name, range),
        // The others say nothing about the tree: ends of documents and of the stream, comments
        // and the names of anchors, which are switched off.
        _ => ControlFlow::Continue(()),
    }
}

fn on_error(builder: &mut Builder<'_>, error: &ScanError, text: &str) -> ControlFlow<()> {
    let start = error.marker().byte_offset().unwrap_or_default();
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return builder.too_deep(start..start + 1);
    }
    let of_line = syntax::of_line(text, start);
    let (message, help) = of_line.unwrap_or_else(|| syntax::explain(error.kind()));
    let quote = match error.kind() {
        ErrorKind::InvalidTrailingSingleQuotedScalar => Some('\''),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => Some('"'),
        _ => None,
    };
    builder.invalid(start, message, help, quote)
}

fn is_block(style: ScalarStyle) -> bool {
    matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
}

/// A reader of a `str` always knows the bytes.
fn bytes(span: &granit_parser::Span) -> Range<usize> {
    span.byte_range().unwrap_or_default()
}

fn tag_range(span: &granit_parser::Span) -> Range<usize> {
    span.tag_span().as_ref().map(bytes).unwrap_or_else(|| bytes(span))
}
