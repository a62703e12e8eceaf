//! What values may be, as a constant.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{Limits, Pattern};
use crate::name::ident;

/// The limits that are checked; nothing where there are none.
pub(super) fn limits(limits: &Limits) -> Option<TokenStream> {
    let number = |name: &str, bound: Option<f64>| {
        bound.filter(|bound| bound.is_finite()).map(|bound| {
            let name = ident(name);
            let bound = Literal::f64_unsuffixed(bound);
            quote! { #name: Some(#bound), }
        })
    };
    let count = |name: &str, bound: Option<usize>| {
        bound.map(|bound| {
            let name = ident(name);
            let bound = Literal::usize_unsuffixed(bound);
            quote! { #name: #bound, }
        })
    };
    let fields = [
        number("minimum", limits.minimum),
        number("above", limits.above),
        number("maximum", limits.maximum),
        number("below", limits.below),
        count("min_length", limits.min_length),
        count("max_length", limits.max_length),
        count("min_items", limits.min_items),
        count("max_items", limits.max_items),
    ];
    let fields: Vec<TokenStream> = fields.into_iter().flatten().chain(pattern(limits)).collect();
    (!fields.is_empty()).then(|| quote! { runtime::Limits { #(#fields)* ..runtime::Limits::NONE } })
}

fn pattern(limits: &Limits) -> Option<TokenStream> {
    let Pattern { text, expression: Some(expression) } = limits.pattern.as_ref()? else {
        return None;
    };
    Some(quote! {
        pattern: Some(runtime::Pattern {
            text: #text,
            is_match: |text| runtime::is_match(#expression, text),
        }),
    })
}
