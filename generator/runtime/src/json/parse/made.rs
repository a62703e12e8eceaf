//! Values that stand in no text of their own: events as objects.

use super::parsed::{Entry, Kind, Parsed, narrow};
use super::read::whole;

impl Parsed<'_> {
    /// Begins an object that stands in no text; its place.
    pub(crate) fn open_object(&mut self) -> usize {
        self.open(Kind::Object)
    }

    /// Ends it, with so many properties.
    pub(crate) fn close_object(&mut self, place: usize, count: usize) {
        self.close(place, count);
    }

    /// Adds a text or a name that stands in no text.
    pub(crate) fn text(&mut self, text: &str) {
        self.push_text(Kind::Text, text);
    }

    /// Adds a number that stands in no text.
    pub(crate) fn number(&mut self, text: &str) {
        self.push_text(Kind::Number, text);
    }

    /// Adds what a text is the JSON of, or the text if it is none.
    pub(crate) fn embedded(&mut self, text: &str) {
        match whole(text) {
            Ok(meant) => self.push_copy(&meant),
            Err(_) => self.text(text),
        }
    }

    /// Adds a text that can be the JSON of something else.
    pub(crate) fn loose(&mut self, text: &str) {
        let place = self.open(Kind::Loose);
        self.text(text);
        let meant = whole(text);
        if let Ok(meant) = &meant {
            self.push_copy(meant);
        }
        self.close(place, usize::from(meant.is_ok()));
    }

    fn push_text(&mut self, kind: Kind, text: &str) {
        let start = self.own.len();
        self.own.push_str(text);
        self.push_own(kind, start);
    }

    /// Adds all values of another text.
    fn push_copy(&mut self, other: &Parsed<'_>) {
        let before = narrow(self.entries.len());
        for entry in &other.entries {
            match entry.kind {
                Kind::Null | Kind::False | Kind::True => self.push(entry.kind),
                Kind::Number | Kind::Text | Kind::List => {
                    self.push_text(entry.kind, other.text_of(*entry));
                }
                Kind::Loose | Kind::Array | Kind::Object => {
                    let end = entry.end.saturating_add(before);
                    self.entries.push(Entry { end, ..*entry });
                }
            }
        }
    }
}
