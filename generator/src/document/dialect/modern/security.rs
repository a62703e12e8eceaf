//! Security schemes.

use super::conversion::{Modern, said_last};
use crate::diagnostic::{Code, Diagnostic};
use crate::node::Node;
use crate::source::Pointer;

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
