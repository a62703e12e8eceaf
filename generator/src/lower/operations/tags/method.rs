//! The operations of a path item, by their methods.

use std::borrow::Cow;

use openapiv3::{Operation, PathItem, ReferenceOr, Response, StatusCode};
use serde::Deserialize as _;

use crate::diagnostic::Code;
use crate::document::{self, OPERATIONS};
use crate::lower::operations::operation::{Named, UNTAGGED};
use crate::lower::report::Report;
use crate::node::Node;
use crate::source::Pointer;

/// An operation of a path.
pub(super) struct Found<'d> {
    /// The HTTP method, as it is sent.
    pub(super) method: String,
    pub(super) operation: Cow<'d, Operation>,
    pub(super) at: Pointer,
    /// What the document calls it outright.
    renamed: Option<String>,
}

impl<'d> Found<'d> {
    fn new(
        report: &Report<'_>,
        method: String,
        operation: Cow<'d, Operation>,
        at: Pointer,
    ) -> Self {
        let renamed = report.value_renamed(&at);
        Self { method, operation, at, renamed }
    }

    /// What its method can be called by.
    pub(super) fn named<'a>(&'a self, report: &Report<'_>, path: &'a str) -> Named<'a> {
        Named {
            id: self.operation.operation_id.as_deref(),
            tag: self.operation.tags.first().map_or(UNTAGGED, String::as_str),
            method: &self.method,
            path,
            renamed: self.renamed.as_deref(),
            has_more: self.has_more(report),
        }
    }

    /// Whether a response can be of several media types, or read as a stream.
    fn has_more(&self, report: &Report<'_>) -> bool {
        let responses = self.at.child("responses");
        let has_several = |(status, response): (&StatusCode, &ReferenceOr<Response>)| {
            let response = report.document.follow(response, &responses.child(&status.to_string()));
            response.is_ok_and(|(response, _)| response.content.len() > 1)
        };
        let is_streamed = self.operation.extensions.keys().any(|key| key.contains("stream"));
        is_streamed || self.operation.responses.responses.iter().any(has_several)
    }
}

/// Each operation of a path item. OpenAPI 3.2 has methods besides the fields of OpenAPI 3.0.
pub(super) fn operations<'d>(
    report: &Report<'_>,
    item: &Cow<'d, PathItem>,
    at: &Pointer,
) -> Vec<Found<'d>> {
    let found = |method: &str, operation: Cow<'d, Operation>| {
        Found::new(report, method.to_uppercase(), operation, at.child(method))
    };
    let mut all: Vec<_> = match item {
        Cow::Borrowed(item) => {
            item.iter().map(|(method, of)| found(method, Cow::Borrowed(of))).collect()
        }
        Cow::Owned(item) => {
            item.iter().map(|(method, of)| found(method, Cow::Owned(of.clone()))).collect()
        }
    };
    let at = document::kept_at(at, OPERATIONS);
    let others = report.document.root().at(&at).and_then(Node::as_object);
    for (method, entry) in others.into_iter().flatten() {
        let at = at.child(method);
        match Operation::deserialize(&entry.node) {
            Ok(operation) => {
                all.push(Found::new(report, method.clone(), Cow::Owned(operation), at));
            }
            Err(error) => report
                .error(Code::WrongShape, &at, error.to_string())
                .help("compare this part with the specification"),
        }
    }
    all
}
