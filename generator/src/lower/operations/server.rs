//! Servers.

use std::collections::BTreeSet;

use openapiv3::ServerVariable;

use super::guess::default_is_known;
use crate::diagnostic::Code;
use crate::lower::report::Report;
use crate::model::{Server, Variable, VariableSetter};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// Why the client can have no base URL of a server.
enum Unfit {
    /// It begins neither with a scheme nor with a slash.
    Incomplete,
    /// Its scheme is another than that of HTTP.
    Scheme,
    /// A part of it is a variable that nothing is said of.
    Variable(String),
    /// It holds a user or password.
    Credentials,
    /// It holds a query or fragment.
    Query,
    /// It names no host.
    Host,
}

/// The servers of the document that calls can go to.
pub(in crate::lower) fn servers(report: &Report<'_>) -> Vec<Server> {
    let list = &report.document.openapi.servers;
    let has_other = list.iter().any(|server| read(server).is_ok());
    let consequence = if has_other {
        "it is left out of the client's servers"
    } else {
        "the client has no base URL of its own: it has to be given one"
    };
    fit(report, list, &Pointer::root().child("servers"), consequence)
}

/// The server of an operation or a path, if it has one of its own: a whole one if it can be.
pub(super) fn own_server(
    report: &Report<'_>,
    list: &[openapiv3::Server],
    at: &Pointer,
) -> Option<Server> {
    let mut servers =
        fit(report, list, &at.child("servers"), "calls go to the base URL of the client");
    servers.sort_by_key(Server::is_relative);
    servers.into_iter().next()
}

fn fit(
    report: &Report<'_>,
    list: &[openapiv3::Server],
    at: &Pointer,
    consequence: &str,
) -> Vec<Server> {
    let mut servers = Vec::new();
    for (index, server) in list.iter().enumerate() {
        let at_variables = at.index(index).child("variables");
        for (name, variable) in server.variables.iter().flatten() {
            default_is_known(report, variable, &at_variables.child(name));
        }
        match read(server) {
            Ok(server) => servers.push(server),
            Err(reason) => unfit(report, at, index, &server.url, reason, consequence),
        }
    }
    servers
}

/// The ways to set the variables of the servers, each name once.
pub(in crate::lower) fn variables(
    report: &Report<'_>,
    servers: &[&Server],
    scope: &mut Scope,
) -> Vec<VariableSetter> {
    let mut setters: Vec<VariableSetter> = Vec::new();
    let mut known = BTreeSet::new();
    for variable in servers.iter().flat_map(|server| &server.variables) {
        if !known.insert(&variable.name) {
            continue;
        }
        let wire = variable.name.clone();
        let wanted = format!("server_{}", name::value_name(&wire).trim_end_matches('_'));
        let at = Pointer::root().child("servers");
        let rust = report.claim_setter(scope, (&wanted, "variable"), &wire, &at);
        setters.push(VariableSetter { name: Name { rust, wire }, docs: variable.docs.clone() });
    }
    setters
}

fn unfit(
    report: &Report<'_>,
    list: &Pointer,
    index: usize,
    url: &str,
    reason: Unfit,
    consequence: &str,
) {
    let at = list.index(index).child("url");
    match reason {
        // RFC 3986, section 4.2: without a slash it is relative to the folder of a document
        // that nobody knows here; most of the time the scheme was forgotten.
        Unfit::Incomplete => report
            .note(
                Code::RelativeServer,
                &at,
                format!("the server `{url}` begins neither with `https://` nor with a slash"),
            )
            .then(consequence)
            .help("write the URL with `https://` and the host"),
        Unfit::Scheme => report
            .warning(Code::UnsupportedPart, &at, "the URL is neither http nor https")
            .then(consequence)
            .help("name a server that speaks HTTP"),
        Unfit::Variable(name) => report
            .warning(
                Code::MissingKey,
                &at,
                format!("`variables` says nothing of `{{{name}}}` in this URL"),
            )
            .then(consequence)
            .help(format!("add `variables: {{{name}: {{default: …}}}}` to the server")),
        // The place is that of the list: the line of the URL would show the password.
        Unfit::Credentials => report
            .warning(
                Code::UnsupportedPart,
                list,
                format!("the URL of server {} holds a user or password", index + 1),
            )
            .then(consequence)
            .help("take it out of the document, and describe it as a security scheme"),
        Unfit::Query => report
            .warning(Code::UnsupportedPart, &at, "the URL holds a query or a fragment")
            .then(consequence)
            .help("describe it as parameters, which calls send behind the path"),
        Unfit::Host => report
            .warning(Code::UnsupportedPart, &at, "the URL names no host, or holds blanks")
            .then(consequence)
            .help("write the URL with `https://` and the host"),
    }
}
/// A server whose URL makes a base URL with its variables at their defaults; the client would
/// refuse all others.
fn read(server: &openapiv3::Server) -> Result<Server, Unfit> {
    let known = |name: &str, variable: &ServerVariable| Variable {
        name: name.to_owned(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
        docs: variable.description.clone().unwrap_or_default(),
    };
    let url = server.url.trim().trim_end_matches('/').to_owned();
    let declared = server.variables.iter().flatten();
    // What stands nowhere in the URL would be set in vain.
    let named: BTreeSet<&str> =
        url.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    let used = declared.filter(|(name, _)| named.contains(name.as_str()));
    let variables = used.map(|(name, variable)| known(name, variable)).collect();
    let mut read = Server { url, variables, docs: server.description.clone().unwrap_or_default() };
    check(&read.filled())?;
    if read.url.is_empty() {
        // `/` alone: the host that serves the document.
        read.url.push('/');
    }
    // RFC 3986, section 3.1: schemes are compared without regard to case.
    if let Some((scheme, rest)) =
        read.url.split_once("://").filter(|(scheme, _)| !scheme.contains('{'))
    {
        read.url = format!("{}://{rest}", scheme.to_ascii_lowercase());
    }
    Ok(read)
}

/// Whether the URL can be a base URL, or the path of one.
fn check(url: &str) -> Result<(), Unfit> {
    let host = url
        .split_once("//")
        .map(|(_, rest)| rest.split(['/', '?', '#', '\\']).next().unwrap_or_default());
    // Before all else: no other message may show it.
    if host.is_some_and(|host| host.contains('@')) {
        return Err(Unfit::Credentials);
    }
    if let Some((_, behind)) = url.split_once('{') {
        return Err(Unfit::Variable(behind.split('}').next().unwrap_or_default().to_owned()));
    }
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match (scheme.as_deref(), host) {
        (Some("http" | "https"), Some(host)) => {
            if host.is_empty() || host.starts_with(':') {
                return Err(Unfit::Host);
            }
        }
        _ if url.starts_with("//") => return Err(Unfit::Incomplete),
        _ if url.is_empty() || url.starts_with('/') => {}
        (Some(_), Some(_)) => return Err(Unfit::Scheme),
        _ => return Err(Unfit::Incomplete),
    }
    if url.contains(['?', '#']) {
        return Err(Unfit::Query);
    }
    if url.contains(char::is_whitespace) { Err(Unfit::Host) } else { Ok(()) }
}
