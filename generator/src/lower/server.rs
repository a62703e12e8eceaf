//! Servers.

use super::Lower;
use crate::diagnostic::Code;
use crate::model::Server;
use crate::source::Pointer;

impl Lower<'_> {
    /// The servers whose URL is whole, with their variables at their defaults.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let document = self.document;
        let mut servers = Vec::new();
        for (index, server) in document.openapi.servers.iter().enumerate() {
            let at = Pointer::root().child("servers").index(index);
            let mut url = server.url.trim().to_owned();
            for (name, variable) in server.variables.iter().flatten() {
                url = url.replace(&format!("{{{name}}}"), &variable.default);
            }
            if url.starts_with("http://") || url.starts_with("https://") {
                let docs = server.description.clone().unwrap_or_default();
                servers.push(Server { url: url.trim_end_matches('/').to_owned(), docs });
                continue;
            }
            // OpenAPI 3.0.3, "Server Object": relative to where the document is served, which
            // nobody knows here.
            self.note(
                Code::RelativeServer,
                &at.child("url"),
                format!("the server `{}` is no whole URL", server.url),
            )
            .then("the client has no base URL of its own: it has to be given one")
            .help("write the URL with `https://` and the host, if there is only one");
        }
        servers
    }
}
