//! A page for a file of the crate: Markdown as it is, and Rust as rustdoc would show it, with all that a
//! program can name and the documentation of each.

use clientwright::output::MARK;
use serde_json::{Value, json};
use syn::token::Brace;
use syn::{
    Attribute, Block, Expr, ExprLit, Fields, FnModifiers, ImplItem, Item, ItemFn, Lit, Meta,
    Signature, Visibility,
};

use crate::markup::markup;

/// The page of a file, by its path and its text.
///
/// # Errors
///
/// When a file of Rust cannot be parsed.
pub(crate) fn page(path: &str, text: &str) -> Result<Value, String> {
    if path.ends_with(".md") {
        let mark = |rest: &&str| rest.trim_start().starts_with(MARK);
        let text = text
            .strip_prefix("<!-- ")
            .filter(mark)
            .and_then(|rest| rest.split_once("-->"))
            .map_or(text, |(_, text)| text);
        return Ok(json!({ "markup": markup(text) }));
    }
    let file = syn::parse_file(text).map_err(|error| format!("{path}: {error}"))?;
    let about = markup(&docs(&file.attrs));
    let items: Vec<Value> = file.items.into_iter().filter_map(item).collect();
    Ok(json!({ "markup": about, "items": items }))
}

/// What a program can name: its kind and name, its declaration, its documentation, its parts.
fn item(item: Item) -> Option<Value> {
    let (kind, name, vis, attrs) = match &item {
        Item::Struct(one) => ("struct", &one.ident, &one.vis, &one.attrs),
        Item::Enum(one) => ("enum", &one.ident, &one.vis, &one.attrs),
        Item::Trait(one) => ("trait", &one.ident, &one.vis, &one.attrs),
        Item::Type(one) => ("type", &one.ident, &one.vis, &one.attrs),
        Item::Fn(one) => ("fn", &one.sig.ident, &one.vis, &one.attrs),
        Item::Const(one) => ("const", &one.ident, &one.vis, &one.attrs),
        Item::Impl(_) => return methods(item),
        _ => return None,
    };
    if !matches!(vis, Visibility::Public(_)) {
        return None;
    }
    let (name, markup, parts) = (name.to_string(), markup(&docs(attrs)), parts(&item));
    Some(json!({
        "kind": kind,
        "name": name,
        "declaration": declaration(item),
        "markup": markup,
        "parts": parts,
    }))
}

/// The public methods of a type, where there are any.
fn methods(item: Item) -> Option<Value> {
    let Item::Impl(mut block) = item else { return None };
    if block.trait_.is_some() {
        return None;
    }
    let members = std::mem::take(&mut block.items).into_iter();
    let methods = members.filter_map(|member| match member {
        ImplItem::Fn(one) if matches!(one.vis, Visibility::Public(_)) => {
            let (name, markup) = (one.sig.ident.to_string(), markup(&docs(&one.attrs)));
            let function = function(one.vis, one.sig);
            Some(json!({ "name": name, "declaration": declaration(function), "markup": markup }))
        }
        _ => None,
    });
    let methods: Vec<Value> = methods.collect();
    block.attrs.clear();
    let name = declaration(Item::Impl(block));
    (!methods.is_empty()).then(|| {
        json!({ "kind": "impl", "name": name, "declaration": null, "markup": null, "parts": methods })
    })
}

/// The fields and the variants.
fn parts(item: &Item) -> Vec<Value> {
    let part = |name: String, attrs: &[Attribute]| json!({ "name": name, "declaration": null, "markup": markup(&docs(attrs)) });
    let is_documented = |attrs: &[Attribute]| !docs(attrs).trim().is_empty();
    match item {
        Item::Struct(one) => {
            let public =
                one.fields.iter().filter(|field| matches!(field.vis, Visibility::Public(_)));
            let public = public.filter(|field| is_documented(&field.attrs));
            public
                .filter_map(|field| Some(part(field.ident.as_ref()?.to_string(), &field.attrs)))
                .collect()
        }
        Item::Enum(one) => {
            let documented = one.variants.iter().filter(|variant| is_documented(&variant.attrs));
            documented.map(|variant| part(variant.ident.to_string(), &variant.attrs)).collect()
        }
        _ => Vec::new(),
    }
}

/// A declaration without documentation, without bodies, and without what only the compiler needs.
fn declaration(mut item: Item) -> String {
    match &mut item {
        Item::Struct(one) => {
            one.attrs.retain(is_told);
            bare(&mut one.fields);
        }
        Item::Enum(one) => {
            one.attrs.retain(is_told);
            for variant in &mut one.variants {
                variant.attrs.clear();
                bare(&mut variant.fields);
            }
        }
        Item::Trait(one) => one.attrs.clear(),
        Item::Type(one) => one.attrs.clear(),
        Item::Const(one) => one.attrs.clear(),
        Item::Fn(one) => {
            one.attrs.clear();
            one.block.stmts.clear();
        }
        _ => {}
    }
    let text = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    });
    text.trim_end().trim_end_matches("{}").trim_end().to_owned()
}

/// A method as the function that it is.
fn function(vis: Visibility, sig: Signature) -> Item {
    let block = Block { brace_token: Brace::default(), stmts: Vec::new() };
    Item::Fn(ItemFn {
        attrs: Vec::new(),
        vis,
        modifiers: FnModifiers::default(),
        sig,
        block: Box::new(block),
    })
}

/// Whether an attribute says something to who uses a type.
fn is_told(attribute: &Attribute) -> bool {
    ["derive", "non_exhaustive", "deprecated"].iter().any(|name| attribute.path().is_ident(name))
}

fn bare(fields: &mut Fields) {
    fields.iter_mut().for_each(|field| field.attrs.clear());
}

/// The documentation in attributes: Markdown.
fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "//! About it.

/// A book.
#[derive(Debug)]
#[must_use]
pub struct Book {
    /// Its title.
    pub title: String,
    secret: u8,
}

impl Book {
    /// A book with a <b>title</b>.
    #[inline]
    pub fn new(title: String) -> Self {
        Self { title, secret: 1 }
    }

    fn hidden(&self) {}
}

struct Hidden;
";

    #[test]
    fn a_page_has_what_a_program_can_name() {
        let page = page("src/book.rs", FILE).unwrap();
        let items = page["items"].as_array().unwrap();
        let names: Vec<&str> = items.iter().map(|item| item["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Book", "impl Book"]);
        assert_eq!(items[0]["parts"][0]["name"], "title");
        assert_eq!(items[1]["parts"].as_array().unwrap().len(), 1);
        assert_eq!(page["markup"], json!(["div", {}, ["p", {}, "About it."]]));
    }

    #[test]
    fn a_declaration_has_neither_docs_nor_bodies() {
        let page = page("src/book.rs", FILE).unwrap();
        let declaration = page["items"][0]["declaration"].as_str().unwrap();
        assert_eq!(
            declaration,
            "#[derive(Debug)]\npub struct Book {\n    pub title: String,\n    secret: u8,\n}"
        );
        let method = page["items"][1]["parts"][0]["declaration"].as_str().unwrap();
        assert_eq!(method, "pub fn new(title: String) -> Self");
    }

    #[test]
    fn the_line_that_says_who_wrote_a_page_is_left_out() {
        let page = page(
            "docs/README.md",
            "<!-- @generated by clientwright 1.0.0; do not edit -->\n\n# Shop\n",
        );
        assert_eq!(page.unwrap()["markup"], json!(["div", {}, ["h1", {"id": "shop"}, "Shop"]]));
    }

    #[test]
    fn docs_of_rust_are_no_html() {
        let page = page("src/book.rs", FILE).unwrap();
        let shown = &page["items"][1]["parts"][0]["markup"];
        assert_eq!(
            shown,
            &json!(["div", {}, ["p", {}, "A book with a ", "<b>", "title", "</b>", "."]])
        );
    }
}
