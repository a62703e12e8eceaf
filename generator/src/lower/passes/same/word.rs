//! What the document calls what has an inline schema: the property, the parameter, the header.

use std::collections::BTreeMap;

use crate::model::{Api, Shape, Twin, TypeId};
use crate::name;
use crate::source::Pointer;

/// The word for an inline schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    /// The name of a type that is called by it.
    pub(super) rust: String,
    /// The word of the document.
    pub(super) wire: String,
}

/// The words of all declarations, by their places in the model; none for one that has no word of
/// its own, such as the body of a response.
pub(super) fn words(api: &Api) -> Vec<Option<Word>> {
    let operations = api.tags.iter().flat_map(|tag| &tag.operations);
    let parameters = operations.flat_map(|operation| &operation.parameters);
    let parameters: BTreeMap<&Pointer, &str> =
        parameters.map(|parameter| (&parameter.origin, parameter.name.wire.as_str())).collect();
    let added = added(api);
    let word = |(index, at): (usize, &Pointer)| {
        let (wire, held) = word_at(at, &parameters)?;
        let added = added.get(&TypeId(index)).map_or("", String::as_str);
        let rust = format!("{}{held}{added}", name::variant_name(&wire));
        // `_1` says nothing.
        let is_name = rust.starts_with(|letter: char| letter.is_alphabetic());
        is_name.then(|| Word { rust: name::type_name(&rust), wire })
    };
    api.types.iter().map(|decl| &decl.origin).enumerate().map(word).collect()
}

/// The word that a place ends with, and what the name of what it holds ends with.
fn word_at(at: &Pointer, parameters: &BTreeMap<&Pointer, &str>) -> Option<(String, String)> {
    let mut at = at.clone();
    let mut held = String::new();
    loop {
        let last = at.last()?.into_owned();
        let parent = at.parent()?;
        let list = parent.last()?;
        match list.as_ref() {
            "properties" => return Some((last, held)),
            "allOf" => at = parent.parent()?,
            _ => match last.as_str() {
                "items" => {
                    held.insert_str(0, "Item");
                    at = parent;
                }
                "additionalProperties" => {
                    held.insert_str(0, "Value");
                    at = parent;
                }
                "schema" => return of_schema(&parent, parameters).map(|word| (word, held)),
                _ => return None,
            },
        }
    }
}

/// The name of the parameter or of the header that has a schema, perhaps by `content`.
fn of_schema(at: &Pointer, parameters: &BTreeMap<&Pointer, &str>) -> Option<String> {
    let owner = at.parent().filter(|list| list.last().is_some_and(|list| list == "content"));
    let owner = owner.and_then(|list| list.parent()).unwrap_or_else(|| at.clone());
    let is_header = owner.parent()?.last()? == "headers";
    let header = || owner.last().filter(|_| is_header).map(|name| name.into_owned());
    parameters.get(&owner).map(|name| (*name).to_owned()).or_else(header)
}

/// The ends of the names of types that were added to others, whose places they have: they are called
/// as those.
fn added(api: &Api) -> BTreeMap<TypeId, String> {
    let mut ends = BTreeMap::new();
    for (index, decl) in api.types.iter().enumerate() {
        if matches!(decl.twin, Some(Twin::Received { .. })) {
            ends.entry(TypeId(index)).or_insert_with(String::new).push_str("Request");
        }
        let Shape::Union { arms, .. } = &decl.shape else { continue };
        for arm in arms.iter().filter(|arm| arm.several.is_some()) {
            let mut named = Vec::new();
            arm.ty.names(&mut named);
            named.into_iter().for_each(|id| {
                ends.entry(id).or_insert_with(String::new).insert_str(0, &arm.name);
            });
        }
    }
    ends
}
