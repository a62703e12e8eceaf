//! What CBRAIN's tasks run on and by, and where its files lie: lists that nobody changes.

use serde_json::{Map, Value, json};

use super::cbrain::paged;
use super::request::Request;
use super::response::CannedResponse;

/// How many entries a page of versions of tools has, unless the query says otherwise.
const TOOL_CONFIGS_OF_A_PAGE: usize = 15;

/// The response to a `GET` of one of these lists, or of an entry.
pub(crate) fn response(request: &Request, path: &[&str]) -> Option<CannedResponse> {
    let response = match path {
        // No number of pages is heeded where there are no pages.
        ["bourreaux"] => list(bourreaux()),
        ["data_providers"] => list(data_providers()),
        ["groups"] => list(groups()),
        ["tools"] => list(tools()),
        ["tool_configs"] => list(paged(request, TOOL_CONFIGS_OF_A_PAGE, tool_configs())),
        ["bourreaux", id] => one(bourreaux(), id),
        ["data_providers", id] => one(data_providers(), id),
        ["data_providers", "15", "is_alive"] => {
            CannedResponse::json(200, &json!({"is_alive": true}))
        }
        // For administrators only, and nobody is one.
        ["users" | "tool_configs", ..] => CannedResponse::bare(401, "application/json"),
        _ => return None,
    };
    Some(response)
}

/// Whether there is a version of a tool with this number.
pub(crate) fn has_tool_config(id: i64) -> bool {
    find(tool_configs(), id).is_some()
}

/// Whether there is a data provider with this number.
pub(crate) fn has_data_provider(id: i64) -> bool {
    find(data_providers(), id).is_some()
}

fn list(rows: Vec<Value>) -> CannedResponse {
    CannedResponse::json(200, &Value::Array(rows))
}

/// What is out of reach is refused, and yet no failure by its status.
fn one(rows: Vec<Value>, id: &str) -> CannedResponse {
    let refusal = || json!({"error": "This is not accessible."});
    CannedResponse::json(
        200,
        &id.parse().ok().and_then(|id| find(rows, id)).unwrap_or_else(refusal),
    )
}

fn find(rows: Vec<Value>, id: i64) -> Option<Value> {
    let has_id = |row: &Value| row.get("id").and_then(Value::as_i64) == Some(id);
    rows.into_iter().find(has_id)
}

fn groups() -> Vec<Value> {
    let group = |id: i64, name: &str, ty: &str| {
        json!({
            "id": id, "name": name, "description": null, "type": ty, "site_id": null,
            "invisible": false,
        })
    };
    vec![group(102, "jane", "UserGroup"), group(103, "scans", "WorkGroup")]
}

/// Portals are in this list, too.
fn bourreaux() -> Vec<Value> {
    let bourreau = |id: i64, name: &str| {
        let place = json!({"online": true, "read_only": false, "description": null});
        merged(json!({"id": id, "name": name, "user_id": 1, "group_id": 103}), place)
    };
    vec![bourreau(1, "Portal"), bourreau(7, "Cluster")]
}

fn data_providers() -> Vec<Value> {
    let provider = |id: i64, name: &str| {
        let place = json!({"online": true, "read_only": false, "description": null});
        let kind = json!({
            "type": "FlatDirLocalDataProvider", "is_browsable": true, "is_fast_syncing": true,
            "allow_file_owner_change": true, "content_storage_shared_between_users": true,
        });
        let base = json!({"id": id, "name": name, "user_id": 1, "group_id": 103});
        merged(merged(base, place), kind)
    };
    vec![provider(15, "Main"), provider(16, "Archive")]
}

fn tools() -> Vec<Value> {
    vec![json!({
        "id": 5, "name": "LineCounter", "user_id": 1, "group_id": 103,
        "category": "scientific tool", "description": "Counts lines", "url": null,
    })]
}

/// More than fit on a page.
fn tool_configs() -> Vec<Value> {
    let version = |id: i64| {
        json!({
            "id": id, "version_name": format!("1.{}", id - 21), "description": null,
            "tool_id": 5, "bourreau_id": 7, "group_id": 103, "ncpus": 1,
        })
    };
    (21..=37).map(version).collect()
}

/// One object of two.
fn merged(one: Value, other: Value) -> Value {
    let object = |value: Value| value.as_object().cloned().unwrap_or_default();
    object(one).into_iter().chain(object(other)).collect::<Map<_, _>>().into()
}
