//! Secrets of which the document does not say so: those that are chosen by name, and those that
//! only have such a name.

mod word;

use std::collections::{BTreeMap, BTreeSet};

use self::word::{names_secret, names_secret_of};
use super::report::Report;
use super::select::LoweredApi;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, Document};
use crate::model::{Api, Shape, Type};
use crate::node::Node;
use crate::selection::SecretPattern;
use crate::source::Pointer;

/// How many names and places are shown.
const SHOWN: usize = 5;

/// A text by name, in whatever it is.
struct Named<'a> {
    wire: &'a str,
    owners: Vec<&'a str>,
    ty: &'a Type,
    is_secret: bool,
    origin: &'a Pointer,
}

/// Makes secrets of the texts that are chosen.
pub(super) fn mark(api: &mut Api, patterns: &[SecretPattern]) {
    if patterns.is_empty() {
        return;
    }
    let chosen: BTreeMap<Pointer, Type> = named(api)
        .into_iter()
        .filter(|one| patterns.iter().any(|pattern| pattern.matches(one.wire, &one.owners)))
        .filter_map(|one| Some((one.origin.clone(), secret(api, one.ty)?)))
        .collect();
    let is_it = |ty: &mut Type, origin: &Pointer| match chosen.get(origin) {
        Some(secret) => {
            *ty = secret.clone();
            true
        }
        None => false,
    };
    for decl in &mut api.types {
        let Shape::Struct { fields, .. } = &mut decl.shape else { continue };
        for field in fields {
            is_it(&mut field.ty, &field.origin);
        }
    }
    for operation in api.tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        for parameter in &mut operation.parameters {
            if is_it(&mut parameter.ty, &parameter.origin) {
                // A secret's example is no better than its name.
                parameter.example = None;
            }
        }
        for header in operation.headers.iter_mut().flat_map(|headers| &mut headers.fields) {
            is_it(&mut header.ty, &header.origin);
        }
    }
}

/// What patterns match no text.
pub fn idle(all: &[LoweredApi], patterns: &[SecretPattern], diagnostics: &mut Diagnostics) {
    let Some(first) = all.first() else { return };
    for pattern in patterns {
        let is_it = |one: &Named<'_>| pattern.matches(one.wire, &one.owners);
        let found = all.iter().flat_map(|one| named(&one.api)).filter(is_it);
        let found: Vec<Named<'_>> = found.collect();
        if found.iter().any(|one| one.is_secret) {
            continue;
        }
        let reason = match found.first() {
            Some(_) => "what has this name is no text",
            None => "no property, parameter or header has this name",
        };
        let at = Pointer::root();
        let message = format!("`--secret {pattern}` makes nothing a secret: {reason}");
        let span = first.document.span(&at);
        diagnostics.push(
            Diagnostic::error(Code::EmptySelection, at, span, message)
                .consequence("nothing is generated")
                .help("a pattern is a name as it is sent, or one in a schema: `Card.number`"),
        );
    }
}

/// Tells once of all texts of a document that are called like secrets.
pub fn note(lowered: &mut LoweredApi) {
    let LoweredApi { document, api, found, .. } = lowered;
    let places = plain(document, api);
    let Some((first, others)) = places.split_first() else { return };
    let mut names: Vec<&str> = Vec::new();
    for one in &places {
        if !names.contains(&one.wire) {
            names.push(one.wire);
        }
    }
    let report = Report::new(document);
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = match names.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = match others.len() {
        0 => format!("{} is called like a secret, and is plain text", shown.concat()),
        others => format!(
            "{} values are called like secrets, and are plain text: {}{more}",
            others + 1,
            shown.join(", ")
        ),
    };
    let mut note = report.note(Code::PlainSecret, first.origin, message);
    for one in others.iter().take(SHOWN - 1) {
        note = note.also(document.span(one.origin), "this, too");
    }
    let (owner, name) = (first.owners.first().copied().unwrap_or_default(), first.wire);
    note.then("errors and `Debug` print it as any other text").help(format!(
        "write `format: password` where it is a secret, or choose it by name: `--secret {name}`, \
         or `--secret {owner}.{name}` there alone"
    ));
    found.extend(report.finish());
}

/// Whether a name, as it is sent, is that of a secret: `client_secret`, and not `secret_name`.
pub fn is_secret_name(wire: &str) -> bool {
    names_secret(wire)
}

/// Where the properties, parameters and headers are that are secrets: by the document, or as it was
/// chosen.
pub fn secret_places(api: &Api) -> BTreeSet<Pointer> {
    let secrets = named(api).into_iter().filter(|one| one.is_secret);
    secrets.map(|one| one.origin.clone()).collect()
}

/// The schemas of the texts that are called like secrets, and their names.
pub fn plain_secrets(lowered: &LoweredApi) -> Vec<(Pointer, String)> {
    let LoweredApi { document, api, .. } = lowered;
    let of = |one: &Named<'_>| (schema_of(document, one.origin), one.wire.to_owned());
    plain(document, api).iter().map(of).collect()
}

/// The texts that are called like secrets, in the order of the document.
fn plain<'a>(document: &Document, api: &'a Api) -> Vec<Named<'a>> {
    let mut places: Vec<Named<'_>> = named(api)
        .into_iter()
        .filter(|one| {
            let mut owners = one.owners.iter();
            names_secret(one.wire) || owners.any(|owner| names_secret_of(owner, one.wire))
        })
        .filter(|one| !one.is_secret && secret(api, one.ty).is_some())
        .filter(|one| !has_format(document, one.origin))
        .collect();
    places.sort_by_key(|one| document.span(one.origin).start);
    places.dedup_by_key(|one| one.origin.clone());
    places
}

/// All that has a name, and can be text.
fn named(api: &Api) -> Vec<Named<'_>> {
    let mut all = Vec::new();
    for decl in &api.types {
        let Shape::Struct { fields, .. } = &decl.shape else { continue };
        for field in fields.iter().filter(|field| field.only.is_none()) {
            all.push(Named {
                wire: &field.name.wire,
                owners: vec![&decl.name.wire, &decl.name.rust],
                ty: &field.ty,
                is_secret: api.is_secret(&field.ty),
                origin: &field.origin,
            });
        }
    }
    for operation in api.tags.iter().flat_map(|tag| &tag.operations) {
        let of = |wire, ty, is_secret, origin| Named {
            wire,
            owners: vec![&operation.name.wire, &operation.name.rust],
            ty,
            is_secret,
            origin,
        };
        for one in &operation.parameters {
            let is_secret = one.secret || api.is_secret(&one.ty);
            all.push(of(&one.name.wire, &one.ty, is_secret, &one.origin));
        }
        for one in operation.headers.iter().flat_map(|headers| &headers.fields) {
            all.push(of(&one.name.wire, &one.ty, api.is_secret(&one.ty), &one.origin));
        }
    }
    for one in &mut all {
        // The fields of a form are properties of its schema.
        let mut steps = one.origin.tokens();
        let is_schema = steps.next().is_some_and(|step| step == "components")
            && steps.next().is_some_and(|step| step == "schemas");
        if let Some(std::borrow::Cow::Borrowed(name)) = steps.next().filter(|_| is_schema) {
            one.owners.push(name);
        }
    }
    all
}

/// The type with secrets in the place of texts; `None` where it has none.
fn secret(api: &Api, ty: &Type) -> Option<Type> {
    let inner = |inner: &Type| secret(api, inner).map(Box::new);
    match api.resolved(ty) {
        Type::Text => Some(Type::Secret),
        Type::List(one) => inner(one).map(Type::List),
        Type::Map(one) => inner(one).map(Type::Map),
        Type::Nullable(one) => inner(one).map(Type::Nullable),
        _ => None,
    }
}

/// Whether the schema says what the text is: an address, say.
fn has_format(document: &Document, at: &Pointer) -> bool {
    document.root().at(&schema_of(document, at).child("format")).is_some()
}

/// The schema of a property, a parameter or a header, where a reference leads.
fn schema_of(document: &Document, at: &Pointer) -> Pointer {
    let root = document.root();
    let within = at.child("schema");
    let at = if root.at(&within).is_some() { within } else { at.clone() };
    let reference = root.at(&at.child("$ref")).and_then(Node::as_str);
    reference.and_then(|to| document::target(to).ok()).unwrap_or(at)
}
