//! The sources of the runtime without those of some features.

use std::collections::BTreeSet;

use clientwright_runtime::sources::FILES;

/// On which features what stands behind it is: on any of them.
pub(super) struct Condition<'t> {
    /// The line itself.
    attribute: &'t str,
    pub(super) features: Vec<&'t str>,
}

/// What opens a condition at the start of a line.
const OPEN: &str = "\n#[cfg(";
/// What closes it.
const CLOSE: &str = ")]\n";
/// How one begins that asks for a feature, for all of some things, or for any.
const KINDS: [&str; 3] = ["#[cfg(feature = ", "#[cfg(all(feature = ", "#[cfg(any(feature = "];
/// What is said of a feature.
const FEATURE: &str = "feature = \"";

impl<'t> Condition<'t> {
    /// The condition that a text begins with.
    fn at(text: &'t str) -> Option<Self> {
        let kind = KINDS.iter().position(|kind| text.starts_with(kind))?;
        let end = text.find(CLOSE)? + CLOSE.len();
        let attribute = text.get(..end)?;
        let named = attribute.split(FEATURE).skip(1);
        let named = named.filter_map(|rest| rest.split('"').next());
        // Of what asks for several things, the first decides: it is the part.
        let features = if kind == 1 { named.take(1).collect() } else { named.collect() };
        Some(Self { attribute, features })
    }

    fn is_idle(&self, idle: &BTreeSet<&str>) -> bool {
        self.features.iter().all(|feature| idle.contains(feature))
    }
}

/// The text in pieces: what a feature is needed for, with the condition, and what is between.
pub(super) fn items(text: &str) -> impl Iterator<Item = (Option<Condition<'_>>, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(condition) = Condition::at(rest)
            && let Some(item) = rest.get(condition.attribute.len()..)
        {
            // A statement, or a block.
            let is_before = |line: &&str| line.starts_with("//") || line.starts_with("#[");
            let mut code = item.lines().skip_while(is_before);
            let is_block = code.next().is_some_and(|line| line.ends_with('{'));
            let is_import =
                ["use ", "pub use ", "pub(crate) use "].iter().any(|word| item.starts_with(word));
            let end = if is_block && !is_import { "\n}\n" } else { ";\n" };
            let end = item.find(end).map_or(item.len(), |at| at + end.len());
            let (item, behind) = item.split_at(end);
            rest = behind;
            return Some((Some(condition), item));
        }
        let mut starts = rest.match_indices(OPEN).map(|(at, _)| at + 1);
        let end = starts.find(|at| rest.get(*at..).and_then(Condition::at).is_some());
        let end = end.unwrap_or(rest.len());
        let (between, behind) = rest.split_at(end);
        rest = behind;
        Some((None, between))
    })
}

/// The sources without what only the `idle` features need. Of the others, those that may be off are
/// still conditions.
pub(super) fn without(
    idle: &BTreeSet<&str>,
    is_condition: &dyn Fn(&str) -> bool,
) -> Vec<(&'static str, String)> {
    let mut gone = Vec::new();
    let mut files = Vec::new();
    for &(path, text) in FILES {
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
    idle: &BTreeSet<&str>,
    is_condition: &dyn Fn(&str) -> bool,
    gone: &mut Vec<String>,
) -> String {
    let folder = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for (condition, item) in items(text) {
        if let Some(condition) = condition {
            if condition.is_idle(idle) {
                let module = ["pub ", "pub(crate) "]
                    .iter()
                    .fold(item, |item, word| item.strip_prefix(word).unwrap_or(item));
                let module = module.strip_prefix("mod ");
                let module = module.and_then(|module| module.strip_suffix(";\n"));
                gone.extend(module.map(|module| format!("{folder}{module}")));
                continue;
            }
            if condition.features.iter().all(|feature| is_condition(feature)) {
                out.push_str(condition.attribute);
            }
        }
        out.push_str(item);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_part_is_for_ends_where_it_is_taken_to_end() {
        for (path, text) in FILES {
            for (condition, item) in items(text) {
                let is_whole = condition.is_none() || syn::parse_file(item).is_ok();
                // Its documentation is behind the condition, and goes with it.
                let is_cut =
                    item.trim_end().lines().last().is_some_and(|line| line.starts_with("///"));
                assert!(is_whole && !is_cut, "{path}: {item}");
            }
        }
    }
}
