//! The first lines of pages: whose they are, and which version wrote them.

use std::fs;

use clientwright::VERSION;
use clientwright::disk::{ChangeKind, compare, write};
use clientwright::output::{MARK, Tree};

use crate::support::{put, root_with, said, snapshot};

/// A tree whose files say this of who wrote them.
fn tree(files: &[(&str, &str, &str)]) -> Tree {
    files.iter().map(|(path, mark, body)| (*path, format!("// {MARK}{mark}\n{body}\n"))).collect()
}

#[test]
fn what_a_newer_generator_wrote_is_neither_overwritten_nor_compared() {
    let wanted = tree(&[("src/lib.rs", &format!(" {VERSION}"), "1")]);
    let newer = " 999.0.0 from shop.yaml (0123456789ab); do not edit";
    // At the path of a file of the tree, and where there is none any more.
    for path in ["src/lib.rs", "src/old.rs", "README.md"] {
        let root = root_with(&Tree::default());
        put(root.path(), path, &format!("// {MARK}{newer}\n1\n"));
        let before = snapshot(root.path());
        let errors = [
            compare(root.path(), &wanted).map(drop).unwrap_err(),
            write(root.path(), &wanted, None).map(drop).unwrap_err(),
        ];
        for error in errors {
            let said = said(&error);
            assert!(said.contains(&format!("`{path}` in `")), "{said}");
            assert!(said.contains("was written by clientwright 999.0.0"), "{said}");
            assert!(said.contains("install 999.0.0 or newer"), "{said}");
        }
        let after = snapshot(root.path()).into_iter();
        let after = after.filter(|(path, _)| path != ".clientwright.lock").collect();
        assert_eq!(before, after);
    }
}

#[test]
fn what_each_older_generator_wrote_is_overwritten_and_removed() {
    let wanted = tree(&[("src/lib.rs", &format!(" {VERSION} from a.yaml (1)"), "1")]);
    for mark in ["; do not edit", " 0.0.1; do not edit", " 0.0.1 from a.yaml (1); do not edit", ""]
    {
        let root = root_with(&tree(&[("src/lib.rs", mark, "0"), ("src/old.rs", mark, "0")]));
        let summary = write(root.path(), &wanted, None).unwrap();
        assert_eq!((summary.changed, summary.removed), (1, 1), "{mark}");
        assert!(compare(root.path(), &wanted).unwrap().is_clean(), "{mark}");
    }
}

#[test]
fn pages_with_a_conflict_that_git_left_are_generated_anew() {
    let (ours, theirs) =
        (format!("// {MARK} {VERSION} from a (1)"), format!("// {MARK} {VERSION}"));
    let wanted = tree(&[("src/lib.rs", "", "1")]);
    for middle in ["", "||||||| parent\n// base\n"] {
        let text = format!("<<<<<<< HEAD\n{ours}\n{middle}=======\n{theirs}\n>>>>>>> branch\n1\n");
        let root = root_with(&Tree::default());
        put(root.path(), "src/lib.rs", &text);
        put(root.path(), "src/gone.rs", &text);
        assert_eq!(write(root.path(), &wanted, None).unwrap().removed, 1);
        assert_eq!(
            fs::read_to_string(root.path().join("src/lib.rs")).unwrap(),
            format!("// {MARK}\n1\n")
        );
    }
}

#[test]
fn pages_that_differ_in_their_first_line_alone_are_counted_and_not_listed() {
    let paths: Vec<String> = (0..20).map(|number| format!("src/f{number:02}.rs")).collect();
    let of = |mark: &str, last: &str| {
        let body = |path: &str| if path == "src/f19.rs" { last.to_owned() } else { "1".to_owned() };
        let files = paths.iter().map(|path| (path.clone(), body(path)));
        files.map(|(path, body)| (path, format!("// {MARK}{mark}\n{body}\n"))).collect::<Tree>()
    };
    let root = root_with(&of(" 0.0.1", "1"));
    let after = of(" 0.0.1 from a.yaml (1)", "2");
    let drift = compare(root.path(), &after).unwrap();
    assert_eq!(drift.changes().len(), 20);
    assert!(drift.changes().iter().all(|it| it.kind == ChangeKind::Changed));
    let report = drift.render(60);
    let lines: Vec<&str> = report.lines().take(2).collect();
    let count = "changed  19 files in the first line alone: what wrote them, or of what";
    assert_eq!(lines, ["changed  src/f19.rs", count], "{report}");
    assert!(report.contains("\n-1\n") && report.ends_with("\n+2\n"), "{report}");
    let summary = write(root.path(), &after, None).unwrap();
    let said = "0 added, 20 changed (19 in the first line alone), 0 removed, 0 unchanged";
    assert!(summary.to_string().ends_with(said), "{summary}");
}

#[test]
fn a_page_alone_in_its_first_line_is_shown_as_any_other() {
    let root = root_with(&tree(&[("src/a.rs", " 0.0.1", "1")]));
    let drift = compare(root.path(), &tree(&[("src/a.rs", "", "1")])).unwrap();
    assert!(drift.render(60).starts_with("changed  src/a.rs\n"), "{}", drift.render(60));
}
