//! Secrets that could come back, and texts without them.

use std::sync::Arc;

use crate::values::REDACTED;

/// How long a secret has to be so that it can be taken out of a text, in bytes.
const SHORT: usize = 4;

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
        let all = self.all();
        let is_short = all.iter().any(|secret| (1..SHORT).contains(&secret.len()));
        (!is_short).then(|| scrub(text, &all))
    }

    /// The name of something, without any of them: a short one can be all of it.
    pub(crate) fn scrub_name(&self, name: &str) -> String {
        let mut all = self.all();
        if all.contains(&name) {
            return REDACTED.to_owned();
        }
        all.retain(|secret| secret.len() >= SHORT);
        scrub(name, &all)
    }
}

/// `text` without any of `secrets`, and without characters that could steer a terminal.
///
/// One pass, in which the longest secret at a place wins: a secret that begins with another
/// one does not leave its end behind.
fn scrub(text: &str, secrets: &[&str]) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let mut found = None;
        for secret in secrets {
            found = found.max(length(rest, secret));
        }
        let (piece, after) =
            rest.split_at_checked(found.unwrap_or(next.len_utf8())).unwrap_or((rest, ""));
        match found {
            Some(_) => clean.push_str(REDACTED),
            None if is_harmless(next) => clean.push_str(piece),
            None => clean.push(' '),
        }
        rest = after;
    }
    clean
}

/// How much of the start of `text` is `secret`: as it is, or as a URL or a form writes it,
/// whichever characters that encodes.
fn length(text: &str, secret: &str) -> Option<usize> {
    if secret.is_empty() {
        return None;
    }
    let plain = text.starts_with(secret).then_some(secret.len());
    encoded_length(text.as_bytes(), secret.as_bytes()).max(plain)
}

fn encoded_length(text: &[u8], secret: &[u8]) -> Option<usize> {
    let mut rest = text;
    for byte in secret {
        rest = match rest {
            [b'%', high, low, after @ ..] if hexadecimal(*high, *low) == Some(u32::from(*byte)) => {
                after
            }
            [b'+', after @ ..] if *byte == b' ' => after,
            [first, after @ ..] if first == byte => after,
            _ => return None,
        };
    }
    Some(text.len() - rest.len())
}

/// RFC 3986, section 2.1: the digits of an escape can be in either case.
fn hexadecimal(high: u8, low: u8) -> Option<u32> {
    Some(char::from(high).to_digit(16)? * 16 + char::from(low).to_digit(16)?)
}

/// Neither a control character nor one that turns the direction of writing.
fn is_harmless(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
