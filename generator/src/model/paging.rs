//! Lists that come page by page.

use std::fmt;

use super::{Presence, Type};
use crate::name::Name;

/// How the pages of an operation's list follow each other, and where things are on a page.
#[derive(Debug, Clone)]
pub struct Paging {
    /// What leads from a page to the next one.
    pub style: PagingStyle,
    /// Whether the response can be null.
    pub is_nullable: bool,
    /// Where the list is.
    pub items: Route,
    /// The type of an item.
    pub item: Type,
    /// Where the number of all items is.
    pub total: Option<Route>,
    /// Where the size is that the server took for the page, if an offset is moved by the size.
    pub granted: Option<Route>,
    /// Where the next cursor or URL is.
    pub next: Option<Route>,
    /// The method that gives the pages.
    pub pages_method: String,
    /// The method that gives the items.
    pub items_method: String,
}

/// What leads from a page to the next one. Parameters are those of the query, on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagingStyle {
    /// The number of the first item.
    Offset {
        /// The parameter that is moved.
        parameter: String,
        /// The parameter with the size of a page.
        size: Option<String>,
        /// The number of the first item.
        first: i64,
        /// Whether it is moved by the size, and not by the number of items that came.
        by_size: bool,
    },
    /// The number of the page.
    Page {
        /// The parameter that is moved.
        parameter: String,
        /// The parameter with the size of a page.
        size: Option<String>,
        /// The number of the first page.
        first: i64,
        /// Whether only the last page is shorter than asked for.
        is_exact: bool,
    },
    /// A cursor that the page names.
    Cursor {
        /// The parameter that takes it.
        parameter: String,
    },
    /// A URL that the page has; in the header `Link` unless the body has a place for it.
    Link,
}

/// The way from a response to a part of it.
#[derive(Debug, Clone, Default)]
pub struct Route {
    /// The properties, one in the other.
    pub steps: Vec<Step>,
}

/// A property on the way.
#[derive(Debug, Clone)]
pub struct Step {
    /// The field, and the property.
    pub name: Name,
    /// Whether it can be missing or null.
    pub presence: Presence,
}

impl PagingStyle {
    /// The parameter with the size of a page.
    pub fn size(&self) -> Option<&String> {
        match self {
            Self::Offset { size, .. } | Self::Page { size, .. } => size.as_ref(),
            Self::Cursor { .. } | Self::Link => None,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.steps.iter().map(|step| step.name.wire.as_str()).collect();
        f.write_str(&names.join("."))
    }
}

impl fmt::Display for PagingStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_size = |size: &Option<String>| match size {
            Some(size) => format!(" size {size}"),
            None => String::new(),
        };
        match self {
            Self::Offset { parameter, size, first, by_size } => {
                let step = if *by_size { " step size" } else { "" };
                write!(f, "offset {parameter} from {first}{}{step}", with_size(size))
            }
            Self::Page { parameter, size, first, is_exact } => {
                let exact = if *is_exact { " exact" } else { "" };
                write!(f, "page {parameter} from {first}{}{exact}", with_size(size))
            }
            Self::Cursor { parameter } => write!(f, "cursor {parameter}"),
            Self::Link => f.write_str("link"),
        }
    }
}
