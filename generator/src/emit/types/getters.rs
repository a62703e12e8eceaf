//! The methods of a union: its value as a variant's, and what all variants have.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::argument::is_copied;
use crate::emit::text;
use crate::emit::ty::{self, Place};
use crate::model::{Api, Arm, Getter, Presence, Type};
use crate::name::ident;

pub(super) fn getters(
    api: &Api,
    name: &proc_macro2::Ident,
    arms: &[Arm],
    shared: &[Getter],
) -> Option<TokenStream> {
    let of_arms = arms.iter().map(|arm| of_arm(api, arm));
    let of_all = shared.iter().map(|getter| of_all(api, arms, getter));
    (!arms.is_empty()).then(|| {
        quote! {
            impl #name {
                #(#of_all)*
                #(#of_arms)*
            }
        }
    })
}

fn of_arm(api: &Api, arm: &Arm) -> TokenStream {
    let (getter, variant) = (ident(&arm.getter), ident(&arm.name));
    let docs = format!(" The value, if it is [`Self::{}`].", arm.name);
    let Lent { ty, value } = Lent::of(api, arm.plain());
    // What is on the heap is no place of its type.
    let value = match &arm.ty {
        Type::Boxed(_) if is_copied(api, arm.plain()) => quote!(**value),
        _ => value,
    };
    quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #getter(&self) -> Option<#ty> {
            match self {
                Self::#variant(value) => Some(#value),
                _ => None,
            }
        }
    }
}

fn of_all(api: &Api, arms: &[Arm], getter: &Getter) -> TokenStream {
    let (method, field) = (ident(&getter.name), ident(&getter.field.name.rust));
    let Lent { ty, value } = Lent::of(api, &getter.field.ty);
    let docs = match text::line(&getter.field.docs) {
        line if line.is_empty() => {
            format!(" The property {}.", text::code(&getter.field.name.wire))
        }
        line => format!(" {line}"),
    };
    let found = arms.iter().map(|arm| {
        let variant = ident(&arm.name);
        match getter.field.presence {
            Presence::Required => quote!(Self::#variant(value) => &value.#field,),
            _ => quote!(Self::#variant(value) => value.#field.as_ref()?,),
        }
    });
    quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #method(&self) -> Option<#ty> {
            let value = match self {
                #(#found)*
                _ => return None,
            };
            Some(#value)
        }
    }
}

/// A value that is lent: copied where it can be.
struct Lent {
    ty: TokenStream,
    /// What `value`, a reference, becomes.
    value: TokenStream,
}

impl Lent {
    fn of(api: &Api, ty: &Type) -> Self {
        let owned = ty::owned(api, ty, Place::Types);
        match api.resolved(ty) {
            Type::Text => Self { ty: quote!(&str), value: quote!(value) },
            Type::List(item) => {
                let item = ty::owned(api, item, Place::Types);
                Self { ty: quote!(&[#item]), value: quote!(value) }
            }
            Type::Timestamp => Self { ty: quote!(&#owned), value: quote!(value) },
            resolved if is_copied(api, resolved) => Self { ty: owned, value: quote!(*value) },
            Type::Boxed(inner) => {
                let inner = ty::owned(api, inner, Place::Types);
                Self { ty: quote!(&#inner), value: quote!(value) }
            }
            _ => Self { ty: quote!(&#owned), value: quote!(value) },
        }
    }
}
