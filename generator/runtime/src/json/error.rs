//! Why a JSON value could not be read, and where in it.

use std::fmt;

/// How much of a name is shown, in characters: a server makes it as long as it likes.
const NAME: usize = 100;

/// Why a JSON value could not be read, and where in it.
///
/// It names types and places, never values, so it can be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// Innermost step first: it is built while the readers return.
    steps: Vec<Step>,
    message: String,
}

/// A step of the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// To what an object holds under this name.
    Property(String),
    /// The same under a name that is data, as those of a map are.
    Entry(String),
    /// To an item of a list.
    Item(usize),
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |name: &str| {
            (1..=NAME).contains(&name.len())
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        };
        match self {
            Self::Property(name) | Self::Entry(name) if is_plain(name) => write!(f, ".{name}"),
            Self::Property(name) | Self::Entry(name) => match name.char_indices().nth(NAME) {
                Some((end, _)) => write!(f, "[{:?}…]", name.get(..end).unwrap_or_default()),
                None => write!(f, "[{name:?}]"),
            },
            Self::Item(index) => write!(f, "[{index}]"),
        }
    }
}

impl JsonError {
    /// An error at the value itself.
    pub fn new(message: impl Into<String>) -> Self {
        Self { steps: Vec::new(), message: message.into() }
    }

    /// The same error, seen from the object that holds the value under `name`.
    #[must_use]
    pub fn in_property(mut self, name: &str) -> Self {
        self.steps.push(Step::Property(name.to_owned()));
        self
    }

    /// The same error, seen from the map that holds the value under `name`, which is data.
    pub(crate) fn in_entry(mut self, name: &str) -> Self {
        self.steps.push(Step::Entry(name.to_owned()));
        self
    }

    /// The same error, seen from the list that holds the value at `index`.
    #[must_use]
    pub fn in_item(mut self, index: usize) -> Self {
        self.steps.push(Step::Item(index));
        self
    }

    /// The steps to the value, from the outermost.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().rev()
    }

    /// Where the value is, as a path from the whole document, such as `$.list[3].user`.
    pub fn path(&self) -> String {
        let mut path = "$".to_owned();
        for step in self.steps() {
            path.push_str(&step.to_string());
        }
        path
    }
}

#[cfg(feature = "union")]
impl JsonError {
    /// The same error without names that are data, for who does not know what of it is a secret.
    pub(crate) fn without_data(mut self) -> Self {
        for step in &mut self.steps {
            if let Step::Entry(name) = step {
                "…".clone_into(name);
            }
        }
        self
    }
}

#[cfg(feature = "client")]
impl JsonError {
    /// The same error, with names and words as `clean` leaves them.
    pub(crate) fn cleaned(mut self, clean: &dyn Fn(&str) -> String) -> Self {
        for step in &mut self.steps {
            if let Step::Property(name) | Step::Entry(name) = step {
                *name = clean(name);
            }
        }
        self.message = clean(&self.message);
        self
    }

    /// What is wrong, without the place.
    pub(crate) fn reason(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: {}", self.path(), self.message)
    }
}

impl std::error::Error for JsonError {}
