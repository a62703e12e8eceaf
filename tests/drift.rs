//! `generated/` is what `specs/` say, and whatever differs is noticed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clientwright::cli::{Failure, Job};
use clientwright::disk::{self, ChangeKind};
use clientwright::emit::Runtime;
use tempfile::TempDir;

/// The repository's own job, on a copy of `generated/` that may be spoiled.
fn job_on_a_copy() -> (TempDir, Job) {
    let folder = tempfile::tempdir().unwrap();
    let mut job = xtask::job().unwrap();
    let (generated, _) =
        job.generate().unwrap_or_else(|_| panic!("our own documents have no errors"));
    job.out = folder.path().join("generated");
    disk::write(&job.out, &generated.tree, None).unwrap();
    (folder, job)
}

/// What a check finds, as kinds and paths.
fn found(job: &Job) -> Vec<(ChangeKind, String)> {
    let drift = job.check().unwrap_or_else(|_| panic!("our own documents have no errors"));
    drift.changes().iter().map(|change| (change.kind, change.path.clone())).collect()
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push((path.clone(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn generated_is_up_to_date() {
    let job = xtask::job().unwrap();
    let drift = job.check().unwrap_or_else(|_| panic!("our own documents have no errors"));
    assert!(drift.is_clean(), "{}", job.describe(&drift));
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    let (_folder, job) = job_on_a_copy();
    let before = files(&job.out);
    let (generated, _) =
        job.generate().unwrap_or_else(|_| panic!("our own documents have no errors"));
    let summary = disk::write(&job.out, &generated.tree, None).unwrap();
    assert_eq!((summary.added, summary.changed, summary.removed), (0, 0, 0));
    assert!(files(&job.out) == before);
}

#[test]
fn generating_twice_touches_nothing() {
    let (_folder, job) = job_on_a_copy();
    // Cargo compiles anew what was written after it was compiled.
    let written = || -> Vec<(PathBuf, SystemTime)> {
        let time = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
        let paths = files(&job.out).into_iter().map(|(path, _)| path);
        paths.map(|path| (path.clone(), time(&path))).collect()
    };
    for (path, _) in written() {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
    let (generated, _) =
        job.generate().unwrap_or_else(|_| panic!("our own documents have no errors"));
    disk::write(&job.out, &generated.tree, None).unwrap();
    assert!(written().iter().all(|(_, time)| *time == SystemTime::UNIX_EPOCH));
}

#[test]
fn a_file_edited_by_hand_is_found() {
    let (_folder, job) = job_on_a_copy();
    let path = job.out.join("src/cbrain/sessions.rs");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("/session", "/sessions")).unwrap();
    assert_eq!(found(&job), [(ChangeKind::Changed, "src/cbrain/sessions.rs".to_owned())]);
}

#[test]
fn a_page_edited_by_hand_is_found() {
    let (_folder, job) = job_on_a_copy();
    let path = job.out.join("docs/cbrain/SessionsApi.md");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "\nMore.\n").unwrap();
    assert_eq!(found(&job), [(ChangeKind::Changed, "docs/cbrain/SessionsApi.md".to_owned())]);
}

#[test]
fn a_deleted_file_is_found() {
    let (_folder, job) = job_on_a_copy();
    fs::remove_file(job.out.join("src/apteco/types/licence.rs")).unwrap();
    assert_eq!(found(&job), [(ChangeKind::Added, "src/apteco/types/licence.rs".to_owned())]);
}

#[test]
fn an_added_file_is_found() {
    let (_folder, job) = job_on_a_copy();
    fs::write(job.out.join("src/cbrain/extra.rs"), "//! Mine.\n").unwrap();
    assert_eq!(found(&job), [(ChangeKind::Foreign, "src/cbrain/extra.rs".to_owned())]);
}

#[test]
fn a_generated_file_that_is_of_no_use_any_more_is_found() {
    let (_folder, job) = job_on_a_copy();
    let old = fs::read_to_string(job.out.join("src/cbrain/mod.rs")).unwrap();
    fs::write(job.out.join("src/cbrain/old.rs"), old).unwrap();
    assert_eq!(found(&job), [(ChangeKind::Removed, "src/cbrain/old.rs".to_owned())]);
}

#[test]
fn a_check_writes_nothing() {
    let (_folder, job) = job_on_a_copy();
    fs::remove_file(job.out.join("src/lib.rs")).unwrap();
    let before = files(&job.out);
    assert!(!found(&job).is_empty());
    assert!(files(&job.out) == before);
}

#[test]
fn drift_names_the_command_that_mends_it() {
    let (_folder, job) = job_on_a_copy();
    fs::write(job.out.join("src/cbrain/mod.rs"), "// nothing\n").unwrap();
    let drift = job.check().unwrap_or_else(|_| panic!("our own documents have no errors"));
    let report = job.describe(&drift);
    assert!(report.contains("cargo xtask codegen"), "{report}");
    assert!(report.contains("src/cbrain/mod.rs"), "{report}");
}

#[test]
fn a_document_with_an_error_leaves_the_crate_as_it_was() {
    let (folder, mut job) = job_on_a_copy();
    let before = files(&job.out);
    let broken = folder.path().join("broken.yaml");
    fs::write(&broken, "openapi: 3.0.3\ninfo: {title: Broken, version: '1'}\n").unwrap();
    job.documents.push(broken);
    assert!(matches!(job.generate(), Err(Failure::Document(_))));
    assert!(files(&job.out) == before);
}

/// The manifest that a crate of our own documents would begin with.
fn manifest(runtime: Runtime) -> String {
    let mut job = xtask::job().unwrap();
    job.options.runtime = runtime;
    job.generate().unwrap_or_else(|_| panic!("our own documents have no errors")).0.manifest
}

/// The packages in `[dependencies]` of a manifest, those that are optional left out.
fn dependencies(manifest: &str) -> Vec<&str> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let needed = lines.filter(|line| !line.is_empty() && !line.contains("optional = true"));
    needed.filter_map(|line| line.split(['.', ' ']).next()).collect()
}

#[test]
fn a_plain_client_depends_on_what_it_needs_and_no_more() {
    let manifest = manifest(Runtime::Bundled);
    let known = [
        "base64",
        "bytes",
        "futures-core",
        "http",
        "http-body",
        "httpdate",
        "percent-encoding",
        "serde",
        "serde_json",
        "tokio",
        "url",
        "jiff",
    ];
    assert_eq!(dependencies(&manifest), known);
    let default = "default = [\"apteco\", \"cbrain\", \"apteco-all-tags\", \"rustls\"]";
    assert!(manifest.contains(default), "{manifest}");
}

#[test]
fn a_client_that_shares_the_runtime_depends_on_it_and_on_what_it_names() {
    let manifest = manifest(Runtime::Crate { path: None });
    let known = ["clientwright-runtime", "bytes", "http", "serde", "serde_json", "jiff"];
    assert_eq!(dependencies(&manifest), known);
    assert!(
        manifest.contains("features = [\"client\", \"jiff\", \"union\", \"paging\"]"),
        "{manifest}"
    );
    assert!(manifest.contains("gzip = [\"reqwest\", \"clientwright-runtime/gzip\"]"), "{manifest}");
}

#[test]
fn the_standard_transport_has_http_2_and_proxies() {
    let manifest = manifest(Runtime::Bundled);
    assert!(manifest.contains("features = [\"http2\", \"system-proxy\"]"), "{manifest}");
}
