//! Real documents with the overlays of `overlays/`, each called as its document is. The documents are
//! none of the repository's: without their folder, nothing is tried.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::diagnostic::Diagnostics;
use clientwright::source::Source;
use clientwright::{Options, generate};

use super::{cargo, write_with};

/// The documents whose lists are walked, and what their modules are called.
const WALKED: [(&str, &str); 5] = [
    ("Redocly_museum-openapi-example__openapi", "museum"),
    ("box_box-openapi__openapi__openapi-v2026.0", "box_platform"),
    ("PagerDuty_api-schema__reference__integration-slack-service__openapiv3", "slack"),
    ("XeroAPI_Xero-OpenAPI__xero_files", "files"),
    ("twilio_twilio-oai__spec__yaml__twilio_monitor_v2", "monitor"),
];

fn overlays() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("overlays")
}

/// The text of a document in `CORPUS`, or in the folder beside the repository.
fn document(stem: &str) -> Option<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let folder = std::env::var_os("CORPUS").map_or(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: there is no folder {}", folder.display());
        return None;
    }
    let files = ["yaml", "yml", "json"].map(|ending| folder.join(format!("{stem}.{ending}")));
    let file = files.into_iter().find(|file| file.is_file());
    Some(fs::read_to_string(file.unwrap_or_else(|| panic!("no document {stem}"))).unwrap())
}

/// A document, and its overlay, under another name.
fn mended(stem: &str, name: &str) -> Option<[Source; 2]> {
    let (file, overlay) = (format!("{name}.yaml"), format!("{stem}.overlay.yaml"));
    let text = fs::read_to_string(overlays().join(&overlay)).unwrap();
    Some([Source::new(&file, document(stem)?), Source::overlay(&file, overlay, text)])
}

fn told(sources: &[Source]) -> Diagnostics {
    let (generated, found) = generate(sources, &Options::new("mended"));
    assert!(generated.is_some(), "{}", found.render(sources, false));
    found
}

#[test]
fn an_overlay_leaves_less_to_tell_and_is_told_of_by_nothing() {
    for file in fs::read_dir(overlays()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let Some(stem) = name.strip_suffix(".overlay.yaml") else { continue };
        let Some(sources) = mended(stem, "mended") else { return };
        let (found, before) = (told(&sources), told(&sources[..1]));
        let report = found.render(&sources, false);
        assert!(!report.contains("overlay"), "{stem}\n{report}");
        let is_walked = WALKED.iter().any(|(walked, _)| *walked == stem);
        assert!(found.iter().count() < before.iter().count() || is_walked, "{stem}\n{report}");
    }
}

#[test]
fn lists_of_real_documents_are_walked() {
    let sources: Option<Vec<[Source; 2]>> =
        WALKED.iter().map(|(stem, name)| mended(stem, name)).collect();
    let Some(sources) = sources.map(|pairs| pairs.concat()) else { return };
    let folder = write_with(&Options::new("mended"), &sources);
    fs::create_dir(folder.path().join("tests")).unwrap();
    fs::copy(overlays().join("walks.rs"), folder.path().join("tests/walks.rs")).unwrap();
    let apis = WALKED.map(|(_, name)| name).join(",");
    let features = ["--no-default-features", "--features", &apis, "--test", "walks"];
    let (is_right, report) = cargo("test", folder.path(), &features);
    assert!(is_right, "{report}");
}
