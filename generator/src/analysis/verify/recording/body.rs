//! Bodies as recordings write them: as text, in base64, and sometimes still compressed.

use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::super::exchange::Body;

/// How long a body becomes at most, in bytes: a compressed one can promise any length.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The body of a text in an encoding, of a message with a `Content-Encoding`.
pub(super) fn body(text: &str, encoding: Option<&str>, coding: Option<&str>) -> Body {
    let bytes = match encoding {
        None | Some("") => text.as_bytes().to_vec(),
        Some(name) if name.eq_ignore_ascii_case("base64") => {
            let plain: String = text.split_whitespace().collect();
            match STANDARD.decode(plain) {
                Ok(bytes) => bytes,
                Err(error) => return Body::Unreadable(format!("it is no base64: {error}")),
            }
        }
        Some(name) => return Body::Unreadable(format!("its encoding is `{name}`")),
    };
    if bytes.is_empty() {
        return Body::Empty;
    }
    match coding {
        None => Body::Bytes(bytes),
        Some(coding) => decompressed(bytes, coding),
    }
}

/// Recorders write what came of a body as a rule, and a few what was sent (RFC 9110, section
/// 8.4.1).
fn decompressed(bytes: Vec<u8>, coding: &str) -> Body {
    let coding = coding.trim().to_ascii_lowercase();
    let is_gzip = bytes.starts_with(&[0x1f, 0x8b]);
    let is_zlib = bytes.first().is_some_and(|first| first & 0x0f == 8)
        && bytes.first_chunk().is_some_and(|head| u16::from_be_bytes(*head) % 31 == 0);
    let is_text = std::str::from_utf8(&bytes).is_ok();
    let read = match coding.as_str() {
        "gzip" | "x-gzip" if is_gzip => all(MultiGzDecoder::new(bytes.as_slice())),
        "deflate" if is_zlib => all(ZlibDecoder::new(bytes.as_slice())),
        "deflate" if !is_text => all(DeflateDecoder::new(bytes.as_slice())),
        "br" | "zstd" | "compress" if !is_text => Err(format!("it is compressed by `{coding}`")),
        _ => return Body::Bytes(bytes),
    };
    match read {
        Ok(bytes) if bytes.is_empty() => Body::Empty,
        Ok(bytes) => Body::Bytes(bytes),
        Err(reason) => Body::Unreadable(reason),
    }
}

fn all(reader: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match reader.take(LONGEST + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > LONGEST => Err(format!("it is longer than {LONGEST} bytes")),
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!("it cannot be decompressed: {error}")),
    }
}
