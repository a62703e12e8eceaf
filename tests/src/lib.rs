//! What several tests need.

pub mod evolution;
pub mod example;
pub mod fixture;
pub mod injected;
pub mod instance;
pub use test_server as server;

use clientwright::output::MARK;

/// A text as snapshots have it: what says which version wrote it, and of what, is a fixed word in its
/// place, so that they do not change with each version and each letter of a document.
#[must_use]
pub fn settled(text: &str) -> String {
    let settled = |line: &str| {
        for begin in [MARK, "Begun by clientwright"] {
            if let Some((before, rest)) = line.split_once(&format!("{begin} ")) {
                let rest = rest.split_once(';').map_or("", |(_, rest)| rest);
                return format!("{before}{begin} VERSION from DOCUMENT;{rest}");
            }
        }
        line.to_owned()
    };
    let lines: Vec<String> = text.split('\n').map(settled).collect();
    lines.join("\n")
}

/// The example of the README is compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The examples of the clients of this repository are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../docs/apis.md")]
pub struct Apis;

/// The example of the page on production is compiled.
#[cfg(doctest)]
#[doc = include_str!("../../docs/production.md")]
pub struct Production;

/// The example of the page on lists is compiled.
#[cfg(doctest)]
#[doc = include_str!("../../docs/paging.md")]
pub struct Paging;

/// The example of the page on tests is compiled.
#[cfg(doctest)]
#[doc = include_str!("../../docs/testing.md")]
pub struct Testing;

/// The example of the page on recordings is compiled.
#[cfg(doctest)]
#[doc = include_str!("../../docs/verify.md")]
pub struct Verifying;
