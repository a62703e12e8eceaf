//! The build script of a crate whose source is not committed: the crate is generated where cargo keeps
//! what scripts make, each time that a document changes.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, io};

use quote::ToTokens as _;

use super::failure::Failure;
use super::package;
use super::remembered::scripted;
use crate::diagnostic::{Diagnostics, Severity};
use crate::disk::{self, OnDisk};
use crate::name::lock::{self, Lock};
use crate::output::{self, Tree};
use crate::source::{Source, inert, visible_text};
use crate::{Generated, generate};

/// What says how the crate is made.
const MANIFEST: &str = "Cargo.toml";
/// The root of the crate, and what is included of it: what is included has no attributes of its own.
const ROOT: &str = "src/lib.rs";
/// No module of an API can be called like it.
const INCLUDED: &str = "src/build-script.rs";

/// Why a build script could not generate its crate.
///
/// Its `Debug` is its `Display`: cargo shows the former where `main` returns it.
pub struct BuildError(String);

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BuildError {}

impl From<Failure> for BuildError {
    fn from(failure: Failure) -> Self {
        Self(inert(failure.text().trim_end()))
    }
}

/// Generates, in a build script, the crate that `[package.metadata.clientwright]` of its `Cargo.toml`
/// describes.
///
/// The table is that of `clientwright codegen`, with `build-script = true`, so that the command leaves the
/// package alone. The root of the package takes the crate in, and nothing else stands in it that would be
/// called as a part of it:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/src/build-script.rs"));
/// ```
///
/// The names are held by `clientwright.lock` beside `Cargo.toml`, where there is one; the script never
/// writes it, but into `OUT_DIR`. Each warning of the document is a warning of cargo, and so is what
/// `Cargo.toml` lacks of features, dependencies and crates that a document names. The script runs again
/// when a file changes that was read; an overlay that is new beside a document is seen at the next run.
///
/// # Errors
///
/// It runs outside of cargo; there is no such table; a file cannot be read or written; a document has
/// errors. All of it is what `clientwright codegen` would say.
pub fn build() -> Result<(), BuildError> {
    let folder = |name| {
        let missing = || BuildError(format!("`{name}` is not set: this is for build scripts"));
        env::var_os(name).map(PathBuf::from).ok_or_else(missing)
    };
    let said = written(&folder("CARGO_MANIFEST_DIR")?, &folder("OUT_DIR")?)?;
    // Whoever runs the script reads it: where nobody does, nobody has to be told.
    let _ = io::Write::write_all(&mut io::stdout(), said.as_bytes());
    Ok(())
}

/// Writes the crate of a package into `out`; what cargo is told.
fn written(folder: &Path, out: &Path) -> Result<String, BuildError> {
    let job = scripted(folder).map_err(BuildError)?;
    let sources = job.sources(&OnDisk)?;
    let options = job.held()?;
    let (generated, diagnostics) = generate(&sources, &options);
    let Some(Generated { apis, tree, manifest, lock }) = generated else {
        return Err(BuildError(inert(diagnostics.render(&sources, false).trim_end())));
    };
    let included = included(&tree)?;
    let tree: Tree = tree.iter().chain([(INCLUDED, included.as_str())]).collect();
    disk::write_over(out, &tree).map_err(Failure::Disk)?;
    let mut said = reruns(&job.out, &sources);
    said.push_str(&warnings(&sources, &diagnostics));
    let lacking = package::all_lacking(&job.out, &manifest, &apis);
    let lacking = lacking + &outdated(&job.out, out, options.lock.as_ref(), &lock);
    for line in lacking.lines().filter(|line| !line.is_empty()) {
        let line = line.strip_prefix("warning: ").unwrap_or(line);
        let _ = writeln!(said, "cargo::warning={}", inert(line));
    }
    Ok(said)
}

/// The root without what stands only in the first file of a crate.
fn included(tree: &Tree) -> Result<String, BuildError> {
    let internal = |error: syn::Error| BuildError(format!("a mistake of the generator: {error}"));
    let text = tree.get(ROOT).unwrap_or_default();
    let mark = text.lines().next().unwrap_or_default();
    let mut root = syn::parse_file(text).map_err(internal)?;
    root.attrs.clear();
    let text = output::format(root.into_token_stream()).map_err(internal)?;
    Ok(format!("{mark}\n{text}"))
}

/// The files that were read, each as a reason to run again.
fn reruns(folder: &Path, sources: &[Source]) -> String {
    let own = [MANIFEST, lock::FILE].map(|name| folder.join(name));
    let own = own.iter().filter(|path| path.exists()).map(|path| path.display().to_string());
    let names = own.chain(sources.iter().map(|source| source.name().to_owned()));
    names.map(|name| format!("cargo::rerun-if-changed={}\n", visible_text(&name))).collect()
}

/// What says that the lock beside the manifest is not that of the document any more: names that it lacks
/// would move. Nothing where there is none.
fn outdated(folder: &Path, out: &Path, held: Option<&Lock>, now: &Lock) -> String {
    if held.is_none_or(|held| held.names == now.names) {
        return String::new();
    }
    let [own, made] = [folder, out].map(|folder| folder.join(lock::FILE));
    format!(
        "{} lacks names of the document, or has more; copy {} over it, so that they stay\n",
        visible_text(&own.display().to_string()),
        visible_text(&made.display().to_string())
    )
}

/// The warnings of the documents, each on a line, as cargo shows them, with what follows and what to do.
fn warnings(sources: &[Source], diagnostics: &Diagnostics) -> String {
    let mut said = String::new();
    for found in diagnostics.iter().filter(|found| found.severity() == Severity::Warning) {
        let more = [found.what_follows(), found.what_to_do()].into_iter().flatten();
        let more: String = more.map(|words| format!("; {}", words.replace('\n', " "))).collect();
        let line = inert(&(found.one_line(sources) + &visible_text(&more)));
        let _ = writeln!(said, "cargo::warning={line}");
    }
    said
}

#[cfg(test)]
mod tests {
    use fs_err as fs;
    use tempfile::TempDir;

    use super::*;

    const DOCUMENT: &str = "openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example'}]
paths:
  /books:
    get:
      operationId: listBooks
      responses: {'200': {description: Books., content: {application/json: {schema: {type: array}}}}}
";

    /// A package with this table and this document.
    fn package(table: &str, document: &str) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let manifest =
            format!("[package]\nname = \"shop\"\n\n[package.metadata.clientwright]\n{table}");
        fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        fs::write(folder.path().join("shop.yaml"), document).unwrap();
        folder
    }

    fn build(folder: &TempDir) -> Result<(TempDir, String), BuildError> {
        let out = tempfile::tempdir().unwrap();
        written(folder.path(), out.path()).map(|said| (out, said))
    }

    const TABLE: &str = "documents = [\"shop.yaml\"]\nbuild-script = true\n";

    #[test]
    fn the_root_that_is_included_has_no_attributes_of_its_own() {
        let (out, _) = build(&package(TABLE, DOCUMENT)).unwrap();
        let text = fs::read_to_string(out.path().join(INCLUDED)).unwrap();
        assert!(text.contains("mod shop;") && text.contains("pub mod runtime;"), "{text}");
        assert!(!text.contains("//!") && !text.contains("#!["), "{text}");
    }

    #[test]
    fn what_was_read_is_a_reason_to_run_again() {
        let folder = package(TABLE, DOCUMENT);
        let files = ["Cargo.toml", "clientwright.lock", "shop.yaml", "shop.overlay.yaml"];
        let overlay = "overlay: 1.0.0\ninfo: {title: Mend, version: '1'}\n\
                       actions: [{target: $, update: {}}]\n";
        fs::write(folder.path().join("shop.overlay.yaml"), overlay).unwrap();
        let (out, _) = build(&folder).unwrap();
        let lock = "clientwright.lock";
        fs::copy(out.path().join(lock), folder.path().join(lock)).unwrap();
        let (_, said) = build(&folder).unwrap();
        let read = said.lines().filter_map(|line| line.strip_prefix("cargo::rerun-if-changed="));
        let read: Vec<&Path> = read.map(Path::new).collect();
        let wanted = files.map(|name| folder.path().join(name));
        assert_eq!(read, wanted);
    }

    #[test]
    fn what_a_person_should_know_is_a_warning_of_cargo() {
        let document = DOCUMENT.replace("type: array", "type: lots");
        let (_, said) = build(&package(TABLE, &document)).unwrap();
        let warnings = said.lines().filter_map(|line| line.strip_prefix("cargo::warning="));
        let warnings = warnings.collect::<Vec<_>>().join("\n");
        assert!(
            warnings.contains("warning[unknown-type]: `lots` is no type of JSON"),
            "{warnings}"
        );
        assert!(warnings.contains("no type of JSON; "), "{warnings}");
        assert!(warnings.contains("shop.yaml:8:"), "{warnings}");
        assert!(warnings.contains("lacks what the generated code needs"), "{warnings}");
        assert!(warnings.contains("serde_json = "), "{warnings}");
    }

    #[test]
    fn a_crate_that_the_document_names_and_the_package_lacks_is_a_warning_of_cargo() {
        let document = DOCUMENT.replace(
            "type: array",
            "type: array, items: {type: string, x-rust-type: 'my_money::Money'}",
        );
        let folder = package(TABLE, &document);
        let told = |(_, said): (TempDir, String)| {
            let crates = |line: &&str| line.contains("lacks crates that the document names");
            said.lines().find(crates).map(str::to_owned)
        };
        let warning = told(build(&folder).unwrap()).unwrap_or_default();
        assert!(warning.starts_with("cargo::warning="), "{warning}");
        assert!(warning.contains("`my_money`"), "{warning}");
        let manifest = folder.path().join("Cargo.toml");
        let known = fs::read_to_string(&manifest).unwrap() + "\n[dependencies]\nmy-money = '1'\n";
        fs::write(manifest, known).unwrap();
        assert_eq!(told(build(&folder).unwrap()), None);
    }

    #[test]
    fn a_lock_that_lacks_names_of_the_document_is_a_warning_of_cargo() {
        let folder = package(TABLE, DOCUMENT);
        let told = |said: &str| said.contains("lacks names of the document");
        let (out, said) = build(&folder).unwrap();
        assert!(!told(&said), "{said}");
        let own = folder.path().join(lock::FILE);
        fs::copy(out.path().join(lock::FILE), &own).unwrap();
        assert!(!told(&build(&folder).unwrap().1));
        let more =
            "  /shops: {get: {operationId: listShops, responses: {'204': {description: None.}}}}\n";
        fs::write(folder.path().join("shop.yaml"), format!("{DOCUMENT}{more}")).unwrap();
        let (out, said) = build(&folder).unwrap();
        assert!(told(&said), "{said}");
        fs::copy(out.path().join(lock::FILE), &own).unwrap();
        assert!(!told(&build(&folder).unwrap().1));
    }

    /// What is there is no one's: cargo has the same folder for each version of the generator.
    #[test]
    fn what_a_newer_generator_made_before_is_overwritten() {
        let (folder, out) = (package(TABLE, DOCUMENT), tempfile::tempdir().unwrap());
        written(folder.path(), out.path()).unwrap();
        let root = out.path().join(ROOT);
        let text = fs::read_to_string(&root).unwrap();
        fs::write(&root, text.replacen(crate::VERSION, "999.0.0", 1)).unwrap();
        written(folder.path(), out.path()).unwrap();
        assert_eq!(fs::read_to_string(&root).unwrap(), text);
    }

    #[test]
    fn an_error_of_the_document_is_what_the_script_ends_with() {
        let document = DOCUMENT.replace("type: array", "type: lots");
        let strict = format!("{TABLE}strict = true\n");
        let error = build(&package(&strict, &document)).err().map(|error| format!("{error:?}"));
        let error = error.unwrap_or_default();
        assert!(error.contains("error[unknown-type]: `lots` is no type of JSON"), "{error}");
        assert!(error.contains("shop.yaml:8:"), "{error}");
    }

    #[test]
    fn a_package_that_is_generated_otherwise_is_refused() {
        let refused = |table: &str| build(&package(table, DOCUMENT)).err().unwrap().to_string();
        let error = refused("documents = [\"shop.yaml\"]\n");
        assert!(error.contains("write `build-script = true`"), "{error}");
        let error = refused("documents = [\"none.yaml\"]\nbuild-script = true\n");
        assert!(error.contains("none.yaml"), "{error}");
        let folder = tempfile::tempdir().unwrap();
        let error = written(folder.path(), folder.path()).unwrap_err().to_string();
        assert!(error.contains("Cargo.toml"), "{error}");
    }
}
