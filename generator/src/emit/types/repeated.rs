//! What unions say of their alternatives at length: in the union, or once, in the file of the alternative's
//! type.

use std::sync::Arc;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::feature;
use crate::model::{Api, Arm, Constant, Constants, Repeated, TypeDecl};
use crate::name::ident;

/// The lists that are in the file of a type.
pub(super) fn lists(api: &Api, decl: &TypeDecl) -> TokenStream {
    let Repeated { values, known, tags, sets } = &decl.repeated;
    let list = |name: TokenStream, item: TokenStream, list: TokenStream| {
        let unused = feature::unused(api);
        quote! { #unused pub(super) const #name: &[#item] = #list; }
    };
    let values = (!values.is_empty()).then(|| list(quote!(VALUES), quote!(&str), texts(values)));
    let known = (!known.is_empty()).then(|| list(quote!(KNOWN), quote!(&str), texts(known)));
    let constant = quote!(runtime::Constant);
    let tags = (!tags.is_empty()).then(|| list(quote!(TAGS), constant, constants(tags)));
    let sets = sets.values().enumerate();
    let sets =
        sets.map(|(index, set)| list(set_name(index), quote!(runtime::Constant), constants(set)));
    quote! { #values #known #tags #(#sets)* }
}

/// Where the lists of an alternative are.
pub(super) struct Lists<'a>(Option<&'a TypeDecl>);

impl<'a> Lists<'a> {
    pub(super) fn of(api: &'a Api, arm: &Arm) -> Self {
        Self(api.plain(&arm.ty).named().and_then(|id| api.decl(id)))
    }

    pub(super) fn values(&self, list: &Arc<[String]>) -> TokenStream {
        let there = self.there(&quote!(VALUES), |repeated| repeated.values == *list);
        there.unwrap_or_else(|| texts(list))
    }

    pub(super) fn known(&self, list: &Arc<[String]>) -> TokenStream {
        let there = self.there(&quote!(KNOWN), |repeated| repeated.known == *list);
        there.unwrap_or_else(|| texts(list))
    }

    pub(super) fn tags(&self, list: &Constants) -> TokenStream {
        let there = self.there(&quote!(TAGS), |repeated| repeated.tags == *list);
        there.unwrap_or_else(|| constants(list))
    }

    pub(super) fn set(&self, path: &[String], list: &Constants) -> TokenStream {
        let mut sets = self.0.into_iter().flat_map(|decl| &decl.repeated.sets);
        let index = sets.position(|(known, set)| known == path && set == list);
        let there = index.and_then(|index| self.there(&set_name(index), |_| true));
        there.unwrap_or_else(|| constants(list))
    }

    fn there(&self, name: &TokenStream, is_it: impl Fn(&Repeated) -> bool) -> Option<TokenStream> {
        let decl = self.0.filter(|decl| is_it(&decl.repeated))?;
        let module = ident(&decl.module);
        Some(quote! { super::#module::#name })
    }
}

fn texts(list: &[String]) -> TokenStream {
    quote! { &[#(#list),*] }
}

/// What the values of a property are called.
fn set_name(index: usize) -> TokenStream {
    let name = ident(&format!("SET_{index}"));
    quote!(#name)
}

fn constants(list: &[Constant]) -> TokenStream {
    let list = list.iter().map(|constant| match constant {
        Constant::Text(text) => quote! { runtime::Constant::Text(#text) },
        Constant::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote! { runtime::Constant::Integer(#number) }
        }
        Constant::Bool(truth) => quote! { runtime::Constant::Bool(#truth) },
    });
    quote! { &[#(#list),*] }
}
