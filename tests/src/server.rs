//! A real HTTP/1.1 server on 127.0.0.1 that answers with raw bytes and keeps what it was sent.
//!
//! It reads requests byte by byte as they come, so a test can compare the exact target, headers
//! and body. It knows nothing of HTTP beyond where a request ends.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// What the server does with a request.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Writes these bytes, and keeps the connection open.
    Raw(Vec<u8>),
    /// Writes these bytes, and closes the connection.
    Last(Vec<u8>),
    /// Writes nothing, and keeps the connection open.
    Silence,
}

impl Answer {
    /// An answer with a body, and with a `Content-Type` if there is a media type.
    #[must_use]
    pub fn new(status: u16, media_type: Option<&str>, body: &str) -> Self {
        let media_type = media_type.map(|media_type| ("Content-Type", media_type));
        Self::with_headers(status, media_type.as_slice(), body)
    }

    /// An answer with a body of the type `application/json`.
    #[must_use]
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, Some("application/json"), body)
    }

    /// An answer with these headers and a body.
    #[must_use]
    pub fn with_headers(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut text = format!("HTTP/1.1 {status} Canned\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        // RFC 9110, section 8.6: no Content-Length in an answer 204.
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

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Answer>,
    requests: Vec<Request>,
    connections: Vec<TcpStream>,
}

/// A running server. It ends, and closes its connections, when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    is_over: Arc<AtomicBool>,
    listener: Option<JoinHandle<()>>,
}

impl Server {
    /// A server that answers its requests with `answers`, in this order. Further requests are
    /// answered with 599.
    ///
    /// # Panics
    ///
    /// When the machine has no free port.
    #[must_use]
    pub fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let answers = answers.into_iter().collect();
        let state = Arc::new(Mutex::new(State { answers, ..State::default() }));
        let is_over = Arc::new(AtomicBool::new(false));
        let thread = {
            let (state, is_over) = (Arc::clone(&state), Arc::clone(&is_over));
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
        lock(&self.state).requests.clone()
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
        for connection in &lock(&self.state).connections {
            drop(connection.shutdown(Shutdown::Both));
        }
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn accept(listener: &TcpListener, state: &Arc<Mutex<State>>, is_over: &AtomicBool) {
    for connection in listener.incoming() {
        if is_over.load(Ordering::SeqCst) {
            return;
        }
        let Ok(connection) = connection else { continue };
        if let Ok(copy) = connection.try_clone() {
            lock(state).connections.push(copy);
        }
        let state = Arc::clone(state);
        // It ends when either side closes the connection.
        std::thread::spawn(move || serve(&connection, &state));
    }
}

fn serve(mut connection: &TcpStream, state: &Mutex<State>) {
    let mut reader = BufReader::new(connection);
    while let Some(request) = read(&mut reader) {
        let answer = {
            let mut state = lock(state);
            state.requests.push(request);
            state.answers.pop_front()
        };
        match answer.unwrap_or_else(|| Answer::new(599, None, "no canned answer is left")) {
            Answer::Raw(bytes) => drop(connection.write_all(&bytes)),
            Answer::Last(bytes) => {
                drop(connection.write_all(&bytes));
                drop(connection.shutdown(Shutdown::Both));
                return;
            }
            Answer::Silence => {}
        }
    }
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
