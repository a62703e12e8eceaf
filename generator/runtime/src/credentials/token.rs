//! Tokens that are fetched when a call needs one.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;

use crate::transport::{BoxError, BoxFuture, MaybeSend, Timer, now};
use crate::values::Secret;

/// How long before its end a token is not used any more: a call takes its time.
const MARGIN: Duration = Duration::from_secs(10);

/// Where tokens come from: an OAuth 2.0 or OpenID Connect library, a vault, a login of your own.
///
/// It is asked when a call needs a token and none is held, when the one that is held has come
/// to its end, and once more when the server refuses it with the status 401. However many
/// calls wait for a token, it is asked once. A function that gives a future is a source:
///
/// ```text
/// builder.petstore_auth_source(|| async { fetch().await })
/// ```
pub trait TokenSource: Send + Sync + 'static {
    /// A fresh token.
    ///
    /// # Errors
    ///
    /// When none can be had; the call ends with [`Error::Token`](crate::Error::Token), whose
    /// source is that error. It must not print a secret.
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>>;
}

impl<F, G, T, E> TokenSource for F
where
    F: Fn() -> G + Send + Sync + 'static,
    G: Future<Output = Result<T, E>> + MaybeSend + 'static,
    T: Into<Token>,
    E: Into<BoxError>,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        let token = self();
        Box::pin(async { token.await.map(Into::into).map_err(Into::into) })
    }
}

/// A token, and for how long it is good.
#[derive(Debug, Clone)]
pub struct Token {
    secret: Secret,
    lifetime: Option<Duration>,
}

impl Token {
    /// A token that is good until the server refuses it.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self { secret: secret.into(), lifetime: None }
    }

    /// The same token, good for so long from now: `expires_in` of RFC 6749, section 5.1.
    #[must_use]
    pub fn valid_for(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

impl<T: Into<Secret>> From<T> for Token {
    fn from(secret: T) -> Self {
        Self::new(secret)
    }
}

/// A source, and the token that it gave last.
#[derive(Clone)]
pub(super) struct Tokens(Arc<Inner>);

struct Inner {
    source: Box<dyn TokenSource>,
    held: Mutex<Option<Held>>,
}

struct Held {
    secret: Secret,
    /// By the client's timer.
    end: Option<Duration>,
}

impl Tokens {
    pub(super) fn new(source: impl TokenSource, held: Option<Secret>) -> Self {
        let held = held.map(|secret| Held { secret, end: None });
        Self(Arc::new(Inner { source: Box::new(source), held: Mutex::new(held) }))
    }

    /// A token that is good, as far as is known, and is not the one that was refused.
    pub(super) async fn get(
        &self,
        refused: Option<&Secret>,
        timer: Option<&dyn Timer>,
    ) -> Result<Secret, BoxError> {
        // Whoever comes while a token is fetched waits here, and finds it.
        let mut held = self.0.held.lock().await;
        if let Some(known) = &*held
            && known.end.is_none_or(|end| now(timer).is_none_or(|now| now < end))
            && refused != Some(&known.secret)
        {
            return Ok(known.secret.clone());
        }
        let token = self.0.source.token().await?;
        let end = token
            .lifetime
            .zip(now(timer))
            .and_then(|(lifetime, now)| now.checked_add(lifetime.saturating_sub(MARGIN)));
        *held = Some(Held { secret: token.secret.clone(), end });
        Ok(token.secret)
    }

    /// The token that is held, if there is one.
    pub(super) fn held(&self) -> Option<Secret> {
        let held = self.0.held.try_lock().ok()?;
        held.as_ref().map(|held| held.secret.clone())
    }
}
