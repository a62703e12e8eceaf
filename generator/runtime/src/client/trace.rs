//! A span of `tracing` around each attempt, named as OpenTelemetry names things.
//!
//! The names are those of the semantic conventions for HTTP clients. A URL is its template: the
//! values in it can be secrets.

use tracing::{Span, field};

use super::hook::{Attempt, Outcome};

/// The span of an attempt.
pub(super) fn span(attempt: &Attempt<'_>) -> Span {
    let span = tracing::info_span!(
        "http.client",
        otel.name = format_args!("{} {}", attempt.method(), attempt.path()),
        otel.kind = "client",
        otel.status_code = field::Empty,
        operation = attempt.operation(),
        http.request.method = attempt.method(),
        http.request.resend_count = field::Empty,
        http.response.status_code = field::Empty,
        url.scheme = if attempt.is_secure() { "https" } else { "http" },
        url.template = attempt.path(),
        server.address = attempt.host(),
        server.port = attempt.port(),
        error.type = field::Empty,
    );
    if attempt.number() > 1 {
        span.record("http.request.resend_count", attempt.number() - 1);
    }
    span
}

/// What came of it. A status from 400 on is an error for a client.
pub(super) fn record(span: &Span, outcome: &Outcome) {
    let fault = match outcome.result() {
        Ok(status) => {
            span.record("http.response.status_code", status.as_u16());
            let is_failure = status.is_client_error() || status.is_server_error();
            is_failure.then(|| status.as_str().to_owned())
        }
        Err(kind) => Some(format!("{kind:?}").to_lowercase()),
    };
    if let Some(fault) = fault {
        span.record("error.type", fault);
        span.record("otel.status_code", "ERROR");
    }
}
