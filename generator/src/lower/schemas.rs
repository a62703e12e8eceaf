//! Schemas to types.

pub(in crate::lower) mod view;
pub(in crate::lower) mod said;
pub(in crate::lower) mod scalars;
pub(in crate::lower) mod collection;
pub(in crate::lower) mod union;
pub(in crate::lower) mod object;
pub(in crate::lower) mod hierarchy;
pub(in crate::lower) mod schema;
