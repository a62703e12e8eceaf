//! How far a body is.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::body::Body;
use super::error::TransportError;
use super::future::MaybeSend;

/// The largest piece that bytes in memory are counted by.
const PIECE: usize = 64 * 1024;

/// How far an upload or a download is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    transferred: u64,
    total: Option<u64>,
}

impl Progress {
    /// So many bytes of so many are through: for code that transfers a file by several calls.
    pub fn new(transferred: u64, total: Option<u64>) -> Self {
        Self { transferred, total }
    }

    /// Behind one more piece.
    pub(crate) fn add(&mut self, piece: &Bytes) {
        self.transferred += u64::try_from(piece.len()).unwrap_or_default();
    }

    /// How many bytes are through: handed to the transport, read from a response, or written into
    /// a file.
    pub fn transferred(&self) -> u64 {
        self.transferred
    }

    /// How many bytes there will be, where that is known.
    pub fn total(&self) -> Option<u64> {
        self.total
    }
}

impl Body {
    /// The same body, which tells how far it is: before the first byte and after each piece that is
    /// taken out of it, by the transport where it is sent, and by the caller where it is the body of
    /// a response.
    ///
    /// Such a body is a stream, even if its bytes are in memory: it can be read once, so a request
    /// with it is not tried again.
    #[must_use]
    pub fn with_progress(self, progress: impl FnMut(Progress) + MaybeSend + 'static) -> Self {
        let length = self.length();
        let state = Progress::new(0, length);
        let watched = Watched { body: self, rest: Bytes::new(), state, progress, has_begun: false };
        Self::of(Box::pin(watched), length)
    }
}

/// A body whose pieces are counted.
struct Watched<P> {
    body: Body,
    /// What of the last piece was too much for one.
    rest: Bytes,
    state: Progress,
    progress: P,
    has_begun: bool,
}

/// Nothing in it is pinned.
impl<P> Unpin for Watched<P> {}

impl<P: FnMut(Progress)> Stream for Watched<P> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if !this.has_begun {
            this.has_begun = true;
            (this.progress)(this.state);
        }
        if this.rest.is_empty() {
            match ready!(Pin::new(&mut this.body).poll_next(context)) {
                Some(Ok(piece)) => this.rest = piece,
                ended => return Poll::Ready(ended),
            }
        }
        let length = this.rest.len().min(PIECE);
        let piece = this.rest.split_to(length);
        this.state.add(&piece);
        (this.progress)(this.state);
        Poll::Ready(Some(Ok(piece)))
    }
}
