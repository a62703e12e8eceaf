//! Text from pieces and from bytes, by loops that cost the compiler little: what the standard
//! library has for it is written for speed, and compiled again in each crate that uses it.

#[cfg(feature = "client")]
/// Appends a piece to others, if there are any, with a text between each two.
pub(crate) fn add(pieces: &mut String, between: &str, piece: &str) {
    if !pieces.is_empty() {
        pieces.push_str(between);
    }
    pieces.push_str(piece);
}

/// The pieces, with a text between each two.
pub(crate) fn join<T: AsRef<str>>(pieces: &[T], between: &str) -> String {
    let mut all = String::with_capacity(length(pieces, between));
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            all.push_str(between);
        }
        all.push_str(piece.as_ref());
    }
    all
}

/// How much room pieces take, with a text behind each.
pub(crate) fn length<T: AsRef<str>>(pieces: &[T], between: &str) -> usize {
    let mut length = 0;
    for piece in pieces {
        length += piece.as_ref().len() + between.len();
    }
    length
}

#[cfg(feature = "client")]
/// Text of which each byte is a character (ISO 8859-1).
pub(crate) fn latin_1(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        text.push(char::from(*byte));
    }
    text
}
