//! Writes that fail or are killed at any step leave all or nothing.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use clientwright::disk::{Action, DiskError, Step, Summary, compare, write, write_with};
use clientwright::output::Tree;
use tempfile::TempDir;

use crate::support::{put, root_with, said, snapshot, tree};

/// In the environment of a child: the root to write to.
const ROOT: &str = "DISK_TEST_ROOT";

/// In the environment of a child: the numbers of the steps to fail and to die at.
const FAIL_AT: &str = "DISK_TEST_FAIL_AT";
const KILL_AT: &str = "DISK_TEST_KILL_AT";

/// The exit code of a child that was told to die.
const KILLED: i32 = 86;

fn old_tree() -> Tree {
    tree(&[
        ("docs/README.md", "same"),
        ("src/changed.rs", "old"),
        ("src/gone/a.rs", "old"),
        ("src/gone/deep/b.rs", "old"),
        ("src/kept/c.rs", "old"),
    ])
}

fn new_tree() -> Tree {
    tree(&[
        ("docs/README.md", "same"),
        ("src/changed.rs", "new"),
        ("src/fresh/d.rs", "new"),
        ("src/fresh/deep/e.rs", "new"),
    ])
}

/// A root with the old tree, and a hand-written file that keeps a folder.
fn old_root() -> TempDir {
    let root = root_with(&old_tree());
    put(root.path(), "src/kept/hand.rs", "mod hand;\n");
    root
}

type Snapshot = BTreeMap<String, Option<Vec<u8>>>;

/// What `old_root` is after an undisturbed write of the new tree.
fn new_snapshot() -> Snapshot {
    let root = old_root();
    write(root.path(), &new_tree(), Some("[package]\n")).unwrap();
    snapshot(root.path())
}

/// Writes the new tree; each step is shown to `before`, with its number.
fn write_new(
    root: &Path,
    mut before: impl FnMut(usize, &Step<'_>) -> io::Result<()>,
) -> Result<Summary, DiskError> {
    let mut number = 0;
    write_with(root, &new_tree(), Some("[package]\n"), &mut |step| {
        number += 1;
        before(number - 1, step)
    })
}

fn injected() -> io::Error {
    io::Error::other("injected")
}

/// In a child: writes the new tree until it dies. In the parent: nothing.
fn is_child() -> bool {
    let Some(root) = env::var_os(ROOT) else {
        return false;
    };
    let number = |name| env::var(name).unwrap().parse::<usize>().unwrap();
    let (fail_at, kill_at) = (number(FAIL_AT), number(KILL_AT));
    let _ = write_new(Path::new(&root), |step, _| {
        if step == kill_at {
            std::process::exit(KILLED);
        }
        if step == fail_at { Err(injected()) } else { Ok(()) }
    });
    true
}

/// Starts this program again, to run `test` as a child; tells whether it died at
/// the step that it was told.
fn dies(test: &str, root: &Path, fail_at: usize, kill_at: usize) -> bool {
    let status = Command::new(env::current_exe().unwrap())
        .args([test, "--exact"])
        .env(ROOT, root)
        .env(FAIL_AT, fail_at.to_string())
        .env(KILL_AT, kill_at.to_string())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success() || status.code() == Some(KILLED), "{status}");
    !status.success()
}

/// Kills a child at each step in turn, after failing it at `fail_at`, and lets the
/// next run mend the root. Tells for each whether that restored the old bytes;
/// in any case the run after it must get the new tree right.
fn kill_everywhere(test: &str, fail_at: usize) -> Vec<bool> {
    let new = new_snapshot();
    let mut restored = Vec::new();
    loop {
        let root = old_root();
        let before = snapshot(root.path());
        if !dies(test, root.path(), fail_at, restored.len()) {
            return restored;
        }
        let summary = write(root.path(), &old_tree(), None).unwrap();
        let wrote_nothing = summary.unchanged == old_tree().iter().count();
        restored.push(wrote_nothing && snapshot(root.path()) == before);
        let summary = write(root.path(), &new_tree(), Some("[package]\n")).unwrap();
        assert_eq!(summary.foreign, ["src/kept/hand.rs"], "{restored:?}");
        assert_eq!(snapshot(root.path()), new, "{restored:?}");
    }
}

/// The steps of an undisturbed write.
fn steps() -> Vec<String> {
    let mut steps = Vec::new();
    write_new(old_root().path(), |_, step| {
        steps.push(format!("{step:?}"));
        Ok(())
    })
    .unwrap();
    steps
}

#[test]
fn failure_at_any_step_leaves_every_byte() {
    // The last step removes the staging folder of a write that holds already.
    let count = steps().len() - 1;
    assert!(count > 10);
    for fail_at in 0..count {
        let root = old_root();
        let before = snapshot(root.path());
        let error =
            write_new(
                root.path(),
                |number, _| {
                    if number == fail_at { Err(injected()) } else { Ok(()) }
                },
            )
            .unwrap_err();
        let said = said(&error);
        assert!(matches!(error, DiskError::Undone { .. }), "{said}");
        assert!(said.contains("nothing in `") && said.ends_with("injected"), "{said}");
        assert_eq!(snapshot(root.path()), before, "{said}");
        write_new(root.path(), |_, _| Ok(())).unwrap();
        assert_eq!(snapshot(root.path()), new_snapshot(), "{said}");
    }
}

#[test]
fn staging_folder_that_cannot_be_removed_is_no_failure_and_goes_with_the_next_run() {
    let root = old_root();
    write_new(root.path(), |_, step| match step {
        Step::Discard => Err(injected()),
        _ => Ok(()),
    })
    .unwrap();
    assert!(compare(root.path(), &new_tree()).unwrap().changes().len() == 1);
    assert_ne!(snapshot(root.path()), new_snapshot());
    write_new(root.path(), |_, _| Ok(())).unwrap();
    assert_eq!(snapshot(root.path()), new_snapshot());
}

#[test]
fn run_killed_at_any_step_is_mended_by_the_next() {
    if is_child() {
        return;
    }
    let test = "interrupted::run_killed_at_any_step_is_mended_by_the_next";
    let restored = kill_everywhere(test, usize::MAX);
    assert_eq!(restored.len(), steps().len());
    // At the last step the new tree was complete: it holds.
    let (last, rest) = restored.split_last().unwrap();
    assert!(!last && rest.iter().all(|it| *it), "{restored:?}");
}

#[test]
fn run_killed_while_it_undoes_is_mended_by_the_next() {
    if is_child() {
        return;
    }
    let test = "interrupted::run_killed_while_it_undoes_is_mended_by_the_next";
    let commit = steps().iter().position(|it| it == "Commit").unwrap();
    let restored = kill_everywhere(test, commit);
    assert!(restored.len() > commit + 10);
    assert!(restored.iter().all(|it| *it), "{restored:?}");
}

#[test]
fn failed_undoing_tells_where_the_old_file_is_and_the_next_run_restores_it() {
    let root = old_root();
    let before = snapshot(root.path());
    let error = write_new(root.path(), |_, step| match step {
        Step::Commit => Err(injected()),
        Step::Undo(Action::Aside(path)) if path == "src/gone/a.rs" => Err(injected()),
        _ => Ok(()),
    })
    .unwrap_err();
    let said = said(&error);
    assert!(matches!(error, DiskError::Stuck { .. }), "{said}");
    let (_, place) = said.split_once("the old `src/gone/a.rs` is `").unwrap();
    let (place, _) = place.split_once('`').unwrap();
    let old = root.path().join("src/gone/a.rs");
    assert!(!old.exists() && Path::new(place).exists(), "{said}");
    write(root.path(), &old_tree(), None).unwrap();
    assert_eq!(snapshot(root.path()), before);
}

#[test]
fn old_files_that_a_checkout_restored_meanwhile_are_no_hindrance() {
    let root = old_root();
    write_new(root.path(), |_, step| match step {
        Step::Do(Action::Place(_)) | Step::Undo(_) => Err(injected()),
        _ => Ok(()),
    })
    .unwrap_err();
    for (path, text) in old_tree().iter() {
        put(root.path(), path, text);
    }
    write_new(root.path(), |_, _| Ok(())).unwrap();
    assert_eq!(snapshot(root.path()), new_snapshot());
}

#[test]
fn file_that_appears_during_the_write_is_not_overwritten() {
    let root = old_root();
    let error = write_new(root.path(), |_, step| {
        if matches!(step, Step::Do(Action::Place(path)) if path == "src/fresh/d.rs") {
            put(root.path(), "src/fresh/d.rs", "mod hand;\n");
        }
        Ok(())
    })
    .unwrap_err();
    assert!(said(&error).contains("exists already"), "{error}");
    let hand = fs::read_to_string(root.path().join("src/fresh/d.rs")).unwrap();
    assert_eq!(hand, "mod hand;\n");
}

/// Leaves a staging folder with this journal, and one old file in it.
fn leave(root: &Path, journal: &str) {
    put(root, ".clientwright-abcdef/journal", journal);
    put(root, ".clientwright-abcdef/old-0", "precious");
}

#[test]
fn journal_that_is_cut_off_stops_the_run() {
    let root = old_root();
    leave(root.path(), "clientwright journal 1\naside src/a.rs\n");
    let before = snapshot(root.path());
    let error = write(root.path(), &new_tree(), None).unwrap_err();
    assert!(error.to_string().contains("cut off"), "{error}");
    assert_eq!(snapshot(root.path()), before);
}

#[test]
fn journal_that_leads_out_of_the_root_stops_the_run() {
    let root = old_root();
    leave(root.path(), "clientwright journal 1\naside src/../../a.rs\nend\n");
    let before = snapshot(root.path());
    let error = write(root.path(), &new_tree(), None).unwrap_err();
    assert!(error.to_string().contains("unknown line"), "{error}");
    assert_eq!(snapshot(root.path()), before);
}

#[cfg(unix)]
#[test]
fn journal_that_leads_through_a_symlink_stops_the_run() {
    let root = old_root();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), root.path().join("src/link")).unwrap();
    leave(root.path(), "clientwright journal 1\naside src/link/a.rs\nend\n");
    let error = write(root.path(), &new_tree(), None).unwrap_err();
    assert!(error.to_string().contains("become a symlink"), "{error}");
    assert!(snapshot(outside.path()).is_empty());
}

#[test]
fn old_files_without_a_journal_stop_the_run() {
    let root = old_root();
    put(root.path(), ".clientwright-abcdef/old-0", "precious");
    let error = write(root.path(), &new_tree(), None).unwrap_err();
    assert!(error.to_string().contains("`old-0` is in it"), "{error}");
}

#[test]
fn folder_of_somebody_else_with_our_prefix_is_kept() {
    let root = old_root();
    put(root.path(), ".clientwright-notes/todo.txt", "mine");
    write(root.path(), &new_tree(), None).unwrap();
    assert!(root.path().join(".clientwright-notes/todo.txt").exists());
}
