//! How a crate is made, as its own manifest has it: `[package.metadata.clientwright]`.
//!
//! Paths in it are as the crate's folder sees them.

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum as _;
use fs_err as fs;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::choice::{Choice, Reading, RuntimeName, plain, relative};
use super::job::{Job, Settings};
use super::package;
use crate::disk::STANDARD_INPUT;
use crate::lower::TagFeatures;
use crate::source::{UrlMap, visible_text};

/// The table's name within a package's metadata.
const TABLE: &str = "clientwright";

/// The command that makes all crates that remember how.
const COMMAND: &str = "clientwright codegen";

/// The table. Its keys are the options of the command.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    documents: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    overlay: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by_hand: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    map: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    include: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exclude: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag_features: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cut_type_prefix: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bind: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    secret: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    types_only: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    runtime: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    runtime_path: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    strict: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    limit: Vec<String>,
    /// Whether the package's own build script makes the crate, and the command does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    build_script: bool,
}

impl Table {
    /// The same without paths' steps that lead nowhere.
    fn plain(&self) -> Self {
        let plain = |path: &String| plain(Path::new(path)).display().to_string();
        let all = |paths: &[String]| paths.iter().map(plain).collect();
        let (documents, overlay) = (all(&self.documents), all(&self.overlay));
        let by_hand = all(&self.by_hand);
        let (within, runtime_path) =
            (self.within.as_ref().map(plain), self.runtime_path.as_ref().map(plain));
        Self { documents, overlay, by_hand, within, runtime_path, ..self.clone() }
    }
}

/// What a job is told, as lines of a manifest; none where it cannot be done again. Paths become those that the crate's folder sees.
pub fn remembering(document: &Path, out: &Path, settings: &Settings) -> Option<String> {
    // What came once does not come again.
    if document == Path::new(STANDARD_INPUT) {
        return None;
    }
    let seen = |path: &Path| relative(out, path);
    let all = |paths: &[PathBuf]| paths.iter().map(|path| seen(path)).collect();
    let Settings { reading, choice, strict, by_hand, limits, .. } = settings;
    let word = |value: Option<clap::builder::PossibleValue>| {
        value.map(|value| value.get_name().to_owned())
    };
    let table = Table {
        documents: vec![seen(document)],
        overlay: all(&reading.overlays),
        by_hand: by_hand.iter().map(|path| seen(path)).collect(),
        within: reading.within.as_deref().map(seen),
        map: reading.maps.iter().map(|map| moved(map, seen).to_string()).collect(),
        include: choice.include.clone(),
        exclude: choice.exclude.clone(),
        tag_features: Some(choice.tag_features)
            .filter(|when| *when != TagFeatures::Auto)
            .and_then(|when| word(when.to_possible_value())),
        cut_type_prefix: choice.cut_type_prefix.clone(),
        bind: choice.bind.clone(),
        secret: choice.secret.clone(),
        types_only: choice.types_only,
        runtime: Some(choice.runtime)
            .filter(|how| *how != RuntimeName::Bundled)
            .and_then(|how| word(how.to_possible_value())),
        runtime_path: choice.runtime_path.as_deref().map(seen),
        strict: *strict,
        limit: limits.clone(),
        build_script: false,
    };
    // A table of texts and lists of texts is TOML.
    let lines = toml::to_string(&table).ok()?;
    Some(format!(
        "\n# How `clientwright codegen`, without arguments, makes this crate.\n\
         [package.metadata.{TABLE}]\n{lines}"
    ))
}

/// What the manifest of a crate that was there says otherwise of how it is made than `lines` do, or that
/// it does not say it; nothing where both say the same. It is its author's, and is not touched.
pub(super) fn otherwise(out: &Path, lines: &str) -> String {
    let table = |manifest: &toml::Table| {
        let table = manifest.get("package")?.get("metadata")?.get(TABLE)?.clone();
        table.try_into::<Table>().ok()
    };
    let Some(there) = package::manifest(out) else { return String::new() };
    let path = visible_text(&out.join("Cargo.toml").display().to_string());
    let known = there.get("package").and_then(|package| package.get("metadata")?.get(TABLE));
    let Some(wanted) = lines.parse().ok().as_ref().and_then(table) else { return String::new() };
    let (kind, says) = match known {
        Some(_) if table(&there).is_some_and(|there| there.plain() == wanted.plain()) => {
            return String::new();
        }
        Some(_) => (
            "warning",
            "says otherwise how this crate is made, and `clientwright codegen` will do as it says",
        ),
        None => (
            "note",
            "does not say how this crate is made, so that `clientwright codegen` cannot make it again",
        ),
    };
    let lines = lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines: String = lines.map(|line| format!("    {line}\n")).collect();
    format!("{kind}: {path} {says}; what was chosen now would be:\n\n{lines}\n")
}

/// The jobs of all crates of the workspace here that remember how they are made; of one of them,
/// where its package is named.
///
/// # Errors
///
/// When there is no workspace, no such crate, or a table that means nothing.
pub(super) fn jobs(package: Option<&str>) -> Result<Vec<Job>, String> {
    let mut jobs = Vec::new();
    let (scripted, found): (Vec<Found>, _) = workspace()?.into_iter().partition(Found::is_scripted);
    if let Some(name) = package.filter(|name| scripted.iter().any(|found| found.name == *name)) {
        return Err(format!(
            "the build script of the package `{name}` generates it: build the package"
        ));
    }
    for found in found {
        if package.is_none_or(|name| name == found.name) {
            let name = found.name.clone();
            let job = found.job();
            jobs.push(job.map_err(|reason| {
                format!("`[package.metadata.{TABLE}]` of the package `{name}`: {reason}")
            })?);
        }
    }
    if jobs.is_empty() {
        let which = package.map_or_else(
            || "no package of this workspace".to_owned(),
            |name| format!("no package `{}` of this workspace", visible_text(name)),
        );
        return Err(format!(
            "{which} says how it is generated: name a document and `--out FOLDER`, or write \
             `[package.metadata.{TABLE}]` with `documents = [\"openapi.yaml\"]` into its Cargo.toml"
        ));
    }
    Ok(jobs)
}

/// The job of the crate in a folder, by its manifest; none where that has no table.
pub(super) fn job_of(manifest: &toml::Table, folder: &Path) -> Option<Result<Job, String>> {
    let package = manifest.get("package")?;
    let table = serde_json::to_value(package.get("metadata")?.get(TABLE)?).ok()?;
    let name = package.get("name")?.as_str()?.to_owned();
    Some(Found { name, folder: folder.to_owned(), table }.job())
}

/// The job of the build script of a package.
///
/// # Errors
///
/// When its manifest cannot be read, or does not say that a build script makes the crate.
pub(super) fn scripted(folder: &Path) -> Result<Job, String> {
    let path = folder.join("Cargo.toml");
    let shown = visible_text(&path.display().to_string());
    let text = fs::read_to_string(&path).map_err(|error| visible_text(&error.to_string()))?;
    let manifest: toml::Table = text.parse().map_err(|error| format!("{shown}: {error}"))?;
    let package = manifest.get("package");
    let table = package.and_then(|package| package.get("metadata")?.get(TABLE));
    let table = table.and_then(|table| serde_json::to_value(table).ok()).unwrap_or_default();
    let name = package.and_then(|package| package.get("name")?.as_str()).unwrap_or_default();
    let found = Found { name: name.to_owned(), folder: near(folder), table };
    if !found.is_scripted() {
        return Err(format!(
            "{shown} does not say that a build script makes the crate: write `build-script = true` and \
             `documents = [\"openapi.yaml\"]` into its `[package.metadata.{TABLE}]`"
        ));
    }
    found.job().map_err(|reason| format!("`[package.metadata.{TABLE}]` of {shown}: {reason}"))
}

/// A package that has the table.
struct Found {
    name: String,
    folder: PathBuf,
    table: Value,
}

/// The packages of the workspace here that have the table, as cargo reads it.
fn workspace() -> Result<Vec<Found>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--no-deps", "--format-version", "1", "--offline"];
    let output = Command::new(cargo).args(arguments).output();
    let output = output.map_err(|error| format!("cargo, which knows the workspace: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "cargo finds no workspace here ({}); name a document and `--out FOLDER`",
            visible_text(said.trim().trim_start_matches("error: "))
        ));
    }
    let read: Metadata = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("`cargo metadata` says what is not understood: {error}"))?;
    let found = read.packages.into_iter().filter_map(|package| {
        let table = package.metadata.get(TABLE)?.clone();
        let folder = package.manifest_path.parent()?.to_owned();
        Some(Found { name: package.name, folder: near(&folder), table })
    });
    Ok(found.collect())
}

/// The part of `cargo metadata` that is read.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    #[serde(default)]
    metadata: Value,
}

/// A folder as it is seen from here, where it is below.
fn near(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| folder.strip_prefix(here).ok());
    match below {
        Some(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Some(below) => below.to_owned(),
        None => folder.to_owned(),
    }
}

/// The table as it is written. What is wrong is said of its key, which the reader does not know.
fn table_of(table: Value) -> Result<Table, String> {
    let keys = table.as_object().cloned().unwrap_or_default();
    let alone = keys.into_iter().find_map(|(key, value)| {
        let alone: serde_json::Map<String, Value> =
            [(key.clone(), value.clone())].into_iter().collect();
        let error = serde_json::from_value::<Table>(alone.into()).err()?.to_string();
        let is_text = value.is_string() && error.contains("expected a sequence");
        let help = if is_text { format!("; write `{key} = [{value}]`") } else { String::new() };
        Some(if error.contains(&key) { error } else { format!("`{key}`: {error}{help}") })
    });
    match alone {
        Some(error) => Err(error),
        None => serde_json::from_value(table).map_err(|error| error.to_string()),
    }
}

impl Found {
    /// Whether its own build script makes it.
    fn is_scripted(&self) -> bool {
        self.table.get("build-script").and_then(Value::as_bool).unwrap_or_default()
    }

    fn job(self) -> Result<Job, String> {
        let Self { name, folder, table } = self;
        let table = table_of(table)?;
        if table.documents.is_empty() {
            return Err("`documents` has no path of a document".to_owned());
        }
        if table.documents.len() > 1 && !table.overlay.is_empty() {
            return Err(
                "`overlay` is for one document; beside one of several, `shop.overlay.yaml` \
                        is applied to `shop.yaml`"
                    .to_owned(),
            );
        }
        let path = |text: &String| plain(&folder.join(text));
        let paths = |texts: &[String]| texts.iter().map(path).collect::<Vec<PathBuf>>();
        let joined = |path: &Path| plain(&folder.join(path)).display().to_string();
        let maps = table.map.iter().map(|map| Ok(moved(&UrlMap::parse(map)?, joined)));
        let reading = Reading {
            within: table.within.as_ref().map(path),
            maps: maps.collect::<Result<_, String>>()?,
            overlays: paths(&table.overlay),
        };
        let choice = Choice {
            include: table.include,
            exclude: table.exclude,
            tag_features: word("tag-features", table.tag_features.as_deref())?,
            cut_type_prefix: table.cut_type_prefix,
            bind: table.bind,
            secret: table.secret,
            types_only: table.types_only,
            runtime: word("runtime", table.runtime.as_deref())?,
            runtime_path: table.runtime_path.as_ref().map(path),
        };
        let (package, strict) = (Some(name), table.strict);
        let settings =
            Settings { package, strict, reading, by_hand: None, choice, limits: table.limit };
        let (documents, by_hand) = (paths(&table.documents), paths(&table.by_hand));
        let job = Job::new(documents, &folder, settings, COMMAND.to_owned())?;
        Ok(Job { by_hand, ..job })
    }
}

/// A map whose folder is named as somebody else sees it.
fn moved(map: &UrlMap, seen: impl Fn(&Path) -> String) -> UrlMap {
    map.moved(&seen(Path::new(map.folder())))
}

/// The value that a word of the table stands for.
fn word<T: clap::ValueEnum + Default>(key: &str, word: Option<&str>) -> Result<T, String> {
    let Some(word) = word else { return Ok(T::default()) };
    T::from_str(word, false).map_err(|_| {
        let known = T::value_variants().iter().filter_map(T::to_possible_value);
        let known: Vec<String> = known.map(|value| format!("`{}`", value.get_name())).collect();
        format!("`{key}` is one of {}", known.join(", "))
    })
}
