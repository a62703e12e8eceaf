//! What is compared: the crate as it was, and the crate as it is.

use super::repository::{Repository, document};

#[test]
fn a_crate_is_compared_with_what_it_was_made_of() {
    let it = Repository::of(&document("pets", &["pets", "cats"]));
    assert_eq!(
        it.run("diff --since HEAD"),
        (0, "pets 0.1.0 since HEAD\n\nnothing is different\n".to_owned())
    );
    it.write("specs/pets.yaml", &document("pets", &["pets", "dogs"]));
    for folder in [".", "specs", "clients/pets/src"] {
        let (code, text) = it.run_in(folder, "diff --since HEAD");
        assert_eq!(code, 1, "{text}");
        assert!(text.contains("operation-removed: "), "{text}");
        assert!(text.contains("specs/pets.yaml:10 -> gone"), "{text}");
        assert!(text.ends_with("\n1 breaking, 1 addition: next version 0.2.0\n"), "{text}");
    }
    assert!(it.run("diff --since HEAD").1.contains(" HEAD:specs/pets.yaml:10 -> gone"));
}

#[test]
fn any_name_of_a_revision_is_one() {
    let it = Repository::of(&document("pets", &["pets"]));
    super::repository::git(it.path(), &["tag", "--annotate", "--message", "a", "v1"]);
    it.write("specs/pets.yaml", &document("pets", &["pets", "cats"]));
    it.commit();
    for name in ["v1", "HEAD~1", "main^", "main~1"] {
        let (code, text) = it.run(&format!("diff --since {name} --package pets"));
        assert_eq!(code, 0, "{text}");
        assert!(text.contains("1 addition: next version 0.1.1"), "{name}: {text}");
    }
}

#[test]
fn the_other_files_and_the_overlays_of_then_are_read() {
    let part = |name: &str| {
        format!("get:\n  operationId: {name}\n  responses: {{'204': {{description: Done}}}}\n")
    };
    let it = Repository::new();
    let whole = document("pets", &["pets"]) + "  /part: {$ref: parts/part.yaml}\n";
    it.write("specs/pets.yaml", &whole);
    it.write("specs/parts/part.yaml", &part("old_part"));
    let overlay = |name: &str| {
        format!(
            "overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n  \
             - target: $.paths['/pets'].get\n    update: {{x-rust-name: {name}}}\n"
        )
    };
    it.write("specs/mend.yaml", &overlay("first_name"));
    it.generate("codegen specs/pets.yaml --out clients/pets --overlay specs/mend.yaml");
    it.commit();
    it.write("specs/parts/part.yaml", &part("new_part"));
    it.write("specs/mend.yaml", &overlay("last_name"));
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 1, "{text}");
    for name in ["old_part", "new_part", "first_name", "last_name"] {
        assert!(text.contains(name), "{name}: {text}");
    }
    // What is gone by now was there then.
    std::fs::remove_dir_all(it.at("specs/parts")).unwrap();
    it.write("specs/pets.yaml", &document("pets", &["pets"]));
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("GET /part") && text.contains("operation-removed"), "{text}");
}

#[test]
fn a_document_is_read_by_the_link_of_then() {
    let it = Repository::of(&document("pets", &["pets"]));
    it.write("specs/2/api.yaml", &document("pets", &["pets", "cats"]));
    std::fs::remove_file(it.at("specs/pets.yaml")).unwrap();
    std::os::unix::fs::symlink("2/api.yaml", it.at("specs/pets.yaml")).unwrap();
    it.commit();
    it.edit("specs/2/api.yaml", "get_cats", "get_all_cats");
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("operation-renamed"), "{text}");
}

#[test]
fn the_options_of_then_made_the_crate_of_then() {
    let it = Repository::of(&document("pets", &["pets", "cats"]));
    it.edit("clients/pets/Cargo.toml", "documents =", "exclude = [\"id:get_cats\"]\ndocuments =");
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("GET /cats"), "{text}");
    // The document has moved, and the table says where to.
    let it = Repository::of(&document("pets", &["pets", "cats"]));
    std::fs::rename(it.at("specs/pets.yaml"), it.at("pets.yaml")).unwrap();
    it.edit("clients/pets/Cargo.toml", "../../specs/pets.yaml", "../../pets.yaml");
    assert_eq!(it.run("diff --since HEAD").0, 0);
}

#[test]
fn the_next_version_follows_that_of_then() {
    let it = Repository::of(&document("pets", &["pets", "cats"]));
    it.edit("clients/pets/Cargo.toml", "version = \"0.1.0\"", "version.workspace = true");
    it.edit("Cargo.toml", "[workspace]", "[workspace.package]\nversion = \"1.4.2\"\n\n[workspace]");
    it.commit();
    it.edit("Cargo.toml", "1.4.2", "1.5.0");
    it.write("specs/pets.yaml", &document("pets", &["pets", "cats", "dogs"]));
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 0, "{text}");
    assert!(text.starts_with("pets 1.4.2 since HEAD\n"), "{text}");
    assert!(text.ends_with("1 addition: next version 1.5.0\n"), "{text}");
}

#[test]
fn the_names_that_the_crate_has_are_compared() {
    let it = Repository::of(&document("pets", &["a_b", "a-b"]));
    // Alone, the second one would have the name of the first one.
    it.write("specs/pets.yaml", &document("pets", &["a-b"]));
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("operation-removed") && !text.contains("renamed"), "{text}");
}

#[test]
fn several_documents_are_told_in_one_report() {
    let it = Repository::of_two();
    it.write("specs/pets.yaml", &document("pets", &["pets"]));
    it.write("specs/shops.yaml", &document("shops", &["shops", "sales", "stock"]));
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("\npets: GET /cats\n"), "{text}");
    assert!(text.contains("\nshops: GET /stock\n"), "{text}");
    assert!(text.contains("in Rust: shops::"), "{text}");
    assert!(text.ends_with("\n1 breaking, 1 addition: next version 0.2.0\n"), "{text}");
    let (_, text) = it.run("diff --since HEAD --format json");
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&read["package"], &read["revision"]), (&"pets".into(), &"HEAD".into()));
    assert_eq!(read["next_version"], "0.2.0");
    let apis: Vec<_> =
        read["changes"].as_array().unwrap().iter().map(|change| &change["api"]).collect();
    assert_eq!(apis, ["pets", "shops"]);
}

#[test]
fn a_document_that_came_or_went_is_told() {
    let it = Repository::of_two();
    let (code, text) = it.run("diff --since HEAD~1");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("api-moved") && text.contains("api-added"), "{text}");
    it.edit("clients/pets/Cargo.toml", ", \"../../specs/shops.yaml\"]", "]");
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("api-moved") && text.contains("api-removed"), "{text}");
}

#[test]
fn each_crate_of_a_workspace_is_told_and_the_worst_is_the_exit_code() {
    let it = Repository::of(&document("pets", &["pets", "cats"]));
    it.write("specs/shops.yaml", &document("shops", &["shops"]));
    it.generate("codegen specs/shops.yaml --out clients/shops");
    it.commit();
    it.write("specs/pets.yaml", &document("pets", &["pets"]));
    it.write("specs/shops.yaml", &document("shops", &["shops", "sales"]));
    let (code, text) = it.run("diff --since HEAD");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("1 breaking: next version 0.2.0"), "{text}");
    assert!(text.contains("1 addition: next version 0.1.1"), "{text}");
    let (code, text) = it.run("diff --since HEAD --package shops");
    assert_eq!(code, 0, "{text}");
    assert!(!text.contains("breaking"), "{text}");
    assert_eq!(it.run("diff --since HEAD --package shops --fail-on minor").0, 1);
}

#[test]
fn a_document_is_compared_with_what_it_was_whatever_is_made_of_it() {
    let it = Repository::of(&document("pets", &["pets", "cats"]));
    it.write("specs/pets.yaml", &document("pets", &["pets"]));
    let (code, text) = it.run("diff specs/pets.yaml --since HEAD");
    assert_eq!(code, 1, "{text}");
    assert!(text.ends_with("\n1 breaking: a major version\n"), "{text}");
    // A pattern need not match now what it matched then.
    let (code, text) = it.run("diff specs/pets.yaml --since HEAD --exclude id:get_cats");
    assert_eq!(code, 0, "{text}");
    let (code, text) = it.run("diff specs/pets.yaml --since HEAD --exclude id:get_birds");
    assert_eq!(code, 3, "{text}");
    assert!(text.contains("`--exclude id:get_birds` selects nothing"), "{text}");
}
