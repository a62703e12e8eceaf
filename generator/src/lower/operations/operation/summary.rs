//! What is said of an operation in one line, and in more.

/// How long a line can be that stands in lists and tables.
const LINE: usize = 120;

/// What ends in a full stop and ends no sentence.
const SHORT_FORMS: [&str; 8] = ["e.g.", "i.e.", "etc.", "vs.", "no.", "cf.", "incl.", "approx."];

/// The summary as one sentence, and all else that is said. A summary that is a paragraph is part of
/// the description, and what both say is said once.
pub(super) fn said(summary: &str, description: &str) -> (String, String) {
    let summary = words(summary);
    let (first, rest) = sentence(&summary);
    if summary.is_empty() {
        return beginning(description);
    }
    let rest = match first.len() <= LINE {
        true => rest,
        false => summary.as_str(),
    };
    let first = if first.len() <= LINE { first } else { "" };
    let description = without(description, &summary).unwrap_or(description);
    let description = without(description, first).unwrap_or(description);
    let rest = if words(description).contains(rest) { "" } else { rest };
    let parts: Vec<&str> =
        [rest, description].into_iter().filter(|part| !part.trim().is_empty()).collect();
    (first.to_owned(), parts.join("\n\n"))
}

/// The first sentence of a description that begins with one that is short and plain.
fn beginning(description: &str) -> (String, String) {
    let description = description.trim_start();
    let (paragraph, others) = paragraph(description);
    let joined = words(paragraph);
    let (first, rest) = sentence(&joined);
    let is_plain = joined.starts_with(|letter: char| letter.is_alphanumeric())
        && !paragraph.lines().any(begins_block);
    if !is_plain || first.is_empty() || first.len() > LINE {
        return (String::new(), description.to_owned());
    }
    let parts: Vec<&str> =
        [rest, others].into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    (first.to_owned(), parts.join("\n\n"))
}

/// The first paragraph of a description, written in Markdown or in HTML, and what follows.
fn paragraph(description: &str) -> (&str, &str) {
    let of_html = description.get(..3).filter(|mark| mark.eq_ignore_ascii_case("<p>"));
    if of_html.is_some()
        && let Some((inner, others)) = description.get(3..).and_then(end_of_paragraph)
    {
        return (inner, others);
    }
    let end = description.find("\n\n").unwrap_or(description.len());
    description.split_at_checked(end).unwrap_or((description, ""))
}

/// What stands before the end of a paragraph of HTML, and behind it. It ends with `</p>`, or where
/// another one begins (HTML, "The p element").
fn end_of_paragraph(text: &str) -> Option<(&str, &str)> {
    let is_mark = |at: usize, mark: &str| {
        let found = text.get(at..at + mark.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(mark))
    };
    let (at, _) =
        text.match_indices('<').find(|(at, _)| is_mark(*at, "</p>") || is_mark(*at, "<p>"))?;
    let behind = if is_mark(at, "</p>") { at + 4 } else { at };
    Some((text.get(..at)?, text.get(behind..)?))
}

/// Whether a line is no part of a paragraph: one of a list, a table, a heading, code, or HTML.
fn begins_block(line: &str) -> bool {
    let line = line.trim_end();
    let inner = line.trim_start();
    let number = inner.trim_start_matches(|letter: char| letter.is_ascii_digit());
    line.len() > inner.len() + 3
        || inner.starts_with(['#', '>', '-', '*', '+', '|', '`', '~', '=', '<'])
        || (number.len() < inner.len() && number.starts_with(['.', ')']))
        || line.ends_with('\\')
        || inner.ends_with(':')
}

/// What is behind a text at the start of a description, which says it again; `None` where it goes
/// on with the sentence.
fn without<'a>(description: &'a str, said: &str) -> Option<&'a str> {
    let mut said = said.trim_end_matches(['.', '!']).split_whitespace().peekable();
    said.peek()?;
    let mut rest = description.trim_start();
    while let Some(word) = said.next() {
        let start = rest.get(..word.len())?;
        if !start.eq_ignore_ascii_case(word) {
            return None;
        }
        let behind = rest.get(word.len()..)?;
        let next = behind.trim_start();
        if said.peek().is_some() && next.len() == behind.len() {
            return None;
        }
        rest = if said.peek().is_some() { next } else { behind };
    }
    let is_end = rest.trim().is_empty() || rest.starts_with(['.', '!', '\n']);
    let is_paragraph = rest.trim_start_matches([' ', '\r']).starts_with('\n');
    let next = rest.trim_start_matches(['.', '!', ' ', '\r']);
    // A line that goes on is no sentence of its own.
    let goes_on = is_paragraph && !next.trim_start_matches('\n').is_empty() && {
        let lines = next.strip_prefix('\n').unwrap_or(next);
        lines.starts_with(|letter: char| letter.is_lowercase())
    };
    (is_end && !goes_on).then(|| next.trim_start_matches('\n'))
}

/// The first sentence of a line, and what follows.
fn sentence(line: &str) -> (&str, &str) {
    for (at, _) in line.match_indices(". ") {
        let (head, tail) = line.split_at_checked(at + 1).unwrap_or((line, ""));
        let last = head.rsplit(' ').next().unwrap_or_default();
        let is_short = last.len() <= 2
            || SHORT_FORMS.iter().any(|short| last.to_ascii_lowercase().ends_with(short));
        let begins = tail.trim_start().starts_with(|letter: char| !letter.is_lowercase());
        if begins && !is_short && is_closed(head) {
            return (head, tail.trim_start());
        }
    }
    (line, "")
}

/// Whether all that is opened in a text is closed in it.
fn is_closed(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    let is_even = |mark: &str| text.matches(mark).count().is_multiple_of(2);
    count('(') == count(')')
        && count('[') == count(']')
        && count('<') == count('>')
        && ["`", "**", "\""].into_iter().all(is_even)
}

/// A text with single blanks.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: (&str, &str), expected: (&str, &str)) {
        let (summary, docs) = said(given.0, given.1);
        assert_eq!((summary.as_str(), docs.as_str()), expected);
    }

    #[test]
    fn a_short_summary_stays() {
        check(("Lists pets", "All of them."), ("Lists pets", "All of them."));
        check(("Lists pets, e.g. Cats", ""), ("Lists pets, e.g. Cats", ""));
        check(("Lists `a. B` of", ""), ("Lists `a. B` of", ""));
    }

    #[test]
    fn a_paragraph_is_cut_after_its_first_sentence() {
        check(("Lists pets. Only\nthose.", "More."), ("Lists pets.", "Only those.\n\nMore."));
        let long = format!("Lists {}", "very ".repeat(40));
        check((&long, "More."), ("", &format!("{}\n\nMore.", long.trim())));
    }

    #[test]
    fn what_is_said_twice_is_said_once() {
        check(("Lists pets", "Lists pets."), ("Lists pets", ""));
        check(("Lists pets.", "lists  pets"), ("Lists pets.", ""));
        check(("Lists pets", "Lists pets. All of them."), ("Lists pets", "All of them."));
        check(("Lists pets", "Lists pets\n\n- a\n- b"), ("Lists pets", "- a\n- b"));
        check(("Lists pets. All.", "Lists pets. All. More."), ("Lists pets.", "All.\n\nMore."));
        check(("Lists pets", "Lists pets of a shop."), ("Lists pets", "Lists pets of a shop."));
        check(("Lists pets", "Lists pets\nof a shop."), ("Lists pets", "Lists pets\nof a shop."));
        check(("Lists pets", "Lists petshops."), ("Lists pets", "Lists petshops."));
    }

    #[test]
    fn without_a_summary_the_description_begins_with_one() {
        check(("", "Lists pets. All\nof them.\n\nMore."), ("Lists pets.", "All of them.\n\nMore."));
        check(("", "- a\n- b"), ("", "- a\n- b"));
        check(("", "Lists:\n- a"), ("", "Lists:\n- a"));
        check(("", ""), ("", ""));
    }

    #[test]
    fn a_paragraph_of_html_begins_with_one() {
        check(("", "<p>Lists pets.</p>\n<p>More.</p>"), ("Lists pets.", "<p>More.</p>"));
        check(("", "<P>Lists pets. All\n\nof them.</P>"), ("Lists pets.", "All of them."));
        check(("", "<p>Lists pets<p>More."), ("Lists pets", "<p>More."));
        check(("", "<p>Lists <b>pets</b>.</p>"), ("Lists <b>pets</b>.", ""));
        check(("", "<p>Lists pets"), ("", "<p>Lists pets"));
        check(("", "<p><b>Pets</b></p>"), ("", "<p><b>Pets</b></p>"));
    }
}
