//! Values of a discriminator that name a place where nothing is.

use super::look::is_file;
use crate::node::Node;
use crate::source::Pointer;

/// Puts the schema that is called so in the place of one that is not there: an alternative of the
/// same schema first. What follows from it.
pub(super) fn mend(root: &mut Node, at: &Pointer, text: &str) -> String {
    let mapping = at.parent();
    let schema = mapping.as_ref().and_then(Pointer::parent).and_then(|at| at.parent());
    let schema = schema.and_then(|at| root.at(&at));
    let name = name(text);
    let arms = ["oneOf", "anyOf"].into_iter().filter_map(|key| schema?.get(key)?.as_array());
    let references = arms.flatten().filter_map(|arm| arm.get("$ref")?.as_str());
    let alternative = references.into_iter().find(|arm| self::name(arm) == name);
    let component = ["#/components/schemas", "#/definitions"].into_iter().find_map(|list| {
        let at = Pointer::parse(list)?.child(name);
        root.at(&at).map(|_| at.to_string())
    });
    match alternative.map(str::to_owned).or(component) {
        Some(meant) => {
            let consequence = format!("it is read as `{meant}`");
            if let Some(value) = root.at_mut(at) {
                *value = Node::text(meant, value.span);
            }
            consequence
        }
        None => {
            let key = at.last().unwrap_or_default();
            if let Some(mapping) = mapping.and_then(|at| root.at_mut(&at)) {
                mapping.take(&key);
            }
            format!("values of `{key}` are told by what the alternatives say themselves")
        }
    }
}

/// What a place is called: its last step, without the end of a file.
pub(super) fn name(text: &str) -> &str {
    let last = text.rsplit(['/', '#']).find(|part| !part.is_empty()).unwrap_or(text);
    match last.rsplit_once('.') {
        Some((stem, _)) if is_file(last) => stem,
        _ => last,
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_place_is_called_by_its_last_step() {
        assert_eq!(name("./pets/Cat.yml"), "Cat");
        assert_eq!(name("pets.yaml#/components/schemas/Cat"), "Cat");
        assert_eq!(name("pets.yaml#"), "pets");
        assert_eq!(name("v1.Cat"), "v1.Cat");
    }
}
