//! Redirects: which of them a request follows, and where they lead.

use http::{HeaderMap, Method, StatusCode, header};
use url::Url;

/// Where a response sends the request on to, if the request may go there.
///
/// Only safe methods go on: any other would be changed or repeated, and a form that holds a
/// password would be sent to wherever the server points (RFC 9110, section 15.4).
pub(super) fn next(
    method: &Method,
    at: &Url,
    status: StatusCode,
    headers: &HeaderMap,
) -> Option<Url> {
    let is_followed = matches!(*method, Method::GET | Method::HEAD);
    let target = is_followed.then(|| target(at, status, headers)).flatten()?;
    let is_downgrade = at.scheme() == "https" && target.scheme() != "https";
    let is_web = matches!(target.scheme(), "http" | "https");
    (is_web && !is_downgrade).then_some(target)
}

/// Where a response points to, whoever may follow.
pub(super) fn target(at: &Url, status: StatusCode, headers: &HeaderMap) -> Option<Url> {
    let is_redirect = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = headers.get(header::LOCATION).filter(|_| is_redirect)?;
    at.join(location.to_str().ok()?).ok()
}

/// RFC 6454, section 5. A URL that has no host has no origin that it shares.
pub(crate) fn is_same_origin(one: &Url, other: &Url) -> bool {
    one.origin().is_tuple() && one.origin() == other.origin()
}
