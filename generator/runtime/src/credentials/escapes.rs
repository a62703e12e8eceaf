//! Texts with their escapes undone, whoever wrote them.

/// By what escapes begin: those of URLs, of JSON and programming languages, of HTML.
pub(super) const KINDS: [u8; 3] = [b'%', b'\\', b'&'];

/// Bytes of a text, each with where it comes from.
pub(super) struct Plain {
    pub(super) bytes: Vec<u8>,
    /// Where what stands for each byte begins and ends in the text.
    pub(super) places: Vec<(usize, usize)>,
}

impl Plain {
    /// The text as it is.
    pub(super) fn of(text: &str) -> Self {
        let mut places = Vec::with_capacity(text.len());
        for at in 0..text.len() {
            places.push((at, at + 1));
        }
        Self { bytes: text.as_bytes().to_vec(), places }
    }

    /// The same without one layer of escapes of a kind; `None` where there are none. What looks like
    /// another kind can be a part of what was escaped.
    pub(super) fn undone(&self, kind: u8) -> Option<Self> {
        if !self.bytes.contains(&kind) {
            return None;
        }
        let (mut bytes, mut places) = (Vec::new(), Vec::new());
        let (mut at, mut is_changed) = (0, false);
        while let Some(first) = self.bytes.get(at) {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let escape = if *first == kind { escape(rest) } else { None };
            let (letter, length) = escape.unwrap_or((Letter::Byte(*first), 1));
            is_changed |= length > 1;
            let place = self.place(at, at + length);
            match letter {
                Letter::Byte(byte) => bytes.push(byte),
                Letter::Char(char) => {
                    bytes.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            while places.len() < bytes.len() {
                places.push(place);
            }
            at += length;
        }
        is_changed.then_some(Self { bytes, places })
    }

    /// Where in the text the bytes of this range come from.
    pub(super) fn place(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.places.get(start).map_or(0, |place| place.0);
        let last = self.places.get(end.saturating_sub(1)).map_or(first, |place| place.1);
        (first, last)
    }
}

enum Letter {
    Byte(u8),
    Char(char),
}

/// What an escape at the start of `text` stands for, and how long it is. It looks no further than
/// the longest of them is.
fn escape(text: &[u8]) -> Option<(Letter, usize)> {
    match text {
        // URLs: RFC 3986, section 2.1.
        [b'%', high, low, ..] => byte(*high, *low).map(|byte| (Letter::Byte(byte), 3)),
        // JSON: RFC 8259, section 7; and what programming languages add to it.
        [b'\\', b'u', b'{', rest @ ..] => {
            let end = find(rest, 7, b'}')?;
            let code = number(rest.get(..end)?, 16)?;
            Some((Letter::Char(char::from_u32(code)?), end + 4))
        }
        [b'\\', b'u', rest @ ..] => {
            let unit = |at: usize| number(rest.get(at..at + 4)?, 16);
            let first = unit(0)?;
            match char::from_u32(first) {
                Some(char) => Some((Letter::Char(char), 6)),
                None => {
                    let low = unit(6).filter(|_| rest.get(4..6) == Some(b"\\u"))?;
                    let code = 0x10000 + (first.checked_sub(0xd800)? << 10);
                    let code = code + low.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                    Some((Letter::Char(char::from_u32(code)?), 12))
                }
            }
        }
        [b'\\', b'x', high, low, ..] => byte(*high, *low).map(|byte| (Letter::Byte(byte), 4)),
        [b'\\', letter, ..] => {
            let byte = match letter {
                b'b' => 8,
                b'f' => 12,
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'"' | b'\'' | b'\\' | b'/' => *letter,
                _ => return None,
            };
            Some((Letter::Byte(byte), 2))
        }
        // HTML and XML: the characters that both escape, and those that are told by number.
        [b'&', rest @ ..] => {
            let end = find(rest, 9, b';')?;
            let char = match rest.get(..end)? {
                b"amp" => '&',
                b"lt" => '<',
                b"gt" => '>',
                b"quot" => '"',
                b"apos" => '\'',
                [b'#', b'x' | b'X', digits @ ..] => char::from_u32(number(digits, 16)?)?,
                [b'#', digits @ ..] => char::from_u32(number(digits, 10)?)?,
                _ => return None,
            };
            Some((Letter::Char(char), end + 2))
        }
        _ => None,
    }
}

/// Where the first of a byte is among so many.
fn find(bytes: &[u8], most: usize, wanted: u8) -> Option<usize> {
    for (at, byte) in bytes.iter().enumerate() {
        if at == most {
            break;
        }
        if *byte == wanted {
            return Some(at);
        }
    }
    None
}

fn byte(high: u8, low: u8) -> Option<u8> {
    u8::try_from(number(&[high, low], 16)?).ok()
}

/// The number that digits say, in either case.
fn number(digits: &[u8], radix: u32) -> Option<u32> {
    let mut number = 0u32;
    for digit in digits {
        let digit = char::from(*digit).to_digit(radix)?;
        number = number.checked_mul(radix)?.checked_add(digit)?;
    }
    (!digits.is_empty()).then_some(number)
}
