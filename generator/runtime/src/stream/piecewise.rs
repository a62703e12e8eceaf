//! Values one after the other: how a body is taken apart while it comes in pieces.

use bytes::{Buf, Bytes, BytesMut};

use crate::json::JsonError;

/// How long one value may be, in bytes. A body may be as long as it wants: no more than one value
/// and one piece of it are in memory.
const LENGTH: usize = 16 * 1024 * 1024;

/// RFC 7464, section 2.2: what stands before each value.
const RECORD_SEPARATOR: u8 = 0x1e;

/// Why a value was not kept.
#[inline]
pub(super) fn too_long() -> JsonError {
    JsonError::new(format!("it is longer than {LENGTH} bytes, and was not kept"))
}

/// The bytes of a value, or of a line, until its end is there.
#[derive(Debug, Default)]
pub(super) struct Unfinished {
    bytes: BytesMut,
    /// All that there is, as long as it is in one piece.
    whole: Bytes,
    is_too_long: bool,
}

impl Unfinished {
    /// Whether so many more bytes can be kept.
    #[inline]
    pub(super) fn fits(length: usize, more: usize) -> bool {
        length.saturating_add(more) <= LENGTH
    }

    #[inline]
    pub(super) fn keep(&mut self, more: Bytes) {
        let length = self.whole.len() + self.bytes.len();
        if self.is_too_long || !Self::fits(length, more.len()) {
            *self = Self { is_too_long: true, ..Self::default() };
        } else if length == 0 {
            self.whole = more;
        } else {
            self.bytes.extend_from_slice(&std::mem::take(&mut self.whole));
            self.bytes.extend_from_slice(&more);
        }
    }

    /// What was kept.
    #[inline]
    pub(super) fn take(&mut self) -> Result<Bytes, JsonError> {
        let Self { bytes, whole, is_too_long } = std::mem::take(self);
        match (is_too_long, bytes.is_empty()) {
            (true, _) => Err(too_long()),
            (false, true) => Ok(whole),
            (false, false) => Ok(bytes.freeze()),
        }
    }
}

/// A value of its own line each. What is blank is none.
#[derive(Debug, Default)]
pub(super) struct LineReader {
    line: Unfinished,
}

impl LineReader {
    /// The next value of the piece, which is taken off as far as it is read.
    #[inline]
    pub(super) fn take(&mut self, piece: &mut Bytes) -> Option<Result<Bytes, JsonError>> {
        while let Some(end) = piece.iter().position(|byte| *byte == b'\n') {
            self.line.keep(piece.split_to(end));
            piece.advance(1);
            if let Some(value) = self.end() {
                return Some(value);
            }
        }
        if !piece.is_empty() {
            self.line.keep(piece.split_to(piece.len()));
        }
        None
    }

    /// What is left when the body is over: the last line needs no end.
    #[inline]
    pub(super) fn end(&mut self) -> Option<Result<Bytes, JsonError>> {
        told(self.line.take())
    }
}

/// Values with a separator before each (RFC 7464).
#[derive(Debug, Default)]
pub(super) struct RecordReader {
    record: Unfinished,
    /// How many lists and objects are open.
    depth: usize,
    is_in_text: bool,
    is_escaped: bool,
    is_begun: bool,
}

impl RecordReader {
    /// The next value of the piece, which is taken off as far as it is read.
    #[inline]
    pub(super) fn take(&mut self, piece: &mut Bytes) -> Option<Result<Bytes, JsonError>> {
        while let Some(end) = piece.iter().position(|byte| self.is_end(*byte)) {
            // A line feed behind a value says that it is whole: it is kept.
            let is_separator = piece.get(end) == Some(&RECORD_SEPARATOR);
            let kept = if is_separator { end } else { end + 1 };
            self.record.keep(piece.split_to(kept));
            if is_separator {
                piece.advance(1);
            }
            if let Some(value) = self.end() {
                return Some(value);
            }
        }
        if !piece.is_empty() {
            self.record.keep(piece.split_to(piece.len()));
        }
        None
    }

    /// What is left when the body is over.
    #[inline]
    pub(super) fn end(&mut self) -> Option<Result<Bytes, JsonError>> {
        let record = std::mem::take(self).record.take();
        told(record.and_then(|bytes| match bytes.last() {
            // RFC 7464, section 2.4: it may be cut off unless its own text or a blank ends it.
            Some(last) if !last.is_ascii_whitespace() && !matches!(last, b'}' | b']' | b'"') => {
                Err(JsonError::new("it is cut off"))
            }
            _ => Ok(bytes),
        }))
    }

    /// Whether a value ends at this byte: at the next separator, or as soon as the line feed is
    /// there that has to stand behind it.
    #[inline]
    fn is_end(&mut self, byte: u8) -> bool {
        if byte == RECORD_SEPARATOR {
            return true;
        }
        let is_in_text = self.is_in_text;
        match byte {
            _ if std::mem::take(&mut self.is_escaped) => {}
            b'\\' => self.is_escaped = is_in_text,
            b'"' => self.is_in_text = !is_in_text,
            _ if is_in_text => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b'\n' => return self.is_begun && self.depth == 0,
            _ => {}
        }
        self.is_begun |= !byte.is_ascii_whitespace();
        false
    }
}

#[inline]
fn told(value: Result<Bytes, JsonError>) -> Option<Result<Bytes, JsonError>> {
    match value {
        Ok(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => None,
        value => Some(value),
    }
}
