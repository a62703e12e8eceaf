//! Servers: where calls go.

use std::collections::BTreeMap;

use crate::name::Name;

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The base URL without a slash at its end, with its variables in braces. It is a path
    /// where it is relative to the document's own URL.
    pub url: String,
    /// Its variables.
    pub variables: Vec<Variable>,
    /// The description.
    pub docs: String,
}

/// A variable of a server's URL (OpenAPI 3.0.3, "Server Variable Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// The name in braces.
    pub name: String,
    /// The value that is used unless another is set.
    pub default: String,
    /// The values that it can have; none where it can be anything.
    pub values: Vec<String>,
    /// The description.
    pub docs: String,
}

/// A way to set a variable of all servers that have it.
#[derive(Debug, Clone)]
pub struct VariableSetter {
    /// The builder's method, and the name in braces.
    pub name: Name,
    /// The description.
    pub docs: String,
}

impl Server {
    /// Whether it is relative to the document's own URL.
    pub fn is_relative(&self) -> bool {
        !self.url.contains("//")
    }

    /// The URL with its variables at their defaults. What looks like a variable in a default is none.
    pub fn filled(&self) -> String {
        let defaults: BTreeMap<&str, &str> =
            self.variables.iter().map(|one| (one.name.as_str(), one.default.as_str())).collect();
        let (mut filled, mut rest) = (String::new(), self.url.as_str());
        while let Some((before, behind)) = rest.split_once('{') {
            filled.push_str(before);
            let named = behind.split_once('}');
            let found = named.and_then(|(name, after)| Some((*defaults.get(name)?, after)));
            let (text, after) = found.unwrap_or(("{", behind));
            filled.push_str(text);
            rest = after;
        }
        filled + rest
    }
}
