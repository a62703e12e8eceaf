//! JSON text as a tree (RFC 8259). Numbers that are no whole ones of 64 bits keep their text: what
//! they are is for the type to say that reads them.

use std::borrow::Cow;

use serde_json::Number;

use super::{Json, JsonError};

/// How many levels of lists and objects there can be.
const LEVELS: usize = 128;

/// How many properties or items are made room for before they come.
const ROOM: usize = 64;

/// How many bytes of a long text are looked at one by one.
const STEP: usize = 8;

/// The place of a byte that does not belong there, or too many levels.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fault {
    /// What stands at this byte is no JSON.
    At(usize),
    /// The levels at this byte are too many.
    Deep(usize),
}

impl Fault {
    /// The fault as an error, by line and column.
    pub(crate) fn of(self, text: &str) -> JsonError {
        let (what, at) = match self {
            Self::At(at) => ("no valid JSON", at),
            Self::Deep(at) => ("more than 128 levels", at),
        };
        let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        // The byte itself counts, if there is one.
        let column = at - start + usize::from(at < text.len());
        JsonError::new(format!("{what} at line {line}, column {column}"))
    }
}

/// Reads the value of a property.
type ReadProperty<'r, 'a> = &'r mut dyn FnMut(&mut Reader<'a>, Cow<'a, str>) -> Result<(), Fault>;

/// Reads a text from its beginning to its end.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    level: usize,
    /// How many properties the last object had at each of the outer levels: the next one there is
    /// mostly of the same type, and as long.
    lengths: [usize; 8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, level: 0, lengths: [0; 8] }
    }

    /// The tree of the whole text.
    pub(super) fn whole(text: &'a str) -> Result<Json<'a>, Fault> {
        let mut reader = Self::new(text);
        let json = reader.value()?;
        reader.end()?;
        Ok(json)
    }

    /// Where the reader is.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// Nothing may follow but white space.
    pub(super) fn end(&mut self) -> Result<(), Fault> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Fault::At(self.at)),
        }
    }

    /// The next byte that is no white space.
    pub(super) fn peek(&mut self) -> Option<u8> {
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

    /// A value of any kind.
    pub(super) fn value(&mut self) -> Result<Json<'a>, Fault> {
        match self.peek() {
            Some(b'"') => self.string().map(Json::String),
            Some(b'{') => self.object(),
            Some(b'[') => {
                let mut items = Vec::new();
                self.items(&mut |reader| {
                    items.push(reader.value()?);
                    Ok(())
                })?;
                Ok(Json::Array(items))
            }
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(Fault::At(self.at)),
        }
    }

    /// Goes past a value of any kind, without a tree of it.
    pub(super) fn pass(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some(b'{') => self.properties(&mut |reader, _| reader.pass()),
            Some(b'[') => self.items(&mut |reader| reader.pass()),
            _ => self.value().map(drop),
        }
    }

    fn word(&mut self, word: &str, json: Json<'a>) -> Result<Json<'a>, Fault> {
        for byte in word.bytes() {
            if self.text.as_bytes().get(self.at) != Some(&byte) {
                return Err(Fault::At(self.at));
            }
            self.at += 1;
        }
        Ok(json)
    }

    fn deeper(&mut self) -> Result<(), Fault> {
        self.level += 1;
        if self.level >= LEVELS { Err(Fault::Deep(self.at)) } else { Ok(()) }
    }

    /// The items of a list, each read by `read`.
    pub(super) fn items(
        &mut self,
        read: &mut dyn FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.expect(b'[')?;
        self.deeper()?;
        if !self.skip(b']') {
            loop {
                read(self)?;
                if self.skip(b',') {
                    continue;
                }
                self.expect(b']')?;
                break;
            }
        }
        self.level -= 1;
        Ok(())
    }

    /// The properties of an object, the value of each read by `read`.
    pub(super) fn properties(&mut self, read: ReadProperty<'_, 'a>) -> Result<(), Fault> {
        self.expect(b'{')?;
        self.deeper()?;
        if !self.skip(b'}') {
            loop {
                if self.peek() != Some(b'"') {
                    return Err(Fault::At(self.at));
                }
                let name = self.string()?;
                self.expect(b':')?;
                read(self, name)?;
                if self.skip(b',') {
                    continue;
                }
                self.expect(b'}')?;
                break;
            }
        }
        self.level -= 1;
        Ok(())
    }

    fn object(&mut self) -> Result<Json<'a>, Fault> {
        let level = self.level;
        let mut entries = Vec::with_capacity(self.lengths.get(level).copied().unwrap_or(0));
        self.properties(&mut |reader, name| {
            entries.push((name, reader.value()?));
            Ok(())
        })?;
        if let Some(length) = self.lengths.get_mut(level) {
            *length = entries.len().min(ROOM);
        }
        Ok(Json::Object(entries))
    }

    /// A number: RFC 8259, section 6.
    fn number(&mut self) -> Result<Json<'a>, Fault> {
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
        let end = self.at;
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
        let text = self.text.get(start..self.at).unwrap_or_default();
        // A zero below zero is no integer that a type could keep.
        if end == self.at && text != "-0" {
            if let Ok(number) = text.parse::<u64>() {
                return Ok(Json::Number(number.into()));
            }
            if let Ok(number) = text.parse::<i64>() {
                return Ok(Json::Number(Number::from(number)));
            }
        }
        Ok(Json::Digits(Cow::Borrowed(text)))
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
    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.at += 1;
        let start = self.at;
        self.plain();
        let piece = self.text.get(start..self.at).unwrap_or_default();
        if self.text.as_bytes().get(self.at) == Some(&b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(piece));
        }
        let mut text = piece.to_owned();
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Cow::Owned(text));
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.push(self.escape()?);
                    let start = self.at;
                    self.plain();
                    text.push_str(self.text.get(start..self.at).unwrap_or_default());
                }
                // The end, or a control character.
                _ => return Err(Fault::At(self.at)),
            }
        }
    }

    /// Goes past what stands for itself.
    fn plain(&mut self) {
        let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | 0..=0x1f);
        let bytes = self.text.as_bytes();
        // Many at once, since most texts are long and have none of the others.
        while let Some(step) = bytes.get(self.at..self.at + STEP) {
            if !step.iter().all(is_plain) {
                break;
            }
            self.at += STEP;
        }
        while bytes.get(self.at).is_some_and(is_plain) {
            self.at += 1;
        }
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
