//! The crates of the document with and without a hostile text.

use std::sync::LazyLock;
use std::thread;

use clientwright::diagnostic::Code;
use clientwright::output::Tree;
use clientwright::source::Source;
use clientwright::{Generated, Options, generate};
use tests::injected::{NAMES, PROSE, RULED, TEXTS, document_with_code};
use tests::settled;

/// A crate whose document has a hostile text in some place.
pub(crate) struct Hostile {
    /// The text and the place.
    pub(crate) what: String,
    /// The files, without those that are the same for all.
    pub(crate) tree: Tree,
    pub(crate) manifest: String,
    /// Whether the same was found as in the harmless document: if not, something was left out,
    /// and said to be.
    pub(crate) is_whole: bool,
}

/// The crate of a document, and what was found.
pub(crate) fn crate_of(text: &str) -> (Option<Generated>, Vec<String>) {
    let sources = [Source::new("zqapi.yaml", text)];
    let (generated, found) = generate(&sources, &Options::new("injected"));
    // A name that ends in `/etc/passwd` is called like a secret, and changes nothing.
    let found = found.iter().filter(|one| one.code() != Code::PlainSecret);
    (generated, found.map(|one| one.one_line(&sources)).collect())
}

/// What stands where nothing hostile does: prose needs words, a name has those of its place.
fn harmless(place: &str) -> String {
    if PROSE.contains(&place) { "Some words".to_owned() } else { String::new() }
}

/// The files without the runtime, which has to be the same where nothing was left out.
fn own(tree: &Tree, is_whole: bool) -> Tree {
    static RUNTIME: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
        let generated = crate_of(&document_with_code(harmless)).0.unwrap();
        let runtime = generated.tree.iter().filter(|(path, _)| path.starts_with("src/runtime/"));
        runtime.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
    });
    let is_runtime = |path: &str| path.starts_with("src/runtime/");
    let runtime = tree.iter().filter(|(path, _)| is_runtime(path));
    let usual = RUNTIME.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    // The first line has the hash of the document.
    let runtime = runtime.map(|(path, text)| (path, below_first(text)));
    let usual = usual.map(|(path, text)| (path, below_first(text)));
    assert!(!is_whole || runtime.eq(usual), "another runtime");
    let own = tree.iter().filter(|(path, _)| !is_runtime(path));
    own.map(|(path, text)| (path, first_settled(text))).collect()
}

fn below_first(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, below)| below)
}

/// A text without the document's hash in its first line.
fn first_settled(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    format!("{}\n{}", settled(first), below_first(text))
}

/// The crate of the harmless document.
pub(crate) fn plain() -> Hostile {
    let (generated, found) = crate_of(&document_with_code(harmless));
    let generated = generated.unwrap_or_else(|| panic!("{found:#?}"));
    assert!(found.is_empty(), "{found:#?}");
    let (what, tree) = ("nothing".to_owned(), own(&generated.tree, true));
    Hostile { what, tree, manifest: first_settled(&generated.manifest), is_whole: true }
}

/// Crates with hostile texts: each text in all prose at once, in all names at once, and in each
/// place alone that has rules of its own.
pub(crate) fn hostile() -> &'static [Hostile] {
    static ALL: LazyLock<Vec<Hostile>> = LazyLock::new(|| {
        let work = |texts: &[&str]| texts.iter().flat_map(|text| of_text(text)).collect::<Vec<_>>();
        thread::scope(|scope| {
            let parts: Vec<_> =
                TEXTS.chunks(16).map(|part| scope.spawn(move || work(part))).collect();
            parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
        })
    });
    &ALL
}

/// The crate of the document with a text in a place of code, where it is not refused.
pub(crate) fn code_of(place: &str, text: &str) -> Option<Hostile> {
    let what = format!("{text:?} as {place}");
    let at = |other: &str| if other == place { text.to_owned() } else { harmless(other) };
    let (generated, found) = crate_of(&document_with_code(at));
    assert_eq!(generated.is_some(), found.is_empty(), "{what}: {found:#?}");
    let generated = generated?;
    let tree = own(&generated.tree, true);
    Some(Hostile { what, tree, manifest: first_settled(&generated.manifest), is_whole: true })
}

fn of_text(text: &str) -> Vec<Hostile> {
    let one = |what: &str, is_there: &dyn Fn(&str) -> bool| {
        let what = format!("{text:?} as {what}");
        let at = |place: &str| if is_there(place) { text.to_owned() } else { harmless(place) };
        let (generated, found) = crate_of(&document_with_code(at));
        let is_whole = found.is_empty();
        assert!(generated.is_some() || !is_whole, "{what}: nothing is said");
        let hostile = generated.map(|generated| {
            let tree = own(&generated.tree, is_whole);
            Hostile { what, tree, manifest: first_settled(&generated.manifest), is_whole }
        });
        (hostile, found)
    };
    let mut all = Vec::new();
    for (what, places) in [("prose", PROSE.as_slice()), ("names", &NAMES)] {
        let (hostile, found) = one(what, &|place| places.contains(&place));
        assert!(found.is_empty(), "{text:?} as {what}: {found:#?}");
        all.extend(hostile);
    }
    all.extend(RULED.iter().filter_map(|place| one(place, &|at| at == *place).0));
    all
}

#[test]
fn most_texts_can_be_names_of_any_kind() {
    for place in RULED {
        let of_place = hostile().iter().filter(|hostile| hostile.what.ends_with(place));
        let whole = of_place.filter(|hostile| hostile.is_whole).count();
        assert!(whole > 3, "{place}: {whole}");
    }
}

/// The folder that a file is in; that of a tag's doubles is the tag's, which has its name.
pub(crate) fn folder(path: &str) -> &str {
    let file = path.strip_suffix("/doubles.rs").unwrap_or(path);
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}
