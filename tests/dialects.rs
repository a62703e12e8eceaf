//! The same API in each version of the specification.

use clientwright::source::Source;
use clientwright::{Options, generate};
use tests::fixture::{all, source};

/// The outline of a document, without the name of its file.
fn outline(source: &Source) -> String {
    let renamed = Source::new("same.yaml", source.text());
    let (generated, diagnostics) = generate(&[renamed], &Options::new("fixture"));
    assert!(diagnostics.is_empty(), "{}", diagnostics.render(std::slice::from_ref(source), false));
    generated.unwrap().apis[0].outline()
}

#[test]
fn the_same_api_in_every_version_has_the_same_outline() {
    let sources: Vec<Source> = all()
        .iter()
        .filter(|path| path.file_stem().unwrap().to_str().unwrap().starts_with("same_"))
        .map(|path| source(path))
        .collect();
    let wanted = outline(sources.iter().find(|one| one.name().contains("same_3_0")).unwrap());
    assert!(sources.len() >= 3);
    for source in &sources {
        assert_eq!(outline(source), wanted, "{}", source.name());
    }
}

#[test]
fn versions_are_read_however_they_are_written() {
    for version in ["\"3.0\"", "3.0.4", "3.1", "\"3.1.2\"", "3.2", "3.2.0", "3.1.0-rc1"] {
        let text = format!(
            "openapi: {version}\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{A: {{type: \
             string}}}}}}\n"
        );
        let (_, diagnostics) = generate(&[Source::new("a.yaml", text)], &Options::new("fixture"));
        assert!(!diagnostics.has_errors(), "{version}: {:?}", diagnostics.iter().next());
    }
    for version in ["1.2", "3", "3.3.0", "4.0.0", "\"30.1\"", "[]"] {
        let text = format!("openapi: {version}\ninfo: {{title: A, version: '1'}}\npaths: {{}}\n");
        let (_, diagnostics) = generate(&[Source::new("a.yaml", text)], &Options::new("fixture"));
        let first = diagnostics.iter().next().unwrap();
        assert_eq!(first.code().slug(), "unsupported-version", "{version}");
    }
}

#[test]
fn schemas_as_deep_as_a_document_can_be_are_brought_to_one_version() {
    // Each level becomes more of them, by a choice of types.
    let open = r#"{"type":["object","array"],"properties":{"a":"#;
    for keyword in ["properties", "patternProperties"] {
        let open = open.replace("properties", keyword);
        let levels = Options::new("fixture").limits.depth / 2 - 4;
        let schema = format!("{}{{}}{}", open.repeat(levels), "}}".repeat(levels));
        let text = format!(
            r#"{{"openapi":"3.1.0","info":{{"title":"A","version":"1"}},"components":{{"schemas":{{"A":{schema}}}}}}}"#
        );
        let source = Source::new("a.json", text);
        let (generated, diagnostics) = generate(&[source], &Options::new("fixture"));
        assert_eq!(generated.is_some(), !diagnostics.has_errors());
    }
}
