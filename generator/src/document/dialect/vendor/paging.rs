//! Lists that come page by page.

use super::foreign::{Foreign, Outcome, nothing};
use crate::node::{Node, Value};

/// The extension, which Fern has on the document, too, for all operations that say `true`.
pub(super) const FERN: &str = "x-fern-pagination";

const PAGING: &str = "x-paging";
const NO_OBJECT: &str = "it is no object";
const NO_ITEMS: &str = "nothing says where the items are";
const NO_PATH: &str = "it names a place that is no property of a property";

/// Ours, with these fields.
fn paging(foreign: &Foreign<'_>, fields: &[(&str, &str)]) -> Outcome {
    let span = foreign.value().span;
    let fields = fields
        .iter()
        .fold(Node::object(span), |paging, (key, text)| paging.with(key, Node::text(*text, span)));
    Ok(vec![(PAGING, fields)])
}

/// AutoRest: a page has the URL of the next one.
pub(super) fn azure(foreign: &Foreign<'_>) -> Outcome {
    if foreign.value().as_object().is_none() {
        return Err(NO_OBJECT);
    }
    let next = match foreign.value().get("nextLinkName").map(|next| &next.value) {
        Some(Value::String(next)) => next,
        // There is one page.
        Some(Value::Null) => return nothing(),
        _ => return Err("`nextLinkName` is missing, or no text"),
    };
    if foreign.method != "get" {
        return Err("links are followed by GET alone");
    }
    let items = foreign.field("itemName").unwrap_or("value");
    paging(foreign, &[("style", "link"), ("next", next), ("items", items)])
}

/// Speakeasy: what the next request has (`inputs`), and where it is found (`outputs`, as JSONPath).
pub(super) fn speakeasy(foreign: &Foreign<'_>) -> Outcome {
    let outputs = foreign.value().get("outputs").ok_or("`outputs` is missing")?;
    let output = |key: &str| match outputs.get(key) {
        None => Ok(None),
        Some(path) => path.as_str().and_then(json_path).map(Some).ok_or(NO_PATH),
    };
    if outputs.get("numPages").is_some() {
        return Err("it ends by the number of pages, which is no number of items");
    }
    let items = output("results")?.ok_or(NO_ITEMS)?;
    let inputs = foreign.value().get("inputs").and_then(Node::as_array).unwrap_or_default();
    let mut parameters = Vec::new();
    for input in inputs {
        let text = |key| input.get(key).and_then(Node::as_str);
        if text("in") != Some("parameters") {
            return Err("an input is no parameter");
        }
        parameters.extend(text("type").zip(text("name")));
    }
    let input = |ty: &str| parameters.iter().find(|(known, _)| *known == ty).map(|(_, name)| *name);
    let mut fields = vec![("items", items.as_str())];
    match (foreign.field("type"), input("cursor"), input("page"), input("offset")) {
        (Some("cursor"), Some(cursor), ..) => {
            let next = output("nextCursor")?.ok_or("nothing says where the next cursor is")?;
            fields.extend([("style", "cursor"), ("parameter", cursor), ("next", next.as_str())]);
            paging(foreign, &fields)
        }
        (Some("url"), ..) => {
            let next = output("nextUrl")?.ok_or("nothing says where the next URL is")?;
            fields.extend([("style", "link"), ("next", next.as_str())]);
            paging(foreign, &fields)
        }
        (Some("offsetLimit"), _, page, offset) => {
            let style = if page.is_some() { "page" } else { "offset" };
            let moved = page.or(offset).ok_or("no input is a page or an offset")?;
            fields.extend([("style", style), ("parameter", moved)]);
            fields.extend(input("limit").map(|limit| ("size", limit)));
            paging(foreign, &fields)
        }
        _ => Err("its type is neither `offsetLimit` nor `cursor` nor `url`, or lacks its input"),
    }
}

/// The names of properties of a path such as `$.data.items`, with dots between them.
fn json_path(path: &str) -> Option<String> {
    names(path.strip_prefix("$.")?)
}

/// Names of properties, if these are no more than that.
fn names(path: &str) -> Option<String> {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-@".contains(c))
    };
    path.split('.').all(is_name).then(|| path.to_owned())
}

/// Fern: a cursor, and where the next one and the items are.
pub(super) fn fern(foreign: &Foreign<'_>) -> Outcome {
    let said = match foreign.value().as_bool() {
        Some(false) => return nothing(),
        Some(true) => foreign.whole.ok_or("the document does not say what it is for all")?,
        None => foreign.value(),
    };
    let text = |key: &str| said.get(key).and_then(Node::as_str);
    let response = |key: &str| {
        let path = text(key).and_then(|path| path.strip_prefix("$response."));
        path.and_then(names).ok_or(NO_PATH)
    };
    let Some(cursor) = text("cursor") else { return Err("it is no cursor that leads on") };
    let parameter = cursor.strip_prefix("$request.").filter(|name| !name.contains('.'));
    let parameter = parameter.ok_or("the cursor is no parameter")?;
    let (next, items) = (response("next_cursor")?, response("results")?);
    let fields =
        [("style", "cursor"), ("parameter", parameter), ("next", &next), ("items", &items)];
    paging(foreign, &fields)
}

#[cfg(test)]
mod tests {
    use super::json_path;

    #[test]
    fn a_path_is_names_of_properties_or_nothing() {
        assert_eq!(json_path("$.data.next_cursor").as_deref(), Some("data.next_cursor"));
        assert_eq!(json_path("$.items").as_deref(), Some("items"));
        for path in ["$", "$.", "$.a[0]", "$..a", "a.b", "$.a.*", "$['a']"] {
            assert_eq!(json_path(path), None, "{path}");
        }
    }
}
