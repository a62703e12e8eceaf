//! Real documents, where a folder of them is at hand.

use std::fmt::Write as _;
use std::fs;

use clientwright::Options;
use clientwright::analysis::diff::{Diff, Kind, Level, diff};
use clientwright::source::Source;
use tests::evolution::{Evolved, beside, pairs};

use super::programs::{Pair, Verdict, judge};
use super::support::told;

/// The largest document that is compared with itself.
const LARGEST: u64 = 300_000;

fn compared(name: &str, old: Source, new: Source) -> Diff {
    diff(&[old], &[new], &Options::new("client"))
        .unwrap_or_else(|error| panic!("{name}: {:?}", error.is_old))
}

/// The operations and types of which a kind is told.
fn named(found: &Diff, kind: Kind) -> Vec<String> {
    let changes = found.changes.iter().filter(|change| change.kind == kind);
    let mut names: Vec<String> = changes.map(|change| format!("{:?}", change.subject)).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn what_is_gone_one_way_is_new_the_other_way() {
    for Evolved { name, old, new } in pairs() {
        let there = compared(&name, old.clone(), new.clone());
        let back = compared(&name, new, old);
        assert!(matches!(there.level(), Some(Level::Major | Level::Minor)), "{name}");
        let (gone, added) = (Kind::OperationRemoved, Kind::OperationAdded);
        assert_eq!(named(&there, gone), named(&back, added), "{name}");
        assert_eq!(named(&there, added), named(&back, gone), "{name}");
    }
}

#[test]
fn little_of_real_documents_is_known_to_no_rule() {
    for Evolved { name, old, new } in pairs() {
        let found = compared(&name, old, new);
        let others =
            found.changes.iter().filter(|change| change.kind == Kind::OtherDifference).count();
        assert!(others * 20 <= found.changes.len(), "{name}: {}", told(&found));
    }
}

/// What came of each, as a table.
fn table(verdicts: &[Verdict]) -> String {
    let mut out = format!("{:24} {:>9} {:>7} {:>7}\n", "pair", "examples", "broken", "spared");
    for Verdict { name, examples, broken, spared, spared_by, .. } in verdicts {
        writeln!(out, "{name:24} {examples:9} {broken:7} {spared:7} {spared_by:?}").unwrap();
    }
    out
}

/// The pairs of real documents, as they are compiled: where a folder of them is named, for that takes
/// minutes; all, or those whose names have a text in them.
pub fn compiled() -> Vec<Pair> {
    if std::env::var_os("EVOLUTION").is_none() {
        return Vec::new();
    }
    let only = std::env::var("EVOLUTION_ONLY").ok();
    let pairs = pairs().into_iter();
    let pairs =
        pairs.filter(|pair| only.as_ref().is_none_or(|only| pair.name.contains(only.as_str())));
    pairs.map(|Evolved { name, old, new }| Pair { name, old, new }).collect()
}

#[test]
fn programs_of_all_examples_of_real_documents_break_where_it_is_said() {
    let pairs = compiled();
    if pairs.is_empty() {
        return;
    }
    let verdicts = judge(pairs);
    let faults: Vec<&str> =
        verdicts.iter().flat_map(|one| &one.faults).map(String::as_str).collect();
    println!("{}", table(&verdicts));
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    let is_some = std::env::var_os("EVOLUTION_ONLY").is_some();
    assert!(is_some || verdicts.iter().any(|one| one.broken > 0), "no example is broken");
}

#[test]
fn a_document_does_not_differ_from_itself() {
    let Some(corpus) = beside("CORPUS", "corpus") else { return };
    let mut count = 0;
    for entry in fs::read_dir(corpus).unwrap().map(Result::unwrap) {
        if !entry.path().is_file() || entry.metadata().unwrap().len() > LARGEST {
            continue;
        }
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let name = entry.file_name().to_str().unwrap().to_owned();
        let one = [Source::new(name.clone(), text)];
        // What cannot be read has nothing to compare.
        let Ok(found) = diff(&one, &one, &Options::new("client")) else { continue };
        assert!(found.changes.is_empty(), "{name}: {}", told(&found));
        count += 1;
    }
    assert!(count > 20, "{count}");
}
