//! `runtime/`: copied as it is from where it is written and tested.

use super::{Content, File};
use crate::model::{Api, Type};

/// Each file's path below `runtime/`, and its text.
const FILES: [(&str, &str); 19] = [
    ("answer.rs", include_str!("../../runtime/answer.rs")),
    ("call.rs", include_str!("../../runtime/call.rs")),
    ("core.rs", include_str!("../../runtime/core.rs")),
    ("encode.rs", include_str!("../../runtime/encode.rs")),
    ("error.rs", include_str!("../../runtime/error.rs")),
    ("jiff.rs", include_str!("../../runtime/jiff.rs")),
    ("json/convert.rs", include_str!("../../runtime/json/convert.rs")),
    ("json/fields.rs", include_str!("../../runtime/json/fields.rs")),
    ("json/maybe.rs", include_str!("../../runtime/json/maybe.rs")),
    ("json/mod.rs", include_str!("../../runtime/json/mod.rs")),
    ("json/value.rs", include_str!("../../runtime/json/value.rs")),
    ("mod.rs", include_str!("../../runtime/mod.rs")),
    ("operation.rs", include_str!("../../runtime/operation.rs")),
    ("reply.rs", include_str!("../../runtime/reply.rs")),
    ("request.rs", include_str!("../../runtime/request.rs")),
    ("reqwest.rs", include_str!("../../runtime/reqwest.rs")),
    ("secret.rs", include_str!("../../runtime/secret.rs")),
    ("transport.rs", include_str!("../../runtime/transport.rs")),
    ("union.rs", include_str!("../../runtime/union.rs")),
];

/// The folder's files, without those that need a crate which the APIs do not.
pub(super) fn files(apis: &[Api]) -> Vec<File> {
    let has_dates = needs_jiff(apis);
    let files = FILES.iter().filter(|(path, _)| has_dates || *path != "jiff.rs");
    let file = |(path, text): &(&str, &str)| {
        let text = if has_dates || *path != "mod.rs" {
            (*text).to_owned()
        } else {
            text.replace("mod jiff;\n", "")
        };
        File { path: format!("src/runtime/{path}"), content: Content::Source(text) }
    };
    files.map(file).collect()
}

/// Whether any API has dates or times.
pub(super) fn needs_jiff(apis: &[Api]) -> bool {
    apis.iter().any(|api| api.uses(&mut |ty| matches!(ty, Type::Timestamp | Type::Date)))
}
