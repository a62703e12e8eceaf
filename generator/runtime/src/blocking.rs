//! Calls for programs that are not async.

use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::OnceLock;

use bytes::{Buf, Bytes};
use futures_core::Stream;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::exchange::{Call, Response};
use crate::response::Error;
use crate::transport::{Body, TransportError, TransportErrorKind};

/// What `future` gives, in a program that is not async: all of them share one runtime of the
/// crate's own.
///
/// # Errors
///
/// In async code, which a wait would stop, or when the system has no thread to give.
pub fn block_on<F: Future>(future: F) -> Result<F::Output, TransportError> {
    static RUNTIME: OnceLock<io::Result<Runtime>> = OnceLock::new();
    let failed = |cause: String| TransportError::new(TransportErrorKind::Other, cause);
    if Handle::try_current().is_ok() {
        let words = "a call that blocks, in async code: `.await` it instead";
        return Err(failed(words.to_owned()));
    }
    // One thread beside those that wait, which keeps connections alive between calls.
    let start = || Builder::new_multi_thread().worker_threads(1).enable_all().build();
    match RUNTIME.get_or_init(start) {
        Ok(runtime) => Ok(runtime.block_on(future)),
        Err(error) => Err(failed(error.to_string())),
    }
}

impl<T, E> Call<T, E> {
    /// Sends the call and waits for the response: what `.await` does, for programs that are not
    /// async.
    ///
    /// # Errors
    ///
    /// Those of awaiting the call, and those of [`block_on`].
    pub fn send(&self) -> Result<Response<T>, Error<E>> {
        block_on(self.into_future())?
    }
}

/// The items of a stream, for programs that are not async. An error of [`block_on`] is the last
/// item.
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked for its items"]
pub struct Blocking<S> {
    stream: S,
    is_over: bool,
}

impl<S> Blocking<S> {
    /// The items of `stream`.
    pub fn new(stream: S) -> Self {
        Self { stream, is_over: false }
    }
}

impl<S, T, E> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, E>> + Unpin,
    E: From<TransportError>,
{
    type Item = Result<T, E>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let mut stream = Pin::new(&mut self.stream);
        let next = block_on(poll_fn(|context| stream.as_mut().poll_next(context)));
        next.unwrap_or_else(|error| {
            self.is_over = true;
            Some(Err(error.into()))
        })
    }
}

/// A body that is read as a file is, for programs that are not async.
#[derive(Debug)]
pub struct BodyReader {
    body: Body,
    /// What is left of the last piece.
    piece: Bytes,
}

impl Body {
    /// The body as a reader, for programs that are not async.
    pub fn into_reader(self) -> BodyReader {
        BodyReader { body: self, piece: Bytes::new() }
    }
}

impl Read for BodyReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match block_on(self.body.next()).map_err(io::Error::other)? {
                Some(piece) => self.piece = piece.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let length = buffer.len().min(self.piece.len());
        self.piece.copy_to_slice(buffer.get_mut(..length).unwrap_or_default());
        Ok(length)
    }
}
