//! References as tools of old wrote them: by the name of a definition alone (Swagger 1.2), or
//! without what stands before it.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::node::{Node, Value};
use crate::source::Pointer;

/// Makes such references whole, wherever the document has a definition of that name.
pub(in crate::document::dialect) fn resolve(root: &mut Node, diagnostics: &mut Diagnostics) {
    let definitions = root.get("definitions").and_then(Node::as_object);
    let names: Vec<String> =
        definitions.into_iter().flatten().map(|(name, _)| name.clone()).collect();
    visit(root, &names, &Pointer::root(), diagnostics);
}

fn visit(node: &mut Node, names: &[String], at: &Pointer, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Object(entries) => {
            for (key, entry) in entries {
                // What is no part of the specification holds no references of it.
                if key.starts_with("x-") || matches!(key.as_str(), "example" | "examples" | "enum")
                {
                    continue;
                }
                let at = at.child(key);
                if key == "$ref" {
                    complete(&mut entry.node, names, &at, diagnostics);
                } else {
                    visit(&mut entry.node, names, &at, diagnostics);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                visit(item, names, &at.index(index), diagnostics);
            }
        }
        _ => {}
    }
}

fn complete(reference: &mut Node, names: &[String], at: &Pointer, diagnostics: &mut Diagnostics) {
    let Some(written) = reference.as_str() else { return };
    if written.starts_with("#/") {
        return;
    }
    let name = written.trim_start_matches('#').trim_start_matches('/');
    let name = name.strip_prefix("definitions/").unwrap_or(name);
    if !names.iter().any(|known| known == name) {
        return;
    }
    let target = Pointer::root().child("definitions").child(name).to_string();
    let message = format!("`{written}` is no reference of Swagger 2.0");
    diagnostics.push(
        Diagnostic::note(Code::UnresolvedReference, at.clone(), reference.span, message)
            .consequence(format!("it is read as `{target}`"))
            .help(format!("write `{target}`")),
    );
    reference.value = Value::String(target);
}
