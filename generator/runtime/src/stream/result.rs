//! The lines of a stream of grpc-gateway: each is a result, or the error that ends them.

use std::borrow::Cow;

use bytes::Bytes;
use http::StatusCode;

use crate::exchange::parsed;
use crate::json::{Json, JsonError};

/// The `result` of a line.
pub(super) fn result(line: Json<'_>) -> Result<Json<'_>, JsonError> {
    let Json::Object(mut entries) = line else {
        return Err(JsonError::new("expected an object with a `result`"));
    };
    match entries.iter().position(|(name, _)| name == "result") {
        Some(at) => Ok(entries.swap_remove(at).1),
        None => Err(JsonError::new("expected `result`, found neither that nor an error")),
    }
}

/// The `error` of a line, and the status that it would have as an answer of its own.
pub(super) fn error(line: &[u8]) -> Option<(StatusCode, Bytes)> {
    let Ok(Json::Object(entries)) = parsed(line) else { return None };
    let is_error =
        |(name, value): &(Cow<'_, str>, Json<'_>)| name == "error" && !matches!(value, Json::Null);
    let (_, error) = entries.into_iter().find(is_error)?;
    Some((status(&error), error.text().into()))
}

/// What grpc-gateway answers with where such an error comes before all items: the HTTP status that
/// its first version names, or that of the code of gRPC.
fn status(error: &Json<'_>) -> StatusCode {
    let Json::Object(entries) = error else { return StatusCode::INTERNAL_SERVER_ERROR };
    let number = |wanted: &[&str]| {
        let named = entries.iter().find(|(name, _)| wanted.contains(&name.as_ref()))?;
        if let Json::Number(number) = &named.1 { number.as_u64() } else { None }
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
