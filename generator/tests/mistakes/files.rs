//! Files that are no OpenAPI document, or cannot be read as one.

use std::fmt::Write as _;

use crate::support::{SHOP, of_file};

/// What it is, the file's name, and what is in it.
pub(crate) const ALL: [(&str, &str, &str); 19] = [
    ("an empty file", "shop.yaml", ""),
    ("comments alone", "shop.yaml", "# To be written.\n"),
    (
        "the page of a documentation",
        "shop.yaml",
        "<!DOCTYPE html>\n<html><head><title>Shop: API</title></head></html>\n",
    ),
    ("a failed download", "shop.yaml", "404: Not Found"),
    ("a login page in the place of JSON", "shop.json", "<html>\n<body>Sign in</body>\n</html>\n"),
    (
        "a pointer of Git LFS",
        "shop.yaml",
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
    ),
    (
        "a Postman collection",
        "shop.json",
        r#"{"info": {"_postman_id": "1", "name": "Shop"}, "item": [{"name": "Orders"}]}"#,
    ),
    (
        "an AsyncAPI document",
        "shop.yaml",
        "asyncapi: 2.6.0\ninfo: {title: Shop, version: '1'}\nchannels: {}\n",
    ),
    ("GraphQL", "shop.graphql", "type Query {\n  order(id: ID!): Order\n}\n"),
    ("WSDL", "shop.wsdl", "<?xml version=\"1.0\"?>\n<definitions/>\n"),
    ("Swagger 1", "shop.json", r#"{"swaggerVersion": "1.2", "apis": []}"#),
    (
        "a JSON Schema",
        "shop.json",
        r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}"#,
    ),
    ("a recording", "shop.har", r#"{"log": {"version": "1.2", "entries": []}}"#),
    ("an overlay", "shop.yaml", "overlay: 1.0.0\ninfo: {title: Mend, version: '1'}\nactions: []\n"),
    ("a manifest of Kubernetes", "shop.yaml", "apiVersion: v1\nkind: Service\n"),
    ("a list", "shop.yaml", "- /orders\n- /users\n"),
    (
        "JSON that was cut off",
        "shop.json",
        "{\"openapi\": \"3.0.3\",\n \"paths\": {\"/orders\": {\n",
    ),
    ("JSON with comments", "shop.json", "{\n  // The version.\n  \"openapi\": \"3.0.3\"\n}\n"),
    (
        "JSON with a comma too many, which is read",
        "shop.json",
        r#"{"openapi": "3.0.3", "info": {"title": "Shop", "version": "1",}, "servers": [{"url": "https://a.example"}],
            "paths": {"/a": {"get": {"responses": {"204": {"description": "Done."},}}}}}"#,
    ),
];

#[test]
fn what_is_no_document_is_named() {
    let mut all = String::new();
    for (name, file, text) in ALL {
        let _ = writeln!(all, "## {name}\n{}", of_file(file, text.as_bytes()));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn two_documents_in_one_file_are_told_apart() {
    let text = format!("{SHOP}---\n{SHOP}");
    insta::assert_snapshot!(of_file("shop.yaml", text.as_bytes()));
}

#[test]
fn another_encoding_is_named() {
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(SHOP.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin1: Vec<u8> = SHOP.replace("The order.", "Größe").chars().map(|c| c as u8).collect();
    let gzip = [0x1f, 0x8b, 0x08, 0x00, 0x00];
    let all = [utf16.as_slice(), &latin1, &gzip].map(|bytes| of_file("shop.yaml", bytes));
    insta::assert_snapshot!(all.join("\n"));
}
