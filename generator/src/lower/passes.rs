//! Passes over the whole model, when all its types are known.

pub(in crate::lower) mod pattern;
pub(in crate::lower) mod recursion;
pub(in crate::lower) mod chain;
pub(in crate::lower) mod derive;
pub(in crate::lower) mod direction;
pub(in crate::lower) mod evidence;
pub(in crate::lower) mod feature;
pub(in crate::lower) mod needed;
pub(in crate::lower) mod several;
pub(in crate::lower) mod style;
pub(in crate::lower) mod paging;
pub(in crate::lower) mod xml;
pub(in crate::lower) mod split;
