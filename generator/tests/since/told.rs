//! What `codegen` says of an existing crate, in a line.

use super::repository::{Repository, document};

/// What the line ends with.
const LISTED: &str = "; `clientwright diff --since HEAD` lists them\n";

#[test]
fn what_changes_of_a_crate_is_summed_up_when_it_is_made_anew() {
    let it = Repository::of(&document("pets", &["pets", "cats"]));
    it.write("specs/pets.yaml", &document("pets", &["pets", "dogs", "birds"]));
    let text = it.generate("codegen");
    let line = format!("\n1 breaking, 2 additions: next version 0.2.0{LISTED}");
    assert!(text.contains(&line), "{text}");
    // It is about what was committed, not about what was generated last.
    it.write("specs/pets.yaml", &document("pets", &["pets", "dogs"]));
    let text = it.generate("codegen specs/pets.yaml --out clients/pets");
    let line = format!("\n1 breaking, 1 addition: next version 0.2.0{LISTED}");
    assert!(text.contains(&line), "{text}");
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 1, "{text}");
    assert!(text.ends_with("\n1 breaking, 1 addition: next version 0.2.0\n"), "{text}");
}

#[test]
fn a_crate_that_does_not_remember_its_document_is_listed_by_it() {
    let it = Repository::of(&document("pets", &["pets", "cats"]));
    it.edit(
        "clients/pets/Cargo.toml",
        "[package.metadata.clientwright]",
        "[package.metadata.other]",
    );
    it.commit();
    it.write("specs/pets.yaml", &document("pets", &["pets"]));
    let text = it.generate("codegen specs/pets.yaml --out clients/pets --strict");
    let listing = "clientwright diff specs/pets.yaml --since HEAD";
    assert!(text.contains(&format!("; `{listing}` lists them\n")), "{text}");
    let (code, text) = it.run(listing.strip_prefix("clientwright ").unwrap());
    assert_eq!(code, 1, "{text}");
}

#[test]
fn nothing_is_said_where_the_old_document_cannot_be_had_or_nothing_changed() {
    // Nothing changed.
    let it = Repository::of(&document("pets", &["pets"]));
    assert!(!it.generate("codegen").contains("diff --since"));
    // The crate is new.
    it.write("specs/shops.yaml", &document("shops", &["shops"]));
    let text = it.generate("codegen specs/shops.yaml --out clients/shops");
    assert!(!text.contains("--since"), "{text}");
    // It is not committed yet.
    it.write("specs/shops.yaml", &document("shops", &["sales"]));
    assert!(!it.generate("codegen --package shops").contains("--since"));
    // There is no repository.
    std::fs::remove_dir_all(it.at(".git")).unwrap();
    it.write("specs/pets.yaml", &document("pets", &["cats"]));
    assert!(!it.generate("codegen --package pets").contains("--since"));
}

#[test]
fn nothing_is_said_where_the_crate_was_made_of_another_document_than_was_committed() {
    let it = Repository::of(&document("pets", &["pets"]));
    it.write("specs/pets.yaml", &document("pets", &["pets", "cats"]));
    it.commit();
    it.write("specs/pets.yaml", &document("pets", &["pets", "dogs"]));
    assert!(!it.generate("codegen").contains("--since"));
}
