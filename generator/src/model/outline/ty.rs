//! Types as they are written in Rust.

use crate::model::{Api, Type};

impl Type {
    /// The type as it is written in Rust, without paths.
    pub fn text(&self, api: &Api) -> String {
        match self {
            Self::Bool => "bool".to_owned(),
            Self::Integer(name) | Self::Float(name) => (*name).to_owned(),
            Self::Text => "String".to_owned(),
            Self::Secret => "Secret".to_owned(),
            Self::Timestamp => "Timestamp".to_owned(),
            Self::Date => "Date".to_owned(),
            Self::Time => "Time".to_owned(),
            Self::DateTime => "DateTime".to_owned(),
            Self::Duration => "SpanFieldwise".to_owned(),
            Self::Decimal => "Decimal".to_owned(),
            Self::DecimalNumber => "DecimalNumber".to_owned(),
            Self::Uuid => "Uuid".to_owned(),
            Self::ByUser(path) => format!("BySerde<{path}>"),
            Self::Base64 => "Base64".to_owned(),
            Self::Bytes => "Bytes".to_owned(),
            Self::File => "Part".to_owned(),
            Self::Event => "Event".to_owned(),
            Self::Json => "Value".to_owned(),
            Self::List(inner) => format!("Vec<{}>", inner.text(api)),
            Self::Map(inner) => format!("BTreeMap<String, {}>", inner.text(api)),
            Self::Nullable(inner) => format!("Option<{}>", inner.text(api)),
            Self::Boxed(inner) => format!("Box<{}>", inner.text(api)),
            Self::Named(id) => {
                api.decl(*id).map_or_else(String::new, |decl| decl.name.rust.clone())
            }
        }
    }
}
