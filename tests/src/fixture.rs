//! The small documents in `fixtures/`.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::Options;
use clientwright::cli::Choice;
use clientwright::document::gather;
use clientwright::limit::Limits;
use clientwright::lower::TagFeatures;
use clientwright::source::{Source, UrlMap};

/// The paths of all of them, in their order.
///
/// # Panics
///
/// When a folder cannot be read.
#[must_use]
pub fn all() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    for topic in fs::read_dir(root).unwrap() {
        let files = fs::read_dir(topic.unwrap().path()).unwrap();
        // The other files of a document are in a folder of their own.
        found.extend(files.map(|file| file.unwrap().path()).filter(|path| path.is_file()));
    }
    found.sort();
    found
}

/// The options that a document is generated with: those of the command that stand in its second
/// line, behind `# with`.
///
/// # Panics
///
/// When the document cannot be read, or the options are none.
#[must_use]
pub fn options(path: &Path) -> Options {
    let mut choice = Choice::default();
    for (option, value) in written(path) {
        match option.as_str() {
            "types-only" => choice.types_only = true,
            "include" => choice.include.push(value),
            "exclude" => choice.exclude.push(value),
            "bind" => choice.bind.push(value),
            "cut-type-prefix" => choice.cut_type_prefix.push(value),
            "secret" => choice.secret.push(value),
            "tag-features" => {
                assert_eq!(value, "always");
                choice.tag_features = TagFeatures::Always;
            }
            "map" | "overlay" | "by-hand" => {}
            _ => panic!("{option} is no option"),
        }
    }
    let mut options = Options::new("fixture");
    choice.apply(&mut options).unwrap();
    options
}

/// The options behind `# with`, each with its value.
fn written(path: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).unwrap();
    let line =
        text.lines().nth(1).and_then(|line| line.strip_prefix("# with ")).unwrap_or_default();
    let parts = line.split("--").skip(1).map(str::trim);
    let parts = parts.map(|part| part.split_once(' ').unwrap_or((part, "")));
    parts.map(|(option, value)| (option.to_owned(), value.to_owned())).collect()
}

/// A document, under its file's name alone: that is what messages show.
///
/// # Panics
///
/// When it cannot be read.
#[must_use]
pub fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap().to_str().unwrap();
    Source::new(name, fs::read_to_string(path).unwrap())
}

/// A document with the other files that it refers to, which are below the folder of its name.
///
/// # Panics
///
/// When the document cannot be read.
#[must_use]
pub fn sources(path: &Path) -> Vec<Source> {
    let maps = written(path).into_iter().filter(|(option, _)| option == "map");
    let maps: Vec<UrlMap> = maps.map(|(_, map)| UrlMap::parse(&map).unwrap()).collect();
    let folder = path.parent().unwrap();
    let mut sources = with_files(source(path), folder, &maps);
    let document = sources[0].name().to_owned();
    for (option, name) in written(path) {
        let text = || fs::read_to_string(folder.join(&name)).unwrap();
        match option.as_str() {
            "overlay" => sources.push(Source::overlay(&document, &name, text())),
            "by-hand" => sources.push(Source::by_hand(&document, &name, text())),
            _ => {}
        }
    }
    sources
}

/// A document whose text is at hand, with the other files that it refers to, of this folder.
#[must_use]
pub fn with_files(document: Source, folder: &Path, maps: &[UrlMap]) -> Vec<Source> {
    gather(document, &Limits::default(), maps, &mut |name| {
        fs::read_to_string(folder.join(name)).map_err(|_| "is not there".to_owned())
    })
}
