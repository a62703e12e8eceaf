//! Secrets that could come back, and texts without them.

use std::sync::Arc;

use http::HeaderMap;

use super::writings::{LONGER, places};
use crate::values::REDACTED;

/// How long a secret has to be so that it can be taken out of a text, in bytes.
const SHORT: usize = 4;
/// How much of a server's own words is looked at for what is shown of them, in bytes: blanks and
/// secrets become less than they were.
const START: usize = 32 * 1024;
/// How much of a name is shown, or of words around one, in characters.
const SHOWN: usize = 300;

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

    /// The start of a text without any of them; `None` where it may hold one of a few letters: the
    /// gaps that such a secret leaves in a text give it away.
    pub(crate) fn scrub(&self, text: &str) -> Option<String> {
        let all = self.all();
        (!holds_short(looked_at(text, &all), &all)).then(|| harmless(&start(text, &all)))
    }

    #[cfg(feature = "test-util")]
    /// The same with all other characters as they are.
    pub(crate) fn cut(&self, text: &str) -> Option<String> {
        let all = self.all();
        (!holds_short(text, &all)).then(|| cut(text, &all))
    }

    /// As much of the name of something as is shown, without any of them: a short one can be all of it.
    pub(crate) fn scrub_name(&self, name: &str) -> String {
        let all = self.all();
        let clean = match is_all_of(name, &all) {
            true => REDACTED.to_owned(),
            false => start(name, &long(all)),
        };
        shortened(harmless(&clean))
    }

    /// The names of headers, without any of them.
    pub(crate) fn names(&self, headers: &HeaderMap) -> Vec<String> {
        let mut names = Vec::new();
        for name in headers.keys() {
            names.push(self.scrub_name(name.as_str()));
        }
        names
    }

    #[cfg(feature = "test-util")]
    /// `text` without any of them that is long enough to be told from the rest, or is all of it.
    pub(crate) fn cut_long(&self, text: &str) -> String {
        let all = self.all();
        if is_all_of(text, &all) { REDACTED.to_owned() } else { cut(text, &long(all)) }
    }
}

/// Whether a text may hold a secret that is too short to be taken out of it.
fn holds_short(text: &str, secrets: &[&str]) -> bool {
    let mut short = Vec::new();
    for secret in secrets {
        if secret.len() < SHORT {
            short.push(*secret);
        }
    }
    !places(text, &short).is_empty()
}

fn long(secrets: Vec<&str>) -> Vec<&str> {
    let mut long = Vec::with_capacity(secrets.len());
    for secret in secrets {
        if secret.len() >= SHORT {
            long.push(secret);
        }
    }
    long
}

/// Whether one of the secrets that are too short to be told from a text is all of it.
fn is_all_of(text: &str, secrets: &[&str]) -> bool {
    let mut short = Vec::new();
    for secret in secrets {
        if secret.len() < SHORT && text.len() <= secret.len() * LONGER {
            short.push(*secret);
        }
    }
    !short.is_empty() && places(text, &short).contains(&(0..text.len()))
}

#[cfg(feature = "test-util")]
/// `text` without any of `secrets`, however they are written.
fn cut(text: &str, secrets: &[&str]) -> String {
    cut_until(text, text.len(), secrets)
}

/// The start of a text without any of `secrets`. None that begins there is cut in half: as much is
/// looked at behind it as the longest can take.
fn start(text: &str, secrets: &[&str]) -> String {
    cut_until(looked_at(text, secrets), boundary(text, START), secrets)
}

/// As much of a text as is looked at, so that its start can be told without any of `secrets`.
fn looked_at<'t>(text: &'t str, secrets: &[&str]) -> &'t str {
    let mut longest = 0usize;
    for secret in secrets {
        longest = longest.max(secret.len());
    }
    let end = boundary(text, START.saturating_add(longest.saturating_mul(LONGER)));
    text.get(..end).unwrap_or_default()
}

/// Where the character begins to which this byte of a text belongs.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What stands before a place of a text, without any of `secrets`.
fn cut_until(text: &str, end: usize, secrets: &[&str]) -> String {
    let mut clean = String::with_capacity(end);
    let mut at = 0;
    for place in places(text, secrets) {
        if place.start >= end {
            break;
        }
        clean.push_str(text.get(at..place.start).unwrap_or_default());
        clean.push_str(REDACTED);
        at = place.end;
    }
    // The last one can go on behind the end.
    clean.push_str(text.get(at..end).unwrap_or_default());
    clean
}

/// As much of a text as is shown.
pub(crate) fn shortened(text: String) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// The same without characters that could steer a terminal.
fn harmless(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    for letter in text.chars() {
        harmless.push(if is_harmless(letter) { letter } else { ' ' });
    }
    harmless
}

/// Neither a control character nor one that turns the direction of writing (Unicode Character
/// Database, `Bidi_Control`).
fn is_harmless(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
