//! Lists and maps.

use openapiv3::{AdditionalProperties, Schema};

use super::look::layers::allows_null;
use super::look::view::View;
use super::types::Types;
use super::{look::reference::SchemaRef, types::LoweredSchema};
use crate::model::Type;
use crate::source::Pointer;

impl Types<'_> {
    /// An object without properties: a map, or nothing at all.
    pub(super) fn map(
        &mut self,
        schema: &Schema,
        view: &View<'_>,
        name: &str,
        at: &Pointer,
    ) -> LoweredSchema {
        match view.additional {
            Some(AdditionalProperties::Any(false)) => self.object(schema, view, name, at),
            Some(AdditionalProperties::Schema(values)) => {
                let at = at.child("additionalProperties");
                let ty = self.item(values.as_ref().into(), &format!("{name}Value"), &at);
                LoweredSchema::Plain(Type::Map(Box::new(ty)))
            }
            None | Some(AdditionalProperties::Any(true)) => {
                LoweredSchema::Plain(Type::Map(Box::new(Type::Json)))
            }
        }
    }

    pub(super) fn list(&mut self, view: &View<'_>, name: &str, at: &Pointer) -> Type {
        let ty = match view.items {
            Some(items) => self.item(items.into(), &format!("{name}Item"), &at.child("items")),
            None => Type::Json,
        };
        Type::List(Box::new(ty))
    }

    /// The type of the values of a list or map: null is a value among others there.
    pub(super) fn item(&mut self, schema: SchemaRef<'_>, name: &str, at: &Pointer) -> Type {
        let ty = self.ty(schema, name, at);
        let is_nullable = allows_null(self.document, schema, at);
        if is_nullable && ty != Type::Json { Type::Nullable(Box::new(ty)) } else { ty }
    }
}
