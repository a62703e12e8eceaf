//! Sessions: log in, keep the token, log out.

use std::ops::Deref;

use super::sessions::{SessionDeleteError, SessionPostError};
use super::{BRAIN_PORTAL_SESSION_SCHEME, Client};
use crate::runtime::{BoxError, BoxFuture, Credential, Error, Secret, Token, TokenSource};

/// A client that has logged in, and logs in again when the server refuses its token.
///
/// CBRAIN ends a session a day after its last use, and at once when a call comes from another
/// address than the login did. Dropping it leaves the session open: [`log_out`](Self::log_out)
/// closes it.
#[derive(Debug, Clone)]
pub struct Session {
    client: Client,
    user_id: i64,
}

impl Session {
    /// Logs in.
    ///
    /// `client` is one without a credential: where it has one that is good, CBRAIN gives that
    /// back, whatever user and password are. A wrong password takes the server three seconds.
    ///
    /// # Errors
    ///
    /// Those of [`post`](super::sessions::Sessions::post).
    pub async fn log_in(
        client: &Client,
        login: &str,
        password: impl Into<Secret>,
    ) -> Result<Self, Error<SessionPostError>> {
        let source =
            Login { client: client.clone(), login: login.to_owned(), password: password.into() };
        let (user_id, token) = source.post().await?;
        let credential = Credential::held(token, source);
        let core = client.core.with_credential(&BRAIN_PORTAL_SESSION_SCHEME, credential);
        Ok(Self { client: Client { core }, user_id })
    }

    /// The id of the user.
    pub fn user_id(&self) -> i64 {
        self.user_id
    }

    /// Closes the session. One that the server does not know any more is closed.
    ///
    /// # Errors
    ///
    /// Those of [`delete`](super::sessions::Sessions::delete), but for a refused
    /// token.
    pub async fn log_out(self) -> Result<(), Error<SessionDeleteError>> {
        let core = &self.client.core;
        // As it is: with a source, a token that is refused would be a reason to log in.
        let Some(token) = core.token(&BRAIN_PORTAL_SESSION_SCHEME) else { return Ok(()) };
        let credential = Credential::token(token);
        let core = core.with_credential(&BRAIN_PORTAL_SESSION_SCHEME, credential);
        match (Client { core }).sessions().delete().await {
            Ok(_) | Err(Error::Api(SessionDeleteError::Unauthorized(_))) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Deref for Session {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

/// What it takes to log in.
struct Login {
    client: Client,
    login: String,
    password: Secret,
}

impl Login {
    async fn post(&self) -> Result<(i64, Secret), Error<SessionPostError>> {
        let call = self.client.sessions().post(&self.login, self.password.expose());
        let session = call.await?.into_inner();
        Ok((session.user_id, session.cbrain_api_token))
    }
}

impl TokenSource for Login {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(async { Ok(self.post().await?.1.into()) })
    }
}
