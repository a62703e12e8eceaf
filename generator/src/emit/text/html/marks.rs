//! The marks of Markdown around words, which are put in when all words are written: whether they
//! are marks depends on what stands around them.

use super::super::escape;
use super::super::source::is_web;
use super::element::Element;

/// Where marks may stand in a text, in its order, and what they are.
#[derive(Default)]
pub(super) struct Marks {
    places: Vec<(usize, String)>,
    pairs: Vec<Pair>,
}

/// The two marks of an element.
struct Pair {
    element: Element,
    url: String,
    start: usize,
    end: usize,
}

impl Marks {
    /// Notes where words begin. Returns what that is told by.
    pub(super) fn start(&mut self, at: usize) -> usize {
        self.places.push((at, String::new()));
        self.places.len() - 1
    }

    /// Notes where they end, and of what they are the words, if they can have marks.
    pub(super) fn end(&mut self, start: usize, at: usize, of: Option<(Element, &str)>) {
        if let Some((element, url)) = of {
            let (url, end) = (url.to_owned(), self.places.len());
            self.pairs.push(Pair { element, url, start, end });
            self.places.push((at, String::new()));
        }
    }

    /// The text with its marks.
    pub(super) fn written(mut self, text: &str) -> String {
        for pair in &self.pairs {
            let at = |index: usize| self.places.get(index).map_or(0, |(at, _)| *at);
            let (start, end) = pair.around(text, at(pair.start), at(pair.end));
            for (index, mark) in [(pair.start, start), (pair.end, end)] {
                if let Some((_, place)) = self.places.get_mut(index) {
                    *place = mark;
                }
            }
        }
        let mut out = String::with_capacity(text.len() + 4 * self.pairs.len());
        let mut begin = 0;
        for (at, mark) in &self.places {
            out.push_str(text.get(begin..*at).unwrap_or_default());
            out.push_str(mark);
            begin = *at;
        }
        out.push_str(text.get(begin..).unwrap_or_default());
        out
    }
}

impl Pair {
    /// The marks before and behind the words from one place of a text to another.
    fn around(&self, text: &str, begin: usize, end: usize) -> (String, String) {
        let words = text.get(begin..end).unwrap_or_default();
        let before = text.get(..begin).and_then(|text| text.chars().next_back());
        let behind = text.get(end..).and_then(|text| text.chars().next());
        let both = |mark: &str| (mark.to_owned(), mark.to_owned());
        let none = both("");
        let is_emphasis =
            || flanks(before, words.chars().next()) && flanks(behind, words.chars().next_back());
        match self.element {
            Element::Strong if is_emphasis() => both("**"),
            Element::Emphasis if is_emphasis() => both("*"),
            Element::Strike if is_emphasis() => both("~~"),
            // 10 to the power of 3.
            Element::Power if before.is_some_and(|it| it.is_alphanumeric() || it == ')') => {
                ("^".to_owned(), String::new())
            }
            Element::Anchor => self.link(words).unwrap_or(none),
            _ => none,
        }
    }

    fn link(&self, words: &str) -> Option<(String, String)> {
        if self.url.is_empty() || words.is_empty() || words == self.url {
            return None;
        }
        let url = target(&self.url);
        // Words with brackets can be those of no link.
        match words.contains(['[', ']']) {
            true => is_web(&self.url).then(|| (String::new(), format!(" (<{url}>)"))),
            false => Some(("[".to_owned(), format!("]({url})"))),
        }
    }
}

/// A URL as that of a link. Angles around it would be those of HTML.
pub(super) fn target(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    escape::target(&mut out, url);
    out.replace('(', "%28").replace(')', "%29")
}

/// Whether a mark of emphasis is one between what is outside of it and inside (CommonMark 0.31,
/// section 6.2).
fn flanks(outside: Option<char>, inside: Option<char>) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric();
    inside.is_some_and(|inside| {
        !inside.is_whitespace() && (is_word(inside) || !outside.is_some_and(is_word))
    })
}
