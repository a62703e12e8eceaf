//! The lines of a stream of grpc-gateway: each is a result, or the error that ends them.

use bytes::Bytes;
use http::StatusCode;

use crate::exchange::parsed;
use crate::json::{JsonError, JsonRef, View};

/// The `result` of a line.
pub(super) fn result(line: JsonRef<'_>) -> Result<JsonRef<'_>, JsonError> {
    if !matches!(line.view(), View::Object(_)) {
        return Err(JsonError::new("expected an object with a `result`"));
    }
    let missing = || JsonError::new("expected `result`, found neither that nor an error");
    line.get("result").ok_or_else(missing)
}

/// The `error` of a line, and the status that it would have as a response of its own.
pub(super) fn error(line: &[u8]) -> Option<(StatusCode, Bytes)> {
    let line = parsed(line).ok()?;
    let error = line.root().get("error").filter(|error| !error.is_null())?;
    Some((status(error), error.text().into()))
}

/// What grpc-gateway responds with where such an error comes before all items: the HTTP status that
/// its first version names, or that of the code of gRPC.
fn status(error: JsonRef<'_>) -> StatusCode {
    let number = |wanted: &[&str]| {
        let named = wanted.iter().find_map(|name| error.get(name))?;
        if let View::Number(text) = named.view() { text.parse::<u64>().ok() } else { None }
    };
    let http = number(&["http_code", "httpCode"]).and_then(|code| u16::try_from(code).ok());
    let code = http.filter(|code| (400..600).contains(code)).unwrap_or_else(|| {
        match number(&["grpc_code", "grpcCode", "code"]) {
            Some(1) => 499,
            Some(3 | 9 | 11) => 400,
            Some(4) => 504,
            Some(5) => 404,
            Some(6 | 10) => 409,
            Some(7) => 403,
            Some(8) => 429,
            Some(12) => 501,
            Some(14) => 503,
            Some(16) => 401,
            _ => 500,
        }
    });
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
