//! How values that are sent are made: constructors, setters, and conversions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::given::{self, Given};
use crate::emit::argument::too_many;
use crate::emit::{text, ty};
use crate::model::{Access, Api, Constant, Field, Initial, Presence, Shape, Twin, Type, TypeDecl};
use crate::name::ident;

/// A constructor for what is required, and a setter for everything else. A required property with
/// one value only has that value.
pub(super) fn construction(
    api: &Api,
    decl: &TypeDecl,
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> TokenStream {
    let name = ident(&decl.name.rust);
    let asked: Vec<&Field> = fields.iter().filter(|field| api.is_asked(field)).collect();
    let arguments = asked.iter().map(|field| {
        let name = argument(fields, field);
        let ty = given::of_field(api, field, &quote!(#name)).ty;
        quote!(#name: #ty)
    });
    let allowed = too_many(asked.len());
    let initial = fields.iter().map(|field| initial(api, fields, field));
    let rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote!(#field: std::collections::BTreeMap::new())
    });
    let setters = fields.iter().filter_map(|field| {
        let named = if is_number(&field.name.rust) { "value" } else { &field.name.rust };
        Some(setter(api, field, (field.making.setter.as_deref()?, named)))
    });
    let summary = text::docs([&summary(api, fields)]);
    let default = (asked.is_empty() && !decl.derives.default).then(|| {
        quote! {
            impl std::default::Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #default

        impl #name {
            #summary
            #[must_use]
            #allowed
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#initial,)* #rest }
            }
            #(#setters)*
        }
    }
}

/// The value of a required property that has no other, or that is meant where nothing else is said:
/// as Rust, and on the wire.
pub(super) fn known_value(api: &Api, field: &Field) -> Option<(TokenStream, String)> {
    if field.presence != Presence::Required {
        return None;
    }
    if let Some(initial) = &field.making.initial {
        return Some((default(api, field, initial), field.default.clone().unwrap_or_default()));
    }
    if let Some(only) = &field.only {
        return Some((constant(only), only.text()));
    }
    let value = api.only_value(&field.ty)?;
    let (ty, name) = (ty::of_field(api, field), ident(&value.name.rust));
    Some((quote!(#ty::#name), value.name.wire.clone()))
}

/// A value of a property.
pub(super) fn default(api: &Api, field: &Field, initial: &Initial) -> TokenStream {
    match initial {
        Initial::Constant(value) => constant(value),
        Initial::Float(value) => {
            let value = Literal::f64_unsuffixed(*value);
            quote!(#value)
        }
        Initial::Variant(variant) => {
            let (ty, variant) = (ty::of_field(api, field), ident(variant));
            quote!(#ty::#variant)
        }
    }
}

/// A constant as a value of its own.
fn constant(only: &Constant) -> TokenStream {
    match only {
        Constant::Text(text) => quote!(#text.to_owned()),
        Constant::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        Constant::Bool(truth) => quote!(#truth),
    }
}

/// Whether a name has no letters: it is none that an argument should have.
fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte == b'_' || byte.is_ascii_digit())
}

/// What the argument for a property is called.
pub(super) fn argument(fields: &[Field], field: &Field) -> proc_macro2::Ident {
    let name = &field.name.rust;
    if !is_number(name) {
        return ident(name);
    }
    let mut other = format!("value{name}");
    while fields.iter().any(|field| field.name.rust == other) {
        other.push('_');
    }
    ident(&other)
}

/// A property of a new value.
fn initial(api: &Api, fields: &[Field], field: &Field) -> TokenStream {
    let (name, argument) = (ident(&field.name.rust), argument(fields, field));
    match (field.presence, known_value(api, field)) {
        (Presence::Required, Some((value, _))) => quote!(#name: #value),
        (Presence::Required | Presence::Nullable, _) => {
            let Given { value, .. } = given::of_field(api, field, &quote!(#argument));
            if name == value.to_string() { value } else { quote!(#name: #value) }
        }
        (Presence::Optional, _) => quote!(#name: None),
        (Presence::Maybe, _) => quote!(#name: runtime::Maybe::Absent),
    }
}

/// What a new value has.
fn summary(api: &Api, fields: &[Field]) -> String {
    if !fields.iter().any(Field::is_required) {
        return "A value with nothing set.".to_owned();
    }
    let filled = fields.iter().filter_map(|field| {
        let (_, value) = known_value(api, field)?;
        Some(format!("{} is {}", text::code(&field.name.wire), text::code(&value)))
    });
    let filled: Vec<String> = filled.collect();
    match filled.as_slice() {
        [] => "A value with all that is required.".to_owned(),
        filled => format!("A value with all that is required; {}.", filled.join(", ")),
    }
}

/// What is sent, made of what was received.
pub(super) fn from_received(
    api: &Api,
    decl: &TypeDecl,
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> Option<TokenStream> {
    let Some(Twin::Received { id, has_all: true }) = decl.twin else { return None };
    let received = api.decl(id)?;
    let presence = |field: &Field| match &received.shape {
        Shape::Struct { fields, .. } => {
            fields.iter().find(|other| other.name == field.name).map(|other| other.presence)
        }
        _ => None,
    };
    let of_fields = fields.iter().map(|field| {
        let name = ident(&field.name.rust);
        match (field.access, field.presence, presence(field)) {
            (Access::WriteOnly, Presence::Maybe, _) => quote!(#name: runtime::Maybe::Absent),
            (Access::WriteOnly, ..) => quote!(#name: None),
            // What is received always has it.
            (Access::MaybeSent, Presence::Maybe, Some(Presence::Nullable)) => {
                quote!(#name: value.#name.map_or(runtime::Maybe::Null, runtime::Maybe::Value))
            }
            (Access::MaybeSent, Presence::Optional, Some(Presence::Required)) => {
                quote!(#name: Some(value.#name))
            }
            // Of what is received, null and what is missing are one.
            (_, Presence::Maybe, Some(Presence::Optional)) => quote!(#name: value.#name.into()),
            _ => quote!(#name: value.#name),
        }
    });
    let (received, name) = (ident(&received.name.rust), ident(&decl.name.rust));
    let of_rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote!(#field: value.#field)
    });
    Some(quote! {
        impl std::convert::From<super::#received> for #name {
            fn from(value: super::#received) -> Self {
                Self { #(#of_fields,)* #of_rest }
            }
        }
    })
}

/// The method that sets a property: its name, and that of its argument.
pub(super) fn setter(api: &Api, field: &Field, (method, argument): (&str, &str)) -> TokenStream {
    let Setting { docs, argument, value } = setting(api, field, argument);
    let (name, method) = (ident(&field.name.rust), ident(method));
    let argument = argument.map(|argument| quote!(, #argument));
    quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #method(mut self #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// What a setter is made of.
pub(super) struct Setting {
    pub(super) docs: String,
    /// The argument with its type; none where there is one value only.
    pub(super) argument: Option<TokenStream>,
    pub(super) value: TokenStream,
}

/// How a property is set by an argument of this name.
pub(super) fn setting(api: &Api, field: &Field, argument: &str) -> Setting {
    let wire = text::code(&field.name.wire);
    if let (Some(only), Presence::Optional) = (&field.only, field.presence) {
        let docs = format!(" Sets {wire} to {}, its only value.", text::code(&only.text()));
        let value = constant(only);
        return Setting { docs, argument: None, value: quote!(Some(#value)) };
    }
    let argument = ident(argument);
    let Given { ty, value } = given::of_field(api, field, &quote!(#argument));
    Setting { docs: format!(" Sets {wire}."), argument: Some(quote!(#argument: #ty)), value }
}
