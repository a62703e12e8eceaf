//! What each thing of an API is called, and which things lost a name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use clientwright::model::{Api, Content, Operation, Shape, Tag, TypeId};

/// What each thing of an API is called: a thing is told by the document, whatever else is in it. With
/// `others`, a type that stands for several places has the names of all of them at each.
pub(crate) fn things(api: &Api, text: &str, others: bool) -> BTreeMap<String, BTreeSet<String>> {
    let root: serde_yaml::Value = serde_yaml::from_str(text).unwrap_or_default();
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |thing: String, name: &str| {
        all.entry(thing).or_default().insert(name.to_owned());
    };
    let place =
        |id: TypeId| api.types.get(id.0).map(|decl| stable(&root, &decl.origin.to_string()));
    for decl in &api.types {
        let thing = stable(&root, &decl.origin.to_string());
        add(format!("type {thing}"), &decl.name.rust);
        if let Some(named) = &decl.named {
            add(format!("what type {thing} requires"), named);
        }
        match &decl.shape {
            Shape::Struct { fields, .. } => {
                for field in fields {
                    add(format!("field {thing} {}", field.name.wire), &field.name.rust);
                }
            }
            Shape::Enum { values, .. } => {
                for value in values {
                    add(format!("value {thing} {}", value.name.wire), &value.name.rust);
                }
            }
            Shape::Union { arms, .. } => {
                for arm in arms {
                    let held = arm.ty.named().and_then(place);
                    let held = held.unwrap_or_else(|| format!("{:?}", arm.ty));
                    add(format!("arm {thing} {held}"), &arm.name);
                }
            }
            _ => {}
        }
    }
    for alias in &api.aliases {
        let thing = stable(&root, &alias.origin.to_string());
        add(format!("type {thing}"), &alias.name.rust);
        if others {
            let stands = place(alias.ty).unwrap();
            add(format!("type {stands}"), &alias.name.rust);
            let same = api.aliases.iter().filter(|other| other.ty == alias.ty);
            let names = same.map(|other| &other.name.rust);
            let names = names.chain(api.decl(alias.ty).map(|decl| &decl.name.rust));
            names.for_each(|name| add(format!("type {thing}"), name));
        }
    }
    for tag in &api.tags {
        add(format!("tag {}", tag.name.wire), &tag.name.rust);
        add(format!("handle {}", tag.name.wire), &tag.handle);
        add(format!("module {}", tag.name.wire), &tag.module);
        if let Some(feature) = &tag.feature {
            add(format!("feature {}", tag.name.wire), feature);
        }
        for one in tag.operations.iter().filter(|one| one.is_variant()) {
            let body = one.body.as_ref().map(|body| &body.media_type);
            let form = format!("{body:?} {:?} {:?}", one.content_type, one.accept);
            let thing = format!("{} {} {form}", tag.name.wire, one.name.wire);
            add(format!("further method {thing}"), &one.name.rust);
            add(format!("types of {thing}"), &one.type_name);
        }
        for one in tag.operations.iter().filter(|one| !one.is_variant()) {
            let thing = format!("{} {}", tag.name.wire, one.name.wire);
            add(format!("method {thing}"), &one.name.rust);
            add(format!("types of {thing}"), &one.type_name);
            if let Some(named) = &one.named {
                add(format!("method by name of {thing}"), &named.method);
                add(format!("what {thing} requires"), &named.ty);
            }
            for (what, name) in shared(api, tag, one) {
                add(format!("{what} of {thing}"), &name);
            }
            for parameter in &one.parameters {
                let wire = format!("{:?} {}", parameter.place, parameter.name.wire);
                add(format!("argument {thing} {wire}"), &parameter.name.rust);
            }
        }
    }
    all
}

/// The names that an operation has for its failures and its headers: its own, and those of the tag and of
/// the API, by what they are.
fn shared(api: &Api, tag: &Tag, one: &Operation) -> Vec<(String, String)> {
    let content = |content: &Content| content.ty().map(|ty| ty.text(api)).unwrap_or_default();
    let failures = one.failures.iter();
    let failures = failures.map(|one| format!("{:?} {}", one.status, content(&one.content)));
    let failures = format!("failures {:?}", failures.collect::<Vec<_>>());
    let headers = one.headers.iter().flat_map(|headers| &headers.fields);
    let headers = headers.map(|one| format!("{} {}", one.name.wire, one.ty.text(api)));
    let headers = format!("headers {:?}", headers.collect::<Vec<_>>());
    let mut all = vec![("failures".to_owned(), one.error_name.clone())];
    let own = one.headers.as_ref();
    all.extend(own.map(|headers| ("headers".to_owned(), headers.name.clone())));
    let others = [
        (failures, one.shared_error.as_ref()),
        (headers, own.and_then(|headers| headers.shared.as_ref())),
    ];
    for (what, shared) in others {
        let Some(shared) = shared else { continue };
        let is_own = |one: &Operation| {
            let headers = one.headers.as_ref().map(|headers| &headers.name);
            one.error_name == shared.name || headers == Some(&shared.name)
        };
        // The name of another operation goes where that operation goes.
        if shared.is_of_api || !tag.operations.iter().any(is_own) {
            all.push((what.clone(), shared.name.clone()));
        }
        let aliases = tag.common.aliases.iter().filter(|(_, of)| *of == shared.name);
        all.extend(aliases.map(|(alias, _)| (what.clone(), alias.clone())));
    }
    all
}

/// An alternative by what its values have.
fn alternative(value: &serde_yaml::Value) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    text.replace(['/', '~'], "")
}

/// A place whose steps do not depend on an order: parameters have their names, alternatives what they are.
fn stable(root: &serde_yaml::Value, at: &str) -> String {
    let mut value = Some(root);
    let mut out = String::new();
    let mut last = String::new();
    for token in at.trim_start_matches('#').split('/').filter(|token| !token.is_empty()) {
        let token = token.replace("~1", "/").replace("~0", "~");
        value = value.and_then(|value| match value {
            serde_yaml::Value::Sequence(list) => list.get(token.parse::<usize>().ok()?),
            value => value.get(token.as_str()),
        });
        let named = value.filter(|_| last == "parameters");
        let told = value.filter(|_| last == "oneOf").map(alternative);
        let name = |key: &str| named.and_then(|it| it.get(key)).and_then(|name| name.as_str());
        let name = name("name").or_else(|| name("$ref"));
        write!(out, "/{}", name.or(told.as_deref()).unwrap_or(&token)).unwrap();
        last = token;
    }
    out
}

/// The things that are there before and after and lost a name.
pub(crate) fn moved(before: (&Api, &str), after: (&Api, &str)) -> Vec<String> {
    let after = things(after.0, after.1, true);
    let lost = |(thing, names): (String, BTreeSet<String>)| {
        let now = after.get(&thing)?;
        let lost: Vec<_> = names.difference(now).cloned().collect();
        (!lost.is_empty()).then(|| format!("{thing}: {lost:?} became {now:?}"))
    };
    things(before.0, before.1, false).into_iter().filter_map(lost).collect()
}
