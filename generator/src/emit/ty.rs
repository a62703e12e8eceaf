//! Types as tokens.

mod written;
mod wrapped;

use proc_macro2::TokenStream;
use quote::quote;

pub(super) use self::wrapped::{COLUMNS, wrapped};
pub(super) use self::written::written;
use crate::model::{Api, Field, Presence, Repr, Shape, Type};
use crate::name::ident;

/// The file that a type is named in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A file of the folder `types`.
    Types,
    /// A tag's file, beside that folder.
    Tag,
}

/// A type that is owned.
pub(super) fn owned(api: &Api, ty: &Type, place: Place) -> TokenStream {
    let mut tokens = TokenStream::new();
    write(api, ty, place, &mut tokens);
    tokens
}

/// Writes behind the tokens that are there: those of an inner type would be copied at each level.
fn write(api: &Api, ty: &Type, place: Place, tokens: &mut TokenStream) {
    tokens.extend(match ty {
        Type::Bool => quote!(bool),
        Type::Integer(name) | Type::Float(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Type::Text => quote!(String),
        Type::Secret => quote!(runtime::Secret),
        Type::Timestamp => quote!(runtime::Timestamp),
        Type::Date => quote!(jiff::civil::Date),
        Type::Time => quote!(runtime::Time),
        Type::DateTime => quote!(jiff::civil::DateTime),
        Type::Duration => quote!(jiff::SpanFieldwise),
        Type::Decimal => quote!(rust_decimal::Decimal),
        Type::DecimalNumber => quote!(runtime::DecimalNumber),
        Type::Uuid => quote!(uuid::Uuid),
        Type::ByUser(path) => by_user(path),
        Type::Base64 => quote!(runtime::Base64),
        Type::Bytes => quote!(bytes::Bytes),
        Type::File => quote!(runtime::Part),
        Type::Event => quote!(runtime::Event),
        Type::Json => quote!(serde_json::Value),
        Type::List(inner) => return wrap(quote!(Vec<), api, inner, place, tokens),
        Type::Nullable(inner) => return wrap(quote!(Option<), api, inner, place, tokens),
        Type::Boxed(inner) => return wrap(quote!(Box<), api, inner, place, tokens),
        Type::Map(inner) => {
            let begin = quote!(std::collections::BTreeMap < String,);
            return wrap(begin, api, inner, place, tokens);
        }
        Type::Named(id) => {
            let name = ident(api.decl(*id).map_or("", |decl| decl.name.rust.as_str()));
            match place {
                Place::Types => quote!(super::#name),
                Place::Tag => quote!(types::#name),
            }
        }
    });
}

/// The type of a property, in a file of its own.
pub(super) fn of_field(api: &Api, field: &Field) -> TokenStream {
    let ty = owned(api, &field.ty, Place::Types);
    match field.presence {
        Presence::Required => ty,
        Presence::Nullable | Presence::Optional => quote!(Option<#ty>),
        Presence::Maybe => quote!(runtime::Maybe<#ty>),
    }
}

/// Whether values of a type are made of those of others.
pub(super) fn is_made(api: &Api, ty: &Type) -> bool {
    match api.resolved(ty) {
        Type::Text
        | Type::Secret
        | Type::Json
        | Type::Base64
        | Type::ByUser(_)
        | Type::Timestamp
        | Type::Nullable(_)
        | Type::List(_) => true,
        Type::Named(id) => matches!(
            api.decl(*id).map(|decl| &decl.shape),
            Some(
                Shape::Enum { repr: Repr::Text, unknown: Some(_), .. }
                    | Shape::Union { .. }
                    | Shape::Newtype(_)
            )
        ),
        _ => false,
    }
}

/// A type of another crate. Only a module of the crate itself has no name outside.
fn by_user(path: &str) -> TokenStream {
    match syn::parse_str::<syn::TypePath>(path) {
        Ok(mut ty) => {
            let is_own = ty.path.segments.first().is_some_and(|first| first.ident == "crate");
            if !is_own {
                ty.path.leading_colon.get_or_insert_default();
            }
            quote!(runtime::BySerde<#ty>)
        }
        // It was one when it was read.
        Err(_) => quote!(serde_json::Value),
    }
}

fn wrap(begin: TokenStream, api: &Api, inner: &Type, place: Place, tokens: &mut TokenStream) {
    tokens.extend(begin);
    write(api, inner, place, tokens);
    tokens.extend(quote!(>));
}
