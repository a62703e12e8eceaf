//! What cannot be compared, and what is said of it.

use std::process::Command;

use super::repository::{Repository, document, said};

#[test]
fn a_revision_that_there_is_not_is_named() {
    let it = Repository::of(&document("pets", &["pets"]));
    for name in ["v7", "--help", "HEAD:specs", "HEAD~9"] {
        let (code, text) = it.run(&format!("diff specs/pets.yaml --since={name}"));
        assert_eq!(code, 4, "{text}");
        assert!(text.contains(&format!("has no revision `{name}`")), "{text}");
        assert!(text.contains("git fetch --unshallow"), "{text}");
    }
}

#[test]
fn a_folder_that_is_in_no_repository_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pets.yaml"), document("pets", &["pets"])).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_clientwright"))
        .args(["diff", "pets.yaml", "--since", "HEAD"])
        .env("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap())
        .current_dir(folder.path())
        .output()
        .unwrap();
    let (code, text) = said(&output);
    assert_eq!(code, 4, "{text}");
    assert!(text.contains("is in no repository"), "{text}");
    assert!(text.contains("clientwright diff OLD NEW"), "{text}");
}

#[test]
fn without_git_that_is_said() {
    let it = Repository::of(&document("pets", &["pets"]));
    let output = Command::new(env!("CARGO_BIN_EXE_clientwright"))
        .args(["diff", "specs/pets.yaml", "--since", "HEAD"])
        .env("PATH", it.at("clients"))
        .current_dir(it.path())
        .output()
        .unwrap();
    let (code, text) = said(&output);
    assert_eq!(code, 4, "{text}");
    assert!(text.contains("`git`, which has the revisions, cannot be run"), "{text}");
}

#[test]
fn a_document_that_was_not_there_is_named_with_the_revision() {
    let it = Repository::of(&document("pets", &["pets"]));
    it.write("specs/shops.yaml", &document("shops", &["shops"]));
    let (code, text) = it.run("diff specs/shops.yaml --since HEAD");
    assert_eq!(code, 4, "{text}");
    assert!(text.contains("there is no file `specs/shops.yaml` in `HEAD`"), "{text}");
    it.generate("codegen specs/shops.yaml --out clients/shops");
    assert_eq!(it.run("diff --since HEAD --package shops").0, 4);
}

#[test]
fn a_document_outside_of_the_repository_is_named() {
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().join("pets.yaml");
    std::fs::write(&path, document("pets", &["pets"])).unwrap();
    let it = Repository::of(&document("pets", &["pets"]));
    let (code, text) =
        it.run(&format!("diff specs/pets.yaml --since HEAD --overlay {}", path.display()));
    assert_eq!(code, 4, "{text}");
    assert!(text.contains("is outside of the repository"), "{text}");
    it.edit("clients/pets/Cargo.toml", "../../specs/pets.yaml", path.to_str().unwrap());
    it.commit();
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 4, "{text}");
    assert!(text.contains("is outside of the repository"), "{text}");
}

#[test]
fn a_document_that_has_errors_then_is_shown_as_it_was() {
    let it = Repository::of(&document("pets", &["pets"]));
    it.write("specs/pets.yaml", "openapi: 9.9.9\n");
    it.commit();
    it.write("specs/pets.yaml", &document("pets", &["pets"]));
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 3, "{text}");
    assert!(text.starts_with("as it was in `HEAD`:\n") && text.contains("9.9.9"), "{text}");
}

#[test]
fn a_part_that_may_not_be_read_now_may_not_be_read_then() {
    let it = Repository::of(&document("pets", &["pets"]));
    for name in [".secret.yaml", "specs/.secret.yaml", "specs/open.yaml"] {
        it.write(name, "get: {responses: {'204': {description: Done}}}\n");
    }
    for (name, is_read) in [
        ("open.yaml", true),
        ("../.secret.yaml", false),
        (".secret.yaml", false),
        ("no.yaml", false),
    ] {
        let part = format!("  /part: {{$ref: {name}}}\n");
        it.write("specs/pets.yaml", &(document("pets", &["pets"]) + &part));
        it.commit();
        it.write("specs/pets.yaml", &document("pets", &["pets"]));
        let (_, text) = it.run("diff specs/pets.yaml --since HEAD");
        assert_eq!(text.starts_with("GET /part\n"), is_read, "{name}: {text}");
    }
}

#[test]
fn options_that_the_manifest_has_are_refused_beside_it() {
    let it = Repository::of(&document("pets", &["pets"]));
    for arguments in [
        "diff --since HEAD --include id:a",
        "diff --since HEAD --old-overlay a.yaml",
        "diff specs/pets.yaml --since HEAD --new-overlay a.yaml",
        "diff specs/pets.yaml",
        "diff specs/pets.yaml specs/pets.yaml --since HEAD",
        "diff specs/pets.yaml specs/pets.yaml --package pets",
        "diff --since HEAD --package none",
    ] {
        let (code, text) = it.run(arguments);
        assert_eq!(code, 2, "{arguments}: {text}");
    }
}
