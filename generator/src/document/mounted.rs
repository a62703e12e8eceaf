//! Places in the other files of a document, which hang below one key of its root.

use crate::source::Pointer;

/// The key of the root below which the other files hang. Documents cannot have it themselves.
pub const FILES: &str = "x-clientwright-files";

/// The place as it is in the file that it is in.
pub(super) fn in_its_file(pointer: &Pointer) -> Pointer {
    let mut tokens = pointer.tokens();
    if tokens.next().is_none_or(|first| first != FILES) {
        return pointer.clone();
    }
    tokens.skip(1).fold(Pointer::root(), |at, token| at.child(&token))
}

/// The name of the file that a place is in, if it is not the document's own.
pub fn file_of(pointer: &Pointer) -> Option<String> {
    let mut tokens = pointer.tokens();
    tokens.next().filter(|first| first == FILES)?;
    tokens.next().map(|name| name.into_owned())
}
