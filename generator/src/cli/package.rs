//! The package of a crate: its name, and what its manifest has to say.

use std::collections::BTreeSet;
use std::path::Path;

use crate::disk;
use crate::limit::Limits;
use crate::model::Api;
use crate::source::visible_text;

/// Names that are taken besides the keywords: by crates that every crate sees, and by 2024.
const RESERVED: [&str; 6] = ["alloc", "core", "gen", "proc_macro", "std", "test"];

/// Whether cargo and Rust take the name.
///
/// # Errors
///
/// Why they do not (The Cargo Book, "The `name` field"; `cargo new` is as strict).
pub(super) fn check(name: &str) -> Result<(), String> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let reason = if name.is_empty() {
        "it is empty".to_owned()
    } else if let Some(letter) = name.chars().find(|c| !is_letter(*c)) {
        format!("{letter:?} is none of letters (a to z), digits, `-` and `_`")
    } else if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        "it does not begin with a letter".to_owned()
    } else if is_taken(&name.replace('-', "_")) {
        "it is a word of Rust, or a crate of its own".to_owned()
    } else {
        return Ok(());
    };
    Err(format!("{name:?} is no name of a package: {reason}; choose one by `--package`"))
}

/// Whether the name of a crate is a keyword, or that of another crate.
fn is_taken(name: &str) -> bool {
    RESERVED.contains(&name) || syn::parse_str::<syn::Ident>(name).is_err()
}

/// The name in the `Cargo.toml` of a crate that is there already.
pub(super) fn name_in(out: &Path) -> Option<String> {
    manifest(out)?.get("package")?.get("name")?.as_str().map(str::to_owned)
}

/// The name of a folder as the name of a package.
pub(super) fn name_of(out: &Path) -> String {
    let folder =
        out.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let letters =
        folder.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' });
    let name = letters.collect::<String>().trim_matches(['-', '_']).to_owned();
    match name.chars().next() {
        None => "client".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("client-{name}"),
        Some(_) => name,
    }
}

/// All that the `Cargo.toml` of `out` lacks, as warnings.
pub(super) fn all_lacking(out: &Path, needed: &str, apis: &[Api]) -> String {
    lacks(out, needed) + &lacks_crates(out, apis)
}

/// What the `Cargo.toml` of `out` lacks of `needed`, the manifest of a new crate: a warning, or
/// nothing. A manifest that is there belongs to its author, and is not touched.
pub(super) fn lacks(out: &Path, needed: &str) -> String {
    let Some(there) = manifest(out) else {
        return String::new();
    };
    let mut missing = String::new();
    for table in ["features", "dependencies"] {
        let known = there.get(table).and_then(toml::Value::as_table);
        let is_known =
            |key: &str| key == "default" || known.is_some_and(|known| known.contains_key(key));
        let lines = lines_of(needed, table).filter(|(key, _)| !is_known(key));
        let lines: String = lines.map(|(_, line)| format!("    {line}\n")).collect();
        if !lines.is_empty() {
            missing.push_str(&format!("\n    [{table}]\n{lines}"));
        }
    }
    missing.push_str(&missing_features(&there, needed));
    if missing.is_empty() {
        return missing;
    }
    let defaults = missing_defaults(&there, needed);
    if !defaults.is_empty() {
        missing.push_str(&format!("\nand to `default` of its features: {defaults}\n"));
    }
    let path = out.join("Cargo.toml");
    let path = visible_text(&path.display().to_string());
    format!("warning: {path} lacks what the generated code needs; add:\n{missing}\n")
}

/// Which crates the `Cargo.toml` of `out` lacks of those that the documents name, as `x-rust-type` does: a
/// warning, or nothing. Where each comes from is its author's to say: a name alone can be that of
/// another crate.
fn lacks_crates(out: &Path, apis: &[Api]) -> String {
    let Some(there) = manifest(out) else {
        return String::new();
    };
    let known = there.get("dependencies").and_then(toml::Value::as_table);
    let is_known = |name: &str| {
        let mut known = known.into_iter().flat_map(toml::Table::keys);
        known.any(|known| known.replace('-', "_") == name)
    };
    let named: BTreeSet<&str> = apis.iter().flat_map(Api::crates_of_user).collect();
    let lacking: Vec<String> =
        named.into_iter().filter(|name| !is_known(name)).map(|name| format!("`{name}`")).collect();
    if lacking.is_empty() {
        return String::new();
    }
    let path = out.join("Cargo.toml");
    let path = visible_text(&path.display().to_string());
    format!(
        "warning: {path} lacks crates that the document names: {}; add each to its `[dependencies]`, such as \
         by `cargo add --path`\n",
        lacking.join(", ")
    )
}

/// The features that `needed` has of a dependency, and that it does not have in `there`. One whose
/// features are written elsewhere, or that has its default ones, is taken to have all.
fn missing_features(there: &toml::Table, needed: &str) -> String {
    let dependencies = |manifest: &toml::Table| {
        manifest.get("dependencies").and_then(toml::Value::as_table).cloned().unwrap_or_default()
    };
    let features = |dependency: &toml::Value| {
        let features = dependency.get("features").and_then(toml::Value::as_array).cloned();
        features.unwrap_or_default()
    };
    let (known, needed) = (dependencies(there), needed.parse().map(|table| dependencies(&table)));
    let mut missing = String::new();
    for (name, needed) in needed.unwrap_or_default() {
        let Some(known) = known.get(&name) else { continue };
        let has_defaults = known.get("default-features").and_then(toml::Value::as_bool);
        if has_defaults != Some(false) || known.get("workspace").is_some() {
            continue;
        }
        let known = features(known);
        let lacking: Vec<String> = features(&needed)
            .iter()
            .filter(|feature| !known.contains(feature))
            .map(toml::Value::to_string)
            .collect();
        if !lacking.is_empty() {
            missing.push_str(&format!("\nto the features of `{name}`: {}\n", lacking.join(", ")));
        }
    }
    missing
}

/// The features of `needed` that are on by default, and that `there` does not have.
fn missing_defaults(there: &toml::Table, needed: &str) -> String {
    let features = |manifest: &toml::Table| {
        manifest.get("features").and_then(toml::Value::as_table).cloned().unwrap_or_default()
    };
    let (known, needed) = (features(there), needed.parse().map(|needed| features(&needed)));
    let defaults = needed.ok().and_then(|mut features| features.remove("default"));
    let defaults = defaults.iter().filter_map(toml::Value::as_array).flatten();
    let names = defaults.filter_map(toml::Value::as_str).filter(|name| !known.contains_key(*name));
    names.map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}

/// The lines of a table of a manifest that the generator wrote, with their keys.
fn lines_of<'m>(manifest: &'m str, table: &str) -> impl Iterator<Item = (&'m str, &'m str)> {
    let head = format!("[{table}]");
    let lines = manifest.lines().skip_while(move |line| *line != head).skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| Some((line.split_once(" = ")?.0, line)))
}

/// The manifest of the crate that is in a folder; none where it cannot be read.
pub(super) fn manifest(out: &Path) -> Option<toml::Table> {
    let (_, text) = disk::read_source(&out.join("Cargo.toml"), &Limits::default()).ok()?;
    text.parse().ok()
}
