//! What a text is that is no OpenAPI document, where it tells, and what to do with it.

use crate::node::{Node, Value};

/// Another kind of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foreign {
    /// What it is.
    pub(super) what: &'static str,
    /// What to do about it.
    pub(super) help: &'static str,
}

const fn foreign(what: &'static str, help: &'static str) -> Foreign {
    Foreign { what, help }
}

const ASK_AGAIN: &str = "look at what was downloaded: the address of a page is not that of the \
                         document, and a login may be needed";

const CONVERT: &str = "have the document of the API as OpenAPI, or convert this";

/// How texts begin, in small letters.
const BEGINNINGS: [(&str, Foreign); 10] = [
    ("<!doctype html", foreign("an HTML page", ASK_AGAIN)),
    ("<html", foreign("an HTML page", ASK_AGAIN)),
    ("404: not found", foreign("the text of a failed download", ASK_AGAIN)),
    ("<?xml", foreign("XML", CONVERT)),
    ("pk\u{3}\u{4}", foreign("a ZIP archive", "unpack it, and give the document that is in it")),
    ("%pdf", foreign("a PDF", CONVERT)),
    ("#%raml", foreign("RAML", CONVERT)),
    (
        "version https://git-lfs",
        foreign("a pointer of Git LFS", "fetch the file itself: `git lfs pull`"),
    ),
    ("syntax = \"proto", foreign("a definition of Protocol Buffers", CONVERT)),
    ("syntax=\"proto", foreign("a definition of Protocol Buffers", CONVERT)),
];

const GRAPHQL: Foreign =
    foreign("GraphQL", "it describes no HTTP calls: take a generator for GraphQL");

/// With what a definition of GraphQL begins (GraphQL specification, "Type System").
const GRAPHQL_WORDS: [&str; 8] =
    ["enum", "extend", "input", "interface", "query", "schema", "type", "union"];

/// Keys of the outermost object.
const KEYS: [(&str, Foreign); 11] = [
    (
        "asyncapi",
        foreign(
            "an AsyncAPI document",
            "it describes messages: give the OpenAPI document of the calls",
        ),
    ),
    (
        "overlay",
        foreign("an overlay", "give the document that it changes, and this file by `--overlay`"),
    ),
    (
        "arazzo",
        foreign(
            "an Arazzo document",
            "give one of the documents that its `sourceDescriptions` name",
        ),
    ),
    (
        "swaggerVersion",
        foreign("a document of Swagger 1", "bring it to Swagger 2.0 or OpenAPI 3 first"),
    ),
    ("raml", foreign("RAML", CONVERT)),
    ("smithy", foreign("a Smithy model", CONVERT)),
    ("openrpc", foreign("an OpenRPC document", "it describes JSON-RPC, and no HTTP calls")),
    ("discoveryVersion", foreign("a Google API Discovery document", CONVERT)),
    (
        "__export_format",
        foreign("an export of Insomnia", "export the design document of the API as OpenAPI"),
    ),
    (
        "$schema",
        foreign(
            "a JSON Schema",
            "put it below `components: {schemas: …}` of an OpenAPI document, which may have no paths",
        ),
    ),
    ("__schema", GRAPHQL),
];

const POSTMAN: Foreign =
    foreign("a Postman collection", "export the API as OpenAPI, or convert the collection");

const RECORDING: Foreign = foreign(
    "a recording of calls",
    "give the document, or compare the two: `clientwright verify DOCUMENT RECORDING`",
);

const KUBERNETES: Foreign = foreign(
    "a manifest of Kubernetes",
    "the OpenAPI document of a cluster is what `kubectl get --raw /openapi/v2` prints",
);

/// What a text is by its beginning.
pub(super) fn by_text(text: &str) -> Option<Foreign> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let start: String = text.chars().take(64).flat_map(char::to_lowercase).collect();
    let known = BEGINNINGS.iter().find(|(beginning, _)| start.starts_with(beginning));
    if let Some((_, found)) = known {
        return Some(*found);
    }
    let line = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default().trim_end();
    let word = line.split(' ').next().unwrap_or_default();
    let is_graphql = GRAPHQL_WORDS.contains(&word) && line.ends_with('{') && !line.contains(':');
    is_graphql.then_some(GRAPHQL)
}

/// What a document is by its keys, and the key that tells it.
pub(super) fn by_keys(root: &Node) -> Option<(&'static str, Foreign)> {
    if let Some((key, found)) = KEYS.iter().find(|(key, _)| root.get(key).is_some()) {
        return Some((key, *found));
    }
    let is_text = |node: Option<&Node>| node.is_some_and(|node| node.as_str().is_some());
    let is_object = |node: &Node| matches!(node.value, Value::Object(_));
    if let Some(info) = root.get("info")
        && (info.get("_postman_id").is_some() || root.get("item").is_some())
    {
        return Some(("info", POSTMAN));
    }
    if root.get("log").is_some_and(|log| is_object(log) && log.get("entries").is_some()) {
        return Some(("log", RECORDING));
    }
    if is_text(root.get("apiVersion")) && is_text(root.get("kind")) {
        return Some(("apiVersion", KUBERNETES));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_document_begins_as_another_kind_of_text_does() {
        for text in [
            "openapi: 3.0.3\n",
            "{\"openapi\": \"3.1.0\"}",
            "type: {\n",
            "# type x {\nopenapi: 3\n",
        ] {
            assert!(by_text(text).is_none(), "{text}");
        }
        assert_eq!(by_text("\u{feff}\n<!DOCTYPE HTML>").unwrap().what, "an HTML page");
        assert_eq!(by_text("# ours\ntype Query {\n").unwrap().what, "GraphQL");
    }
}
