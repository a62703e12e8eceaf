//! Text in quotes: RFC 8259, section 7.

/// Appends a text in quotes. Only what has to be escaped is.
pub(in crate::json) fn push_quoted(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut rest = text;
    loop {
        let length = plain_length(rest.as_bytes());
        let (plain, other) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(plain);
        // What is no plain byte is a letter of its own.
        let mut letters = other.chars();
        let Some(letter) = letters.next() else { break };
        push_escaped(out, letter);
        rest = letters.as_str();
    }
    out.push('"');
}

fn push_escaped(out: &mut String, letter: char) {
    let short = match letter {
        '"' | '\\' => letter,
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        _ => {
            let digit = |at: u32| char::from_digit(u32::from(letter) >> at & 15, 16).unwrap_or('0');
            return out.extend(['\\', 'u', '0', '0', digit(4), digit(0)]);
        }
    };
    out.extend(['\\', short]);
}

/// How many bytes at the beginning stand for themselves in a text in quotes.
pub(in crate::json) fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    // Eight at once, since most texts are long and have none of the others.
    while let Some(step) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        match special(u64::from_le_bytes(*step)) {
            0 => at += 8,
            found => return at + (found.trailing_zeros() / 8) as usize,
        }
    }
    let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | 0..=0x1f);
    while bytes.get(at).is_some_and(is_plain) {
        at += 1;
    }
    at
}

/// The highest bit of each of eight bytes that is a quote, a backslash or a control character; of
/// those behind the first, some others, too.
fn special(bytes: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let quote = bytes ^ (ONES * b'"' as u64);
    let backslash = bytes ^ (ONES * b'\\' as u64);
    let is_zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes;
    let is_control = bytes.wrapping_sub(ONES * 0x20) & !bytes;
    (is_zero(quote) | is_zero(backslash) | is_control) & HIGH
}
