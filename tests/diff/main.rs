//! What is told of two documents: each rule, all that is different, and whether it is right.

mod corpus;
mod edits;
mod exact;
mod examples;
mod pages;
mod programs;
mod rules;
mod semver;
mod support;
