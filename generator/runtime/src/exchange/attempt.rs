//! Sends a request, again if need be, and brings what came of it.

use super::redirect;
use super::undecoded::{Source, UndecodedResponse};
use std::time::Duration;

use http::{Method, StatusCode};

use crate::client::{Core, Observed, Settled};
use crate::credentials::{Credential, CredentialValue, CredentialValues, Secrets};
use crate::operation::{Operation, SecurityScheme};
use crate::request::Request;
use crate::response::{CallError, TokenError};
use crate::transport::{Body, BoxError, BoxFuture, TransportError, collect, idle, within};

/// Why a request cannot be shown that needs a token.
const NOT_FETCHED: &str = "none was fetched yet, which sending a call does";

/// The schemes that were chosen for a request, with their credentials.
type Chosen<'c> = Vec<(&'static SecurityScheme, &'c Credential)>;

/// What came of an attempt whose request could be made.
type Received = Result<http::Response<Body>, TransportError>;

/// A response, read unless it is a success that is streamed.
pub(crate) struct Exchanged {
    pub(crate) response: http::Response<Body>,
    /// What the request held that must not be repeated.
    pub(crate) secrets: Secrets,
    /// How often the request was sent.
    pub(crate) attempts: u32,
}

impl Exchanged {
    /// The response, for the operation to read.
    pub(crate) fn response(self, operation: &'static Operation) -> UndecodedResponse {
        // What was streamed is with who asked for it.
        let response = self.response.map(|body| body.as_bytes().cloned().unwrap_or_default());
        UndecodedResponse::new(operation, response, self.secrets, self.attempts)
    }
}

/// The request, with what is known of its credentials.
pub(crate) fn built(core: &Core, request: &Request) -> Result<http::Request<Body>, CallError> {
    let chosen = request.credentials(core)?;
    let mut credential_values = CredentialValues::new();
    for (scheme, credential) in chosen {
        let absent = || TokenError::new(request.operation(), scheme, false, NOT_FETCHED.into());
        credential_values.push((scheme, credential.known().ok_or_else(absent)?));
    }
    Ok(request.build(core, &credential_values)?)
}

/// What a response must not repeat: the secrets of the request and the client's credentials.
pub(crate) fn secrets(core: &Core, request: &Request) -> Secrets {
    let mut secrets = core.secrets();
    secrets.extend(request.own_secrets());
    for (_, credential) in core.credentials() {
        if credential.is_fetched()
            && let Some(credential_value) = credential.known()
        {
            secrets.extend(credential_value.secrets());
        }
    }
    secrets
}

/// Sends the request as often as it takes. The body of a streamed success is left to be read.
///
/// In a box, so that all of this is compiled once with the crate, and not with its callers.
pub(crate) fn sent<'c>(
    core: &'c Core,
    request: &'c Request,
    is_streamed: bool,
) -> BoxFuture<'c, Result<Exchanged, CallError>> {
    Box::pin(send(core, request, is_streamed))
}

/// Sends a request until there is a response, or none is to be had.
pub(crate) async fn send(
    core: &Core,
    request: &Request,
    is_streamed: bool,
) -> Result<Exchanged, CallError> {
    // Nobody is asked for a token in vain.
    request.check()?;
    let chosen = request.credentials(core)?;
    let options = core.options(request.options.as_deref()).settled(request.is_upload());
    let secrets = secrets(core, request);
    let timed = options.timeout.zip(core.timer());
    let end = timed.and_then(|(limit, timer)| timer.now().checked_add(limit));
    let mut exchange =
        Exchange { core, request, chosen, options, end, is_streamed, secrets, attempts: 0 };
    let response = exchange.run().await?;
    let Exchange { secrets, attempts, .. } = exchange;
    Ok(Exchanged { response, secrets, attempts })
}

/// What is sent of the credential of this index.
fn credential_value(
    credential_values: &CredentialValues,
    index: usize,
) -> Option<&CredentialValue> {
    credential_values.get(index).map(|(_, credential_value)| credential_value)
}

/// A request on its way.
struct Exchange<'c> {
    core: &'c Core,
    request: &'c Request,
    chosen: Chosen<'c>,
    options: Settled,
    /// When the time of the whole call is up.
    end: Option<Duration>,
    is_streamed: bool,
    secrets: Secrets,
    attempts: u32,
}

impl Exchange<'_> {
    /// Attempts, until one is good, or none that could follow is worth it.
    async fn run(&mut self) -> Result<http::Response<Body>, CallError> {
        let mut credential_values = self.in_time(self.fetched(None)).await?;
        let mut is_fresh = false;
        loop {
            let (outcome, wait) = self.attempt(&credential_values, is_fresh).await?;
            let is_refused = outcome
                .as_ref()
                .is_ok_and(|response| response.status() == StatusCode::UNAUTHORIZED);
            if is_refused && !is_fresh && self.can_refresh() {
                is_fresh = true;
                let fresh = self.in_time(self.fetched(Some(&credential_values))).await?;
                // A source can have no other token to give.
                if (0..fresh.len()).any(|index| {
                    credential_value(&fresh, index) != credential_value(&credential_values, index)
                }) {
                    credential_values = fresh;
                    continue;
                }
            }
            let (Some(wait), Some(timer)) = (wait, self.core.timer()) else {
                let of = |error: TransportError| error.of(self.request.operation(), self.attempts);
                return Ok(outcome.map_err(of)?);
            };
            timer.sleep(wait).await;
        }
    }

    /// One attempt, and the wait before the next if there should be one.
    async fn attempt(
        &mut self,
        credential_values: &CredentialValues,
        is_fresh: bool,
    ) -> Result<(Received, Option<Duration>), CallError> {
        let message = self.request.build(self.core, credential_values)?;
        for (index, (_, credential)) in self.chosen.iter().enumerate() {
            if credential.is_fetched()
                && let Some(credential_value) = credential_value(credential_values, index)
            {
                self.secrets.extend(credential_value.secrets());
            }
        }
        let message = self.marked(message);
        self.attempts += 1;
        let method = message.method().clone();
        let operation = self.request.operation();
        let observed = Observed::begin(self.core, operation, self.attempts, message.uri());
        let timer = self.core.timer().map(AsRef::as_ref);
        let own = self.options.attempt_timeout;
        let limit = match (own, self.left()) {
            (Some(own), Some(left)) => Some(own.min(left)),
            (own, left) => own.or(left),
        };
        let response =
            observed.work(within(timer, limit, self.response(message, credential_values))).await;
        let response = response.unwrap_or_else(|| {
            let is_own = limit == own;
            let (what, limit) =
                if is_own { ("the attempt", own) } else { ("the call", self.options.timeout) };
            Err(TransportError::too_long(what, limit.unwrap_or_default()))
        });
        let wait = self.wait(&method, &response, is_fresh);
        let result = response.as_ref().map(http::Response::status).map_err(TransportError::kind);
        observed.end(result, wait);
        Ok((response, wait))
    }

    /// Sends the message, follows where it may, and reads what is not streamed.
    async fn response(
        &self,
        message: http::Request<Body>,
        credential_values: &CredentialValues,
    ) -> Received {
        let method = message.method().clone();
        let response = self.core.transport().send(message).await?;
        let response = if response.status().is_redirection() {
            self.followed(response, &method, credential_values).await?
        } else {
            response
        };
        collect::check_headers(response.headers())?;
        if self.is_streamed && response.status().is_success() {
            let (timer, limit) = (self.core.timer(), self.options.idle_timeout);
            return Ok(match timer.zip(limit) {
                Some((timer, limit)) => response.map(|body| idle::limited(body, timer, limit)),
                None => response,
            });
        }
        collect::read(response, self.options.response_limit, method == Method::HEAD).await
    }

    /// The response at the end of the redirects, as far as they may be followed.
    async fn followed(
        &self,
        mut response: http::Response<Body>,
        method: &Method,
        credential_values: &CredentialValues,
    ) -> Received {
        let Some(home) = self.request.url(self.core) else { return Ok(response) };
        let is_response = self.request.operation().has_redirects;
        // What is streamed is gone.
        let is_last = is_response || self.request.is_upload();
        let most = if is_last { 0 } else { self.options.redirects };
        let (mut at, mut is_home) = (home.clone(), true);
        for _ in 0..most {
            let (status, headers) = (response.status(), response.headers());
            let Some(to) = redirect::next(method, &at, status, headers) else { break };
            // Who has left once comes back as a stranger.
            is_home = is_home && redirect::is_same_origin(&home, &to);
            let message =
                self.request.redirected(self.core, credential_values, to.clone(), is_home);
            let Some(message) = message else { break };
            at = to;
            response = self.core.transport().send(self.marked(message)).await?;
        }
        Ok(response)
    }

    /// A message that says what of it must not be repeated, to a transport that records.
    #[cfg_attr(not(feature = "test-util"), expect(unused_mut))]
    fn marked(&self, mut message: http::Request<Body>) -> http::Request<Body> {
        #[cfg(feature = "test-util")]
        message.extensions_mut().insert(self.secrets.clone());
        message
    }

    /// What is left of the time of the whole call, where it is limited.
    fn left(&self) -> Option<Duration> {
        let now = self.core.timer()?.now();
        self.end.map(|end| end.saturating_sub(now))
    }

    /// The credential values, unless the call's time is up before they are there.
    async fn in_time(
        &self,
        fetch: impl Future<Output = Result<CredentialValues, TokenError>>,
    ) -> Result<CredentialValues, CallError> {
        let timer = self.core.timer().map(AsRef::as_ref);
        match within(timer, self.left(), fetch).await {
            Some(credential_values) => Ok(credential_values?),
            None => {
                let limit = self.options.timeout.unwrap_or_default();
                let error = TransportError::too_long("the call, waiting for a token,", limit);
                Err(error.of(self.request.operation(), self.attempts).into())
            }
        }
    }

    /// The wait before the next attempt, if it is worth one and there is the time.
    fn wait(&self, method: &Method, response: &Received, is_fresh: bool) -> Option<Duration> {
        let timer = self.core.timer()?;
        if self.request.is_upload() {
            return None;
        }
        let outcome = match response {
            Ok(response) => Ok((response.status(), response.headers())),
            Err(error) => Err(error.kind()),
        };
        let is_idempotent = method.is_idempotent() || self.request.is_idempotent();
        // An attempt with a fresh token is not one more of the same.
        let attempts = self.attempts - u32::from(is_fresh);
        let wait = self.options.retry.wait(is_idempotent, attempts, &outcome)?;
        let is_in_time = self.end.is_none_or(|end| timer.now().saturating_add(wait) < end);
        is_in_time.then_some(wait)
    }

    /// Whether another token can be had, and the request be sent once more.
    fn can_refresh(&self) -> bool {
        let has_source = self.chosen.iter().any(|(_, credential)| credential.is_fetched());
        has_source && !self.request.is_upload()
    }

    /// What is sent of each credential; of those that are fetched, another one than was refused.
    async fn fetched(
        &self,
        refused: Option<&CredentialValues>,
    ) -> Result<CredentialValues, TokenError> {
        let mut credential_values = CredentialValues::new();
        let operation = self.request.operation();
        let timer = self.core.timer().map(AsRef::as_ref);
        for (index, (scheme, credential)) in self.chosen.iter().enumerate() {
            let refused = refused.and_then(|refused| credential_value(refused, index));
            let failed =
                |cause: BoxError| TokenError::new(operation, scheme, refused.is_some(), cause);
            let credential_value =
                credential.credential_value(refused, timer).await.map_err(failed)?;
            if let Some(fault) = credential_value.fault(scheme) {
                return Err(failed(format!("the token {fault}").into()));
            }
            credential_values.push((scheme, credential_value));
        }
        Ok(credential_values)
    }
}

/// Sends a request, and reads the response: at once, but for a success that is streamed, which is
/// read while it comes.
pub(crate) fn received(
    core: Core,
    request: Request,
    is_streamed: bool,
) -> BoxFuture<'static, Result<UndecodedResponse, CallError>> {
    Box::pin(async move {
        let exchanged = send(&core, &request, is_streamed).await?;
        if is_streamed && exchanged.response.status().is_success() {
            let body = exchanged.response.body().clone();
            let response = exchanged.response(request.operation());
            return Ok(response.with_source(Source { body, core, request }));
        }
        Ok(exchanged.response(request.operation()))
    })
}

/// A response, with its body read.
pub(crate) fn collected(
    response: UndecodedResponse,
) -> BoxFuture<'static, Result<UndecodedResponse, CallError>> {
    Box::pin(async move {
        let Some(Source { body, core, request }) = response.source() else { return Ok(response) };
        let options = core.options(request.options.as_deref()).settled(request.is_upload());
        let timer = core.timer().map(AsRef::as_ref);
        let whole = http::Response::new(body.clone());
        let read = collect::read(whole, options.response_limit, false);
        // What is not streamed after all takes no longer than a call that never was.
        let whole = within(timer, options.timeout, read).await.unwrap_or_else(|| {
            Err(TransportError::too_long("the body", options.timeout.unwrap_or_default()))
        });
        let response = response.response();
        let whole = whole.map_err(|error| error.of(response.operation(), response.attempts()))?;
        let body = whole.body().as_bytes().cloned().unwrap_or_default();
        Ok(UndecodedResponse::of(response.with(response.status(), body)))
    })
}
