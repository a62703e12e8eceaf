//! Responses that are sequences, as a server would write them.

use std::fmt::Write as _;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::encoded::EncodedResponse;
use super::failure::made;
use crate::json::large::parse;
use crate::json::{FromJson, JsonRef, JsonWriter, ToJson, View};
use crate::stream::{Event, Framing, Items};

impl<T: FromJson + ToJson, E> Items<T, E> {
    /// Items that came from no server: what a [`Double`](crate::doubles::Double) gives back, or what a test
    /// hands to a program.
    pub fn of(items: impl IntoIterator<Item = T>) -> Self {
        let mut lines = String::new();
        for item in items {
            lines.push_str(JsonWriter::of(&item).text());
            lines.push('\n');
        }
        let response = made(StatusCode::OK, HeaderMap::new(), lines.into());
        let items = response.items(Framing::Lines, |_| None);
        items.ok().expect("lines are read in any response that is not compressed")
    }
}

impl EncodedResponse {
    /// A response whose body is items, one after the other.
    #[must_use]
    pub fn items<T, E>(
        status: u16,
        media_type: &str,
        framing: Framing,
        items: &Items<T, E>,
    ) -> Self {
        let lines = items.body().cloned().unwrap_or_default();
        let mut body = String::new();
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let line = String::from_utf8_lossy(line);
            framed(framing, &line, &mut body);
        }
        Self::bytes(status, media_type, &Bytes::from(body))
    }
}

/// Adds an item.
fn framed(framing: Framing, item: &str, body: &mut String) {
    // A string takes all that is written to it.
    let _ = match framing {
        Framing::Lines => writeln!(body, "{item}"),
        Framing::Results => writeln!(body, "{{\"result\":{item}}}"),
        Framing::Records => writeln!(body, "\u{1e}{item}"),
        Framing::EventData => write!(body, "data: {item}\n\n"),
        Framing::Events | Framing::JsonEvents | Framing::MixedEvents => {
            if let Ok(read) = parse(item.as_bytes()) {
                event(framing, read.root(), body);
            }
            Ok(())
        }
    };
}

/// Adds a server-sent event (WHATWG HTML, section 9.2.6).
fn event(framing: Framing, item: JsonRef<'_>, body: &mut String) {
    let View::Object(fields) = item.view() else { return };
    for (name, value) in fields {
        let text = match value.view() {
            View::Null => continue,
            // What is text in the item was text, or JSON of a text.
            View::Text(text) | View::Loose(text) if name != "data" => text.to_owned(),
            View::Text(text) | View::Loose(text) if framing != Framing::JsonEvents => {
                text.to_owned()
            }
            _ => value.text(),
        };
        if !matches!(name, "event" | "data" | "id" | "retry") {
            continue;
        }
        for line in text.split('\n') {
            let _ = writeln!(body, "{name}: {line}");
        }
    }
    body.push('\n');
}

impl ToJson for Event {
    fn write_json(&self, json: &mut JsonWriter) {
        let start = json.open('{');
        for (name, value) in
            [("event", &self.event), ("data", &Some(self.data.clone())), ("id", &self.id)]
        {
            if let Some(value) = value {
                json.property(start, name);
                json.string(value);
            }
        }
        if let Some(retry) = self.retry {
            json.property(start, "retry");
            json.number(&retry.as_millis());
        }
        json.close('}');
    }
}

impl Event {
    /// An event that says this, for a test.
    #[must_use]
    pub fn new(data: impl Into<String>) -> Self {
        Self { data: data.into(), ..Self::default() }
    }
}
