//! Bodies that are XML: which schemas they have. How those are written is known when all types are.

use openapiv3::{MediaType, ReferenceOr};

use crate::diagnostic::Code;
use crate::document;
use crate::lower::report::Report;
use crate::lower::schemas::View;
use crate::model::{BodyFormat, Type, TypeId};
use crate::source::Pointer;

/// The schema of a body that is XML, and its type.
pub(in crate::lower) struct Root {
    pub(in crate::lower) at: Pointer,
    pub(in crate::lower) ty: Type,
}

/// The schemas of bodies that are XML, by the places that [`BodyFormat::Xml`] names.
#[derive(Default)]
pub(in crate::lower) struct Roots(Vec<Root>);

impl Roots {
    pub(in crate::lower) fn iter(&self) -> impl Iterator<Item = &Root> {
        self.0.iter()
    }

    /// The body of the same schema that is of another type.
    pub(in crate::lower) fn of_type(&mut self, index: usize, ty: &Type) -> usize {
        let Some(at) = self.0.get(index).map(|root| root.at.clone()) else { return index };
        let known = self.0.iter().position(|root| root.at == at && root.ty == *ty);
        known.unwrap_or_else(|| {
            self.0.push(Root { at, ty: ty.clone() });
            self.0.len() - 1
        })
    }

    /// Puts other declarations in the place of those that the bodies name.
    pub(in crate::lower) fn replace(&mut self, new: &dyn Fn(TypeId) -> Option<TypeId>) {
        self.0.iter_mut().for_each(|root| root.ty.replace(new));
    }

    /// Says what type a body has.
    pub(super) fn settle(&mut self, index: usize, ty: &Type) {
        if let Some(root) = self.0.get_mut(index) {
            root.ty = ty.clone();
        }
    }

    /// How an XML body is read or written: text where the schema says no more than that.
    pub(super) fn format(
        &mut self,
        report: &Report<'_>,
        value: &MediaType,
        at: &Pointer,
    ) -> BodyFormat {
        let at = match &value.schema {
            None => {
                report
                    .warning(
                        Code::UnsupportedMediaType,
                        at,
                        "there is no schema that says how this is XML",
                    )
                    .then("the body is text, as it is")
                    .help("add a `schema`, or `type: string` if text is all it is");
                return BodyFormat::Text;
            }
            Some(ReferenceOr::Reference { reference }) => match document::target(reference) {
                Ok(target) => target,
                // Reported where the type is made.
                Err(_) => return BodyFormat::Text,
            },
            Some(ReferenceOr::Item(schema)) => {
                let at = at.child("schema");
                let is_named = report.document.root().at(&at.child("xml")).is_some();
                if View::of(schema).ty == Some("string") && !is_named {
                    return BodyFormat::Text;
                }
                at
            }
        };
        let known = self.0.iter().position(|root| root.at == at);
        let index = known.unwrap_or_else(|| {
            self.0.push(Root { at, ty: Type::Json });
            self.0.len() - 1
        });
        BodyFormat::Xml(index)
    }
}
