//! What is different of parameters, and of the fields of forms.

use std::collections::{BTreeMap, BTreeSet};

use super::super::matching::Method;
use super::super::rules::Kind;
use super::super::sides::{Finder, Spot, Topic, code};
use super::super::types::{limits, value};
use crate::model::{Operation, Parameter, Place, Preset};

pub(super) fn compare(
    finder: &mut Finder<'_>,
    topic: &Topic,
    (before, after): (&Method<'_>, &Method<'_>),
) {
    let (old, new) = (before.operation, after.operation);
    let mut told = vec![false; new.parameters.len()];
    let mut pairs = Vec::new();
    let known = Known::of(old, new);
    for parameter in &old.parameters {
        let found = known.same(parameter, &told);
        if let Some(told) = found.and_then(|index| told.get_mut(index)) {
            *told = true;
        }
        pairs.push((parameter, found.and_then(|index| new.parameters.get(index))));
    }
    let spot = Spot::Both(&old.origin, &new.origin);
    for (parameter, other) in &pairs {
        match other {
            Some(other) => both(finder, topic, before, (parameter, other)),
            None => {
                let (kind, word) = match parameter.required {
                    true => (Kind::RequiredParameterRemoved, "required"),
                    false => (Kind::ParameterRemoved, "optional"),
                };
                let what = format!("{} is gone, which was {word}", shown(parameter));
                let path = item(before, parameter);
                finder.tell(kind, topic, Spot::Old(&parameter.origin), &path, what);
            }
        }
    }
    for (other, _) in new.parameters.iter().zip(&told).filter(|(_, told)| !**told) {
        let (kind, word) = match other.required {
            true => (Kind::RequiredParameterAdded, "required"),
            false => (Kind::ParameterAdded, "optional"),
        };
        let what = format!("{} is new, which is {word}", shown(other));
        finder.tell(kind, topic, Spot::New(&other.origin), &item(before, other), what);
    }
    // Arguments that are in both, in the order of OLD and in that of NEW.
    let paired = pairs.iter().filter_map(|(one, other)| Some((*one, (*other)?)));
    let arguments: Vec<_> = paired.filter(|(one, other)| one.required && other.required).collect();
    let was: Vec<&str> = arguments.iter().map(|(_, other)| other.name.wire.as_str()).collect();
    let others: BTreeSet<*const Parameter> =
        arguments.iter().map(|(_, other)| std::ptr::from_ref(*other)).collect();
    let is_argument = |other: &&Parameter| others.contains(&std::ptr::from_ref(*other));
    let is: Vec<&str> =
        new.parameters.iter().filter(is_argument).map(|other| other.name.wire.as_str()).collect();
    if was != is {
        let list =
            |names: &[&str]| names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ");
        let what = format!("its method takes {}, and took {}", list(&is), list(&was));
        let path = format!("{}::{}::{}", before.tag.module, before.tag.handle, old.name.rust);
        finder.tell(Kind::ArgumentsReordered, topic, spot, &path, what);
    }
}

/// The parameters of both, by what may say which of NEW is which of OLD.
struct Known<'a> {
    old: BTreeMap<&'a str, Vec<&'a Parameter>>,
    new: BTreeMap<&'a str, Vec<(usize, &'a Parameter)>>,
    /// What stands in the path of NEW in the place of each name in that of OLD.
    renamed: BTreeMap<&'a str, &'a str>,
}

impl<'a> Known<'a> {
    fn of(old: &'a Operation, new: &'a Operation) -> Self {
        let both = names(&old.path).zip(names(&new.path)).collect::<Vec<_>>();
        // The first place of a name counts.
        let renamed = both.into_iter().rev().collect();
        let mut known = Self { old: BTreeMap::new(), new: BTreeMap::new(), renamed };
        for one in &old.parameters {
            known.old.entry(&one.name.wire).or_default().push(one);
        }
        for (index, other) in new.parameters.iter().enumerate() {
            known.new.entry(&other.name.wire).or_default().push((index, other));
        }
        known
    }

    /// The one that a parameter of OLD is: by its name and its place, by its name alone, or by where it is
    /// in the path.
    fn same(&self, parameter: &Parameter, told: &[bool]) -> Option<usize> {
        let find = |name: &str, is_it: &dyn Fn(&Parameter) -> bool| {
            let is_free = |index: usize| !told.get(index).copied().unwrap_or(true);
            let mut named = self.new.get(name)?.iter();
            let found = named.find(|(index, other)| is_free(*index) && is_it(other))?;
            Some(found.0)
        };
        let is_taken = |other: &Parameter| {
            let named = self.old.get(other.name.wire.as_str());
            named.is_some_and(|named| named.iter().any(|one| one.place == other.place))
        };
        let name = parameter.name.wire.as_str();
        find(name, &|other| other.place == parameter.place && other.part == parameter.part)
            .or_else(|| find(name, &|other| !is_taken(other)))
            .or_else(|| {
                let other = self.renamed.get(name).filter(|_| parameter.place == Place::Path)?;
                find(other, &|one| one.place == Place::Path)
            })
    }
}

/// The names in the braces of a path.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next())
}

fn shown(parameter: &Parameter) -> String {
    let word = match parameter.place {
        Place::Form | Place::Part => "the field",
        _ => "the parameter",
    };
    format!("{word} {} ({})", code(&parameter.name.wire), parameter.place.word())
}

/// The item of a parameter: a setter of the call, or an argument of the method.
fn item(method: &Method<'_>, parameter: &Parameter) -> String {
    let module = &method.tag.module;
    match parameter.is_settable() {
        true => format!("{module}::{}::{}", method.operation.type_name, parameter.name.rust),
        false => format!("{module}::{}::{}", method.tag.handle, method.operation.name.rust),
    }
}

fn both(
    finder: &mut Finder<'_>,
    topic: &Topic,
    method: &Method<'_>,
    (old, new): (&Parameter, &Parameter),
) {
    let (name, path) = (shown(old), item(method, old));
    let spot = Spot::Both(&old.origin, &new.origin);
    value(finder, topic, spot, &path, (&name, &old.ty, &new.ty));
    let mut tell = |kind, what: &str| {
        finder.tell(kind, topic, spot, &path, format!("{name} {what}"));
    };
    if old.place != new.place {
        tell(Kind::ParameterMoved, &format!("goes into the {}", new.place.word()));
    }
    if old.name.wire != new.name.wire {
        tell(Kind::PathParameterRenamed, &format!("is called {}", code(&new.name.wire)));
    } else if old.name.rust != new.name.rust && old.is_settable() && new.is_settable() {
        tell(Kind::ParameterRenamed, &format!("is set by {}", code(&new.name.rust)));
    }
    match (old.required, new.required) {
        (false, true) => tell(Kind::ParameterBecameRequired, "is required"),
        (true, false) => tell(Kind::ParameterBecameOptional, "is optional"),
        _ => {}
    }
    let style = |one: &Parameter| {
        (one.style, one.explode, one.allow_reserved, one.content_type.clone(), one.part.clone())
    };
    if style(old) != style(new) {
        tell(Kind::StyleChanged, "is written in another way");
    }
    if old.preset != new.preset {
        let word = match &new.preset {
            Some(Preset::Bound { .. }) => "is set on the client",
            Some(_) => "is filled in",
            None => "is not filled in any more",
        };
        tell(Kind::PresetChanged, word);
    }
    if old.secret != new.secret {
        let word =
            if new.secret { "is kept out of what is printed" } else { "is no secret any more" };
        tell(Kind::SecretChanged, word);
    }
    if old.default != new.default {
        let word =
            |default: &Option<String>| default.as_ref().map_or("none".to_owned(), |it| code(it));
        let (before, now) = (word(&old.default), word(&new.default));
        tell(Kind::DefaultChanged, &format!("has the default {now}, and had {before}"));
    }
    if let Some((kind, words)) = limits(&old.limits, &new.limits) {
        tell(kind, &words);
    }
}
