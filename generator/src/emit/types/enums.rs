//! One of some values, as an enum that takes unknown values as well.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::declaration;
use crate::emit::text;
use crate::model::{Api, EnumValue, Repr, TypeDecl};
use crate::name::ident;

/// The enum, and how it is read and written.
pub(super) fn enumeration(
    api: &Api,
    decl: &TypeDecl,
    values: &[EnumValue],
    repr: Repr,
    unknown: &str,
) -> TokenStream {
    let (docs, name, unknown) =
        (declaration::docs(api, decl), ident(&decl.name.rust), ident(unknown));
    let variants: Vec<_> = values.iter().map(|value| ident(&value.name.rust)).collect();
    let wires: Vec<Literal> = values.iter().map(|value| literal(&value.name.wire, repr)).collect();
    let value_docs = values.iter().map(|value| {
        let (wire, docs) = (text::code(&value.name.wire), text::line(&value.docs));
        if docs.is_empty() { format!(" {wire}") } else { format!(" {wire}: {docs}") }
    });
    let of = match repr {
        Repr::Text => quote!(String),
        Repr::Integer => quote!(i64),
    };
    let (growth, of_what) = (declaration::growth(api), version(api));
    let unknown_docs = format!(" A value that this version of the {of_what} does not know.");
    let values_docs = format!(
        " The values that this version of the {of_what} knows, in the order of the document."
    );
    let known = quote! {
        #[doc = #values_docs]
        pub const VALUES: &'static [Self] = &[#(Self::#variants),*];
    };
    let access = match repr {
        Repr::Text => text_access(&name, &known, (&variants, &wires), &unknown),
        Repr::Integer => integer_access(&name, &known, (&variants, &wires), &unknown),
    };
    let shared = match repr {
        Repr::Text => quote!(text_enum),
        Repr::Integer => quote!(integer_enum),
    };
    let copy = (repr == Repr::Integer).then(|| quote!(, Copy));
    let mut derived = vec!["Debug", "Clone", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"];
    derived.extend(copy.is_some().then_some("Copy"));
    let added = declaration::added(decl, &derived);
    quote! {
        use crate::runtime;

        #docs
        #[derive(Debug, Clone #copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #added
        #growth
        pub enum #name {
            #(#[doc = #value_docs] #variants,)*
            #[doc = #unknown_docs]
            #unknown(#of),
        }

        #access

        runtime::#shared!(#name, #unknown);
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
    name: &proc_macro2::Ident,
    known: &TokenStream,
    (variants, wires): (&[proc_macro2::Ident], &[Literal]),
    unknown: &proc_macro2::Ident,
) -> TokenStream {
    quote! {
        impl #name {
            #known

            #[doc = " The value as it is sent."]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::#unknown(value) => value,
                }
            }
        }

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
    name: &proc_macro2::Ident,
    known: &TokenStream,
    (variants, wires): (&[proc_macro2::Ident], &[Literal]),
    unknown: &proc_macro2::Ident,
) -> TokenStream {
    quote! {
        impl #name {
            #known

            #[doc = " The value as it is sent."]
            #[must_use]
            pub fn value(self) -> i64 {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::#unknown(value) => value,
                }
            }
        }

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
