//! Extensions that hold code of Rust: what is none is refused, and the rest adds none.

use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::visit_mut::VisitMut;
use tests::injected::{CODE, MARK, TEXTS, document_with_code};

use crate::support::{Hostile, code_of, plain};

/// Takes the attributes away that the document names.
struct Unadorned;

impl VisitMut for Unadorned {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
        let is_own = |attribute: &syn::Attribute| {
            attribute.path().segments.first().is_some_and(|first| first.ident == MARK)
        };
        attributes.retain(|attribute| !is_own(attribute));
    }
}

/// The tokens of all files, but for such attributes.
fn tokens(hostile: &Hostile) -> Vec<String> {
    let files = hostile.tree.iter().filter(|(path, _)| path.ends_with(".rs"));
    let tokens = |(path, text): (&str, &str)| {
        let mut file =
            syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        Unadorned.visit_file_mut(&mut file);
        format!("{path}: {}", file.to_token_stream())
    };
    files.map(tokens).collect()
}

/// Whether a text is nothing to Rust behind a name, or what one attribute has in it.
fn is_nothing(text: &str, place: &str) -> bool {
    let Ok(tokens) = TokenStream::from_str(&format!("a{text}")) else { return false };
    let more: Vec<TokenTree> = tokens.into_iter().skip(1).collect();
    match more.as_slice() {
        [] => true,
        [TokenTree::Group(_)] => place == "own attribute",
        _ => false,
    }
}

#[test]
fn hostile_text_in_the_place_of_code_is_refused_or_is_nothing() {
    let usual = tokens(&plain());
    for place in CODE {
        let mut refused = 0;
        for text in TEXTS {
            match code_of(place, text) {
                Some(hostile) => {
                    assert!(is_nothing(text, place), "{text:?} as {place}");
                    assert!(tokens(&hostile) == usual, "{text:?} as {place}");
                }
                None => refused += 1,
            }
        }
        assert!(refused > 50, "{place}: {refused}");
    }
}

#[test]
fn the_code_of_the_document_is_in_the_crate() {
    let files = plain().tree.iter().map(|(_, text)| text.to_owned()).collect::<Vec<_>>();
    let all = files.join("\n");
    let document = document_with_code(|_| String::new());
    for place in CODE {
        let word = place.replace(' ', "");
        assert!(document.contains(&word) && all.contains(&word), "{place}");
    }
}
