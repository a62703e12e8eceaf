//! Names that a crate has stay: with its lock, what is added to a document takes none away.

mod lines;
mod given_way;
mod things;
mod growing;

use std::fmt::Write as _;
use std::path::Path;

use clientwright::cli::{Failure, Job, Settings};
use clientwright::disk;
use clientwright::lower::TagFeatures;
use clientwright::model::Api;
use clientwright::name::lock::Lock;
use clientwright::selection::Selection;
use clientwright::source::Source;
use clientwright::{Generated, Options, generate};
use proptest::prelude::*;
use proptest::test_runner::Config;
use tests::evolution::{self, Evolved};
use tests::fixture;

use self::growing::{State, growing};
use self::lines::schemas;
use self::things::moved;

fn options(lock: Option<Lock>) -> Options {
    Options { lock, tag_features: TagFeatures::Always, ..Options::new("a") }
}

fn crate_of(text: &str, lock: Option<&Lock>) -> Generated {
    let sources = [Source::new("a.yaml", text)];
    let (generated, found) = generate(&sources, &options(lock.cloned()));
    generated.unwrap_or_else(|| panic!("{}\n{text}", found.render(&sources, false)))
}

fn is_sound(text: &str) -> bool {
    generate(&[Source::new("a.yaml", text)], &options(None)).0.is_some()
}
proptest! {
    #![proptest_config(Config { cases: 64, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_added_moves_no_name(growing in growing()) {
        let (before, after) = (growing.text(State::Before), growing.text(State::Grown));
        let first = crate_of(&before, None);
        let second = crate_of(&after, Some(&first.lock));
        let moved = moved((&first.apis[0], &before), (&second.apis[0], &after));
        prop_assert!(moved.is_empty(), "{moved:#?}\n{before}\n{after}\n{}", first.lock.text(""));
    }

    /// Whatever goes, comes or is renamed beside it.
    #[test]
    fn what_stays_keeps_its_name(growing in growing()) {
        let states = [State::Before, State::Changed, State::Grown, State::Before];
        let texts = states.map(|state| growing.text(state));
        let mut held: Option<Generated> = None;
        for (number, text) in texts.iter().enumerate() {
            let now = crate_of(text, held.as_ref().map(|held| &held.lock));
            if let Some(held) = &held {
                let before = &texts[number - 1];
                let moved = moved((&held.apis[0], before), (&now.apis[0], text));
                prop_assert!(moved.is_empty(), "{moved:#?}\n{before}\n{text}\n{}", held.lock.text(""));
            }
            held = Some(now);
        }
    }

    #[test]
    fn without_a_change_the_lock_changes_nothing(growing in growing()) {
        let text = growing.text(State::Grown);
        let first = crate_of(&text, None);
        let again = crate_of(&text, Some(&first.lock));
        prop_assert_eq!(&first.lock, &again.lock, "{}", text);
        prop_assert!(first.tree == again.tree, "{}", text);
        let before = crate_of(&growing.text(State::Before), None);
        let grown = crate_of(&text, Some(&before.lock));
        let again = crate_of(&text, Some(&grown.lock));
        prop_assert_eq!(grown.lock.text(""), again.lock.text(""), "{}", text);
        prop_assert!(grown.tree == again.tree, "{}", text);
    }
}

#[test]
fn no_name_of_a_real_document_moves_when_it_grows() {
    let pairs = evolution::pairs();
    if pairs.is_empty() {
        eprintln!("skipped: no pairs of documents; EVOLUTION names their folder");
    }
    let mut faults = String::new();
    for Evolved { name, old, new } in pairs {
        let (old, new) = (old.text(), new.text());
        if !is_sound(old) || !is_sound(new) {
            eprintln!("{name}: skipped, as one of the two has errors");
            continue;
        }
        let first = crate_of(old, None);
        let second = crate_of(new, Some(&first.lock));
        let moved_with = moved((&first.apis[0], old), (&second.apis[0], new));
        let fresh = crate_of(new, None);
        let moved_without = moved((&first.apis[0], old), (&fresh.apis[0], new));
        let lines = first.lock.text("").lines().count();
        eprintln!("{name}: {lines} lines; moved: {} without the lock", moved_without.len());
        for moved in &moved_without {
            eprintln!("  {moved}");
        }
        for moved in moved_with {
            writeln!(faults, "{name}: {moved}").unwrap();
        }
        let again = crate_of(new, Some(&second.lock));
        assert!(again.tree == second.tree, "{name}: the next run is another one");
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn no_fixture_is_another_one_with_its_own_lock() {
    for path in fixture::all() {
        let sources = fixture::sources(&path);
        let mut options = fixture::options(&path);
        let Some(first) = generate(&sources, &options).0 else { continue };
        options.lock = Some(Lock::read(&first.lock.text("")).unwrap());
        let again = generate(&sources, &options).0.unwrap();
        let differs = first.tree.iter().find(|(path, text)| again.tree.get(path) != Some(text));
        let differs = differs.map(|(at, text)| (at, text, again.tree.get(at)));
        assert!(differs.is_none(), "{}: {differs:#?}", path.display());
    }
}

/// The job of a document in a folder.
fn job(folder: &Path, text: &str) -> Job {
    let document = folder.join("a.yaml");
    std::fs::write(&document, text).unwrap();
    Job::of_document("clientwright codegen", &document, &folder.join("a"), Settings::default())
        .unwrap()
}

fn written(job: &Job) -> Generated {
    let (generated, _) = job.generate().unwrap_or_else(|failure| panic!("{failure:?}"));
    disk::write(&job.out, &generated.tree, Some(&generated.manifest)).unwrap();
    generated
}

const PET: &str = "    Pet: {type: object, properties: {status: {type: string, enum: [a, b]}}}\n";
const GROWN: &str = "    PetStatus: {type: string}\n    Pet: {type: object, properties: {status: {type: string, enum: [a, b]}}}\n";

#[test]
fn a_crate_keeps_its_lock_beside_its_manifest_and_merges_it_by_lines() {
    let folder = tempfile::tempdir().unwrap();
    let first = written(&job(folder.path(), &schemas(PET)));
    let read = |name: &str| std::fs::read_to_string(folder.path().join("a").join(name)).unwrap();
    assert_eq!(Lock::read(&read("clientwright.lock")), Ok(first.lock));
    assert_eq!(read(".gitattributes"), "clientwright.lock merge=union\n");
    let grown = job(folder.path(), &schemas(GROWN));
    assert!(!grown.check().unwrap().is_clean());
    let (generated, report) = grown.generate().unwrap();
    assert_eq!(generated.apis[0].types[0].name.rust, "PetStatusSchema");
    assert!(report.contains("the type `PetStatus` would be `PetStatusProperty`"), "{report}");
    written(&grown);
    assert!(job(folder.path(), &schemas(GROWN)).check().unwrap().is_clean());
    let renamed = Job { renames: true, ..grown };
    assert_eq!(renamed.generate().unwrap().0.apis[0].types[0].name.rust, "PetStatus");
}

#[test]
fn what_a_newer_generator_wrote_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let job = job(folder.path(), &schemas(PET));
    written(&job);
    let path = job.out.join("clientwright.lock");
    let text = std::fs::read_to_string(&path).unwrap();
    let version = format!("version {}", clientwright::VERSION);
    std::fs::write(&path, text.replace(&version, "version 999.0.0")).unwrap();
    for renames in [false, true] {
        let job = Job { renames, ..job.clone() };
        let Err(Failure::Lock(message)) = job.generate() else { panic!("it is overwritten") };
        assert!(message.contains("999.0.0"), "{message}");
        assert!(message.contains("install 999.0.0 or newer; to go back to"), "{message}");
    }
    std::fs::remove_file(&path).unwrap();
    written(&job);
}

#[test]
fn a_lock_that_cannot_be_read_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let job = job(folder.path(), &schemas(PET));
    written(&job);
    std::fs::write(job.out.join("clientwright.lock"), "version 0.0.1\n<<<<<<< HEAD\n").unwrap();
    let Err(Failure::Lock(message)) = job.generate() else { panic!("it is read") };
    assert!(message.contains("at line 2: a merge has left its marker"), "{message}");
}

#[test]
fn names_do_not_depend_on_what_is_selected() {
    let text = "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths:\n  /a: {get: {operationId: listPets, tags: [pets], responses: {'200': {description: a, content: {application/json: {schema: {type: object, properties: {a: {type: string, enum: [b, c]}}}}}}}}}\n  /b: {get: {operationId: listShops, tags: [shops], responses: {'204': {description: a}}}}\n";
    let sources = [Source::new("a.yaml", text)];
    let whole = crate_of(text, None);
    let mut chosen = options(None);
    chosen.selection = Selection::parse(&["tag:shops".to_owned()], &[]).unwrap();
    let part = generate(&sources, &chosen).0.unwrap();
    assert_eq!(whole.lock, part.lock);
    assert_eq!(part.apis[0].tags.len(), 1);
}

#[test]
fn one_lock_is_for_all_documents_of_a_crate() {
    let both = |one: &str, lock: Option<Lock>| {
        let sources =
            [Source::new("one.yaml", schemas(one)), Source::new("two.yaml", schemas(PET))];
        generate(&sources, &options(lock)).0.unwrap()
    };
    let first = both(PET, None);
    let text = first.lock.text("");
    assert!(text.contains("type one Pet/properties/status = PetStatus\n"), "{text}");
    assert!(text.contains("type two Pet/properties/status = PetStatus\n"), "{text}");
    let second = both(GROWN, Some(first.lock.clone()));
    let names = |api: &Api| api.types.iter().map(|decl| decl.name.rust.clone()).collect::<Vec<_>>();
    assert_eq!(names(&second.apis[0]), ["PetStatusSchema", "Pet", "PetStatus"]);
    assert_eq!(names(&second.apis[1]), ["Pet", "PetStatus"]);
}
