//! Text in the charsets that responses come in.

use super::raw::RawResponse;
use crate::json::JsonError;
use crate::text::latin_1;

/// The body as text: in UTF-16 or ISO-8859-1 where `Content-Type` says that, and in UTF-8
/// otherwise.
#[inline]
pub(crate) fn text(response: &RawResponse) -> Result<String, JsonError> {
    let (body, charset) = (response.body(), response.charset());
    match charset.as_deref() {
        Some("utf-16" | "utf-16be") if !body.starts_with(b"\xff\xfe") => {
            utf_16(body.strip_prefix(b"\xfe\xff").unwrap_or(body), u16::from_be_bytes)
        }
        Some("utf-16" | "utf-16le") => {
            utf_16(body.strip_prefix(b"\xff\xfe").unwrap_or(body), u16::from_le_bytes)
        }
        Some("iso-8859-1" | "latin1") => Ok(latin_1(body)),
        _ => match std::str::from_utf8(body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => {
                let place = error.valid_up_to();
                Err(JsonError::new(format!("it is no text in UTF-8 from byte {place} on")))
            }
        },
    }
}

/// RFC 2781, section 4: big-endian, unless the label or a mark at the start says otherwise.
#[inline]
fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, JsonError> {
    let mut units = Vec::with_capacity(bytes.len().div_ceil(2));
    for pair in bytes.chunks(2) {
        units.push(match pair {
            [first, second] => unit([*first, *second]),
            // Half a unit at the end.
            _ => 0xd800,
        });
    }
    String::from_utf16(&units).map_err(|_| JsonError::new("it is no text in UTF-16"))
}
