//! All that the chores print of documents: the one place where such text leaves the program.

use clientwright::source::{inert, visible_text};

/// Prints a text to the standard output, without what a terminal or a runner would obey.
pub(crate) fn out(text: &str) {
    print!("{}", harmless(text));
}

/// Prints a line to the standard error output, likewise.
pub(crate) fn err(line: &str) {
    eprintln!("{}", harmless(line));
}

/// The text without what a terminal or a runner would obey; its lines and tabs stay.
pub(crate) fn harmless(text: &str) -> String {
    inert(&visible_text(text))
}
