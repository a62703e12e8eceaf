//! `pages` and `items` of a call.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::decode;
use crate::emit::ty::{self, Place};
use crate::model::{Api, Operation, Paging, PagingStyle, Presence, Route};
use crate::name::ident;

/// The methods.
pub(super) fn methods(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let (success, failure) =
        (decode::success_type(api, operation), decode::failure_type(operation));
    let item = ty::owned(api, &paging.item, Place::Tag);
    let (pages, items) = (ident(&paging.pages_method), ident(&paging.items_method));
    let style = style(paging);
    let (info, list) = (info(paging), taken(paging));
    Some(quote! {
        #[doc = " The pages, from the one that this call asks for: a stream."]
        pub fn #pages(&self) -> runtime::Pages<#success, #failure> {
            runtime::Pages::new(&self.0, &runtime::Paging::#style, |page| #info)
        }

        #[doc = " The items of all pages, from the one that this call asks for: a stream."]
        pub fn #items(&self) -> runtime::PagedItems<#success, #item, #failure> {
            runtime::PagedItems::new(self.#pages(), |page| #list)
        }
    })
}

fn style(paging: &Paging) -> TokenStream {
    let option = |name: &Option<String>| match name {
        Some(name) => quote!(Some(#name)),
        None => quote!(None),
    };
    match &paging.style {
        PagingStyle::Offset { parameter, size, first, by_size } => {
            let (size, first) = (option(size), Literal::i64_unsuffixed(*first));
            quote! {
                Offset { parameter: #parameter, size: #size, first: #first, by_size: #by_size }
            }
        }
        PagingStyle::Page { parameter, size, first, is_exact } => {
            let (size, first) = (option(size), Literal::i64_unsuffixed(*first));
            quote! {
                Page { parameter: #parameter, size: #size, first: #first, is_exact: #is_exact }
            }
        }
        PagingStyle::Cursor { parameter } => quote! { Cursor { parameter: #parameter } },
        PagingStyle::Link => {
            let in_body = paging.next.is_some();
            quote! { Link { in_body: #in_body } }
        }
    }
}

/// What a page says of itself.
fn info(paging: &Paging) -> TokenStream {
    let length = match borrowed(paging, &paging.items) {
        Way::Sure(list) => quote!(#list.len()),
        Way::Maybe(list) => quote!(#list.map_or(0, Vec::len)),
    };
    let part = |route: &Option<Route>| {
        route.as_ref().map(|route| match borrowed(paging, route) {
            Way::Sure(part) => quote!(Some(&#part)),
            Way::Maybe(part) => part,
        })
    };
    let total = part(&paging.total).map(|total| quote!(.total(#total)));
    let granted = part(&paging.granted).map(|granted| quote!(.granted(#granted)));
    let next = part(&paging.next).map(|next| quote!(.next(#next)));
    quote!(runtime::PageInfo::of(#length) #total #granted #next)
}

/// The way to a part: a place that is there, or an `Option`.
enum Way {
    Sure(TokenStream),
    Maybe(TokenStream),
}

fn borrowed(paging: &Paging, route: &Route) -> Way {
    let start = match paging.is_nullable {
        true => Way::Maybe(quote!(page.as_ref())),
        false => Way::Sure(quote!(page)),
    };
    route.steps.iter().fold(start, |way, step| {
        let name = ident(&step.name.rust);
        let part = match step.presence {
            Presence::Required => None,
            Presence::Nullable | Presence::Optional => Some(quote!(as_ref)),
            Presence::Maybe => Some(quote!(value)),
        };
        match (way, part) {
            (Way::Sure(place), None) => Way::Sure(quote!(#place.#name)),
            (Way::Sure(place), Some(part)) => Way::Maybe(quote!(#place.#name.#part())),
            (Way::Maybe(value), None) => Way::Maybe(quote!(#value.map(|part| &part.#name))),
            (Way::Maybe(value), Some(get)) => {
                Way::Maybe(quote!(#value.and_then(|part| part.#name.#get())))
            }
        }
    })
}

/// The list of a page that is used up.
fn taken(paging: &Paging) -> TokenStream {
    let start = if paging.is_nullable { Way::Maybe(quote!(page)) } else { Way::Sure(quote!(page)) };
    let end = paging.items.steps.iter().fold(start, |way, step| {
        let name = ident(&step.name.rust);
        let part = match step.presence {
            Presence::Maybe => quote!(#name.into_value()),
            _ => quote!(#name),
        };
        match (way, step.presence) {
            (Way::Sure(place), Presence::Required) => Way::Sure(quote!(#place.#part)),
            (Way::Sure(place), _) => Way::Maybe(quote!(#place.#part)),
            (Way::Maybe(value), Presence::Required) => {
                Way::Maybe(quote!(#value.map(|part| part.#part)))
            }
            (Way::Maybe(value), _) => Way::Maybe(quote!(#value.and_then(|part| part.#part))),
        }
    });
    match end {
        Way::Sure(list) => list,
        Way::Maybe(list) => quote!(#list.unwrap_or_default()),
    }
}
