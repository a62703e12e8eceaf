//! Differences by their places: each once, with how often it was found, and where first.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::check::{Finding, Part};
use super::kind::Kind;
use super::secret::{Mask, REDACTED};
use crate::source::Pointer;

/// How many values of a difference are told.
const SHOWN: usize = 8;
/// How many values of a difference are kept, for what mends it.
const KEPT: usize = 64;
/// How long a value is that is told, in characters.
const LENGTH: usize = 60;

/// A difference, with all that shows it.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    pub(super) kind: Kind,
    pub(super) origin: Pointer,
    pub(super) subject: String,
    /// The part of the first exchange that it is in, and where in its body.
    pub(super) part: Part,
    pub(super) at: String,
    /// How often it was found.
    pub(super) count: usize,
    /// In how many exchanges.
    pub(super) exchanges: usize,
    /// The first of them.
    pub(super) first: usize,
    last: usize,
    /// The operations that it was found in, by their places in the contract.
    pub(super) operations: BTreeSet<usize>,
    /// What was there, as it is told, and how often.
    pub(super) shown: BTreeMap<String, usize>,
    /// What was there; no secret is among it.
    pub(super) values: Vec<Value>,
    /// Whether a secret was there.
    pub(super) has_secret: bool,
}

/// All differences, by kind, place and subject.
#[derive(Debug, Default)]
pub(super) struct Fold(BTreeMap<(Pointer, Kind, String), Folded>);

impl Fold {
    /// Adds what was found in an exchange, of an operation if it is one.
    pub(super) fn add(
        &mut self,
        finding: Finding,
        exchange: usize,
        operation: Option<usize>,
        mask: &Mask,
    ) {
        let subject = mask.hide(&finding.subject);
        let key = (finding.origin.clone(), finding.kind, subject.clone());
        let folded = self.0.entry(key).or_insert_with(|| Folded {
            kind: finding.kind,
            origin: finding.origin,
            subject,
            part: finding.part,
            at: mask.hide(&finding.at),
            count: 0,
            exchanges: 0,
            first: exchange,
            last: usize::MAX,
            operations: BTreeSet::new(),
            shown: BTreeMap::new(),
            values: Vec::new(),
            has_secret: false,
        });
        folded.count += 1;
        folded.operations.extend(operation);
        if folded.last != exchange {
            folded.exchanges += 1;
            folded.last = exchange;
        }
        let Some(value) = finding.value else { return };
        let text = value.to_string();
        let hidden = mask.hide(&text);
        if finding.kind.is_of_body() {
            // Of a whole body, its form is kept, and nothing is told.
            if let Ok(plain) = serde_json::from_str(&hidden) {
                folded.values.push(plain);
                folded.values.truncate(KEPT);
            }
            return;
        }
        let is_secret = finding.is_secret || hidden != text;
        folded.has_secret |= is_secret;
        let shown = if finding.is_secret { REDACTED.to_owned() } else { shortened(&hidden) };
        if folded.shown.len() < SHOWN || folded.shown.contains_key(&shown) {
            *folded.shown.entry(shown).or_default() += 1;
        }
        if !is_secret && folded.values.len() < KEPT && !folded.values.contains(&value) {
            folded.values.push(value);
        }
    }

    /// All of them.
    pub(super) fn finish(self) -> Vec<Folded> {
        self.0.into_values().collect()
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
