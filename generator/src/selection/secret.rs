//! Which texts are secrets, by patterns: `password`, `*_token`, `Card.number`.

use std::fmt;

use glob::Pattern as Glob;

/// A pattern of names, or of what is within something else.
#[derive(Debug, Clone)]
pub struct SecretPattern {
    text: String,
    whole: Glob,
    /// The pattern of what it is in, and that of its name.
    within: Option<(Glob, Glob)>,
}

impl SecretPattern {
    /// Reads a pattern: of a property, a parameter or a header, or of one of these in a schema or
    /// an operation.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = |reason: String| {
            format!(
                "{text:?} is no pattern of secrets: {reason}; patterns are such as `password`, \
                 `*_token` and `Card.number`"
            )
        };
        let glob = |text: &str| match text {
            "" => Err("there is no name".to_owned()),
            text => Glob::new(text).map_err(|error| error.msg.to_owned()),
        };
        let whole = glob(text).map_err(wrong)?;
        let within = text.rsplit_once('.').map(|(owner, name)| Ok((glob(owner)?, glob(name)?)));
        let within = within
            .transpose()
            .map_err(|_: String| wrong("a name stands before the dot and behind it".to_owned()))?;
        Ok(Self { text: text.to_owned(), whole, within })
    }

    /// Whether it matches a name that is within any of the owners.
    pub fn matches(&self, name: &str, owners: &[&str]) -> bool {
        self.whole.matches(name)
            || self.within.as_ref().is_some_and(|(owner, own)| {
                own.matches(name) && owners.iter().any(|one| owner.matches(one))
            })
    }
}

impl fmt::Display for SecretPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
