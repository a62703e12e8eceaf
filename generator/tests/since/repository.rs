//! A repository with crates and the documents that they are made of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The operations of a document, each a path with the statuses of its responses.
pub(crate) fn document(title: &str, operations: &[&str]) -> String {
    let mut text = format!(
        "openapi: 3.0.3\ninfo: {{title: {title}, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths:\n"
    );
    for name in operations {
        text.push_str(&format!(
            "  /{name}:\n    get:\n      operationId: get_{name}\n      responses: {{'204': {{description: Done}}}}\n"
        ));
    }
    text
}

/// The exit code, and both outputs as one text.
pub(crate) fn said(output: &Output) -> (i32, String) {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    (output.status.code().unwrap(), text.concat())
}

/// Runs git in a folder.
pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let own = ["-c", "user.name=a", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false"];
    let output =
        Command::new("git").args(own).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", said(&output).1);
}

pub(crate) struct Repository(TempDir);

impl Repository {
    /// A workspace whose crates remember how they are made; nothing is in it yet.
    pub(crate) fn new() -> Self {
        let it = Self(tempfile::tempdir().unwrap());
        it.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"clients/*\"]\n");
        git(it.path(), &["init", "--quiet", "--initial-branch", "main"]);
        it
    }

    /// One with the crate of a document, all of it committed.
    pub(crate) fn of(document: &str) -> Self {
        let it = Self::new();
        it.write("specs/pets.yaml", document);
        it.generate("codegen specs/pets.yaml --out clients/pets");
        it.commit();
        it
    }

    /// One with a crate of two documents, all of it committed.
    pub(crate) fn of_two() -> Self {
        let it = Self::of(&document("pets", &["pets", "cats"]));
        it.write("specs/shops.yaml", &document("shops", &["shops", "sales"]));
        it.edit(
            "clients/pets/Cargo.toml",
            "pets.yaml\"]",
            "pets.yaml\", \"../../specs/shops.yaml\"]",
        );
        it.generate("codegen");
        it.commit();
        it
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    /// Puts a text in the place of another one, which is there.
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.at(path)).unwrap();
        assert!(text.contains(old), "{text}");
        fs::write(self.at(path), text.replace(old, new)).unwrap();
    }

    pub(crate) fn commit(&self) {
        git(self.path(), &["add", "--all"]);
        git(self.path(), &["commit", "--quiet", "--message", "a"]);
    }

    /// The exit code of the generator here, and what it said.
    pub(crate) fn run(&self, arguments: &str) -> (i32, String) {
        self.run_in(".", arguments)
    }

    pub(crate) fn run_in(&self, folder: &str, arguments: &str) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_clientwright"))
            .args(arguments.split(' '))
            .current_dir(self.at(folder))
            .output()
            .unwrap();
        said(&output)
    }

    /// Generates, which has to end well; gives what was said.
    pub(crate) fn generate(&self, arguments: &str) -> String {
        let (code, text) = self.run(arguments);
        assert_eq!(code, 0, "{text}");
        text
    }
}
