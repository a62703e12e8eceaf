//! Exchanges as lines of text, and as an archive.

use clientwright::source::Source;
use serde_json::{Value, json};

/// The archive of exchanges: `> METHOD /path [media type]`, its body, `< status [media type]`, its body.
/// Lines with `#` are comments.
pub(crate) fn archive(name: &str, base: &str, text: &str) -> Source {
    let mut entries: Vec<Value> = Vec::new();
    let mut body = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(request) = line.strip_prefix("> ") {
            close(&mut entries, &mut body);
            let mut words = request.splitn(3, ' ');
            let (method, path) = (words.next().unwrap(), words.next().unwrap());
            let data = words.next().map(|media_type| json!({"mimeType": media_type, "text": ""}));
            let url = format!("{base}{path}");
            entries.push(json!({
                "request": {"method": method, "url": url, "headers": [], "postData": data, "bodySize": 0},
            }));
        } else if let Some(response) = line.strip_prefix("< ") {
            close(&mut entries, &mut body);
            let (status, media_type) = response.split_once(' ').unwrap_or((response, ""));
            let status: u16 = status.parse().unwrap();
            entries.last_mut().unwrap()["response"] = json!({
                "status": status,
                "headers": [{"name": "content-type", "value": media_type}],
                "content": {"size": 0, "mimeType": media_type, "text": ""},
            });
        } else {
            body.push_str(line);
        }
    }
    close(&mut entries, &mut body);
    Source::new(name, format!("{:#}", json!({"log": {"version": "1.2", "entries": entries}})))
}

/// Puts a body where it belongs: to the response, if there is one already.
fn close(entries: &mut [Value], body: &mut String) {
    let Some(entry) = entries.last_mut().filter(|_| !body.is_empty()) else { return };
    let text = json!(std::mem::take(body));
    match entry.get("response") {
        Some(_) => entry["response"]["content"]["text"] = text,
        None => entry["request"]["postData"]["text"] = text,
    }
}
