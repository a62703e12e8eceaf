//! Lists and maps of whatever they are made of.

use std::collections::BTreeMap;

/// A list of items that can be made into those of its type.
#[inline]
pub fn list<T>(items: impl IntoIterator<Item: Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Texts of whatever kind, as they are lent.
#[inline]
pub fn texts(list: &[impl AsRef<str>]) -> Vec<&str> {
    list.iter().map(AsRef::as_ref).collect()
}

/// A map of names and values that can be made into those of its type. Of two values with one name it
/// has the last.
#[inline]
pub fn map<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    entries.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
}
