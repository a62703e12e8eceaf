//! Chance.

use std::hash::{BuildHasher, RandomState};

/// 64 bits that nobody can tell beforehand: the standard library's maps are seeded with them.
pub(crate) fn random() -> u64 {
    RandomState::new().hash_one(0)
}
