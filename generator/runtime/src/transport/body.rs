//! Bodies: bytes in memory, or a stream of them.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::error::{BoxError, TransportError, TransportErrorKind};
use super::future::{BoxStream, MaybeSend};

/// The body of a request or of a response: bytes in memory, or a stream of them.
///
/// A clone of a body in memory is the same bytes. A stream can be read once, by whichever
/// clone begins: the others fail when they are read.
///
/// It is a [`Stream`] of its pieces, and an [`http_body::Body`] for crates that want one.
#[derive(Clone)]
pub struct Body(Kind);

#[derive(Clone)]
enum Kind {
    Bytes(Bytes),
    Stream(Source),
    /// The first one last.
    Chain(Vec<Body>),
}

#[derive(Clone)]
struct Source {
    shared: Arc<Mutex<Shared>>,
    /// How many bytes are still to come, where that is known.
    length: Option<u64>,
    /// Whether this is the clone that reads.
    is_reader: bool,
}

struct Shared {
    stream: BoxStream<Result<Bytes, TransportError>>,
    is_taken: bool,
}

impl Body {
    /// A body of no bytes.
    pub fn empty() -> Self {
        Self(Kind::Bytes(Bytes::new()))
    }

    /// A body that is sent piece by piece as the stream gives it.
    ///
    /// `length` is the number of bytes in all, if it is known. Without it the body is sent in
    /// chunks (RFC 9112, section 7.1), which some servers refuse. It must be right: a body that
    /// turns out longer or shorter breaks the request off.
    pub fn stream<S, B, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<B, E>> + MaybeSend + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::of(Box::pin(Pieces(Box::pin(stream))), length)
    }

    /// A body of pieces that are bytes already.
    pub(crate) fn of(
        stream: BoxStream<Result<Bytes, TransportError>>,
        length: Option<u64>,
    ) -> Self {
        // In a browser, the stream cannot leave its thread, and neither does the body.
        #[cfg_attr(target_arch = "wasm32", expect(clippy::arc_with_non_send_sync))]
        let shared = Arc::new(Mutex::new(Shared { stream, is_taken: false }));
        Self(Kind::Stream(Source { shared, length, is_reader: false }))
    }

    /// Bodies one after the other.
    pub(crate) fn chain(bodies: Vec<Self>) -> Self {
        let mut all = BytesMut::new();
        for body in &bodies {
            if body.as_bytes().is_none() {
                let mut bodies = bodies;
                bodies.reverse();
                return Self(Kind::Chain(bodies));
            }
        }
        for bytes in bodies.iter().filter_map(Self::as_bytes) {
            all.extend_from_slice(bytes);
        }
        all.freeze().into()
    }

    /// The bytes, if they are in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream(_) | Kind::Chain(_) => None,
        }
    }

    /// The number of bytes that are still to come, if it is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Kind::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Kind::Stream(source) => source.length,
            Kind::Chain(bodies) => {
                let mut length = 0u64;
                for body in bodies {
                    length = length.checked_add(body.length()?)?;
                }
                Some(length)
            }
        }
    }

    /// The next piece, or `None` at the end.
    ///
    /// # Errors
    ///
    /// When the connection or the stream breaks, or another clone reads the stream.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        std::future::poll_fn(|context| self.poll_piece(context)).await
    }

    /// All bytes that are still to come.
    ///
    /// # Errors
    ///
    /// Those of [`next`](Self::next).
    pub async fn collect(mut self) -> Result<Bytes, TransportError> {
        if let Kind::Bytes(bytes) = self.0 {
            return Ok(bytes);
        }
        let mut all = BytesMut::new();
        while let Some(piece) = self.next().await {
            all.extend_from_slice(&piece?);
        }
        Ok(all.freeze())
    }

    fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        match &mut self.0 {
            Kind::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Kind::Stream(source) => source.poll(context),
            Kind::Chain(bodies) => loop {
                let Some(first) = bodies.last_mut() else {
                    return Poll::Ready(None);
                };
                match ready!(first.poll_piece(context)) {
                    Some(piece) => return Poll::Ready(Some(piece)),
                    None => bodies.pop(),
                };
            },
        }
    }
}

impl Source {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_reader {
            if shared.is_taken {
                let words = "a streamed body can be sent only once";
                return Poll::Ready(Some(Err(TransportError::new(
                    TransportErrorKind::Body,
                    words,
                ))));
            }
            shared.is_taken = true;
            self.is_reader = true;
        }
        let piece = ready!(shared.stream.as_mut().poll_next(context));
        if let Some(Ok(bytes)) = &piece {
            let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            self.length = self.length.map(|length| length.saturating_sub(read));
        }
        Poll::Ready(piece)
    }
}

/// A stream whose pieces become bytes and whose errors become ours.
struct Pieces<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Pieces<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(piece.map(|piece| match piece {
            Ok(bytes) => Ok(bytes.into()),
            Err(error) => Err(TransportError::of_body(error.into())),
        }))
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(context)
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.poll_piece(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        self.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

macro_rules! from_bytes {
    ($($ty:ty),+) => {$(
        impl From<$ty> for Body {
            fn from(bytes: $ty) -> Self {
                Self(Kind::Bytes(bytes.into()))
            }
        }
    )+};
}

from_bytes!(Bytes, BytesMut, Vec<u8>, String, &'static [u8], &'static str);

impl fmt::Debug for Body {
    /// The bytes can hold secrets: they are counted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(bytes of unknown number)"),
        }
    }
}
