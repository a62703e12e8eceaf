//! What stands between the tags of code.

use super::super::source::ANGLE;
use super::tag::tag;

/// The code that a text of HTML shows, of which the tags of its element are taken off.
pub(super) fn shown(text: &str) -> String {
    let text = without_tags(text).unwrap_or(text).replace(ANGLE, "<");
    // The mark of all others comes last: `&amp;lt;` is no angle.
    let characters = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
    let characters = characters.into_iter().chain([("&nbsp;", " "), ("&amp;", "&")]);
    characters.fold(text, |text, (name, character)| match text.contains(name) {
        true => text.replace(name, character),
        false => text,
    })
}

/// Without another element of code that is all of it: `<pre><code>`.
fn without_tags(text: &str) -> Option<&str> {
    let text = text.trim_matches([' ', '\n']).strip_prefix(ANGLE)?;
    let start = tag(text).filter(|tag| tag.element.is_code() && !tag.is_end)?;
    let (words, last) = text.get(start.length..)?.rsplit_once(ANGLE)?;
    let end = tag(last).filter(|tag| tag.is_end && tag.element.is_code())?;
    (end.length == last.len()).then_some(words)
}

/// How many backticks follow each other at most.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default()
}
