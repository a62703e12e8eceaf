//! Local copies of what lies on the network.

use std::fmt;

/// A folder, or a file, that stands for a part of the network: nothing is ever fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlMap {
    /// How the addresses begin.
    url: String,
    /// Where their local copies are.
    folder: String,
}

impl UrlMap {
    /// Reads `https://example.com/specs/=vendor/specs`.
    ///
    /// # Errors
    ///
    /// Why it is none, as a sentence.
    pub fn parse(written: &str) -> Result<Self, String> {
        let wrong = |reason: &str| {
            format!(
                "{written:?} is no map: {reason}; write it as \
                 `https://example.com/specs/=FOLDER`"
            )
        };
        let scheme = written.find("://").ok_or_else(|| wrong("it begins with no URL"))?;
        let equals = written.get(scheme..).and_then(|rest| rest.find('='));
        let at = equals.ok_or_else(|| wrong("no `=` stands behind the URL"))? + scheme;
        let (url, folder) = written.split_at_checked(at).unwrap_or((written, ""));
        let folder = folder.trim_start_matches('=').replace('\\', "/");
        if folder.is_empty() {
            return Err(wrong("no folder stands behind the `=`"));
        }
        Ok(Self { url: url.to_owned(), folder })
    }

    /// Where the local copies are: a folder, or a file.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The same with the copies somewhere else.
    #[must_use]
    pub fn moved(&self, folder: &str) -> Self {
        Self { url: self.url.clone(), folder: folder.replace('\\', "/") }
    }

    /// The path of the local copy of an address without fragment, if it is one of these.
    pub fn local(&self, url: &str) -> Option<String> {
        let rest = url.strip_prefix(&self.url)?;
        let is_whole = rest.is_empty() || self.url.ends_with('/') || rest.starts_with('/');
        let rest = rest.trim_start_matches('/');
        let folder = self.folder.trim_end_matches('/');
        is_whole.then(|| match rest {
            "" => folder.to_owned(),
            rest => format!("{folder}/{rest}"),
        })
    }
}

impl fmt::Display for UrlMap {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}={}", self.url, self.folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_below_the_url_is_a_file_below_the_folder() {
        let map = UrlMap::parse("https://example.com/a/=specs/copy/").unwrap();
        assert_eq!(map.local("https://example.com/a/b/c.yaml").unwrap(), "specs/copy/b/c.yaml");
        assert_eq!(map.local("https://example.com/b.yaml"), None);
        let map = UrlMap::parse("https://example.com/a=copy").unwrap();
        assert_eq!(map.local("https://example.com/a/b.yaml").unwrap(), "copy/b.yaml");
        assert_eq!(map.local("https://example.com/ab.yaml"), None);
    }

    #[test]
    fn one_file_can_stand_for_one_address() {
        let map = UrlMap::parse("https://example.com/a.yaml=copy.yaml").unwrap();
        assert_eq!(map.local("https://example.com/a.yaml").unwrap(), "copy.yaml");
    }

    #[test]
    fn what_is_no_map_is_told() {
        let told = |written: &str| UrlMap::parse(written).unwrap_err();
        insta::assert_snapshot!(told("specs"), @r#""specs" is no map: it begins with no URL; write it as `https://example.com/specs/=FOLDER`"#);
        insta::assert_snapshot!(told("https://example.com/"), @r#""https://example.com/" is no map: no `=` stands behind the URL; write it as `https://example.com/specs/=FOLDER`"#);
        insta::assert_snapshot!(told("https://example.com/="), @r#""https://example.com/=" is no map: no folder stands behind the `=`; write it as `https://example.com/specs/=FOLDER`"#);
    }
}
