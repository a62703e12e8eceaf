//! Operations whose failures are the same share an enum of them, and those whose headers are the
//! same a struct.
//!
//! What more than half of the operations of an API have, those of several tags among them, is its
//! `CommonError`; what more than half of the operations of a tag have is called by the tag:
//! `PetsError`. All else that several operations of a tag have is called by the one whose name
//! sorts first. The name that each operation would have for it stays as another name. What a crate has
//! already is called so, by what it has in it, whatever more than half have by now.

mod group;

use self::group::{Ending, Group, Place, groups};
use crate::lower::report::Report;
use crate::model::{
    Api, Common, Content, Failure, Failures, Header, Headers, Operation, Shared, Status, Tag,
};
use crate::name::lock::Kind;

/// Lets one declaration stand for all that are the same.
pub(in crate::lower::passes) fn share(api: &mut Api, report: &Report<'_>) {
    let ending = Ending { kind: Kind::Failures, word: "Error" };
    let (all, aliases) = groups(api, &places(api, failures), &ending, &report.held);
    for Group { shared, members } in all {
        let own = |place: &Place| operation(api, place).map(|one| one.failures.as_slice());
        let variants = agreed(members.iter().filter_map(own), |failure| &mut failure.docs);
        let errors = Failures { name: shared.name.clone(), variants };
        home(api, &shared, &members).into_iter().for_each(|home| home.errors.push(errors.clone()));
        let share = |one: &mut Operation| one.shared_error = Some(shared.clone());
        families(api, &members).for_each(share);
    }
    add_aliases(api, aliases);
    share_headers(api, report);
}

fn share_headers(api: &mut Api, report: &Report<'_>) {
    let ending = Ending { kind: Kind::Headers, word: "Headers" };
    let (all, aliases) = groups(api, &places(api, headers), &ending, &report.held);
    for Group { shared, members } in all {
        let own = |place: &Place| Some(operation(api, place)?.headers.as_ref()?.fields.as_slice());
        let fields = agreed(members.iter().filter_map(own), |header| &mut header.docs);
        let headers = Headers { name: shared.name.clone(), shared: None, fields };
        home(api, &shared, &members)
            .into_iter()
            .for_each(|home| home.headers.push(headers.clone()));
        let own = families(api, &members).filter_map(|one| one.headers.as_mut());
        own.for_each(|headers| headers.shared = Some(shared.clone()));
    }
    add_aliases(api, aliases);
}

/// What an operation has to share.
type Read = fn(&Api, &Operation) -> Option<Own>;

/// What the failures or the headers of an operation are called, and what they are.
struct Own {
    name: String,
    content: String,
    told: String,
}

fn failures(api: &Api, operation: &Operation) -> Option<Own> {
    let content =
        |failure: &Failure| format!("{:?}", (&failure.name, failure.status, &failure.content));
    let told = |failure: &Failure| {
        let status = match failure.status {
            Status::Exact(code) => code.to_string(),
            Status::Range(hundred) => format!("{hundred}XX"),
            Status::Default => "default".to_owned(),
        };
        let ty = failure.content.ty().map(|ty| format!(" {}", ty.text(api)));
        format!("{status}{}", ty.unwrap_or_default())
    };
    // What comes item by item names the enum itself.
    let is_sequence = |failure: &Failure| matches!(failure.content, Content::Items(..));
    let failures = &operation.failures;
    let is_plain = !failures.is_empty() && !failures.iter().any(is_sequence);
    is_plain.then(|| Own {
        name: operation.error_name.clone(),
        content: failures.iter().map(content).collect(),
        told: failures.iter().map(told).collect::<Vec<_>>().join(", "),
    })
}

fn headers(api: &Api, operation: &Operation) -> Option<Own> {
    let content = |header: &Header| {
        format!("{:?}", (&header.name, &header.ty, &header.form, header.deprecated))
    };
    let told = |header: &Header| format!("{} {}", header.name.wire, header.ty.text(api));
    let headers = operation.headers.as_ref()?;
    Some(Own {
        name: headers.name.clone(),
        content: headers.fields.iter().map(content).collect(),
        told: headers.fields.iter().map(told).collect::<Vec<_>>().join(", "),
    })
}

/// The operations that have something to share. What is there with XML only stays as it is, and a
/// variant has what its operation has.
fn places(api: &Api, read: Read) -> Vec<Place> {
    let mut places = Vec::new();
    for (tag, families) in api.tags.iter().map(Tag::families).enumerate() {
        for family in families.filter(|family| !family.iter().any(Operation::has_xml)) {
            let Some(first) = family.first() else { continue };
            let read = read(api, first);
            let method = first.main_method().to_owned();
            places.extend(read.map(|Own { name: own, content, told }| Place {
                tag,
                method,
                own,
                content,
                told,
            }));
        }
    }
    places
}

/// The first operation of a place.
fn operation<'a>(api: &'a Api, place: &Place) -> Option<&'a Operation> {
    let mut operations = api.tags.get(place.tag)?.operations.iter();
    operations.find(|one| one.name.rust == place.method)
}

/// The operations of the places, with their variants.
fn families<'a>(api: &'a mut Api, members: &'a [Place]) -> impl Iterator<Item = &'a mut Operation> {
    let tags = api.tags.iter_mut().enumerate();
    tags.flat_map(|(index, tag)| tag.operations.iter_mut().map(move |one| (index, one))).filter_map(
        move |(tag, one)| {
            let is_of = |place: &Place| place.tag == tag && place.method == one.main_method();
            members.iter().any(is_of).then_some(one)
        },
    )
}

/// Where what the operations share stands.
fn home<'a>(api: &'a mut Api, shared: &Shared, members: &[Place]) -> Option<&'a mut Common> {
    if shared.is_of_api {
        return Some(&mut api.common);
    }
    let tag = members.first().and_then(|place| api.tags.get_mut(place.tag));
    tag.map(|tag| &mut tag.common)
}

fn add_aliases(api: &mut Api, aliases: Vec<(usize, String, String)>) {
    for (tag, alias, name) in aliases {
        let tag = api.tags.get_mut(tag);
        tag.into_iter().for_each(|tag| tag.common.aliases.push((alias.clone(), name.clone())));
    }
}

/// The parts as the first operation has them, without the descriptions that are others elsewhere.
fn agreed<'a, T: Clone + 'a>(
    mut all: impl Iterator<Item = &'a [T]>,
    docs: fn(&mut T) -> &mut String,
) -> Vec<T> {
    let mut parts = all.next().unwrap_or_default().to_vec();
    for others in all {
        for (part, other) in parts.iter_mut().zip(others) {
            if docs(part) != docs(&mut other.clone()) {
                docs(part).clear();
            }
        }
    }
    parts
}
