//! The Rust of the crate, but for its documentation.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::visit_mut::VisitMut;
use tests::injected::MARK;

use crate::support::{Hostile, folder, hostile, plain};

/// Takes documentation away.
struct Undocumented;

impl VisitMut for Undocumented {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
        attributes.retain(|attribute| !attribute.path().is_ident("doc"));
        for attribute in attributes {
            self.visit_attribute_mut(attribute);
        }
    }
}

/// Whether something is made of a name of the document.
fn is_theirs(text: &str) -> bool {
    text.to_lowercase().contains(MARK)
}

/// Whether a comma before it says nothing.
fn is_end(token: Option<&TokenTree>) -> bool {
    token.is_none_or(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '>'))
}

/// The tokens, with what is made of names evened out, and what depends on their length: commas
/// at the end, and braces around a single expression.
fn even(tokens: TokenStream, out: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let is_single = |stream: TokenStream| {
                    let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
                    !stream.into_iter().any(|token| is_end(&token))
                };
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace if out.ends_with("= > ") && is_single(group.stream()) => {
                        ("", if tokens.peek().is_some() { "," } else { "" })
                    }
                    Delimiter::Brace if out.ends_with("| ") && is_single(group.stream()) => {
                        ("", "")
                    }
                    Delimiter::Parenthesis => ("( ", ")"),
                    Delimiter::Brace => ("{ ", "}"),
                    Delimiter::Bracket => ("[ ", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                even(group.stream(), out);
                out.push_str(close);
            }
            TokenTree::Punct(mark) if mark.as_char() == ',' && is_end(tokens.peek()) => continue,
            TokenTree::Literal(literal) if is_theirs(&literal.to_string()) => out.push('"'),
            TokenTree::Ident(name) if is_theirs(&name.to_string()) => out.push('_'),
            other => out.push_str(&other.to_string()),
        }
        out.push(' ');
    }
}

/// The first place where two texts differ, with what stands around it.
fn difference(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let around =
        |text: &str| text.chars().skip(same.saturating_sub(60)).take(200).collect::<String>();
    format!("\n{}\nin place of\n{}", around(one), around(other))
}

/// What the files are, by the folder and the tokens of each; the order of the items of a list of
/// modules is that of their names.
fn shape(hostile: &Hostile) -> BTreeMap<String, usize> {
    let mut shapes = BTreeMap::new();
    for (path, text) in hostile.tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let file = syn::parse_file(text);
        let mut file =
            file.unwrap_or_else(|error| panic!("{}: {path}: {error}\n{text}", hostile.what));
        Undocumented.visit_file_mut(&mut file);
        let attributes = file.attrs.iter().map(|attribute| attribute.to_token_stream());
        let items = file.items.iter().map(|item| item.to_token_stream());
        let mut items: Vec<String> = attributes
            .chain(items)
            .map(|tokens| {
                let mut out = String::new();
                even(tokens, &mut out);
                out.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect();
        items.sort();
        let folder = folder(path);
        *shapes.entry(format!("{folder}\n{}", items.join("\n"))).or_default() += 1;
    }
    shapes
}

#[test]
fn hostile_text_leaves_every_item_as_it_is() {
    let usual = shape(&plain());
    for hostile in hostile() {
        let shape = shape(hostile);
        if hostile.is_whole && shape != usual {
            let new: Vec<&String> = shape.keys().filter(|one| !usual.contains_key(*one)).collect();
            let old: Vec<&String> = usual.keys().filter(|one| !shape.contains_key(*one)).collect();
            let pairs = new.iter().zip(&old).map(|(new, old)| difference(new, old));
            let pairs: Vec<String> = pairs.collect();
            panic!("{}: {} and {}{}", hostile.what, new.len(), old.len(), pairs.join("\n"));
        }
    }
}

#[test]
fn hostile_text_leaves_the_manifest_as_it_is() {
    let even = |hostile: &Hostile| {
        let mut table: toml::Table = hostile.manifest.parse().unwrap();
        let package = table.get_mut("package").and_then(toml::Value::as_table_mut).unwrap();
        assert!(package.insert("description".to_owned(), "".into()).unwrap().is_str());
        table
    };
    let usual = even(&plain());
    for hostile in hostile().iter().filter(|hostile| hostile.is_whole) {
        assert_eq!(even(hostile), usual, "{}", hostile.what);
    }
}
