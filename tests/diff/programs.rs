//! Programs made of all examples of OLD's pages, compiled with the crate of NEW: what does not compile is what
//! the comparison says, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clientwright::analysis::diff::{Change, Diff, Kind, diff};
use clientwright::emit::Runtime;
use clientwright::lower::TagFeatures;
use clientwright::name::lock::Lock;
use clientwright::source::Source;
use clientwright::{Options, disk, generate, output};
use serde_json::Value;

use super::examples::{Example, examples};

/// A pair of documents, of one stem.
pub struct Pair {
    pub name: String,
    pub old: Source,
    pub new: Source,
}

/// What came of a pair.
#[derive(Debug, Default)]
pub struct Verdict {
    pub name: String,
    pub examples: usize,
    /// The examples that do not compile any more.
    pub broken: usize,
    /// The examples that a change is about that says so, and that compile.
    pub spared: usize,
    /// The rules of those changes, each with the number of its examples.
    pub spared_by: BTreeMap<&'static str, usize>,
    /// What is not as it is said.
    pub faults: Vec<String>,
}

/// What all programs may name besides the crate.
const DEPENDENCIES: &str = "
[dependencies]
bytes = \"1\"
http = \"1\"
jiff = { version = \"0.2\", default-features = false, features = [\"std\"] }
rust_decimal = { version = \"1\", default-features = false, features = [\"std\"] }
serde_json = \"1\"
tokio = { version = \"1\", features = [\"net\", \"rt\", \"time\"] }
uuid = \"1\"
";

/// How a crate is made that stands on a package of the runtime.
pub fn options(package: &str, lock: Option<Lock>) -> Options {
    let mut options = Options::new(package);
    options.tag_features = TagFeatures::Never;
    options.runtime = Runtime::Crate { path: Some("../../runtime".to_owned()) };
    options.lock = lock;
    options
}

/// A pair whose programs are written.
struct Written {
    name: String,
    found: Diff,
    examples: Vec<Example>,
}

/// Writes the crate of NEW, and the examples of OLD as a program; none where one of them is no crate.
fn write(root: &Path, index: usize, pair: Pair) -> Option<Written> {
    let (old, new) = ([pair.old], [pair.new]);
    let (before, _) = generate(&old, &options("client", None));
    let before = before?;
    let package = format!("client-{index}");
    let (after, _) = generate(&new, &options(&package, Some(before.lock.clone())));
    // What calls nothing has no client, and no example either.
    let after = after.filter(|after| after.manifest.contains("\nreqwest = "))?;
    let found = diff(&old, &new, &options("client", None)).ok()?;
    let folder = root.join("crates").join(&package);
    disk::write(&folder, &after.tree, Some(&after.manifest)).unwrap();
    let examples = examples(&before);
    let program = root.join("programs").join(index.to_string());
    fs::create_dir_all(program.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"program-{index}\"\nedition = \"2024\"\n{DEPENDENCIES}\n[dependencies.client]\n\
         package = \"{package}\"\npath = \"../../crates/{package}\"\ndefault-features = false\n\
         features = [\"reqwest\"]\n"
    );
    fs::write(program.join("Cargo.toml"), manifest).unwrap();
    for (number, example) in examples.iter().enumerate() {
        fs::write(program.join(format!("src/e{number}.rs")), &example.text).unwrap();
    }
    Some(Written { name: pair.name, found, examples })
}

/// Writes the modules of a program: all of its examples but the broken ones.
fn write_modules(root: &Path, index: usize, count: usize, broken: &BTreeSet<usize>) {
    let mut text = "#![allow(warnings)]\n".to_owned();
    for number in (0..count).filter(|number| !broken.contains(number)) {
        writeln!(text, "mod e{number};").unwrap();
    }
    fs::write(root.join(format!("programs/{index}/src/lib.rs")), text).unwrap();
}

/// The modules of each program that have an error now, by the program's number.
fn errors(root: &Path) -> BTreeMap<usize, BTreeMap<usize, String>> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--keep-going", "--offline", "--message-format", "json"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut found: BTreeMap<usize, BTreeMap<usize, String>> = BTreeMap::new();
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    for line in lines {
        let line: Value = serde_json::from_slice(line).unwrap();
        let message = &line["message"];
        if line["reason"] != "compiler-message" || message["level"] != "error" {
            continue;
        }
        let text = message["rendered"].as_str().unwrap_or_default();
        let target = line["target"]["name"].as_str().unwrap();
        let program = target.strip_prefix("program_").map(|number| number.parse().unwrap());
        // The last one only counts the others.
        let spans = message["spans"].as_array().unwrap();
        if spans.is_empty() && text.contains("aborting due to")
            || text.contains("could not compile")
        {
            continue;
        }
        let program: usize = program.unwrap_or_else(|| panic!("{target}: {text}"));
        let modules = spans.iter().filter(|span| span["is_primary"] == true).filter_map(|span| {
            let file = PathBuf::from(span["file_name"].as_str()?);
            file.file_stem()?.to_str()?.strip_prefix('e')?.parse().ok()
        });
        let of_program = found.entry(program).or_default();
        for module in modules {
            of_program.entry(module).or_insert_with(|| text.to_owned());
        }
    }
    assert!(output.status.success() || !found.is_empty(), "{said}");
    found
}

/// Writes the package of the runtime, and the versions of all that it stands on.
pub fn write_runtime(root: &Path) {
    let (tree, manifest) = output::runtime().unwrap();
    disk::write(&root.join("runtime"), &tree, Some(&manifest)).unwrap();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::copy(repository.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
}

/// Compiles the programs of all pairs, and says of each what is not as the comparison says.
pub fn judge(pairs: Vec<Pair>) -> Vec<Verdict> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_runtime(root);
    let written = pairs.into_iter().enumerate();
    let written: Vec<(usize, Written)> =
        written.filter_map(|(index, pair)| Some((index, write(root, index, pair)?))).collect();
    let mut members = String::new();
    for (index, _) in &written {
        write!(members, "\"programs/{index}\", ").unwrap();
    }
    let workspace =
        format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\nexclude = [\"runtime\"]\n");
    fs::write(root.join("Cargo.toml"), workspace).unwrap();
    let mut broken: BTreeMap<usize, BTreeMap<usize, String>> = BTreeMap::new();
    // Errors of names hide those of types.
    loop {
        for (index, it) in &written {
            let known =
                broken.get(index).into_iter().flatten().map(|(number, _)| *number).collect();
            write_modules(root, *index, it.examples.len(), &known);
        }
        let more = errors(root);
        let is_done = more.values().all(BTreeMap::is_empty);
        for (program, modules) in more {
            broken.entry(program).or_default().extend(modules);
        }
        if is_done {
            break;
        }
    }
    let none = BTreeMap::new();
    written.iter().map(|(index, it)| verdict(it, broken.get(index).unwrap_or(&none))).collect()
}

fn verdict(it: &Written, broken: &BTreeMap<usize, String>) -> Verdict {
    let mut verdict = Verdict {
        name: it.name.clone(),
        examples: it.examples.len(),
        broken: broken.len(),
        ..Verdict::default()
    };
    let breaking = || it.found.changes.iter().filter(|change| !change.answers.compiles);
    for (number, example) in it.examples.iter().enumerate() {
        let touching: Vec<&Change> =
            breaking().filter(|change| example.is_touched(change)).collect();
        let named: BTreeSet<Kind> = touching
            .iter()
            .filter(|change| example.names(change))
            .map(|change| change.kind)
            .collect();
        let slugs: BTreeSet<&'static str> = named.iter().map(|kind| kind.rule().slug).collect();
        let breaks = example.is_broken_by(&touching);
        match broken.get(&number) {
            Some(error) if touching.is_empty() => verdict.faults.push(format!(
                "{}: {} does not compile, and nothing says so:\n{error}",
                it.name, example.request
            )),
            None if breaks => {
                verdict.faults.push(format!(
                    "{}: {} compiles in spite of {slugs:?}:\n{}",
                    it.name, example.request, example.text
                ));
            }
            None if !touching.is_empty() => {
                verdict.spared += 1;
                slugs.into_iter().for_each(|slug| *verdict.spared_by.entry(slug).or_default() += 1);
            }
            _ => {}
        }
    }
    verdict
}
