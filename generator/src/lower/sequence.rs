//! Bodies that are sequences of values (OpenAPI 3.2.0, "Sequential Media Types").

use openapiv3::{MediaType, ReferenceOr, Schema};
use serde::Deserialize as _;

use super::Lower;
use super::media;
use crate::diagnostic::Code;
use crate::document;
use crate::model::Type;
use crate::source::Pointer;

/// What a conversion keeps the schema of the values by.
const ITEM: &str = "itemSchema";

impl Lower<'_> {
    /// Says that a sequence is not taken apart yet, and makes the type of its values.
    pub(super) fn sequence(&mut self, value: &MediaType, name: &str, at: &Pointer) {
        let media_type = at.last().unwrap_or_default();
        let at_item = document::kept_at(at, ITEM);
        let described = document::kept(&value.extensions, ITEM).is_some();
        let item = self.document.root().at(&at_item).filter(|_| described);
        let item = item.and_then(|item| ReferenceOr::<Schema>::deserialize(item).ok());
        if item.is_none() && !media::is_lines(&media_type) {
            return;
        }
        let message = format!("values of `{media_type}` are not taken one by one yet");
        let ty = item.map(|item| self.ty((&item).into(), &format!("{name}Item"), &at_item));
        let declared = match &ty {
            Some(Type::Named(id)) => self.decls.get(id.0).map(|decl| decl.name.rust.clone()),
            _ => None,
        };
        let consequence = match declared {
            Some(ty) => format!("the body is text, as it is; each value of it is a `{ty}`"),
            None => "the body is text, as it is".to_owned(),
        };
        self.note(Code::UnsupportedPart, at, message)
            .then(consequence)
            .help("split it, by lines for example, and read each value as JSON");
    }
}
