//! Which members of an object are there.

/// The names of those that are there.
pub(super) fn set<'a>(members: &[(&'a str, bool)]) -> Vec<&'a str> {
    members.iter().filter(|(_, is_set)| *is_set).map(|(name, _)| *name).collect()
}

/// Refuses more than one of the members.
pub(super) fn at_most_one(members: &[(&str, bool)]) -> Result<(), String> {
    match set(members).as_slice() {
        [] | [_] => Ok(()),
        several => Err(format!("has `{}`, of which one can be there", several.join("` and `"))),
    }
}

/// Refuses what has no such member.
pub(super) fn needed(name: &str, is_set: bool, by: &str) -> Result<(), String> {
    match is_set {
        true => Ok(()),
        false => Err(format!("has no `{name}`, which {by} needs")),
    }
}

/// Whether a member of any JSON is there.
#[cfg(feature = "_apteco-queries")]
pub(super) fn is_set(value: Option<&serde_json::Value>) -> bool {
    value.is_some_and(|value| !value.is_null())
}
