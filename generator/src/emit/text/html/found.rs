//! The HTML of a text: which tags are some, and which belong together.

use std::collections::BTreeMap;

use super::super::source::ANGLE;
use super::element::Element;
use super::place::{Place, Places};
use super::tag::{Tag, tag};

/// A part of the text that is HTML.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'s> {
    pub(super) begin: usize,
    pub(super) end: usize,
    pub(super) place: Place,
    /// Where a link leads that ends here.
    pub(super) url: &'s str,
    pub(super) what: What<'s>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What<'s> {
    /// Nothing that a reader sees.
    Nothing,
    Start(Element),
    /// With the index of its start.
    End {
        element: Element,
        start: Option<usize>,
    },
    /// An element of code, all of it.
    Code {
        element: Element,
        text: &'s str,
    },
    Picture {
        url: &'s str,
        words: &'s str,
    },
}

/// A tag that may be one.
struct Candidate<'s> {
    begin: usize,
    place: Place,
    /// None for a comment.
    tag: Option<Tag<'s>>,
    end: usize,
}

/// The HTML of a text, in its order.
pub(super) fn found(source: &str) -> Vec<Found<'_>> {
    let candidates = candidates(source);
    let ends = ends_of_code(&candidates);
    let mut found: Vec<Found<'_>> = Vec::new();
    // The starts that nothing ends yet.
    let mut open: BTreeMap<Element, Vec<usize>> = BTreeMap::new();
    // Up to where no code within a line can reach.
    let mut barrier = 0;
    let mut begin = 0;
    for (candidate, end) in candidates.iter().zip(ends) {
        if candidate.begin < begin || candidate.place.is_code {
            continue;
        }
        let (mut what, mut url) = (What::Nothing, "");
        begin = candidate.end;
        if let Some(tag) = candidate.tag {
            let element = tag.element;
            what = match (tag.is_end, element) {
                // That of code which is some is read with its start.
                (true, element) if element.is_code() => continue,
                (true, element) => {
                    let start = open.get_mut(&element).and_then(Vec::pop);
                    if let Some(start) = start.and_then(|start| found.get(start)) {
                        url = start.url;
                    }
                    What::End { element, start }
                }
                (false, element) if element.is_code() => {
                    let Some((end, behind)) = end.filter(|_| candidate.begin >= barrier) else {
                        continue;
                    };
                    let text = source.get(candidate.end..end).unwrap_or_default();
                    if let Some(at) = text.find(|letter: char| ends_part(letter, candidate.place)) {
                        barrier = candidate.end + at;
                        continue;
                    }
                    begin = behind;
                    What::Code { element, text }
                }
                (false, Element::Picture) => What::Picture { url: tag.url, words: tag.words },
                (false, element) => {
                    open.entry(element).or_default().push(found.len());
                    url = tag.url;
                    What::Start(element)
                }
            };
        }
        let place = candidate.place;
        found.push(Found { begin: candidate.begin, end: begin, place, url, what });
    }
    paired(found)
}

/// Without the starts of what has to have an end, and has none.
fn paired(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let mut is_ended = vec![false; found.len()];
    for one in &found {
        if let What::End { start: Some(start), .. } = one.what
            && let Some(is_ended) = is_ended.get_mut(start)
        {
            *is_ended = true;
        }
    }
    // What is left has other indices.
    let mut indices = Vec::with_capacity(found.len());
    let mut left = 0;
    let mut is_ended = is_ended.into_iter();
    found.retain(|one| {
        let is_ended = is_ended.next().unwrap_or_default();
        let is_kept = match one.what {
            What::Start(element) => is_ended || element.stands_alone(),
            _ => true,
        };
        indices.push(left);
        left += usize::from(is_kept);
        is_kept
    });
    for one in &mut found {
        if let What::End { start: Some(start), .. } = &mut one.what {
            *start = indices.get(*start).copied().unwrap_or_default();
        }
    }
    found
}

/// Whether a letter ends what can be written as code within a line.
fn ends_part(letter: char, place: Place) -> bool {
    match letter {
        '|' => place.is_flat,
        '\n' => place.is_flat || place.is_quote,
        _ => false,
    }
}

/// All tags of elements that are known, and comments.
fn candidates(source: &str) -> Vec<Candidate<'_>> {
    let mut candidates = Vec::new();
    let mut places = Places::of(source);
    let mut has_comments = true;
    let mut begin = 0;
    while let Some(at) = source.get(begin..).and_then(|rest| rest.find(ANGLE)) {
        let at = begin + at;
        begin = at + ANGLE.len_utf8();
        let (before, rest) = source.split_at_checked(at).unwrap_or((source, ""));
        let rest = rest.get(ANGLE.len_utf8()..).unwrap_or_default();
        let place = places.at(at);
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        if !place.is_code && !backslashes.is_multiple_of(2) {
            continue;
        }
        if rest.starts_with("!--") && !place.is_code && has_comments {
            match rest.find("-->") {
                Some(length) => {
                    let end = begin + length + "-->".len();
                    candidates.push(Candidate { begin: at, place, tag: None, end });
                    begin = end;
                }
                None => has_comments = false,
            }
        } else if let Some(tag) = tag(rest) {
            candidates.push(Candidate {
                begin: at,
                place,
                tag: Some(tag),
                end: begin + tag.length,
            });
        }
    }
    candidates
}

/// Where the end tag of each start of code begins, and where it ends.
fn ends_of_code(candidates: &[Candidate<'_>]) -> Vec<Option<(usize, usize)>> {
    let mut next = BTreeMap::new();
    let mut ends: Vec<_> = candidates
        .iter()
        .rev()
        .map(|candidate| {
            let tag = candidate.tag.filter(|tag| tag.element.is_code())?;
            if tag.is_end {
                next.insert(tag.element, (candidate.begin, candidate.end));
                return None;
            }
            next.get(&tag.element).copied()
        })
        .collect();
    ends.reverse();
    ends
}
