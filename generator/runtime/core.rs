//! What all calls of a client share.

use std::fmt;
use std::sync::Arc;

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use url::Url;

use super::operation::{Place, SecurityScheme};
use super::secret::Secret;
use super::transport::Transport;

/// What all calls of a client share. A clone is the same client.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

struct Inner {
    base_url: String,
    /// Whether the base URL is the document's own.
    is_default: bool,
    credentials: Vec<(&'static SecurityScheme, Credential)>,
    transport: Box<dyn Transport>,
}

/// What is sent to prove who calls.
#[derive(Debug, Clone)]
pub enum Credential {
    /// An API key or a bearer token.
    Token(Secret),
    /// A user and a password.
    Basic {
        /// The user's name.
        user: String,
        /// The password.
        password: Secret,
    },
}

impl Credential {
    pub(super) fn token(&self) -> &str {
        match self {
            Self::Token(token) => token.expose(),
            Self::Basic { password, .. } => password.expose(),
        }
    }

    /// RFC 7617, section 2.
    pub(super) fn basic(&self) -> String {
        let pair = match self {
            Self::Token(token) => token.expose().to_owned(),
            Self::Basic { user, password } => format!("{user}:{}", password.expose()),
        };
        format!("Basic {}", STANDARD.encode(pair))
    }

    pub(super) fn secrets(&self) -> impl Iterator<Item = String> {
        let encoded = match self {
            Self::Token(_) => None,
            Self::Basic { .. } => self.basic().strip_prefix("Basic ").map(str::to_owned),
        };
        encoded.into_iter().chain([self.token().to_owned()])
    }
}

impl Core {
    /// Where an operation's calls go. Who sets a base URL means it for all of them: no
    /// credential leaves for another host.
    pub(super) fn base_url(&self, server: Option<&'static str>) -> &str {
        server.filter(|_| self.0.is_default).unwrap_or(&self.0.base_url)
    }

    pub(super) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    pub(super) fn credentials(&self) -> &[(&'static SecurityScheme, Credential)] {
        &self.0.credentials
    }

    pub(super) fn credential(&self, scheme: &SecurityScheme) -> Option<&Credential> {
        let mut known = self.0.credentials.iter();
        known.find(|(known, _)| known.name() == scheme.name()).map(|(_, credential)| credential)
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> = self.0.credentials.iter().map(|(scheme, _)| scheme.name()).collect();
        f.debug_struct("Core")
            .field("base_url", &self.0.base_url)
            .field("credentials", &schemes)
            .finish()
    }
}

/// A client that is being set up.
#[derive(Default)]
pub struct Config {
    base_url: Option<String>,
    is_own: bool,
    credentials: Vec<(&'static SecurityScheme, Credential)>,
    transport: Option<Box<dyn Transport>>,
}

impl Config {
    /// A client of the server at `base_url`, unless another is set.
    pub fn new(base_url: Option<&str>) -> Self {
        Self { base_url: base_url.map(str::to_owned), ..Self::default() }
    }

    /// Sets the URL that paths are appended to.
    pub fn base_url(&mut self, url: &str) {
        self.base_url = Some(url.to_owned());
        self.is_own = true;
    }

    /// Sets what sends the requests.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(Box::new(transport));
    }

    /// Sets the credential of a scheme.
    pub fn credential(&mut self, scheme: &'static SecurityScheme, credential: Credential) {
        self.credentials.retain(|(known, _)| known.name() != scheme.name());
        self.credentials.push((scheme, credential));
    }

    /// The finished client. `user_agent` is what the standard transport calls itself.
    ///
    /// # Errors
    ///
    /// When the base URL is missing or unfit, a credential is empty or cannot be sent, or
    /// there is no transport.
    pub fn build(self, user_agent: &str) -> Result<Core, ConfigError> {
        let base_url = base_url(self.base_url.as_deref())?;
        for (scheme, credential) in &self.credentials {
            if let Err(fault) = check(scheme, credential) {
                return Err(ConfigError(format!("the credential {} {fault}", scheme.name())));
            }
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => standard_transport(user_agent)?,
        };
        Ok(Core(Arc::new(Inner {
            base_url,
            is_default: !self.is_own,
            credentials: self.credentials,
            transport,
        })))
    }
}

/// What keeps a credential from being sent, as the end of a sentence.
fn check(scheme: &SecurityScheme, credential: &Credential) -> Result<(), &'static str> {
    let is_control = |byte: u8| byte < b' ' || byte == 0x7f;
    if credential.token().is_empty() {
        return Err("is empty; leave it out to call without");
    }
    // RFC 7617, section 2: the first colon ends the user's name.
    if let Credential::Basic { user, .. } = credential
        && (user.contains(':') || user.bytes().any(is_control))
    {
        return Err("has a user with a colon or a control character in it, which it cannot carry");
    }
    let is_in_header =
        !matches!(scheme, SecurityScheme::ApiKey { place, .. } if *place != Place::Header);
    if is_in_header && credential.token().bytes().any(is_control) {
        return Err("holds a control character, perhaps a line end from the file it was read from");
    }
    Ok(())
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> = self.credentials.iter().map(|(scheme, _)| scheme.name()).collect();
        f.debug_struct("Config").field("credentials", &schemes).finish_non_exhaustive()
    }
}

#[cfg(feature = "reqwest")]
fn standard_transport(user_agent: &str) -> Result<Box<dyn Transport>, ConfigError> {
    match super::ReqwestTransport::standard(user_agent) {
        Ok(transport) => Ok(Box::new(transport)),
        Err(error) => {
            let cause =
                std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            Err(ConfigError(format!("the standard transport cannot be set up: {cause}")))
        }
    }
}

#[cfg(not(feature = "reqwest"))]
fn standard_transport(_: &str) -> Result<Box<dyn Transport>, ConfigError> {
    Err(ConfigError("there is no transport: set one, or turn on the feature `reqwest`".to_owned()))
}

/// The base URL without a slash at its end: paths begin with one.
fn base_url(text: Option<&str>) -> Result<String, ConfigError> {
    let Some(text) = text else {
        return Err(ConfigError("there is no base URL: set the one of your server".to_owned()));
    };
    // The text itself can hold a password: messages leave it out.
    let url = Url::parse(text)
        .map_err(|error| ConfigError(format!("the base URL is no URL: {error}")))?;
    let unfit = |what: &str| Err(ConfigError(format!("the base URL {what}")));
    match &url {
        url if !matches!(url.scheme(), "http" | "https") => unfit("is neither http nor https"),
        url if !url.username().is_empty() || url.password().is_some() => {
            unfit("holds a user or password; give them to the client as a credential")
        }
        url if url.query().is_some() || url.fragment().is_some() => {
            unfit("holds a query or a fragment")
        }
        url => Ok(url.as_str().trim_end_matches('/').to_owned()),
    }
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
