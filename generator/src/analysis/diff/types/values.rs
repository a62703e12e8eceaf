//! Whether the type of a value is the same, and what follows where it is not.

use super::super::fits::Fit;
use super::super::rules::{Answers, Kind, Wire};
use super::super::sides::{Finder, Pairs, Spot, Topic};
use crate::model::{Api, Type, TypeDecl, TypeId};

/// Compares the types of one value. What is different inside of a declaration is told there.
pub(in super::super) fn value(
    finder: &mut Finder<'_>,
    topic: &Topic,
    spot: Spot<'_>,
    item: &str,
    (name, old, new): (&str, &Type, &Type),
) {
    if is_same(finder, old, new) {
        return;
    }
    let (kind, answers) = classified(finder, topic, old, new);
    let (before, now) = (old.text(finder.old.api), new.text(finder.new.api));
    let what = match before == now {
        // The same name is that of another type.
        true => format!("the `{now}` of {name} is another type"),
        false => format!("{name} is `{now}`, and was `{before}`"),
    };
    finder.tell_as(kind, topic, spot, item, (what, answers));
}

/// Tells that a declaration is another kind of type.
pub(super) fn other(finder: &mut Finder<'_>, topic: &Topic, (old, new): (&TypeDecl, &TypeDecl)) {
    let id = |api: &Api, decl: &TypeDecl| {
        let found = api.types.iter().position(|other| other.name.rust == decl.name.rust);
        Type::Named(TypeId(found.unwrap_or_default()))
    };
    let (one, two) = (id(finder.old.api, old), id(finder.new.api, new));
    let (kind, answers) = classified(finder, topic, &one, &two);
    let what = format!("`{}` is {}, and was {}", old.name.rust, word(new), word(old));
    let item = format!("types::{}", old.name.rust);
    finder.tell_as(kind, topic, Spot::Both(&old.origin, &new.origin), &item, (what, answers));
}

fn word(decl: &TypeDecl) -> &'static str {
    use crate::model::{Repr, Shape};
    match &decl.shape {
        Shape::Struct { .. } => "a struct",
        Shape::Enum { repr: Repr::Text, .. } => "an enum of text",
        Shape::Enum { repr: Repr::Integer, .. } => "an enum of numbers",
        Shape::Union { .. } => "a union",
        Shape::Alias(_) => "another name of a type",
        Shape::Newtype(_) => "a struct around one value",
    }
}

fn is_same(finder: &Finder<'_>, old: &Type, new: &Type) -> bool {
    is_one(&finder.pairs, (finder.old.api, old), (finder.new.api, new))
}

/// Whether two types are one in Rust; other names are looked through where they are not the same themselves.
fn is_one(pairs: &Pairs, (before, old): (&Api, &Type), (after, new): (&Api, &Type)) -> bool {
    match (old, new) {
        (Type::Named(one), Type::Named(other)) if pairs.are_one(*one, *other) => true,
        (Type::List(one), Type::List(other))
        | (Type::Map(one), Type::Map(other))
        | (Type::Nullable(one), Type::Nullable(other))
        | (Type::Boxed(one), Type::Boxed(other)) => is_one(pairs, (before, one), (after, other)),
        _ => {
            let (plain, other) = (before.resolved(old), after.resolved(new));
            match (plain == old, other == new) {
                (true, true) => plain.named().is_none() && plain == other,
                _ => is_one(pairs, (before, plain), (after, other)),
            }
        }
    }
}

fn classified(finder: &Finder<'_>, topic: &Topic, old: &Type, new: &Type) -> (Kind, Answers) {
    let (before, after) = (finder.old.api, finder.new.api);
    let grows = Fit::new(before, after, false).fits(old, new);
    let shrinks = Fit::new(after, before, false).fits(new, old);
    let kind = match (grows, shrinks) {
        (true, true) => Kind::TypeRewritten,
        (true, false) => Kind::TypeWidened,
        (false, true) => Kind::TypeNarrowed,
        (false, false) => Kind::TypeChanged,
    };
    let known = |fits: bool| if fits { Wire::Works } else { Wire::MayFail };
    let mut exact = Answers::NONE;
    exact.compiles = false;
    if topic.way.received {
        exact = exact.and(Answers {
            compiles: false,
            old_to_new: known(Fit::new(after, before, true).fits(new, old)),
            new_to_old: known(Fit::new(before, after, true).fits(old, new)),
        });
    }
    if topic.way.sent {
        exact = exact.and(Answers {
            compiles: false,
            old_to_new: known(grows),
            new_to_old: known(shrinks),
        });
    }
    (kind, kind.rule().answers(topic.way).at_most(exact))
}
