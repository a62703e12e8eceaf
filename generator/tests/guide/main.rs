//! The guide says what is: its commands are run, and print what stands there; its Rust is that of
//! programs that compile and run; its links lead somewhere.
//!
//! `GUIDE_UPDATE=1` writes into the chapters what the commands print now.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by it"
)]

mod chapter;
mod links;
mod shell;

use std::fs;
use std::path::{Path, PathBuf};

use chapter::{Chapter, Step};
use shell::Shell;

/// The folder of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The folder of the guide.
fn guide() -> PathBuf {
    root().join("docs/guide")
}

/// The chapters, in the order in which they are read.
fn chapters() -> Vec<Chapter> {
    let folder = guide().join("src");
    let summary = fs::read_to_string(folder.join("SUMMARY.md")).unwrap();
    let targets = summary.lines().filter_map(|line| line.split_once("](")?.1.strip_suffix(')'));
    targets.map(|name| Chapter::read(&folder.join(name))).collect()
}

#[test]
fn each_command_prints_what_the_guide_says() {
    let is_updated = std::env::var_os("GUIDE_UPDATE").is_some();
    let only = std::env::var("GUIDE_CHAPTER").ok();
    let mut wrong = Vec::new();
    for mut chapter in chapters() {
        if only.as_ref().is_some_and(|only| !chapter.path.ends_with(only)) {
            continue;
        }
        let mut shell = Shell::new(&guide().join("documents"));
        for step in &mut chapter.steps {
            match step {
                Step::File { path, text } => shell.write(path, text),
                Step::Console(block) => {
                    for command in &mut block.commands {
                        let said = shell.run(&command.text, &block.rules);
                        if command.output != said {
                            let line = command.line;
                            wrong.push(format!(
                                "{}:{line}: `{}`\n--- the guide\n{}--- printed\n{said}",
                                chapter.path.display(),
                                command.text,
                                command.output,
                            ));
                            command.output = said;
                        }
                    }
                    if let Some(failure) = shell.unnoticed() {
                        wrong.push(format!("{}: {failure}", chapter.path.display()));
                    }
                }
            }
        }
        if is_updated {
            chapter.rewrite();
        }
    }
    assert!(
        wrong.is_empty() || is_updated,
        "{}\n`GUIDE_UPDATE=1` takes over what is printed",
        wrong.join("\n")
    );
}
