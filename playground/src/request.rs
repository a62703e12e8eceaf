//! What the page asks.

use serde::Deserialize;

/// A file of the user.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    /// Its name, which names the module and the package: `petstore.yaml`.
    pub(crate) name: String,
    /// All of it.
    pub(crate) text: String,
}

/// What the page asks.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "lowercase", deny_unknown_fields)]
pub(crate) enum Request {
    /// What is wrong with a document, and the crate that it becomes.
    Generate {
        /// The document.
        document: Text,
        /// Changes of it.
        overlay: Option<Text>,
    },
    /// The text of a file of the crate.
    File {
        /// Its path in the crate.
        path: String,
    },
    /// The documentation of a file of the crate.
    Page {
        /// Its path in the crate.
        path: String,
    },
    /// One operation, stage by stage.
    Explain {
        /// Method and path, such as `GET /users/{id}`.
        request: String,
    },
    /// An overlay to start with.
    Suggest,
    /// What changes from another document to the one that was generated last.
    Diff {
        /// The document as it was.
        old: Text,
    },
}
