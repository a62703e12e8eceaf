//! `runtime/`: copied from where it is written and tested, but for what no API needs.

use crate::model::{Api, Type};

/// Each file's path below `runtime/`, and its text.
const FILES: [(&str, &str); 77] = [
    ("answer.rs", include_str!("../../runtime/answer.rs")),
    ("base64.rs", include_str!("../../runtime/base64.rs")),
    ("blocking.rs", include_str!("../../runtime/blocking.rs")),
    ("body.rs", include_str!("../../runtime/body.rs")),
    ("browser.rs", include_str!("../../runtime/browser.rs")),
    ("build.rs", include_str!("../../runtime/build.rs")),
    ("call.rs", include_str!("../../runtime/call.rs")),
    ("charset.rs", include_str!("../../runtime/charset.rs")),
    ("collect.rs", include_str!("../../runtime/collect.rs")),
    ("core.rs", include_str!("../../runtime/core.rs")),
    ("credential.rs", include_str!("../../runtime/credential.rs")),
    ("decimal.rs", include_str!("../../runtime/decimal.rs")),
    ("encode.rs", include_str!("../../runtime/encode.rs")),
    ("error.rs", include_str!("../../runtime/error.rs")),
    ("event.rs", include_str!("../../runtime/event.rs")),
    ("excerpt.rs", include_str!("../../runtime/excerpt.rs")),
    ("exchange.rs", include_str!("../../runtime/exchange.rs")),
    ("files.rs", include_str!("../../runtime/files.rs")),
    ("fitting.rs", include_str!("../../runtime/fitting.rs")),
    ("frames.rs", include_str!("../../runtime/frames.rs")),
    ("future.rs", include_str!("../../runtime/future.rs")),
    ("headers.rs", include_str!("../../runtime/headers.rs")),
    ("hook.rs", include_str!("../../runtime/hook.rs")),
    ("idle.rs", include_str!("../../runtime/idle.rs")),
    ("items.rs", include_str!("../../runtime/items.rs")),
    ("jiff/mod.rs", include_str!("../../runtime/jiff/mod.rs")),
    ("jiff/time.rs", include_str!("../../runtime/jiff/time.rs")),
    ("jiff/timestamp.rs", include_str!("../../runtime/jiff/timestamp.rs")),
    ("json/convert.rs", include_str!("../../runtime/json/convert.rs")),
    ("json/fields.rs", include_str!("../../runtime/json/fields.rs")),
    ("json/large.rs", include_str!("../../runtime/json/large.rs")),
    ("json/limits.rs", include_str!("../../runtime/json/limits.rs")),
    ("json/loss.rs", include_str!("../../runtime/json/loss.rs")),
    ("json/maybe.rs", include_str!("../../runtime/json/maybe.rs")),
    ("json/mod.rs", include_str!("../../runtime/json/mod.rs")),
    ("json/number.rs", include_str!("../../runtime/json/number.rs")),
    ("json/read.rs", include_str!("../../runtime/json/read.rs")),
    ("json/value.rs", include_str!("../../runtime/json/value.rs")),
    ("link.rs", include_str!("../../runtime/link.rs")),
    ("memory.rs", include_str!("../../runtime/memory.rs")),
    ("mod.rs", include_str!("../../runtime/mod.rs")),
    ("multipart.rs", include_str!("../../runtime/multipart.rs")),
    ("observe.rs", include_str!("../../runtime/observe.rs")),
    ("operation.rs", include_str!("../../runtime/operation.rs")),
    ("options.rs", include_str!("../../runtime/options.rs")),
    ("pages.rs", include_str!("../../runtime/pages.rs")),
    ("paging.rs", include_str!("../../runtime/paging.rs")),
    ("paging_error.rs", include_str!("../../runtime/paging_error.rs")),
    ("pattern.rs", include_str!("../../runtime/pattern.rs")),
    ("piecewise.rs", include_str!("../../runtime/piecewise.rs")),
    ("random.rs", include_str!("../../runtime/random.rs")),
    ("redirect.rs", include_str!("../../runtime/redirect.rs")),
    ("reply.rs", include_str!("../../runtime/reply.rs")),
    ("request.rs", include_str!("../../runtime/request.rs")),
    ("reqwest.rs", include_str!("../../runtime/reqwest.rs")),
    ("result.rs", include_str!("../../runtime/result.rs")),
    ("retry.rs", include_str!("../../runtime/retry.rs")),
    ("scalar.rs", include_str!("../../runtime/scalar.rs")),
    ("secret.rs", include_str!("../../runtime/secret.rs")),
    ("sequence.rs", include_str!("../../runtime/sequence.rs")),
    ("server.rs", include_str!("../../runtime/server.rs")),
    ("tape.rs", include_str!("../../runtime/tape.rs")),
    ("text.rs", include_str!("../../runtime/text.rs")),
    ("time.rs", include_str!("../../runtime/time.rs")),
    ("token.rs", include_str!("../../runtime/token.rs")),
    ("tower.rs", include_str!("../../runtime/tower.rs")),
    ("trace.rs", include_str!("../../runtime/trace.rs")),
    ("transport.rs", include_str!("../../runtime/transport.rs")),
    ("transport_error.rs", include_str!("../../runtime/transport_error.rs")),
    ("union/arm.rs", include_str!("../../runtime/union/arm.rs")),
    ("union/fit.rs", include_str!("../../runtime/union/fit.rs")),
    ("union/mod.rs", include_str!("../../runtime/union/mod.rs")),
    ("union/tries.rs", include_str!("../../runtime/union/tries.rs")),
    ("uuid.rs", include_str!("../../runtime/uuid.rs")),
    ("xml/mod.rs", include_str!("../../runtime/xml/mod.rs")),
    ("xml/read.rs", include_str!("../../runtime/xml/read.rs")),
    ("xml/write.rs", include_str!("../../runtime/xml/write.rs")),
];

/// A part of the runtime that some APIs do not need: each line is paid for at each build of a user.
struct Part {
    /// Its modules, which are also the files or the folders.
    modules: &'static [&'static str],
    /// The lines of `runtime/mod.rs` that are about it.
    lines: &'static [&'static str],
    /// The line of `Cargo.toml`, where it stands on a crate of its own.
    dependency: Option<&'static str>,
    /// Whether an API needs it.
    is_needed: fn(&Api) -> bool,
}

const PARTS: [Part; 8] = [
    Part {
        modules: &["decimal"],
        lines: &["mod decimal;\n", "pub use self::decimal::DecimalNumber;\n"],
        dependency: Some(
            "rust_decimal = { version = \"1\", default-features = false, features = [\"std\"] }",
        ),
        is_needed: |api| api.uses(&mut |ty| matches!(ty, Type::Decimal | Type::DecimalNumber)),
    },
    Part {
        modules: &["jiff"],
        lines: &["mod jiff;\n", "pub use self::jiff::{Time, Timestamp};\n"],
        dependency: Some(
            "jiff = { version = \"0.2\", default-features = false, features = [\"std\"] }",
        ),
        is_needed: |api| {
            api.uses(&mut |ty| {
                matches!(
                    ty,
                    Type::Timestamp | Type::Date | Type::Time | Type::DateTime | Type::Duration
                )
            })
        },
    },
    Part {
        modules: &["uuid"],
        lines: &["mod uuid;\n"],
        dependency: Some("uuid = \"1\""),
        is_needed: |api| api.uses(&mut |ty| matches!(ty, Type::Uuid)),
    },
    Part {
        modules: &["pattern"],
        lines: &["mod pattern;\n", "pub use self::pattern::is_match;\n"],
        dependency: Some("regex-lite = \"0.1\""),
        is_needed: Api::has_patterns,
    },
    Part {
        modules: &["xml"],
        lines: &[
            "#[cfg(feature = \"xml\")]\nmod xml;\n",
            "#[cfg(feature = \"xml\")]\n\
             pub use self::xml::{XmlContent, XmlElement, XmlField, XmlName, XmlNode, XmlObject};\n",
        ],
        dependency: Some("quick-xml = { version = \"0.42\", optional = true }"),
        is_needed: Api::has_xml,
    },
    Part {
        modules: &["union"],
        lines: &[
            "mod union;\n",
            "pub use self::union::{Arm, Constant, Kind, Reader, Unmatched, choose, open, with_tag};\n",
        ],
        dependency: None,
        is_needed: Api::has_unions,
    },
    Part {
        modules: &["piecewise", "event", "result", "sequence", "items"],
        lines: &[
            "mod piecewise;\n",
            "mod event;\n",
            "mod result;\n",
            "mod sequence;\n",
            "mod items;\n",
            "pub use self::event::Event;\n",
            "pub use self::items::Items;\n",
            "pub use self::sequence::Framing;\n",
        ],
        dependency: None,
        is_needed: Api::has_items,
    },
    Part {
        modules: &["link", "paging", "pages"],
        lines: &[
            "mod link;\n",
            "mod paging;\n",
            "mod pages;\n",
            "pub use self::pages::{PagedItems, Pages};\n",
            "pub use self::paging::{PageInfo, Paging};\n",
        ],
        dependency: None,
        is_needed: Api::has_pages,
    },
];

fn is_needed(part: &Part, apis: &[Api]) -> bool {
    apis.iter().any(|api| (part.is_needed)(api) || is_named(part, api))
}

/// Whether Rust written by hand has a word that is a name of the part.
fn is_named(part: &Part, api: &Api) -> bool {
    let is_between = |c: char| !c.is_alphanumeric() && c != '_';
    let exports = part.lines.iter().filter_map(|line| line.split_once("pub use self::"));
    // The first word is the module's.
    let names = exports.flat_map(|(_, words)| words.split(is_between).skip(1));
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let text = api.by_hand.as_deref().unwrap_or_default();
    text.split(is_between).any(|word| names.contains(&word))
}

/// The folder's files, without those that none of the APIs needs.
pub(super) fn files(apis: &[Api]) -> Vec<(String, String)> {
    let idle: Vec<&Part> = PARTS.iter().filter(|part| !is_needed(part, apis)).collect();
    let is_idle = |path: &str| {
        let module = path.split(['.', '/']).next().unwrap_or_default();
        idle.iter().any(|part| part.modules.contains(&module))
    };
    let file = |(path, text): &(&str, &str)| {
        let mut text = (*text).to_owned();
        if *path == "mod.rs" {
            for lines in idle.iter().flat_map(|part| part.lines) {
                text = text.replace(lines, "");
            }
        }
        (format!("src/runtime/{path}"), text)
    };
    FILES.iter().filter(|(path, _)| !is_idle(path)).map(file).collect()
}

/// The lines of `Cargo.toml` for the crates that the APIs need.
pub(super) fn dependencies(apis: &[Api]) -> Vec<&'static str> {
    PARTS.iter().filter(|part| is_needed(part, apis)).filter_map(|part| part.dependency).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_a_part_stands_in_the_module() {
        let (_, module) = FILES.iter().find(|(path, _)| *path == "mod.rs").unwrap();
        for line in PARTS.iter().flat_map(|part| part.lines) {
            assert!(module.contains(line), "{line}");
        }
    }
}
