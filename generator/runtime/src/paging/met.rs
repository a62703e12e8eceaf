//! The pages that were there, in memory that does not grow.

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};

/// How many of the last names are known.
const LAST: usize = 1024;

/// The names of pages that were there, cursors or URLs: the last of them, and one that is older.
///
/// A ring of more pages than are known comes by the older one in the end, which is another one after
/// 1, 2, 4, 8, … names (R. P. Brent, "An improved Monte Carlo factorization algorithm", section 2).
/// Of a name, which a server can make as long as it likes, its hash is enough.
#[derive(Debug, Default)]
pub(super) struct Met {
    hashes: RandomState,
    last: VecDeque<u64>,
    older: Option<u64>,
    count: u64,
}

impl Met {
    /// Whether a name was not there before, as far as is known. It was from now on.
    #[inline]
    pub(super) fn insert(&mut self, name: &str) -> bool {
        let hash = self.hashes.hash_one(name);
        if self.older == Some(hash) || self.last.contains(&hash) {
            return false;
        }
        if self.last.len() == LAST {
            self.last.pop_front();
        }
        self.last.push_back(hash);
        self.count += 1;
        if self.count.is_power_of_two() {
            self.older = Some(hash);
        }
        true
    }
}
