//! What is different of operations.

mod parameters;
mod bodies;
mod responses;

use std::collections::BTreeSet;

use super::change::Subject;
use super::matching::{Matched, Method};
use super::rules::{Kind, Way};
use super::sides::{Finder, Spot, Topic, code};
use crate::model::{Api, Operation, Requirement, Success, Tag};

/// Compares the operations that are in both, and tells those that are new or gone.
pub(super) fn compare(finder: &mut Finder<'_>, matched: &Matched<'_>) {
    let of_both = |is_new: bool| -> BTreeSet<String> {
        let call =
            |(old, new): &(Method<'_>, Method<'_>)| if is_new { new.call() } else { old.call() };
        matched.both.iter().map(call).collect()
    };
    let (known_in_new, known_in_old) = (of_both(true), of_both(false));
    let left_out: BTreeSet<&str> =
        finder.new.api.left_out.iter().map(|left| left.request.as_str()).collect();
    for method in &matched.gone {
        let (topic, item) = (topic(method, method).going(Way::SENT), item(method));
        let name = shown(method);
        let is_left = left_out.contains(method.operation.request().as_str());
        let (kind, what) = match known_in_new.contains(&method.call()) {
            true => (Kind::VariantRemoved, format!("the method {name} is gone")),
            false if is_left => {
                (Kind::OperationLeftOut, format!("no method can be made of it: {name} is gone"))
            }
            false if method.operation.is_variant() => continue,
            false => (Kind::OperationRemoved, format!("it is gone, and {name} with it")),
        };
        let origin = &method.operation.origin;
        let left = finder.new.api.left_out.iter();
        let left = left.filter(|_| kind == Kind::OperationLeftOut);
        let mut left = left.filter(|left| left.request == method.operation.request());
        let spot = match left.next() {
            Some(left) => Spot::Both(origin, &left.origin),
            None => Spot::Old(origin),
        };
        finder.tell(kind, &topic, spot, &item, what);
    }
    for method in &matched.added {
        let (topic, item) = (topic(method, method).going(Way::SENT), item(method));
        let name = shown(method);
        let (kind, what) = match known_in_old.contains(&method.call()) {
            true => (
                Kind::VariantAdded,
                format!("there is the method {name}, for another body or response"),
            ),
            false if method.operation.is_variant() => continue,
            false => (Kind::OperationAdded, format!("it is new: {name}")),
        };
        finder.tell(kind, &topic, Spot::New(&method.operation.origin), &item, what);
    }
    for (old, new) in &matched.both {
        pair(finder, old, new);
    }
    handles(finder);
}

/// Tells which handles are gone, each with its module.
fn handles(finder: &mut Finder<'_>) {
    let (old, new) = (finder.old.api, finder.new.api);
    for tag in &old.tags {
        let Tag { module, handle, .. } = tag;
        if new.tags.iter().any(|other| other.module == *module) {
            continue;
        }
        let getter = format!("Client::{}", tag.name.rust);
        let topic = Topic {
            subject: Subject::Api,
            owned: vec![module.clone(), getter.clone()],
            way: Way { received: false, sent: false },
        };
        let what = format!("no operation is found at {} any more", code(&tag.name.rust));
        finder.tell(Kind::HandleRemoved, &topic, Spot::Old(&tag.origin), module, what);
        if let Some(change) = finder.changes.last_mut() {
            change.items.extend([format!("{module}::{handle}"), getter]);
        }
    }
}

fn item(method: &Method<'_>) -> String {
    format!("{}::{}::{}", method.tag.module, method.tag.handle, method.operation.name.rust)
}

fn shown(method: &Method<'_>) -> String {
    code(&format!("{}().{}()", method.tag.name.rust, method.operation.name.rust))
}

/// The operation, and all items that are its own.
fn topic(old: &Method<'_>, new: &Method<'_>) -> Topic {
    let owned = [old, new].into_iter().flat_map(|method| {
        let Operation { type_name, error_name, headers, success, .. } = method.operation;
        let module = &method.tag.module;
        let success = match success {
            Success::One(_) => None,
            Success::Many { name, .. } => Some(format!("{module}::{name}")),
        };
        let headers = headers.as_ref().map(|headers| format!("{module}::{}", headers.name));
        let named =
            [format!("{module}::{type_name}"), format!("{module}::{error_name}"), item(method)];
        named.into_iter().chain(success).chain(headers)
    });
    Topic {
        subject: Subject::Operation(old.operation.request()),
        owned: owned.collect(),
        way: Way { received: false, sent: false },
    }
}

fn pair(finder: &mut Finder<'_>, before: &Method<'_>, after: &Method<'_>) {
    let (old, new) = (before.operation, after.operation);
    let topic = topic(before, after).going(Way::SENT);
    let spot = Spot::Both(&old.origin, &new.origin);
    let path = item(before);
    let mut tell = |kind, what: String| finder.tell(kind, &topic, spot, &path, what);
    if before.call() != after.call() {
        tell(Kind::OperationMoved, format!("it is `{}`", new.request().replace('`', "'")));
    }
    if old.name.rust != new.name.rust {
        tell(
            Kind::OperationRenamed,
            format!("its method is {}, and was {}", shown(after), shown(before)),
        );
    }
    if before.tag.name.rust != after.tag.name.rust {
        let (handle, was) = (code(&after.tag.name.rust), code(&before.tag.name.rust));
        tell(Kind::HandleChanged, format!("it is found at {handle}, and was at {was}"));
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => tell(Kind::OperationDeprecated, "it is deprecated".to_owned()),
        (true, false) => {
            tell(Kind::OperationReinstated, "it is not deprecated any more".to_owned())
        }
        _ => {}
    }
    if old.is_idempotent != new.is_idempotent {
        let word = if new.is_idempotent {
            "it is sent again when it failed"
        } else {
            "it is not sent again when it failed"
        };
        tell(Kind::RetryChanged, word.to_owned());
    }
    if old.server != new.server {
        tell(Kind::ServerChanged, "it has another server of its own".to_owned());
    }
    match (&old.paging, &new.paging) {
        (None, Some(_)) => tell(Kind::PagingAdded, "its list comes page by page".to_owned()),
        (Some(one), Some(other))
            if one.style == other.style && one.items.to_string() == other.items.to_string() => {}
        (Some(_), other) => {
            let word = if other.is_some() { "in another way" } else { "no more" };
            tell(Kind::PagingChanged, format!("its list comes page by page {word}"));
        }
        (None, None) => {}
    }
    if has_setters(old) != has_setters(new) {
        let word = if has_setters(new) { "setters, and had none" } else { "no setters any more" };
        tell(
            Kind::CallTypeChanged,
            format!("its call has {word}: the type of the call is another one"),
        );
    }
    security(finder, &topic, spot, &path, (old, new));
    parameters::compare(finder, &topic, (before, after));
    bodies::compare(finder, &topic, &path, (old, new));
    responses::compare(finder, &topic.going(Way::RECEIVED), &path, (before, after));
}

/// Whether a call has a type of its own, with what sets what is optional.
fn has_setters(operation: &Operation) -> bool {
    let is_set = operation
        .body
        .as_ref()
        .is_some_and(|body| !body.required || matches!(body.label, crate::model::Label::Setter(_)));
    operation.paging.is_some()
        || operation.parameters.iter().any(crate::model::Parameter::is_settable)
        || is_set
}

fn security(
    finder: &mut Finder<'_>,
    topic: &Topic,
    spot: Spot<'_>,
    item: &str,
    (old, new): (&Operation, &Operation),
) {
    type Way = BTreeSet<(String, Vec<String>)>;
    fn ways(api: &Api, operation: &Operation) -> BTreeSet<Way> {
        let need = |need: &Requirement| {
            Some((api.auth.get(need.scheme)?.name.wire.clone(), need.scopes.clone()))
        };
        let undeclared =
            operation.undeclared.iter().map(|name| (name.clone(), Vec::new())).collect();
        let mut ways: BTreeSet<Way> =
            operation.security.iter().map(|way| way.iter().filter_map(need).collect()).collect();
        if !operation.undeclared.is_empty() {
            ways.insert(undeclared);
        }
        ways
    }
    let (before, now) = (ways(finder.old.api, old), ways(finder.new.api, new));
    if before == now {
        return;
    }
    let is_open = |ways: &BTreeSet<Way>| ways.is_empty() || ways.iter().any(BTreeSet::is_empty);
    let schemes = |ways: &BTreeSet<Way>| -> BTreeSet<BTreeSet<String>> {
        ways.iter().map(|way| way.iter().map(|(name, _)| name.clone()).collect()).collect()
    };
    let scopes = |ways: &BTreeSet<Way>| -> BTreeSet<String> {
        ways.iter().flatten().flat_map(|(_, scopes)| scopes.clone()).collect()
    };
    let list =
        |names: &[&String]| names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ");
    if schemes(&before) == schemes(&now) {
        let (was, is) = (scopes(&before), scopes(&now));
        let added: Vec<&String> = is.difference(&was).collect();
        let gone: Vec<&String> = was.difference(&is).collect();
        if !added.is_empty() {
            let what = format!("it needs the scope {}", list(&added));
            finder.tell(Kind::ScopeAdded, topic, spot, item, what);
        }
        if !gone.is_empty() {
            let what = format!("it does not need the scope {} any more", list(&gone));
            finder.tell(Kind::ScopeRemoved, topic, spot, item, what);
        }
        return;
    }
    let words = |ways: &BTreeSet<Way>| {
        let way = |way: &Way| {
            let names: Vec<String> = way.iter().map(|(name, _)| code(name)).collect();
            if names.is_empty() { "nothing".to_owned() } else { names.join(" and ") }
        };
        let all: Vec<String> = ways.iter().map(way).collect();
        if all.is_empty() { "nothing".to_owned() } else { all.join(", or ") }
    };
    let kind = match (is_open(&before), is_open(&now)) {
        (true, false) => Kind::SecurityRequired,
        (false, true) => Kind::SecurityDropped,
        _ => Kind::SecurityChanged,
    };
    let what = format!("it needs {}, and needed {}", words(&now), words(&before));
    finder.tell(kind, topic, spot, item, what);
}
