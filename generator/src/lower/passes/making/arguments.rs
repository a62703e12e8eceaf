//! Methods by which required parameters are given by their names: two texts of many in a row are
//! easily mixed up, and no compiler sees it.

use crate::lower::report::Report;
use crate::model::{Api, NamedArguments, Operation, Success, Tag, Type};
use crate::name::lock::{Key, Kind};
use crate::name::{self, Scope};

/// How many texts are required at least.
const TEXTS: usize = 4;

/// What tells such a method from the operation's own.
const BESIDE: &str = "with";

/// Names them.
pub(super) fn settle(api: &mut Api, report: &Report<'_>) {
    let all: Vec<_> = api.tags.iter().map(|tag| of_tag(api, tag, report)).collect();
    for (tag, named) in api.tags.iter_mut().zip(all) {
        for (operation, named) in tag.operations.iter_mut().zip(named) {
            operation.named = named;
        }
    }
}

/// The names for each operation of a tag: those that they had, or those that all others leave.
fn of_tag(api: &Api, tag: &Tag, report: &Report<'_>) -> Vec<Option<NamedArguments>> {
    if !tag.operations.iter().any(|operation| has_many(api, operation)) {
        return tag.operations.iter().map(|_| None).collect();
    }
    let (mut methods, mut types) = (methods(tag), types(tag));
    // As the other methods of the tag are kept: those that an operation has are known by its own.
    let owner = name::value_name(&tag.name.wire);
    let claim = |kind, scope: &mut Scope, operation: &Operation, wanted: &str| {
        let key = Key::new(kind, owner.as_str(), format!("{} {BESIDE}", operation.name.rust));
        let told = report.held.told_one(&key, scope, wanted);
        let name = scope.claim(&told);
        report.held.keep_one(key, &name, false);
        name
    };
    let named = tag.operations.iter().map(|operation| {
        has_many(api, operation).then(|| {
            let (method, ty) = (&operation.name.rust, &operation.type_name);
            let method = format!("{method}_{BESIDE}");
            NamedArguments {
                method: claim(Kind::Method, &mut methods, operation, &method),
                ty: claim(Kind::Family, &mut types, operation, &format!("{ty}Required")),
            }
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
