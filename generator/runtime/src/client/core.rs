//! What all calls of a client share.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::bound::BoundValues;
use super::headers::OwnHeaders;
use super::hook::Hook;
use super::options::Options;
use crate::credentials::{Credential, Secrets};
use crate::json::ToJson;
use crate::operation::{SecurityScheme, Server};
use crate::transport::{Timer, Transport};
use crate::values::Secret;

/// What all calls of a client share. A clone is the same client.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

#[derive(Clone)]
pub(super) struct Inner {
    pub(super) base_url: String,
    /// Whether the base URL is the document's own.
    pub(super) is_default: bool,
    pub(super) origin: Option<String>,
    pub(super) variables: Vec<(&'static str, String)>,
    pub(super) credentials: Vec<(&'static SecurityScheme, Credential)>,
    /// Headers that go with every request.
    pub(super) headers: OwnHeaders,
    /// What is set once for all operations.
    pub(super) bound: BoundValues,
    /// The texts by which those that stay the same could be seen.
    pub(super) secrets: Arc<[String]>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) timer: Option<Arc<dyn Timer>>,
    pub(super) hooks: Arc<[Box<dyn Hook>]>,
    pub(super) options: Options,
}

impl Core {
    pub(super) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// A client that is the same but for this credential.
    #[must_use]
    #[inline]
    pub fn with_credential(&self, scheme: &'static SecurityScheme, credential: Credential) -> Self {
        let mut inner = Inner::clone(&self.0);
        put(&mut inner.credentials, scheme, credential);
        inner.secrets = lasting_secrets(&inner.credentials, &inner.headers);
        Self(Arc::new(inner))
    }

    /// A client that is the same but for the value of this parameter, in all operations that have it.
    #[must_use]
    pub fn with_bound(
        &self,
        name: &'static str,
        value: impl ToJson + Send + Sync + 'static,
    ) -> Self {
        let mut inner = Inner::clone(&self.0);
        inner.bound.set(name, Arc::new(value));
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

    /// What is set once for all operations.
    pub(crate) fn bound(&self) -> &BoundValues {
        &self.0.bound
    }

    /// Headers that go with every request.
    pub(crate) fn headers(&self) -> &OwnHeaders {
        &self.0.headers
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
pub(super) fn put(
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

/// The secrets of the credentials that stay what they are, and of the headers.
pub(super) fn lasting_secrets(
    credentials: &[(&'static SecurityScheme, Credential)],
    headers: &OwnHeaders,
) -> Arc<[String]> {
    let mut secrets = headers.secrets();
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
pub(super) fn names(credentials: &[(&'static SecurityScheme, Credential)]) -> Vec<&'static str> {
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
