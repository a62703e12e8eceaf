//! One check of a document.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::document::shape::Object;
use crate::document::version::Dialect;
use crate::source::{Pointer, Source};

/// What all of a check share.
pub(super) struct Check<'a> {
    pub(super) dialect: Dialect,
    /// Whether the generator itself has rewritten the tree.
    pub(super) is_converted: bool,
    pub(super) sources: &'a [Source],
    /// The places that are referred to and that the tables say nothing of, in other files and in extensions,
    /// and as which objects.
    pub(super) elsewhere: BTreeMap<Pointer, &'static Object>,
    pub(super) diagnostics: &'a mut Diagnostics,
}
