//! Types that are left out, or for which another one stands: the others move up, and all that names
//! a type names it by its new place.

use crate::model::{Api, Common, Twin, TypeId, XmlContent, XmlElement, XmlNode};

/// The new places of the types that are kept, by their old ones.
pub(super) fn places(kept: &[bool]) -> Vec<Option<TypeId>> {
    let mut next = 0..;
    kept.iter().map(|is_kept| is_kept.then(|| next.next().map(TypeId)).flatten()).collect()
}

/// Keeps the types that are marked. `moved` has the new place of each type, or of the one that
/// stands for it; none for one that nothing names any more.
pub(super) fn move_types(api: &mut Api, kept: &[bool], moved: &[Option<TypeId>]) {
    let new = |id: TypeId| moved.get(id.0).copied().flatten();
    let mut is_kept = kept.iter();
    api.types.retain(|_| is_kept.next().is_some_and(|is_kept| *is_kept));
    for decl in &mut api.types {
        decl.types_mut().into_iter().for_each(|ty| ty.replace(&new));
        // Without the other type, there is nothing to say of it.
        decl.twin = decl.twin.and_then(|twin| match twin {
            Twin::Sent(id) => new(id).map(Twin::Sent),
            Twin::Received { id, has_all } => new(id).map(|id| Twin::Received { id, has_all }),
        });
    }
    api.aliases.retain(|alias| new(alias.ty).is_some());
    for alias in &mut api.aliases {
        alias.ty = new(alias.ty).unwrap_or(alias.ty);
    }
    for operation in api.tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        operation.types_mut().into_iter().for_each(|ty| ty.replace(&new));
    }
    let of_tags = api.tags.iter_mut().map(|tag| &mut tag.common);
    let common = of_tags.chain([&mut api.common]);
    common.flat_map(Common::types_mut).for_each(|ty| ty.replace(&new));
    api.xml.objects.retain(|object| new(object.id).is_some());
    for object in &mut api.xml.objects {
        object.id = new(object.id).unwrap_or(object.id);
        for field in &mut object.fields {
            match &mut field.node {
                XmlNode::Attribute(..) => {}
                XmlNode::Element(element) | XmlNode::Repeated(element, _) => {
                    replace_in(element, &new);
                }
            }
        }
    }
    api.xml.roots.iter_mut().flatten().for_each(|root| replace_in(&mut root.element, &new));
}

fn replace_in(element: &mut XmlElement, new: &dyn Fn(TypeId) -> Option<TypeId>) {
    match &mut element.content {
        XmlContent::Text(_) => {}
        XmlContent::Object(id) => *id = new(*id).unwrap_or(*id),
        XmlContent::List(item) => replace_in(item, new),
    }
}
