//! The start of a line of words, where Markdown has its marks of blocks.

/// The line, which begins no block. The first of a paragraph can begin more than the others, and so
/// can those within a list.
pub(super) fn plain(line: &mut String, is_first: bool) {
    if let Some(at) = mark(line, is_first) {
        line.insert(at, '\\');
    }
}

/// Where a backslash makes words of what would be the mark of a block, or a line that makes something
/// else of the lines before it (CommonMark 0.31, section 4; GitHub Flavored Markdown, "Tables").
fn mark(line: &str, is_first: bool) -> Option<usize> {
    let first = line.chars().next()?;
    let rest = line.trim_start_matches(first);
    let run = line.len() - rest.len();
    let is_item = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let is_mark = match first {
        '#' => run <= 6 && is_item(rest),
        '>' => true,
        '`' => run >= 3 && !rest.contains('`'),
        '~' => run >= 3,
        '=' => rest.is_empty(),
        '-' | '+' | '*' | '_' | '|' | ':' => {
            (run == 1 && is_item(rest) && matches!(first, '-' | '+' | '*'))
                || is_rule(line, first)
                || (first == '-' && rest.is_empty())
                || is_delimiter_row(line)
        }
        '0'..='9' => {
            let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
            let number = line.len() - rest.len();
            let behind = rest.strip_prefix(['.', ')'])?;
            // No other number begins a list in the middle of a paragraph (section 5.3).
            let is_one = || line.get(..number).is_some_and(|it| it.trim_start_matches('0') == "1");
            let is_mark = number <= 9 && is_item(behind) && (is_first || is_one());
            return is_mark.then_some(number);
        }
        _ => false,
    };
    is_mark.then_some(0)
}

/// Whether it is a line across the page.
fn is_rule(line: &str, mark: char) -> bool {
    let count = line.matches(mark).count();
    matches!(mark, '-' | '*' | '_') && count >= 3 && line.chars().all(|c| c == mark || c == ' ')
}

/// Whether a line can be the one below the head of a table.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}
