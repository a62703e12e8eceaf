//! What can be chosen of the documents on the command line.

use std::fmt::Write as _;

use clap::{Args, ValueEnum as _};

use super::word::quoted;
use crate::Options;
use crate::lower::TagFeatures;
use crate::selection::Selection;

/// Which operations are wanted, and how they are put together.
#[derive(Debug, Clone, Default, Args)]
pub struct Choice {
    /// Generate only operations that match, and what they need: `tag:Files`, `id:list*`,
    /// `path:/users/**`, `GET /users/*`; `type:Webhook*` are types. Can be repeated. In a path,
    /// `*` ends at a slash and `**` does not. A pattern of one API of several begins with the
    /// name of that API: `shop:tag:Files`.
    #[arg(long, value_name = "PATTERN")]
    pub include: Vec<String>,
    /// Leave out operations that match, and what only they need; wins over `--include`.
    #[arg(long, value_name = "PATTERN")]
    pub exclude: Vec<String>,
    /// Whether each tag is a cargo feature of the crate, on by default, so that who uses the
    /// crate compiles the tags that they call.
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub tag_features: TagFeatures,
}

/// What is to be explained of a document.
#[derive(Debug, Clone, Args)]
pub struct Question {
    /// Method and path, such as "GET /users/{id}".
    #[arg(required_unless_present = "uses", conflicts_with = "uses")]
    pub request: Option<String>,
    /// Show which operations and types there are, and for each type how an operation comes to
    /// it.
    #[arg(long)]
    pub uses: bool,
}

impl Choice {
    /// Puts what is chosen into the options.
    ///
    /// # Errors
    ///
    /// When a pattern is none.
    pub fn apply(&self, options: &mut Options) -> Result<(), String> {
        options.selection = Selection::parse(&self.include, &self.exclude)?;
        options.tag_features = self.tag_features;
        Ok(())
    }

    /// The options of a command that choose the same, each behind a blank.
    pub fn arguments(&self) -> String {
        let include = self.include.iter().map(|pattern| ("--include", pattern));
        let exclude = self.exclude.iter().map(|pattern| ("--exclude", pattern));
        let mut out = String::new();
        for (option, pattern) in include.chain(exclude) {
            // Writing to text cannot fail.
            let _ = write!(out, " {option} {}", quoted(pattern));
        }
        let tag_features = self.tag_features.to_possible_value();
        if let Some(when) = tag_features.filter(|_| self.tag_features != TagFeatures::Auto) {
            let _ = write!(out, " --tag-features {}", when.get_name());
        }
        out
    }
}
