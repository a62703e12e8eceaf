//! What is known to differ, each with the comment of the document that says why.

use std::path::{Path, PathBuf};

use clientwright::Options;
use clientwright::analysis::verify::{Level, Report, verify};
use clientwright::source::Source;
use tests::fixture::sources;

/// A code, how the place ends, and words of the comment.
pub(crate) type Known = (&'static str, &'static str, &'static str);

/// What differs at CBRAIN.
pub(crate) const CBRAIN: &[Known] = &[(
    "undocumented-media-type",
    "#/paths/~1session/post/requestBody",
    "The service reads the same two fields from a JSON body too.",
)];

/// What differs at Orbit. Its times have no offset, wherever they are.
pub(crate) const ORBIT: &[Known] = &[
    ("wrong-format", "/format", "# - Times were seen without an offset only, as"),
    ("undocumented-body", "LoginRefused", "so none is declared here either."),
    ("undocumented-property", "/Licence", "# Newer servers send further keys."),
    ("unknown-enum-value", "/IncludeDeleted/enum", "# Some clients send the first letter in small"),
];

fn document(api: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/{api}.yaml"))
}

pub(crate) fn compared(api: &str, recording: Source, server: &str) -> Report {
    let sources = sources(&document(api));
    let servers = [server.to_owned()];
    verify(&sources, &[recording], &servers, &Options::new(api)).unwrap()
}

/// Fails where something differs that is not known.
pub(crate) fn assert_known(api: &str, report: &Report, known: &[Known]) {
    let texts: Vec<Source> = sources(&document(api));
    for (_, _, words) in known {
        assert!(texts.iter().any(|source| source.text().contains(words)), "{words}");
    }
    let is_known = |one: &&clientwright::analysis::verify::Difference| {
        known.iter().any(|(code, end, _)| {
            one.kind.slug() == *code && one.pointer.to_string().ends_with(end)
        })
    };
    let differences = report.differences.iter();
    let new: Vec<String> = differences
        .filter(|one| one.kind.level() == Level::Difference && !is_known(one))
        .map(|one| format!("{} {}: {}", one.kind.slug(), one.pointer, one.message))
        .collect();
    assert!(new.is_empty(), "{new:#?}\n{}", report.render());
}
