//! Blocks of Markdown that hold others: quotes and lists.

/// What stands behind the mark of a list or a quote.
pub(super) fn within(line: &str) -> Option<&str> {
    let behind = |rest: &'_ str| rest.starts_with([' ', '\t']);
    if let Some(quoted) = line.strip_prefix('>') {
        return Some(quoted);
    }
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match line.strip_prefix(['-', '*', '+']) {
        Some(rest) => rest,
        None if number.len() < line.len() => number.strip_prefix(['.', ')'])?,
        None => return None,
    };
    Some(rest).filter(|rest| behind(rest))
}
