//! What several tests need.

pub mod example;
pub mod fixture;
pub mod injected;
pub mod instance;
pub use test_server as server;

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
