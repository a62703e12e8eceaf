//! What is wrong, where, what follows from it, and what to do; collected, and rendered in one
//! place.
//!
//! It never decides whether something is wrong, and it never prints.

mod code;
mod near;
mod list;
mod render;
mod format;
#[cfg(test)]
mod tests;

use crate::source::Source;

pub use code::Code;
pub use format::{Format, annotation, printable_json};
pub use list::{Counts, Diagnostic, Diagnostics, Label, Severity};
pub use near::{letters, near, nearest};

impl Diagnostic {
    /// The diagnostic in one line: `specs/x.yaml:12:5: error[duplicate-key]: message`.
    pub fn one_line(&self, sources: &[Source]) -> String {
        render::one_line(self, sources)
    }
}

impl Diagnostics {
    /// All of them as `rustc` would show them, with a summary as the last line; empty if there are
    /// none. With `color`, the text has ANSI styles.
    pub fn render(&self, sources: &[Source], color: bool) -> String {
        render::all(self, sources, color)
    }

    /// All of them in this format; in color where it is for people.
    pub fn report(&self, sources: &[Source], format: Format) -> String {
        match format {
            Format::Human => self.render(sources, true),
            Format::Json => format::all(self, sources, format::json),
            Format::Github => format::all(self, sources, format::github),
        }
    }
}
