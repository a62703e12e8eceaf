//! A double over a port, for programs in other processes.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use super::double::Double;
use super::ledger::Ledger;
use crate::transport::TransportErrorKind;

/// How long a client may say nothing while it sends a request.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a line of a request's head can be, in bytes.
const LINE: u64 = 64 * 1024;

/// A [`Double`] over a port of 127.0.0.1, until it is dropped: HTTP/1.1, without TLS, a connection for
/// each request.
///
/// It tells operations by method and path among those of which something was said. A request that
/// nobody expects is responded with 501 and the reason; where the double breaks, the connection does.
/// Delays are those of the machine's clock.
#[derive(Debug)]
pub struct DoubleServer {
    address: SocketAddr,
    is_over: Arc<AtomicBool>,
    listener: Option<JoinHandle<()>>,
}

impl Double {
    /// Responds over a port, too, in threads of its own.
    ///
    /// # Errors
    ///
    /// When there is no port.
    pub fn serve(&self) -> io::Result<DoubleServer> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let is_over = Arc::new(AtomicBool::new(false));
        let (ledger, over) = (Arc::clone(&self.ledger), Arc::clone(&is_over));
        let listener = thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::Acquire) {
                    break;
                }
                let ledger = Arc::clone(&ledger);
                // Who breaks off a connection has no one to tell.
                thread::spawn(move || stream.and_then(|stream| respond(&ledger, stream)));
            }
        });
        Ok(DoubleServer { address, is_over, listener: Some(listener) })
    }
}

impl DoubleServer {
    /// The URL to give to the program.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for DoubleServer {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Release);
        // It waits for one more.
        if TcpStream::connect(self.address).is_ok()
            && let Some(listener) = self.listener.take()
        {
            let _ = listener.join();
        }
    }
}

fn respond(ledger: &Ledger, mut stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let request = match request(&stream) {
        Ok(request) => request,
        Err(error) => {
            return write(&mut stream, &plain(StatusCode::BAD_REQUEST, error.to_string()), true);
        }
    };
    let has_body = request.method() != Method::HEAD;
    let (response, delay) = ledger.respond(request);
    if let Some(delay) = delay {
        thread::sleep(delay);
    }
    match response {
        Ok(response) => write(&mut stream, &response, has_body),
        Err(error) if error.kind() == TransportErrorKind::Unexpected => {
            let reason = std::error::Error::source(&error).map(ToString::to_string);
            let response = plain(StatusCode::NOT_IMPLEMENTED, reason.unwrap_or_default());
            write(&mut stream, &response, has_body)
        }
        Err(_) => Ok(()),
    }
}

fn plain(status: StatusCode, text: String) -> http::Response<Bytes> {
    let mut response = http::Response::new(text.into());
    *response.status_mut() = status;
    let media_type = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}

/// Reads a request (RFC 9112).
fn request(stream: &TcpStream) -> io::Result<http::Request<Bytes>> {
    let mut reader = BufReader::new(stream);
    let first = line(&mut reader)?;
    let mut words = first.split(' ');
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Err(invalid("the request has no target"));
    };
    let mut request = http::Request::new(Bytes::new());
    *request.method_mut() = method.parse().map_err(|_| invalid("the method is none"))?;
    *request.uri_mut() = target.parse().map_err(|_| invalid("the target is none"))?;
    loop {
        let line = line(&mut reader)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| invalid("a header has no name"))?;
        let name = HeaderName::try_from(name).map_err(|_| invalid("a header has no name"))?;
        let value = HeaderValue::try_from(value.trim());
        request.headers_mut().append(name, value.map_err(|_| invalid("a header is no text"))?);
    }
    if is_said(request.headers(), header::EXPECT, "100-continue") {
        let mut stream = stream;
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    *request.body_mut() = body(&mut reader, request.headers())?;
    Ok(request)
}

fn body(reader: &mut impl BufRead, headers: &HeaderMap) -> io::Result<Bytes> {
    let mut body = Vec::new();
    if !is_said(headers, header::TRANSFER_ENCODING, "chunked") {
        let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        let length = length.unwrap_or("0").parse().map_err(|_| invalid("the length is none"))?;
        piece(reader, length, &mut body)?;
        return Ok(body.into());
    }
    loop {
        let line = line(reader)?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16).map_err(|_| invalid("a chunk has no size"))?;
        if size == 0 {
            break;
        }
        piece(reader, size, &mut body)?;
        self::line(reader)?;
    }
    // Trailers say nothing of the body.
    while !line(reader)?.is_empty() {}
    Ok(body.into())
}

fn piece(reader: &mut impl BufRead, length: u64, body: &mut Vec<u8>) -> io::Result<()> {
    let read = reader.by_ref().take(length).read_to_end(body)?;
    match u64::try_from(read) == Ok(length) {
        true => Ok(()),
        false => Err(invalid("the body broke off")),
    }
}

fn is_said(headers: &HeaderMap, name: HeaderName, word: &str) -> bool {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.is_some_and(|value| value.to_ascii_lowercase().contains(word))
}

fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = Vec::new();
    reader.by_ref().take(LINE).read_until(b'\n', &mut line)?;
    let text = String::from_utf8_lossy(&line);
    let text =
        text.strip_suffix('\n').ok_or_else(|| invalid("a line broke off, or is too long"))?;
    Ok(text.strip_suffix('\r').unwrap_or(text).to_owned())
}

fn invalid(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

/// Writes a response, behind which the connection ends.
fn write(
    stream: &mut TcpStream,
    response: &http::Response<Bytes>,
    has_body: bool,
) -> io::Result<()> {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or_default();
    let mut message = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
    for (name, value) in response.headers() {
        if name != header::CONTENT_LENGTH && name != header::TRANSFER_ENCODING {
            field(&mut message, name.as_str(), value.as_bytes());
        }
    }
    field(&mut message, "connection", b"close");
    // RFC 9110, section 8.6: these have none.
    if !status.is_informational() && !matches!(status.as_u16(), 204 | 304) {
        let length = response.body().len().to_string();
        field(&mut message, "content-length", length.as_bytes());
    }
    message.extend_from_slice(b"\r\n");
    if has_body {
        message.extend_from_slice(response.body());
    }
    stream.write_all(&message)?;
    stream.flush()
}

fn field(message: &mut Vec<u8>, name: &str, value: &[u8]) {
    for part in [name.as_bytes(), b": ", value, b"\r\n"] {
        message.extend_from_slice(part);
    }
}
