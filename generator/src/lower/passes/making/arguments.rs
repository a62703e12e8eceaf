//! Methods by which required parameters are given by their names: two texts of many in a row are
//! easily mixed up, and no compiler sees it.

use crate::model::{Api, NamedArguments, Operation, Success, Tag, Type};
use crate::name::Scope;

/// How many texts are required at least.
const TEXTS: usize = 4;

/// Names them.
pub(super) fn settle(api: &mut Api) {
    let all: Vec<_> = api.tags.iter().map(|tag| of_tag(api, tag)).collect();
    for (tag, named) in api.tags.iter_mut().zip(all) {
        for (operation, named) in tag.operations.iter_mut().zip(named) {
            operation.named = named;
        }
    }
}

/// The names for each operation of a tag. All others keep theirs.
fn of_tag(api: &Api, tag: &Tag) -> Vec<Option<NamedArguments>> {
    if !tag.operations.iter().any(|operation| has_many(api, operation)) {
        return tag.operations.iter().map(|_| None).collect();
    }
    let (mut methods, mut types) = (methods(tag), types(tag));
    let named = tag.operations.iter().map(|operation| {
        has_many(api, operation).then(|| NamedArguments {
            method: methods.claim(&format!("{}_with", operation.name.rust)),
            ty: types.claim(&format!("{}Required", operation.type_name)),
        })
    });
    named.collect()
}

fn has_many(api: &Api, operation: &Operation) -> bool {
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let texts = required
        .filter(|parameter| matches!(api.resolved(&parameter.ty), Type::Text | Type::Secret));
    texts.count() >= TEXTS
}

/// The methods of the handle.
fn methods(tag: &Tag) -> Scope {
    let mut scope = Scope::default();
    for operation in &tag.operations {
        scope.claim(&operation.name.rust);
    }
    scope
}

/// The types beside the handle.
fn types(tag: &Tag) -> Scope {
    let mut scope = Scope::types(&[&tag.handle]);
    let own = tag.operations.iter().flat_map(|operation| {
        let success = match &operation.success {
            Success::One(_) => None,
            Success::Many { name, .. } => Some(name),
        };
        let headers = operation.headers.as_ref().map(|headers| &headers.name);
        [&operation.type_name, &operation.error_name].into_iter().chain(success).chain(headers)
    });
    let errors = tag.common.errors.iter().map(|errors| &errors.name);
    let headers = tag.common.headers.iter().map(|headers| &headers.name);
    let aliases = tag.common.aliases.iter().map(|(alias, _)| alias);
    for name in own.chain(errors).chain(headers).chain(aliases) {
        // Variants of an operation name the same types.
        if scope.is_free(name) {
            scope.claim(name);
        }
    }
    scope
}
