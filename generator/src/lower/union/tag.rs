//! What a discriminator says of the alternatives.

use openapiv3::{ReferenceOr, Schema};

use super::super::place::schema_name;
use super::Choice;
use crate::document;
use crate::model::Constant;

/// A discriminator.
pub(in super::super) struct Tag {
    /// The property.
    pub(in super::super) property: String,
    /// Its values, each with the schema that it stands for.
    pub(in super::super) mapping: Vec<(String, String)>,
    /// The schema of values without the property, or with one that stands for none.
    default: Option<String>,
}

impl Tag {
    pub(in super::super) fn of(schema: &Schema) -> Option<Self> {
        let discriminator = schema.schema_data.discriminator.as_ref()?;
        let mapping =
            discriminator.mapping.iter().map(|(tag, target)| (tag.clone(), target.clone()));
        // OpenAPI 3.2.0, "Discriminator Object".
        let default = document::kept(&schema.schema_data.extensions, "defaultMapping");
        let default = default.and_then(|name| name.as_str()).map(str::to_owned);
        let property = discriminator.property_name.clone();
        Some(Self { property, mapping: mapping.collect(), default })
    }

    /// Whether a schema is that of values that the property does not tell.
    pub(in super::super) fn is_default(&self, reference: &str) -> bool {
        let name = || document::target(reference).ok().and_then(|at| Some(at.last()?.into_owned()));
        self.default
            .as_ref()
            .is_some_and(|default| default == reference || name().as_ref() == Some(default))
    }

    /// The values that the mapping has for a schema, by its name or by a reference.
    pub(in super::super) fn mapped(&self, reference: &str) -> Vec<Constant> {
        let name = implied(reference);
        let is_meant = |target: &str| target == reference || Some(target) == name.as_deref();
        let mapped = self.mapping.iter().filter(|(_, target)| is_meant(target));
        mapped.map(|(tag, _)| Constant::Text(tag.clone())).collect()
    }
}

/// What the discriminator says of an alternative: its values, and whether it is the one of all
/// others. Of an inline schema it says nothing.
pub(super) fn told(choice: &Choice, arm: &ReferenceOr<Schema>) -> (Vec<Constant>, bool) {
    match (&choice.tag, reference(arm)) {
        (Some(tag), Some(reference)) => (tag.mapped(reference), tag.is_default(reference)),
        _ => (Vec::new(), false),
    }
}

pub(super) fn reference(arm: &ReferenceOr<Schema>) -> Option<&str> {
    match arm {
        ReferenceOr::Reference { reference } => Some(reference),
        ReferenceOr::Item(_) => None,
    }
}

/// The name of the schema that a reference leads to.
pub(super) fn implied(reference: &str) -> Option<String> {
    document::target(reference).ok().and_then(|at| schema_name(&at))
}
