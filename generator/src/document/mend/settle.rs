//! Each reference that leads nowhere costs its place, and that is said.

use std::collections::{BTreeMap, BTreeSet};

use super::look::{Wanted, references};
use super::lost::{Lost, Reason, Search};
use super::substitute::{mend, remove_all};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::files::Files;
use crate::document::shape::Object;
use crate::node::Node;
use crate::source::{Source, Span};

/// How many places of one fault are shown.
const SHOWN: usize = 3;

/// The references of a tree, as far as they are not as they should be.
pub(in super::super) struct Survey {
    /// Whether some stand where the specification has none.
    pub(in super::super) has_foreign: bool,
    lost: Vec<Lost>,
    /// Those that leave their file and lead nowhere, in parts that nothing uses.
    unused: Vec<Lost>,
}

/// Looks at all references. `unlinked` are the places of those that leave their file and lead
/// nowhere: also where nothing uses what holds them, this is told.
pub(in super::super) fn survey(
    root: &Node,
    table: &'static Object,
    unlinked: &[Span],
    files: &Files<'_>,
    sources: &[Source],
) -> Survey {
    let (mut has_foreign, mut lost) = (false, Vec::new());
    let mut search = Search { root, table, files, sources, sound: BTreeSet::new() };
    references(root, table, &mut |reference| {
        has_foreign |= matches!(reference.wanted, Wanted::Foreign { .. });
        lost.extend(search.lost(reference));
    });
    let known: BTreeSet<Span> = lost.iter().map(|one| one.span).collect();
    let unused = unlinked.iter().copied().filter(|span| !known.contains(span));
    let unused = search.unused(unused).collect();
    Survey { has_foreign, lost, unused }
}

impl Survey {
    /// Puts what can be known in the place of each reference that leads nowhere; the rest of the
    /// document stays.
    pub(in super::super) fn mend(self, root: &mut Node, diagnostics: &mut Diagnostics) {
        let Self { lost, unused, .. } = self;
        let consequences: Vec<String> = lost.iter().map(|one| mend(root, one)).collect();
        remove_all(root, &lost);
        let nothing = || "nothing uses what it stands in".to_owned();
        let told = lost.iter().zip(consequences).chain(unused.iter().map(|one| (one, nothing())));
        let mut faults: Vec<(Fault<'_>, Vec<&Lost>)> = Vec::new();
        let mut known = BTreeMap::new();
        for (one, consequence) in told {
            let Some(reason) = &one.reason else { continue };
            let key = (one.text.as_str(), consequence.clone());
            let place = *known.entry(key).or_insert(faults.len());
            match faults.get_mut(place) {
                Some((_, places)) => places.push(one),
                None => faults.push((Fault { reason, consequence }, vec![one])),
            }
        }
        diagnostics.extend(faults.into_iter().filter_map(|(fault, places)| fault.told(&places)));
    }
}

/// A fault, which several references may have.
struct Fault<'l> {
    reason: &'l Reason,
    consequence: String,
}

impl Fault<'_> {
    fn told(self, places: &[&Lost]) -> Option<Diagnostic> {
        let first = *places.first()?;
        let more = places.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" ({} times)", places.len()) } else { String::new() };
        let message = format!("`{}` {}{more}", first.written, self.reason.text);
        let (at, code) = (first.pointer(), Code::UnresolvedReference);
        let new = if first.meant.is_some() { Diagnostic::note } else { Diagnostic::warning };
        let mut diagnostic = new(code, at, Some(first.span), message);
        for place in places.iter().take(SHOWN).skip(1) {
            diagnostic = diagnostic.also(place.span, "the same");
        }
        if let Some((span, fault)) = &self.reason.fault {
            diagnostic = diagnostic.also(*span, fault.clone());
        }
        let help = match &first.meant {
            Some(meant) => format!("write `{meant}`"),
            None => self.reason.help.clone(),
        };
        Some(diagnostic.consequence(self.consequence).help(help))
    }
}
