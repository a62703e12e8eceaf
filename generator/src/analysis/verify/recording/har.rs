//! HTTP Archive 1.2, as browsers and proxies write it. Keys with `_` in front are their own, and
//! are not read.

use super::super::exchange::{Body, Exchange, Message, Pair, Recorded};
use super::body::body;
use super::shape::Shape;
use super::url::{pairs, split};
use crate::node::{Node, Value};
use crate::source::Pointer;

/// Reads the entries of an archive.
pub(super) fn read(root: &Node, shape: &mut Shape<'_>, recorded: &mut Recorded) {
    let at = Pointer::root().child("log");
    let Some(log) = root.get("log") else { return };
    if log.as_object().is_none() {
        shape.wrong(log, &at, "an object");
        return;
    }
    let at_entries = at.child("entries");
    for (index, entry) in shape.list(log, &at, "entries").unwrap_or_default().iter().enumerate() {
        match exchange(entry, &at_entries.index(index), index + 1, shape) {
            Some(exchange) if exchange.status == 0 => recorded.unanswered += 1,
            Some(exchange) => recorded.exchanges.push(exchange),
            None => {}
        }
    }
}

fn exchange(entry: &Node, at: &Pointer, number: usize, shape: &mut Shape<'_>) -> Option<Exchange> {
    let request = shape.required(entry, at, "request")?;
    let response = shape.required(entry, at, "response")?;
    let (at_request, at_response) = (at.child("request"), at.child("response"));
    let method = shape.text(request, &at_request, "method")?.to_uppercase();
    let url = shape.text(request, &at_request, "url")?;
    let (host, path, query) = split(url);
    let query = match query {
        Some(query) => pairs(query),
        None => fields(request.get("queryString"), &at_request.child("queryString"), shape)?,
    };
    let sent_headers = headers(request, &at_request, shape)?;
    let sent = sent(request, &at_request, shape)?;
    let status = shape.status(response, &at_response)?;
    let came_headers = headers(response, &at_response, shape)?;
    let (media_type, body) = came(response, &came_headers, &at_response, shape)?;
    Some(Exchange {
        number,
        span: entry.span,
        method,
        // HTTP/2 has the host in a header of its own (RFC 9113, section 8.3.1).
        host: host.or_else(|| authority(request)),
        path: path.to_owned(),
        query,
        request: Message { headers: Some(sent_headers), media_type: sent.0, body: sent.1 },
        status,
        response: Message { headers: Some(came_headers), media_type, body },
    })
}

/// The headers, without those of HTTP/2 that stand for the parts of the first line.
fn headers(message: &Node, at: &Pointer, shape: &mut Shape<'_>) -> Option<Vec<(String, String)>> {
    let fields = fields(message.get("headers"), &at.child("headers"), shape)?;
    let plain = fields.into_iter().filter(|field| !field.name.starts_with(':'));
    Some(plain.map(|field| (field.name, field.value.unwrap_or_default())).collect())
}

fn authority(request: &Node) -> Option<String> {
    let headers = request.get("headers")?.as_array()?;
    let named = |name: &str| {
        let is_it = |header: &&Node| {
            header
                .get("name")
                .and_then(Node::as_str)
                .is_some_and(|own| own.eq_ignore_ascii_case(name))
        };
        headers.iter().find(is_it)?.get("value")?.as_str()
    };
    named(":authority").or_else(|| named("host")).map(str::to_lowercase)
}

/// Names and values of a list; none where it is malformed.
fn fields(list: Option<&Node>, at: &Pointer, shape: &mut Shape<'_>) -> Option<Vec<Pair>> {
    let Some(list) = list.filter(|list| list.value != Value::Null) else { return Some(Vec::new()) };
    let Some(items) = list.as_array() else {
        shape.wrong(list, at, "a list");
        return None;
    };
    let mut all = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let name = shape.text(item, &at.index(index), "name")?.to_owned();
        // A file of a form has a name of its own in the place of a value.
        let value = item.get("value").and_then(Node::as_str).unwrap_or_default();
        all.push(Pair { name, value: Some(value.to_owned()) });
    }
    Some(all)
}

fn sent(request: &Node, at: &Pointer, shape: &mut Shape<'_>) -> Option<(Option<String>, Body)> {
    let data = request.get("postData").filter(|data| data.value != Value::Null);
    let Some(data) = data else {
        let size = request.get("bodySize").and_then(Node::as_u64).unwrap_or_default();
        return Some((None, if size > 0 { Body::Unrecorded } else { Body::Empty }));
    };
    let at = at.child("postData");
    if data.as_object().is_none() {
        shape.wrong(data, &at, "an object");
        return None;
    }
    let media_type = data.get("mimeType").and_then(Node::as_str).map(str::to_owned);
    let text = data.get("text").and_then(Node::as_str).unwrap_or_default();
    let form = fields(data.get("params"), &at.child("params"), shape)?;
    let encoding = data.get("encoding").and_then(Node::as_str);
    let body = match (form.is_empty(), text.is_empty()) {
        (false, _) => Body::Form(form),
        (true, false) => body(text, encoding, None),
        (true, true) => Body::Empty,
    };
    Some((media_type, body))
}

fn came(
    response: &Node,
    headers: &[(String, String)],
    at: &Pointer,
    shape: &mut Shape<'_>,
) -> Option<(Option<String>, Body)> {
    let content = response.get("content").filter(|content| content.value != Value::Null);
    let Some(content) = content else { return Some((None, Body::Unrecorded)) };
    let at = at.child("content");
    if content.as_object().is_none() {
        shape.wrong(content, &at, "an object");
        return None;
    }
    let media_type = content.get("mimeType").and_then(Node::as_str);
    // What browsers write where there is none.
    let media_type = media_type.filter(|written| *written != "x-unknown").map(str::to_owned);
    let Some(text) = content.get("text").filter(|text| text.value != Value::Null) else {
        let size = content.get("size").and_then(Node::as_u64).unwrap_or_default();
        return Some((media_type, if size > 0 { Body::Unrecorded } else { Body::Empty }));
    };
    let Some(written) = text.as_str() else {
        shape.wrong(text, &at.child("text"), "text");
        return None;
    };
    let encoding = content.get("encoding").and_then(Node::as_str);
    let coding = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-encoding"));
    let read = body(written, encoding, coding.map(|(_, value)| value.as_str()));
    if let Body::Unreadable(reason) = &read
        && reason.starts_with("it is no base64")
    {
        shape.fault(text, &at.child("text"), format!("the body cannot be read: {reason}"));
        return None;
    }
    Some((media_type, read))
}
