//! What is different of the alternatives of a union.

use std::collections::BTreeMap;

use super::super::rules::{Kind, Wire};
use super::super::sides::{Finder, Spot, Topic, code};
use super::values::value;
use crate::model::{Api, Arm, Shape, TypeDecl, TypeId};

pub(super) fn compare(finder: &mut Finder<'_>, topic: &Topic, old: &TypeDecl, new: &TypeDecl) {
    let (
        Shape::Union { tag, told_by, arms, shared, .. },
        Shape::Union {
            tag: other_tag,
            told_by: other_told,
            arms: others,
            shared: other_shared,
            ..
        },
    ) = (&old.shape, &new.shape)
    else {
        return;
    };
    let name = code(&old.name.rust);
    let path = |arm: &Arm| format!("types::{}::{}", old.name.rust, arm.name);
    let spot = Spot::Both(&old.origin, &new.origin);
    let mut told = vec![false; others.len()];
    let known = Known::of(finder.new.api, others);
    for arm in arms {
        let Some(index) = known.same(finder, arm, &told) else {
            let what = format!("{name} has no alternative {} any more", code(&arm.name));
            finder.tell(Kind::ArmRemoved, topic, spot, &path(arm), what);
            continue;
        };
        if let Some(told) = told.get_mut(index) {
            *told = true;
        }
        let Some(other) = others.get(index) else { continue };
        if arm.name != other.name {
            let (before, now) = (code(&arm.name), code(&other.name));
            let what = format!("the variant {before} of {name} is called {now}");
            finder.tell(Kind::ArmRenamed, topic, spot, &path(arm), what);
        }
        if arm.tags != other.tags && !arm.tags.is_empty() {
            let texts = |arm: &Arm| {
                let tags: Vec<String> = arm.tags.iter().map(|tag| code(&tag.text())).collect();
                if tags.is_empty() { "nothing".to_owned() } else { tags.join(", ") }
            };
            let what = format!(
                "the alternative {} of {name} is told by {}, and was by {}",
                code(&arm.name),
                texts(other),
                texts(arm)
            );
            finder.tell(Kind::DiscriminatorChanged, topic, spot, &path(arm), what);
        }
        let part = format!("the alternative {} of {name}", code(&arm.name));
        let count = finder.changes.len();
        value(finder, topic, spot, &path(arm), (&part, &arm.ty, &other.ty));
        // What fits none of the alternatives that it is compared with is kept as `Unknown`.
        let is_kept = !topic.way.sent && arm.tags.is_empty() && other.tags.is_empty();
        for change in finder.changes.iter_mut().skip(count).filter(|_| is_kept) {
            change.answers.old_to_new = change.answers.old_to_new.min(Wire::Differs);
            change.answers.new_to_old = change.answers.new_to_old.min(Wire::Differs);
        }
    }
    for (other, _) in others.iter().zip(&told).filter(|(_, told)| !**told) {
        let what = format!("{name} has the alternative {}", code(&other.name));
        finder.tell(Kind::ArmAdded, topic, spot, &path(other), what);
    }
    if tag != other_tag || (told_by != other_told && !told_by.is_empty()) {
        let word = |path: &[String]| match path {
            [] => "what is in them".to_owned(),
            path => code(&path.join(".")),
        };
        let (before, now) = (word(told_by), word(other_told));
        let what =
            format!("the alternatives of {name} are told apart by {now}, and were by {before}");
        let item = format!("types::{}", old.name.rust);
        finder.tell(Kind::DiscriminatorChanged, topic, spot, &item, what);
    }
    for getter in shared {
        let is_it = |other: &&crate::model::Getter| other.name == getter.name;
        let item = format!("types::{}::{}", old.name.rust, getter.name);
        if !other_shared.iter().any(|other| is_it(&other)) {
            let what = format!(
                "the alternatives of {name} do not share {}",
                code(&getter.field.name.wire)
            );
            finder.tell(Kind::SharedPropertyRemoved, topic, spot, &item, what);
        }
    }
}

/// The alternatives of NEW, by what may say which of OLD they are.
struct Known<'a> {
    by_type: BTreeMap<TypeId, Vec<usize>>,
    by_text: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Known<'a> {
    fn of(api: &Api, arms: &'a [Arm]) -> Self {
        let (by_type, by_text, by_name) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut known = Self { by_type, by_text, by_name };
        for (index, arm) in arms.iter().enumerate() {
            match arm.plain().named() {
                Some(id) => known.by_type.entry(id).or_default().push(index),
                None => known.by_text.entry(arm.plain().text(api)).or_default().push(index),
            }
            known.by_name.entry(&arm.name).or_default().push(index);
        }
        known
    }

    /// The one that an alternative of OLD is: by its type, or by its name.
    fn same(&self, finder: &Finder<'_>, arm: &Arm, told: &[bool]) -> Option<usize> {
        let free = |found: Option<&Vec<usize>>| {
            let mut found = found?.iter().copied();
            found.find(|index| !told.get(*index).copied().unwrap_or(true))
        };
        let by_type = match arm.plain().named() {
            Some(id) => finder.pairs.new.get(&id).and_then(|other| self.by_type.get(other)),
            None => self.by_text.get(&arm.plain().text(finder.old.api)),
        };
        free(by_type).or_else(|| free(self.by_name.get(arm.name.as_str())))
    }
}
