//! Sessions: log in, keep the token, log out.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(feature = "salted-login")]
use super::super::sessions::{CreateLoginParametersError, CreateSessionSaltedError};
use super::super::sessions::{CreateSessionSimpleError, LogoutSessionError};
use super::super::types::SessionDetails;
#[cfg(feature = "salted-login")]
use super::super::types::{CreateSessionParameters, HashAlgorithm};
use super::super::{Client, FASTSTATS_AUTH_SCHEME};
use crate::runtime::{BoxError, BoxFuture, Credential, Error, Secret, Token, TokenSource};

/// A client that has logged in to a data view, and logs in again when the server refuses its
/// token.
///
/// How long a token lasts is not documented. Dropping it leaves the session open:
/// [`log_out`](Self::log_out) closes it.
#[derive(Debug, Clone)]
pub struct Session {
    client: Client,
    login: Arc<Login>,
}

impl Session {
    /// Logs in without sending the password: its hash is sent, made with salts that the server
    /// gives.
    ///
    /// # Errors
    ///
    /// Those of the two calls, and [`LoginError::Algorithm`] where the server names an algorithm
    /// that is no public one; [`log_in_simple`](Self::log_in_simple) may do there.
    #[cfg(feature = "salted-login")]
    pub async fn log_in(
        client: &Client,
        data_view: &str,
        user: &str,
        password: impl Into<Secret>,
    ) -> Result<Self, LoginError> {
        Self::open(client, data_view, user, password.into(), Way::Salted).await
    }

    /// Logs in with the password as it is: over HTTPS only.
    ///
    /// # Errors
    ///
    /// Those of [`create_simple`](super::super::sessions::Sessions::create_simple).
    pub async fn log_in_simple(
        client: &Client,
        data_view: &str,
        user: &str,
        password: impl Into<Secret>,
    ) -> Result<Self, LoginError> {
        Self::open(client, data_view, user, password.into(), Way::Simple).await
    }

    async fn open(
        client: &Client,
        data_view: &str,
        user: &str,
        password: Secret,
        way: Way,
    ) -> Result<Self, LoginError> {
        let login = Arc::new(Login {
            client: client.with_data_view_name(data_view),
            data_view: data_view.to_owned(),
            user: user.to_owned(),
            password,
            way,
            details: Mutex::new(None),
        });
        let token = login.fetch().await?;
        let credential = Credential::held(token, Again(Arc::clone(&login)));
        let core = login.client.core.with_credential(&FASTSTATS_AUTH_SCHEME, credential);
        Ok(Self { client: Client { core }, login })
    }

    /// The name of the data view that the calls of the session are in.
    pub fn data_view(&self) -> &str {
        &self.login.data_view
    }

    /// What the server told at the last login: the user, what the licence allows, the session's
    /// id.
    pub fn details(&self) -> Option<SessionDetails> {
        self.login.details()
    }

    /// Closes the session. One that the server does not know any more is closed.
    ///
    /// # Errors
    ///
    /// Those of [`logout`](super::super::sessions::Sessions::logout), but for a refused
    /// token and a session that is not there.
    pub async fn log_out(self) -> Result<(), Error<LogoutSessionError>> {
        let core = &self.client.core;
        let token = core.token(&FASTSTATS_AUTH_SCHEME);
        let (Some(token), Some(details)) = (token, self.details()) else { return Ok(()) };
        // As it is: with a source, a token that is refused would be a reason to log in.
        let core = core.with_credential(&FASTSTATS_AUTH_SCHEME, Credential::token(token));
        let sessions = Client { core }.sessions();
        match sessions.logout(details.session_id.expose()).await {
            Ok(_) | Err(Error::Api(LogoutSessionError::NotFound(_))) => Ok(()),
            Err(error) if error.status().is_some_and(|status| status.as_u16() == 401) => Ok(()),
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

/// How to log in.
#[derive(Debug, Clone, Copy)]
enum Way {
    #[cfg(feature = "salted-login")]
    Salted,
    Simple,
}

/// What it takes to log in, and what came of it last.
struct Login {
    client: Client,
    data_view: String,
    user: String,
    password: Secret,
    way: Way,
    details: Mutex<Option<SessionDetails>>,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("data_view", &self.data_view)
            .field("user", &self.user)
            .field("way", &self.way)
            .finish_non_exhaustive()
    }
}

impl Login {
    fn details(&self) -> Option<SessionDetails> {
        self.details.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn fetch(&self) -> Result<Secret, LoginError> {
        let details = match self.way {
            #[cfg(feature = "salted-login")]
            Way::Salted => self.salted().await?,
            Way::Simple => self.simple().await?,
        };
        let token = details.access_token.clone();
        *self.details.lock().unwrap_or_else(PoisonError::into_inner) = Some(details);
        Ok(token)
    }

    async fn simple(&self) -> Result<SessionDetails, LoginError> {
        let sessions = self.client.sessions();
        let password = self.password.expose();
        let call = sessions.create_simple(&self.user, password);
        Ok(call.await.map_err(LoginError::Simple)?.into_inner())
    }

    #[cfg(feature = "salted-login")]
    async fn salted(&self) -> Result<SessionDetails, LoginError> {
        let sessions = self.client.sessions();
        let call = sessions.create_login_parameters().user_name(&self.user);
        let parameters = call.await.map_err(LoginError::Parameters)?;
        let algorithm = || LoginError::Algorithm(parameters.hash_algorithm.to_string());
        let hash = password_hash(self.password.expose(), &parameters).ok_or_else(algorithm)?;
        let salt = parameters.login_salt.expose();
        let call = sessions.create_salted(&self.user, salt, hash.expose());
        Ok(call.await.map_err(LoginError::Salted)?.into_inner())
    }
}

/// Logs in once more, with what the first login had.
struct Again(Arc<Login>);

impl TokenSource for Again {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(async { Ok(self.0.fetch().await?.into()) })
    }
}

/// Why a login failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoginError {
    /// The server did not say how to hash the password.
    #[cfg(feature = "salted-login")]
    Parameters(Error<CreateLoginParametersError>),
    /// The server wants the password hashed by an algorithm that is not known.
    #[cfg(feature = "salted-login")]
    Algorithm(String),
    /// The login with a hash failed.
    #[cfg(feature = "salted-login")]
    Salted(Error<CreateSessionSaltedError>),
    /// The login with the password failed.
    Simple(Error<CreateSessionSimpleError>),
}

impl fmt::Display for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "salted-login")]
            Self::Parameters(error) => error.fmt(f),
            #[cfg(feature = "salted-login")]
            Self::Algorithm(name) => write!(f, "passwords cannot be hashed by {name:?} here"),
            #[cfg(feature = "salted-login")]
            Self::Salted(error) => error.fmt(f),
            Self::Simple(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LoginError {
    /// The cause below the one that `Display` already tells.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            #[cfg(feature = "salted-login")]
            Self::Parameters(error) => error.source(),
            #[cfg(feature = "salted-login")]
            Self::Algorithm(_) => None,
            #[cfg(feature = "salted-login")]
            Self::Salted(error) => error.source(),
            Self::Simple(error) => error.source(),
        }
    }
}

/// The hash of a password that a salted login sends; `None` where the algorithm is no public
/// hash function.
///
/// The last bit of each character is turned, the user's salt is appended where the server asks
/// for that, and the digits of the hash of that are hashed again behind the salt of the login.
#[cfg(feature = "salted-login")]
#[must_use]
pub fn password_hash(password: &str, parameters: &CreateSessionParameters) -> Option<Secret> {
    // What those who wrote the service call a character is a unit of UTF-16. Its pairs stay pairs.
    let turned = char::decode_utf16(password.encode_utf16().map(|unit| unit ^ 1));
    let mut text: String = turned.map(|letter| letter.unwrap_or('\u{fffd}')).collect();
    if parameters.salt_password {
        text.push_str(parameters.user_salt.expose());
    }
    let mut digits = hexadecimal(&parameters.hash_algorithm, &text)?;
    digits.push_str(parameters.login_salt.expose());
    hexadecimal(&parameters.hash_algorithm, &digits).map(Secret::from)
}

/// The hash of a text in digits of lower case.
#[cfg(feature = "salted-login")]
fn hexadecimal(algorithm: &HashAlgorithm, text: &str) -> Option<String> {
    use sha2::Digest as _;
    let bytes = match algorithm {
        HashAlgorithm::Md5 => md5::Md5::digest(text).to_vec(),
        HashAlgorithm::Sha1 => sha1::Sha1::digest(text).to_vec(),
        HashAlgorithm::Sha256 => sha2::Sha256::digest(text).to_vec(),
        HashAlgorithm::Sha384 => sha2::Sha384::digest(text).to_vec(),
        HashAlgorithm::Sha512 => sha2::Sha512::digest(text).to_vec(),
        _ => return None,
    };
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
