//! Which definitions are made of which: by `allOf`, as `discriminator` needs it.

use std::collections::BTreeMap;

use super::conversion::Convert;
use super::make::Filling;
use crate::node::Node;
use crate::source::Pointer;

/// The extension that has another value than the definition's name.
const VALUE: &str = "x-discriminator-value";

/// The definitions that have another one as a part, by the name of that.
pub(super) fn children(old: &Node) -> BTreeMap<String, Vec<String>> {
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let definitions = old.get("definitions").and_then(Node::as_object);
    for (name, entry) in definitions.into_iter().flatten() {
        let parts = entry.node.get("allOf").and_then(Node::as_array).unwrap_or_default();
        for part in parts {
            let target = part.get("$ref").and_then(Node::as_str).and_then(definition);
            if let Some(parent) = target {
                children.entry(parent).or_default().push(name.clone());
            }
        }
    }
    children
}

fn definition(reference: &str) -> Option<String> {
    let pointer = Pointer::parse(reference)?;
    let mut tokens = pointer.tokens();
    let is_definition = tokens.next()? == "definitions";
    let name = tokens.next()?.into_owned();
    (is_definition && tokens.next().is_none()).then_some(name)
}

impl<'d> Convert<'d> {
    /// The values of a discriminator that are no names of definitions, as a mapping. OpenAPI
    /// 2.0, "Schema Object": the value has to be the name of the schema or of one that inherits
    /// from it; these extensions give it another one.
    pub(super) fn mapping(&self, at: &Pointer) -> Option<Node> {
        let base = definition(&at.to_string())?;
        let mut names = vec![base];
        let mut index = 0;
        while let Some(name) = names.get(index) {
            for child in self.children.get(name).into_iter().flatten() {
                if !names.contains(child) {
                    names.push(child.clone());
                }
            }
            index += 1;
        }
        let definitions = self.old.get("definitions")?;
        let mut mapping = Filling::new(self.old.span_of(at));
        for name in names {
            let Some(definition) = definitions.get(&name) else { continue };
            let value = definition.get(VALUE);
            if let Some((value, word)) = value.and_then(|value| Some((value, value.as_str()?))) {
                let target = Pointer::root().child("components").child("schemas").child(&name);
                mapping.add(word, Node::text(target.to_string(), value.span));
            }
        }
        (!mapping.is_empty()).then(|| mapping.finish())
    }
}
