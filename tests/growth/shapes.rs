//! All that a document can have more of.

use clientwright::source::Source;
use serde_json::{Value, json};

use super::parts::{
    described, document, list, object, one, operation, overlay, refer, responding, text, with, yaml,
};

/// The document with so many of a thing.
pub(crate) type Shape = fn(usize) -> Vec<Source>;

/// The name of a thing, how many of it are few, and the document.
pub(crate) const SHAPES: &[(&str, usize, Shape)] = &[
    ("properties", 60, |n| {
        let members = object(n, |i| (format!("property{i}"), text()));
        responding(json!({"type": "object", "properties": members}), json!({}))
    }),
    ("required names", 60, |n| {
        let members = object(n, |i| (format!("property{i}"), text()));
        let required = list(n, |i| json!(format!("property{i}")));
        responding(
            json!({"type": "object", "properties": members, "required": required}),
            json!({}),
        )
    }),
    ("properties of one name in Rust", 60, |n| {
        let members = object(n, |i| (format!("a{}", "_".repeat(i)), text()));
        responding(json!({"type": "object", "properties": members}), json!({}))
    }),
    ("letters of a name", 400, |n| {
        responding(json!({"type": "object", "properties": {"ab ".repeat(n): text()}}), json!({}))
    }),
    ("schemas", 40, |n| {
        let schemas = object(n, |i| {
            (format!("Schema{i}"), json!({"type": "object", "properties": {"a": text()}}))
        });
        responding(text(), schemas)
    }),
    ("schemas of one name in Rust", 40, |n| {
        let schemas = object(n, |i| {
            (format!("A{}", "-".repeat(i)), json!({"type": "object", "properties": {"a": text()}}))
        });
        responding(text(), schemas)
    }),
    ("equal inline schemas", 40, |n| {
        let inline = json!({"type": "object", "properties": {"a": text()}});
        responding(
            json!({"type": "object", "properties": object(n, |i| (format!("b{i}"), inline.clone()))}),
            json!({}),
        )
    }),
    ("references to one schema", 60, |n| {
        let members = object(n, |i| (format!("a{i}"), refer("Other")));
        responding(
            json!({"type": "object", "properties": members}),
            json!({"Other": {"type": "object", "properties": {"a": text()}}}),
        )
    }),
    ("a chain of references", 100, |n| {
        let schemas = object(n, |i| {
            (format!("S{i}"), if i + 1 < n { refer(format!("S{}", i + 1)) } else { text() })
        });
        responding(refer("S0"), schemas)
    }),
    ("a chain of objects", 15, |n| {
        let next = |i| if i + 1 < n { refer(format!("S{}", i + 1)) } else { text() };
        let schemas = object(n, |i| {
            (format!("S{i}"), json!({"type": "object", "properties": {"next": next(i)}}))
        });
        responding(refer("S0"), schemas)
    }),
    ("query parameters", 40, |n| {
        with(
            "/a",
            "parameters",
            list(n, |i| json!({"name": format!("p{i}"), "in": "query", "schema": text()})),
        )
    }),
    ("required query parameters", 40, |n| {
        with(
            "/a",
            "parameters",
            list(
                n,
                |i| json!({"name": format!("p{i}"), "in": "query", "required": true, "schema": text()}),
            ),
        )
    }),
    ("parameters of the path", 100, |n| {
        let path: String = (0..n).map(|i| format!("/{{p{i}}}")).collect();
        with(
            &path,
            "parameters",
            list(
                n,
                |i| json!({"name": format!("p{i}"), "in": "path", "required": true, "schema": text()}),
            ),
        )
    }),
    ("parameters that the path has no place for", 100, |n| {
        with(
            "/a",
            "parameters",
            list(
                n,
                |i| json!({"name": format!("p{i}"), "in": "path", "required": true, "schema": text()}),
            ),
        )
    }),
    ("places without a parameter", 100, |n| {
        let path: String = (0..n).map(|i| format!("/{{p{i}}}")).collect();
        with(&path, "description", json!("None"))
    }),
    ("operations", 20, |n| {
        one(&document(
            object(n, |i| (format!("/a{i}"), json!({"get": operation(&format!("a{i}"), &text())}))),
            json!({}),
        ))
    }),
    ("operations of one name", 20, |n| {
        one(&document(
            object(n, |i| (format!("/a{i}"), json!({"get": operation("same", &text())}))),
            json!({}),
        ))
    }),
    ("operations without a name", 20, |n| {
        let nameless = json!({"responses": {"204": {"description": "Done"}}});
        one(&document(
            object(n, |i| (format!("/a/{{id}}/b{i}"), json!({"get": nameless}))),
            json!({}),
        ))
    }),
    ("tags", 20, |n| {
        let tagged = |i: usize| {
            let mut operation = operation(&format!("a{i}"), &text());
            operation["tags"] = json!([format!("Tag{i}")]);
            json!({"get": operation})
        };
        one(&document(object(n, |i| (format!("/a{i}"), tagged(i))), json!({})))
    }),
    ("values of an enum", 100, |n| {
        responding(
            json!({"type": "string", "enum": list(n, |i| json!(format!("v{i}")))}),
            json!({}),
        )
    }),
    ("values of one name in Rust", 100, |n| {
        responding(
            json!({"type": "string", "enum": list(n, |i| json!(format!("v{}", "-".repeat(i))))}),
            json!({}),
        )
    }),
    ("required names of parts", 300, |n| {
        let required = |i| json!({"required": [format!("a{i}")]});
        let mut parts: Vec<Value> = (0..n).map(required).collect();
        let members = object(n, |i| (format!("a{i}"), text()));
        parts.push(json!({"type": "object", "properties": members}));
        responding(json!({"allOf": parts}), json!({}))
    }),
    ("parts of parts, past the limit", 60, |n| {
        let part = |i: usize| {
            let own = json!({"type": "object", "properties": {format!("a{i}"): text()}});
            let next = if i + 1 < n { refer(format!("S{}", i + 1)) } else { text() };
            (format!("S{i}"), json!({"allOf": [next, own]}))
        };
        responding(refer("S0"), object(n, part))
    }),
    ("a chain of alternatives", 40, |n| {
        let next = |i| if i + 1 < n { refer(format!("S{}", i + 1)) } else { text() };
        let schemas =
            object(n, |i| (format!("S{i}"), json!({"oneOf": [next(i), {"type": "integer"}]})));
        responding(refer("S0"), schemas)
    }),
    ("steps of a reference", 2000, |n| {
        responding(json!({"$ref": format!("#{}", "/components".repeat(n))}), json!({}))
    }),
    ("alternatives of one title", 60, |n| {
        let arm = |i| json!({"type": "object", "title": "Same", "required": [format!("a{i}")], "properties": {format!("a{i}"): text()}});
        responding(json!({"oneOf": list(n, arm)}), json!({}))
    }),
    ("members of allOf", 40, |n| {
        let parts = list(n, |i| json!({"type": "object", "properties": {format!("a{i}"): text()}}));
        responding(json!({"allOf": parts}), json!({}))
    }),
    ("members of oneOf", 20, |n| {
        let arms = object(n, |i| {
            (
                format!("S{i}"),
                json!({"type": "object", "required": [format!("a{i}")], "properties": {format!("a{i}"): text()}}),
            )
        });
        responding(json!({"oneOf": list(n, |i| refer(format!("S{i}")))}), arms)
    }),
    ("members of oneOf that are alike", 20, |n| {
        let arms = object(n, |i| {
            (
                format!("S{i}"),
                json!({"type": "object", "required": ["a"], "properties": {"a": text(), format!("b{i}"): text()}}),
            )
        });
        responding(json!({"oneOf": list(n, |i| refer(format!("S{i}")))}), arms)
    }),
    ("unions of the same object", 48, |n| {
        let arm = |name: &str| json!({"type": "object", "required": [name], "properties": {name: text()}});
        let wide =
            json!({"type": "object", "properties": object(n, |i| (format!("p{i}"), text()))});
        let union = |i| json!({"oneOf": [refer("Wide"), arm(&format!("a{i}"))]});
        let unions = object(n, |i| (format!("u{i}"), union(i)));
        responding(json!({"type": "object", "properties": unions}), json!({"Wide": wide}))
    }),
    ("members of oneOf with a discriminator", 20, |n| {
        let arms = object(n, |i| {
            (
                format!("S{i}"),
                json!({"type": "object", "required": ["kind"], "properties": {"kind": text(), format!("b{i}"): text()}}),
            )
        });
        responding(
            json!({"oneOf": list(n, |i| refer(format!("S{i}"))), "discriminator": {"propertyName": "kind"}}),
            arms,
        )
    }),
    ("levels of objects", 12, |n| {
        let schema =
            (0..n).fold(text(), |inner, _| json!({"type": "object", "properties": {"a": inner}}));
        responding(schema, json!({}))
    }),
    ("values of an example", 200, |n| {
        responding(
            json!({"type": "object", "example": object(n, |i| (format!("a{i}"), json!([i])))}),
            json!({}),
        )
    }),
    ("patterns", 40, |n| {
        let members = object(n, |i| {
            (format!("p{i}"), json!({"type": "string", "pattern": format!("^a{i}+$")}))
        });
        responding(json!({"type": "object", "properties": members}), json!({}))
    }),
    ("letters of a pattern", 200, |n| {
        responding(json!({"type": "string", "pattern": "(a|b)".repeat(n)}), json!({}))
    }),
    ("keys that are misspelt", 100, |n| {
        responding(
            json!({"type": "object", "properties": object(n, |i| (format!("a{i}"), json!({"type": "string", "descriptoin": "a"})))}),
            json!({}),
        )
    }),
    ("references to names that are misspelt", 600, |n| {
        let schemas = object(n, |i| (format!("Schema{i}"), text()));
        responding(
            json!({"type": "object", "properties": object(n, |i| (format!("a{i}"), refer(format!("Shcema{i}"))))}),
            schemas,
        )
    }),
    ("security schemes", 40, |n| {
        let schemes = object(n, |i| {
            (
                format!("key{i}"),
                json!({"type": "apiKey", "in": "header", "name": format!("Key-{i}")}),
            )
        });
        let mut operation = operation("grown", &text());
        operation["security"] = list(n, |i| json!({format!("key{i}"): []}));
        one(&document(json!({"/a": {"get": operation}}), json!({"securitySchemes": schemes})))
    }),
    ("responses", 25, |n| {
        with(
            "/a",
            "responses",
            object(n, |i| {
                (
                    (400 + i).to_string(),
                    json!({"description": "a", "content": {"application/json": {"schema": text()}}}),
                )
            }),
        )
    }),
    ("media types", 20, |n| {
        with(
            "/a",
            "requestBody",
            json!({"content": object(n, |i| (format!("application/vnd.a{i}+json"), json!({"schema": text()})))}),
        )
    }),
    ("headers", 40, |n| {
        let headers = object(n, |i| (format!("X-A{i}"), json!({"schema": text()})));
        with("/a", "responses", json!({"200": {"description": "a", "headers": headers}}))
    }),
    ("servers", 40, |n| {
        let mut document = document(json!({"/a": {"get": operation("a", &text())}}), json!({}));
        document["servers"] =
            list(n, |i| json!({"url": format!("https://a{i}.example.com"), "description": "a"}));
        one(&document)
    }),
    ("variables that name each other", 6, |n| {
        let mut document = document(json!({"/a": {"get": operation("a", &text())}}), json!({}));
        let url: String = (0..n).map(|i| format!("/{{v{i}}}")).collect();
        let next = |i| (format!("v{i}"), json!({"default": format!("{{v{0}}}{{v{0}}}", i + 1)}));
        document["servers"] = json!([{"url": url, "variables": object(n, next)}]);
        one(&document)
    }),
    ("extensions", 200, |n| {
        let mut document = document(json!({"/a": {"get": operation("a", &text())}}), json!({}));
        for i in 0..n {
            document[format!("x-a{i}")] = json!({"a": i});
        }
        one(&document)
    }),
    ("files", 20, |n| {
        let members = object(n, |i| (format!("a{i}"), json!({"$ref": format!("f{i}.json")})));
        let mut sources = responding(json!({"type": "object", "properties": members}), json!({}));
        let name = sources[0].name().to_owned();
        sources.extend((0..n).map(|i| {
            Source::part(
                &name,
                format!("f{i}.json"),
                json!({"type": "object", "properties": {"a": text()}}).to_string(),
            )
        }));
        sources
    }),
    ("actions of an overlay", 40, |n| {
        overlay(
            n,
            |i| json!({"target": format!("$.components.schemas.Grown.properties.a{i}"), "update": {"description": "a"}}),
        )
    }),
    ("actions of an overlay that remove", 40, |n| {
        overlay(
            n,
            |i| json!({"target": format!("$.components.schemas.Grown.properties.a{i}"), "remove": true}),
        )
    }),
    ("actions of an overlay that select nothing", 40, |n| {
        overlay(
            n,
            |i| json!({"target": format!("$.components.schemas.Grown.properties.b{i}"), "remove": true}),
        )
    }),
    ("merge keys", 100, |n| {
        let members: String =
            (0..n).map(|i| format!("    a{i}: {{<<: *base, title: T{i}}}\n")).collect();
        yaml(format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: '1'}}\nx-base: &base {{type: string}}\npaths: {{}}\ncomponents:\n  schemas:\n{members}"
        ))
    }),
    ("anchors and aliases", 100, |n| {
        let members: String = (0..n)
            .map(|i| format!("    a{i}: &a{i} {{type: string}}\n    b{i}: *a{i}\n"))
            .collect();
        yaml(format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{members}"
        ))
    }),
    ("lines of prose", 400, |n| described("Some words, and `code`.\n".repeat(n))),
    ("brackets", 2000, |n| described("[a][b]".repeat(n))),
    ("images", 2000, |n| described("![".repeat(n))),
    ("footnotes", 2000, |n| described("[^1]".repeat(n))),
    ("CDATA", 2000, |n| described("<![CDATA[".repeat(n))),
    ("backticks", 2000, |n| described("`a``".repeat(n))),
    ("emphasis", 2000, |n| described("*a_b".repeat(n))),
    ("cells", 500, |n| described("|a|b|\n|-|-|\n".repeat(n))),
    ("items of lists", 500, |n| described("- a\n".repeat(n))),
    ("quotes", 500, |n| described("> > a\n".repeat(n))),
    ("tabs in one line", 4000, |n| described("a\t".repeat(n))),
];

/// That each shape grows. It is no test of its own: what two threads allocate is counted together.
pub(crate) fn all_grow() {
    let length = |sources: &[Source]| sources.iter().map(|one| one.text().len()).sum::<usize>();
    for (name, few, shape) in SHAPES {
        assert!(length(&shape(2 * few)) > length(&shape(*few)), "{name}");
    }
}
