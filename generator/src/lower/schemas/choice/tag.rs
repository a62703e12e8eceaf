//! What a discriminator says of the alternatives.

use openapiv3::{ReferenceOr, Schema};

use crate::diagnostic::Code;
use crate::document::{self, Document};
use crate::lower::place::schema_name;
use crate::lower::schemas::types::Types;
use crate::model::Constant;
use crate::source::Pointer;

/// A discriminator.
pub(in crate::lower::schemas) struct Tag {
    /// The property.
    pub(in crate::lower::schemas) property: String,
    /// Its values, each with the schema that it stands for.
    pub(in crate::lower::schemas) mapping: Vec<(String, String)>,
    /// The schema of values without the property, or with one that stands for none.
    default: Option<String>,
}

impl Tag {
    pub(in crate::lower::schemas) fn of(document: &Document, schema: &Schema) -> Option<Self> {
        let discriminator = schema.schema_data.discriminator.as_ref()?;
        let mapping = discriminator.mapping.iter().map(|(tag, target)| {
            (tag.clone(), meant(document, target).unwrap_or_else(|| target.clone()))
        });
        // OpenAPI 3.2.0, "Discriminator Object".
        let default = document::kept(&schema.schema_data.extensions, "defaultMapping");
        let default = default.and_then(|name| name.as_str()).map(str::to_owned);
        let property = discriminator.property_name.clone();
        Some(Self { property, mapping: mapping.collect(), default })
    }

    /// Whether a schema is that of values that the property does not tell.
    pub(in crate::lower::schemas) fn is_default(&self, reference: &str) -> bool {
        let name = || document::target(reference).ok().and_then(|at| Some(at.last()?.into_owned()));
        self.default
            .as_ref()
            .is_some_and(|default| default == reference || name().as_ref() == Some(default))
    }

    /// The values that the mapping has for a schema, by its name or by a reference.
    pub(in crate::lower::schemas) fn mapped(&self, reference: &str) -> Vec<Constant> {
        let name = implied(reference);
        let is_meant = |target: &str| target == reference || Some(target) == name.as_deref();
        let mapped = self.mapping.iter().filter(|(_, target)| is_meant(target));
        mapped.map(|(tag, _)| Constant::Text(tag.clone())).collect()
    }
}

/// The reference or name that a target of a mapping is, or that it is meant as: with a slash too
/// few, or by the place that a schema has in documents of another version. `None` where it leads
/// to no schema.
fn meant(document: &Document, target: &str) -> Option<String> {
    let names = document.openapi.components.as_ref().map(|components| &components.schemas);
    let is_name = |name: &str| names.is_some_and(|names| names.contains_key(name));
    let leads = || document::target(target).is_ok_and(|at| document.schema_at(&at).is_some());
    if is_name(target) || leads() {
        return Some(target.to_owned());
    }
    let name = target.rsplit(['/', '#']).next().unwrap_or_default();
    let name = [name, name.split('.').next().unwrap_or_default()]
        .into_iter()
        .find(|name| is_name(name))?;
    Some(Pointer::root().child("components").child("schemas").child(name).to_string())
}

impl Types<'_> {
    /// Reports what a mapping says of schemas that are none of the alternatives, or are not there.
    pub(in crate::lower::schemas) fn check_mapping(
        &mut self,
        schema: &Schema,
        at: &Pointer,
        is_alternative: &dyn Fn(&str) -> bool,
    ) {
        let Some(discriminator) = schema.schema_data.discriminator.as_ref() else { return };
        let at = at.child("discriminator").child("mapping");
        for (value, written) in &discriminator.mapping {
            let at = at.child(value);
            let unknown = format!("a value by `{value}` is `Unknown`");
            match meant(self.document, written) {
                None => {
                    let message = format!("`{written}` leads to no schema");
                    self.warn_of_mapping(
                        &at,
                        message,
                        unknown,
                        "correct the reference, or remove it",
                    );
                }
                Some(target) if !is_alternative(&target) => {
                    let message = format!("`{written}` is none of the alternatives");
                    self.warn_of_mapping(
                        &at,
                        message,
                        unknown,
                        "list it among them, or remove it here",
                    );
                }
                Some(target) if target != *written => {
                    let message = format!("`{written}` is no reference");
                    self.report
                        .value_note(Code::UnresolvedReference, &at, message)
                        .then(format!("it is read as `{target}`"))
                        .help(format!("write `{target}`"));
                }
                Some(_) => {}
            }
        }
    }

    fn warn_of_mapping(&mut self, at: &Pointer, message: String, then: String, help: &str) {
        self.report.value_warning(Code::UnresolvedReference, at, message).then(then).help(help);
    }
}

pub(in crate::lower::schemas) fn reference(arm: &ReferenceOr<Schema>) -> Option<&str> {
    match arm {
        ReferenceOr::Reference { reference } => Some(reference),
        ReferenceOr::Item(_) => None,
    }
}

/// The name of the schema that a reference leads to.
pub(in crate::lower::schemas) fn implied(reference: &str) -> Option<String> {
    document::target(reference).ok().and_then(|at| schema_name(&at))
}
