//! Comparing: each kind of difference, and a report of bounded length.

use std::fs;

use clientwright::disk::{ChangeKind, DiskError, Drift, compare};
use clientwright::output::Tree;

use crate::support::{marked, put, root_with, snapshot, tree};

fn kinds(drift: &Drift) -> Vec<(&str, ChangeKind)> {
    let changes = drift.changes().iter();
    changes.map(|it| (it.path.as_str(), it.kind)).collect()
}

#[test]
fn equal_is_clean_and_says_nothing() {
    let tree = tree(&[("src/lib.rs", "1"), ("docs/a/README.md", "2")]);
    let root = root_with(&tree);
    let drift = compare(root.path(), &tree).unwrap();
    assert!(drift.is_clean());
    assert_eq!(drift.render(10), "");
}

#[test]
fn missing_root_is_an_empty_one_and_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("generated");
    let drift = compare(&root, &tree(&[("src/lib.rs", "1")])).unwrap();
    assert_eq!(kinds(&drift), [("src/lib.rs", ChangeKind::Added)]);
    assert!(!root.exists());
}

#[test]
fn each_kind_is_found_and_nothing_is_touched() {
    let root = root_with(&tree(&[("src/a.rs", "1"), ("src/old/b.rs", "1")]));
    put(root.path(), "src/hand.rs", "mod hand;\n");
    put(root.path(), "docs/.gitkeep", "");
    let before = snapshot(root.path());
    let drift = compare(root.path(), &tree(&[("src/a.rs", "2"), ("src/c.rs", "1")])).unwrap();
    assert_eq!(
        kinds(&drift),
        [
            ("docs/.gitkeep", ChangeKind::Foreign),
            ("src/a.rs", ChangeKind::Changed),
            ("src/c.rs", ChangeKind::Added),
            ("src/hand.rs", ChangeKind::Foreign),
            ("src/old/b.rs", ChangeKind::Removed),
        ]
    );
    assert!(!drift.is_clean());
    assert_eq!(snapshot(root.path()), before);
}

#[test]
fn mark_below_the_first_line_is_foreign() {
    let root = root_with(&Tree::default());
    put(root.path(), "src/a.rs", &format!("\n{}", marked("1")));
    let drift = compare(root.path(), &Tree::default()).unwrap();
    assert_eq!(kinds(&drift), [("src/a.rs", ChangeKind::Foreign)]);
}

#[test]
fn what_editors_drop_and_our_own_files_are_ignored() {
    let tree = tree(&[("src/lib.rs", "1")]);
    let root = root_with(&tree);
    for path in [
        "src/.DS_Store",
        "src/Thumbs.db",
        "src/lib.rs~",
        "src/.lib.rs.swp",
        ".clientwright.lock",
        ".clientwright-abcdef/new-0",
        "README.md",
    ] {
        put(root.path(), path, "x");
    }
    assert!(compare(root.path(), &tree).unwrap().is_clean());
}

#[cfg(unix)]
#[test]
fn symlinks_are_not_followed() {
    let root = root_with(&tree(&[("src/lib.rs", "1")]));
    std::os::unix::fs::symlink("lib.rs", root.path().join("src/link.rs")).unwrap();
    let drift = compare(root.path(), &tree(&[("src/lib.rs", "1")])).unwrap();
    assert_eq!(kinds(&drift), [("src/link.rs", ChangeKind::Foreign)]);
    let wanted = tree(&[("src/lib.rs", "1"), ("src/link.rs", "1")]);
    let error = compare(root.path(), &wanted).unwrap_err();
    assert!(error.to_string().contains("`src/link.rs` is a symlink"), "{error}");
}

#[test]
fn report_lists_then_shows_what_differs() {
    let lines = |middle: &str| format!("1\n2\n3\n4\n{middle}\n6\n7\n8\n9");
    let root = root_with(&tree(&[("src/a.rs", &lines("old")), ("src/b.rs", "")]));
    put(root.path(), "src/hand.rs", "");
    let drift = compare(root.path(), &tree(&[("src/a.rs", &lines("new"))])).unwrap();
    let report = drift.render(100).replace(root.path().to_str().unwrap(), "ROOT");
    let expected = "\
changed  src/a.rs
removed  src/b.rs
foreign  src/hand.rs
(foreign: hand-written, in a folder that belongs to the generator; move or delete it by hand)
--- ROOT/src/a.rs (on disk)
+++ ROOT/src/a.rs (generated)
@@ -3,7 +3,7 @@
|2
|3
|4
-old
+new
|6
|7
|8
";
    assert_eq!(report, expected);
}

#[test]
fn report_is_limited() {
    let files: Vec<String> = (0..20).map(|n| format!("src/f{n:02}.rs")).collect();
    let of = |body: &str| {
        let files: Vec<(&str, &str)> = files.iter().map(|it| (it.as_str(), body)).collect();
        tree(&files)
    };
    let root = root_with(&of("old"));
    let drift = compare(root.path(), &of("new")).unwrap();
    // 20 names, 5 diffs of 6 lines each, and the line on the other 15 diffs.
    assert_eq!(drift.render(1000).lines().count(), 51);
    let report = drift.render(30);
    assert_eq!(report.lines().count(), 31);
    assert_eq!(report.lines().last(), Some("... and 21 more lines"));
    assert!(drift.render(50).ends_with("... and 1 more line\n"));
}

#[test]
fn line_ends_alone_are_a_change_that_is_named() {
    let tree = tree(&[("src/lib.rs", "1")]);
    let root = root_with(&tree);
    let crlf = marked("1").replace('\n', "\r\n");
    fs::write(root.path().join("src/lib.rs"), crlf).unwrap();
    let report = compare(root.path(), &tree).unwrap().render(10);
    assert!(report.contains("differs only in line ends"), "{report}");
}

#[test]
fn paths_that_leave_the_owned_folders_are_refused() {
    let root = root_with(&Tree::default());
    for path in [
        "../a.rs",
        "src/../../a.rs",
        "/src/a.rs",
        "src//a.rs",
        "src/./a.rs",
        "src\\a.rs",
        "src/c:a.rs",
        "src/a\n.rs",
        "src",
        "lib.rs",
        "",
    ] {
        let error = compare(root.path(), &tree(&[(path, "1")])).unwrap_err();
        assert!(matches!(error, DiskError::BadTree { .. }), "{path}: {error:?}");
    }
}

#[test]
fn a_changed_line_keeps_its_tabs_and_no_other_control() {
    let tree = tree(&[("src/a.rs", "1")]);
    let root = root_with(&tree);
    put(root.path(), "src/a.rs", &marked("a\tb\u{1b}[2Jc"));
    let report = compare(root.path(), &tree).unwrap().render(50);
    assert!(report.contains("a\tb") && !report.contains('\u{1b}'), "{report}");
}
