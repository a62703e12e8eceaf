//! What the crate stands on: the sources of `clientwright-runtime` as a module, without what no API
//! needs, or that package as a dependency.

mod listed;
mod sifted;

use std::collections::BTreeSet;

use clientwright_runtime::sources::{FILES, MANIFEST};

pub(super) use self::listed::{Line, section};
use self::sifted::{items, without};
use super::{Content, File};
use crate::model::{Api, Type};

/// How a crate stands on the runtime.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Runtime {
    /// As a module of its own, with the parts that its APIs need.
    #[default]
    Bundled,
    /// As a dependency on the package `clientwright-runtime`.
    Crate {
        /// The folder of the package, as the manifest of the crate has it; without one, the
        /// package comes from the registry.
        path: Option<String>,
    },
}

/// The folder of the module, below that of the crate.
const FOLDER: &str = "src/runtime";

/// A part of the runtime that some APIs do not need: each line is paid for at each build of a user.
/// It is a feature of the package.
struct Part {
    /// The feature.
    feature: &'static str,
    /// Whether an API needs it.
    is_needed: fn(&Api) -> bool,
}

/// Calls. Without it there are types alone.
const CLIENT: &str = "client";

/// Bytes that are text, as values and as credentials: calls bring it along.
const BASE64: &str = "base64";

/// XML stays a feature of the crate.
const XML: &str = "xml";

/// What only the root of a crate can say; each crate says it there.
const OF_ROOT: &str = "#![cfg_attr(docsrs, feature(doc_cfg))]\n\n";

/// How the lines of its manifest begin that mean nothing where a generator wrote it: of its text, and
/// of its tests.
const OF_REPOSITORY: [&str; 4] = [
    "# The text of this package, for generators.",
    "sources = ",
    "# The tests need ",
    "exclude = ",
];

/// The text of the package itself.
const SOURCES: &str = "sources";

const PARTS: [Part; 12] = [
    Part { feature: CLIENT, is_needed: |api| !api.is_types_only },
    Part {
        feature: BASE64,
        is_needed: |api| !api.is_types_only || api.uses(&mut |ty| matches!(ty, Type::Base64)),
    },
    Part {
        feature: "decimal",
        is_needed: |api| api.uses(&mut |ty| matches!(ty, Type::Decimal | Type::DecimalNumber)),
    },
    Part { feature: "jiff", is_needed: |api| api.uses(&mut is_time) },
    Part { feature: "uuid", is_needed: |api| api.uses(&mut |ty| matches!(ty, Type::Uuid)) },
    Part {
        feature: "by-serde",
        is_needed: |api| api.uses(&mut |ty| matches!(ty, Type::ByUser(_))),
    },
    Part { feature: "pattern", is_needed: Api::has_patterns },
    Part { feature: XML, is_needed: Api::has_xml },
    Part { feature: "union", is_needed: Api::has_unions },
    Part { feature: "stream", is_needed: Api::has_items },
    Part { feature: "paging", is_needed: Api::has_pages },
    // The text of the package is for the generator alone.
    Part { feature: SOURCES, is_needed: |_| false },
];

fn is_time(ty: &Type) -> bool {
    matches!(ty, Type::Timestamp | Type::Date | Type::Time | Type::DateTime | Type::Duration)
}

fn is_needed(part: &Part, apis: &[Api]) -> bool {
    apis.iter().any(|api| (part.is_needed)(api) || is_named(part, api))
}

/// Whether Rust written by hand has a word that is a name of the part. Where there are types alone,
/// nothing brings the rest with it.
fn is_named(part: &Part, api: &Api) -> bool {
    if api.is_types_only && listed::dependents(vec![CLIENT]).contains(part.feature) {
        return false;
    }
    let is_between = |c: char| !c.is_alphanumeric() && c != '_';
    let (_, root) = FILES.iter().find(|(path, _)| *path == "lib.rs").unwrap_or(&("", ""));
    let items = items(root).filter(|(condition, _)| {
        condition.as_ref().is_some_and(|condition| condition.features.contains(&part.feature))
    });
    let exports = items.filter_map(|(_, item)| item.split_once("pub use self::"));
    // The first word is the module's.
    let names = exports.flat_map(|(_, words)| words.split(is_between).skip(1));
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let mut words = api.by_hand.iter().flat_map(|file| file.text.split(is_between));
    words.any(|word| names.contains(&word))
}

/// The features of the package that no API needs or can use.
pub(super) fn idle(apis: &[Api]) -> BTreeSet<&'static str> {
    let parts = PARTS.iter().filter(|part| !is_needed(part, apis));
    listed::dependents(parts.map(|part| part.feature).collect())
}

/// The files of the module, without those that none of the APIs needs.
pub(super) fn files(runtime: &Runtime, apis: &[Api]) -> Vec<(String, String)> {
    if *runtime != Runtime::Bundled {
        return Vec::new();
    }
    let place = |path: &str| match path {
        "lib.rs" => format!("{FOLDER}/mod.rs"),
        path => format!("{FOLDER}/{path}"),
    };
    let is_condition =
        |feature: &str| feature == XML || PARTS.iter().all(|part| part.feature != feature);
    let files = without(&idle(apis), &is_condition).into_iter();
    let text = |text: String| text.replacen(OF_ROOT, "", 1).replace("crate::", "crate::runtime::");
    files.map(|(path, whole)| (place(path), text(whole))).collect()
}

/// The package by itself: its sources, and its manifest.
pub fn package() -> (Vec<File>, String) {
    let source =
        |(path, text)| File { path: format!("src/{path}"), content: Content::Source(text) };
    let files = without(&BTreeSet::from([SOURCES]), &|_| true).into_iter().map(source).collect();
    let is_other = |line: &&str| !OF_REPOSITORY.iter().any(|beginning| line.starts_with(beginning));
    let manifest = MANIFEST.lines().filter(is_other).map(|line| format!("{line}\n")).collect();
    (files, manifest)
}

/// Whether there are calls.
pub(super) fn has_client(apis: &[Api]) -> bool {
    apis.iter().any(|api| !api.is_types_only)
}

/// Whether a feature of the package is a part, which is not a feature of a crate; but for XML.
pub(super) fn is_part(feature: &str) -> bool {
    feature != XML && PARTS.iter().any(|part| part.feature == feature)
}

/// The features of the package that the APIs need, but for those that are features of the crate.
pub(super) fn features(apis: &[Api]) -> Vec<&'static str> {
    let is_named = |part: &&Part| {
        let is_brought = part.feature == BASE64 && has_client(apis);
        part.feature != XML && !is_brought && is_needed(part, apis)
    };
    let parts = PARTS.iter().filter(is_named);
    parts.map(|part| part.feature).collect()
}
