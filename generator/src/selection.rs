//! Which operations of a document are wanted, by patterns.
//!
//! A pattern is a kind and a glob: `tag:Files`, `path:/users/**`, `id:list*`, `GET /users/*`,
//! `type:Webhook*`. In front of it can stand the name of an API: `cbrain:tag:Files`.

mod secret;

use std::borrow::Cow;
use std::fmt;

use glob::{MatchOptions, Pattern as Glob};
use percent_encoding::percent_decode_str;

pub use self::secret::SecretPattern;

/// What is wanted of the documents.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// What is wanted; all where there is no pattern.
    pub include: Vec<Pattern>,
    /// What is not wanted, whatever else says that it is.
    pub exclude: Vec<Pattern>,
}

/// A pattern, as it was written and as it is meant.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    api: Option<String>,
    what: What,
}

/// What a pattern is about.
#[derive(Debug, Clone)]
enum What {
    Tag(Glob),
    Id(Glob),
    Path { method: Option<Glob>, paths: Vec<Glob> },
    Type(Glob),
}

/// What a pattern is tried on.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// An operation.
    Operation {
        /// Its tags.
        tags: &'a [String],
        /// Its `operationId`.
        id: &'a str,
        /// The HTTP method in capitals.
        method: &'a str,
        /// The path below the server.
        path: &'a str,
    },
    /// A type, by its name in Rust and by that in the document.
    Type(&'a str, &'a str),
}

/// In paths, `*` ends at a slash.
const IN_PATHS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// Elsewhere, a slash is a letter like any other.
const IN_NAMES: MatchOptions = MatchOptions { require_literal_separator: false, ..IN_PATHS };

/// Methods are the same in small letters, and so are tags.
const IN_ANY_CASE: MatchOptions = MatchOptions { case_sensitive: false, ..IN_NAMES };

impl Selection {
    /// Reads the patterns.
    ///
    /// # Errors
    ///
    /// Why one of them is none.
    pub fn parse(include: &[String], exclude: &[String]) -> Result<Self, String> {
        let all = |texts: &[String]| -> Result<Vec<Pattern>, String> {
            texts.iter().map(|text| Pattern::parse(text)).collect()
        };
        Ok(Self { include: all(include)?, exclude: all(exclude)? })
    }

    /// Whether nothing is said, so that everything is wanted.
    pub fn is_all(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// The patterns that may include something of an API.
    pub fn includes<'s>(&'s self, api: &'s str) -> impl Iterator<Item = &'s Pattern> {
        self.include.iter().filter(move |pattern| pattern.concerns(api))
    }

    /// The patterns that may exclude something of an API.
    pub fn excludes<'s>(&'s self, api: &'s str) -> impl Iterator<Item = &'s Pattern> {
        self.exclude.iter().filter(move |pattern| pattern.concerns(api))
    }

    /// The options of the command, each with its pattern.
    pub fn arguments(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let include = self.include.iter().map(|pattern| ("--include", pattern.text.as_str()));
        let exclude = self.exclude.iter().map(|pattern| ("--exclude", pattern.text.as_str()));
        include.chain(exclude)
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = |reason: &str| {
            format!(
                "{text:?} is no pattern: {reason}; patterns are such as `tag:Files`, `id:list*`, \
                 `path:/users/**`, `GET /users/*` and `type:Webhook*`"
            )
        };
        if let Some(what) = What::parse(text) {
            let what = what.map_err(|reason| wrong(&reason))?;
            return Ok(Self { text: text.to_owned(), api: None, what });
        }
        let with_api = text.split_once(':').and_then(|(api, rest)| Some((api, What::parse(rest)?)));
        let Some((api, what)) = with_api else {
            return Err(wrong("it has no kind"));
        };
        let what = what.map_err(|reason| wrong(&reason))?;
        Ok(Self { text: text.to_owned(), api: Some(api.to_owned()), what })
    }

    /// Whether it is about types.
    pub fn is_of_types(&self) -> bool {
        matches!(self.what, What::Type(_))
    }

    /// The name of the API that it is about, if it is about one.
    pub fn api(&self) -> Option<&str> {
        self.api.as_deref()
    }

    /// Whether it is about an API.
    pub fn concerns(&self, api: &str) -> bool {
        self.api.as_ref().is_none_or(|own| own == api)
    }

    /// Whether it matches.
    pub fn matches(&self, subject: Subject<'_>) -> bool {
        match (&self.what, subject) {
            (What::Type(glob), Subject::Type(rust, wire)) => {
                [rust, wire].iter().any(|name| glob.matches_with(name, IN_NAMES))
            }
            (What::Tag(glob), Subject::Operation { tags, .. }) => {
                tags.iter().any(|tag| glob.matches_with(tag, IN_ANY_CASE))
            }
            (What::Id(glob), Subject::Operation { id, .. }) => glob.matches_with(id, IN_NAMES),
            (What::Path { method: wanted, paths }, Subject::Operation { method, path, .. }) => {
                // A path stands in the model as it is sent, and in the document perhaps not.
                let decoded = percent_decode_str(path).decode_utf8_lossy();
                let is_path = |glob: &Glob| {
                    glob.matches_with(path, IN_PATHS) || glob.matches_with(&decoded, IN_PATHS)
                };
                wanted.as_ref().is_none_or(|wanted| wanted.matches_with(method, IN_ANY_CASE))
                    && paths.iter().any(is_path)
            }
            _ => false,
        }
    }

    /// The names of the subject that the pattern is about, as patterns.
    pub fn candidates(&self, subject: Subject<'_>) -> Vec<String> {
        let of_api = |text: String| match &self.api {
            Some(api) => format!("{api}:{text}"),
            None => text,
        };
        let found = match (&self.what, subject) {
            (What::Type(_), Subject::Type(rust, _)) => vec![format!("type:{rust}")],
            (What::Tag(_), Subject::Operation { tags, .. }) => {
                tags.iter().map(|tag| format!("tag:{tag}")).collect()
            }
            (What::Id(_), Subject::Operation { id, .. }) => vec![format!("id:{id}")],
            (What::Path { method: Some(_), .. }, Subject::Operation { method, path, .. }) => {
                vec![format!("{method} {path}")]
            }
            (What::Path { method: None, .. }, Subject::Operation { path, .. }) => {
                vec![format!("path:{path}")]
            }
            _ => Vec::new(),
        };
        found.into_iter().map(of_api).collect()
    }
}

impl What {
    /// `None` where the text has no kind.
    fn parse(text: &str) -> Option<Result<Self, String>> {
        let kind = text.split_once(':');
        let made = match kind {
            Some(("tag", rest)) => glob(rest).map(Self::Tag),
            Some(("id", rest)) => glob(rest).map(Self::Id),
            Some(("type", rest)) => glob(rest).map(Self::Type),
            Some(("path", rest)) => Self::path(None, rest),
            _ => {
                let (method, path) = text.split_once(' ')?;
                let is_method = |c: char| c.is_ascii_alphabetic() || "-*?[]".contains(c);
                if method.is_empty() || !method.chars().all(is_method) {
                    return None;
                }
                Self::path(Some(method), path.trim_start())
            }
        };
        Some(made)
    }

    fn path(method: Option<&str>, path: &str) -> Result<Self, String> {
        let method = method.map(glob).transpose()?;
        let mut paths = vec![glob(path)?];
        // All below a path is the path itself, too.
        if let Some(above) = path.strip_suffix("/**").filter(|above| !above.is_empty()) {
            paths.push(glob(above)?);
        }
        Ok(Self::Path { method, paths })
    }
}

fn glob(text: &str) -> Result<Glob, String> {
    if text.is_empty() {
        return Err("there is nothing behind its kind".to_owned());
    }
    Glob::new(text).map_err(|error| error.msg.to_owned())
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Selection {
    /// The options of the command, without the quotes that a shell needs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words =
            self.arguments().map(|(option, pattern)| Cow::from(format!("{option} {pattern}")));
        f.write_str(&words.collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests;
