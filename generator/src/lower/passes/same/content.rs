//! What a declaration says, as a text that is the same for two that say the same.
//!
//! Descriptions, titles and places are not in it, and neither is the type's own name. The types
//! that it names are listed beside it.

use std::fmt::Write as _;

use crate::model::{Added, Arm, Field, Limits, Shape, Twin, Type, TypeDecl, TypeId};

/// What a declaration says.
pub(super) struct Content {
    /// All but the types that it names.
    pub(super) text: String,
    /// The types that it names, in their order.
    pub(super) types: Vec<TypeId>,
}

impl Content {
    pub(super) fn of(decl: &TypeDecl) -> Self {
        let mut content = Self { text: String::new(), types: Vec::new() };
        match &decl.shape {
            Shape::Struct { fields, rest } => {
                content.say("struct");
                fields.iter().for_each(|field| content.field(field));
                if let Some((name, ty)) = rest {
                    content.say(("rest", name));
                    content.ty(ty);
                }
            }
            Shape::Enum { values, repr, is_open, unknown } => {
                content.say(("enum", repr, is_open, unknown));
                values.iter().for_each(|value| content.say(&value.name));
            }
            Shape::Union { tag, told_by, is_any, arms, unknown, .. } => {
                content.say(("union", tag, told_by, is_any, unknown));
                arms.iter().for_each(|arm| content.arm(arm));
            }
            Shape::Alias(ty) => {
                content.say("alias");
                content.ty(ty);
            }
            Shape::Newtype(ty) => {
                content.say("newtype");
                content.ty(ty);
            }
        }
        if decl.added != Added::default() {
            content.say(&decl.added);
        }
        match decl.twin {
            None => {}
            Some(Twin::Sent(id)) => content.twin("received", id),
            Some(Twin::Received { id, has_all }) => content.twin(("sent", has_all), id),
        }
        content
    }

    /// Adds a part. The debug form of text is quoted, so that no two parts become another one.
    fn say(&mut self, part: impl std::fmt::Debug) {
        // Writing to text cannot fail.
        let _ = write!(self.text, "{part:?};");
    }

    fn twin(&mut self, words: impl std::fmt::Debug, id: TypeId) {
        self.say(words);
        self.types.push(id);
    }

    fn field(&mut self, field: &Field) {
        let Field { name, ty, presence, access, is_undescribed, only, default, .. } = field;
        self.say(name);
        self.say((presence, access, is_undescribed, field.deprecated));
        if only.is_some() || default.is_some() {
            self.say((only, default));
        }
        if field.limits != Limits::default() {
            self.say(&field.limits);
        }
        self.ty(ty);
    }

    fn arm(&mut self, arm: &Arm) {
        let Arm { name, ty, tags, implied, is_default, several, .. } = arm;
        self.say((name, tags, implied, is_default, several));
        self.ty(ty);
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Named(id) => {
                self.text.push_str("type;");
                self.types.push(*id);
            }
            Type::List(inner) => self.holder("list ", inner),
            Type::Map(inner) => self.holder("map ", inner),
            Type::Nullable(inner) => self.holder("nullable ", inner),
            Type::Boxed(inner) => self.holder("boxed ", inner),
            plain => self.say(plain),
        }
    }

    fn holder(&mut self, word: &str, inner: &Type) {
        self.text.push_str(word);
        self.ty(inner);
    }
}
