//! Folders that somebody else filled: what lies in them makes no run wait, and takes no file.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use clientwright::disk::{DiskError, Reach, read_document, read_source, write, write_text};
use clientwright::limit::Limits;

use crate::support::{marked, put, root_with, said, snapshot, tree};

fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_pipe_a_socket_or_a_device_is_no_document() {
    let folder = tempfile::tempdir().unwrap();
    let special = [folder.path().join("pipe.yaml"), folder.path().join("socket.yaml")];
    pipe(&special[0]);
    let _socket = UnixListener::bind(&special[1]).unwrap();
    for path in special.iter().map(|path| path.as_path()).chain([Path::new("/dev/zero")]) {
        let error = read_source(path, &Limits::default()).unwrap_err();
        assert!(said(&error).contains("is a device, a pipe or a socket"), "{error}");
    }
}

/// Why the file could not be read that a document refers to.
fn fault(name: &str, prepare: impl Fn(&Path)) -> String {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("api.yaml");
    fs::write(&document, format!("a: {{$ref: '{name}'}}\n")).unwrap();
    prepare(folder.path());
    let sources = read_document(&document, &Reach::default(), &Limits::default()).unwrap();
    assert_eq!(sources.len(), 2);
    let part = sources.last().unwrap();
    assert_eq!(part.text(), "");
    part.fault().unwrap().to_owned()
}

#[test]
fn a_reference_to_what_is_no_plain_file_is_told() {
    let special = "is a device, a pipe or a socket";
    assert_eq!(fault("pipe.yaml", |folder| pipe(&folder.join("pipe.yaml"))), special);
    let socket = |folder: &Path| drop(UnixListener::bind(folder.join("socket.yaml")).unwrap());
    assert_eq!(fault("socket.yaml", socket), special);
    assert_eq!(fault("sub", |folder| fs::create_dir(folder.join("sub")).unwrap()), "is a folder");
}

#[test]
fn a_file_with_a_dot_in_front_is_not_read_in_whatever_way_it_is_named() {
    let secret = |folder: &Path| {
        put(folder, ".env", "TOKEN=hunter2\n");
        put(folder, ".git/config.yaml", "token: hunter2\n");
        put(folder, "a/.netrc.yaml", "token: hunter2\n");
        symlink(".env", folder.join("link.yaml")).unwrap();
    };
    for name in [".env", "./.env", "%2Eenv", ".git/config.yaml", "a/.netrc.yaml", "link.yaml"] {
        let reason = fault(name, secret);
        assert!(reason.starts_with("has a name with a dot in front"), "{name}: {reason}");
    }
}

#[test]
fn a_file_that_is_no_document_is_not_shown() {
    for text in ["TOKEN=hunter2\nB=c\n", "machine a login b password hunter2\n", "*hunter2 [\n"] {
        let reason = fault("credentials", |folder| put(folder, "credentials", text));
        assert!(reason.starts_with("is no document"), "{reason}");
    }
}

#[test]
fn what_is_a_document_or_is_called_like_one_is_a_part_whatever_is_in_it() {
    for (name, text) in [("parts", "a: {b: c}\n"), ("parts.txt", "[a]\n"), ("b.yaml", "text\n")] {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "api.yaml", &format!("a: {{$ref: {name}}}\n"));
        put(folder.path(), name, text);
        let document = folder.path().join("api.yaml");
        let sources = read_document(&document, &Reach::default(), &Limits::default()).unwrap();
        assert_eq!((sources[1].text(), sources[1].fault()), (text, None), "{name}");
    }
}

#[test]
fn a_folder_with_a_dot_above_the_document_hides_nothing() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), ".hidden/api.yaml", "a: {$ref: b.yaml}\n");
    put(folder.path(), ".hidden/b.yaml", "b: 1\n");
    let document = folder.path().join(".hidden/api.yaml");
    let sources = read_document(&document, &Reach::default(), &Limits::default()).unwrap();
    assert_eq!(sources[1].fault(), None);
}

/// A journal that came with the folder, which says that these files were placed.
fn plant(root: &Path, placed: &[&str]) {
    let lines: String = placed.iter().map(|path| format!("place {path}\n")).collect();
    put(root, ".clientwright-abcdef/journal", &format!("clientwright journal 1\n{lines}end\n"));
}

#[test]
fn a_planted_journal_takes_no_file_that_is_written_by_hand() {
    let tree = tree(&[("src/a.rs", "a")]);
    let root = root_with(&tree);
    put(root.path(), "src/mine.rs", "mod mine;\n");
    put(root.path(), "Cargo.toml", "[package]\n");
    let before = snapshot(root.path());
    plant(root.path(), &["src/mine.rs", "src/gone.rs", "Cargo.toml"]);
    write(root.path(), &tree, None).unwrap();
    assert_eq!(snapshot(root.path()), before);
}

#[test]
fn what_a_power_cut_left_of_a_placed_file_is_taken_back() {
    let tree = tree(&[("src/a.rs", "a")]);
    let root = root_with(&tree);
    put(root.path(), "src/cut.rs", "\0\0\0");
    plant(root.path(), &["src/cut.rs"]);
    write(root.path(), &tree, None).unwrap();
    assert!(!root.path().join("src/cut.rs").exists());
}

#[test]
fn a_placed_file_that_cannot_be_looked_at_stops_the_run() {
    let tree = tree(&[("src/a.rs", "a")]);
    let root = root_with(&tree);
    put(root.path(), "src/mine", "no folder");
    plant(root.path(), &["src/mine/b.rs"]);
    write(root.path(), &tree, None).unwrap_err();
    assert_eq!(fs::read(root.path().join("src/mine")).unwrap(), b"no folder");
}

#[test]
fn a_planted_journal_takes_no_manifest_but_the_one_that_was_written() {
    let tree = tree(&[("src/a.rs", "a")]);
    let root = root_with(&tree);
    put(root.path(), "Cargo.toml", "[package]\nname = \"mine\"\n");
    plant(root.path(), &["Cargo.toml"]);
    put(root.path(), ".clientwright-abcdef/text-0", "[package]\n");
    write(root.path(), &tree, None).unwrap();
    assert!(root.path().join("Cargo.toml").exists());
}

#[test]
fn a_planted_journal_that_names_a_pipe_takes_it_for_nobodys() {
    let tree = tree(&[("src/a.rs", "a")]);
    let root = root_with(&tree);
    pipe(&root.path().join("Cargo.toml"));
    plant(root.path(), &["Cargo.toml"]);
    write(root.path(), &tree, None).unwrap();
    assert!(root.path().join("Cargo.toml").exists());
    assert!(!root.path().join(".clientwright-abcdef").exists());
}

#[test]
fn a_copy_of_a_manifest_that_is_a_pipe_stops_the_run() {
    let tree = tree(&[("src/a.rs", "a")]);
    let root = root_with(&tree);
    put(root.path(), "Cargo.toml", "[package]\n");
    plant(root.path(), &["Cargo.toml"]);
    pipe(&root.path().join(".clientwright-abcdef/text-0"));
    let error = write(root.path(), &tree, None).unwrap_err();
    assert!(said(&error).contains("it is not a plain file"), "{}", said(&error));
    assert_eq!(fs::read(root.path().join("Cargo.toml")).unwrap(), b"[package]\n");
}

#[test]
fn pipes_in_a_planted_folder_stop_the_run_without_waiting() {
    let tree = tree(&[("src/a.rs", "a")]);
    for (name, journal) in [("journal", None), ("old-0", Some("aside src/a.rs")), ("text-0", None)]
    {
        let root = root_with(&tree);
        if let Some(line) = journal {
            let text = format!("clientwright journal 1\n{line}\nend\n");
            put(root.path(), ".clientwright-abcdef/journal", &text);
        }
        pipe(&root.path().join(".clientwright-abcdef").join(name));
        let before = fs::read(root.path().join("src/a.rs")).unwrap();
        let written = write(root.path(), &tree, None);
        assert_eq!(written.is_err(), name != "text-0", "{name}");
        assert_eq!(fs::read(root.path().join("src/a.rs")).unwrap(), before);
    }
}

#[test]
fn a_lock_file_that_is_a_symlink_or_a_pipe_is_refused() {
    let tree = tree(&[("src/a.rs", "a")]);
    let lock = |root: &Path| root.join(".clientwright.lock");
    let outside = tempfile::tempdir().unwrap();
    let victim = outside.path().join("victim");
    fs::write(&victim, "").unwrap();
    let missing = outside.path().join("missing");
    for target in [&victim, &missing] {
        let root = tempfile::tempdir().unwrap();
        symlink(target, lock(root.path())).unwrap();
        let error = write(root.path(), &tree, None).unwrap_err();
        assert!(said(&error).contains("it is not a plain file"), "{}", said(&error));
        assert!(lock(root.path()).is_symlink());
    }
    assert_eq!(fs::read(&victim).unwrap(), b"");
    assert!(!missing.exists());
    let root = tempfile::tempdir().unwrap();
    pipe(&lock(root.path()));
    let error = write(root.path(), &tree, None).unwrap_err();
    assert!(said(&error).contains("it is not a plain file"), "{}", said(&error));
}

#[test]
fn symlinks_in_the_place_of_files_and_folders_lead_nowhere() {
    let tree = tree(&[("src/a.rs", "a"), ("src/sub/b.rs", "b")]);
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "a.rs", &marked("theirs"));
    let before = snapshot(outside.path());
    for link in ["src", "src/sub", "src/a.rs"] {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join(link).parent().unwrap()).unwrap();
        symlink(outside.path(), root.path().join(link)).unwrap();
        let error = write(root.path(), &tree, None).unwrap_err();
        assert!(said(&error).contains("is a symlink, which is never followed"), "{error}");
        assert_eq!(snapshot(outside.path()), before);
    }
}

#[test]
fn a_root_that_is_a_symlink_is_the_folder_that_it_leads_to() {
    // Who calls has named it, and what is below it leads nowhere else.
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::create_dir(&real).unwrap();
    put(&real, "src/b.rs", "by hand");
    symlink("real", &link).unwrap();
    write(&link, &tree(&[("src/a.rs", "a")]), None).unwrap();
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(real.join("src/a.rs")).unwrap(), marked("a"));
    assert_eq!(fs::read_to_string(real.join("src/b.rs")).unwrap(), "by hand");
    let error = write(&link, &tree(&[("src/b.rs", "b")]), None).unwrap_err();
    assert!(said(&error).contains("src/b.rs"), "{}", said(&error));
}

#[test]
fn a_root_that_is_a_symlink_to_nowhere_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("link");
    symlink("missing", &link).unwrap();
    let error = write(&link, &tree(&[("src/a.rs", "a")]), None).unwrap_err();
    assert!(said(&error).contains("not a directory"), "{}", said(&error));
    assert!(link.is_symlink() && !folder.path().join("missing").exists());
}

#[test]
fn a_text_is_written_through_no_symlink() {
    let folder = tempfile::tempdir().unwrap();
    for target in ["victim", "missing"] {
        let link = folder.path().join(format!("to-{target}"));
        symlink(target, &link).unwrap();
        fs::write(folder.path().join("victim"), "theirs").unwrap();
        let error = write_text(&link, "ours").unwrap_err();
        assert!(matches!(error, DiskError::Exists { .. }), "{error:?}");
        assert_eq!(fs::read_to_string(folder.path().join("victim")).unwrap(), "theirs");
        assert!(!folder.path().join("missing").exists());
    }
}

#[test]
fn hidden_files_in_the_folders_of_the_generator_are_left_alone() {
    let tree = tree(&[("src/a.rs", "a")]);
    let root = root_with(&tree);
    put(root.path(), "src/.env", "TOKEN=hunter2\n");
    put(root.path(), ".env", "TOKEN=hunter2\n");
    let before = snapshot(root.path());
    let summary = write(root.path(), &tree, None).unwrap();
    assert_eq!(summary.foreign, ["src/.env"]);
    assert_eq!(snapshot(root.path()), before);
}
