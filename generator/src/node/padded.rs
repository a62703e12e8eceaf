//! Text in quotes that goes on at the indentation of its key, or before it. YAML 1.2 (section
//! 7.3.1) wants it deeper; libyaml, by which most documents are read, does not.
//!
//! The lines are indented before the text is read, which changes no value: the blanks at the
//! beginning of such lines are no part of it. Places are told by the text as it was.

use std::borrow::Cow;

use super::{Node, Value};
use crate::source::Span;

/// How many texts of a file are mended: the whole file is read again for each.
const MOST: usize = 100;

/// A text with deeper lines.
pub(super) struct Padded<'t> {
    text: Cow<'t, str>,
    /// In their order.
    pads: Vec<Pad>,
    mended: usize,
}

/// Blanks that were put into the text.
struct Pad {
    /// The place in the text as it was.
    at: usize,
    blanks: usize,
    /// How many blanks are put before these.
    added: usize,
}

impl<'t> Padded<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text: Cow::Borrowed(text), pads: Vec::new(), mended: 0 }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Indents the lines of the text in quotes that goes on at `at` and begins behind `from`;
    /// whether it could.
    pub(super) fn indent(&mut self, from: usize, at: usize) -> bool {
        if self.mended == MOST {
            return false;
        }
        let Some(found) = self.lines(from, at) else { return false };
        // A short text could ask for a long one.
        let sum: usize = found.iter().map(|(_, blanks)| blanks).sum();
        if found.is_empty() || self.text.len().saturating_add(sum) > self.most() {
            return false;
        }
        self.mended += 1;
        let mut text = String::with_capacity(self.text.len() + sum);
        let mut done = 0;
        let before: Vec<(usize, usize)> =
            found.iter().map(|(at, blanks)| (self.before(*at), *blanks)).collect();
        for (at, blanks) in found {
            text.push_str(self.text.get(done..at).unwrap_or_default());
            text.extend(std::iter::repeat_n(' ', blanks));
            done = at;
        }
        text.push_str(self.text.get(done..).unwrap_or_default());
        self.pads.extend(before.into_iter().map(|(at, blanks)| Pad { at, blanks, added: 0 }));
        self.pads.sort_by_key(|pad| pad.at);
        let mut added = 0;
        for pad in &mut self.pads {
            pad.added = added;
            added += pad.blanks;
        }
        self.text = Cow::Owned(text);
        true
    }

    fn most(&self) -> usize {
        let padded: usize = self.pads.iter().map(|pad| pad.blanks).sum();
        let text = self.text.len() - padded;
        text.saturating_mul(2).saturating_add(1_000)
    }

    /// The beginnings of lines, behind their blanks, and how many blanks are lacking.
    fn lines(&self, from: usize, at: usize) -> Option<Vec<(usize, usize)>> {
        let opened = from + self.text.get(from..at)?.find(['\'', '"'])?;
        let quote = *self.text.as_bytes().get(opened)?;
        let line = self.text.get(..opened)?.rfind('\n').map_or(0, |end| end + 1);
        let key = self.text.get(line..opened)?;
        // A dash in front of the key indents as a blank does.
        let wanted = key.len() - key.trim_start_matches([' ', '-']).len() + 1;
        let (mut found, mut bytes) = (Vec::new(), opened + 1);
        loop {
            let byte = *self.text.as_bytes().get(bytes)?;
            let next = self.text.as_bytes().get(bytes + 1);
            match byte {
                b'\\' if quote == b'"' => bytes += 1,
                _ if byte == quote && quote == b'\'' && next == Some(&quote) => bytes += 1,
                _ if byte == quote => return Some(found),
                b'\n' => {
                    let rest = self.text.get(bytes + 1..)?;
                    let own = rest.len() - rest.trim_start_matches(' ').len();
                    let is_empty = rest.trim_start_matches(' ').starts_with(['\n', '\r']);
                    if own < wanted && !is_empty {
                        found.push((bytes + 1 + own, wanted - own));
                    }
                }
                _ => {}
            }
            bytes += 1;
        }
    }

    /// Where a place was before.
    fn before(&self, at: usize) -> usize {
        let next = self.pads.partition_point(|pad| pad.at + pad.added < at);
        let last = next.checked_sub(1).and_then(|last| self.pads.get(last));
        // Within the blanks is where they stand.
        last.map_or(at, |pad| (at - pad.added).saturating_sub(pad.blanks).max(pad.at))
    }

    /// The same place in the text as it was.
    pub(super) fn span(&self, span: Span) -> Span {
        if self.pads.is_empty() {
            return span;
        }
        let before = |at: u32| {
            let before = usize::try_from(at).map(|at| self.before(at)).unwrap_or_default();
            u32::try_from(before).unwrap_or(u32::MAX)
        };
        Span { start: before(span.start), end: before(span.end), ..span }
    }

    /// Gives all of a tree the places of the text as it was.
    pub(super) fn restore(&self, node: &mut Node) {
        if self.pads.is_empty() {
            return;
        }
        node.span = self.span(node.span);
        match &mut node.value {
            Value::Object(entries) => {
                for entry in entries.values_mut() {
                    entry.key = self.span(entry.key);
                    self.restore(&mut entry.node);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.restore(item)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indented(text: &str, at: usize) -> String {
        let mut padded = Padded::new(text);
        assert!(padded.indent(0, at));
        padded.text().to_owned()
    }

    #[test]
    fn all_lines_of_a_text_are_indented() {
        let text = "a: 'b\nc ''d''\n\ne'\nf: 'g'";
        assert_eq!(indented(text, 6), "a: 'b\n c ''d''\n\n e'\nf: 'g'");
        let text = "  - a: \"b \\\"\n  c\"\n";
        assert_eq!(indented(text, 15), "  - a: \"b \\\"\n     c\"\n");
    }

    #[test]
    fn places_are_those_of_the_text_as_it_was() {
        let text = "a: 'b\nc'\nd: 'e\nf'\ng: h";
        let mut padded = Padded::new(text);
        assert!(padded.indent(0, 6));
        let second = padded.text().find('d').unwrap();
        assert!(padded.indent(second, padded.text().find('f').unwrap()));
        for letter in ['a', 'c', 'd', 'f', 'g', 'h'] {
            let at = padded.text().find(letter).unwrap();
            assert_eq!(padded.before(at), text.find(letter).unwrap(), "{letter}");
        }
    }
}
