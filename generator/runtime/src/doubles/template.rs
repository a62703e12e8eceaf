//! Paths of operations: whether one is that of a request, and the values in it.

use percent_encoding::percent_decode_str;

/// The values in a path below any server, by the names that its template has for them, decoded;
/// `None` where it is the path of something else.
pub(super) fn values<'t>(template: &'t str, path: &str) -> Option<Vec<(&'t str, String)>> {
    // Some documents tell operations apart by a query, which is no part of the path.
    let template = template.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    let wanted: Vec<&str> = template.split('/').collect();
    let found: Vec<&str> = path.trim_matches('/').split('/').collect();
    let below = found.len().checked_sub(wanted.len())?;
    let mut values = Vec::new();
    for (wanted, found) in wanted.iter().zip(found.get(below..)?) {
        segment(wanted, found, &mut values)?;
    }
    Some(values)
}

/// How much of a template is text: of two that fit, the one with more of it is meant.
pub(super) fn weight(template: &str) -> usize {
    template.split('/').filter(|segment| !segment.contains('{')).count()
}

/// Adds the values of a segment.
fn segment<'t>(template: &'t str, found: &str, values: &mut Vec<(&'t str, String)>) -> Option<()> {
    let Some((before, rest)) = template.split_once('{') else {
        return (decoded(template) == decoded(found)).then_some(());
    };
    let (name, after) = rest.split_once('}')?;
    let found = found.strip_prefix(before)?;
    let next = after.split('{').next().unwrap_or_default();
    let end = match after.is_empty() {
        true => found.len(),
        // What stands behind the last value is at the end.
        false if next.len() == after.len() => found.len().checked_sub(next.len())?,
        false => found.find(next)?,
    };
    let (value, rest) = found.split_at_checked(end)?;
    values.push((name, decoded(value)));
    segment(after, rest, values)
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
