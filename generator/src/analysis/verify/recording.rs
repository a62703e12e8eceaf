//! Recordings as exchanges: HAR 1.2, and the tapes of `RecordingTransport`.
//!
//! What a recording does not have is not there: nothing is guessed of it.

mod shape;
mod url;
mod body;
mod har;
mod tape;

use self::shape::Shape;
use super::exchange::Recorded;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limit::Limits;
use crate::node::{self, Value};
use crate::source::{Pointer, Source, SourceId};

/// Reads recordings. Spans are those of this slice.
pub(super) fn read(recordings: &[Source], limits: &Limits) -> (Recorded, Diagnostics) {
    let (mut recorded, mut found) = (Recorded::default(), Diagnostics::new());
    for (id, source) in (0u32..).map(SourceId).zip(recordings) {
        let (root, diagnostics) = node::parse(id, source, limits);
        found.extend(diagnostics);
        let Some(root) = root else { continue };
        let mut shape = Shape { found: &mut found };
        match &root.value {
            Value::Array(entries) => tape::read(entries, &mut shape, &mut recorded),
            _ if root.get("log").is_some() => har::read(&root, &mut shape, &mut recorded),
            _ => {
                let message = "this is no recording that is known";
                let error = Diagnostic::error(
                    Code::WrongShape,
                    Pointer::root(),
                    root.span,
                    message,
                )
                .consequence("nothing is compared")
                .help(
                    "export a HAR 1.2 file from a browser or a proxy, or write the tape of a \
                         `RecordingTransport` by `to_json`",
                );
                found.push(error);
            }
        }
    }
    (recorded, found)
}

/// What a transport and the message itself say of a URL, for servers of a document.
pub(super) use self::url::{decoded, pairs, split};
