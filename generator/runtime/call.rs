//! A call that is ready to be sent.

use std::fmt;

use bytes::Bytes;

use super::core::Core;
use super::error::Error;
use super::reply::{Reply, Response};
use super::request::Request;
use super::transport::{BoxFuture, TransportError};

/// A call that is ready to be sent: `.await` sends it.
///
/// It holds no borrow, so it can be kept, moved to another task, or sent later.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T, E> {
    core: Core,
    request: Request,
    decode: fn(&Reply) -> Result<T, Error<E>>,
}

impl<T, E> Call<T, E> {
    /// A call of `request`, whose answer `decode` reads.
    pub fn new(core: &Core, request: Request, decode: fn(&Reply) -> Result<T, Error<E>>) -> Self {
        Self { core: core.clone(), request, decode }
    }

    /// For the setters of optional values.
    pub fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }

    /// The request as it would be sent. Its URL and headers hold the credentials in the clear.
    ///
    /// # Errors
    ///
    /// When a credential is missing, or a value cannot be sent.
    pub fn request(&self) -> Result<http::Request<Bytes>, Error<E>> {
        self.request.build(&self.core)
    }

    /// Reads an answer to this call, wherever it came from.
    ///
    /// # Errors
    ///
    /// When the answer is a failure, or not what the operation documents.
    pub fn decode(&self, response: http::Response<Bytes>) -> Result<Response<T>, Error<E>> {
        let reply =
            Reply::new(self.request.operation(), response, self.request.secrets(&self.core));
        let value = (self.decode)(&reply)?;
        Ok(Response::new(reply, value))
    }

    /// Sends the call: what `.await` does.
    ///
    /// # Errors
    ///
    /// Those of [`request`](Self::request) and [`decode`](Self::decode), and those of the transport.
    pub async fn send(self) -> Result<Response<T>, Error<E>> {
        let response = transmit(&self.core, &self.request, self.request()?).await?;
        self.decode(response)
    }
}

/// The part of sending that is compiled once for all operations.
async fn transmit(
    core: &Core,
    request: &Request,
    message: http::Request<Bytes>,
) -> Result<http::Response<Bytes>, TransportError> {
    core.transport().send(message).await.map_err(|error| error.of(request.operation()))
}

impl<T: Send + 'static, E: Send + 'static> IntoFuture for Call<T, E> {
    type Output = Result<Response<T>, Error<E>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.request).finish()
    }
}
