//! Parameters that are to be set once, over all documents.

use super::report::Report;
use super::select::LoweredApi;
use crate::diagnostic::Code;
use crate::source::Pointer;

/// Tells of names that no operation of any document has.
pub fn idle(all: &mut [LoweredApi], wanted: &[String]) {
    for wire in wanted {
        let is_bound =
            |one: &LoweredApi| one.api.bound.iter().any(|known| known.name.wire == *wire);
        if all.iter().any(is_bound) {
            continue;
        }
        let Some(LoweredApi { document, found, .. }) = all.first_mut() else { return };
        let message = format!("no operation has a parameter `{wire}`");
        let report = Report::new(document);
        report
            .note(Code::SharedParameter, &Pointer::root().child("paths"), message)
            .then("nothing is set once")
            .help("compare it with the names of the parameters");
        found.extend(report.finish());
    }
}
