//! A shell in a folder of its own, with `clientwright` at hand and the documents of the guide in it.
//!
//! What depends on the machine is replaced by the rules that a block names:
//!
//! - `folder`: the folder of the chapter is `/home/me/guide`;
//! - `seconds`: a number of seconds, such as `0.42s`, is `0.00s`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex_lite::Regex;
use tempfile::TempDir;

use super::root;

/// What the commands of a chapter have in common.
pub(crate) struct Shell {
    folder: TempDir,
    current: PathBuf,
    /// The command that failed last, with its status, until somebody asks for it.
    failed: Option<(String, i32)>,
}

impl Shell {
    /// A shell in a new folder with copies of the documents.
    pub(crate) fn new(documents: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(documents).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
        let current = folder.path().canonicalize().unwrap();
        Self { folder, current, failed: None }
    }

    /// Writes a file of the chapter.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs a command; what it prints.
    pub(crate) fn run(&mut self, text: &str, rules: &[String]) -> String {
        if text.starts_with("cargo ") {
            self.pin();
        }
        let place = self.folder.path().join(".place");
        // The next command goes on where this one ends.
        let status = self.failed.as_ref().map_or(0, |(_, status)| *status);
        let script = format!(
            "exec 2>&1\n(exit {status})\n{text}\nstatus=$?\npwd > \"$PLACE\"\nexit $status"
        );
        let binary = Path::new(env!("CARGO_BIN_EXE_clientwright")).parent().unwrap();
        let path = env::var_os("PATH").unwrap_or_default();
        let path = [binary.to_owned()].into_iter().chain(env::split_paths(&path));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide");
        let mut command = Command::new("sh");
        command.args(["-c", &script]).current_dir(&self.current);
        // What cargo tells the tests is not for the programs of the guide.
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("CARGO_") && !["CARGO_HOME", "CARGO_INCREMENTAL"].contains(&&*name)
            {
                command.env_remove(name);
            }
        }
        let output = command
            .env("PATH", env::join_paths(path).unwrap())
            .env("PLACE", &place)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env("CARGO_PROFILE_TEST_DEBUG", "false")
            .env("NO_COLOR", "1")
            .env("CARGO_TERM_COLOR", "never")
            .output()
            .unwrap();
        // Whoever asks for the status knows of it.
        let asks = text.contains("$?");
        self.failed = match output.status.code() {
            Some(0) => self.failed.take().filter(|_| !asks),
            code => Some((text.to_owned(), code.unwrap_or(-1))),
        };
        if let Ok(place) = fs::read_to_string(place) {
            self.current = PathBuf::from(place.trim_end());
        }
        let said = String::from_utf8(output.stdout).unwrap();
        rules.iter().fold(said, |said, rule| self.replaced(&said, rule))
    }

    /// A command that failed although nothing below it says so.
    pub(crate) fn unnoticed(&mut self) -> Option<String> {
        let (text, status) = self.failed.take()?;
        Some(format!("`{text}` ends with {status}: show it by `echo $?`"))
    }

    /// Lets cargo take the versions of this repository, which are at hand.
    fn pin(&self) {
        let lock = self.current.join("Cargo.lock");
        if self.current.join("Cargo.toml").exists() && !lock.exists() {
            fs::copy(root().join("Cargo.lock"), lock).unwrap();
        }
    }

    fn replaced(&self, said: &str, rule: &str) -> String {
        match rule {
            "folder" => {
                let folder = self.folder.path().canonicalize().unwrap();
                said.replace(folder.to_str().unwrap(), "/home/me/guide")
            }
            "seconds" => {
                let seconds = Regex::new(r"\b[0-9]+\.[0-9]+s\b").unwrap();
                seconds.replace_all(said, "0.00s").into_owned()
            }
            rule => panic!("no rule is called `{rule}`"),
        }
    }
}
