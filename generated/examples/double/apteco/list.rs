//! Lists, of which a response has one page.

use serde_json::{Value as Json, json};

use super::filter::{self, Fields};
use crate::double::request::Request;
use crate::double::response::{CannedResponse, Refusal};

/// The page that a request asks for, of the entries that meet its filter and in its order.
pub(crate) fn page(
    request: &Request,
    mut entries: Vec<Json>,
    fields: &Fields,
) -> Result<CannedResponse, Refusal> {
    if let Some(filter) = request.parameter("filter").filter(|filter| !filter.is_empty()) {
        entries = filter::filtered(entries, fields, filter)?;
    }
    if let Some(field) = request.parameter("orderBy") {
        let (name, is_falling) = match field.strip_prefix('-') {
            Some(name) => (name, true),
            None => (field, false),
        };
        // A field that there is not is no order, and no error either.
        entries.sort_by(|one, other| {
            let key = |entry| filter::value(fields, entry, name).map(key);
            let order = key(one).partial_cmp(&key(other)).unwrap_or(std::cmp::Ordering::Equal);
            if is_falling { order.reverse() } else { order }
        });
    }
    // What is no number counts as if it were not there.
    let offset = request.number("offset").unwrap_or(0);
    let count = request.number("count").unwrap_or(10);
    let total = entries.len();
    let list: Vec<Json> = entries.into_iter().skip(offset).take(count).collect();
    // Not the length of the list: on the last page it is larger.
    let count = count.min(total);
    let page = json!({"offset": offset, "count": count, "totalCount": total, "list": list});
    Ok(CannedResponse::json(200, &page))
}

/// Numbers by their values, all else by its letters.
fn key(value: &Json) -> (Option<f64>, String) {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_lowercase);
    (value.as_f64(), text)
}
