//! Real documents, old and new, where a folder of them is at hand.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::Options;
use clientwright::diagnostic::Code;
use clientwright::source::Source;

/// The largest document that is looked at where no folder is named: larger ones take minutes.
const LARGEST: usize = 500_000;

/// Two states of one real document.
pub struct Evolved {
    /// What it is called.
    pub name: String,
    /// The earlier one.
    pub old: Source,
    /// The later one.
    pub new: Source,
}

/// All pairs of the folder that `EVOLUTION` names, or those of the one beside the repository that are not
/// large; none where there is neither.
///
/// # Panics
///
/// A folder of it holds no pair.
#[must_use]
pub fn pairs() -> Vec<Evolved> {
    let Some(folder) = beside("EVOLUTION", "evolution") else { return Vec::new() };
    let mut folders: Vec<PathBuf> = entries(&folder).filter(|path| path.is_dir()).collect();
    folders.sort();
    let pairs = folders.iter().map(|folder| pair(folder));
    let is_named = std::env::var_os("EVOLUTION").is_some();
    let pairs: Vec<Evolved> =
        pairs.filter(|pair| is_named || pair.new.text().len() <= LARGEST).collect();
    assert!(pairs.len() > 3, "{}", folder.display());
    pairs
}

fn pair(folder: &Path) -> Evolved {
    let state = |stem: &str| {
        let is_it = |path: &PathBuf| path.file_stem().is_some_and(|name| name == stem);
        let path = entries(folder).find(is_it);
        let path = path.unwrap_or_else(|| panic!("no `{stem}` in {}", folder.display()));
        Source::new("api.yaml", text(&path))
    };
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Evolved { name, old: state("old"), new: state("new") }
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// The text of a document; without what a key has that is written again, which is an error.
fn text(path: &Path) -> String {
    let mut text = fs::read_to_string(path).unwrap_or_default();
    loop {
        let source = [Source::new("api.yaml", text.clone())];
        let found = clientwright::generate(&source, &Options::new("client")).1;
        let mut found = found.iter().filter(|one| one.code() == Code::DuplicateKey);
        let Some(label) = found.next_back().and_then(|one| one.primary()) else { return text };
        let start = text[..label.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let depth = |line: &str| line.len() - line.trim_start().len();
        let mut lines = text[start..].split_inclusive('\n');
        let first = lines.next().unwrap_or_default();
        let within = lines.take_while(|line| depth(line) > depth(first));
        let end = start + first.len() + within.map(str::len).sum::<usize>();
        text.replace_range(start..end, "");
    }
}

/// A folder that a variable of the environment names, or that is beside the repository.
#[must_use]
pub fn beside(variable: &str, folder: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
    let folder = std::env::var_os(variable).map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}
