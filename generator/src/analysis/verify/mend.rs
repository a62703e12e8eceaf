//! An overlay that would mend the document: an action for each difference that one can mend. It
//! makes the document say what was recorded; whether the document or the service is wrong, it does
//! not know.

mod guess;
mod step;
mod action;

use std::fmt::Write as _;

use self::action::actions;
use self::step::Action;
use super::contract::Contract;
use super::fold::Folded;
use super::kind::Level;
use crate::analysis::overlay::{comment, json, scalar};
use crate::source::Span;

/// An overlay (OpenAPI Overlay Specification 1.0.0) with the differences that it mends, each with
/// its message.
pub(super) fn overlay(
    contract: &Contract<'_>,
    title: &str,
    differences: &[(&Folded, String)],
    file: impl Fn(Span) -> Option<String>,
) -> String {
    let name = json(&format!("Mends {title} by what was recorded").into());
    let mut text = format!(
        "overlay: 1.0.0\ninfo: {{title: {name}, version: 1.0.0}}\nactions:\n  \
         # An overlay has an action. This one changes nothing.\n  \
         - target: $\n    update: {{}}\n"
    );
    for (folded, message) in differences {
        if folded.kind.level() != Level::Difference {
            continue;
        }
        let mut reason = format!("{}: {message}", folded.kind.slug());
        if let Some(file) = file(contract.tree.document().span(&folded.origin)) {
            let _ = write!(reason, " (in {file})");
        }
        let reason = comment(&reason);
        let actions = actions(contract, folded);
        // Writing to text cannot fail.
        let _ = match actions.is_empty() {
            true => writeln!(text, "  # Not mended here: {reason}"),
            false => writeln!(text, "  # {reason}"),
        };
        for Action { target, update } in actions {
            let _ = match update {
                Some(update) => {
                    writeln!(text, "  - target: {}\n    update: {}", scalar(&target), json(&update))
                }
                None => writeln!(text, "  - target: {}\n    remove: true", scalar(&target)),
            };
        }
    }
    text
}
