//! Values that a parameter, a field of a form or a header describes itself, without a schema.

use super::conversion::Convert;
use super::make;
use super::make::Filling;
use crate::diagnostic::Code;
use crate::node::Node;
use crate::source::Pointer;

/// The fields of an Items Object, which become those of a schema, with the word for `null` and those
/// that say more of an enum.
const FIELDS: [&str; 22] = [
    "type",
    "format",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "nullable",
    "x-nullable",
    "x-enum-varnames",
    "x-enum-descriptions",
    "x-rust-type-name",
    "x-open-enum",
    "x-rust-type",
];

/// What stands between the items of a list: `collectionFormat` (OpenAPI 2.0, "Parameter Object").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    Comma,
    Space,
    Tab,
    Pipe,
    /// Each item is a parameter of its own.
    Name,
}

impl Between {
    /// The separator; none where each item has the name before it.
    pub(super) fn separator(self) -> Option<&'static str> {
        match self {
            Self::Comma => Some(","),
            Self::Space => Some(" "),
            Self::Tab => Some("\t"),
            Self::Pipe => Some("|"),
            Self::Name => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Comma | Self::Name => "commas (`,`)",
            Self::Space => "blanks (` `)",
            Self::Tab => "tabs (`\\t`)",
            Self::Pipe => "pipes (`|`)",
        }
    }
}

impl<'d> Convert<'d> {
    /// The schema of a value.
    pub(super) fn value(&mut self, node: &'d Node, at: &Pointer) -> Node {
        let mut out = Filling::new(node.span);
        self.value_fields(&mut out, node, at);
        out.finish()
    }

    pub(super) fn value_fields(&mut self, out: &mut Filling, node: &'d Node, at: &Pointer) {
        for key in FIELDS {
            if let Some(entry) = node.entry(key) {
                self.keyword(out, node, key, entry, &at.child(key));
            }
        }
        let is_list = node.get("type").and_then(Node::as_str) == Some("array");
        if let Some(entry) = node.entry("items") {
            let items = self.items(&entry.node, &at.child("items"));
            out.put("items", entry.key, items);
            if !out.has("type") {
                out.put("type", entry.key, Node::text("array", entry.key));
            }
        } else if is_list {
            // OpenAPI 2.0, "Parameter Object": `items` is required if the type is `array`.
            let help = "add `items: {type: string}`, or whatever type they have";
            let message = "a list without `items`";
            self.warning(Code::MissingKey, at, message, ("its items are taken for text", help));
            let mut items = Filling::new(node.span);
            items.add("type", Node::text("string", node.span));
            out.put("items", node.span, items.finish());
        } else if !out.has("type") && !out.has("enum") {
            let help = "add `type: string`, or whatever type it has";
            self.warning(Code::MissingKey, at, "`type` is missing", ("it is taken for text", help));
            out.put("type", node.span, Node::text("string", node.span));
        }
    }

    /// The items of a list. A list of lists is joined twice: what stands inside is one text.
    fn items(&mut self, node: &'d Node, at: &Pointer) -> Node {
        if let Some(entry) = node.entry("$ref") {
            let target = self.moved_reference(&entry.node);
            return make::reference(node.span, entry.key, target);
        }
        if node.get("type").and_then(Node::as_str) != Some("array") {
            return self.value(node, at);
        }
        let between = self.between(node, at, false);
        self.note(
            Code::UnsupportedParameter,
            at,
            "lists inside of a list are not taken apart",
            (
                &format!("each is a text: its own items with {} between them", between.words()),
                "join the items, or split them, by hand",
            ),
        );
        let mut out = Filling::new(node.span);
        out.add("type", Node::text("string", self.span_of(node, "type")));
        out.finish()
    }

    /// What stands between the items; a comma where nothing else is said.
    pub(super) fn between(&mut self, node: &'d Node, at: &Pointer, may_repeat: bool) -> Between {
        let at = at.child("collectionFormat");
        let Some(word) = node.get("collectionFormat").and_then(Node::as_str) else {
            return Between::Comma;
        };
        let help = "use one of `csv`, `ssv`, `tsv`, `pipes`, and `multi` for queries and forms";
        let consequence = "the items are joined by commas, as by `csv`";
        match word {
            "csv" => Between::Comma,
            "ssv" => Between::Space,
            "tsv" => Between::Tab,
            "pipes" => Between::Pipe,
            "multi" if may_repeat => Between::Name,
            // OpenAPI 2.0, "Parameter Object": valid only for `query` and `formData`.
            "multi" => {
                let message = "`multi` is for parameters of queries and forms only";
                self.warning(Code::WrongType, &at, message, (consequence, help));
                Between::Comma
            }
            _ => {
                let message = format!("`{word}` is no `collectionFormat`");
                self.warning(Code::WrongType, &at, message, (consequence, help));
                Between::Comma
            }
        }
    }
}

/// Whether a parameter is a list.
pub(super) fn is_list(node: &Node) -> bool {
    node.get("type").and_then(Node::as_str) == Some("array") || node.get("items").is_some()
}

/// Whether a field of a form holds files: by its type, or by that of its items.
pub(super) fn is_file(node: &Node) -> bool {
    let is_file = |node: &Node| {
        let ty = node.get("type").and_then(Node::as_str);
        let format = node.get("format").and_then(Node::as_str);
        ty == Some("file") || (ty == Some("string") && format == Some("binary"))
    };
    is_file(node) || node.get("items").is_some_and(is_file)
}

/// Marks a parameter or field whose items are joined in a way that no style of OpenAPI 3.0 has.
pub(super) fn keep_separator(out: &mut Filling, node: &Node, separator: &str) {
    let span = node.get("collectionFormat").map_or(node.span, |word| word.span);
    let mut kept = Filling::new(span);
    kept.add("separator", Node::text(separator, span));
    out.put(super::super::KEPT, span, kept.finish());
}

/// A style of OpenAPI 3.0, with its `explode`.
pub(super) fn put_style(out: &mut Filling, node: &Node, style: &str, explode: bool) {
    let span = node.get("collectionFormat").map_or(node.span, |word| word.span);
    out.put("style", span, Node::text(style, span));
    out.put("explode", span, Node::boolean(explode, span));
}
