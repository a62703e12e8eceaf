//! What a type has by the macros of the runtime to which its values or its properties are given.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, Ident, Macro, Token, Type, braced, parenthesized};

/// A type, and what it has: what stands behind its path, and what a program depends on of it.
pub(super) struct Called {
    pub(super) owner: String,
    pub(super) items: Vec<(String, String)>,
}

impl Called {
    /// None of a macro that gives nothing that can be named.
    pub(super) fn of(call: &Macro) -> Option<Self> {
        let name = call.path.segments.last()?.ident.to_string();
        match name.as_str() {
            "text_enum" | "integer_enum" => Self::of_enum(call, name == "text_enum"),
            "setters" => call.parse_body::<Self>().ok(),
            _ => None,
        }
    }

    fn of_enum(call: &Macro, is_text: bool) -> Option<Self> {
        let mut tokens = call.tokens.clone().into_iter();
        let owner = tokens.next()?.to_string();
        let Some(TokenTree::Group(values)) = tokens.next() else { return None };
        let mut values = values.stream().into_iter();
        let is_open =
            values.any(|token| matches!(token, TokenTree::Punct(it) if it.as_char() == '.'));
        let (method, of, result) = match (is_text, is_open) {
            (true, true) => ("as_str", "String", "(& self) -> & str"),
            (true, false) => ("as_str", "String", "(self) -> & 'static str"),
            (false, _) => ("value", "i64", "(self) -> i64"),
        };
        let mut items = vec![
            ("::VALUES".to_owned(), "& 'static [Self]".to_owned()),
            (format!("::{method}"), result.to_owned()),
        ];
        if is_open {
            items.push((format!(" as From<{of}>"), String::new()));
        }
        Some(Self { owner, items })
    }
}

/// `Owner { /// docs ⏎ field: method(argument: Type) = value; … }`
impl Parse for Called {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let owner = input.parse::<Type>()?.to_token_stream().to_string();
        let setters;
        braced!(setters in input);
        let mut items = Vec::new();
        while !setters.is_empty() {
            setters.call(Attribute::parse_outer)?;
            setters.parse::<Ident>()?;
            setters.parse::<Token![:]>()?;
            let method: Ident = setters.parse()?;
            let argument;
            parenthesized!(argument in setters);
            let mut arguments = vec!["self".to_owned()];
            if !argument.is_empty() {
                argument.parse::<Ident>()?;
                argument.parse::<Token![:]>()?;
                arguments.push(argument.parse::<Type>()?.to_token_stream().to_string());
            }
            setters.parse::<Token![=]>()?;
            setters.parse::<Expr>()?;
            setters.parse::<Token![;]>()?;
            items.push((format!("::{method}"), format!("({}) -> Self", arguments.join(", "))));
        }
        Ok(Self { owner, items })
    }
}
