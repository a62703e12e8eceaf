//! A JSON text after one look at it: a flat list of what is in it, from which values are read.

/// What a JSON text holds, in its order: an object is an entry, then its names and values in turns;
/// a list is an entry, then its items. Texts without escapes and numbers stay where they are.
#[derive(Debug, Default)]
pub(crate) struct Parsed<'a> {
    /// The text.
    text: &'a str,
    /// Texts that stand nowhere in it as they are.
    pub(super) own: String,
    pub(super) entries: Vec<Entry>,
}

/// A value, or the name of a property.
#[derive(Debug, Clone, Copy)]
pub(in crate::json) struct Entry {
    pub(in crate::json) kind: Kind,
    /// Whether its text is one of the own.
    pub(super) is_own: bool,
    /// Where its text begins; of a list or an object, how many items or properties it has.
    pub(in crate::json) start: u32,
    /// Where its text ends; of what holds others, the entry behind the last of them.
    pub(in crate::json) end: u32,
}

/// The memory for what is known of a text.
#[derive(Debug, Default)]
pub(crate) struct Room(Vec<Entry>);

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::json) enum Kind {
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
    pub(in crate::json) const NULL: Self =
        Self { kind: Kind::Null, is_own: false, start: 0, end: 0 };
}

impl<'a> Parsed<'a> {
    /// Of a text of which nothing is known, with room for so many values and names.
    pub(in crate::json) fn new(text: &'a str, room: usize) -> Self {
        Self { text, own: String::new(), entries: Vec::with_capacity(room) }
    }

    /// Of a text of which nothing is known, in the room of another one, with so many values and names.
    pub(in crate::json) fn within(text: &'a str, room: Room, count: usize) -> Self {
        let mut entries = room.0;
        entries.reserve(count);
        Self { text, own: String::new(), entries }
    }

    /// Forgets all values.
    pub(in crate::json) fn clear(&mut self) {
        self.entries.clear();
        self.own.clear();
    }

    pub(in crate::json) fn entry(&self, at: u32) -> Entry {
        self.entries.get(at as usize).copied().unwrap_or(Entry::NULL)
    }

    pub(in crate::json) fn text_of(&self, entry: Entry) -> &str {
        let text = if entry.is_own { &self.own } else { self.text };
        text.get(entry.start as usize..entry.end as usize).unwrap_or_default()
    }

    /// Adds a value that is no text.
    pub(in crate::json) fn push(&mut self, kind: Kind) {
        self.entries.push(Entry { kind, ..Entry::NULL });
    }

    /// Adds a value that is a part of the text.
    pub(in crate::json) fn push_span(&mut self, kind: Kind, start: usize, end: usize) {
        self.entries.push(Entry { kind, is_own: false, start: narrow(start), end: narrow(end) });
    }

    /// Adds a text of its own, which stands at the end of all of them from `start` on.
    pub(super) fn push_own(&mut self, kind: Kind, start: usize) {
        let (start, end) = (narrow(start), narrow(self.own.len()));
        self.entries.push(Entry { kind, is_own: true, start, end });
    }

    /// Begins a text of its own; where it begins.
    pub(in crate::json) fn begin_own(&mut self, piece: &str) -> usize {
        let start = self.own.len();
        self.own.push_str(piece);
        start
    }

    /// A further piece of the text that was begun.
    pub(in crate::json) fn extend_own(&mut self, piece: &str) {
        self.own.push_str(piece);
    }

    /// Ends the text that was begun, and keeps it if it is wanted.
    pub(in crate::json) fn end_own(&mut self, start: usize, is_kept: bool) {
        if is_kept {
            self.push_own(Kind::Text, start);
        } else {
            self.own.truncate(start);
        }
    }

    /// Begins what holds others; its place.
    pub(in crate::json) fn open(&mut self, kind: Kind) -> usize {
        let place = self.entries.len();
        self.push(kind);
        place
    }

    /// Ends what was begun at a place, with so many items or properties.
    pub(in crate::json) fn close(&mut self, place: usize, count: usize) {
        let end = narrow(self.entries.len());
        if let Some(entry) = self.entries.get_mut(place) {
            (entry.start, entry.end) = (narrow(count), end);
        }
    }
}

#[cfg(feature = "client")]
impl Parsed<'_> {
    /// The room alone, in which nothing is left.
    pub(crate) fn into_room(mut self) -> Room {
        self.clear();
        Room(self.entries)
    }
}

/// A place in a text, none of which is as long as that.
pub(super) fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
