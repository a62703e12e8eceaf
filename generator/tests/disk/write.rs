//! Writing: exactly what differs, and nothing that is not ours.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::SystemTime;

use clientwright::disk::{DiskError, Step, compare, write, write_with};
use clientwright::output::Tree;

use crate::support::{marked, put, root_with, snapshot, tree};

/// Sets a file's time of change to long ago, so that a rewrite shows.
fn age(file: &Path) {
    let file = fs::File::options().write(true).open(file).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
}

fn is_aged(file: &Path) -> bool {
    fs::metadata(file).unwrap().modified().unwrap() == SystemTime::UNIX_EPOCH
}

/// Asserts that a write fails, says `words`, and leaves the root as it was.
fn refused(root: &Path, tree: &Tree, words: &str) {
    let before = snapshot(root);
    let error = write(root, tree, Some("[package]")).unwrap_err();
    assert!(error.to_string().contains(words), "{error}");
    assert!(error.to_string().contains("nothing was written"), "{error}");
    assert_eq!(snapshot(root), before);
}

#[test]
fn fresh_root_is_made_and_filled() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("deep/generated");
    let tree = tree(&[("src/a/mod.rs", "1"), ("docs/a/README.md", "2")]);
    let summary = write(&root, &tree, Some("[package]\n")).unwrap();
    assert_eq!((summary.added, summary.manifest_written), (2, true));
    let names: Vec<String> = snapshot(&root).into_keys().collect();
    assert_eq!(
        names,
        ["Cargo.toml", "docs", "docs/a", "docs/a/README.md", "src", "src/a", "src/a/mod.rs",]
    );
    assert!(compare(&root, &tree).unwrap().is_clean());
}

#[test]
fn existing_manifest_is_left_to_its_owner() {
    let root = root_with(&Tree::default());
    put(root.path(), "Cargo.toml", "mine");
    let summary = write(root.path(), &tree(&[("src/a.rs", "1")]), Some("ours")).unwrap();
    assert!(!summary.manifest_written);
    assert_eq!(fs::read_to_string(root.path().join("Cargo.toml")).unwrap(), "mine");
}

#[test]
fn nothing_changed_writes_nothing() {
    let tree = tree(&[("src/a.rs", "1"), ("src/b.rs", "2")]);
    let root = root_with(&tree);
    age(&root.path().join("src/a.rs"));
    age(&root.path().join("src/b.rs"));
    let summary = write(root.path(), &tree, None).unwrap();
    assert_eq!(summary.unchanged, 2);
    assert!(is_aged(&root.path().join("src/a.rs")));
    assert!(is_aged(&root.path().join("src/b.rs")));
}

#[test]
fn only_what_changed_is_written() {
    let root = root_with(&tree(&[("src/a.rs", "1"), ("src/b.rs", "2")]));
    age(&root.path().join("src/a.rs"));
    age(&root.path().join("src/b.rs"));
    let summary = write(root.path(), &tree(&[("src/a.rs", "1"), ("src/b.rs", "3")]), None).unwrap();
    assert_eq!((summary.changed, summary.unchanged), (1, 1));
    assert!(is_aged(&root.path().join("src/a.rs")));
    assert!(!is_aged(&root.path().join("src/b.rs")));
    assert_eq!(fs::read_to_string(root.path().join("src/b.rs")).unwrap(), marked("3"));
}

#[test]
fn stale_file_goes_with_the_folders_that_it_leaves_empty() {
    let root = root_with(&tree(&[("src/a/b/c.rs", "1"), ("src/lib.rs", "1")]));
    fs::create_dir(root.path().join("src/empty")).unwrap();
    let summary = write(root.path(), &tree(&[("src/lib.rs", "1")]), None).unwrap();
    assert_eq!(summary.removed, 1);
    let names: Vec<String> = snapshot(root.path()).into_keys().collect();
    assert_eq!(names, ["src", "src/empty", "src/lib.rs"]);
}

#[test]
fn folder_whose_files_are_all_replaced_by_others_stays() {
    let root = root_with(&tree(&[("src/a/old.rs", "1")]));
    let tree = tree(&[("src/a/new.rs", "1")]);
    let summary = write(root.path(), &tree, None).unwrap();
    assert_eq!((summary.added, summary.removed), (1, 1));
    assert!(compare(root.path(), &tree).unwrap().is_clean());
}

#[test]
fn foreign_file_is_kept_and_reported() {
    let root = root_with(&tree(&[("src/a/b.rs", "1")]));
    put(root.path(), "src/a/hand.rs", "mod hand;\n");
    let summary = write(root.path(), &Tree::default(), None).unwrap();
    assert_eq!(summary.foreign, ["src/a/hand.rs"]);
    let names: Vec<String> = snapshot(root.path()).into_keys().collect();
    assert_eq!(names, ["src", "src/a", "src/a/hand.rs"]);
}

#[test]
fn summary_is_one_line() {
    let root = root_with(&tree(&[("src/a.rs", "1"), ("src/b.rs", "1"), ("src/c.rs", "1")]));
    put(root.path(), "src/hand.rs", "");
    let tree = tree(&[("src/a.rs", "1"), ("src/b.rs", "2"), ("src/d.rs", "1")]);
    let mut summary = write(root.path(), &tree, Some("[package]")).unwrap();
    summary.root = "generated".to_owned();
    assert_eq!(
        summary.to_string(),
        "generated/: 1 added, 1 changed, 1 removed, 1 unchanged, Cargo.toml written, 1 hand-written left alone"
    );
}

#[test]
fn hand_written_file_in_the_way_is_refused() {
    let root = root_with(&tree(&[("src/lib.rs", "1")]));
    put(root.path(), "src/a.rs", "mod hand;\n");
    let tree = tree(&[("src/a.rs", "1"), ("src/lib.rs", "2")]);
    refused(root.path(), &tree, "`src/a.rs` is hand-written");
}

#[test]
fn file_without_content_is_what_a_power_cut_left_of_ours() {
    for left in ["", "\0\0\0"] {
        let tree = tree(&[("src/a.rs", "1")]);
        let root = root_with(&Tree::default());
        put(root.path(), "src/a.rs", left);
        // One that is not wanted stays: somebody may have made it.
        put(root.path(), "src/mine.rs", left);
        let summary = write(root.path(), &tree, None).unwrap();
        assert_eq!((summary.changed, summary.removed), (1, 0));
        assert!(root.path().join("src/mine.rs").exists());
    }
}

#[test]
fn folder_in_the_way_is_refused() {
    let root = root_with(&tree(&[("src/a.rs/b.rs", "1")]));
    refused(root.path(), &tree(&[("src/a.rs", "1")]), "`src/a.rs` is a folder");
}

#[test]
fn file_where_a_folder_is_needed_is_refused() {
    let root = root_with(&tree(&[("src/a", "1")]));
    refused(root.path(), &tree(&[("src/a/b/c.rs", "1")]), "`src/a` is a file");
}

#[cfg(unix)]
#[test]
fn symlink_above_a_wanted_file_is_refused() {
    let root = root_with(&Tree::default());
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), root.path().join("src")).unwrap();
    refused(root.path(), &tree(&[("src/a.rs", "1")]), "`src` is a symlink");
    assert!(snapshot(outside.path()).is_empty());
}

#[test]
fn every_obstacle_is_named_at_once() {
    let root = root_with(&Tree::default());
    put(root.path(), "src/a.rs", "mine");
    put(root.path(), "src/b.rs", "mine");
    let tree = tree(&[("src/a.rs", "1"), ("src/b.rs", "1")]);
    refused(root.path(), &tree, "`src/a.rs` is hand-written");
    refused(root.path(), &tree, "`src/b.rs` is hand-written");
}

#[test]
fn path_out_of_the_root_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("generated");
    let error = write(&root, &tree(&[("src/../../a.rs", "1")]), None).unwrap_err();
    assert!(matches!(error, DiskError::BadTree { .. }), "{error:?}");
    assert!(snapshot(folder.path()).is_empty());
}

#[test]
fn text_without_the_mark_is_refused() {
    let root = root_with(&Tree::default());
    let tree = Tree::from_iter([("src/a.rs", "mod a;")]);
    refused(root.path(), &tree, "lacks the mark");
}

#[test]
fn files_that_differ_in_case_only_are_refused() {
    let root = root_with(&Tree::default());
    refused(root.path(), &tree(&[("src/a.rs", "1"), ("src/A.rs", "2")]), "in case only");
}

#[test]
fn file_below_a_file_is_refused() {
    let root = root_with(&Tree::default());
    let tree = tree(&[("src/a", "1"), ("src/a/b.rs", "1")]);
    refused(root.path(), &tree, "lies below another generated file");
}

#[test]
fn root_that_is_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "generated", "x");
    let root = folder.path().join("generated");
    let error = write(&root, &Tree::default(), None).unwrap_err();
    assert!(matches!(error, DiskError::Root { .. }), "{error:?}");
}

#[test]
fn second_run_at_once_is_refused_and_the_first_goes_on() {
    let root = tempfile::tempdir().unwrap();
    let tree = tree(&[("src/a.rs", "1")]);
    let mut second = Vec::new();
    write_with(root.path(), &tree, None, &mut |_| {
        second.push(write(root.path(), &Tree::default(), None));
        Ok(())
    })
    .unwrap();
    assert!(!second.is_empty());
    for result in second {
        let error = result.unwrap_err();
        assert!(error.to_string().starts_with("another run is writing to"), "{error}");
    }
    assert!(compare(root.path(), &tree).unwrap().is_clean());
    assert!(!root.path().join(".clientwright.lock").exists());
}

#[test]
fn many_runs_at_once_write_one_after_the_other() {
    let root = tempfile::tempdir().unwrap();
    let inside = AtomicUsize::new(0);
    let run = |body: String| {
        let tree = tree(&[("src/a.rs", body.as_str())]);
        let result = write_with(root.path(), &tree, None, &mut |step| {
            match step {
                Step::Stage(_) => assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0),
                Step::Commit => assert_eq!(inside.fetch_sub(1, Ordering::SeqCst), 1),
                _ => {}
            }
            Ok(())
        });
        match result {
            Ok(_) | Err(DiskError::Busy { .. }) => {}
            Err(error) => unreachable!("{error:?}"),
        }
    };
    thread::scope(|scope| {
        for runner in 0..8 {
            let run = &run;
            scope.spawn(move || (0..200).for_each(|turn| run(format!("{runner} {turn}"))));
        }
    });
    let names: Vec<String> = snapshot(root.path()).into_keys().collect();
    assert_eq!(names, ["src", "src/a.rs"]);
}

#[test]
fn lock_file_of_a_killed_run_locks_nobody_out() {
    let root = root_with(&Tree::default());
    put(root.path(), ".clientwright.lock", "");
    write(root.path(), &tree(&[("src/a.rs", "1")]), None).unwrap();
    assert!(!root.path().join(".clientwright.lock").exists());
}

#[test]
fn root_that_was_made_goes_again_on_failure() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("deep/generated");
    let mut fail = |step: &Step<'_>| match step {
        Step::Stage(_) => Err(io::Error::other("injected")),
        _ => Ok(()),
    };
    write_with(&root, &tree(&[("src/a.rs", "1")]), None, &mut fail).unwrap_err();
    assert!(snapshot(folder.path()).is_empty());
}

#[test]
fn a_readme_without_the_mark_is_its_users_own() {
    let root = root_with(&tree(&[("README.md", "ours"), ("src/a.rs", "1")]));
    put(root.path(), "README.md", "# Mine\n");
    let next = tree(&[("README.md", "ours, and more"), ("src/a.rs", "1")]);
    assert!(compare(root.path(), &next).unwrap().is_clean());
    let summary = write(root.path(), &next, None).unwrap();
    assert_eq!((summary.changed, summary.foreign), (0, Vec::new()));
    assert_eq!(fs::read_to_string(root.path().join("README.md")).unwrap(), "# Mine\n");
    // A crate that has none takes it away as little.
    let none = tree(&[("src/a.rs", "1")]);
    assert!(compare(root.path(), &none).unwrap().is_clean());
    write(root.path(), &none, None).unwrap();
    assert!(root.path().join("README.md").exists());
}

#[test]
fn a_readme_with_the_mark_is_written_anew_and_removed() {
    let root = root_with(&tree(&[("README.md", "1")]));
    let next = tree(&[("README.md", "2")]);
    assert!(!compare(root.path(), &next).unwrap().is_clean());
    assert_eq!(write(root.path(), &next, None).unwrap().changed, 1);
    assert_eq!(write(root.path(), &Tree::default(), None).unwrap().removed, 1);
    assert!(!root.path().join("README.md").exists());
}

#[cfg(unix)]
#[test]
fn a_readme_that_several_packages_have_is_left_alone() {
    let root = root_with(&tree(&[("src/a.rs", "1")]));
    put(root.path(), "shared.md", "# All of them\n");
    std::os::unix::fs::symlink("shared.md", root.path().join("README.md")).unwrap();
    let next = tree(&[("README.md", "ours"), ("src/a.rs", "1")]);
    assert!(compare(root.path(), &next).unwrap().is_clean());
    write(root.path(), &next, None).unwrap();
    let text = fs::read_to_string(root.path().join("README.md")).unwrap();
    assert_eq!(text, "# All of them\n");
}
