//! Formats that are nearly those of the Format Registry.

/// What a type and its format mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The type, where the format says that it is another one.
    pub(super) ty: Option<&'static str>,
    /// The format; none where it says nothing beyond the type.
    pub(super) format: Option<&'static str>,
}

/// What is meant by a format that is none of the registry, but nearly so. `None` where it is
/// one, or where nothing is known of it.
pub(super) fn meaning(ty: Option<&str>, format: &str) -> Option<Meaning> {
    let word: String = format
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .collect::<String>()
        .to_ascii_lowercase();
    let as_format = |known: &'static str| Some(Meaning { ty: None, format: Some(known) });
    let as_type = |known: &'static str| Some(Meaning { ty: Some(known), format: None });
    let plain = Some(Meaning { ty: None, format: None });
    let meaning = match (ty, word.as_str()) {
        (Some("string") | None, "datetime") => as_format("date-time"),
        (Some("string") | None, "date") => as_format("date"),
        (Some("string") | None, "uuid" | "guid") => as_format("uuid"),
        (Some("string") | None, "password") => as_format("password"),
        (Some("string") | None, "byte") => as_format("byte"),
        (Some("string") | None, "binary") => as_format("binary"),
        (Some("string") | None, "uri" | "url") => as_format("uri"),
        // A server that says so sends `true` and not `"true"`: CBRAIN, for one.
        (Some("string"), "boolean" | "bool") => as_type("boolean"),
        (Some("string"), "string" | "text") => plain,
        (Some("boolean"), "boolean" | "bool") => plain,
        (Some("integer"), "integer" | "number") => plain,
        (Some("integer"), "int" | "int32") => as_format("int32"),
        (Some("integer"), "long" | "int64" | "bigint") => as_format("int64"),
        (Some("number"), "integer" | "int" | "int32" | "long" | "int64") => None,
        (Some("number"), "number") => plain,
        (Some("number"), "float") => as_format("float"),
        (Some("number"), "double") => as_format("double"),
        (Some("array"), "array") | (Some("object"), "object") => plain,
        _ => None,
    };
    meaning.filter(|meaning| meaning.ty.is_some() || meaning.format != Some(format))
}

#[cfg(test)]
mod tests {
    use super::{Meaning, meaning};

    #[test]
    fn spellings_of_one_format_mean_the_same() {
        for format in ["dateTime", "date-Time", "DateTime", "datetime", "date_time", "DATE-TIME"] {
            let meant = Meaning { ty: None, format: Some("date-time") };
            assert_eq!(meaning(Some("string"), format), Some(meant), "{format}");
        }
        assert_eq!(meaning(Some("string"), "date-time"), None);
    }

    #[test]
    fn a_format_that_is_a_type_says_the_type() {
        let meant = Meaning { ty: Some("boolean"), format: None };
        assert_eq!(meaning(Some("string"), "boolean"), Some(meant));
    }

    #[test]
    fn nothing_is_made_of_what_is_no_near_miss() {
        // Text with a number in it is text on the wire, and a timestamp may be any text.
        for format in ["int64", "decimal", "timestamp", "path", "email"] {
            assert_eq!(meaning(Some("string"), format), None, "{format}");
        }
    }
}
