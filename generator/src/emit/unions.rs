//! A value that is one of several types, as an enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::{self, Place};
use super::{text, types};
use crate::model::{Api, Arm, Evidence, Type, TypeDecl};
use crate::name::ident;

/// The enum, and how it is read and written.
pub(super) fn union(
    api: &Api,
    decl: &TypeDecl,
    tag: Option<&str>,
    arms: &[Arm],
    unknown: &str,
) -> TokenStream {
    let (docs, name, unknown) = (types::docs(api, decl), ident(&decl.name.rust), ident(unknown));
    let variants = arms.iter().map(|arm| {
        let (variant, ty) = (ident(&arm.name), ty::owned(api, &arm.ty, Place::Types));
        let docs = format!(" {}", text::code(&arm.ty.text(api)));
        quote! { #[doc = #docs] #variant(#ty), }
    });
    let conversions =
        types::conversions(&name, &from_json(tag, arms, &unknown), &to_json(tag, arms, &unknown));
    let makers = decl.sent.then(|| makers(api, &name, arms));
    let (evidence, derives) = (arms.iter().map(evidence), types::derives(decl));
    let count = arms.len();
    quote! {
        use crate::runtime;

        #docs
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " A value that fits none of the types that are known."]
            #unknown(runtime::Unmatched),
        }

        static ARMS: [runtime::Arm; #count] = [#(#evidence),*];

        #makers
        #conversions
    }
}

fn from_json(tag: Option<&str>, arms: &[Arm], unknown: &proc_macro2::Ident) -> TokenStream {
    let tag = match tag {
        Some(tag) => quote!(Some(#tag)),
        None => quote!(None),
    };
    let readers = arms.iter().map(|arm| {
        let variant = ident(&arm.name);
        quote! { |json| runtime::FromJson::from_json(json).map(Self::#variant) }
    });
    quote! {
        Ok(runtime::choose(json, #tag, &ARMS, &[#(#readers),*]).unwrap_or_else(Self::#unknown))
    }
}

fn to_json(tag: Option<&str>, arms: &[Arm], unknown: &proc_macro2::Ident) -> TokenStream {
    let written = arms.iter().map(|arm| {
        let variant = ident(&arm.name);
        match (tag, arm.tags.first()) {
            // A type need not have the discriminator as a property of its own.
            (Some(tag), Some(value)) if !arm.is_default => {
                quote! { Self::#variant(value) => runtime::with_tag(runtime::ToJson::to_json(value), #tag, #value), }
            }
            _ => quote! { Self::#variant(value) => runtime::ToJson::to_json(value), },
        }
    });
    quote! {
        match self {
            #(#written)*
            Self::#unknown(value) => runtime::ToJson::to_json(value),
        }
    }
}

/// Ways to make a value: from each type that no other variant has.
fn makers(api: &Api, name: &proc_macro2::Ident, arms: &[Arm]) -> TokenStream {
    let is_alone = |arm: &&Arm| arms.iter().filter(|other| other.ty == arm.ty).count() == 1;
    // An alias can be the type of another variant, and JSON is that of all.
    let is_own = |arm: &&Arm| match &arm.ty {
        Type::Boxed(inner) => {
            matches!(&**inner, Type::Named(id) if api.decl(*id).is_some_and(TypeDecl::is_new))
        }
        _ => false,
    };
    let makers = arms.iter().filter(is_alone).filter(is_own).map(|arm| {
        let variant = ident(&arm.name);
        let inner = match &arm.ty {
            Type::Boxed(inner) => ty::owned(api, inner, Place::Types),
            other => ty::owned(api, other, Place::Types),
        };
        quote! {
            impl std::convert::From<#inner> for #name {
                fn from(value: #inner) -> Self {
                    Self::#variant(Box::new(value))
                }
            }
        }
    });
    quote! { #(#makers)* }
}

fn evidence(arm: &Arm) -> TokenStream {
    let Evidence { kind, values, required, known, constants } = &arm.evidence;
    let (name, tags) = (&arm.name, &arm.tags);
    let kind = ident(&kind.map_or_else(|| "Any".to_owned(), |kind| format!("{kind:?}")));
    let list = |method: &str, texts: &[String]| {
        let method = ident(method);
        (!texts.is_empty()).then(|| quote! { .#method(&[#(#texts),*]) })
    };
    let (tags, values) = (list("tags", tags), list("values", values));
    let (required, known) = (list("required", required), list("known", known));
    let constants = (!constants.is_empty()).then(|| {
        let pairs = constants.iter().map(|(name, value)| quote! { (#name, #value) });
        quote! { .constants(&[#(#pairs),*]) }
    });
    let default = arm.is_default.then(|| quote! { .default() });
    quote! { runtime::Arm::new(#name, runtime::Kind::#kind) #tags #default #values #required #known #constants }
}
