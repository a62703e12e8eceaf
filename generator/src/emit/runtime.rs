//! What the crate stands on: the sources of `clientwright-runtime` as a module, without what no API
//! needs, or that package as a dependency.

use clientwright_runtime::sources::{FILES, MANIFEST};

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

/// XML stays a feature of the crate.
const XML: &str = "xml";

/// The text of the package itself.
const SOURCES: &str = "sources";

const PARTS: [Part; 9] = [
    Part {
        feature: "decimal",
        is_needed: |api| api.uses(&mut |ty| matches!(ty, Type::Decimal | Type::DecimalNumber)),
    },
    Part { feature: "jiff", is_needed: |api| api.uses(&mut is_time) },
    Part { feature: "uuid", is_needed: |api| api.uses(&mut |ty| matches!(ty, Type::Uuid)) },
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

/// Whether Rust written by hand has a word that is a name of the part.
fn is_named(part: &Part, api: &Api) -> bool {
    let Some(text) = api.by_hand.as_deref() else { return false };
    let is_between = |c: char| !c.is_alphanumeric() && c != '_';
    let (_, root) = FILES.iter().find(|(path, _)| *path == "lib.rs").unwrap_or(&("", ""));
    let items = items(root).filter(|(feature, _)| *feature == Some(part.feature));
    let exports = items.filter_map(|(_, item)| item.split_once("pub use self::"));
    // The first word is the module's.
    let names = exports.flat_map(|(_, words)| words.split(is_between).skip(1));
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    text.split(is_between).any(|word| names.contains(&word))
}

/// The text in pieces: what a feature is needed for, with the feature, and what is between.
fn items(text: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((feature, item)) = rest.strip_prefix(CFG).and_then(|rest| rest.split_once('"'))
            && let Some(item) = item.strip_prefix(")]\n")
        {
            // A statement, or a block.
            let mut code = item.lines().skip_while(|line| line.starts_with("//"));
            let is_block = code.next().is_some_and(|line| line.ends_with('{'));
            let end = if is_block { "\n}\n" } else { ";\n" };
            let end = item.find(end).map_or(item.len(), |at| at + end.len());
            let (item, behind) = item.split_at(end);
            rest = behind;
            return Some((Some(feature), item));
        }
        let end = rest.find(CFG_LINE).map_or(rest.len(), |end| end + 1);
        let (between, behind) = rest.split_at(end);
        rest = behind;
        Some((None, between))
    })
}

/// What opens the condition that a feature is there.
const CFG: &str = "#[cfg(feature = \"";
/// What closes it.
const CFG_END: &str = "\")]\n";
/// What opens it at the start of a line.
const CFG_LINE: &str = "\n#[cfg(feature = \"";

/// The files of the module, without those that none of the APIs needs.
pub(super) fn files(runtime: &Runtime, apis: &[Api]) -> Vec<(String, String)> {
    if *runtime != Runtime::Bundled {
        return Vec::new();
    }
    let idle: Vec<&str> =
        PARTS.iter().filter(|part| !is_needed(part, apis)).map(|part| part.feature).collect();
    let place = |path: &str| match path {
        "lib.rs" => format!("{FOLDER}/mod.rs"),
        path => format!("{FOLDER}/{path}"),
    };
    let is_condition =
        |feature: &str| feature == XML || PARTS.iter().all(|part| part.feature != feature);
    let files = without(&idle, &is_condition).into_iter();
    files.map(|(path, text)| (place(path), text.replace("crate::", "crate::runtime::"))).collect()
}

/// The package by itself: its sources, and its manifest.
pub fn package() -> (Vec<File>, String) {
    let source =
        |(path, text)| File { path: format!("src/{path}"), content: Content::Source(text) };
    let files = without(&[SOURCES], &|_| true).into_iter().map(source).collect();
    let is_other = |line: &&str| !line.starts_with(SOURCES) && !line.contains("for generators");
    let manifest = MANIFEST.lines().filter(is_other).map(|line| format!("{line}\n")).collect();
    (files, manifest)
}

/// The sources without what only the `idle` features need. Of the others, those that may be off are
/// still conditions.
fn without(idle: &[&str], is_condition: &dyn Fn(&str) -> bool) -> Vec<(&'static str, String)> {
    let mut gone = Vec::new();
    let mut files = Vec::new();
    for (path, text) in FILES {
        files.push((path, sifted(path, text, idle, is_condition, &mut gone)));
    }
    let is_gone = |path: &str| {
        gone.iter().any(|gone: &String| {
            path.strip_prefix(gone.as_str()).is_some_and(|rest| rest.starts_with(['.', '/']))
        })
    };
    files.retain(|(path, _)| !is_gone(path));
    files
}

/// The text of a file; the modules that are not there are added to `gone`.
fn sifted(
    path: &str,
    text: &str,
    idle: &[&str],
    is_condition: &dyn Fn(&str) -> bool,
    gone: &mut Vec<String>,
) -> String {
    let folder = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for (feature, item) in items(text) {
        if let Some(feature) = feature {
            if idle.contains(&feature) {
                let module = item.trim_start_matches("pub ").strip_prefix("mod ");
                let module = module.and_then(|module| module.strip_suffix(";\n"));
                gone.extend(module.map(|module| format!("{folder}{module}")));
                continue;
            }
            if is_condition(feature) {
                out.extend([CFG, feature, CFG_END]);
            }
        }
        out.push_str(item);
    }
    out
}

/// What a feature of the package is to the crate: whether an API needs it, where it is a part.
pub(super) fn part(feature: &str, apis: &[Api]) -> Option<bool> {
    let part = PARTS.iter().find(|part| part.feature == feature)?;
    Some(is_needed(part, apis))
}

/// The features of the package that the APIs need, but for those that are features of the crate.
pub(super) fn features(apis: &[Api]) -> Vec<&'static str> {
    let parts = PARTS.iter().filter(|part| part.feature != XML && is_needed(part, apis));
    parts.map(|part| part.feature).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_part_is_for_ends_where_it_is_taken_to_end() {
        for (path, text) in FILES {
            for (feature, item) in items(text) {
                let is_whole = feature.is_none() || syn::parse_file(item).is_ok();
                // Its documentation is behind the condition, and goes with it.
                let is_cut =
                    item.trim_end().lines().last().is_some_and(|line| line.starts_with("///"));
                assert!(is_whole && !is_cut, "{path}: {item}");
            }
        }
    }
}
