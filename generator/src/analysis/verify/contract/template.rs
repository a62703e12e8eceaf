//! Texts with names in braces: paths, and URLs of servers.

use super::super::recording::decoded;

/// A part of a template: as it is, or any text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Variable(String),
}

/// The pieces of a text without slashes: `{id}`, `users`, `{name}.json`.
#[derive(Debug, Clone)]
pub(super) struct Segment(Vec<Piece>);

impl Segment {
    pub(super) fn parse(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((literal, behind)) = rest.split_once('{') {
            let Some((name, behind)) = behind.split_once('}') else { break };
            if !literal.is_empty() {
                pieces.push(Piece::Literal(decoded(literal)));
            }
            pieces.push(Piece::Variable(name.to_owned()));
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(decoded(rest)));
        }
        Self(pieces)
    }

    /// The values of the names, in a text that fits.
    pub(super) fn values(&self, text: &str) -> Option<Vec<(String, String)>> {
        let mut values = Vec::new();
        fits(&self.0, text, &mut values).then(|| {
            values.reverse();
            values
        })
    }

    /// How much of it is not as it is: 0 for a text without names, 2 for a name alone.
    fn rank(&self) -> u8 {
        let has = |wanted: fn(&Piece) -> bool| self.0.iter().any(wanted);
        match (
            has(|piece| matches!(piece, Piece::Variable(_))),
            has(|piece| matches!(piece, Piece::Literal(_))),
        ) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => 2,
        }
    }
}

/// Whether pieces make the text; their values, the last one first.
fn fits(pieces: &[Piece], text: &str, values: &mut Vec<(String, String)>) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Literal(literal), rest @ ..] => {
            text.strip_prefix(literal.as_str()).is_some_and(|text| fits(rest, text, values))
        }
        [Piece::Variable(name), rest @ ..] => {
            let mut ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
            // A name that stands last takes all.
            let ends: Vec<usize> = if rest.is_empty() {
                ends.next_back().into_iter().collect()
            } else {
                ends.collect()
            };
            ends.into_iter().any(|end| {
                let (value, behind) = text.split_at_checked(end).unwrap_or((text, ""));
                let is_it = fits(rest, behind, values);
                if is_it {
                    values.push((name.clone(), value.to_owned()));
                }
                is_it
            })
        }
    }
}

/// A path with names in braces (OpenAPI 3.0, "Path Templating").
#[derive(Debug, Clone)]
pub(in super::super) struct Template {
    segments: Vec<Segment>,
    /// Names whose values can have slashes.
    long: Vec<String>,
}

impl Template {
    /// Reads a path. The values of the names in `long` can have slashes.
    pub(in super::super) fn parse(path: &str, long: Vec<String>) -> Self {
        // What stands behind a question mark is no part of a path.
        let path = path.split_once(['?', '#']).map_or(path, |(path, _)| path);
        Self { segments: steps(path).map(Segment::parse).collect(), long }
    }

    /// The values of the names in a path that fits, decoded.
    pub(in super::super) fn values(&self, path: &str) -> Option<Vec<(String, String)>> {
        let steps: Vec<String> = steps(path).map(decoded).collect();
        self.rest(&self.segments, &steps)
    }

    fn rest(&self, segments: &[Segment], steps: &[String]) -> Option<Vec<(String, String)>> {
        let Some((segment, segments)) = segments.split_first() else {
            return steps.is_empty().then(Vec::new);
        };
        if let [Piece::Variable(name)] = segment.0.as_slice()
            && self.long.contains(name)
        {
            return (1..=steps.len()).rev().find_map(|end| {
                let (own, steps) = steps.split_at_checked(end)?;
                let mut values = self.rest(segments, steps)?;
                values.insert(0, (name.clone(), own.join("/")));
                Some(values)
            });
        }
        let (step, steps) = steps.split_first()?;
        let own = match step.as_str() {
            // A path that ends in a slash.
            "" => segment.0.is_empty().then(Vec::new),
            step => segment.values(step),
        }?;
        let rest = self.rest(segments, steps)?;
        Some([own, rest].concat())
    }

    /// Lower is more concrete: concrete paths come before templated ones.
    pub(in super::super) fn rank(&self) -> Vec<u8> {
        self.segments.iter().map(Segment::rank).collect()
    }

    /// In how many steps a path is as this one is, and whether it has as many.
    pub(in super::super) fn likeness(&self, path: &str) -> (usize, bool) {
        let steps: Vec<String> = steps(path).map(decoded).collect();
        let fits = |(segment, step): &(&Segment, &String)| {
            segment.values(step).is_some() && segment.rank() < 2
        };
        let same = self.segments.iter().zip(&steps).filter(fits).count();
        (same, steps.len() == self.segments.len())
    }
}

fn steps(path: &str) -> std::str::Split<'_, char> {
    path.trim_start_matches('/').split('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(template: &str, path: &str) -> Option<Vec<String>> {
        let values = Template::parse(template, vec!["path".to_owned()]).values(path)?;
        Some(values.into_iter().map(|(name, value)| format!("{name}={value}")).collect())
    }

    #[test]
    fn a_name_stands_for_one_step_or_a_part_of_it() {
        assert_eq!(values("/a/{b}", "/a/x%2Fy"), Some(vec!["b=x/y".to_owned()]));
        assert_eq!(values("/{a}.{b}", "/x.y.z"), Some(vec!["a=x".to_owned(), "b=y.z".to_owned()]));
        assert_eq!(values("/{a}.json", "/x.json"), Some(vec!["a=x".to_owned()]));
        assert_eq!(values("/", "/"), Some(Vec::new()));
        assert_eq!(values("/f/{path}/x", "/f/a/b/x"), Some(vec!["path=a/b".to_owned()]));
        for (template, path) in [("/a/{b}", "/a"), ("/a/{b}", "/a/"), ("/a", "/a/"), ("/a", "/b")] {
            assert_eq!(values(template, path), None, "{template} {path}");
        }
    }
}
