//! A value that is one of several types, as an enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::repeated::Lists;
use super::{declaration, getters};
use crate::emit::text;
use crate::emit::ty::{self, Place};
use crate::model::{Api, Arm, Evidence, Getter, Range, Several, Type, TypeDecl};
use crate::name::ident;

/// What tells the types apart.
pub(super) struct By<'a> {
    /// The discriminator.
    pub(super) tag: Option<&'a str>,
    /// The way to the property that is looked at.
    pub(super) path: &'a [String],
}

/// What is said of the variant for values of several types.
const SEVERAL: &str =
    " A value that is of several of these types at once (`anyOf`): the properties of all.";

/// The enum, and how it is read and written.
pub(super) fn union(
    api: &Api,
    (decl, docs): (&TypeDecl, &TokenStream),
    by: &By<'_>,
    (arms, shared): (&[Arm], &[Getter]),
    unknown: &str,
) -> TokenStream {
    let (name, unknown) = (ident(&decl.name.rust), ident(unknown));
    let variants = arms.iter().map(|arm| {
        let (variant, ty) = (ident(&arm.name), ty::owned(api, &arm.ty, Place::Types));
        let docs = arm.several.map_or_else(|| arm_docs(api, arm), |_| SEVERAL.to_owned());
        quote! { #[doc = #docs] #variant(#ty), }
    });
    let getters = getters::getters(api, &name, arms, shared);
    let conversions = declaration::conversions(
        &name,
        &from_json(by, arms, &unknown),
        &write_json(by, arms, &unknown),
    );
    let makers = decl.sent.then(|| makers(api, &name, arms));
    let evidence = arms.iter().map(|arm| evidence(api, arm));
    let derives = declaration::derives(decl);
    let growth = declaration::growth(api);
    let count = arms.len();
    quote! {
        use crate::runtime;

        #docs
        #(#derives)*
        #growth
        pub enum #name {
            #(#variants)*
            #[doc = " A value that fits none of the types that are known."]
            #unknown(runtime::Unmatched),
        }

        #getters

        static ALTERNATIVES: [runtime::Alternative; #count] = [#(#evidence),*];

        #makers
        #conversions
    }
}

/// What the document says of an alternative; where it says nothing, its type.
fn arm_docs(api: &Api, arm: &Arm) -> String {
    let decl = arm.plain().named().and_then(|id| api.decl(id));
    let line = decl.map(|decl| text::line(&decl.docs)).filter(|line| !line.is_empty());
    format!(" {}", line.unwrap_or_else(|| text::code(&arm.plain().text(api))))
}

fn from_json(by: &By<'_>, arms: &[Arm], unknown: &proc_macro2::Ident) -> TokenStream {
    let path = by.path;
    let readers = arms.iter().map(|arm| {
        let variant = ident(&arm.name);
        quote! { |json| runtime::FromJson::from_json(json).map(Self::#variant) }
    });
    quote! {
        Ok(runtime::read_union(json, &[#(#path),*], &ALTERNATIVES, &[#(#readers),*]).unwrap_or_else(Self::#unknown))
    }
}

fn write_json(by: &By<'_>, arms: &[Arm], unknown: &proc_macro2::Ident) -> TokenStream {
    let written = arms.iter().enumerate().map(|(index, arm)| {
        let variant = ident(&arm.name);
        match by.tag {
            // A type need not have the discriminator as a property of its own.
            Some(tag) if !arm.is_default && !arm.tags.is_empty() => {
                let index = Literal::usize_unsuffixed(index);
                quote! { Self::#variant(value) => runtime::write_tagged(json, value, #tag, &ALTERNATIVES, #index), }
            }
            _ => quote! { Self::#variant(value) => runtime::ToJson::write_json(value, json), },
        }
    });
    quote! {
        match self {
            #(#written)*
            Self::#unknown(value) => runtime::ToJson::write_json(value, json),
        }
    }
}

/// Ways to make a value: from each type that no other variant has, and from what makes one of it.
fn makers(api: &Api, name: &proc_macro2::Ident, arms: &[Arm]) -> TokenStream {
    let plain = |arm: &Arm| api.resolved(arm.plain()).clone();
    let count =
        |is_it: &dyn Fn(&Type) -> bool| arms.iter().filter(|arm| is_it(&plain(arm))).count();
    let makers = arms.iter().filter(|arm| count(&|ty| *ty == plain(arm)) == 1).map(|arm| {
        let (variant, ty) = (ident(&arm.name), plain(arm));
        let (value, inner) = (quote!(value), ty::owned(api, arm.plain(), Place::Types));
        let wrap = |value: TokenStream| match &arm.ty {
            Type::Boxed(_) => quote!(Self::#variant(Box::new(#value))),
            _ => quote!(Self::#variant(#value)),
        };
        let own = from(name, &quote!(), &inner, &wrap(value));
        let is_only = |is_it: &dyn Fn(&Type) -> bool| count(is_it) == 1;
        let more = match &ty {
            Type::Text => {
                Some(from(name, &quote!(), &quote!(&str), &wrap(quote!(value.to_owned()))))
            }
            // What a number in a program is, where nothing says which.
            Type::Integer("i64") if is_only(&|ty| matches!(ty, Type::Integer(_))) => {
                Some(from(name, &quote!(), &quote!(i32), &wrap(quote!(value.into()))))
            }
            Type::List(item) if is_only(&|ty| matches!(ty, Type::List(_))) => {
                let item = ty::owned(api, item, Place::Types);
                let generics = quote!(<T: Into<#item>, const N: usize>);
                Some(from(name, &generics, &quote!([T; N]), &wrap(quote!(runtime::list(value)))))
            }
            _ => None,
        };
        quote! { #own #more }
    });
    quote! { #(#makers)* }
}

fn from(
    name: &proc_macro2::Ident,
    generics: &TokenStream,
    from: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    quote! {
        impl #generics std::convert::From<#from> for #name {
            fn from(value: #from) -> Self {
                #value
            }
        }
    }
}

fn evidence(api: &Api, arm: &Arm) -> TokenStream {
    let Evidence { kind, values, required, known, kinds, sets, ranges } = &arm.evidence;
    let name = &arm.name;
    let kind = ident(&kind.map_or_else(|| "Any".to_owned(), |kind| format!("{kind:?}")));
    let lists = Lists::of(api, arm);
    let values =
        (!values.is_empty()).then(|| lists.values(values)).map(|list| quote! { .values(#list) });
    let known =
        (!known.is_empty()).then(|| lists.known(known)).map(|list| quote! { .known(#list) });
    let tags =
        (!arm.tags.is_empty()).then(|| lists.tags(&arm.tags)).map(|list| quote! { .tags(#list) });
    let required = required.iter();
    let required = (required.len() > 0).then(|| quote! { .required(&[#(#required),*]) });
    let kinds = (!kinds.is_empty()).then(|| {
        let kinds = kinds.iter().map(|(name, kind)| {
            let kind = ident(&format!("{kind:?}"));
            quote! { (#name, runtime::Kind::#kind) }
        });
        quote! { .kinds(&[#(#kinds),*]) }
    });
    let sets = (!sets.is_empty()).then(|| {
        let sets = sets.iter().map(|(path, values)| {
            let values = lists.set(path, values);
            quote! { (&[#(#path),*], #values) }
        });
        quote! { .sets(&[#(#sets),*]) }
    });
    let ranges = (!ranges.is_empty()).then(|| {
        let ranges = ranges.iter().map(|(name, Range { least, most })| {
            let (least, most) = (bound(*least), bound(*most));
            quote! { (#name, #least, #most) }
        });
        quote! { .ranges(&[#(#ranges),*]) }
    });
    let default = arm.is_default.then(|| quote! { .default() });
    let several = arm.several.map(|Several { keeps_rest }| quote! { .several(#keeps_rest) });
    let default = several.or(default);
    quote! { runtime::Alternative::new(#name, runtime::Kind::#kind) #tags #default #values #required #known #kinds #sets #ranges }
}

fn bound(bound: f64) -> TokenStream {
    if bound == f64::INFINITY {
        quote! { f64::INFINITY }
    } else if bound == f64::NEG_INFINITY {
        quote! { f64::NEG_INFINITY }
    } else {
        let bound = Literal::f64_unsuffixed(bound);
        quote! { #bound }
    }
}
