//! Recordings that are made here.

use clientwright::Options;
use clientwright::analysis::verify::{Level, Report, VerifyError, verify};
use clientwright::source::Source;
use serde_json::{Value, json};

pub(crate) const DOCUMENT: &str = include_str!("things.yaml");

/// An exchange as an archive has it.
#[derive(Debug, Clone)]
pub(crate) struct Exchange(Value);

impl Exchange {
    /// A request, such as `GET /things`, without a body, and a response without one.
    pub(crate) fn new(request: &str, status: u16) -> Self {
        let (method, target) = request.split_once(' ').unwrap();
        Self(json!({
            "_initiator": {"type": "script"},
            "startedDateTime": "2026-01-02T03:04:05.000Z",
            "request": {
                "method": method,
                "url": format!("https://eu.example.com/v1{target}"),
                "httpVersion": "h2",
                "headers": [{"name": ":method", "value": method}, {"name": "Accept", "value": "*/*"}],
                "bodySize": 0,
            },
            "response": {
                "status": status,
                "headers": [{"name": "Date", "value": "Fri, 02 Jan 2026 03:04:05 GMT"}],
                "content": {"size": 0, "mimeType": "x-unknown"},
            },
        }))
    }

    pub(crate) fn sends(mut self, media_type: &str, text: impl Into<String>) -> Self {
        self.0["request"]["postData"] = json!({"mimeType": media_type, "text": text.into()});
        self
    }

    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        self.with_header("request", name, value)
    }

    pub(crate) fn comes_with(self, name: &str, value: &str) -> Self {
        self.with_header("response", name, value)
    }

    fn with_header(mut self, side: &str, name: &str, value: &str) -> Self {
        let headers = self.0[side]["headers"].as_array_mut().unwrap();
        headers.push(json!({"name": name, "value": value}));
        self
    }

    pub(crate) fn text(mut self, media_type: &str, text: impl Into<String>) -> Self {
        let text = text.into();
        self.0["response"]["content"] =
            json!({"size": text.len(), "mimeType": media_type, "text": text});
        self
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.text("application/json; charset=utf-8", body.to_string())
    }

    /// The same with other content of the response.
    pub(crate) fn content(mut self, content: Value) -> Self {
        self.0["response"]["content"] = content;
        self
    }
}

/// An archive of exchanges.
pub(crate) fn archive(exchanges: impl IntoIterator<Item = Exchange>) -> Source {
    let entries: Vec<Value> = exchanges.into_iter().map(|exchange| exchange.0).collect();
    let creator = json!({"name": "test", "version": "1"});
    let log = json!({"version": "1.2", "creator": creator, "entries": entries});
    Source::new("shop.har", format!("{:#}", json!({"log": log})))
}

pub(crate) fn compared(document: &str, recording: Source) -> Report {
    let sources = [Source::new("things.yaml", document)];
    verified(&sources, recording).unwrap()
}

pub(crate) fn verified(sources: &[Source], recording: Source) -> Result<Report, VerifyError> {
    verify(sources, &[recording], &[], &Options::new("client"))
}

/// The differences as `code place`, sorted; notes aside.
pub(crate) fn told(report: &Report) -> Vec<String> {
    let differences = report.differences.iter().filter(|one| one.kind.level() == Level::Difference);
    let mut all: Vec<String> =
        differences.map(|one| format!("{} {}", one.kind.slug(), one.pointer)).collect();
    all.sort();
    all
}

/// A thing of which nothing is wrong, as a response has it.
pub(crate) fn thing() -> Value {
    json!({
        "id": 7, "name": "Lamp", "code": "ABC", "kind": "a", "born": "2026-01-02T03:04:05+01:00",
        "uid": "6b1f0a3c-52a6-4d0e-9d0e-0f6f0a3c52a6", "data": "aGk=", "size": 99.5, "step": 15,
        "big": 7, "tags": ["x", "y"], "flags": [true], "note": null, "owner": {"login": "anna"},
        "shape": {"form": "circle", "radius": 1.5}, "either": true, "plain": "free",
        "extra": {"any": 1}, "serial": "S1",
    })
}

/// A thing, one property of which is another.
pub(crate) fn with(name: &str, value: Value) -> Value {
    let mut thing = thing();
    thing[name] = value;
    thing
}
