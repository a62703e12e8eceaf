//! What is different in the two texts and was not told: nothing of it is silent.

mod walk;

use std::collections::{BTreeMap, BTreeSet};

use self::walk::{Difference, differences};
use super::change::{Change, Subject};
use super::rules::{Kind, Way};
use super::sides::{Finder, Spot, Topic, code};
use crate::model::Api;
use crate::source::Pointer;

/// Keywords for people.
const DOCS: [&str; 11] = [
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "externalDocs",
    "termsOfService",
    "contact",
    "license",
    "tags",
    "jsonSchemaDialect",
];

/// Keywords of which the client makes nothing, whatever else changes beside them.
const UNUSED: [&str; 10] = [
    "multipleOf",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "not",
    "links",
    "callbacks",
    "webhooks",
    "x-webhooks",
    "xml",
];

/// Keywords of an object that say something of what is in it.
const OF_PARTS: [&str; 11] = [
    "required",
    "enum",
    "oneOf",
    "anyOf",
    "allOf",
    "discriminator",
    "properties",
    "additionalProperties",
    "type",
    "parameters",
    "responses",
];

/// Tells what is left.
pub(super) fn tell(finder: &mut Finder<'_>) {
    let found = differences(finder.old.document.root(), finder.new.document.root());
    if found.is_empty() {
        return;
    }
    let (old, new) = (Told::of(&finder.changes, true), Told::of(&finder.changes, false));
    let origins = Origins::of(finder.old.api, finder.new.api);
    let is_secured = finder.changes.iter().any(|change| {
        use Kind::{ScopeAdded, ScopeRemoved, SecurityChanged, SecurityDropped, SecurityRequired};
        [ScopeAdded, ScopeRemoved, SecurityChanged, SecurityDropped, SecurityRequired]
            .contains(&change.kind)
    });
    let mut docs: BTreeMap<Subject, Vec<Difference>> = BTreeMap::new();
    for difference in found {
        let Difference { keyword, is_key, .. } = &difference;
        let word = keyword.as_str();
        let subject = origins.subject(&difference);
        let is_told = difference.old.as_ref().is_some_and(|at| old.has(at, word))
            || difference.new.as_ref().is_some_and(|at| new.has(at, word))
            || (word == "security" && is_secured);
        let is_whole = difference.old.as_ref().is_some_and(|at| old.is_part(at))
            || difference.new.as_ref().is_some_and(|at| new.is_part(at));
        match (*is_key, word) {
            _ if is_whole => {}
            (true, word) if DOCS.contains(&word) && !(word == "tags" && is_told) => {
                docs.entry(subject).or_default().push(difference);
            }
            (true, word) if UNUSED.contains(&word) => {
                one(finder, Kind::KeywordChanged, subject, &difference);
            }
            _ if is_told => {}
            (true, "$ref") if difference.old.is_some() && difference.new.is_some() => {
                one(finder, Kind::ReferenceChanged, subject, &difference);
            }
            (true, word) if word.starts_with("x-") || matches!(word, "nullable" | "deprecated") => {
                one(finder, Kind::KeywordChanged, subject, &difference);
            }
            _ => one(finder, Kind::OtherDifference, subject, &difference),
        }
    }
    for (subject, all) in docs {
        let Some(first) = all.first() else { continue };
        let what = match all.len() {
            1 => format!("{} is another one", code(&first.keyword)),
            count => format!(
                "{count} texts for people are others, of which {} is the first",
                code(&first.keyword)
            ),
        };
        at(finder, Kind::DocsChanged, subject, first, what);
    }
}

fn one(finder: &mut Finder<'_>, kind: Kind, subject: Subject, difference: &Difference) {
    let word = match (&difference.old, &difference.new) {
        (Some(_), None) => "is gone",
        (None, _) => "is new",
        _ => "is another one",
    };
    let what = format!("{} {word}", code(&difference.keyword));
    at(finder, kind, subject, difference, what);
}

fn at(
    finder: &mut Finder<'_>,
    kind: Kind,
    subject: Subject,
    difference: &Difference,
    what: String,
) {
    let topic = Topic { subject, owned: Vec::new(), way: Way::BOTH };
    let spot = match (&difference.old, &difference.new) {
        (Some(old), Some(new)) => Spot::Both(old, new),
        (Some(old), None) => Spot::Old(old),
        (None, Some(new)) => Spot::New(new),
        (None, None) => return,
    };
    finder.tell(kind, &topic, spot, "", what);
}

/// The places of one document of which something was told.
struct Told {
    /// Places, whatever was told of them.
    places: BTreeSet<String>,
    /// Places of which all was told.
    whole: BTreeSet<String>,
}

impl Told {
    fn of(changes: &[Change], is_old: bool) -> Self {
        let mut told = Self { places: BTreeSet::new(), whole: BTreeSet::new() };
        for change in changes {
            let (own, other) =
                if is_old { (&change.old, &change.new) } else { (&change.new, &change.old) };
            let Some(own) = own.as_ref().map(|place| place.at.to_string()) else { continue };
            if is_whole(change.kind) || other.is_none() {
                told.whole.insert(own.clone());
            }
            told.places.insert(own);
        }
        told
    }

    /// Whether the place is in something that is new or gone as a whole, or of which all is another.
    fn is_part(&self, at: &Pointer) -> bool {
        let mut place = Some(at.clone());
        while let Some(at) = place {
            if self.whole.contains(&at.to_string()) {
                return true;
            }
            place = at.parent();
        }
        false
    }

    /// Whether something was told of the keyword at a place: of what has it, or of what is in it.
    fn has(&self, at: &Pointer, keyword: &str) -> bool {
        let holder = at.parent().unwrap_or_else(Pointer::root).to_string();
        self.has_below(&at.to_string())
            || self.places.contains(&holder)
            || (OF_PARTS.contains(&keyword) && self.has_below(&holder))
    }

    fn has_below(&self, place: &str) -> bool {
        let below = format!("{place}/");
        self.places.contains(place)
            || self
                .places
                .range(below.clone()..)
                .next()
                .is_some_and(|next| next.starts_with(&below))
    }
}

/// Whether all of a place was told by a change of this kind.
fn is_whole(kind: Kind) -> bool {
    use Kind::{
        MediaTypeChanged, ParameterMoved, ResponseBodyAdded, ResponseBodyRemoved,
        ResponseFormatChanged, ResponseMediaTypeChanged, SchemeChanged, ScopesChanged,
        ServerChanged, ServersChanged, StyleChanged, TypeChanged, TypeNarrowed, TypeRewritten,
        TypeWidened,
    };
    [
        MediaTypeChanged,
        ParameterMoved,
        ResponseBodyAdded,
        ResponseBodyRemoved,
        ResponseFormatChanged,
        ResponseMediaTypeChanged,
        SchemeChanged,
        ScopesChanged,
        ServerChanged,
        ServersChanged,
        StyleChanged,
        TypeChanged,
        TypeNarrowed,
        TypeRewritten,
        TypeWidened,
    ]
    .contains(&kind)
}

/// What the places of both documents are about.
struct Origins {
    types: BTreeMap<String, String>,
    operations: BTreeMap<String, String>,
}

impl Origins {
    fn of(old: &Api, new: &Api) -> Self {
        let mut origins = Self { types: BTreeMap::new(), operations: BTreeMap::new() };
        // What is called in OLD is called so.
        for api in [new, old] {
            let types = api.types.iter();
            origins
                .types
                .extend(types.map(|decl| (decl.origin.to_string(), decl.name.rust.clone())));
            let operations = api.operations();
            origins
                .operations
                .extend(operations.map(|one| (one.origin.to_string(), one.request())));
        }
        origins
    }

    fn subject(&self, difference: &Difference) -> Subject {
        let mut place = difference.old.clone().or_else(|| difference.new.clone());
        while let Some(at) = place {
            let key = at.to_string();
            if let Some(name) = self.types.get(&key) {
                return Subject::Type(name.clone());
            }
            if let Some(name) = self.operations.get(&key) {
                return Subject::Operation(name.clone());
            }
            place = at.parent();
        }
        Subject::Document
    }
}
