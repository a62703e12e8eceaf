//! A real HTTP/1.1 server on 127.0.0.1 that responds with raw bytes and keeps what it was sent.
//!
//! It reads requests byte by byte as they come, so a test can compare the exact target, headers
//! and body. It knows nothing of HTTP beyond where a request ends, and so it can lie, stall and
//! break off as no proper server would.

use std::collections::VecDeque;
use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use socket2::SockRef;

/// What the server does with a request.
#[derive(Debug, Clone)]
pub enum CannedResponse {
    /// Writes these bytes, and keeps the connection open.
    Raw(Vec<u8>),
    /// Writes these bytes, and closes the connection.
    Last(Vec<u8>),
    /// Writes nothing, and keeps the connection open.
    Silence,
    /// Writes the first bytes, and then the second ones again and again, as long as the client
    /// takes them.
    Endless(Vec<u8>, Vec<u8>),
    /// Writes one byte after the other, with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Writes nothing, and resets the connection.
    Reset,
}

/// How long a test waits for what the client should do at once.
const PATIENCE: Duration = Duration::from_secs(10);

impl CannedResponse {
    /// A response with a body, and with a `Content-Type` if there is a media type.
    #[must_use]
    pub fn new(status: u16, media_type: Option<&str>, body: &str) -> Self {
        let media_type = media_type.map(|media_type| ("Content-Type", media_type));
        Self::with_headers(status, media_type.as_slice(), body)
    }

    /// A response with a body of the type `application/json`.
    #[must_use]
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, Some("application/json"), body)
    }

    /// A response with these headers and a body.
    #[must_use]
    pub fn with_headers(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut text = format!("HTTP/1.1 {status} Canned\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        // RFC 9110, section 8.6: no Content-Length in a response 204.
        if status != 204 {
            text.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        text.push_str("\r\n");
        text.push_str(body);
        Self::Raw(text.into_bytes())
    }
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: String,
    /// Path and query, as they were sent.
    pub target: String,
    /// Names and values in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The values of all headers of this name, in order.
    #[must_use]
    pub fn headers(&self, name: &str) -> Vec<&str> {
        let named = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// The value of the only header of this name.
    ///
    /// # Panics
    ///
    /// When the header came more than once.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let values = self.headers(name);
        assert!(values.len() < 2, "{name} came more than once: {values:?}");
        values.first().copied()
    }

    /// The body as text.
    ///
    /// # Panics
    ///
    /// When the body is no UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the tests send text")
    }
}

/// What gives the response to a request.
type Handler = Box<dyn FnMut(&Request) -> CannedResponse + Send>;

struct State {
    handler: Handler,
    requests: Vec<Request>,
    connections: Vec<TcpStream>,
    accepted: usize,
    /// How many of them the client has closed.
    closed: usize,
    /// The bytes of all responses without an end.
    written: usize,
}

#[derive(Clone)]
struct Shared(Arc<(Mutex<State>, Condvar)>);

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.lock().requests).finish()
    }
}

/// A running server. It ends, and closes its connections, when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    state: Shared,
    is_over: Arc<AtomicBool>,
    listener: Option<JoinHandle<()>>,
}

impl Server {
    /// A server that responds to its requests with `responses`, in this order. Further requests are
    /// answered with 599.
    ///
    /// # Panics
    ///
    /// When the machine has no free port.
    #[must_use]
    pub fn start(responses: impl IntoIterator<Item = CannedResponse>) -> Self {
        let mut responses: VecDeque<_> = responses.into_iter().collect();
        let none_left = || CannedResponse::new(599, None, "no canned response is left");
        Self::by(move |_| responses.pop_front().unwrap_or_else(none_left))
    }

    /// A server that responds to each request as `handler` says.
    ///
    /// # Panics
    ///
    /// When the machine has no free port.
    #[must_use]
    pub fn by(handler: impl FnMut(&Request) -> CannedResponse + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let state = State {
            handler: Box::new(handler),
            requests: Vec::new(),
            connections: Vec::new(),
            accepted: 0,
            closed: 0,
            written: 0,
        };
        let state = Shared(Arc::new((Mutex::new(state), Condvar::new())));
        let is_over = Arc::new(AtomicBool::new(false));
        let thread = {
            let (state, is_over) = (state.clone(), Arc::clone(&is_over));
            std::thread::spawn(move || accept(&listener, &state, &is_over))
        };
        Self { address, state, is_over, listener: Some(thread) }
    }

    /// The server's URL, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests that came until now.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state.lock().requests.clone()
    }

    /// How many connections clients have made.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.state.lock().accepted
    }

    /// How many bytes of responses without an end were written.
    #[must_use]
    pub fn written(&self) -> usize {
        self.state.lock().written
    }

    /// Waits until this many requests have come.
    ///
    /// # Panics
    ///
    /// When that takes too long.
    pub fn wait_for_requests(&self, number: usize) {
        self.wait(&format!("{number} requests came"), |state| state.requests.len() >= number);
    }

    /// Waits until clients have closed this many connections.
    ///
    /// # Panics
    ///
    /// When that takes too long.
    pub fn wait_for_closed(&self, number: usize) {
        self.wait(&format!("{number} connections were closed"), |state| state.closed >= number);
    }

    fn wait(&self, what: &str, is_done: impl Fn(&State) -> bool) {
        let (_, condition) = &*self.state.0;
        let waiting =
            condition.wait_timeout_while(self.state.lock(), PATIENCE, |state| !is_done(state));
        let (state, end) = waiting.unwrap_or_else(PoisonError::into_inner);
        drop(state);
        assert!(!end.timed_out(), "never: {what}");
    }

    /// The only request that came.
    ///
    /// # Panics
    ///
    /// When none came, or more than one.
    #[must_use]
    pub fn request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        // A connection of our own ends the wait for the next one.
        drop(TcpStream::connect(self.address));
        if let Some(listener) = self.listener.take() {
            drop(listener.join());
        }
        for connection in &self.state.lock().connections {
            drop(connection.shutdown(Shutdown::Both));
        }
    }
}

fn accept(listener: &TcpListener, state: &Shared, is_over: &AtomicBool) {
    for connection in listener.incoming() {
        if is_over.load(Ordering::SeqCst) {
            return;
        }
        let Ok(connection) = connection else { continue };
        {
            let mut state = state.lock();
            state.accepted += 1;
            state.connections.extend(connection.try_clone());
        }
        let state = state.clone();
        // It ends when either side closes the connection.
        std::thread::spawn(move || {
            if serve(&connection, &state) {
                state.lock().closed += 1;
                state.0.1.notify_all();
            }
        });
    }
}

/// Whether it was the client who closed the connection.
fn serve(mut connection: &TcpStream, state: &Shared) -> bool {
    let mut reader = BufReader::new(connection);
    while let Some(request) = read(&mut reader) {
        let response = {
            let mut state = state.lock();
            let response = (state.handler)(&request);
            state.requests.push(request);
            response
        };
        state.0.1.notify_all();
        match response {
            CannedResponse::Raw(bytes) => drop(connection.write_all(&bytes)),
            CannedResponse::Last(bytes) => {
                drop(connection.write_all(&bytes));
                drop(connection.shutdown(Shutdown::Both));
                return false;
            }
            CannedResponse::Silence => {}
            CannedResponse::Endless(head, piece) => {
                let pieces = std::iter::once(&head).chain(std::iter::repeat(&piece));
                for piece in pieces {
                    if connection.write_all(piece).is_err() {
                        return true;
                    }
                    state.lock().written += piece.len();
                }
            }
            CannedResponse::Drip(bytes, pause) => {
                for byte in bytes {
                    if connection.write_all(&[byte]).is_err() {
                        return true;
                    }
                    std::thread::sleep(pause);
                }
            }
            CannedResponse::Reset => {
                // Without lingering, what closes a connection resets it. The copy that the state
                // holds keeps it open: it is let go, too.
                drop(SockRef::from(connection).set_linger(Some(Duration::ZERO)));
                let address = connection.peer_addr().ok();
                state.lock().connections.retain(|known| known.peer_addr().ok() != address);
                return false;
            }
        }
    }
    true
}

/// The next request of a connection; none when it is closed or what comes is no HTTP.
fn read(reader: &mut impl BufRead) -> Option<Request> {
    let line = line(reader)?;
    let (method, rest) = line.split_once(' ')?;
    let target = rest.strip_suffix(" HTTP/1.1")?;
    let mut headers = Vec::new();
    let mut length = 0;
    let mut is_chunked = false;
    loop {
        let line = self::line(reader)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(": ")?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse().ok()?;
        }
        if name.eq_ignore_ascii_case("transfer-encoding") {
            is_chunked = true;
        }
        headers.push((name.to_owned(), value.to_owned()));
    }
    let body = if is_chunked {
        chunked(reader)?
    } else {
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        body
    };
    Some(Request { method: method.to_owned(), target: target.to_owned(), headers, body })
}

/// The chunks of a body, put together (RFC 9112, section 7.1).
fn chunked(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let length = usize::from_str_radix(&line(reader)?, 16).ok()?;
        let mut chunk = vec![0; length];
        reader.read_exact(&mut chunk).ok()?;
        body.extend(chunk);
        if !line(reader)?.is_empty() {
            return None;
        }
        if length == 0 {
            return Some(body);
        }
    }
}

/// A line without its end; header values can hold bytes that are no UTF-8.
fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    reader.read_until(b'\n', &mut bytes).ok()?;
    let bytes = bytes.strip_suffix(b"\r\n")?;
    Some(String::from_utf8_lossy(bytes).into_owned())
}
