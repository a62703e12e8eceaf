//! What a setter or a constructor takes for a value of a type, so that nobody has to convert it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::ty::{self, Place, is_made};
use crate::model::{Api, Field, Presence, Type};

/// An argument's type, and the value that is made of it.
pub(in crate::emit) struct Given {
    pub(in crate::emit) ty: TokenStream,
    pub(in crate::emit) value: TokenStream,
}

/// The argument for a property, as far as it has a value.
pub(in crate::emit) fn of_value(api: &Api, ty: &Type, name: &TokenStream, place: Place) -> Given {
    let owned = ty::owned(api, ty, place);
    match api.resolved(ty) {
        Type::Boxed(inner) => {
            let Given { ty, value } = of_value(api, inner, name, place);
            Given { ty, value: quote!(Box::new(#value)) }
        }
        Type::List(inner) => {
            let item = ty::owned(api, inner, place);
            match is_made(api, inner) {
                true => Given {
                    ty: quote!(impl IntoIterator<Item: Into<#item>>),
                    value: quote!(runtime::list(#name)),
                },
                false => Given {
                    ty: quote!(impl IntoIterator<Item = #item>),
                    value: quote!(#name.into_iter().collect()),
                },
            }
        }
        Type::Map(inner) => {
            let item = ty::owned(api, inner, place);
            let item = if is_made(api, inner) { quote!(impl Into<#item>) } else { item };
            Given {
                ty: quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
                value: quote!(runtime::map(#name)),
            }
        }
        ty if is_made(api, ty) => {
            Given { ty: quote!(impl Into<#owned>), value: quote!(#name.into()) }
        }
        _ => Given { ty: owned, value: quote!(#name) },
    }
}

/// The argument for a property, with what says that it has none.
pub(super) fn of_field(api: &Api, field: &Field, name: &TokenStream) -> Given {
    let ty = ty::owned(api, &field.ty, Place::Types);
    match field.presence {
        Presence::Required => of_value(api, &field.ty, name, Place::Types),
        Presence::Optional => {
            let Given { ty, value } = of_value(api, &field.ty, name, Place::Types);
            Given { ty, value: quote!(Some(#value)) }
        }
        Presence::Nullable if *api.resolved(&field.ty) == Type::Text => Given {
            // Text that is borrowed is no option of owned text.
            ty: quote!(impl Into<runtime::Maybe<#ty>>),
            value: quote!(#name.into().into_value()),
        },
        Presence::Nullable => {
            Given { ty: quote!(impl Into<Option<#ty>>), value: quote!(#name.into()) }
        }
        Presence::Maybe => {
            Given { ty: quote!(impl Into<runtime::Maybe<#ty>>), value: quote!(#name.into()) }
        }
    }
}
