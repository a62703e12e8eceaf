//! Reads a JSON text once (RFC 8259). Numbers keep their text: what they are is for the type to say
//! that reads them.

use super::parsed::{Kind, Parsed, Room};
use crate::json::compact::plain_length;
use crate::json::error::JsonError;

/// How many levels of lists and objects there can be.
const LEVELS: usize = 128;
/// The same of a text that was written here. Of XML, for which it is made as well, a level can be two
/// of JSON.
const OWN_LEVELS: usize = 2 * LEVELS;

/// The place of a byte that does not belong there, or too many levels.
#[derive(Debug, Clone, Copy)]
pub(in crate::json) enum Fault {
    /// What stands at this byte is no JSON.
    At(usize),
    /// The levels at this byte are more than so many.
    Deep(usize, usize),
}

impl Fault {
    /// The fault as an error, by line and column.
    pub(crate) fn of(self, text: &str) -> JsonError {
        let (what, at) = match self {
            Self::At(at) => ("no valid JSON".to_owned(), at),
            Self::Deep(at, most) => (format!("more than {most} levels"), at),
        };
        let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        // The byte itself counts, if there is one.
        let column = at - start + usize::from(at < text.len());
        JsonError::new(format!("{what} at line {line}, column {column}"))
    }
}

/// How many bytes most values and names take, with what is around them.
const LENGTH: usize = 8;
/// How many of them a short text can have that is closer set.
const ROOM: usize = 16;

/// What is in a whole text.
pub(in crate::json) fn whole(text: &str) -> Result<Parsed<'_>, Fault> {
    let mut reader = Reader::new(text, ROOM + text.len() / LENGTH);
    reader.value(0)?;
    reader.finish()
}

/// Reads a text from its beginning to its end.
pub(in crate::json) struct Reader<'a> {
    text: &'a str,
    at: usize,
    level: usize,
    /// How many levels there can be.
    most: usize,
    /// Whether what comes is only passed over.
    is_idle: bool,
    parsed: Parsed<'a>,
}

impl<'a> Reader<'a> {
    pub(in crate::json) fn new(text: &'a str, room: usize) -> Self {
        Self {
            text,
            at: 0,
            level: 0,
            most: LEVELS,
            is_idle: false,
            parsed: Parsed::new(text, room),
        }
    }

    /// Of a text that was written here, in the room of another one.
    pub(in crate::json) fn of_own(text: &'a str, room: Room) -> Self {
        let parsed = Parsed::within(text, room, text.len() / LENGTH);
        Self { text, at: 0, level: 0, most: OWN_LEVELS, is_idle: false, parsed }
    }

    /// What was read, if nothing follows but white space.
    pub(in crate::json) fn finish(mut self) -> Result<Parsed<'a>, Fault> {
        self.end()?;
        Ok(self.parsed)
    }

    /// Nothing may follow but white space.
    pub(in crate::json) fn end(&mut self) -> Result<(), Fault> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Fault::At(self.at)),
        }
    }

    /// The next byte that is no white space.
    pub(in crate::json) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b' ' | b'\n' | b'\t' | b'\r' => self.at += 1,
                _ => return Some(*byte),
            }
        }
        None
    }

    /// Goes past a byte, if it is the next one.
    fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<(), Fault> {
        if self.skip(byte) { Ok(()) } else { Err(Fault::At(self.at)) }
    }

    /// A value of any kind. Lists within so many levels are left as their text.
    pub(in crate::json) fn value(&mut self, outer: usize) -> Result<(), Fault> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{') => self.object(outer.saturating_sub(1)),
            Some(b'[') if outer > 0 => self.list(),
            Some(b'[') => self.array(),
            Some(b't') => self.word("true", Kind::True),
            Some(b'f') => self.word("false", Kind::False),
            Some(b'n') => self.word("null", Kind::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(Fault::At(self.at)),
        }
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<(), Fault> {
        for byte in word.bytes() {
            if self.text.as_bytes().get(self.at) != Some(&byte) {
                return Err(Fault::At(self.at));
            }
            self.at += 1;
        }
        if !self.is_idle {
            self.parsed.push(kind);
        }
        Ok(())
    }

    fn push_span(&mut self, kind: Kind, start: usize, end: usize) {
        if !self.is_idle {
            self.parsed.push_span(kind, start, end);
        }
    }

    /// Begins what holds others.
    fn open(&mut self, kind: Kind) -> Result<usize, Fault> {
        self.at += 1;
        self.level += 1;
        if self.level >= self.most {
            return Err(Fault::Deep(self.at, self.most));
        }
        Ok(if self.is_idle { 0 } else { self.parsed.open(kind) })
    }

    fn close(&mut self, place: usize, count: usize) {
        self.level -= 1;
        if !self.is_idle {
            self.parsed.close(place, count);
        }
    }

    /// A list that is left as its text.
    fn list(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let was_idle = std::mem::replace(&mut self.is_idle, true);
        self.array()?;
        self.is_idle = was_idle;
        self.push_span(Kind::List, start, self.at);
        Ok(())
    }

    fn array(&mut self) -> Result<(), Fault> {
        let place = self.open(Kind::Array)?;
        let mut count = 0;
        if !self.skip(b']') {
            loop {
                self.value(0)?;
                count += 1;
                if !self.skip(b',') {
                    break;
                }
            }
            self.expect(b']')?;
        }
        self.close(place, count);
        Ok(())
    }

    fn object(&mut self, outer: usize) -> Result<(), Fault> {
        let place = self.open(Kind::Object)?;
        let mut count = 0;
        if !self.skip(b'}') {
            loop {
                if self.peek() != Some(b'"') {
                    return Err(Fault::At(self.at));
                }
                self.string()?;
                self.expect(b':')?;
                self.value(outer)?;
                count += 1;
                if !self.skip(b',') {
                    break;
                }
            }
            self.expect(b'}')?;
        }
        self.close(place, count);
        Ok(())
    }

    /// Gives `take` each item of a list, which is all of the text; at each the ones before it are
    /// forgotten.
    pub(in crate::json) fn each_item(
        &mut self,
        take: &mut dyn FnMut(&Parsed<'_>) -> Result<(), JsonError>,
    ) -> Result<Result<(), JsonError>, Fault> {
        self.expect(b'[')?;
        if !self.skip(b']') {
            loop {
                self.parsed.clear();
                self.value(0)?;
                if let Err(error) = take(&self.parsed) {
                    return Ok(Err(error));
                }
                if !self.skip(b',') {
                    break;
                }
            }
            self.expect(b']')?;
        }
        self.end().map(Ok)
    }

    /// A number: RFC 8259, section 6.
    fn number(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.at += usize::from(self.text.as_bytes().get(self.at) == Some(&b'-'));
        let whole = self.at;
        match self.digits() {
            0 => return Err(Fault::At(self.at)),
            // No zero stands before another digit.
            1 => {}
            _ if self.text.as_bytes().get(whole) == Some(&b'0') => {
                return Err(Fault::At(whole + 1));
            }
            _ => {}
        }
        if self.text.as_bytes().get(self.at) == Some(&b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return Err(Fault::At(self.at));
            }
        }
        if matches!(self.text.as_bytes().get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.text.as_bytes().get(self.at), Some(b'+' | b'-')));
            if self.digits() == 0 {
                return Err(Fault::At(self.at));
            }
        }
        self.push_span(Kind::Number, start, self.at);
        Ok(())
    }

    /// Goes past digits, and counts them.
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.text.as_bytes().get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        self.at - start
    }

    /// Text in quotes: RFC 8259, section 7.
    fn string(&mut self) -> Result<(), Fault> {
        self.at += 1;
        let start = self.at;
        self.plain();
        let end = self.at;
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at += 1;
            self.push_span(Kind::Text, start, end);
            return Ok(());
        }
        let own = self.parsed.begin_own(self.text.get(start..end).unwrap_or_default());
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    self.parsed.end_own(own, !self.is_idle);
                    return Ok(());
                }
                Some(b'\\') => {
                    self.at += 1;
                    let letter = self.escape()?;
                    self.parsed.extend_own(letter.encode_utf8(&mut [0; 4]));
                    let start = self.at;
                    self.plain();
                    self.parsed.extend_own(self.text.get(start..self.at).unwrap_or_default());
                }
                // The end, or a control character.
                _ => return Err(Fault::At(self.at)),
            }
        }
    }

    /// Goes past what stands for itself.
    fn plain(&mut self) {
        self.at += plain_length(self.text.as_bytes().get(self.at..).unwrap_or_default());
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<char, Fault> {
        let at = self.at;
        let Some(byte) = self.text.as_bytes().get(at) else { return Err(Fault::At(at)) };
        self.at += 1;
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(Fault::At(at)),
        })
    }

    /// Four hexadecimal digits, or twice four for what is beyond them.
    fn unicode(&mut self) -> Result<char, Fault> {
        let at = self.at;
        let first = self.hexadecimal()?;
        if let 0xd800..0xdc00 = first {
            let bytes = self.text.as_bytes();
            if bytes.get(self.at..self.at + 2) != Some(b"\\u") {
                return Err(Fault::At(self.at.min(bytes.len())));
            }
            self.at += 2;
            let second = self.hexadecimal()?;
            let second = second.checked_sub(0xdc00).filter(|second| *second < 0x400);
            let second = second.ok_or(Fault::At(at))?;
            let code = 0x10000 + ((first - 0xd800) << 10) + second;
            return char::from_u32(code).ok_or(Fault::At(at));
        }
        char::from_u32(first).ok_or(Fault::At(at))
    }

    fn hexadecimal(&mut self) -> Result<u32, Fault> {
        let mut code = 0;
        for _ in 0..4 {
            let byte = self.text.as_bytes().get(self.at);
            let digit = byte.and_then(|byte| char::from(*byte).to_digit(16));
            code = code * 16 + digit.ok_or(Fault::At(self.at))?;
            self.at += 1;
        }
        Ok(code)
    }
}
