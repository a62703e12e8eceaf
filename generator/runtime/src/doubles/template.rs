//! Paths of operations: whether one is that of a request, and the values in it.

use percent_encoding::percent_decode_str;

use crate::operation::{Operation, Parameter, Style};

/// The values in a path below any server, by the names that its template has for them, decoded;
/// `None` where it is the path of something else.
pub(super) fn values(operation: &Operation, path: &str) -> Option<Vec<(&'static str, String)>> {
    // Some documents tell operations apart by a query, which is no part of the path.
    let template = operation.path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    let wanted: Vec<&str> = template.split('/').collect();
    let found: Vec<&str> = path.trim_matches('/').split('/').collect();
    let below = found.len().checked_sub(wanted.len())?;
    let is_rest = |parameter: &&Parameter| parameter.style == Style::Segments;
    match operation.parameters.iter().find(is_rest) {
        // The last value is all that is left, and so the server's own path is not told from it.
        Some(_) => (0..=below).find_map(|below| fitted(&wanted, found.get(below..)?)),
        None => fitted(&wanted, found.get(below..)?),
    }
}

/// The values in the segments of a path; those that are left belong to the last one.
fn fitted(wanted: &[&'static str], found: &[&str]) -> Option<Vec<(&'static str, String)>> {
    let (last, before) = wanted.split_last()?;
    let (found, rest) = found.split_at_checked(before.len())?;
    let mut values = Vec::new();
    for (wanted, found) in before.iter().zip(found) {
        segment(wanted, found, &mut values)?;
    }
    segment(last, &rest.join("/"), &mut values)?;
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
