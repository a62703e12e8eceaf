//! Disks that refuse: full ones, read-only ones, and processes that are killed by others.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use clientwright::disk::{DiskError, write, write_with};
use clientwright::output::Tree;

use crate::support::{put, root_with, said, snapshot, tree};

/// In the environment of a child: the root to write to.
const ROOT: &str = "DISK_TEST_REFUSED";

/// A body of more bytes than a child may write.
fn large() -> String {
    "x".repeat(64 << 10)
}

fn old_tree() -> Tree {
    tree(&[("src/a.rs", "old"), ("src/b.rs", "old")])
}

fn new_tree() -> Tree {
    let large = large();
    tree(&[("src/a.rs", "new"), ("src/c.rs", &large)])
}

/// This program as a child that runs `test`, in a shell that first runs `setup`.
fn child(test: &str, root: &Path, setup: &str) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("{setup} exec \"$0\" \"$@\"")])
        .arg(env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(ROOT, root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

#[test]
fn full_disk_leaves_every_byte() {
    if let Some(root) = env::var_os(ROOT) {
        let error = write(Path::new(&root), &new_tree(), None).unwrap_err();
        println!("\nsaid: {}", said(&error));
        return;
    }
    let root = root_with(&old_tree());
    let before = snapshot(root.path());
    // No file may have more than 8 kB; what is beyond is refused as on a full disk.
    let setup = "trap '' XFSZ; ulimit -f 16;";
    let output = child("refused::full_disk_leaves_every_byte", root.path(), setup).output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    let (_, text) = text.split_once("said: ").unwrap();
    assert!(text.starts_with("cannot stage `src/c.rs`; all steps before it were undone"), "{text}");
    assert_eq!(snapshot(root.path()), before);
}

#[test]
fn run_killed_by_the_system_is_mended_by_the_next() {
    if let Some(root) = env::var_os(ROOT) {
        let mut number = 0;
        let _ = write_with(Path::new(&root), &new_tree(), None, &mut |_| {
            println!("\nstep {number}");
            number += 1;
            // Until it is told to go on, or killed.
            std::io::stdin().read_line(&mut String::new()).map(drop)
        });
        return;
    }
    let new = snapshot(root_with(&new_tree()).path());
    for last in 0.. {
        let root = root_with(&old_tree());
        let test = "refused::run_killed_by_the_system_is_mended_by_the_next";
        let mut child = child(test, root.path(), "").stdin(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut steps = lines.filter(|line| line.starts_with("step ")).enumerate();
        let is_over = loop {
            match steps.next() {
                Some((number, _)) if number == last => break false,
                Some(_) => std::io::Write::write_all(child.stdin.as_mut().unwrap(), b"\n").unwrap(),
                None => break true,
            }
        };
        // Between two steps, with a signal that cannot be caught.
        child.kill().unwrap();
        child.wait().unwrap();
        write(root.path(), &new_tree(), None).unwrap();
        assert_eq!(snapshot(root.path()), new, "step {last}");
        if is_over {
            assert!(last > 5, "{last}");
            break;
        }
    }
}

/// Whether this user is one whom permissions do not bind.
fn is_all_powerful(folder: &Path) -> bool {
    fs::write(folder.join("probe"), "").map(|()| fs::remove_file(folder.join("probe"))).is_ok()
}

fn snapshot_of_readable(root: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut all = snapshot(root);
    all.remove(".clientwright.lock");
    all
}

#[test]
fn read_only_folders_leave_every_byte() {
    for folder in ["", "src", "src/deep"] {
        let old = tree(&[("src/a.rs", "old"), ("src/deep/b.rs", "old")]);
        let root = root_with(&old);
        put(root.path(), "src/deep/hand.rs", "mod hand;\n");
        let before = snapshot(root.path());
        let closed = root.path().join(folder);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
        let is_free = is_all_powerful(&closed);
        let wanted = tree(&[("src/a.rs", "new"), ("src/deep/c.rs", "new")]);
        let result = write(root.path(), &wanted, None);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        match result {
            Ok(_) => assert!(is_free, "{folder}: written"),
            Err(error) => {
                let said = said(&error);
                assert!(!matches!(error, DiskError::Stuck { .. }), "{folder}: {said}");
                assert!(said.to_lowercase().contains("permission denied"), "{folder}: {said}");
                assert_eq!(snapshot_of_readable(root.path()), before, "{folder}: {said}");
                write(root.path(), &wanted, None).unwrap();
            }
        }
        let summary = write(root.path(), &wanted, None).unwrap();
        assert_eq!(summary.unchanged, 2, "{folder}");
        assert!(root.path().join("src/deep/hand.rs").exists());
    }
}
