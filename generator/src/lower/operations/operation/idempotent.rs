//! `x-idempotent`: that a call can be sent again, whatever its method.

use openapiv3::Operation;

use crate::diagnostic::Code;
use crate::lower::report::Report;
use crate::source::Pointer;

/// The extension, on operations. Without it, methods say so (RFC 9110, section 9.2.2).
const IDEMPOTENT: &str = "x-idempotent";

/// Whether the document says that a second call has the effect of one.
pub(super) fn is_idempotent(report: &Report<'_>, operation: &Operation, at: &Pointer) -> bool {
    let Some(value) = operation.extensions.get(IDEMPOTENT) else { return false };
    let said = value.as_bool();
    if said.is_none() {
        report
            .warning(
                Code::InvalidExtension,
                &at.child(IDEMPOTENT),
                format!("`{IDEMPOTENT}` is neither true nor false"),
            )
            .then("a call that failed is sent again where its method allows it")
            .help("say `true` where a second call has the effect of one");
    }
    said.unwrap_or_default()
}
