//! What all calls of a client share.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::hook::Hook;
use super::options::Options;
use crate::credentials::{Credential, Secret, Secrets};
use crate::operation::{SecurityScheme, Server, server};
use crate::transport::{Timer, Transport};

/// What all calls of a client share. A clone is the same client.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    base_url: String,
    /// Whether the base URL is the document's own.
    is_default: bool,
    origin: Option<String>,
    variables: Vec<(&'static str, String)>,
    credentials: Vec<(&'static SecurityScheme, Credential)>,
    /// The texts by which those that stay the same could be seen.
    secrets: Arc<[String]>,
    transport: Arc<dyn Transport>,
    timer: Option<Arc<dyn Timer>>,
    hooks: Arc<[Box<dyn Hook>]>,
    options: Options,
}

impl Core {
    /// A client that is the same but for this credential.
    #[must_use]
    pub fn with_credential(&self, scheme: &'static SecurityScheme, credential: Credential) -> Self {
        let mut inner = Inner::clone(&self.0);
        put(&mut inner.credentials, scheme, credential);
        inner.secrets = lasting_secrets(&inner.credentials);
        Self(Arc::new(inner))
    }

    /// The token of a scheme as it would be sent now, if one is known.
    pub fn token(&self, scheme: &SecurityScheme) -> Option<Secret> {
        Some(self.credential(scheme)?.known()?.secret().clone())
    }

    /// Where an operation's calls go. Who sets a base URL means it for all of them: no
    /// credential leaves for another host.
    pub(crate) fn base_url(&self, server: Option<&Server>) -> Result<Cow<'_, str>, String> {
        match server.filter(|_| self.0.is_default) {
            // Most documents are served by the server that they describe.
            Some(server) => {
                let origin = self.0.origin.as_deref().unwrap_or(&self.0.base_url);
                server.resolve(&self.0.variables, Some(origin)).map(Cow::Owned)
            }
            None => Ok(Cow::Borrowed(&self.0.base_url)),
        }
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    pub(crate) fn timer(&self) -> Option<&Arc<dyn Timer>> {
        self.0.timer.as_ref()
    }

    pub(super) fn hooks(&self) -> &[Box<dyn Hook>] {
        &self.0.hooks
    }

    /// What calls may take that have these options of their own.
    pub(crate) fn options(&self, own: Option<&Options>) -> Options {
        own.map_or_else(|| self.0.options.clone(), |own| own.clone().or(&self.0.options))
    }

    pub(crate) fn credentials(&self) -> &[(&'static SecurityScheme, Credential)] {
        &self.0.credentials
    }

    /// What no error of any call may repeat.
    pub(crate) fn secrets(&self) -> Secrets {
        Secrets::new(Arc::clone(&self.0.secrets))
    }

    pub(crate) fn credential(&self, scheme: &SecurityScheme) -> Option<&Credential> {
        for (known, credential) in &self.0.credentials {
            if known.name() == scheme.name() {
                return Some(credential);
            }
        }
        None
    }
}

/// Sets a credential, in the place of the one that is there.
fn put(
    credentials: &mut Vec<(&'static SecurityScheme, Credential)>,
    scheme: &'static SecurityScheme,
    credential: Credential,
) {
    for (known, held) in credentials.iter_mut() {
        if known.name() == scheme.name() {
            *held = credential;
            return;
        }
    }
    credentials.push((scheme, credential));
}

/// The secrets of the credentials that stay what they are.
fn lasting_secrets(credentials: &[(&'static SecurityScheme, Credential)]) -> Arc<[String]> {
    let mut secrets = Vec::new();
    for (_, credential) in credentials {
        if !credential.is_fetched()
            && let Some(credential_value) = credential.known()
        {
            secrets.append(&mut credential_value.secrets());
        }
    }
    secrets.into()
}

/// The names of the schemes, which is all that is printed.
fn names(credentials: &[(&'static SecurityScheme, Credential)]) -> Vec<&'static str> {
    credentials.iter().map(|(scheme, _)| scheme.name()).collect()
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes = names(&self.0.credentials);
        f.debug_struct("Core")
            .field("base_url", &self.0.base_url)
            .field("options", &self.0.options)
            .field("credentials", &schemes)
            .finish()
    }
}

/// A client that is being set up.
pub struct Config {
    servers: &'static [Server],
    server: Option<&'static Server>,
    base_url: Option<String>,
    origin: Option<String>,
    variables: Vec<(&'static str, String)>,
    credentials: Vec<(&'static SecurityScheme, Credential)>,
    transport: Option<Arc<dyn Transport>>,
    timer: Option<Arc<dyn Timer>>,
    hooks: Vec<Box<dyn Hook>>,
    options: Options,
}

impl Config {
    /// A client of the first of these servers that is known without its origin, or of the first
    /// of all, unless another is set.
    pub fn new(servers: &'static [Server]) -> Self {
        Self {
            servers,
            server: None,
            base_url: None,
            origin: None,
            variables: Vec::new(),
            credentials: Vec::new(),
            transport: None,
            timer: None,
            hooks: Vec::new(),
            options: Options::new(),
        }
    }

    /// Sets the URL that all paths are appended to, whatever servers the document names.
    pub fn base_url(&mut self, url: &str) {
        self.base_url = Some(url.to_owned());
    }

    /// Sets the server.
    pub fn server(&mut self, server: &'static Server) {
        self.server = Some(server);
    }

    /// Sets the URL that relative servers are relative to.
    pub fn origin(&mut self, url: &str) {
        self.origin = Some(url.to_owned());
    }

    /// Sets a variable of all servers that have it.
    pub fn variable(&mut self, name: &'static str, value: &str) {
        if let Some(known) = self.variables.iter().position(|(known, _)| *known == name) {
            self.variables.remove(known);
        }
        self.variables.push((name, value.to_owned()));
    }

    /// Sets what sends the requests.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(Arc::new(transport));
    }

    /// Sets what tells the time and waits, in the place of the transport's own timer.
    pub fn timer(&mut self, timer: impl Timer) {
        self.timer = Some(Arc::new(timer));
    }

    /// Sets what all calls may take; what is left open is as it was.
    pub fn options(&mut self, options: Options) {
        self.options = options.or(&self.options);
    }

    /// Adds one who is told of each attempt.
    pub fn hook(&mut self, hook: impl Hook) {
        self.hooks.push(Box::new(hook));
    }

    /// Sets the credential of a scheme.
    pub fn credential(&mut self, scheme: &'static SecurityScheme, credential: Credential) {
        put(&mut self.credentials, scheme, credential);
    }

    /// The finished client. `user_agent` is what the standard transport calls itself.
    ///
    /// # Errors
    ///
    /// When the base URL is missing or unfit, a credential is empty or cannot be sent, or
    /// there is no transport.
    pub fn build(self, user_agent: &str) -> Result<Core, ConfigError> {
        let base_url = self.resolved().map_err(ConfigError)?;
        for (scheme, credential) in &self.credentials {
            if let Some(fault) =
                credential.known().and_then(|credential_value| credential_value.fault(scheme))
            {
                return Err(ConfigError(format!("the credential {} {fault}", scheme.name())));
            }
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => standard_transport(user_agent)?,
        };
        let secrets = lasting_secrets(&self.credentials);
        Ok(Core(Arc::new(Inner {
            base_url,
            is_default: self.base_url.is_none(),
            origin: self.origin,
            variables: self.variables,
            credentials: self.credentials,
            secrets,
            timer: self.timer.or_else(|| transport.timer()),
            transport,
            hooks: self.hooks.into(),
            options: self.options,
        })))
    }
}

impl Config {
    fn resolved(&self) -> Result<String, String> {
        if let Some(url) = &self.base_url {
            return server::base_url(url);
        }
        let has_origin = self.origin.is_some();
        let known = || self.servers.iter().find(|server| has_origin || !server.is_relative());
        match self.server.or_else(known).or(self.servers.first()) {
            Some(server) => server.resolve(&self.variables, self.origin.as_deref()),
            None => Err("there is no base URL: set the one of your server".to_owned()),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes = names(&self.credentials);
        f.debug_struct("Config").field("credentials", &schemes).finish_non_exhaustive()
    }
}

#[cfg(feature = "reqwest")]
fn standard_transport(user_agent: &str) -> Result<Arc<dyn Transport>, ConfigError> {
    match crate::transport::ReqwestTransport::standard(user_agent) {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => {
            let cause =
                std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            Err(ConfigError(format!("the standard transport cannot be set up: {cause}")))
        }
    }
}

#[cfg(not(feature = "reqwest"))]
fn standard_transport(_: &str) -> Result<Arc<dyn Transport>, ConfigError> {
    Err(ConfigError("there is no transport: set one, or turn on the feature `reqwest`".to_owned()))
}

/// Why a client could not be set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError(String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}
