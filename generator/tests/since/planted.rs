//! Repositories that a checkout or an archive brings: nothing that they name is run.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::repository::{document, git, said};

/// Has git fetch what it lacks by a command that makes a file, and takes the content of a file from it.
fn plant(folder: &Path, is_bare: bool) {
    let own = |name: &str| folder.join(if is_bare { "." } else { ".git" }).join(name);
    let id = Command::new("git")
        .args(["--git-dir", own(".").to_str().unwrap(), "rev-parse", "HEAD:pets.yaml"])
        .output()
        .unwrap();
    let id = String::from_utf8(id.stdout).unwrap();
    let (start, rest) = id.trim().split_at(2);
    fs::remove_file(own("objects").join(start).join(rest)).unwrap();
    let configuration = format!(
        "[core]\n repositoryformatversion = 1\n bare = false\n worktree = {}\n\
         sshCommand = \"touch ran-by-git; false\"\n\
         [extensions]\n partialClone = origin\n\
         [remote \"origin\"]\n url = ssh://example.invalid/a\n promisor = true\n",
        folder.display()
    );
    fs::write(own("config"), configuration).unwrap();
}

/// A folder with a document that is committed there.
fn committed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet"]);
    fs::write(folder.path().join("pets.yaml"), document("pets", &["pets"])).unwrap();
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "a"]);
    folder
}

/// What the generator says there, where it ran nothing.
fn harmless(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright"));
    let said = said(&command.args(arguments).current_dir(folder).output().unwrap());
    assert!(!folder.join("ran-by-git").exists(), "{}", said.1);
    said
}

#[test]
fn what_a_repository_lacks_is_not_fetched() {
    let folder = committed();
    plant(folder.path(), false);
    let (code, text) = harmless(folder.path(), &["diff", "pets.yaml", "--since", "HEAD"]);
    assert_eq!(code, 4, "{text}");
    assert!(text.contains("the content of `pets.yaml` in `HEAD` is not here"), "{text}");
    assert!(text.contains("git show REVISION:FILE"), "{text}");
}

/// A checkout can bring any folder but one that is called `.git`.
#[test]
fn a_folder_that_looks_like_a_repository_is_none() {
    let folder = committed();
    for inner in fs::read_dir(folder.path().join(".git")).unwrap() {
        let inner = inner.unwrap();
        fs::rename(inner.path(), folder.path().join(inner.file_name())).unwrap();
    }
    fs::remove_dir(folder.path().join(".git")).unwrap();
    plant(folder.path(), true);
    let (code, text) = harmless(folder.path(), &["diff", "pets.yaml", "--since", "HEAD"]);
    assert_eq!(code, 4, "{text}");
    assert!(text.contains("is in no repository"), "{text}");
}
