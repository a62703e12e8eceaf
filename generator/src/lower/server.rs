//! Servers.

use super::Lower;
use crate::diagnostic::Code;
use crate::model::Server;
use crate::source::Pointer;

/// Why the client can have no base URL of a server.
enum Unfit {
    /// It is relative to where the document is served.
    Relative,
    /// A part of it is a variable that nothing is said of.
    Variable(String),
    /// It holds a user or password.
    Credentials,
    /// It holds a query or fragment.
    Query,
    /// It names no host.
    Host,
}

impl Lower<'_> {
    /// The servers of the document whose URL is whole, with their variables at their defaults.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let list = &self.document.openapi.servers;
        let has_other = list.iter().any(|server| base_url(&filled(server)).is_ok());
        let consequence = if has_other {
            "it is left out of the client's servers"
        } else {
            "the client has no base URL of its own: it has to be given one"
        };
        self.whole(list, &Pointer::root().child("servers"), consequence)
    }

    /// The server of an operation or a path, if it has one of its own.
    pub(super) fn own_server(
        &mut self,
        list: &[openapiv3::Server],
        at: &Pointer,
    ) -> Option<String> {
        let servers =
            self.whole(list, &at.child("servers"), "calls go to the base URL of the client");
        servers.into_iter().next().map(|server| server.url)
    }

    fn whole(
        &mut self,
        list: &[openapiv3::Server],
        at: &Pointer,
        consequence: &str,
    ) -> Vec<Server> {
        let mut servers = Vec::new();
        for (index, server) in list.iter().enumerate() {
            match base_url(&filled(server)) {
                Ok(url) => {
                    let docs = server.description.clone().unwrap_or_default();
                    servers.push(Server { url, docs });
                }
                Err(reason) => self.unfit(at, index, &server.url, reason, consequence),
            }
        }
        servers
    }

    fn unfit(&mut self, list: &Pointer, index: usize, url: &str, reason: Unfit, consequence: &str) {
        let at = list.index(index).child("url");
        match reason {
            // OpenAPI 3.0.3, "Server Object": relative to where the document is served, which
            // nobody knows here.
            Unfit::Relative => self
                .note(Code::RelativeServer, &at, format!("the server `{url}` is no whole URL"))
                .then(consequence)
                .help("write the URL with `https://` and the host, if there is only one"),
            Unfit::Variable(name) => self
                .warning(
                    Code::MissingKey,
                    &at,
                    format!("`variables` says nothing of `{{{name}}}` in this URL"),
                )
                .then(consequence)
                .help(format!("add `variables: {{{name}: {{default: …}}}}` to the server")),
            // The place is that of the list: the line of the URL would show the password.
            Unfit::Credentials => self
                .warning(
                    Code::UnsupportedPart,
                    list,
                    format!("the URL of server {} holds a user or password", index + 1),
                )
                .then(consequence)
                .help("take it out of the document, and describe it as a security scheme"),
            Unfit::Query => self
                .warning(Code::UnsupportedPart, &at, "the URL holds a query or a fragment")
                .then(consequence)
                .help("describe it as parameters, which calls send behind the path"),
            Unfit::Host => self
                .warning(Code::UnsupportedPart, &at, "the URL names no host, or holds blanks")
                .then(consequence)
                .help("write the URL with `https://` and the host"),
        }
    }
}

/// The URL with its variables at their defaults.
fn filled(server: &openapiv3::Server) -> String {
    let mut url = server.url.trim().to_owned();
    for (name, variable) in server.variables.iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
    }
    url
}

/// The URL as a base URL, without a slash at its end; the client would refuse all others.
fn base_url(url: &str) -> Result<String, Unfit> {
    let (scheme, rest) = url.split_once("//").ok_or(Unfit::Relative)?;
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    // Before all else: no other message may show it.
    if host.contains('@') {
        return Err(Unfit::Credentials);
    }
    // RFC 3986, section 3.1: schemes are compared without regard to case.
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http:" | "https:") {
        return Err(Unfit::Relative);
    }
    if let Some((_, behind)) = rest.split_once('{') {
        return Err(Unfit::Variable(behind.split('}').next().unwrap_or_default().to_owned()));
    }
    if rest.contains(['?', '#']) {
        return Err(Unfit::Query);
    }
    if host.is_empty() || host.starts_with(':') || rest.contains(char::is_whitespace) {
        return Err(Unfit::Host);
    }
    Ok(format!("{scheme}//{}", rest.trim_end_matches('/')))
}
