//! Headings of a document's text: they would stand among those of the page that the text is on,
//! so they become bold.

use super::within;

/// The line, which is no heading and makes none of the lines before it.
pub(super) fn flat(line: String, before: &mut Vec<String>) -> String {
    let rest = innermost(&line);
    let marks = line.strip_suffix(rest).unwrap_or_default();
    if let Some(words) = hashed(rest) {
        if words.is_empty() && !marks.is_empty() {
            // A mark with nothing behind it would underline the line before it.
            return format!("{marks}\\{rest}");
        }
        let bold = bold(words);
        if !marks.is_empty() {
            return bold.map_or_else(
                || flat(format!("{marks}{words}"), before),
                |bold| marks.to_owned() + &bold,
            );
        }
        // A paragraph of its own.
        before.push(String::new());
        let paragraph = bold.unwrap_or_else(|| flat(words.to_owned(), before));
        before.push(paragraph);
        return String::new();
    }
    if !is_underline(rest) {
        return line;
    }
    let last = before.last_mut().filter(|last| !last.trim().is_empty());
    match last {
        None => line,
        Some(_) if !marks.is_empty() => format!("{marks}\\{rest}"),
        Some(last) if innermost(last) == last.as_str() && is_text(last) => {
            *last = bold(last.trim()).unwrap_or_else(|| last.trim().to_owned());
            String::new()
        }
        // A line across the page, which ends what stands above it.
        Some(_) if rest.starts_with('-') => {
            before.push(String::new());
            line
        }
        Some(_) => format!("\\{line}"),
    }
}

/// What stands behind all marks of lists and quotes.
fn innermost(line: &str) -> &str {
    let mut rest = line;
    while let Some(inner) = within(rest.trim_start()) {
        rest = inner.trim_start();
    }
    rest
}

/// The words of a heading behind `#` (CommonMark 0.31, section 4.2).
fn hashed(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_heading = (1..=6).contains(&level) && (words.is_empty() || words.starts_with(' '));
    is_heading.then(|| words.trim().trim_end_matches('#').trim_end())
}

/// Whether it is the line below a heading (section 4.3).
fn is_underline(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && ['=', '-'].iter().any(|mark| line.chars().all(|each| each == *mark))
}

/// Whether it is no fence and no row of a table.
fn is_text(line: &str) -> bool {
    !["```", "~~~", "|"].iter().any(|mark| line.starts_with(mark))
}

/// The words in bold, unless there are none or some of them are already.
fn bold(words: &str) -> Option<String> {
    let is_marked = words.is_empty() || words.contains("**") || words.ends_with('\\');
    (!is_marked).then(|| format!("**{words}**"))
}
