//! Changes of a text: letters and lines, whatever they say.

use arbitrary::Unstructured;

use crate::Seeds;
use crate::words::{LETTERS, WORDS};

/// How often a text is changed at most.
const CHANGES: usize = 6;

/// The text with some changes.
pub(crate) fn changed(text: &str, choices: &mut Unstructured<'_>, seeds: &Seeds) -> String {
    let mut text = text.to_owned();
    for _ in 0..CHANGES {
        if choices.is_empty() {
            break;
        }
        text = change(&text, choices, seeds).unwrap_or(text);
    }
    text
}

fn change(text: &str, choices: &mut Unstructured<'_>, seeds: &Seeds) -> arbitrary::Result<String> {
    let at = place(text, choices)?;
    let (start, rest) = text.split_at(at);
    Ok(match choices.int_in_range(0..=5)? {
        0 => {
            let missing = choices.int_in_range(1..=60)?;
            format!("{start}{}", rest.chars().skip(missing).collect::<String>())
        }
        1 => format!("{start}{}{rest}", choices.choose(LETTERS)?),
        2 => {
            let is_letter = |c: char| c.is_alphanumeric() || "$_/#-".contains(c);
            let rest = rest.trim_start_matches(is_letter);
            format!("{start}{}{rest}", choices.choose(WORDS)?)
        }
        3 => {
            let line = start.rfind('\n').map_or(0, |end| end + 1);
            let (start, rest) = text.split_at(line);
            let blanks = " ".repeat(choices.int_in_range(0..=4)?);
            format!("{start}{blanks}{}", rest.strip_prefix("  ").unwrap_or(rest))
        }
        4 => {
            let from = place(text, choices)?;
            let number = choices.int_in_range(1..=12)?;
            let copy: String = text[from..].split_inclusive('\n').skip(1).take(number).collect();
            let line = start.rfind('\n').map_or(0, |end| end + 1);
            let (start, rest) = text.split_at(line);
            format!("{start}{copy}{rest}")
        }
        _ => {
            let other = seeds.text(choices.choose_index(seeds.len())?);
            format!("{start}{}", &other[place(other, choices)?..])
        }
    })
}

/// A place in a text between two of its letters.
fn place(text: &str, choices: &mut Unstructured<'_>) -> arbitrary::Result<usize> {
    let wanted = choices.int_in_range(0..=text.len())?;
    Ok((wanted..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len()))
}
