//! How a client is set up.

use std::fmt;
use std::sync::Arc;

use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderName, HeaderValue};

use super::bound::BoundValues;
use super::core::{Core, Inner, lasting_secrets, names, put};
use super::headers::{OwnHeaders, header};
use super::hook::Hook;
use super::options::Options;
use crate::credentials::Credential;
use crate::json::ToJson;
use crate::operation::{SecurityScheme, Server, server};
use crate::transport::{Timer, Transport};

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
    headers: OwnHeaders,
    bound: BoundValues,
    user_agent: Option<HeaderValue>,
    /// Why a header cannot be sent.
    problem: Option<String>,
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
            headers: OwnHeaders::default(),
            bound: BoundValues::default(),
            user_agent: None,
            problem: None,
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
    #[inline]
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

    /// Sets a header that goes with every request, unless the operation says it itself.
    pub fn header(&mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) {
        self.put_header(header(name, value));
    }

    #[inline]
    fn put_header(&mut self, header: Option<(HeaderName, HeaderValue)>) {
        let is_said = |name: &HeaderName| [ACCEPT, CONTENT_TYPE].contains(name);
        let set = match header {
            Some((name, _)) if is_said(&name) => Err(format!("`{name}` is said by each operation")),
            Some((name, value)) if name == USER_AGENT => {
                self.user_agent = Some(value);
                Ok(())
            }
            header => self.headers.set(header),
        };
        if let Err(problem) = set
            && self.problem.is_none()
        {
            self.problem = Some(problem);
        }
    }

    /// Sets a parameter of all operations that have it.
    pub fn bind(&mut self, name: &'static str, value: impl ToJson + Send + Sync + 'static) {
        self.bound.set(name, Arc::new(value));
    }

    /// Sets what the client calls itself (`User-Agent`: RFC 9110, section 10.1.5).
    pub fn user_agent(&mut self, value: impl TryInto<HeaderValue>) {
        self.put_header(header(USER_AGENT, value));
    }

    /// Adds one who is told of each attempt.
    pub fn hook(&mut self, hook: impl Hook) {
        self.hooks.push(Box::new(hook));
    }

    /// Sets the credential of a scheme.
    pub fn credential(&mut self, scheme: &'static SecurityScheme, credential: Credential) {
        put(&mut self.credentials, scheme, credential);
    }

    /// The finished client. `user_agent` is what it calls itself where nothing else is set.
    ///
    /// # Errors
    ///
    /// When the base URL is missing or unfit, a credential is empty or cannot be sent, a header
    /// cannot be sent, or there is no transport.
    pub fn build(mut self, user_agent: &str) -> Result<Core, ConfigError> {
        if let Some(problem) = self.problem {
            return Err(ConfigError(format!("a header of the client: {problem}")));
        }
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
            None => standard_transport()?,
        };
        // A browser calls itself what it is.
        if !cfg!(target_arch = "wasm32") {
            let agent = self.user_agent.or_else(|| HeaderValue::try_from(user_agent).ok());
            if let Some(agent) = agent {
                self.headers.push(USER_AGENT, agent);
            }
        }
        let secrets = lasting_secrets(&self.credentials, &self.headers);
        Ok(Core::new(Inner {
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
            headers: self.headers,
            bound: self.bound,
        }))
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
fn standard_transport() -> Result<Arc<dyn Transport>, ConfigError> {
    match crate::transport::ReqwestTransport::standard() {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => {
            let cause =
                std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            Err(ConfigError(format!("the standard transport cannot be set up: {cause}")))
        }
    }
}

#[cfg(not(feature = "reqwest"))]
fn standard_transport() -> Result<Arc<dyn Transport>, ConfigError> {
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
