//! Reads responses into memory, within limits.

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header};

use super::body::Body;
use super::error::{TransportError, TransportErrorKind};

/// How much of the body of a failure is kept, in bytes.
const FAILURE: usize = 1024 * 1024;
/// How large all headers may be together, in bytes.
const HEADERS: usize = 128 * 1024;

/// Of a failure, the part of the body that came, or that is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Partial;

/// Refuses headers that are too large.
pub(crate) fn check_headers(headers: &HeaderMap) -> Result<(), TransportError> {
    // A line has a colon, a blank and a line end, too.
    let mut size = 0;
    for (name, value) in headers {
        size += name.as_str().len() + value.len() + 4;
    }
    if size > HEADERS {
        return Err(TransportError::too_large("the head of the response", HEADERS));
    }
    Ok(())
}

/// Reads the whole body, of not more than `limit` bytes. Of a failure, the status counts: what
/// can be had of its body is enough.
pub(crate) async fn read(
    response: http::Response<Body>,
    limit: usize,
    is_head: bool,
) -> Result<http::Response<Body>, TransportError> {
    let (mut parts, body) = response.into_parts();
    let is_failure = !parts.status.is_success();
    let limit = if is_failure { limit.min(FAILURE) } else { limit };
    let announced = announced(parts.status, &parts.headers).filter(|_| !is_head);
    // What is known to be too much need not come.
    if !is_failure && announced.is_some_and(|announced| announced > limit) {
        return Err(TransportError::too_large("the body", limit));
    }
    let (bytes, end) = collect(body, limit).await;
    match end.and_then(|()| check_length(&bytes, announced)) {
        Err(_) if is_failure => {
            parts.extensions.insert(Partial);
        }
        Err(error) => return Err(error),
        Ok(()) => {}
    }
    Ok(http::Response::from_parts(parts, Body::from(bytes)))
}

/// What came, and how it ended.
async fn collect(mut body: Body, limit: usize) -> (Bytes, Result<(), TransportError>) {
    let too_large = || TransportError::too_large("the body", limit);
    if let Some(bytes) = body.as_bytes() {
        let kept = bytes.slice(..bytes.len().min(limit));
        let end = if bytes.len() > limit { Err(too_large()) } else { Ok(()) };
        return (kept, end);
    }
    let known = body.length().and_then(|length| usize::try_from(length).ok());
    let mut all: Option<Bytes> = None;
    let mut joined = BytesMut::new();
    while let Some(piece) = body.next().await {
        let piece = match piece {
            Ok(piece) => piece,
            Err(error) => return (whole(all, joined), Err(error)),
        };
        let before = all.as_ref().map_or(joined.len(), Bytes::len);
        if piece.len() > limit - before {
            let mut joined = BytesMut::from(whole(all, joined));
            joined.extend_from_slice(piece.get(..limit - before).unwrap_or_default());
            return (joined.freeze(), Err(too_large()));
        }
        // Most responses come in one piece, which need not be copied.
        match all.take() {
            None if joined.is_empty() => all = Some(piece),
            None => joined.extend_from_slice(&piece),
            Some(first) => {
                // An announced length may be a lie.
                let room = known.unwrap_or_default().min(FAILURE);
                joined.reserve(room.max(first.len() + piece.len()));
                joined.extend_from_slice(&first);
                joined.extend_from_slice(&piece);
            }
        }
    }
    (whole(all, joined), Ok(()))
}

fn whole(first: Option<Bytes>, joined: BytesMut) -> Bytes {
    first.unwrap_or_else(|| joined.freeze())
}

/// The length of the body that the headers announce (RFC 9110, section 8.6).
fn announced(status: StatusCode, headers: &HeaderMap) -> Option<usize> {
    let has_body = !matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    let length = headers.get(header::CONTENT_LENGTH).filter(|_| has_body)?;
    length.to_str().ok()?.parse().ok()
}

fn check_length(bytes: &Bytes, announced: Option<usize>) -> Result<(), TransportError> {
    match announced {
        Some(announced) if announced != bytes.len() => {
            let message = format!("{announced} bytes were announced, and {} came", bytes.len());
            Err(TransportError::new(TransportErrorKind::Other, message))
        }
        _ => Ok(()),
    }
}
