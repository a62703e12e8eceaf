//! Several values as the server takes them: one text, with tabs between them.

use std::fmt::Display;

/// Stands for a tab within a value. Nothing is known that a server takes for one, so a text with it
/// is not sent.
const TAB: &str = "\u{2409}";

/// The values as one text.
pub(in super::super) fn tabbed<V: Display>(values: impl IntoIterator<Item = V>) -> String {
    let values = values.into_iter().map(|value| value.to_string().replace('\t', TAB));
    values.collect::<Vec<_>>().join("\t")
}

/// The values of such a text.
pub(super) fn split(list: &str) -> impl Iterator<Item = &str> {
    list.split('\t')
}

/// Refuses a text with a value that would become two.
pub(in super::super) fn checked_list(name: &str, list: Option<&String>) -> Result<(), String> {
    match list {
        Some(list) if list.contains(TAB) => Err(format!(
            "has a tab, or the sign for one, within a value of `{name}`: tabs stand between values, \
             and no server is known to take anything else for a tab"
        )),
        _ => Ok(()),
    }
}
