//! The impls that are the same for each generated type, said once.
//!
//! Where this module is a package of its own, a macro has to be exported by its root to be seen in
//! another crate; where it is a module of a crate, it has no root: each has a second name for that.

/// `serde::Serialize` and `serde::Deserialize` of a type, by its `ToJson` and its `FromJson`.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_by_json {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::deserialize(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serialize(self, serializer)
            }
        }
    };
}

/// A struct's properties: each field with how it is there and its name on the wire, which are a
/// method of [`Fields`](crate::Fields) and of [`Object`](crate::Object) and its argument, with a `?`
/// behind it where it has to be there; what values it may have when it is sent; all others; and a check of the whole before it is sent.
#[doc(hidden)]
#[macro_export]
macro_rules! __properties {
    (
        $name:ident {
            $(
                $field:ident: $presence:ident($wire:literal $(, $only:literal)?)
                $(? $(@ $never:ident)?)? $(within $limits:expr)?,
            )*
            $(..$rest:ident)?
        }
        $(check $check:path)?
    ) => {
        impl $crate::FromJson for $name {
            #[inline]
            fn from_json(
                json: $crate::JsonRef<'_>,
            ) -> ::std::result::Result<Self, $crate::JsonError> {
                #[allow(
                    unused_mut,
                    unused_variables,
                    reason = "there are structs without properties"
                )]
                let mut fields = match $crate::Fields::of(json) {
                    ::std::result::Result::Ok(fields) => fields,
                    ::std::result::Result::Err(error) => return ::std::result::Result::Err(error),
                };
                let value = Self {
                    $($field: fields.$presence($wire $(, $only)?) $(? $($never)?)?,)*
                    $($rest: fields.rest())?
                };
                fields.end(value)
            }
        }

        impl $crate::ToJson for $name {
            #[inline]
            fn write_json(&self, json: &mut $crate::JsonWriter) {
                #[allow(unused_mut, reason = "there are structs without properties")]
                let mut object = $crate::Object::of(json);
                $(
                    object.$presence($wire, &self.$field);
                    $(object.limit($wire, &$limits);)?
                )*
                $(object.rest(&self.$rest);)?
                $(object.check($check(self));)?
                object.finish();
            }
        }

        $crate::serde_by_json!($name);
    };
}

/// An enum of text, each variant with its text, and behind them the variant for all others, if it has
/// one: it is read and written as that text, shown as it, made from it, and compared with it.
#[doc(hidden)]
#[macro_export]
macro_rules! __text_enum {
    ($name:ident { $($variant:ident = $wire:literal,)* ..$unknown:ident }) => {
        impl $name {
            /// The values that are known, in the order of the document.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is sent.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => value,
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                match value.as_str() {
                    $($wire => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                <Self as ::std::convert::From<::std::string::String>>::from(value.to_owned())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(<Self as ::std::convert::From<&str>>::from(text))
            }
        }

        impl $crate::FromJson for $name {
            #[inline]
            fn from_json(
                json: $crate::JsonRef<'_>,
            ) -> ::std::result::Result<Self, $crate::JsonError> {
                $crate::open::<::std::string::String, Self>(json, |value| {
                    ::std::matches!(value, Self::$unknown(_))
                })
            }
        }

        $crate::text_value!($name);
    };
    ($name:ident { $($variant:ident = $wire:literal,)* }) => {
        impl $name {
            /// The values that there are, in the order of the document.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is sent.
            #[must_use]
            #[inline]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownValue;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::UnknownValue> {
                match text {
                    $($wire => ::std::result::Result::Ok(Self::$variant),)*
                    _ => ::std::result::Result::Err(
                        const { $crate::UnknownValue::of(::std::stringify!($name)) },
                    ),
                }
            }
        }

        impl $crate::FromJson for $name {
            #[inline]
            fn from_json(
                json: $crate::JsonRef<'_>,
            ) -> ::std::result::Result<Self, $crate::JsonError> {
                $crate::closed::<::std::string::String, Self>(json, |value| value.parse::<Self>())
            }
        }

        $crate::text_value!($name);
    };
}

/// How a value that is a text is written, shown and compared, by its `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! __text_value {
    ($name:ident) => {
        impl $crate::ToJson for $name {
            #[inline]
            fn write_json(&self, json: &mut $crate::JsonWriter) {
                $crate::ToJson::write_json(self.as_str(), json);
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::std::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        $crate::serde_by_json!($name);
    };
}

/// The same for an enum of integers.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_enum {
    ($name:ident { $($variant:ident = $wire:literal,)* ..$unknown:ident }) => {
        impl $name {
            /// The values that are known, in the order of the document.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is sent.
            #[must_use]
            #[inline]
            pub fn value(self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => value,
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }

        impl $crate::FromJson for $name {
            #[inline]
            fn from_json(
                json: $crate::JsonRef<'_>,
            ) -> ::std::result::Result<Self, $crate::JsonError> {
                $crate::open::<i64, Self>(json, |value| ::std::matches!(value, Self::$unknown(_)))
            }
        }

        $crate::integer_value!($name);
    };
    ($name:ident { $($variant:ident = $wire:literal,)* }) => {
        impl $name {
            /// The values that there are, in the order of the document.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is sent.
            #[must_use]
            #[inline]
            pub fn value(self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }
        }

        impl ::std::convert::TryFrom<i64> for $name {
            type Error = $crate::UnknownValue;

            #[inline]
            fn try_from(value: i64) -> ::std::result::Result<Self, $crate::UnknownValue> {
                match value {
                    $($wire => ::std::result::Result::Ok(Self::$variant),)*
                    _ => ::std::result::Result::Err(
                        const { $crate::UnknownValue::of(::std::stringify!($name)) },
                    ),
                }
            }
        }

        impl $crate::FromJson for $name {
            #[inline]
            fn from_json(
                json: $crate::JsonRef<'_>,
            ) -> ::std::result::Result<Self, $crate::JsonError> {
                $crate::closed::<i64, Self>(json, |value| {
                    <Self as ::std::convert::TryFrom<i64>>::try_from(value)
                })
            }
        }

        $crate::integer_value!($name);
    };
}

/// How a value that is a number is written, shown and compared, by its `value`.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_value {
    ($name:ident) => {
        impl $crate::ToJson for $name {
            #[inline]
            fn write_json(&self, json: &mut $crate::JsonWriter) {
                $crate::ToJson::write_json(&self.value(), json);
            }
        }

        impl ::std::convert::From<$name> for i64 {
            #[inline]
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        impl ::std::cmp::PartialEq<i64> for $name {
            #[inline]
            fn eq(&self, other: &i64) -> bool {
                self.value() == *other
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.value(), f)
            }
        }

        $crate::serde_by_json!($name);
    };
}

/// Setters of properties: each is called as it says, takes the argument that it names, if any, and
/// gives the property the value behind `=`.
#[doc(hidden)]
#[macro_export]
macro_rules! __setters {
    ($owner:ty {$(
        $(#[$docs:meta])*
        $field:ident: $method:ident($($argument:ident: $type:ty)?) = $value:expr;
    )*}) => {
        impl $owner {$(
            $(#[$docs])*
            #[must_use]
            #[inline]
            pub fn $method(mut self $(, $argument: $type)?) -> Self {
                self.$field = $value;
                self
            }
        )*}
    };
}

#[doc(hidden)]
pub use {
    __integer_enum as integer_enum, __integer_value as integer_value, __properties as properties,
    __serde_by_json as serde_by_json, __setters as setters, __text_enum as text_enum,
    __text_value as text_value,
};
