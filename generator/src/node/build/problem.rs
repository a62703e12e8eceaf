//! What can be wrong with a document beyond its syntax, in words.
//!
//! Each function adds one diagnostic and says whether the reading goes on.

use super::open::{Builder, Collection, Content, Open, Role, Tagged, is_non_specific};
use crate::diagnostic::{Code, Diagnostic};
use crate::limit::{self, PROBLEMS};
use crate::node::Node;
use crate::node::scalar::Unfit;
use crate::source::Span;
use std::ops::{ControlFlow, Range};

/// A quotation from the document is cut after this many characters.
const LONGEST_QUOTE: usize = 60;

impl Builder<'_> {
    fn report(&mut self, diagnostic: Diagnostic) -> ControlFlow<()> {
        let place = diagnostic.primary().map(|label| label.span);
        self.diagnostics.push(diagnostic);
        if self.diagnostics.iter().count() < PROBLEMS {
            return ControlFlow::Continue(());
        }
        let message = format!("reading stops after {PROBLEMS} problems in one file");
        let limit = Diagnostic::error(Code::LimitExceeded, self.pointer(), place, message)
            .help("correct these first, then run again");
        self.diagnostics.push(limit);
        ControlFlow::Break(())
    }

    fn error(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.pointer(), span, message)
    }

    /// A fault of the syntax; what comes after it cannot be trusted.
    pub(in crate::node) fn invalid(
        &mut self,
        start: usize,
        message: String,
        help: Option<&'static str>,
        quote: Option<char>,
    ) -> ControlFlow<()> {
        let width = self.text.get(start..).and_then(|rest| rest.chars().next());
        let end = match width {
            Some(character) if !character.is_control() => start + character.len_utf8(),
            _ => start,
        };
        let help =
            help.unwrap_or("look at the quotes, brackets and indentation at this place and above");
        let mut problem = self.error(Code::InvalidYaml, self.span(start..end), message).help(help);
        if let Some(opened) = quote.and_then(|quote| opening(self.text, start, quote)) {
            problem = problem.also(self.span(opened..opened + 1), "the quote was opened here");
        }
        self.diagnostics.push(problem);
        ControlFlow::Break(())
    }

    /// A letter that YAML cannot read was taken for a blank.
    pub(in crate::node) fn unreadable(&mut self, start: usize) {
        let letter = self.text.get(start..).and_then(|rest| rest.chars().next());
        let end = start + letter.map_or(0, char::len_utf8);
        let message = "a control character stands in the text, as where text was decoded wrongly";
        let span = self.span(start..end);
        let problem = Diagnostic::warning(Code::InvalidScalar, self.pointer(), span, message)
            .consequence("it and others of its kind are taken for blanks")
            .help("remove it, or write the letter that was meant");
        self.diagnostics.push(problem);
    }

    pub(in crate::node) fn too_deep(&mut self, range: Range<usize>) -> ControlFlow<()> {
        let message = format!(
            "lists and objects are nested deeper than the limit of {} levels",
            self.limits.depth
        );
        self.exceeded(self.span(range), message, ("depth", self.limits.depth))
    }

    pub(super) fn too_many_nodes(&mut self, span: Span) -> ControlFlow<()> {
        let message = format!(
            "the document has more values than the limit of {}, copies by aliases included",
            self.limits.values
        );
        self.exceeded(span, message, ("values", self.limits.values))
    }

    fn exceeded(
        &mut self,
        span: Span,
        message: String,
        (name, limit): (&str, usize),
    ) -> ControlFlow<()> {
        let problem = self
            .error(Code::LimitExceeded, span, message)
            .label("the limit is reached here")
            .help(format!("split the document, or {}", limit::raise(name, limit)));
        self.diagnostics.push(problem);
        ControlFlow::Break(())
    }

    pub(super) fn empty(&mut self) {
        let start = self.document.map_or(0, |span| span.end as usize);
        let problem = self
            .error(Code::EmptyDocument, self.span(start..start), "the file is empty")
            .help("an OpenAPI document is an object with `openapi`, `info` and `paths`");
        self.diagnostics.push(problem);
    }

    pub(super) fn second_document(&mut self, first: Span, second: Span) -> ControlFlow<()> {
        let problem = self
            .error(Code::MultipleDocuments, second, "the file has more than one document")
            .label("a second document starts here")
            .also(Span { end: first.start, ..first }, "the first one starts here")
            .help("put each document in a file of its own, or remove this line");
        self.diagnostics.push(problem);
        ControlFlow::Break(())
    }

    pub(super) fn duplicate_key(&mut self, first: Span, second: Span) -> ControlFlow<()> {
        let innermost = self.open.last().map(|open| &open.content);
        let key = match innermost {
            Some(Content::Object(object)) => object.key.as_ref().map(|key| quote(&key.text)),
            _ => None,
        };
        let key = key.unwrap_or_default();
        let help = if key == "<<" {
            "merge several objects with one key: `<<: [*first, *second]`"
        } else {
            "remove one of the two, or rename it"
        };
        let problem = self
            .error(
                Code::DuplicateKey,
                second,
                format!("the key `{key}` is written twice in one object"),
            )
            .label("written again here")
            .also(first, "first written here")
            .help(help);
        self.report(problem)
    }

    /// A key that is a list or an object; its value is left out.
    pub(super) fn complex_key(&mut self, node: &Node) -> ControlFlow<()> {
        let problem = self
            .error(Code::ComplexKey, node.span, format!("{} is used as a key", node.kind()))
            .label("a key can only be text")
            .help("put braces and brackets that are meant as text in quotes");
        if let Some(Open { content: Content::Object(object), .. }) = self.open.last_mut() {
            let (text, span) = (String::new(), node.span);
            object.key = Some(super::Key { text, span, role: Role::Skip });
        }
        self.report(problem)
    }

    pub(super) fn invalid_merge(&mut self, node: &Node) -> ControlFlow<()> {
        let message = format!(
            "the merge key `<<` needs an object or a list of objects, found {}",
            node.kind()
        );
        let problem =
            Diagnostic::error(Code::InvalidMerge, self.pointer().child("<<"), node.span, message);
        self.report(problem.help("write `\"<<\"` in quotes if it is meant as an ordinary key"))
    }

    pub(super) fn unknown_anchor(&mut self, name: &str, span: Span) -> ControlFlow<()> {
        let name = quote(name);
        let problem = self
            .error(
                Code::UnknownAnchor,
                span,
                format!("there is no anchor `&{name}` before this alias"),
            )
            .help("define it above, or put text that begins with `*` in quotes");
        self.report(problem)
    }

    pub(super) fn recursive_alias(&mut self, anchor: usize, span: Span) -> ControlFlow<()> {
        let mut problem = self.error(
            Code::RecursiveAlias,
            span,
            "the alias stands inside the value that its anchor names",
        );
        if let Some(open) = self.open.iter().find(|open| open.anchor == anchor) {
            let start = self.span(open.start..open.start);
            problem = problem.also(start, "the value starts here");
        }
        self.report(problem.help("use `$ref` for a schema that contains itself"))
    }

    pub(super) fn unfit(&mut self, unfit: Unfit, text: &str, span: Span) -> ControlFlow<()> {
        let text = quote(text);
        let problem = match unfit {
            Unfit::OutOfRange => self
                .error(Code::NumberOutOfRange, span, format!("JSON has no number `{text}`"))
                .help("put it in quotes if it is meant as text"),
            Unfit::NotA(kind) => self
                .error(
                    Code::InvalidScalar,
                    span,
                    format!("the tag asks for {kind}, found `{text}`"),
                )
                .help("correct the value, or remove the tag"),
        };
        self.report(problem)
    }

    /// A tag of the core schema for something else than what follows it.
    pub(super) fn check_collection_tag(
        &mut self,
        collection: &Collection<'_>,
        span: Span,
    ) -> ControlFlow<()> {
        let found = if collection.is_object { "an object" } else { "a list" };
        let asked = match collection.tag.as_ref().and_then(|(tag, _)| tag.core_suffix()) {
            None => found,
            Some("seq") => "a list",
            Some("map") => "an object",
            Some(_) => "a scalar",
        };
        if asked == found {
            return ControlFlow::Continue(());
        }
        let message = format!("the tag asks for {asked}, found {found}");
        let problem = self.error(Code::InvalidScalar, span, message);
        self.report(problem.help("correct the value, or remove the tag"))
    }

    /// Warns of a tag that has no meaning here, once for each.
    pub(super) fn note_tag(&mut self, tag: &Tagged<'_>) -> ControlFlow<()> {
        let Some((tag, range)) = tag else {
            return ControlFlow::Continue(());
        };
        if tag.is_yaml_core_schema()
            || is_non_specific(tag)
            || !self.unknown_tags.insert(tag.original())
        {
            return ControlFlow::Continue(());
        }
        let message =
            format!("the tag `{}` is not one of YAML's core schema", quote(&tag.original()));
        let span = self.span(range.clone());
        let problem = Diagnostic::warning(Code::UnknownTag, self.pointer(), span, message)
            .consequence("the tag is ignored here and wherever else it is used")
            .help("put text that begins with `!` in quotes");
        self.report(problem)
    }
}

/// Text of the document for a message, cut where it is long.
fn quote(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Where the quote was opened that was closed before `end`, if that is in another line: the fault
/// is mostly there.
fn opening(text: &str, end: usize, quote: char) -> Option<usize> {
    let before = text.get(..end)?;
    let inside = before.get(..before.rfind(quote)?)?;
    let start = inside.rfind(quote)?;
    inside.get(start..)?.contains('\n').then_some(start)
}
