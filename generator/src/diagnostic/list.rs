//! Diagnostics as data.

use crate::source::{Pointer, Span};
use std::fmt;

use super::code::Code;

/// What follows from an error, unless it says more.
const NOTHING: &str = "nothing is generated from this document";

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is left out or taken in another way than written.
    Warning,
    /// Worth knowing, nothing is lost.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A range of a source with what is to be said about it; the text may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The range.
    pub span: Span,
    /// What is said beside the underlined range, without a full stop.
    pub text: String,
}

/// One thing to tell the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub(super) severity: Severity,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) pointer: Pointer,
    pub(super) primary: Option<Label>,
    pub(super) secondary: Vec<Label>,
    pub(super) consequence: Option<String>,
    pub(super) help: Option<String>,
    pub(super) mend: Option<(&'static str, String)>,
}

impl Diagnostic {
    /// Something that stops the run. Without a span it has no place in any text.
    pub fn error(
        code: Code,
        pointer: Pointer,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, code, pointer, span.into(), message.into())
    }

    /// Something left out or taken in another way than written.
    pub fn warning(
        code: Code,
        pointer: Pointer,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, pointer, span.into(), message.into())
    }

    /// Something worth knowing.
    pub fn note(
        code: Code,
        pointer: Pointer,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Note, code, pointer, span.into(), message.into())
    }

    fn new(
        severity: Severity,
        code: Code,
        pointer: Pointer,
        span: Option<Span>,
        message: String,
    ) -> Self {
        Self {
            severity,
            code,
            message,
            pointer,
            primary: span.map(|span| Label { span, text: String::new() }),
            secondary: Vec::new(),
            // A document with an error is left alone as a whole.
            consequence: (severity == Severity::Error).then(|| NOTHING.to_owned()),
            help: None,
            mend: None,
        }
    }

    /// Says something beside the place itself. Has no effect without a place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Shows a second place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Says what follows from it for what is generated.
    #[must_use]
    pub fn consequence(mut self, text: impl Into<String>) -> Self {
        self.consequence = Some(text.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Says what an overlay could merge into the object at the place.
    #[must_use]
    pub fn mended_by(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.mend = Some((key, value.into()));
        self
    }

    /// Names another place in the tree.
    #[must_use]
    pub fn at(mut self, pointer: Pointer) -> Self {
        self.pointer = pointer;
        self
    }

    /// The same, with other places in the text.
    #[must_use]
    pub fn moved(mut self, place: impl Fn(Span) -> Span) -> Self {
        for label in self.primary.iter_mut().chain(&mut self.secondary) {
            label.span = place(label.span);
        }
        self
    }

    /// The same, told as a mistake of the generator.
    #[must_use]
    pub fn of_generator(mut self) -> Self {
        self.code = Code::Internal;
        self.help("report it with the document")
    }

    /// The same, with each of its texts in other words.
    #[must_use]
    pub fn reworded(mut self, words: impl Fn(&str) -> String) -> Self {
        self.message = words(&self.message);
        for label in self.primary.iter_mut().chain(&mut self.secondary) {
            label.text = words(&label.text);
        }
        self.consequence = self.consequence.map(|text| words(&text));
        self.help = self.help.map(|text| words(&text));
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Which rule it is about.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What is wrong, as written by the module that found it.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The place in the tree.
    pub fn pointer(&self) -> &Pointer {
        &self.pointer
    }

    /// The place in the text, if it has one.
    pub fn primary(&self) -> Option<&Label> {
        self.primary.as_ref()
    }

    /// Other places that belong to it.
    pub fn secondary(&self) -> &[Label] {
        &self.secondary
    }

    /// What follows from it.
    pub fn what_follows(&self) -> Option<&str> {
        self.consequence.as_deref()
    }

    /// What an overlay could merge into the object at the place: a key, and its value.
    pub fn mend(&self) -> Option<(&'static str, &str)> {
        self.mend.as_ref().map(|(key, value)| (*key, value.as_str()))
    }

    /// What to do.
    pub fn what_to_do(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

/// How many of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Number of errors.
    pub errors: usize,
    /// Number of warnings.
    pub warnings: usize,
    /// Number of notes.
    pub notes: usize,
}

impl fmt::Display for Counts {
    /// Names what there is: `2 errors, 1 warning`. Empty if there is nothing.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (count, word) in
            [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")]
        {
            if count > 0 {
                let plural = if count == 1 { "" } else { "s" };
                write!(formatter, "{separator}{count} {word}{plural}")?;
                separator = ", ";
            }
        }
        Ok(())
    }
}

/// All diagnostics of a stage or of a run, in the order in which they were found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No diagnostics yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Whether there is an error, so that the next stage must not start.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many of each severity there are.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for diagnostic in &self.list {
            match diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// Makes every warning an error, for `--strict`.
    pub fn promote_warnings(&mut self) {
        for diagnostic in &mut self.list {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// Orders them by source, place and code, each once; those of one place keep their order, and
    /// those without a place come first.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|diagnostic| {
            let place =
                diagnostic.primary.as_ref().map(|label| (label.span.source, label.span.start));
            (place, diagnostic.code)
        });
        // A shared part is looked at once for each of its users.
        self.list.dedup();
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.list.extend(diagnostics);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self { list: diagnostics.into_iter().collect() }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
