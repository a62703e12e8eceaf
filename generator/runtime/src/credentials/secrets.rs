//! Secrets that could come back, and texts without them.

use std::sync::Arc;

use http::HeaderMap;

use super::writings::{SHORT, places};
use crate::values::REDACTED;

/// What a response must not repeat.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    /// What all calls of a client have in common.
    shared: Arc<[String]>,
    /// What one of them adds.
    own: Vec<String>,
}

impl Secrets {
    pub(crate) fn new(shared: Arc<[String]>) -> Self {
        Self { shared, own: Vec::new() }
    }

    pub(crate) fn extend(&mut self, mut own: Vec<String>) {
        self.own.append(&mut own);
    }

    fn all(&self) -> Vec<&str> {
        let mut all = Vec::with_capacity(self.shared.len() + self.own.len());
        for secrets in [&*self.shared, &*self.own] {
            for secret in secrets {
                all.push(secret.as_str());
            }
        }
        all
    }

    /// `text` without any of them; `None` where they cannot be told from the rest: the gaps that
    /// a secret of a few letters leaves in a text give it away.
    pub(crate) fn scrub(&self, text: &str) -> Option<String> {
        self.cut(text).map(|text| harmless(&text))
    }

    /// The same with all other characters as they are.
    pub(crate) fn cut(&self, text: &str) -> Option<String> {
        let all = self.all();
        let is_short = all.iter().any(|secret| (1..SHORT).contains(&secret.len()));
        (!is_short).then(|| cut(text, &all))
    }

    /// The name of something, without any of them: a short one can be all of it.
    pub(crate) fn scrub_name(&self, name: &str) -> String {
        harmless(&self.cut_long(name))
    }

    /// The names of headers, without any of them.
    pub(crate) fn names(&self, headers: &HeaderMap) -> Vec<String> {
        let mut names = Vec::new();
        for name in headers.keys() {
            names.push(self.scrub_name(name.as_str()));
        }
        names
    }

    /// `text` without any of them that is long enough to be told from the rest, or is all of it.
    pub(crate) fn cut_long(&self, text: &str) -> String {
        let (short, long): (Vec<&str>, Vec<&str>) =
            self.all().into_iter().partition(|secret| secret.len() < SHORT);
        if places(text, &short).contains(&(0..text.len())) {
            return REDACTED.to_owned();
        }
        cut(text, &long)
    }
}

/// `text` without any of `secrets`, however they are written.
fn cut(text: &str, secrets: &[&str]) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    for place in places(text, secrets) {
        clean.push_str(text.get(at..place.start).unwrap_or_default());
        clean.push_str(REDACTED);
        at = place.end;
    }
    clean.push_str(text.get(at..).unwrap_or_default());
    clean
}

/// The same without characters that could steer a terminal.
fn harmless(text: &str) -> String {
    text.chars().map(|letter| if is_harmless(letter) { letter } else { ' ' }).collect()
}

/// Neither a control character nor one that turns the direction of writing (Unicode Character
/// Database, `Bidi_Control`).
fn is_harmless(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
