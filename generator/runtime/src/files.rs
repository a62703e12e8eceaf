//! Files: what is sent from them, and responses that are written into them.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncWriteExt as _, ReadBuf};

use crate::exchange::{Call, Response};
use crate::request::Part;
use crate::response::Error;
use crate::transport::{Body, Progress, TransportError, TransportErrorKind, random};

/// How many bytes are read from a file at a time.
const PIECE: usize = 64 * 1024;

impl Body {
    /// The bytes of a file, read while they are sent.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened. What goes wrong later breaks the request off.
    pub async fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let file = File::open(path).await?;
        let length = file.metadata().await?.len();
        Ok(Self::reader(file, Some(length)))
    }

    /// The bytes of a reader, read while they are sent; `length` as for
    /// [`stream`](Self::stream).
    pub fn reader(reader: impl AsyncRead + Send + 'static, length: Option<u64>) -> Self {
        let reader: Pin<Box<dyn AsyncRead + Send>> = Box::pin(reader);
        Self::stream(Pieces { reader, buffer: BytesMut::new() }, length)
    }
}

impl Part {
    /// A file, with its name, read while it is sent.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened. What goes wrong later breaks the request off.
    pub async fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let part = Self::new(Body::file(path).await?);
        let name = path.file_name().and_then(|name| name.to_str());
        Ok(name.map_or_else(|| part.clone(), |name| part.clone().with_file_name(name)))
    }
}

struct Pieces {
    reader: Pin<Box<dyn AsyncRead + Send>>,
    buffer: BytesMut,
}

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        this.buffer.resize(PIECE, 0);
        let mut buffer = ReadBuf::new(&mut this.buffer);
        std::task::ready!(this.reader.as_mut().poll_read(context, &mut buffer))?;
        let length = buffer.filled().len();
        let piece = this.buffer.split_to(length).freeze();
        Poll::Ready((!piece.is_empty()).then_some(Ok(piece)))
    }
}

impl<T, E> Call<T, E> {
    /// Sends the call, and writes the body of a successful response into a file, whatever type it
    /// is documented to be. `progress` is called before the first byte and after each piece. The
    /// response has the number of bytes.
    ///
    /// The file is there when all of it is: until then the bytes are in another one beside it,
    /// which goes away if the download fails or is dropped. A file of the same name is replaced.
    ///
    /// # Errors
    ///
    /// Those of [`stream`](Self::stream), those of the response's stream, and
    /// [`Error::Transport`] when the file cannot be written.
    pub async fn download(
        &self,
        path: impl AsRef<Path>,
        mut progress: impl FnMut(Progress),
    ) -> Result<Response<u64>, Error<E>> {
        let path = path.as_ref();
        let mut response = self.stream().await?;
        let body = std::mem::take(&mut *response);
        let operation = self.operation();
        let written = written(body, path, &mut progress).await;
        let length = written.map_err(|error| error.of(operation, 1))?;
        Ok(response.map(|_| length))
    }
}

async fn written(
    mut body: Body,
    path: &Path,
    progress: &mut (dyn FnMut(Progress) + '_),
) -> Result<u64, TransportError> {
    let failed = |error: io::Error| TransportError::new(TransportErrorKind::File, error);
    let mut state = Progress::new(0, body.length());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = Unfinished(path.with_file_name(format!(".{name}.{:016x}.part", random())));
    let mut file = File::create_new(&unfinished.0).await.map_err(failed)?;
    progress(state);
    while let Some(piece) = body.next().await {
        let piece = piece?;
        file.write_all(&piece).await.map_err(failed)?;
        state.add(&piece);
        progress(state);
    }
    let received = state.transferred();
    if let Some(total) = state.total().filter(|total| *total != received) {
        let message = format!("{total} bytes were announced, and {received} came");
        return Err(TransportError::new(TransportErrorKind::Other, message));
    }
    file.sync_all().await.map_err(failed)?;
    drop(file);
    tokio::fs::rename(&unfinished.0, path).await.map_err(failed)?;
    Ok(received)
}

/// A file that goes away, unless it was renamed before.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // It may have been renamed; there is nobody who could be told of anything else.
        let _ = std::fs::remove_file(&self.0);
    }
}
