//! A document with text in every place that can hold some, and texts that mean it ill.

use serde_json::{Value, json};

/// What every name of the document has in it, so that what is made of one can be told.
pub const MARK: &str = "zq";

/// The places of the document that hold prose, which becomes documentation and nothing else.
pub const PROSE: [&str; 30] = [
    "title",
    "version",
    "api",
    "server",
    "variable",
    "tag",
    "summary",
    "operation",
    "path value",
    "query value",
    "body",
    "response",
    "failure",
    "header",
    "schema",
    "property",
    "listed",
    "scheme",
    "scope",
    "part",
    "first arm",
    "enum",
    "described value",
    "example",
    "terms",
    "contact",
    "license",
    "elsewhere",
    "elsewhere url",
    "deprecated",
];

/// The places of the document that hold names and values which can be any text.
pub const NAMES: [&str; 18] = [
    "tag name",
    "operation id",
    "parameter",
    "parameter default",
    "schema name",
    "property name",
    "value",
    "number name",
    "default",
    "example value",
    "scheme name",
    "api key",
    "scope name",
    "part name",
    "tag property",
    "constant",
    "untyped",
    "format",
];

/// The places of the document that hold names which have to follow some rule.
pub const RULED: [&str; 10] = [
    "path",
    "path parameter",
    "header name",
    "server url",
    "variable name",
    "variable default",
    "media type",
    "tag value",
    "pattern",
    "value prefix",
];

/// The places of the document that hold code of Rust: a text that is none is refused.
pub const CODE: [&str; 7] = [
    "own name",
    "own type name",
    "own type",
    "own derive",
    "own attribute",
    "own check",
    "own derive of enums",
];

/// Texts that mean something to Rust, to Markdown, to TOML, to a terminal or to a disk.
pub const TEXTS: [&str; 66] = [
    "\"",
    "'",
    "\\",
    "\\\"",
    "\"#",
    "\"##; fn main() {} //",
    "'\"`",
    "*/",
    "/* /*",
    "*/ pub fn owned() {} /*",
    "//! inner",
    "/ outer",
    "\npub fn owned() {}\n",
    "\r\n#[test]\r\nfn owned() {}",
    "\r",
    "#[derive(Owned)]",
    "#![feature(owned)]",
    "#![allow(warnings)]",
    "\n#![doc(html_root_url = \"https://evil.example\")]",
    "cfg(feature = \"owned\")",
    "include_str!(\"/etc/passwd\")",
    "concat!(env!(\"HOME\"))",
    "{}",
    "{0} {owned} {{",
    "}}",
    "${HOME} $(id) `id`",
    "%s%n%00%2e%2e%2f",
    "```\npanic!(\"owned\");\n```",
    "```rust\npanic!(\"owned\");",
    "~~~\npanic!(\"owned\");\n~~~",
    "~~~rust,should_panic\n```\nassert!(false);",
    "- ```\n  panic!(\"owned\");",
    "> ```\n> panic!(\"owned\");",
    "1. one\n\n       panic!(\"owned\");",
    "    panic!(\"owned\");",
    "Text.\n\n\tpanic!(\"owned\");",
    "\u{a0}\u{a0}\u{a0}\u{a0}panic!(\"owned\");",
    "[`crate::Owned`]",
    "[Owned]",
    "[owned]: crate::Owned\n\n[owned]",
    "[owned][crate::Owned] [owned][]",
    "[^owned]\n\n[^owned]: owned",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>) ![x](data:text/html,x)",
    "![x](https://evil.example/pixel.png)",
    "<javascript:alert(1)> <mailto:a@b.example> a@b.example",
    "<script>alert(1)</script>",
    "<!-- --> <b onclick=x> </b> <?php ?> <![CDATA[x]]>",
    "--> <script>",
    "&lt;script&gt; &#60;b&#62;",
    "# Heading\n\n## Errors",
    "Heading\n===\n\nOther\n---",
    "> # Heading\n- ## Heading",
    "| a | b |\n|---|---|\n| c |",
    "| | |",
    "|`*'|",
    "_*__**|*",
    "\\|",
    "\\\\|",
    "`|` `a\\|b`",
    "\u{202e}\u{2066}rtl\u{2069}",
    "\u{200b}\u{feff}\u{ad}\u{200d}\u{2060}",
    "\u{2028}pub fn owned() {}\u{2029}\u{85}",
    "\u{1b}[31mred\u{1b}[0m\u{9b}31m\u{7f}\u{8}",
    "\u{0}nul",
    "[package]\nname = \"owned\"\n'''\n\"\"\"",
];

/// The document, with the text that `text` has for each place; what is empty is left out of
/// names. It is JSON, which is YAML as well. What it names of other crates is left out: it compiles.
pub fn document(text: impl Fn(&str) -> String) -> String {
    escaped(&value(&text))
}

/// The document with types, traits, attributes and functions of other crates besides.
pub fn document_with_code(text: impl Fn(&str) -> String) -> String {
    let own = |place: &str| format!("{MARK}::{MARK}{}{}", place.replace(' ', ""), text(place));
    let mut document = value(&text);
    document["x-rust-enums"] = json!({"derive": [own("own derive of enums")]});
    let schema =
        &mut document["components"]["schemas"][format!("{MARK}schemaname{}", text("schema name"))];
    schema["x-rust-derive"] = json!([own("own derive")]);
    schema["x-rust-attributes"] = json!([own("own attribute")]);
    schema["x-rust-check"] = json!(own("own check"));
    schema["properties"]["mine"] = json!({"type": "string", "x-rust-type": own("own type")});
    escaped(&document)
}

fn value(text: &impl Fn(&str) -> String) -> Value {
    // A name has a mark of its place, so that each is another one.
    let name = |place: &str| format!("{MARK}{}{}", place.replace(' ', ""), text(place));
    let prose = |place: &str| {
        debug_assert!(PROSE.contains(&place), "{place}");
        text(place)
    };
    let refer = |place: &str| {
        let pointer = name(place).replace('~', "~0").replace('/', "~1");
        // A pointer in a URL (RFC 6901, section 6).
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"~_-.".contains(&byte);
        let part: String =
            pointer
                .bytes()
                .map(|byte| {
                    if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
                })
                .collect();
        json!({"$ref": format!("#/components/schemas/{part}")})
    };
    let path = format!("/{}/{{{}}}", name("path"), name("path parameter"));
    let document = json!({
        "openapi": "3.0.3",
        "info": {
            "title": prose("title"), "version": prose("version"), "description": prose("api"),
            "termsOfService": prose("terms"),
            "contact": {"name": prose("contact"), "url": prose("contact"), "email": "a@b.example"},
            "license": {"name": prose("license"), "url": prose("license")},
        },
        "externalDocs": {"url": prose("elsewhere url"), "description": prose("elsewhere")},
        "servers": [{
            "url": format!("https://{{{}}}.example.com/{}", name("variable name"), name("server url")),
            "description": prose("server"),
            "variables": {
                name("variable name"): {
                    "default": name("variable default"), "description": prose("variable"),
                    "enum": [name("variable default"), "other"],
                },
            },
        }],
        "tags": [{"name": name("tag name"), "description": prose("tag")}],
        "paths": {
            path: {"post": {
                "tags": [name("tag name")],
                "operationId": name("operation id"),
                "summary": prose("summary"),
                "description": prose("operation"),
                "parameters": [
                    {"name": name("path parameter"), "in": "path", "required": true,
                     "description": prose("path value"), "schema": {"type": "string"}},
                    {"name": name("parameter"), "in": "query", "description": prose("query value"),
                     "deprecated": true, "example": name("example value"),
                     "schema": {"type": "string", "default": name("parameter default"), "pattern": name("pattern")}},
                ],
                "requestBody": {
                    "required": true, "description": prose("body"),
                    "content": {
                        "application/json": {"schema": refer("schema name")},
                        "multipart/form-data": {"schema": {"type": "object", "properties": {
                            name("part name"): {"type": "string", "description": prose("part")},
                        }}},
                    },
                },
                "responses": {
                    "200": {
                        "description": prose("response"),
                        "headers": {name("header name"): {"description": prose("header"), "schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": refer("schema name"), "example": prose("example")}},
                    },
                    "404": {
                        "description": prose("failure"),
                        "content": {format!("application/{}", name("media type")): {"schema": {"type": "string"}}},
                    },
                },
                "security": [{name("scheme name"): [name("scope name")]}, {"key": []}, {"prefixed": []}],
            }},
        },
        "components": {
            "securitySchemes": {
                name("scheme name"): {
                    "type": "oauth2", "description": prose("scheme"),
                    "flows": {"implicit": {
                        "authorizationUrl": "https://id.example.com",
                        "scopes": {name("scope name"): prose("scope")},
                    }},
                },
                "key": {"type": "apiKey", "in": "query", "name": name("api key")},
                "prefixed": {"type": "apiKey", "in": "header", "name": "X-Key", "x-value-prefix": name("value prefix")},
            },
            "schemas": {
                name("schema name"): {
                    "type": "object", "description": prose("schema"),
                    "required": ["listed"],
                    "properties": {
                        name("property name"): {
                            "type": "string", "description": prose("property"),
                            "default": name("default"), "pattern": name("pattern"),
                            "format": name("format"), "example": name("example value"),
                        },
                        "old": {"type": "string", "deprecated": true, "description": prose("deprecated")},
                        "listed": {"type": "array", "description": prose("listed"), "items": {
                            "type": "string", "enum": [name("value"), "other"], "description": prose("enum"),
                            "x-enum-descriptions": [prose("described value"), "Another"],
                        }},
                        "named": {"type": "string", "x-rust-name": name("own name").replace(MARK, "zq_")},
                        "parts": {"type": "object", "x-rust-type-name": name("own type name").replace(MARK, "Zq"),
                                  "properties": {"a": {"type": "string"}}},
                        "numbers": {"type": "integer", "enum": [1, 2], "x-enum-varnames": [name("number name"), "zqOther"]},
                        "any": {"default": {name("untyped"): [name("untyped")]}},
                        "one": {
                            "oneOf": [refer("tag value"), {"$ref": "#/components/schemas/zqOther"}],
                            "discriminator": {"propertyName": name("tag property")},
                        },
                    },
                },
                name("tag value"): {
                    "type": "object", "description": prose("first arm"),
                    "required": [name("tag property")],
                    "properties": {
                        name("tag property"): {"type": "string"},
                        "zqconst": {"type": "string", "enum": [name("constant")]},
                    },
                },
                "zqOther": {
                    "type": "object",
                    "required": [name("tag property")],
                    "properties": {name("tag property"): {"type": "string"}},
                },
            },
        },
    });
    debug_assert!(document.get("paths").is_some_and(Value::is_object));
    document
}

fn escaped(document: &Value) -> String {
    // What a file cannot have as it is comes as an escape.
    let mut out = String::new();
    for letter in document.to_string().chars() {
        if letter == '\u{7f}' || !letter.is_ascii() {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(letter);
        }
    }
    out
}
