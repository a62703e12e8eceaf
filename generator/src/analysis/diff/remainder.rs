//! What is different in the two texts and was not told: nothing of it is silent.

mod walk;
mod origins;

use std::collections::{BTreeMap, BTreeSet};

use self::origins::Origins;
use self::walk::{Difference, differences};
use super::change::{Change, Subject};
use super::rules::Kind;
use super::sides::{Finder, Side, Spot, code};
use crate::document::FILES;
use crate::node::Node;
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
const UNUSED: [&str; 25] = [
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
    "contains",
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "then",
    "else",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
    "$comment",
    "$schema",
    "$id",
];

/// Keywords of which the client makes nothing in some places.
const USED_SOMEWHERE: [&str; 9] = [
    "nullable",
    "deprecated",
    "contentEncoding",
    "contentMediaType",
    "prefixItems",
    "style",
    "explode",
    "allowReserved",
    "allowEmptyValue",
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
    let found = pairs(&finder.old.written, &finder.new.written);
    let found: Vec<((usize, usize), Vec<Difference>)> = found
        .into_iter()
        .map(|(old, new)| {
            let root =
                |side: &Side<'_>, at: usize| side.written.get(at).map(|(_, root)| root.clone());
            let both = root(&finder.old, old).zip(root(&finder.new, new));
            ((old, new), both.map(|(old, new)| differences(&old, &new)).unwrap_or_default())
        })
        .collect();
    if found.iter().all(|(_, found)| found.is_empty()) {
        return;
    }
    let origins = Origins::of(&finder.old, &finder.new);
    let (old, new) = (
        Told::of(&finder.changes, &finder.old, true),
        Told::of(&finder.changes, &finder.new, false),
    );
    for (files, found) in found {
        let mut docs: BTreeMap<Subject, Vec<Difference>> = BTreeMap::new();
        let mut moved: BTreeSet<String> = BTreeSet::new();
        let references: BTreeSet<String> = found.iter().filter_map(becomes_reference).collect();
        for difference in found {
            let subject = origins.subject(&difference);
            let is_reference =
                holder(&difference).is_some_and(|holder| references.contains(&holder.to_string()));
            match sort(&difference, (&old, &new), is_reference) {
                None => {}
                Some(Kind::DocsChanged) => docs.entry(subject).or_default().push(difference),
                Some(Kind::ReferenceChanged) if is_reference => {
                    let place = holder(&difference).map(|holder| holder.to_string());
                    if moved.insert(place.unwrap_or_default()) {
                        one(finder, Kind::ReferenceChanged, subject, (&difference, files));
                    }
                }
                Some(kind) => one(finder, kind, subject, (&difference, files)),
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
            at(finder, Kind::DocsChanged, subject, (first, files), what);
        }
    }
}

/// The files of both that are the same one: the documents themselves, and others by their names.
fn pairs(old: &[(String, Node)], new: &[(String, Node)]) -> Vec<(usize, usize)> {
    fn last(name: &str) -> &str {
        name.rsplit('/').next().unwrap_or_default()
    }
    let others = old.iter().enumerate().skip(1).filter_map(|(index, (name, _))| {
        let mut found = new.iter().enumerate().skip(1);
        let other = found.find(|(_, (other, _))| last(other) == last(name))?;
        Some((index, other.0))
    });
    std::iter::once((0, 0)).chain(others).collect()
}

/// The kind of a difference, unless it was told.
fn sort(difference: &Difference, (old, new): (&Told, &Told), is_reference: bool) -> Option<Kind> {
    let word = difference.keyword.as_str();
    let sides = [(&difference.old, old), (&difference.new, new)];
    let any = |is_it: &dyn Fn(&Told, &Pointer) -> bool| {
        sides.iter().any(|(at, told)| at.as_ref().is_some_and(|at| is_it(told, at)))
    };
    let is_told =
        any(&|told, at| told.has(at, word)) || (old.is_secured && any(&|_, at| is_of_security(at)));
    let is_component = {
        let at = difference.old.as_ref().or(difference.new.as_ref())?;
        let steps: Vec<_> = at.tokens().collect();
        matches!(steps.as_slice(), [first, kind, _] if first == "components" && kind != "schemas")
    };
    match (difference.is_key, word) {
        _ if any(&Told::is_part) => None,
        (true, word) if DOCS.contains(&word) && !(word == "tags" && is_told) => {
            Some(Kind::DocsChanged)
        }
        (true, word) if UNUSED.contains(&word) => Some(Kind::KeywordChanged),
        _ if is_told => None,
        _ if is_reference => Some(Kind::ReferenceChanged),
        (true, "$ref") => Some(Kind::ReferenceChanged),
        (false, _) if is_component => Some(Kind::ReferenceChanged),
        (true, word) if word.starts_with("x-") || USED_SOMEWHERE.contains(&word) => {
            Some(Kind::KeywordChanged)
        }
        _ => Some(Kind::OtherDifference),
    }
}

/// Whether it is the security of the document or of an operation.
fn is_of_security(at: &Pointer) -> bool {
    let steps: Vec<_> = at.tokens().take(4).collect();
    [0, 3].into_iter().any(|index| steps.get(index).is_some_and(|step| step == "security"))
}

/// What has the keyword that is different.
fn holder(difference: &Difference) -> Option<Pointer> {
    difference.old.as_ref().or(difference.new.as_ref())?.parent()
}

/// The place of a schema in which a reference stands now, or stood before.
fn becomes_reference(difference: &Difference) -> Option<String> {
    let is_one_sided = difference.old.is_some() != difference.new.is_some();
    let is_it = difference.keyword == "$ref" && is_one_sided;
    holder(difference).filter(|_| is_it).map(|at| at.to_string())
}

fn one(
    finder: &mut Finder<'_>,
    kind: Kind,
    subject: Subject,
    (difference, files): (&Difference, (usize, usize)),
) {
    let word = match (&difference.old, &difference.new) {
        (Some(_), None) => "is gone",
        (None, _) => "is new",
        _ => "is another one",
    };
    let what = format!("{} {word}", code(&difference.keyword));
    at(finder, kind, subject, (difference, files), what);
}

fn at(
    finder: &mut Finder<'_>,
    kind: Kind,
    subject: Subject,
    (difference, files): (&Difference, (usize, usize)),
    what: String,
) {
    let spot = match (&difference.old, &difference.new) {
        (Some(old), Some(new)) => Spot::Both(old, new),
        (Some(old), None) => Spot::Old(old),
        (None, Some(new)) => Spot::New(new),
        (None, None) => return,
    };
    finder.tell_of_text(kind, subject, (spot, files), what);
}

/// The places of one document of which something was told.
struct Told {
    /// Places, whatever was told of them.
    places: BTreeSet<String>,
    /// Places of which all was told.
    whole: BTreeSet<String>,
    /// Whether something was told of credentials.
    is_secured: bool,
}

impl Told {
    fn of(changes: &[Change], side: &Side<'_>, is_old: bool) -> Self {
        use Kind::{ScopeAdded, ScopeRemoved, SecurityChanged, SecurityDropped, SecurityRequired};
        let mut told = Self { places: BTreeSet::new(), whole: BTreeSet::new(), is_secured: false };
        let operations = side.api.operations();
        let operations: BTreeMap<String, String> =
            operations.map(|one| (one.request(), side.pointer(&one.origin).to_string())).collect();
        for change in changes {
            told.is_secured |=
                [ScopeAdded, ScopeRemoved, SecurityChanged, SecurityDropped, SecurityRequired]
                    .contains(&change.kind);
            // What an operation refers to is told where that is, and different where it refers to it.
            if let Subject::Operation(request) = &change.subject
                && let Some(at) = operations.get(request)
            {
                let is_of = |word: &str| change.kind.rule().slug.contains(word);
                if is_of("parameter") || is_of("argument") {
                    told.places.insert(format!("{at}/parameters"));
                }
                if is_of("body") || is_of("media-type") || is_of("variant") {
                    told.places.insert(format!("{at}/requestBody"));
                }
                if is_of("header") {
                    told.places.insert(format!("{at}/responses"));
                }
            }
            let (own, other) =
                if is_old { (&change.old, &change.new) } else { (&change.new, &change.old) };
            let Some(own) = own.as_ref().map(|place| in_its_file(&place.pointer).to_string())
            else {
                continue;
            };
            // A handle is gone where a tag is, of which all may be there.
            let is_gone = other.is_none() && change.kind != Kind::HandleRemoved;
            if is_whole(change.kind) || is_gone {
                told.whole.insert(own.clone());
            }
            told.places.insert(own);
        }
        told
    }

    /// Whether the place is in something that is new or gone as a whole, or of which all is another.
    fn is_part(&self, at: &Pointer) -> bool {
        let mut place = Some(in_its_file(at));
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
        let mut at = in_its_file(at);
        let mut keyword = keyword.to_owned();
        // The items of a list are of its keyword, and all of a discriminator is one.
        let is_index = |at: &Pointer| at.last().is_some_and(|last| last.parse::<usize>().is_ok());
        while let Some(parent) = at.parent() {
            let steps: Vec<_> = at.tokens().collect();
            let is_within = steps.iter().rev().skip(1).any(|step| step == "discriminator");
            let is_item = is_index(&at) && OF_PARTS.contains(&keyword.as_str());
            if !is_within && !is_item {
                break;
            }
            at = parent;
            keyword = at.last().map(|last| last.into_owned()).unwrap_or_default();
        }
        let holder = at.parent().unwrap_or_else(Pointer::root).to_string();
        self.has_below(&at.to_string())
            || self.places.contains(&holder)
            || (OF_PARTS.contains(&keyword.as_str()) && self.has_below(&holder))
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

/// The place in its file, where that is not the document's own.
fn in_its_file(at: &Pointer) -> Pointer {
    let mut tokens = at.tokens();
    match tokens.next() {
        Some(first) if first == FILES => {
            tokens.skip(1).fold(Pointer::root(), |at, token| at.child(&token))
        }
        _ => at.clone(),
    }
}

/// Whether all of a place was told by a change of this kind.
fn is_whole(kind: Kind) -> bool {
    use Kind::{
        MediaTypeChanged, OperationLeftOut, ParameterMoved, ResponseBodyAdded, ResponseBodyRemoved,
        ResponseFormatChanged, ResponseMediaTypeChanged, SchemeChanged, ScopesChanged,
        ServerChanged, ServersChanged, StyleChanged, TypeChanged, TypeNarrowed, TypeRewritten,
        TypeWidened,
    };
    [
        MediaTypeChanged,
        OperationLeftOut,
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
