//! `Link` headers (RFC 8288, "Web Linking").

use http::HeaderMap;
use http::header::LINK;

/// A link of a header: what leads where.
#[derive(Default)]
struct Link<'h> {
    target: &'h str,
    /// The types of its relation, between blanks (section 3.3).
    relation: Option<String>,
    /// Whether it starts at another place than the response (section 3.2).
    is_anchored: bool,
}

/// Where the first link of this relation leads. It can be relative to the URL of the response.
#[inline]
pub(super) fn target(headers: &HeaderMap, relation: &str) -> Option<String> {
    headers.get_all(LINK).iter().find_map(|field| {
        // Only targets have to be in ASCII, titles do not.
        let field = String::from_utf8_lossy(field.as_bytes());
        let mut rest = &*field;
        while let Some((link, after)) = next(rest) {
            if link.is_of(relation) {
                return Some(link.target.trim().to_owned());
            }
            rest = after;
        }
        None
    })
}

impl Link<'_> {
    #[inline]
    fn is_of(&self, relation: &str) -> bool {
        // Section 3.3: types are compared without regard to case.
        let mut types = self.relation.iter().flat_map(|types| types.split_ascii_whitespace());
        !self.is_anchored && types.any(|one| one.eq_ignore_ascii_case(relation))
    }
}

/// The first link of a header and what stands behind it (appendix B.2).
#[inline]
fn next(text: &str) -> Option<(Link<'_>, &str)> {
    let text = text.trim_start_matches([' ', '\t', ',']);
    let (target, mut rest) = text.strip_prefix('<')?.split_once('>')?;
    let mut link = Link { target, ..Link::default() };
    while let Some(parameter) = rest.trim_start().strip_prefix(';') {
        let end = parameter.find(['=', ';', ',']).unwrap_or(parameter.len());
        let (name, after) = parameter.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => (String::new(), after),
        };
        rest = after;
        match name.trim().to_ascii_lowercase().as_str() {
            // Section 3.3: of several, all but the first are ignored.
            "rel" => drop(link.relation.get_or_insert(value)),
            "anchor" => link.is_anchored = true,
            _ => {}
        }
    }
    // What is no parameter belongs to no link.
    Some((link, rest.find(',').map_or("", |end| rest.split_at(end).1)))
}

/// A token or a quoted text (appendix B.3 and B.4), and what stands behind it.
#[inline]
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (token, after) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
        return (token.trim().to_owned(), after);
    };
    let mut value = String::new();
    let mut letters = quoted.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => value.extend(letters.next()),
            _ => value.push(letter),
        }
    }
    (value, letters.as_str())
}
