//! A text as a tree of what can be counted in it: objects, lists and texts. The generator reads
//! texts by other readers.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use serde::de::{
    Deserialize, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess as _, Visitor,
};

/// A value of JSON or YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    /// An object; keys that are no texts are written as such.
    Object(IndexMap<String, Self>),
    List(Vec<Self>),
    /// A text, and any other value as text; that of null is empty.
    Text(String),
}

/// Reads a text as JSON or YAML.
///
/// # Errors
///
/// Why no reader takes it.
pub(super) fn read(text: &str) -> Result<Tree, String> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if let Ok(tree) = serde_json::from_str(text) {
        return Ok(tree);
    }
    let text = &without_surrogates(text);
    // The reader of `serde_yaml` knows YAML 1.1 and not all of YAML 1.2, and where two anchors have
    // one name it takes others for them: it has what the first one refuses.
    let refused = match Yaml::load_from_str(text) {
        Ok(documents) => match <[Yaml<'_>; 1]>::try_from(documents) {
            Ok([document]) => return Ok(Tree::from(document).merged()),
            Err(documents) => return Err(format!("it has {} documents", documents.len())),
        },
        Err(error) => error,
    };
    match serde_yaml::from_str::<Tree>(text) {
        Ok(tree) => Ok(tree.merged()),
        Err(error) => Err(format!("it is neither JSON nor YAML: {refused}; {error}")),
    }
}

/// The text with other letters where JSON writes one by two escapes (RFC 8259, section 7): readers
/// of YAML know no surrogates, and what is counted has none.
fn without_surrogates(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    for (at, escape) in text.match_indices("\\u") {
        let digits = at + escape.len()..at + escape.len() + 4;
        let code = text.get(digits.clone()).and_then(|code| u32::from_str_radix(code, 16).ok());
        if code.is_some_and(|code| (0xD800..0xE000).contains(&code)) {
            out.to_mut().replace_range(digits, "FFFD");
        }
    }
    out
}

impl Tree {
    fn into_key(self) -> String {
        match self {
            Self::Text(text) => text,
            other => format!("{other:?}"),
        }
    }

    /// The tree with what merge keys bring. What is written beside them wins, and of two merged
    /// objects the earlier one (<https://yaml.org/type/merge.html>).
    fn merged(self) -> Self {
        match self {
            Self::Object(entries) => {
                let mut entries: IndexMap<_, _> =
                    entries.into_iter().map(|(key, value)| (key, value.merged())).collect();
                let brought = match entries.shift_remove("<<") {
                    Some(Self::List(parts)) => parts,
                    Some(part) => vec![part],
                    None => Vec::new(),
                };
                for part in brought {
                    let Self::Object(part) = part else { continue };
                    for (key, value) in part {
                        entries.entry(key).or_insert(value);
                    }
                }
                Self::Object(entries)
            }
            Self::List(items) => Self::List(items.into_iter().map(Self::merged).collect()),
            Self::Text(_) => self,
        }
    }
}

impl From<Yaml<'_>> for Tree {
    fn from(yaml: Yaml<'_>) -> Self {
        match yaml {
            Yaml::Mapping(entries) => {
                let entry = |(key, value)| (Self::from(key).into_key(), Self::from(value));
                Self::Object(entries.into_iter().map(entry).collect())
            }
            Yaml::Sequence(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Yaml::Tagged(_, inner) => Self::from(*inner),
            Yaml::Representation(text, ..) => Self::Text(text.into_owned()),
            Yaml::Value(Scalar::String(text)) => Self::Text(text.into_owned()),
            Yaml::Value(Scalar::Boolean(value)) => Self::Text(value.to_string()),
            Yaml::Value(Scalar::Integer(number)) => Self::Text(number.to_string()),
            Yaml::Value(Scalar::FloatingPoint(number)) => Self::Text(number.to_string()),
            Yaml::Value(Scalar::Null) | Yaml::Alias(_) | Yaml::BadValue => {
                Self::Text(String::new())
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

/// The methods of scalars that become text.
macro_rules! as_text {
    ($($method:ident: $ty:ty),+) => {$(
        fn $method<E: Error>(self, value: $ty) -> Result<Tree, E> {
            Ok(Tree::Text(value.to_string()))
        }
    )+};
}

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    as_text! {
        visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128,
        visit_f64: f64, visit_str: &str
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Text(String::new()))
    }

    fn visit_none<E: Error>(self) -> Result<Tree, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        Tree::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Tree, A::Error> {
        let mut entries = IndexMap::new();
        while let Some((key, value)) = object.next_entry::<Tree, Tree>()? {
            entries.insert(key.into_key(), value);
        }
        Ok(Tree::Object(entries))
    }

    /// A value with a tag of YAML before it.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Tree, A::Error> {
        let (_, value) = tagged.variant::<String>()?;
        value.newtype_variant()
    }
}
