//! What is different of the properties of an object.

use std::collections::BTreeSet;

use super::super::rules::{Answers, Kind, Way, Wire};
use super::super::sides::{Finder, Spot, Topic, by_name, code};
use super::values::value;
use crate::model::{Access, Api, Field, Limits, Presence, Shape, Type, TypeDecl};

pub(super) fn compare(finder: &mut Finder<'_>, topic: &Topic, old: &TypeDecl, new: &TypeDecl) {
    let (Shape::Struct { fields, rest }, Shape::Struct { fields: others, rest: other_rest }) =
        (&old.shape, &new.shape)
    else {
        return;
    };
    let named = by_name(others, wire);
    for field in fields {
        match named.get(wire(field)) {
            Some(other) => both(finder, topic, (old, new), (field, other)),
            None => {
                let (kind, word) = match field.is_required() {
                    true => (Kind::RequiredPropertyRemoved, "required"),
                    false => (Kind::PropertyRemoved, "optional"),
                };
                let what = format!("{} is gone, which was {word}", shown(old, field));
                let topic = topic.going(way(topic.way, field.access));
                let mut answers = kind.rule().answers(topic.way);
                if !topic.way.sent && !is_missed(field) {
                    answers.old_to_new = Wire::Works;
                }
                let spot = Spot::Old(&field.origin);
                finder.tell_as(kind, &topic, spot, &item(old, field), (what, answers));
                construct(finder, (old, Some(field)), (new, None));
            }
        }
    }
    let known = by_name(fields, wire);
    let is_new = |other: &&Field| !known.contains_key(wire(other));
    for other in others.iter().filter(is_new) {
        let (kind, word) = match (other.is_required(), finder.new.api.is_asked(other)) {
            (true, true) => (Kind::RequiredPropertyAdded, "required"),
            (true, false) => (Kind::DefaultedPropertyAdded, "required, and its value is known"),
            (false, _) => (Kind::PropertyAdded, "optional"),
        };
        let what = format!("{} is new, which is {word}", shown(old, other));
        let topic = topic.going(way(topic.way, other.access));
        let mut answers = kind.rule().answers(topic.way);
        if !topic.way.sent && !is_missed(other) {
            answers.new_to_old = Wire::Works;
        }
        let spot = Spot::New(&other.origin);
        finder.tell_as(kind, &topic, spot, &item(old, other), (what, answers));
        construct(finder, (old, None), (new, Some(other)));
    }
    order(finder, topic, (old, fields), (new, others));
    let (spot, path) = (Spot::Both(&old.origin, &new.origin), format!("types::{}", old.name.rust));
    let name = code(&old.name.rust);
    match (rest, other_rest) {
        (None, Some((_, other))) => {
            let what = format!("{name} keeps properties that no schema names");
            let mut answers = Kind::RestAdded.rule().answers(topic.way);
            // Before, they were anything.
            if !topic.way.sent && *finder.new.api.resolved(other) == Type::Json {
                answers.new_to_old = Wire::Works;
            }
            finder.tell_as(Kind::RestAdded, topic, spot, &path, (what, answers));
        }
        (Some(_), None) => {
            let what = format!("{name} does not keep properties that no schema names any more");
            finder.tell(Kind::RestRemoved, topic, spot, &path, what);
        }
        (Some((_, one)), Some((_, other))) => {
            let name = format!("what {name} keeps of other properties");
            value(finder, topic, spot, &path, (&name, one, other));
        }
        (None, None) => {}
    }
}

fn wire(field: &Field) -> &str {
    &field.name.wire
}

fn shown(decl: &TypeDecl, field: &Field) -> String {
    code(&format!("{}.{}", decl.name.rust, field.name.wire))
}

fn item(decl: &TypeDecl, field: &Field) -> String {
    format!("types::{}.{}", decl.name.rust, field.name.rust)
}

/// The way of a property of what goes that way.
fn way(way: Way, access: Access) -> Way {
    match access {
        Access::Both | Access::MaybeSent => way,
        Access::ReadOnly => Way { sent: false, ..way },
        Access::WriteOnly => Way { received: false, ..way },
    }
}

/// Whether who reads it fails where it is missing: what may be null is read as null.
fn is_missed(field: &Field) -> bool {
    field.presence == Presence::Required
}

/// Whether it may be missing, and whether it may be null.
fn states(presence: Presence) -> (bool, bool) {
    match presence {
        Presence::Required => (false, false),
        Presence::Nullable => (false, true),
        Presence::Optional => (true, false),
        Presence::Maybe => (true, true),
    }
}

/// Names the constructor, too, where the change that was told last changes what it asks for.
fn construct(
    finder: &mut Finder<'_>,
    (old, field): (&TypeDecl, Option<&Field>),
    (new, other): (&TypeDecl, Option<&Field>),
) {
    let was = field.is_some_and(|field| finder.old.api.is_asked(field));
    let is = other.is_some_and(|other| finder.new.api.is_asked(other));
    if let Some(change) = finder.changes.last_mut().filter(|_| old.sent && new.sent && was != is) {
        change.items.push(format!("types::{}::new", old.name.rust));
    }
}

fn both(
    finder: &mut Finder<'_>,
    topic: &Topic,
    (decl, new_decl): (&TypeDecl, &TypeDecl),
    (old, new): (&Field, &Field),
) {
    let topic = &topic.going(match old.access == new.access {
        true => way(topic.way, old.access),
        false => topic.way,
    });
    let (name, path) = (shown(decl, old), item(decl, old));
    let spot = Spot::Both(&old.origin, &new.origin);
    value(finder, topic, spot, &path, (&name, &old.ty, &new.ty));
    if old.access != new.access {
        let what = format!("{name} is {}, and was {}", access(new), access(old));
        let answers = Answers {
            old_to_new: understood(topic.way, old, new),
            new_to_old: understood(topic.way, new, old),
            ..Kind::AccessChanged.rule().answers(topic.way)
        };
        finder.tell_as(Kind::AccessChanged, topic, spot, &path, (what, answers));
    }
    let mut tell = |kind: Kind, what: &str| {
        let mut answers = kind.rule().answers(topic.way);
        if kind == Kind::PropertyBecameOptional && !topic.way.sent && !is_missed(old) {
            answers.old_to_new = Wire::Works;
        }
        if kind == Kind::PropertyBecameRequired && !topic.way.sent && !is_missed(new) {
            answers.new_to_old = Wire::Works;
        }
        finder.tell_as(kind, topic, spot, &path, (format!("{name} {what}"), answers));
        if matches!(kind, Kind::PropertyBecameOptional | Kind::PropertyBecameRequired) {
            construct(finder, (decl, Some(old)), (new_decl, Some(new)));
        }
    };
    if old.name.rust != new.name.rust {
        tell(Kind::PropertyRenamed, &format!("is the field {}", code(&new.name.rust)));
    }
    let ((was_missing, was_null), (is_missing, is_null)) =
        (states(old.presence), states(new.presence));
    match (was_missing, is_missing) {
        (false, true) => tell(Kind::PropertyBecameOptional, "may be missing"),
        (true, false) => tell(Kind::PropertyBecameRequired, "is required"),
        _ => {}
    }
    // Of what is received and may be missing, null and missing are one.
    let is_one = !topic.way.sent && (was_missing || is_missing);
    match (was_null, is_null) {
        (false, true) if !is_one => tell(Kind::PropertyBecameNullable, "may be null"),
        (true, false) if !is_one => tell(Kind::PropertyBecameNotNullable, "is not null any more"),
        _ => {}
    }
    if old.only != new.only {
        tell(Kind::ConstantChanged, "has another only value");
    }
    if old.default != new.default {
        let word =
            |default: &Option<String>| default.as_ref().map_or("none".to_owned(), |it| code(it));
        let (before, now) = (word(&old.default), word(&new.default));
        tell(Kind::DefaultChanged, &format!("has the default {now}, and had {before}"));
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => tell(Kind::Deprecated, "is deprecated"),
        (true, false) => tell(Kind::Reinstated, "is not deprecated any more"),
        _ => {}
    }
    if let Some((kind, words)) = limits(&old.limits, &new.limits) {
        tell(kind, &words);
    }
}

/// Whether a program that has a property the one way understands a server that has it the other way. Who is
/// sent what is not for them may refuse it; who needs it misses it.
fn understood(of: Way, program: &Field, server: &Field) -> Wire {
    let (here, there) = (way(of, program.access), way(of, server.access));
    let is_refused = here.sent && !there.sent;
    let is_lacking = !here.sent && there.sent && server.is_required()
        || here.received && !there.received && is_missed(program);
    if is_refused || is_lacking { Wire::MayFail } else { Wire::Works }
}

fn access(field: &Field) -> &'static str {
    match field.access {
        Access::Both => "sent and received",
        Access::ReadOnly => "read-only",
        Access::MaybeSent => "received, and can be sent",
        Access::WriteOnly => "write-only",
    }
}

/// What is different of limits, and in which direction.
pub(in super::super) fn limits(old: &Limits, new: &Limits) -> Option<(Kind, String)> {
    if old == new {
        return None;
    }
    let lower = |old: Option<f64>, new: Option<f64>| {
        let least = |bound: Option<f64>| bound.unwrap_or(f64::NEG_INFINITY);
        (least(new) > least(old), least(new) < least(old))
    };
    let upper = |old: Option<f64>, new: Option<f64>| {
        let most = |bound: Option<f64>| bound.unwrap_or(f64::INFINITY);
        (most(new) < most(old), most(new) > most(old))
    };
    #[expect(clippy::cast_precision_loss, reason = "sizes are compared, not counted")]
    let size = |bound: Option<usize>| bound.map(|bound| bound as f64);
    let pattern = (
        new.pattern.is_some() && old.pattern != new.pattern,
        old.pattern.is_some() && old.pattern != new.pattern,
    );
    let bounds = [
        lower(old.minimum, new.minimum),
        lower(old.above, new.above),
        upper(old.maximum, new.maximum),
        upper(old.below, new.below),
        lower(size(old.min_length), size(new.min_length)),
        upper(size(old.max_length), size(new.max_length)),
        lower(size(old.min_items), size(new.min_items)),
        upper(size(old.max_items), size(new.max_items)),
        pattern,
    ];
    let is_tighter = bounds.iter().any(|(tighter, _)| *tighter);
    let is_looser = bounds.iter().any(|(_, looser)| *looser);
    let kind = match (is_tighter, is_looser) {
        (true, false) => Kind::LimitTightened,
        (false, true) => Kind::LimitLoosened,
        _ => Kind::LimitChanged,
    };
    let words = |limits: &Limits| match limits.words() {
        words if words.is_empty() => "anything".to_owned(),
        words => words.join(", "),
    };
    Some((kind, format!("is {}, and was {}", words(new), words(old))))
}

/// The arguments of the constructor: which there are, and their order.
fn order(
    finder: &mut Finder<'_>,
    topic: &Topic,
    (old, fields): (&TypeDecl, &[Field]),
    (new, others): (&TypeDecl, &[Field]),
) {
    if !old.sent || !new.sent {
        return;
    }
    fn asked<'f>(api: &Api, fields: &'f [Field]) -> (Vec<&'f str>, BTreeSet<&'f str>) {
        let asked = fields.iter().filter(|field| api.is_asked(field));
        let asked: Vec<&str> = asked.map(wire).collect();
        let names = asked.iter().copied().collect();
        (asked, names)
    }
    let (before, was_asked) = asked(finder.old.api, fields);
    let (now, is_asked) = asked(finder.new.api, others);
    let named = by_name(others, wire);
    let path = format!("types::{}::new", old.name.rust);
    // What is required or gone by itself is told by itself.
    for field in fields {
        let Some(other) = named.get(wire(field)) else {
            continue;
        };
        let (was, is) = (was_asked.contains(wire(field)), is_asked.contains(wire(field)));
        if field.is_required() && other.is_required() && was != is {
            let word = if is { "is asked for" } else { "is not asked for any more" };
            let what = format!("{} {word}: the arguments of `new` are others", shown(old, field));
            let spot = Spot::Both(&field.origin, &other.origin);
            finder.tell(Kind::ConstructorChanged, topic, spot, &path, what);
        }
    }
    fn common<'f>(fields: &[&'f str], others: &BTreeSet<&str>) -> Vec<&'f str> {
        fields.iter().copied().filter(|wire| others.contains(*wire)).collect()
    }
    let (was, is) = (common(&before, &is_asked), common(&now, &was_asked));
    if was != is {
        let list =
            |wires: &[&str]| wires.iter().map(|wire| code(wire)).collect::<Vec<_>>().join(", ");
        let what = format!("`{}::new` takes {}, and took {}", old.name.rust, list(&is), list(&was));
        let spot = Spot::Both(&old.origin, &new.origin);
        finder.tell(Kind::ConstructorReordered, topic, spot, &path, what);
    }
}
