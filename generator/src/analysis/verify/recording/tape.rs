//! The tapes of the runtime's `RecordingTransport`. They have neither hosts, values in queries nor
//! headers of requests.

use super::super::exchange::{Body, Exchange, Message, Pair, Recorded};
use super::body::body;
use super::shape::Shape;
use super::url::decoded;
use crate::node::{Node, Value};
use crate::source::Pointer;

/// Reads the responses of a tape.
pub(super) fn read(entries: &[Node], shape: &mut Shape<'_>, recorded: &mut Recorded) {
    for (index, entry) in entries.iter().enumerate() {
        recorded.exchanges.extend(exchange(entry, &Pointer::root().index(index), index + 1, shape));
    }
}

fn exchange(entry: &Node, at: &Pointer, number: usize, shape: &mut Shape<'_>) -> Option<Exchange> {
    let request = shape.text(entry, at, "request")?;
    let Some((method, target)) = request.split_once(' ') else {
        let node = entry.get("request").unwrap_or(entry);
        shape.fault(node, &at.child("request"), "method and path should stand here".to_owned());
        return None;
    };
    let (path, names) = target.split_once('?').unwrap_or((target, ""));
    let names = names.split('&').filter(|name| !name.is_empty());
    let query = names.map(|name| Pair { name: decoded(&name.replace('+', " ")), value: None });
    let status = shape.status(entry, at)?;
    let mut headers = Vec::new();
    for (index, header) in shape.list(entry, at, "headers")?.iter().enumerate() {
        match header.as_array() {
            Some([name, value]) => headers.push((
                name.as_str().unwrap_or_default().to_owned(),
                value.as_str().unwrap_or_default().to_owned(),
            )),
            _ => {
                shape.wrong(header, &at.child("headers").index(index), "a name and a value");
                return None;
            }
        }
    }
    let coding = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-encoding"));
    let coding = coding.map(|(_, value)| value.as_str());
    let came = match (entry.get("text").and_then(Node::as_str), entry.get("base64")) {
        (Some(text), _) => body(text, None, coding),
        (None, Some(bytes)) => body(bytes.as_str().unwrap_or_default(), Some("base64"), coding),
        (None, None) => {
            shape.required(entry, at, "text")?;
            Body::Empty
        }
    };
    let request = sent(entry, at, shape)?;
    Some(Exchange {
        number,
        span: entry.span,
        method: method.to_uppercase(),
        host: None,
        path: path.to_owned(),
        query: query.collect(),
        request,
        status,
        response: Message { headers: Some(headers), media_type: None, body: came },
    })
}

/// What was sent; older tapes do not have it, and none has what is no text.
fn sent(entry: &Node, at: &Pointer, shape: &mut Shape<'_>) -> Option<Message> {
    let message = |media_type, body| Some(Message { headers: None, media_type, body });
    let Some(sent) = entry.get("sent") else { return message(None, Body::Unrecorded) };
    if sent.value == Value::Null {
        return message(None, Body::Empty);
    }
    if sent.as_object().is_none() {
        shape.wrong(sent, &at.child("sent"), "an object");
        return None;
    }
    let media_type = sent.get("media_type").and_then(Node::as_str).map(str::to_owned);
    let text = sent.get("text").and_then(Node::as_str);
    message(media_type, text.map_or(Body::Unrecorded, |text| body(text, None, None)))
}
