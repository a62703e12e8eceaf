//! One of some values, as an enum that takes unknown values as well, or refuses them.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::declaration;
use crate::emit::text;
use crate::model::{Api, EnumValue, Repr, TypeDecl};
use crate::name::ident;

/// The enum, and how it is read and written. Without a variant for `unknown` values they are errors.
pub(super) fn enumeration(
    api: &Api,
    decl: &TypeDecl,
    values: &[EnumValue],
    repr: Repr,
    unknown: Option<&str>,
) -> TokenStream {
    let (docs, name, unknown) =
        (declaration::docs(api, decl), ident(&decl.name.rust), unknown.map(ident));
    let variants: Vec<_> = values.iter().map(|value| ident(&value.name.rust)).collect();
    let wires: Vec<Literal> = values.iter().map(|value| literal(&value.name.wire, repr)).collect();
    let value_docs = values.iter().map(|value| {
        let (wire, docs) = (text::code(&value.name.wire), text::line(&value.docs));
        if docs.is_empty() { format!(" {wire}") } else { format!(" {wire}: {docs}") }
    });
    let of_what = version(api);
    // A `match` on all values of an enum without others is meant to be one.
    let growth = unknown.as_ref().and_then(|_| declaration::growth(api));
    let others = unknown.as_ref().map(|unknown| {
        let of = match repr {
            Repr::Text => quote!(String),
            Repr::Integer => quote!(i64),
        };
        let docs = format!(" A value that this version of the {of_what} does not know.");
        quote! { #[doc = #docs] #unknown(#of), }
    });
    let values_docs = format!(
        " The values that this version of the {of_what} knows, in the order of the document."
    );
    let known = quote! {
        #[doc = #values_docs]
        pub const VALUES: &'static [Self] = &[#(Self::#variants),*];
    };
    let all = (variants.as_slice(), wires.as_slice());
    let access = match repr {
        Repr::Text => text_access(&name, &known, all, unknown.as_ref()),
        Repr::Integer => integer_access(&name, &known, all, unknown.as_ref()),
    };
    let shared = match (repr, &unknown) {
        (Repr::Text, Some(unknown)) => quote!(text_enum!(#name, #unknown)),
        (Repr::Text, None) => quote!(closed_text_enum!(#name)),
        (Repr::Integer, Some(unknown)) => quote!(integer_enum!(#name, #unknown)),
        (Repr::Integer, None) => quote!(closed_integer_enum!(#name)),
    };
    let copy = (repr == Repr::Integer || unknown.is_none()).then(|| quote!(, Copy));
    let mut derived = vec!["Debug", "Clone", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"];
    derived.extend(copy.is_some().then_some("Copy"));
    let added = declaration::added(decl, &derived);
    quote! {
        use crate::runtime;

        #docs
        #[derive(Debug, Clone #copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #(#added)*
        #growth
        pub enum #name {
            #(#[doc = #value_docs] #variants,)*
            #others
        }

        #access

        runtime::#shared;
    }
}

/// What the crate is.
fn version(api: &Api) -> &'static str {
    if api.is_types_only { "crate" } else { "client" }
}

fn literal(wire: &str, repr: Repr) -> Literal {
    match (repr, wire.parse::<i64>()) {
        (Repr::Integer, Ok(value)) => Literal::i64_unsuffixed(value),
        _ => Literal::string(wire),
    }
}

fn text_access(
    name: &Ident,
    known: &TokenStream,
    (variants, wires): (&[Ident], &[Literal]),
    unknown: Option<&Ident>,
) -> TokenStream {
    let (of_self, text) = match unknown {
        Some(_) => (quote!(&self), quote!(&str)),
        None => (quote!(self), quote!(&'static str)),
    };
    let other = unknown.map(|unknown| quote!(Self::#unknown(value) => value,));
    let access = quote! {
        #known

        #[doc = " The value as it is sent."]
        #[must_use]
        pub fn as_str(#of_self) -> #text {
            match self {
                #(Self::#variants => #wires,)*
                #other
            }
        }
    };
    let Some(unknown) = unknown else {
        let of = (quote!(&str), quote!(text));
        return closed(name, &access, (variants, wires), &of);
    };
    quote! {
        impl #name { #access }

        impl std::convert::From<String> for #name {
            fn from(value: String) -> Self {
                match value.as_str() {
                    #(#wires => Self::#variants,)*
                    _ => Self::#unknown(value),
                }
            }
        }
    }
}

fn integer_access(
    name: &Ident,
    known: &TokenStream,
    (variants, wires): (&[Ident], &[Literal]),
    unknown: Option<&Ident>,
) -> TokenStream {
    let other = unknown.map(|unknown| quote!(Self::#unknown(value) => value,));
    let access = quote! {
        #known

        #[doc = " The value as it is sent."]
        #[must_use]
        pub fn value(self) -> i64 {
            match self {
                #(Self::#variants => #wires,)*
                #other
            }
        }
    };
    let Some(unknown) = unknown else {
        let of = (quote!(i64), quote!(number));
        return closed(name, &access, (variants, wires), &of);
    };
    quote! {
        impl #name { #access }

        impl std::convert::From<i64> for #name {
            fn from(value: i64) -> Self {
                match value {
                    #(#wires => Self::#variants,)*
                    _ => Self::#unknown(value),
                }
            }
        }
    }
}

/// What an enum has that takes no other values: which of them a text or a number is.
fn closed(
    name: &Ident,
    access: &TokenStream,
    (variants, wires): (&[Ident], &[Literal]),
    (ty, argument): &(TokenStream, TokenStream),
) -> TokenStream {
    quote! {
        impl #name {
            #access

            fn known(#argument: #ty) -> Option<Self> {
                match #argument {
                    #(#wires => Some(Self::#variants),)*
                    _ => None,
                }
            }
        }
    }
}
