//! Headings of a document's text: they would stand among those of the page that the text is on,
//! so they become bold.

use super::block::within;

/// The line, which is no heading and makes none of the lines before it.
pub(super) fn flat(line: String, before: &mut Vec<String>) -> String {
    let rest = innermost(&line);
    let marks = line.strip_suffix(rest).unwrap_or_default();
    if hashed(rest).is_some() {
        let heading = heading(marks, rest);
        if !marks.is_empty() {
            return heading;
        }
        // A paragraph of its own.
        before.extend([String::new(), heading]);
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

/// A heading behind marks as a bold line. Words that cannot be bold can have a heading in them.
fn heading(marks: &str, mut rest: &str) -> String {
    let (mut line, mut is_bare) = (marks.to_owned(), false);
    while let Some(words) = hashed(rest) {
        if words.is_empty() && !line.is_empty() {
            // A mark with nothing behind it would underline the line before it.
            line.push('\\');
            break;
        }
        // What keeps words from being bold is behind all headings in them.
        if let Some(bold) = (!is_bare).then(|| bold(words)).flatten() {
            return line + &bold;
        }
        is_bare = true;
        rest = innermost(words);
        line.push_str(words.get(..words.len() - rest.len()).unwrap_or_default());
    }
    line + rest
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
