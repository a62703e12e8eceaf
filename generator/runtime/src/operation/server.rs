//! Servers: where calls go.

use url::Url;

use crate::text;

/// A server that the document names (OpenAPI 3.0.3, "Server Object").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Server {
    url: &'static str,
    variables: &'static [ServerVariable],
}

/// A variable of a server's URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerVariable {
    /// The name that stands in braces in the URL.
    pub name: &'static str,
    /// The value that is used unless another is set.
    pub default: &'static str,
    /// The values that it can have; none where it can be anything.
    pub values: &'static [&'static str],
}

impl Server {
    /// A server at this URL. It is a path where it is relative to the document's own URL.
    pub const fn new(url: &'static str) -> Self {
        Self { url, variables: &[] }
    }

    /// The same server with variables in its URL.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [ServerVariable]) -> Self {
        self.variables = variables;
        self
    }

    /// The URL, with its variables in braces.
    pub fn url(&self) -> &'static str {
        self.url
    }

    pub(crate) fn is_relative(&self) -> bool {
        !self.url.contains("//")
    }

    /// The base URL with the variables that were set, below `origin` if it is relative.
    pub(crate) fn resolve(
        &self,
        set: &[(&'static str, String)],
        origin: Option<&str>,
    ) -> Result<String, String> {
        let mut url = String::new();
        let mut rest = self.url;
        // What looks like a variable in a value is none.
        while let Some((before, behind)) = rest.split_once('{') {
            url.push_str(before);
            let (name, after) = behind.split_once('}').unwrap_or_default();
            let Some(variable) = self.variables.iter().find(|one| one.name == name) else {
                url.push('{');
                rest = behind;
                continue;
            };
            let own = set.iter().find(|(name, _)| *name == variable.name);
            let value = own.map_or(variable.default, |(_, value)| value);
            if own.is_some() && !variable.values.is_empty() && !variable.values.contains(&value) {
                let values = text::join(variable.values, ", ");
                return Err(format!("the server's variable `{name}` is none of {values}"));
            }
            url.push_str(value);
            rest = after;
        }
        url.push_str(rest);
        if !self.is_relative() {
            return base_url(&url);
        }
        let Some(origin) = origin else {
            return Err(format!(
                "there is no base URL: the server `{url}` is relative to where the document is \
                 served; set that origin, or the base URL itself"
            ));
        };
        // RFC 3986, section 5.2.
        let origin = Url::parse(&base_url(origin)?).map_err(|error| error.to_string())?;
        base_url(origin.join(&url).map_err(|error| error.to_string())?.as_str())
    }
}

/// The base URL without a slash at its end: paths begin with one.
pub(crate) fn base_url(text: &str) -> Result<String, String> {
    // The text itself can hold a password: messages leave it out.
    let url = Url::parse(text).map_err(|error| format!("the base URL is no URL: {error}"))?;
    let unfit = |what: &str| Err(format!("the base URL {what}"));
    match &url {
        url if !matches!(url.scheme(), "http" | "https") => unfit("is neither http nor https"),
        url if !url.username().is_empty() || url.password().is_some() => {
            unfit("holds a user or password; give them to the client as a credential")
        }
        url if url.query().is_some() || url.fragment().is_some() => {
            unfit("holds a query or a fragment")
        }
        url => Ok(url.as_str().trim_end_matches('/').to_owned()),
    }
}
