//! A JSON text after one look at it: a flat list of what is in it, from which values are read.

use super::read::{Fault, Reader};
use super::{FromJson, Json, JsonError, JsonRef};

/// How many bytes most values and names take, with what is around them.
const LENGTH: usize = 8;
/// How many of them a short text can have that is closer set.
const ROOM: usize = 16;

/// What a JSON text holds, in its order: an object is an entry, then its names and values in turns;
/// a list is an entry, then its items. Texts without escapes and numbers stay where they are.
#[derive(Debug, Default)]
pub(crate) struct Parsed<'a> {
    /// The text.
    text: &'a str,
    /// Texts that stand nowhere in it as they are.
    own: String,
    entries: Vec<Entry>,
}

/// A value, or the name of a property.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// Whether its text is one of the own.
    is_own: bool,
    /// Where its text begins; of a list or an object, how many items or properties it has.
    pub(super) start: u32,
    /// Where its text ends; of what holds others, the entry behind the last of them.
    pub(super) end: u32,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    False,
    True,
    /// Its text is that of the number.
    Number,
    /// Text, or the name of a property.
    Text,
    /// Text, and behind it what that is the JSON of, if it is JSON at all.
    Loose,
    /// A list that was left as its JSON, since the whole is large.
    List,
    Array,
    Object,
}

impl Entry {
    pub(super) const NULL: Self = Self { kind: Kind::Null, is_own: false, start: 0, end: 0 };
}

impl<'a> Parsed<'a> {
    /// Of a text of which nothing is known, with room for so many values and names.
    pub(super) fn new(text: &'a str, room: usize) -> Self {
        Self { text, own: String::new(), entries: Vec::with_capacity(room) }
    }

    /// Of a whole text.
    pub(super) fn whole(text: &'a str) -> Result<Self, Fault> {
        let mut reader = Reader::new(text, ROOM + text.len() / LENGTH);
        reader.value(0)?;
        reader.finish()
    }

    /// Of a tree, which need not have come from a text.
    pub(crate) fn of_tree(json: &Json<'_>) -> Parsed<'static> {
        let mut parsed = Parsed::default();
        parsed.push_tree(json);
        parsed
    }

    /// The value.
    pub(crate) fn root(&self) -> JsonRef<'_> {
        JsonRef::new(self, 0)
    }

    /// The value as a type has it.
    pub(crate) fn read<T: FromJson>(&self) -> Result<T, JsonError> {
        T::from_json(self.root())
    }

    /// Forgets all values.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.own.clear();
    }

    pub(super) fn entry(&self, at: u32) -> Entry {
        self.entries.get(at as usize).copied().unwrap_or(Entry::NULL)
    }

    pub(super) fn text_of(&self, entry: Entry) -> &str {
        let text = if entry.is_own { &self.own } else { self.text };
        text.get(entry.start as usize..entry.end as usize).unwrap_or_default()
    }

    /// Adds a value that is no text.
    pub(super) fn push(&mut self, kind: Kind) {
        self.entries.push(Entry { kind, ..Entry::NULL });
    }

    /// Adds a value that is a part of the text.
    pub(super) fn push_span(&mut self, kind: Kind, start: usize, end: usize) {
        self.entries.push(Entry { kind, is_own: false, start: narrow(start), end: narrow(end) });
    }

    /// Adds a text of its own, which stands at the end of all of them from `start` on.
    fn push_own(&mut self, kind: Kind, start: usize) {
        let (start, end) = (narrow(start), narrow(self.own.len()));
        self.entries.push(Entry { kind, is_own: true, start, end });
    }

    fn push_text(&mut self, kind: Kind, text: &str) {
        let start = self.own.len();
        self.own.push_str(text);
        self.push_own(kind, start);
    }

    /// Begins a text of its own; where it begins.
    pub(super) fn begin_own(&mut self, piece: &str) -> usize {
        let start = self.own.len();
        self.own.push_str(piece);
        start
    }

    /// A further piece of the text that was begun.
    pub(super) fn extend_own(&mut self, piece: &str) {
        self.own.push_str(piece);
    }

    /// Ends the text that was begun, and keeps it if it is wanted.
    pub(super) fn end_own(&mut self, start: usize, is_kept: bool) {
        if is_kept {
            self.push_own(Kind::Text, start);
        } else {
            self.own.truncate(start);
        }
    }

    /// Begins what holds others; its place.
    pub(super) fn open(&mut self, kind: Kind) -> usize {
        let place = self.entries.len();
        self.push(kind);
        place
    }

    /// Ends what was begun at a place, with so many items or properties.
    pub(super) fn close(&mut self, place: usize, count: usize) {
        let end = narrow(self.entries.len());
        if let Some(entry) = self.entries.get_mut(place) {
            (entry.start, entry.end) = (narrow(count), end);
        }
    }

    fn push_tree(&mut self, json: &Json<'_>) {
        match json {
            Json::Null => self.push(Kind::Null),
            Json::Bool(value) => self.push(if *value { Kind::True } else { Kind::False }),
            Json::Number(number) => self.push_text(Kind::Number, &number.to_string()),
            Json::Digits(text) => self.push_text(Kind::Number, text),
            Json::String(text) | Json::Secret(text) => self.push_text(Kind::Text, text),
            Json::Loose(text) => self.push_loose(text),
            Json::Embedded(text) => match Parsed::whole(text) {
                Ok(meant) => self.push_copy(&meant),
                Err(_) => self.push_text(Kind::Text, text),
            },
            Json::Array(items) => {
                let place = self.open(Kind::Array);
                for item in items {
                    self.push_tree(item);
                }
                self.close(place, items.len());
            }
            Json::Object(entries) => {
                let place = self.open(Kind::Object);
                for (name, value) in entries {
                    self.push_text(Kind::Text, name);
                    self.push_tree(value);
                }
                self.close(place, entries.len());
            }
            Json::Refused(value, _) => self.push_tree(value),
        }
    }

    fn push_loose(&mut self, text: &str) {
        let place = self.open(Kind::Loose);
        self.push_text(Kind::Text, text);
        let meant = Parsed::whole(text);
        if let Ok(meant) = &meant {
            self.push_copy(meant);
        }
        self.close(place, usize::from(meant.is_ok()));
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

/// A place in a text, none of which is as long as that.
fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
