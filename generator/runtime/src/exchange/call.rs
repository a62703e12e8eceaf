//! A call that is ready to be sent.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use super::attempt::{self, Exchanged};
use super::undecoded::{Response, UndecodedResponse};
use crate::client::{Core, Options, header};
use crate::operation::Operation;
use crate::request::Request;
use crate::response::{CallError, Error};
use crate::transport::{Body, BoxFuture, Timer};
use crate::values::Secret;

type Decode<T, E> = fn(&UndecodedResponse) -> Result<T, Error<E>>;

/// A call that is ready to be sent: `.await` sends it.
///
/// It holds no borrow, so it can be kept, moved to another task, or sent later; a reference
/// to it can be awaited, too, more than once. Dropping what is awaited breaks the call off.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T, E> {
    pub(crate) core: Core,
    /// The request as far as it is filled.
    pub(crate) request: Request,
    /// What the operation makes of a response.
    pub(crate) decode: Decode<T, E>,
    /// Whether the body of a success is read while it comes.
    is_streamed: bool,
}

impl<T, E> Call<T, E> {
    /// A call of `request`, whose response `decode` reads.
    pub fn new(core: &Core, mut request: Request, decode: Decode<T, E>) -> Self {
        request.bind(core);
        Self { core: core.clone(), request, decode, is_streamed: false }
    }

    /// A call of `request`, whose response `decode` reads while it comes.
    pub fn of_items(core: &Core, request: Request, decode: Decode<T, E>) -> Self {
        Self { is_streamed: true, ..Self::new(core, request, decode) }
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.request.operation()
    }

    /// What tells the time and waits in the way of the async runtime that drives the call, for code
    /// that calls more than once. A client whose transport knows of none has none.
    pub fn timer(&self) -> Option<&Arc<dyn Timer>> {
        #[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
        crate::transport::let_spawn();
        self.core.timer()
    }

    /// For the setters of optional values.
    pub fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }

    /// The same call with options of its own: time, attempts, bytes. What they leave open is as
    /// it was, or as the client has it.
    pub fn options(&self, options: Options) -> Self {
        let mut call = self.clone();
        let known = call.request.options.take().unwrap_or_default();
        call.request.options = Some(Box::new(options.or(&known)));
        call
    }

    /// The same call with a header of one's own, in the place of what would be sent by that name: a
    /// key that makes a second `POST` harmless, a condition (`If-Match`), the place of the call in a
    /// trace. It is sent with each attempt, and dropped where a redirect leads to another origin.
    ///
    /// A header that cannot be sent, as one with a line end in it, is reported when the call is
    /// sent, and nothing is sent then. Those that say how the message is framed (`Content-Length`,
    /// `Host`) are not the caller's.
    pub fn header(&self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) -> Self {
        self.with_header(header(name, value))
    }

    /// The same call with a header whose value is a secret: no error and no log repeats it.
    pub fn secret_header(&self, name: impl TryInto<HeaderName>, value: impl Into<Secret>) -> Self {
        let mut header = header(name, value.into().expose());
        if let Some((_, value)) = &mut header {
            value.set_sensitive(true);
        }
        self.with_header(header)
    }

    fn with_header(&self, header: Option<(HeaderName, HeaderValue)>) -> Self {
        let mut call = self.clone();
        if let Err(reason) = call.request.headers.set(header) {
            call.request.refuse("header", reason);
        }
        call
    }

    /// The same call without a body: for an operation that takes one, and does not need it.
    pub fn without_body(&self) -> Self {
        let mut call = self.clone();
        call.request.remove_body();
        call
    }

    /// The request as it would be sent. Its URL and headers hold the credentials in the clear.
    ///
    /// Nobody is asked for a token here: one that comes from a source is the one that was
    /// fetched last.
    ///
    /// # Errors
    ///
    /// When a credential is missing or not fetched yet, or a value cannot be sent.
    pub fn request(&self) -> Result<http::Request<Body>, Error<E>> {
        attempt::built(&self.core, &self.request).map_err(Error::widen)
    }

    /// Reads a response to this call, wherever it came from.
    ///
    /// # Errors
    ///
    /// When the response is a failure, or not what the operation documents.
    pub fn decode(&self, response: http::Response<Bytes>) -> Result<Response<T>, Error<E>> {
        let secrets = attempt::secrets(&self.core, &self.request);
        let exchanged = Exchanged { response: response.map(Body::from), secrets, attempts: 1 };
        read(&self.request, exchanged, self.decode)
    }

    /// Sends the call, and gives the body of a successful response piece by piece, as it comes
    /// over the wire and whatever type it is documented to be.
    ///
    /// # Errors
    ///
    /// Those of awaiting the call; a failure is read as the operation documents it.
    pub async fn stream(&self) -> Result<Response<Body>, Error<E>> {
        let exchanged =
            attempt::sent(&self.core, &self.request, true).await.map_err(Error::widen)?;
        if exchanged.response.status().is_success() {
            return Ok(Response::streamed(exchanged.response, exchanged.secrets));
        }
        let body = exchanged.response.body().clone();
        // An operation can document any status as its success.
        read(&self.request, exchanged, self.decode).map(|response| response.map(|_| body))
    }
}

fn read<T, E>(
    request: &Request,
    exchanged: Exchanged,
    decode: Decode<T, E>,
) -> Result<Response<T>, Error<E>> {
    let response = exchanged.response(request.operation());
    let value = decode(&response)?;
    Ok(Response::new(response, value))
}

impl<T, E> IntoFuture for Call<T, E> {
    type Output = Result<Response<T>, Error<E>>;
    type IntoFuture = ResponseFuture<T, E>;

    fn into_future(self) -> ResponseFuture<T, E> {
        let response = attempt::received(self.core, self.request, self.is_streamed);
        ResponseFuture { response, decode: self.decode }
    }
}

impl<T, E> IntoFuture for &Call<T, E> {
    type Output = Result<Response<T>, Error<E>>;
    type IntoFuture = ResponseFuture<T, E>;

    fn into_future(self) -> ResponseFuture<T, E> {
        self.clone().into_future()
    }
}

/// A call on its way to its response. It is `Send` whatever the response is, but in a browser.
#[must_use = "a call does nothing until it is awaited"]
pub struct ResponseFuture<T, E> {
    response: BoxFuture<'static, Result<UndecodedResponse, CallError>>,
    decode: Decode<T, E>,
}

impl<T, E> Future for ResponseFuture<T, E> {
    type Output = Result<Response<T>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(self.response.as_mut().poll(context)).map_err(Error::widen)?;
        match (self.decode)(&response) {
            // What holds no items is read whole: as another success, or for the error to show.
            Err(Error::Decode(_)) if response.source().is_some() => {
                self.response = attempt::collected(response);
                self.poll(context)
            }
            decoded => Poll::Ready(decoded.map(|value| Response::new(response, value))),
        }
    }
}

impl<T, E> fmt::Debug for ResponseFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}

/// The same call once more, whatever its types are.
impl<T, E> Clone for Call<T, E> {
    fn clone(&self) -> Self {
        let Self { core, request, decode, is_streamed } = self;
        let (core, request) = (core.clone(), request.clone());
        Self { core, request, decode: *decode, is_streamed: *is_streamed }
    }
}

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.request).finish()
    }
}
