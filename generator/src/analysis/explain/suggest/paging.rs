//! Lists that look as if they came page by page: the parameters of a call, and the properties of its
//! response, are called as they are elsewhere.

use super::action::Action;
use crate::analysis::overlay::scalar;
use crate::document::Document;
use crate::model::{Api, Content, Operation, Parameter, Place, Shape, Success, Type};
use crate::source::Span;

/// Names of parameters, without case and separators.
const OFFSETS: [&str; 6] = ["offset", "skip", "start", "startindex", "startat", "first"];
const PAGES: [&str; 5] = ["page", "pagenumber", "pageindex", "pagenum", "currentpage"];
const CURSORS: [&str; 11] = [
    "cursor",
    "pagetoken",
    "nexttoken",
    "nextcursor",
    "nextpagetoken",
    "continuationtoken",
    "continuation",
    "startingafter",
    "after",
    "marker",
    "bookmark",
];
const SIZES: [&str; 11] = [
    "limit",
    "count",
    "size",
    "pagesize",
    "perpage",
    "take",
    "max",
    "maxresults",
    "top",
    "rows",
    "itemsperpage",
];

/// Names of properties, the same way.
const LISTS: [&str; 7] = ["items", "data", "results", "list", "values", "entries", "records"];
const TOTALS: [&str; 6] =
    ["total", "totalcount", "totalitems", "totalresults", "totalentries", "numfound"];
const NEXTS: [&str; 9] = [
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "nextmarker",
    "continuationtoken",
    "nextpagecursor",
    "cursor",
    "next",
    "bookmark",
];

const LINKS: [&str; 6] =
    ["nextpageurl", "nextpageuri", "nextlink", "nexturl", "nextpagelink", "odatanextlink"];

/// How deep the parts of a page are looked for.
const DEPTH: usize = 3;

/// An action for each operation whose list may come page by page.
pub(super) fn actions(
    document: &Document,
    api: &Api,
    file: impl Fn(Span) -> Option<String>,
) -> Vec<Action> {
    let operations = api.operations().filter(|operation| {
        operation.method == "GET" && operation.paging.is_none() && !operation.is_variant()
    });
    let action = |operation: &Operation| {
        let (paging, reason) = guess(api, operation)?;
        let at = document.place(&operation.origin);
        let file = file(document.span(&operation.origin));
        Some(Action::new(file, &at, reason, format!("{{x-paging: {paging}}}")))
    };
    operations.filter_map(action).collect()
}

/// What `x-paging` may say of an operation, and why.
fn guess(api: &Api, operation: &Operation) -> Option<(String, String)> {
    let Success::One(Content::Value(_, response)) = &operation.success else { return None };
    let page = Page::of(api, response)?;
    let named = |names: &[&str], fits: fn(&Type) -> bool| {
        operation.parameters.iter().find(|parameter| {
            parameter.place == Place::Query
                && fits(api.plain(&parameter.ty))
                && names.contains(&plain(&parameter.name.wire).as_str())
        })
    };
    let is_number: fn(&Type) -> bool = |ty| matches!(ty, Type::Integer(_));
    let is_text: fn(&Type) -> bool = |ty| matches!(ty, Type::Text | Type::Integer(_));
    let size = named(&SIZES, is_number);
    let (offset, number) = (named(&OFFSETS, is_number), named(&PAGES, is_number));
    let cursor = named(&CURSORS, is_text).filter(|_| page.next.is_some());
    let (style, moved) = match (&page.link, cursor, offset.filter(|_| size.is_some()), number) {
        // A link leads to the next page whatever the parameters mean.
        (Some(_), cursor, offset, number) => ("link", cursor.or(offset).or(number)?),
        (None, Some(cursor), ..) => ("cursor", cursor),
        (None, None, Some(offset), _) => ("offset", offset),
        (None, None, None, Some(number)) => ("page", number),
        (None, None, None, None) => return None,
    };
    let mut keys = vec![("style", style.to_owned())];
    if style != "link" {
        keys.push(("parameter", moved.name.wire.clone()));
    }
    match style {
        "link" => keys.extend(page.link.map(|link| ("next", link))),
        "cursor" => keys.extend(page.next.map(|next| ("next", next))),
        _ => {
            keys.extend(size.map(|size| ("size", size.name.wire.clone())));
            keys.extend(page.total.map(|total| ("total", total)));
        }
    }
    keys.extend((!page.list.is_empty()).then_some(("items", page.list)));
    let written: Vec<String> =
        keys.iter().map(|(key, value)| format!("{key}: {}", scalar(value))).collect();
    let parameters: Vec<&Parameter> =
        size.into_iter().filter(|_| !matches!(style, "cursor" | "link")).chain([moved]).collect();
    let parameters: Vec<String> =
        parameters.iter().map(|parameter| format!("`{}`", parameter.name.wire)).collect();
    let reason = format!(
        "{} may come page by page: it takes {}, and its response has a list.",
        operation.request(),
        parameters.join(" and ")
    );
    Some((format!("{{{}}}", written.join(", ")), reason))
}

/// Where things are on a page, as names of properties with dots between them.
#[derive(Default)]
struct Page {
    list: String,
    total: Option<String>,
    next: Option<String>,
    link: Option<String>,
}

impl Page {
    /// None where there is no list, or no saying which of several it is.
    fn of(api: &Api, response: &Type) -> Option<Self> {
        if matches!(api.plain(response), Type::List(_)) {
            return Some(Self::default());
        }
        let (mut lists, mut page) = (Vec::new(), Self::default());
        page.read(api, response, "", DEPTH, &mut lists);
        let by_name = |path: &&String| {
            let name = path.rsplit('.').next().unwrap_or_default();
            LISTS.contains(&plain(name).as_str())
        };
        page.list = match lists.as_slice() {
            [only] => only.clone(),
            several => several.iter().find(by_name)?.clone(),
        };
        Some(page)
    }

    /// Reads the properties of a part, those above before those within.
    fn read(&mut self, api: &Api, ty: &Type, way: &str, depth: usize, lists: &mut Vec<String>) {
        let Type::Named(id) = api.plain(ty) else { return };
        let Some(Shape::Struct { fields, .. }) = api.decl(*id).map(|decl| &decl.shape) else {
            return;
        };
        // A dot in a name would be two steps.
        let fields = || fields.iter().filter(|field| !field.name.wire.contains('.'));
        let path =
            |name: &str| if way.is_empty() { name.to_owned() } else { format!("{way}.{name}") };
        for field in fields() {
            let (name, ty) = (plain(&field.name.wire), api.plain(&field.ty));
            let path = || path(&field.name.wire);
            match ty {
                Type::List(_) => lists.push(path()),
                Type::Integer(_) if TOTALS.contains(&name.as_str()) => {
                    self.total.get_or_insert_with(path);
                }
                Type::Text if LINKS.contains(&name.as_str()) => {
                    self.link.get_or_insert_with(path);
                }
                Type::Text | Type::Integer(_) if NEXTS.contains(&name.as_str()) => {
                    self.next.get_or_insert_with(path);
                }
                _ => {}
            }
        }
        for field in fields().filter(|_| depth > 1) {
            self.read(api, &field.ty, &path(&field.name.wire), depth - 1, lists);
        }
    }
}

/// A name without case and separators.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
