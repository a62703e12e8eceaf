//! Security schemes.

use super::{Modern, said_last};
use crate::diagnostic::{Code, Diagnostic};
use crate::node::Node;
use crate::source::Pointer;

/// The schemes that the transport carries out by the certificate that it presents.
#[derive(Default)]
pub(super) struct Mutual {
    names: Vec<String>,
    /// Those that an operation needs which says nothing of security.
    pub(super) by_default: Vec<String>,
}

impl Mutual {
    /// Takes these schemes out of requirements, and gives the names of those that were needed.
    /// What is left of a requirement is what a request has to carry.
    pub(super) fn leave_out(&self, requirements: &mut Node) -> Vec<String> {
        let mut needed = Vec::new();
        for requirement in requirements.as_array_mut().into_iter().flatten() {
            for name in &self.names {
                if requirement.take(name).is_some() && !needed.contains(name) {
                    needed.push(name.clone());
                }
            }
        }
        needed
    }
}

impl Modern<'_> {
    /// OpenAPI 3.1.0, "Security Scheme Object": `mutualTLS` is no part of a request.
    pub(super) fn mutual(&mut self, root: &mut Node) {
        let at = Pointer::root().child("components").child("securitySchemes");
        let schemes = root.get_mut("components").and_then(|all| all.get_mut("securitySchemes"));
        let schemes = schemes.and_then(Node::as_object_mut).into_iter();
        for entries in schemes {
            entries.retain(|name, entry| {
                let ty = entry.node.get("type").and_then(Node::as_str);
                if ty != Some("mutualTLS") {
                    return true;
                }
                self.mutual.names.push(name.clone());
                let message = format!("`{name}` is carried out by the transport");
                self.diagnostics.push(
                    Diagnostic::note(Code::UnsupportedSecurity, at.child(name), entry.key, message)
                        .consequence("requests carry nothing for it")
                        .help("build the client with a transport that has the certificate"),
                );
                false
            });
        }
        if let Some(security) = root.get_mut("security") {
            self.mutual.by_default = self.mutual.leave_out(security);
        }
    }
}

/// OpenAPI 3.2.0, "Security Scheme Object" and "OAuth Flows Object": what a reader has to know.
pub(super) fn scheme(node: &mut Node) {
    if let Some(entry) = node.take("deprecated")
        && entry.node.as_bool() == Some(true)
    {
        said_last(node, "This way to authorize is deprecated.");
    }
    if let Some(entry) = node.take("oauth2MetadataUrl") {
        let url = entry.node.as_str().unwrap_or_default();
        said_last(node, &format!("Metadata of the authorization server: `{url}`."));
    }
    let device = node.get_mut("flows").and_then(|flows| flows.take("deviceAuthorization"));
    if let Some(flow) = device {
        let url = |key: &str| flow.node.get(key).and_then(Node::as_str).unwrap_or_default();
        let (device, token) = (url("deviceAuthorizationUrl"), url("tokenUrl"));
        said_last(
            node,
            &format!(
                "Device authorization flow (RFC 8628): authorize at `{device}`, get a token at `{token}`."
            ),
        );
    }
}
