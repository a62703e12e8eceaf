//! What is said of overlays, and of documents of several files.

use clientwright::source::Source;
use clientwright::{Options, generate};

use super::{WRONG, applied};

/// What is said of a document with this action of an overlay.
fn told(action: &str) -> String {
    let overlay =
        format!("overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nactions:\n  - {action}\n");
    let sources = [
        Source::new("document.yaml", WRONG),
        Source::overlay("document.yaml", "overlay.yaml", overlay),
    ];
    let (_, found) = generate(&sources, &Options::new("fixture"));
    found.render(&sources, false)
}

/// Also where a message is about the key, as that of a value which is null.
#[test]
fn a_value_that_an_overlay_put_is_spoken_of_in_the_overlay() {
    for action in [
        "{target: \"$.paths['/users'].get\", update: {operationId: null}}",
        "{target: \"$.paths['/users'].get.operationId\", update: null}",
        "{target: \"$.paths['/users'].get.operationId\", update: [a]}",
        "{target: \"$.paths['/users']\", update: {get: {operationId: 1}}}",
    ] {
        let said = told(action);
        assert!(!said.contains("invalid-yaml"), "{action}: {said}");
        assert!(said.contains("--> overlay.yaml:4:"), "{action}: {said}");
        assert!(!said.contains("--> document.yaml"), "{action}: {said}");
    }
}

#[test]
fn a_wildcard_that_selects_parameters_beside_operations_says_how_to_leave_them_out() {
    let path =
        "{target: \"$.paths['/users']\", update: {parameters: [{name: a, in: query, schema: {}}]}}";
    let several = told(&format!("{path}\n  - {{target: \"$.paths.*.*\", update: {{tags: [a]}}}}"));
    assert!(several.contains("selects nodes of several kinds"), "{several}");
    assert!(several.contains("`$.paths.*[?@.responses]`"), "{several}");
    let alone = format!("{path}\n  - {{target: '$.paths.*[?@.responses]', update: {{tags: [a]}}}}");
    assert!(!told(&alone).contains("overlay"), "{}", told(&alone));
}

#[test]
fn an_overlay_for_a_url_of_the_document_is_for_the_document() {
    let of = |extends: &str| {
        let overlay = format!(
            "overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nextends: {extends}\nactions: [{{target: $, update: {{}}}}]\n"
        );
        let (_, found, sources) = applied("{openapi: 3.1.0}", &overlay);
        found.render(&sources, false)
    };
    for fits in ["document.yaml", "../a/document.yaml", "https://a.example/document.yaml?raw=1#b"] {
        assert_eq!(of(fits), "", "{fits}");
    }
    for other in ["other.yaml", "https://a.example/b?c=/document.yaml"] {
        assert!(of(other).contains("is made for"), "{other}");
    }
}

#[test]
fn a_query_that_would_have_to_follow_a_reference_says_so() {
    let schema = "$.paths['/users'].get.responses['200'].content['application/json'].schema";
    let said =
        told(&format!("{{target: \"{schema}.properties.id\", update: {{x-required: true}}}}"));
    let reference =
        format!("selects nothing: `{schema}` is a reference to `#/components/schemas/User`");
    assert!(said.contains(&reference), "{said}");
}

#[test]
fn of_the_first_idle_actions_it_is_told_what_they_may_have_meant() {
    let action = |number| {
        format!("  - {{target: \"$.pahts['/users']\", description: '{number}', remove: true}}\n")
    };
    let actions: String = (0..30).map(action).collect();
    let overlay = format!("overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}");
    let (_, found, _) = applied(WRONG, &overlay);
    let idle = found.iter().filter(|one| one.message().contains("selects nothing"));
    let meant: Vec<bool> =
        idle.map(|one| one.message().contains("did you mean `paths`?")).collect();
    assert_eq!(meant, [[true; 20].as_slice(), &[false; 10]].concat());
}

/// Without a bound, it would select two to the power of sixty nodes.
#[test]
fn a_query_that_selects_nodes_again_and_again_is_refused() {
    let document = format!("{}1{}", "{a: ".repeat(60), "}".repeat(60));
    let query = format!("${}", "[*,*]".repeat(60));
    let overlay = format!(
        "overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nactions: [{{target: '{query}', remove: true}}]\n"
    );
    let (_, found, sources) = applied(&document, &overlay);
    let said = found.render(&sources, false);
    assert!(said.contains("error[limit-exceeded]"), "{said}");
    assert!(said.contains("at #/actions/0/target"), "{said}");
}

/// A document of three files, in which neither a path nor a component is the document's own.
fn several() -> Vec<Source> {
    let main = "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\nservers: [{url: 'https://a.example'}]\n\
                paths: {/pets: {$ref: 'shop/paths.yaml#/pets'}}\n";
    let paths = "pets:\n  get:\n    operationId: listPets\n    \
                 parameters: [{name: skip, in: query, schema: {type: integer}}, {name: take, in: query, schema: {type: integer}}]\n    \
                 responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {items: {type: array, items: {$ref: 'schemas.yaml#/components/schemas/Pet'}}}}}}}}\n";
    let schemas = "components: {schemas: {Pet: {type: object, properties: {id: {type: string}, password: {type: string}}}}}\n";
    vec![
        Source::new("shop.yaml", main),
        Source::part("shop.yaml", "shop/paths.yaml", paths),
        Source::part("shop.yaml", "shop/schemas.yaml", schemas),
    ]
}

/// Its outline with an overlay, and what is said.
fn mended(overlay: &str) -> (String, String) {
    let mut sources = several();
    sources.push(Source::overlay("shop.yaml", "mend.yaml", overlay));
    let (generated, found) = generate(&sources, &Options::new("shop"));
    let said = found.render(&sources, false);
    (generated.unwrap_or_else(|| panic!("{said}")).apis[0].outline(), said)
}

/// Also where the whole document has what the path leads to elsewhere.
#[test]
fn a_target_can_be_a_path_of_one_of_the_files() {
    let actions = |paging: &str, secret: &str| {
        format!(
            "overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nactions:\n  \
             - target: {paging}\n    update: {{x-paging: {{style: offset, parameter: skip, size: take, items: items}}}}\n  \
             - target: {secret}\n    update: {{format: password}}\n"
        )
    };
    for (paging, secret) in [
        ("$.pets.get", "$.components.schemas.Pet.properties.password"),
        ("$.paths['/pets'].get", "$..schemas.Pet.properties.password"),
    ] {
        let (outline, said) = mended(&actions(paging, secret));
        assert_eq!(said, "");
        assert!(outline.contains("password: Option<Secret>"), "{outline}");
        assert!(outline.contains("offset"), "{outline}");
    }
    let (_, said) = mended(&actions("$.pets.gett", "$.components.schemas.Pet.properties.passwort"));
    // The path is one of the document, whichever file it is written in.
    let moved = "`$.pets.gett` selects nothing: `$.pets` is a reference to `#/paths/~1pets`; did you mean `get`?";
    assert!(said.contains(moved), "{said}");
    assert!(said.contains("selects nothing; did you mean `password`?"), "{said}");
}

#[test]
fn a_starting_overlay_of_several_files_can_be_applied_as_it_is() {
    let text = clientwright::analysis::explain::overlay(&several(), &Options::new("shop"));
    let text = text.unwrap_or_else(|found| panic!("{}", found.render(&several(), false)));
    let is_action =
        |line: &&str| ["# - target", "#   update"].iter().any(|it| line.trim().starts_with(it));
    let actions: Vec<&str> = text.lines().filter(is_action).collect();
    assert_eq!(actions.len(), 4, "{text}");
    let plain = text.replace("  # - target", "  - target").replace("  #   update", "    update");
    let (outline, said) = mended(&plain);
    assert_eq!(said, "", "{plain}");
    assert!(outline.contains("password: Option<Secret>"), "{outline}");
}
