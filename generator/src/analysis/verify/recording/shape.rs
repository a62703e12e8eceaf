//! Looks into a recording, and says where it is not what it should be.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::node::{Node, Value};
use crate::source::Pointer;

/// What follows from each fault.
const FOLLOWS: &str = "nothing is compared";
/// What is to be done of it.
const HELP: &str = "record it again, or take this entry out";

pub(super) struct Shape<'f> {
    pub(super) found: &'f mut Diagnostics,
}

impl Shape<'_> {
    /// The value of a key that has to be there.
    pub(super) fn required<'n>(
        &mut self,
        node: &'n Node,
        at: &Pointer,
        key: &str,
    ) -> Option<&'n Node> {
        let found = node.get(key);
        if found.is_none() {
            let message = format!("`{key}` is missing");
            let error = Diagnostic::error(Code::MissingKey, at.clone(), node.span, message);
            self.found.push(error.consequence(FOLLOWS).help(HELP));
        }
        found
    }

    pub(super) fn text<'n>(&mut self, node: &'n Node, at: &Pointer, key: &str) -> Option<&'n str> {
        let value = self.required(node, at, key)?;
        let text = value.as_str();
        if text.is_none() {
            self.wrong(value, &at.child(key), "text");
        }
        text
    }

    pub(super) fn list<'n>(
        &mut self,
        node: &'n Node,
        at: &Pointer,
        key: &str,
    ) -> Option<&'n [Node]> {
        let value = self.required(node, at, key)?;
        let list = value.as_array();
        if list.is_none() {
            self.wrong(value, &at.child(key), "a list");
        }
        list
    }

    /// A status of HTTP; 0 where there was no response, as browsers write it.
    pub(super) fn status(&mut self, node: &Node, at: &Pointer) -> Option<u16> {
        let value = self.required(node, at, "status")?;
        let status = match &value.value {
            Value::Number(number) => number.as_u64(),
            _ => None,
        };
        let status = status.filter(|status| *status == 0 || (100..1000).contains(status));
        if status.is_none() {
            self.wrong(value, &at.child("status"), "a status of HTTP");
        }
        status.and_then(|status| u16::try_from(status).ok())
    }

    pub(super) fn wrong(&mut self, node: &Node, at: &Pointer, wanted: &str) {
        let message = format!("{wanted} should stand here, found {}", node.kind());
        self.fault(node, at, message);
    }

    pub(super) fn fault(&mut self, node: &Node, at: &Pointer, message: String) {
        let error = Diagnostic::error(Code::WrongShape, at.clone(), node.span, message);
        self.found.push(error.consequence(FOLLOWS).help(HELP));
    }
}
