//! What spans of `tracing` hold: the names of the semantic conventions for HTTP, and no secret.
//!
//! They are a program of their own: `tracing` keeps for the whole process whether anybody wants
//! the spans of a place, and a call of another test that runs beside these, without a subscriber,
//! would answer for them.

// A test may panic.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use clientwright_runtime as runtime;

// Other tests use the rest of both.
#[allow(dead_code)]
#[path = "runtime/script.rs"]
mod script;
#[allow(dead_code)]
#[path = "runtime/support.rs"]
mod support;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::runtime::{
    Config, Credential, Options, Parameter, Request, Retry, SecurityScheme, TransportErrorKind,
};
use crate::script::{Script, Step, with_headers};
use crate::support::{call, operation_by};

static BEARER: SecurityScheme = SecurityScheme::Bearer { name: "bearer" };

/// The fields of a span as text.
#[derive(Debug, Clone, Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

#[derive(Debug)]
struct Span {
    name: &'static str,
    fields: Fields,
    is_open: bool,
}

/// Keeps all spans.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<Span>>>);

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span()
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let mut spans = self.0.lock().unwrap();
        spans.push(Span { name: attributes.metadata().name(), fields, is_open: true });
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        values.record(&mut self.0.lock().unwrap()[id.into_u64() as usize - 1].fields);
    }

    fn try_close(&self, id: Id) -> bool {
        self.0.lock().unwrap()[id.into_u64() as usize - 1].is_open = false;
        true
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The fields of the spans of a call whose attempts end like this.
async fn spans(steps: impl IntoIterator<Item = Step>) -> Vec<BTreeMap<&'static str, String>> {
    let spans = Spans::default();
    let guard = tracing::subscriber::set_default(spans.clone());
    let script = Script::new(steps);
    let core = script.core_with(|config: &mut Config| {
        config.base_url("https://api.example.com:8443/v1-711");
        config.credential(&BEARER, Credential::token("s3cret-711"));
        config.options(Options::new().retry(Retry::new().first_wait(Duration::ZERO)));
    });
    let parameters = [Parameter::path("id"), Parameter::query("q")];
    let mut request = Request::new(operation_by("GET", "/users/{id}", &parameters, &[&[&BEARER]]));
    request.path("id", "id-711");
    request.query("q", "query-711");
    let _ = call(&core, request).await;
    drop(guard);
    let spans = spans.0.lock().unwrap();
    assert!(spans.iter().all(|span| span.name == "http.client" && !span.is_open));
    let printed = format!("{spans:?}");
    assert!(!printed.contains("711"), "{printed}");
    spans.iter().map(|span| span.fields.0.clone()).collect()
}

#[tokio::test]
async fn a_span_has_the_names_that_tools_look_for() {
    let spans = spans([with_headers(200, &[("Set-Cookie", "c=711")])]).await;
    let [fields] = &spans[..] else { panic!("{spans:?}") };
    let expected = [
        ("http.request.method", "GET"),
        ("http.response.status_code", "200"),
        ("operation", "operate"),
        ("otel.kind", "client"),
        ("otel.name", "GET /users/{id}"),
        ("server.address", "api.example.com"),
        ("server.port", "8443"),
        ("url.scheme", "https"),
        ("url.template", "/users/{id}"),
    ];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(fields, expected);
}

#[tokio::test]
async fn each_attempt_has_a_span_that_says_how_it_ended() {
    let attempts = [
        with_headers(503, &[("Retry-After", "0")]),
        Step::Failure(TransportErrorKind::Connect),
        with_headers(404, &[("Location", "/711")]),
    ];
    let spans = spans(attempts).await;
    let field = |name| spans.iter().map(move |fields| fields.get(name).map(String::as_str));
    let status: Vec<_> = field("http.response.status_code").collect();
    assert_eq!(status, [Some("503"), None, Some("404")]);
    let fault: Vec<_> = field("error.type").collect();
    assert_eq!(fault, [Some("503"), Some("connect"), Some("404")]);
    let resent: Vec<_> = field("http.request.resend_count").collect();
    assert_eq!(resent, [None, Some("1"), Some("2")]);
    assert!(field("otel.status_code").all(|status| status == Some("ERROR")));
}
