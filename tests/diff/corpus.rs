//! Real documents, where a folder of them is at hand.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::Options;
use clientwright::analysis::diff::{Diff, Kind, Level, diff};
use clientwright::diagnostic::Code;
use clientwright::source::Source;

use super::programs::{Pair, Verdict, judge};
use super::support::{beside, told};

/// The largest document that is compared with itself.
const LARGEST: u64 = 300_000;

fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap().to_str().unwrap();
    Source::new(name, text(path))
}

/// The text of a document; without what a key has that is written again, which is an error.
fn text(path: &Path) -> String {
    let mut text = fs::read_to_string(path).unwrap();
    loop {
        let source = [Source::new("api.yaml", text.clone())];
        let Err(error) = diff(&source, &source, &Options::new("client")) else { return text };
        let mut found = error.diagnostics.iter().filter(|one| one.code() == Code::DuplicateKey);
        let Some(label) = found.next_back().and_then(|one| one.primary()) else { return text };
        let start = text[..label.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let depth = |line: &str| line.len() - line.trim_start().len();
        let mut lines = text[start..].split_inclusive('\n');
        let first = lines.next().unwrap();
        let within = lines.take_while(|line| depth(line) > depth(first));
        let end = start + first.len() + within.map(str::len).sum::<usize>();
        text.replace_range(start..end, "");
    }
}

/// The pairs of real documents, old and new.
fn pairs() -> Vec<(PathBuf, PathBuf)> {
    let Some(folder) = beside("EVOLUTION", "evolution") else { return Vec::new() };
    let folders = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pairs: Vec<(PathBuf, PathBuf)> = Vec::new();
    for folder in folders.filter(|path| path.is_dir()) {
        let find = |stem: &str| {
            let mut files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
            files.find(|path| path.file_stem().is_some_and(|name| name == stem)).unwrap()
        };
        pairs.push((find("old"), find("new")));
    }
    assert!(pairs.len() > 5, "{pairs:?}");
    pairs.sort();
    pairs
}

fn compared(old: &Path, new: &Path) -> Diff {
    diff(&[source(old)], &[source(new)], &Options::new("client"))
        .unwrap_or_else(|error| panic!("{}: {:?}", old.display(), error.is_old))
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
    for (old, new) in pairs() {
        let (there, back) = (compared(&old, &new), compared(&new, &old));
        assert!(
            there.level() == Some(Level::Major) || there.level() == Some(Level::Minor),
            "{}",
            old.display()
        );
        let (gone, added) = (Kind::OperationRemoved, Kind::OperationAdded);
        assert_eq!(named(&there, gone), named(&back, added), "{}", old.display());
        assert_eq!(named(&there, added), named(&back, gone), "{}", old.display());
    }
}

#[test]
fn little_of_real_documents_is_known_to_no_rule() {
    for (old, new) in pairs() {
        let found = compared(&old, &new);
        let others =
            found.changes.iter().filter(|change| change.kind == Kind::OtherDifference).count();
        assert!(others * 20 <= found.changes.len(), "{}: {}", old.display(), told(&found));
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
    let pairs = pairs().into_iter().map(|(old, new)| {
        let name = old.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
        let [old, new] = [old, new].map(|path| Source::new("api.yaml", text(&path)));
        Pair { name, old, new }
    });
    pairs
        .filter(|pair| only.as_ref().is_none_or(|only| pair.name.contains(only.as_str())))
        .collect()
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
