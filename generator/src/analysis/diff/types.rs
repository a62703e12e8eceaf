//! What is different of types: each change once, at the type.

mod values;
mod fields;
mod unions;

pub(super) use self::fields::limits;
pub(super) use self::values::value;

use std::collections::BTreeSet;

use super::change::Subject;
use super::pairing::ids;
use super::rules::{Answers, Kind, Way, Wire};
use super::sides::{Finder, Spot, Topic, by_name, code};
use crate::model::{Api, EnumValue, Shape, TypeDecl};

/// Compares all types that are paired, and tells those that are new or gone.
pub(super) fn compare(finder: &mut Finder<'_>) {
    let (old, new) = (finder.old.api, finder.new.api);
    let known = names(new);
    for (id, decl) in ids(old) {
        match finder.pairs.new.get(&id).and_then(|other| new.decl(*other)) {
            Some(other) => pair(finder, decl, other),
            None if !known.contains(decl.name.rust.as_str()) => {
                let topic = topic(decl, decl);
                let what = format!("{} is gone", shown(decl));
                finder.tell(Kind::TypeRemoved, &topic, Spot::Old(&decl.origin), &item(decl), what);
            }
            // Its name is another name of what has the same schema.
            None => {}
        }
    }
    for (_, decl) in
        ids(new).filter(|(id, _)| !finder.pairs.old.contains_key(id)).collect::<Vec<_>>()
    {
        let what = format!("{} is new", shown(decl));
        let topic = topic(decl, decl);
        finder.tell(Kind::TypeAdded, &topic, Spot::New(&decl.origin), &item(decl), what);
    }
    for alias in &old.aliases {
        let name = &alias.name.rust;
        if !known.contains(name.as_str()) {
            let path = format!("types::{name}");
            let topic = Topic {
                subject: Subject::Type(name.clone()),
                owned: vec![path.clone()],
                way: Way { received: false, sent: false },
            };
            let what = format!("{} is gone, another name of a type", code(name));
            finder.tell(Kind::TypeRemoved, &topic, Spot::Old(&alias.origin), &path, what);
        }
    }
}

/// The names of all types, and their other names.
fn names(api: &Api) -> BTreeSet<&str> {
    let aliases = api.aliases.iter().map(|alias| alias.name.rust.as_str());
    api.types.iter().map(|decl| decl.name.rust.as_str()).chain(aliases).collect()
}

fn item(decl: &TypeDecl) -> String {
    format!("types::{}", decl.name.rust)
}

fn shown(decl: &TypeDecl) -> String {
    code(&decl.name.rust)
}

fn topic(old: &TypeDecl, new: &TypeDecl) -> Topic {
    let named = [old, new].into_iter().filter_map(|decl| decl.named.as_ref());
    let owned = [item(old), item(new)].into_iter();
    let way = Way { received: old.received || new.received, sent: old.sent || new.sent };
    // What no call has is read by hand: the body of a webhook, or an event.
    let is_called = way.received || way.sent;
    Topic {
        subject: Subject::Type(old.name.rust.clone()),
        owned: owned.chain(named.map(|name| format!("types::{name}"))).collect(),
        way: if is_called { way } else { Way::RECEIVED },
    }
}

fn pair(finder: &mut Finder<'_>, old: &TypeDecl, new: &TypeDecl) {
    let topic = topic(old, new);
    let spot = Spot::Both(&old.origin, &new.origin);
    let item = item(old);
    let mut tell = |kind, what: String| finder.tell(kind, &topic, spot, &item, what);
    let name = shown(old);
    if old.name.rust != new.name.rust {
        tell(Kind::TypeRenamed, format!("{name} is called {}", shown(new)));
    }
    if old.sent != new.sent && matches!(new.shape, Shape::Struct { .. } | Shape::Union { .. }) {
        match new.sent {
            true => tell(Kind::TypeBecameSent, format!("{name} can be made: it is sent")),
            false => tell(
                Kind::TypeNoLongerSent,
                format!("{name} cannot be made: it is not sent any more"),
            ),
        }
    }
    if old.deprecated != new.deprecated {
        match new.deprecated {
            true => tell(Kind::Deprecated, format!("{name} is deprecated")),
            false => tell(Kind::Reinstated, format!("{name} is not deprecated any more")),
        }
    }
    let is_own = |decl: &TypeDecl| matches!(decl.shape, Shape::Struct { .. } | Shape::Union { .. });
    if is_own(old) && is_own(new) {
        for (word, before, now) in [
            ("`Eq` and `Hash`", old.derives.eq, new.derives.eq),
            ("`Default`", old.derives.default, new.derives.default),
        ] {
            match (before, now) {
                (true, false) => tell(Kind::TraitLost, format!("{name} is not {word} any more")),
                (false, true) => tell(Kind::TraitGained, format!("{name} is {word}")),
                _ => {}
            }
        }
    }
    match (&old.shape, &new.shape) {
        (Shape::Struct { .. }, Shape::Struct { .. }) => fields::compare(finder, &topic, old, new),
        (Shape::Union { .. }, Shape::Union { .. }) => unions::compare(finder, &topic, old, new),
        (
            Shape::Enum { values, repr, is_open, unknown },
            Shape::Enum { values: others, repr: other, is_open: opened, unknown: kept },
        ) if repr == other => {
            let is_closed = (unknown.is_none(), kept.is_none());
            closed(finder, &topic, old, (spot, is_closed, (*is_open, *opened)));
            if is_open != opened {
                let what = match opened {
                    true => format!("{name} takes other values than those that it names"),
                    false => format!("{name} takes no other values than those that it names"),
                };
                finder.tell(Kind::EnumOpened, &topic, spot, &item, what);
            }
            enum_values(finder, &topic, (old, values), (new, others), is_closed);
        }
        (Shape::Alias(one), Shape::Alias(other)) | (Shape::Newtype(one), Shape::Newtype(other)) => {
            value(finder, &topic, spot, &item, (&name, one, other));
        }
        _ => values::other(finder, &topic, (old, new)),
    }
}

/// Whether an enum keeps other values. Where it does not, those fail that the other document takes.
fn closed(
    finder: &mut Finder<'_>,
    topic: &Topic,
    old: &TypeDecl,
    (spot, is_closed, (was_open, is_open)): (Spot<'_>, (bool, bool), (bool, bool)),
) {
    let fails = |fails: bool| if fails { Wire::MayFail } else { Wire::Works };
    let (was, is) = is_closed;
    if was == is {
        return;
    }
    let name = shown(old);
    let what = match is {
        true => format!("{name} does not keep other values any more: they are errors"),
        false => format!("{name} keeps other values from now on"),
    };
    let exact = Answers {
        compiles: false,
        old_to_new: fails(was && is_open),
        new_to_old: fails(is && was_open),
    };
    let answers = Kind::EnumClosed.rule().answers(topic.way).at_most(exact);
    finder.tell_as(Kind::EnumClosed, topic, spot, &item(old), (what, answers));
}

fn enum_values(
    finder: &mut Finder<'_>,
    topic: &Topic,
    (old, values): (&TypeDecl, &[EnumValue]),
    (new, others): (&TypeDecl, &[EnumValue]),
    (was_closed, is_closed): (bool, bool),
) {
    let added = if was_closed { Kind::ClosedEnumValueAdded } else { Kind::EnumValueAdded };
    let removed = if is_closed { Kind::ClosedEnumValueRemoved } else { Kind::EnumValueRemoved };
    let spot = Spot::Both(&old.origin, &new.origin);
    let path = |value: &EnumValue| format!("{}::{}", item(old), value.name.rust);
    let named = by_name(others, |other| other.name.wire.as_str());
    for value in values {
        let wire = code(&value.name.wire);
        match named.get(value.name.wire.as_str()) {
            None => {
                let what = format!("{} has no value {wire} any more", shown(old));
                finder.tell(removed, topic, spot, &path(value), what);
            }
            Some(other) if other.name.rust != value.name.rust => {
                let (before, now) = (code(&value.name.rust), code(&other.name.rust));
                let what = format!("the variant {before} of {} is called {now}", shown(old));
                finder.tell(Kind::EnumValueRenamed, topic, spot, &path(value), what);
            }
            Some(_) => {}
        }
    }
    let known = by_name(values, |value| value.name.wire.as_str());
    let is_new = |other: &&EnumValue| !known.contains_key(other.name.wire.as_str());
    for other in others.iter().filter(is_new) {
        let what = format!("{} has the value {}", shown(old), code(&other.name.wire));
        finder.tell(added, topic, spot, &path(other), what);
    }
}
