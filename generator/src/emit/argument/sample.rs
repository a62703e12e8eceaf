//! Values in examples, as a person would make them: none where that would be long.

use super::expression::Expression;
use crate::emit::ty::is_made;
use crate::model::{
    Access, Api, Arm, EnumValue, Field, Limits, Parameter, Presence, Shape, Type, TypeDecl, TypeId,
};
use crate::name::ident;

/// How deep objects are made within each other.
const DEPTH: usize = 3;

/// How many lines a value can have.
const LINES: usize = 9;

/// How long a value is that is set without need.
const SHORT: usize = 48;

/// How many of the optional properties are set.
const SETTERS: usize = 2;

/// What makes values of the types of an API.
pub(in crate::emit) struct Sample<'a> {
    api: &'a Api,
    /// The types that are being made, from the outermost on.
    around: Vec<TypeId>,
    /// What the document shows, or what is within its limits.
    shown: Option<&'a str>,
    /// A property that has to be true.
    flag: Option<&'a Field>,
}

impl<'a> Sample<'a> {
    /// A value of a declared type.
    pub(in crate::emit) fn of_type(api: &'a Api, decl: &TypeDecl) -> Option<Expression> {
        let position = api.types.iter().position(|other| std::ptr::eq(other, decl))?;
        Self::short(api, &Type::Named(TypeId(position)), None)
    }

    /// A value of a type, for a variable. A property of it is true, whatever the document shows.
    pub(in crate::emit) fn short(
        api: &'a Api,
        ty: &Type,
        flag: Option<&'a Field>,
    ) -> Option<Expression> {
        let mut sample = Self { api, around: Vec::new(), shown: None, flag };
        let value = match api.resolved(ty) {
            Type::List(inner) => Expression::list("", vec![sample.exact(inner)?]),
            ty => sample.exact(ty)?,
        };
        (value.statement("let body = ").len() <= LINES).then_some(value)
    }

    /// A value of a parameter, as its method takes it. `None` where none is known that is within
    /// the limits.
    pub(in crate::emit) fn of_parameter(
        api: &'a Api,
        parameter: &'a Parameter,
    ) -> Option<Expression> {
        let shown = parameter.example.as_deref();
        let is_free = parameter.limits == Limits::default();
        // What is shown of another type than a plain one was not looked at.
        let is_plain = api.resolved(&parameter.ty) == &parameter.ty;
        let shown = shown.filter(|_| is_plain || is_free);
        let mut sample = Self { api, around: Vec::new(), shown, flag: None };
        match api.resolved(&parameter.ty) {
            Type::Text | Type::Secret => {
                let name = Some(parameter.name.wire.as_str()).filter(|_| is_free);
                Some(Expression::text(shown.or(name)?))
            }
            Type::Integer(_) | Type::Float(_) if shown.is_none() && !is_free => None,
            Type::List(inner) => {
                let list = Expression::list("", vec![sample.exact(inner)?]);
                Some(list.borrowed()).filter(|_| is_free)
            }
            ty @ Type::Named(_) => sample.exact(ty).map(Expression::borrowed).filter(|_| is_free),
            Type::Timestamp => Some(parsed("", sample.timestamp())),
            ty => sample.exact(ty),
        }
        .filter(|value| !parameter.is_settable() || value.line().len() <= SHORT)
    }

    /// What a constructor or a setter takes for a property.
    fn field(&mut self, field: &'a Field) -> Option<Expression> {
        if self.is_flag()(field) {
            return Some(Expression::plain("true"));
        }
        let before = std::mem::replace(&mut self.shown, field.example.as_deref());
        let value = match field.presence {
            _ if !self.is_known(field) => None,
            Presence::Required | Presence::Optional => self.given(&field.ty),
            Presence::Nullable | Presence::Maybe => self.wrapped(&field.ty),
        };
        self.shown = before;
        value
    }

    fn is_flag(&self) -> impl Fn(&Field) -> bool + use<'a> {
        let flag = self.flag;
        move |field| flag.is_some_and(|flag| std::ptr::eq(flag, field))
    }

    /// Whether a value is known that is within the limits.
    fn is_known(&self, field: &Field) -> bool {
        let mut ty = self.api.plain(&field.ty);
        while let Type::List(inner) | Type::Map(inner) = ty {
            ty = self.api.plain(inner);
        }
        let is_looked_at =
            matches!(ty, Type::Text | Type::Secret | Type::Integer(_) | Type::Float(_));
        let Limits { min_items, max_items, .. } = field.limits;
        let has_bounds = field.limits != Limits { min_items, max_items, ..Limits::default() };
        min_items.is_none_or(|least| least <= 1)
            && (self.shown.is_some() || !is_looked_at || !has_bounds)
    }

    /// What is taken for a value of the type.
    fn given(&mut self, ty: &Type) -> Option<Expression> {
        match self.api.resolved(ty) {
            Type::Boxed(inner) => self.given(inner),
            Type::List(inner) => Some(Expression::list("", vec![self.item(inner)?])),
            Type::Map(inner) => {
                let entry = vec![Expression::text("key"), self.item(inner)?];
                Some(Expression::list("", vec![Expression::call("", entry)]))
            }
            Type::Nullable(inner) => self.wrapped(inner).filter(|_| !self.is_text(inner)),
            _ => self.item(ty),
        }
    }

    fn is_text(&self, ty: &Type) -> bool {
        *self.api.resolved(ty) == Type::Text
    }

    /// What is taken for a part of a value.
    fn item(&mut self, ty: &Type) -> Option<Expression> {
        match self.api.resolved(ty) {
            Type::Text | Type::Secret | Type::Json => {
                Some(Expression::text(self.shown.unwrap_or("text")))
            }
            Type::Base64 => Some(Expression::plain("b\"content\".to_vec()")),
            Type::Timestamp => Some(parsed("::<jiff::Timestamp>", self.timestamp())),
            Type::Nullable(inner) if !self.is_text(inner) => self.wrapped(inner),
            Type::Named(id) if is_made(self.api, ty) => self.converted(*id),
            _ if is_made(self.api, ty) => None,
            ty => self.exact(ty),
        }
    }

    /// What is an option of the type, as it is or by itself.
    fn wrapped(&mut self, ty: &Type) -> Option<Expression> {
        match self.api.resolved(ty) {
            Type::Text => Some(Expression::text(self.shown.unwrap_or("text"))),
            // Nothing else says which number it is.
            Type::Integer("i32") | Type::Float("f64") => self.exact(ty),
            ty @ (Type::Integer(name) | Type::Float(name)) => {
                Some(Expression::plain(format!("{}_{name}", self.exact(ty)?.line())))
            }
            ty @ (Type::Bool | Type::Named(_) | Type::List(_)) => self.exact(ty),
            _ => None,
        }
    }

    /// A value of the type itself.
    fn exact(&mut self, ty: &Type) -> Option<Expression> {
        let plain = |text: &str| Some(Expression::plain(text));
        let like = |form: &'static str, shown: Option<&'a str>| {
            parsed("", shown.filter(|text| is_like(text, form)).unwrap_or(form))
        };
        match self.api.resolved(ty) {
            Type::Bool => plain(self.shown.filter(|text| *text == "false").unwrap_or("true")),
            Type::Integer(name) => {
                let shown = self.shown.and_then(|text| whole(text, name));
                plain(&shown.unwrap_or(1).to_string())
            }
            Type::Float(name) => {
                let number = self.shown.and_then(|text| text.parse::<f64>().ok());
                let fits =
                    |number: &f64| number.is_finite() && (*name != "f32" || is_single(*number));
                plain(&format!("{:?}", number.filter(fits).unwrap_or(1.0)))
            }
            Type::Date => Some(like("2026-01-31", self.shown)),
            Type::Time => Some(like("12:30:00", self.shown)),
            Type::DateTime => Some(like("2026-01-31T12:30:00", self.shown)),
            Type::Decimal | Type::DecimalNumber => Some(like("1.50", self.shown)),
            Type::Uuid => Some(like("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", self.shown)),
            Type::List(inner) => Some(Expression::list("vec!", vec![self.exact(inner)?])),
            Type::Nullable(inner) => Some(Expression::call("Some", vec![self.exact(inner)?])),
            Type::Boxed(inner) => Some(Expression::call("Box::new", vec![self.exact(inner)?])),
            Type::Named(id) => self.named(*id),
            _ => None,
        }
    }

    fn timestamp(&self) -> &'a str {
        const FORM: &str = "2026-01-31T12:30:00Z";
        self.shown.filter(|text| is_like(text, FORM)).unwrap_or(FORM)
    }

    fn named(&mut self, id: TypeId) -> Option<Expression> {
        self.within(id, |sample, decl| {
            let name = ident(&decl.name.rust);
            match &decl.shape {
                Shape::Struct { fields, .. } if decl.sent => sample.object(decl, fields),
                Shape::Enum { values, .. } => {
                    let value = ident(&sample.value(values)?.name.rust);
                    Some(Expression::plain(format!("types::{name}::{value}")))
                }
                Shape::Union { arms, .. } => arms.iter().find_map(|arm| {
                    let path = format!("types::{name}::{}", ident(&arm.name));
                    sample.arm(arm).map(|value| Expression::call(&path, vec![value]))
                }),
                _ => None,
            }
        })
    }

    /// A value of a type that is made of those of others.
    fn converted(&mut self, id: TypeId) -> Option<Expression> {
        let api = self.api;
        let Some(Shape::Union { arms, .. }) = api.decl(id).map(|decl| &decl.shape) else {
            return self.named(id);
        };
        let first = arms.iter().find(|arm| arm.several.is_none())?;
        let ty = api.resolved(first.plain());
        let is_only = arms.iter().filter(|arm| api.resolved(arm.plain()) == ty).count() == 1;
        let is_object = |id: &TypeId| {
            matches!(api.decl(*id).map(|decl| &decl.shape), Some(Shape::Struct { .. }))
        };
        match ty {
            Type::Text if is_only => Some(Expression::text(self.shown.unwrap_or("text"))),
            Type::Named(inner) if is_only && is_object(inner) => {
                let object = self.within(id, |sample, _| sample.named(*inner));
                object.or_else(|| self.named(id))
            }
            _ => self.named(id),
        }
    }

    fn arm(&mut self, arm: &Arm) -> Option<Expression> {
        if arm.several.is_some() { None } else { self.exact(&arm.ty) }
    }

    /// The value that is shown, or the first.
    fn value(&self, values: &'a [EnumValue]) -> Option<&'a EnumValue> {
        let is_shown = |value: &&EnumValue| self.shown == Some(value.name.wire.as_str());
        values.iter().find(is_shown).or(values.first())
    }

    /// What is made of a declaration, unless it holds itself or is too deep.
    fn within(
        &mut self,
        id: TypeId,
        make: impl FnOnce(&mut Self, &'a TypeDecl) -> Option<Expression>,
    ) -> Option<Expression> {
        if self.around.contains(&id) || self.around.len() > DEPTH {
            return None;
        }
        let decl = self.api.decl(id)?;
        self.around.push(id);
        let made = make(self, decl);
        self.around.pop();
        made
    }

    /// An object with all that is required, and some of what is not: all of it would be long.
    fn object(&mut self, decl: &TypeDecl, fields: &'a [Field]) -> Option<Expression> {
        let api = self.api;
        let asked = fields.iter().filter(|field| api.is_asked(field));
        let arguments: Option<Vec<Expression>> = asked.map(|field| self.field(field)).collect();
        let arguments = arguments?;
        let is_outer = self.around.len() == 1;
        let wanted = match (is_outer, arguments.is_empty()) {
            (true, _) => SETTERS,
            (false, is_empty) => usize::from(is_empty),
        };
        let is_set = |field: &&Field| {
            let plain = api.plain(&field.ty);
            field.making.setter.is_some()
                && field.making.initial.is_none()
                && field.only.is_none()
                && field.access != Access::ReadOnly
                && !field.deprecated
                && *plain != Type::Secret
        };
        let is_plain = |field: &&Field| match api.plain(&field.ty) {
            Type::Json | Type::Base64 | Type::Map(_) => false,
            Type::Named(id) => {
                matches!(api.decl(*id).map(|decl| &decl.shape), Some(Shape::Enum { .. }))
            }
            _ => true,
        };
        let is_flag = self.is_flag();
        let flag = fields.iter().find(|field| is_flag(field) && !api.is_asked(field));
        let mut setters: Vec<Expression> =
            flag.into_iter().filter_map(|flag| set(flag, self.field(flag)?)).collect();
        for field in fields.iter().filter(is_set).filter(|field| !is_flag(field)).filter(is_plain) {
            if setters.len() == wanted {
                break;
            }
            let value = self.field(field).filter(|value| value.line().len() <= SHORT);
            setters.extend(value.and_then(|value| set(field, value)));
        }
        if setters.is_empty() && arguments.is_empty() {
            // What is in a value that holds nothing else.
            let mut others = fields.iter().filter(is_set).filter(|field| !is_plain(field));
            setters.extend(others.find_map(|field| set(field, self.field(field)?)));
        }
        let path = format!("types::{}::new", ident(&decl.name.rust));
        Some(Expression::call(&path, arguments).then(setters))
    }
}

fn set(field: &Field, value: Expression) -> Option<Expression> {
    let setter = ident(field.making.setter.as_ref()?);
    Some(Expression::call(&format!(".{setter}"), vec![value]))
}

/// A value that is read from a text.
fn parsed(of: &str, text: &str) -> Expression {
    Expression::plain(format!("{text:?}.parse{of}()?"))
}

/// Whether a text has digits and marks where another one has them.
fn is_like(text: &str, form: &str) -> bool {
    let class = |letter: char| if letter.is_ascii_hexdigit() { '0' } else { letter };
    let digits = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
    let is_hex = digits(form) > 1;
    text.chars().map(class).eq(form.chars().map(class)) && (is_hex || digits(text) == digits(form))
}

/// The number in the text, if it is one of the integer type `name`.
fn whole(text: &str, name: &str) -> Option<i128> {
    let number: i128 = text.parse().ok()?;
    let fits = match name {
        "i8" => i8::try_from(number).is_ok(),
        "i16" => i16::try_from(number).is_ok(),
        "i32" => i32::try_from(number).is_ok(),
        "i64" => i64::try_from(number).is_ok(),
        "u8" => u8::try_from(number).is_ok(),
        "u16" => u16::try_from(number).is_ok(),
        "u32" => u32::try_from(number).is_ok(),
        "u64" => u64::try_from(number).is_ok(),
        _ => false,
    };
    fits.then_some(number)
}

/// Whether a number is one of single precision.
#[expect(clippy::cast_possible_truncation, reason = "that is what is looked for")]
fn is_single(number: f64) -> bool {
    (number as f32).is_finite()
}
