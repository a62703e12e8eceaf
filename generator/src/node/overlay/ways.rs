//! In how many ways a query can come to one node: what it costs, besides the size of the document.

use std::collections::BTreeSet;

/// What looking through all below each node multiplies, and looking at the whole document for each.
const EACH: usize = 10;

/// What looking for a name below each node multiplies: few names are within themselves, and not often.
const EACH_OF_A_NAME: usize = 3;

/// The most that can be.
pub(super) const MOST: usize = 100;

/// An estimate of the ways, by how the query is written: selectors beside each other can select a node
/// several times, and so can what is below (RFC 9535, sections 2.5.1.2 and 2.5.2.2). A document of a few
/// levels is enough for queries that would never end.
pub(super) fn ways(query: &str) -> usize {
    let (mut ways, mut quote) = (1usize, None);
    // The selectors of each bracket that is open.
    let mut open: Vec<Vec<String>> = Vec::new();
    let mut before = '$';
    let mut letters = query.strip_prefix('$').unwrap_or(query).chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('[', None) => open.push(vec![String::new()]),
            (']', None) => {
                let selectors = open.pop().unwrap_or_default();
                ways = ways.saturating_mul(alike(&selectors));
            }
            (',', None) => {
                if let Some(selectors) = open.last_mut() {
                    selectors.push(String::new());
                }
            }
            _ => {
                if let Some(selector) = open.last_mut().and_then(|selectors| selectors.last_mut()) {
                    selector.push(letter);
                }
            }
        }
        match (letter, quote) {
            ('\\', Some(_)) => drop(letters.next()),
            (_, Some(open)) if letter == open => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) => quote = Some(letter),
            ('.', None) if before == '.' => {
                let is_name = !letters.as_str().starts_with(['*', '['])
                    || ["['", "[\""].iter().any(|begin| letters.as_str().starts_with(begin));
                let each = if is_name { EACH_OF_A_NAME } else { EACH };
                ways = ways.saturating_mul(each);
            }
            ('$', None) => ways = ways.saturating_mul(EACH),
            _ => {}
        }
        before = letter;
    }
    ways
}

/// How many selectors of a bracket can select the same.
fn alike(selectors: &[String]) -> usize {
    // By an escape, a name can be written in several ways.
    let is_name = |text: &&str| text.starts_with(['\'', '"']) && !text.contains('\\');
    let selectors: Vec<&str> = selectors.iter().map(|text| text.trim()).collect();
    let names: BTreeSet<&str> =
        selectors.iter().map(|name| name.trim_matches(['\'', '"'])).collect();
    let are_names = selectors.iter().all(is_name) && names.len() == selectors.len();
    if are_names { 1 } else { selectors.len() }
}

#[cfg(test)]
mod tests {
    use super::{MOST, ways};

    #[test]
    fn queries_that_people_write_are_not_too_many_ways() {
        for query in [
            "$",
            "$.paths['/a', '/b','/c,d'].*[?@.x == 'a,b' && match(@.y, 'z')]",
            "$..schemas[?@.a]..description",
            "$..[?@..x]",
            "$..paths..parameters..schema..description",
            "$..['paths']..get..[?@.a]",
            "$..[?@.a == $.b]",
            "$.paths['a]..[$','..'][*]['get','put','post']",
        ] {
            assert!(ways(query) <= MOST, "{query}: {}", ways(query));
        }
        assert_eq!(ways("$['a..$', \"[*,*]\"].b"), 1);
    }

    #[test]
    fn queries_that_double_at_each_step_are() {
        for query in [
            "$..*..*..*",
            "$..a..a..a..a..a",
            "$..[?$..x]",
            "$[?@[*,*][*,*][*,*][*,*][*,*][*,*][*,*]]",
        ] {
            assert!(ways(query) > MOST, "{query}: {}", ways(query));
        }
        let doubled = |step: &str| ways(&format!("${}", step.repeat(60)));
        for step in
            ["[*,*]", "['a','a']", "['a',\"a\"]", "['a','\\u0061']", "[0, 0]", "[?@,?@]", "[:,*]"]
        {
            assert!(doubled(step) > MOST, "{step}: {}", doubled(step));
        }
    }
}
