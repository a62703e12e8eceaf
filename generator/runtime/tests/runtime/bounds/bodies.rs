//! Bodies without an end, and what is kept of them.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::{Instant, Sleep};

use crate::runtime::{
    Body, BoxFuture, Config, Core, Credential, Error, HeaderName, Options, Parameter, Part,
    RecordingTransport, Request, SecurityScheme, TokioTimer, Transport, TransportError,
};
use crate::support::{call, client_of, operation, text_call};

/// The same piece again and again, one after each pause.
pub(super) struct Endless {
    piece: Bytes,
    pause: Duration,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Endless {
    pub(super) fn of(piece: impl Into<Bytes>) -> Self {
        Self { piece: piece.into(), pause: Duration::ZERO, sleep: None }
    }
}

impl Stream for Endless {
    type Item = Result<Bytes, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.pause.is_zero() {
            let pause = self.pause;
            let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep(pause)));
            if sleep.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.sleep = None;
        }
        Poll::Ready(Some(Ok(self.piece.clone())))
    }
}

/// Responds with a status, a media type, and a body without an end.
#[derive(Clone)]
struct Server {
    status: u16,
    media_type: &'static str,
    piece: Bytes,
    pause: Duration,
}

impl Server {
    fn new(status: u16) -> Self {
        let (media_type, pause) = ("text/plain", Duration::ZERO);
        Self { status, media_type, piece: Bytes::from(vec![b'x'; 1 << 16]), pause }
    }
}

impl Transport for Server {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let body = Endless { pause: self.pause, ..Endless::of(self.piece.clone()) };
        let response = http::Response::builder().status(self.status);
        let response = response.header("content-type", self.media_type);
        Box::pin(async { Ok(response.body(Body::stream(body, None)).unwrap()) })
    }
}

fn core(transport: impl Transport, options: Options) -> Core {
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(transport);
    config.timer(TokioTimer::new());
    config.options(options);
    config.build("tests").unwrap()
}

fn request() -> Request {
    Request::new(operation("/x", &[], &[]))
}

#[tokio::test]
async fn a_tape_keeps_no_more_of_a_body_than_its_client_takes() {
    let recording = RecordingTransport::new(Server::new(200));
    let tape = recording.tape();
    let core = core(recording, Options::new().response_limit(1 << 20));
    let error = text_call(&core, request()).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    assert_eq!(tape.len(), 1);
    let kept = tape.to_json().len();
    assert!((1 << 20..1 << 21).contains(&kept), "{kept}");
}

#[tokio::test]
async fn a_tape_of_a_stream_has_what_was_read_of_it() {
    let recording = RecordingTransport::new(Server::new(200));
    let tape = recording.tape();
    let core = client_of(recording);
    let mut body = text_call(&core, request()).stream().await.unwrap().into_inner();
    for _ in 0..3 {
        body.next().await.unwrap().unwrap();
    }
    drop(body);
    let kept = tape.to_json().matches('x').count();
    assert!((3 << 16..(3 << 16) + 9).contains(&kept), "{kept}");
}

#[tokio::test]
async fn a_tape_keeps_64_mib_of_a_stream() {
    let recording = RecordingTransport::new(Server::new(200));
    let tape = recording.tape();
    let core = client_of(recording);
    let mut body = text_call(&core, request()).stream().await.unwrap().into_inner();
    for _ in 0..1100 {
        body.next().await.unwrap().unwrap();
    }
    drop(body);
    let replayed = text_call(&client_of(tape.replay()), request()).stream().await.unwrap();
    assert_eq!(replayed.into_inner().collect().await.unwrap().len(), 64 << 20);
}

/// The parameters of a session, which is a secret of the path.
const SESSION: [Parameter; 1] = [Parameter::path("session").secret()];
static BEARER: SecurityScheme = SecurityScheme::Bearer { name: "token" };

#[tokio::test]
async fn a_tape_is_written_without_the_secrets_of_its_requests() {
    struct Echo;
    impl Transport for Echo {
        fn send(
            &self,
            request: http::Request<Body>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let body = format!("{{\n  \"token\": {:?}\n}}", request.headers()["authorization"]);
            let body = body.replace("Sensitive", "\"Bearer t0ken-of-mine\"");
            let response = http::Response::builder().header("content-length", body.len());
            let response = response.header("x-echo", "T0KEN-OF-MINE");
            Box::pin(async { Ok(response.body(body.into()).unwrap()) })
        }
    }
    let recording = RecordingTransport::new(Echo);
    let tape = recording.tape();
    let client = |transport: Box<dyn Fn(&mut Config)>| {
        let mut config = Config::new(&[]);
        config.base_url("http://h");
        config.credential(&BEARER, Credential::token("t0ken-of-mine"));
        transport(&mut config);
        config.build("tests").unwrap()
    };
    let recording = std::sync::Mutex::new(Some(recording));
    let core = client(Box::new(move |config| {
        config.transport(recording.lock().unwrap().take().unwrap());
    }));
    let request = |session: &str| {
        let mut request = Request::new(operation("/sessions/{session}", &SESSION, &[&[&BEARER]]));
        request.path("session", session);
        request
    };
    text_call(&core, request("s-41-of-mine")).await.unwrap();
    let text = tape.to_json();
    assert!(!text.to_lowercase().contains("of-mine"), "{text}");
    // It responds all the same, to another session as well.
    let tape = crate::runtime::Tape::from_json(&text).unwrap();
    let core = client(Box::new(move |config| config.transport(tape.replay())));
    let response = text_call(&core, request("another-one")).await.unwrap();
    assert_eq!(*response, "{\n  \"token\": \"Bearer [redacted]\"\n}");
}

#[tokio::test(start_paused = true)]
async fn what_turns_out_to_be_no_stream_has_the_time_of_a_call() {
    // Events are expected, and a byte of a page comes every half a minute.
    let server = Server {
        media_type: "text/html",
        piece: "<".into(),
        pause: Duration::from_secs(30),
        ..Server::new(200)
    };
    let start = Instant::now();
    let core = core(server, Options::new().timeout(Duration::from_secs(100)));
    let call = crate::runtime::Call::of_items(&core, request(), crate::streams::items::events);
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(start.elapsed(), Duration::from_secs(100));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_comes_too_slowly_ends_with_its_attempt() {
    let server = Server { pause: Duration::from_secs(1), ..Server::new(200) };
    let start = Instant::now();
    let error = text_call(&core(server, Options::new()), request()).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(start.elapsed(), Duration::from_secs(60));
}

#[tokio::test(start_paused = true)]
async fn pieces_of_no_bytes_are_no_sign_of_life() {
    let pause = Duration::from_secs(10);
    let server = Server { piece: Bytes::new(), pause, ..Server::new(200) };
    let start = Instant::now();
    let call = text_call(&core(server, Options::new()), request());
    let mut body = call.stream().await.unwrap().into_inner();
    let error = loop {
        match body.next().await.unwrap() {
            Ok(piece) => assert!(piece.is_empty() && start.elapsed() < 6 * pause),
            Err(error) => break error,
        }
    };
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(start.elapsed(), 6 * pause);
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn of_a_failure_without_an_end_a_mib_is_kept() {
    let error = call(&core(Server::new(418), Options::new()), request()).await.unwrap_err();
    let response = error.response().unwrap();
    assert_eq!((response.body().len(), response.is_partial()), (1 << 20, true));
    assert!(error.to_string().chars().count() < 500, "{error}");
}

#[tokio::test]
async fn more_headers_than_128_kib_are_too_large_however_small_each_is() {
    struct Headers;
    impl Transport for Headers {
        fn send(
            &self,
            _: http::Request<Body>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let mut response = http::Response::new(Body::empty());
            for number in 0..20_000 {
                let name = HeaderName::try_from(format!("x{number}")).unwrap();
                response.headers_mut().insert(name, http::HeaderValue::from_static(""));
            }
            Box::pin(async { Ok(response) })
        }
    }
    let error = text_call(&client_of(Headers), request()).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
}

/// A form with a file, as it would be sent: its media type and its body.
fn sent(file: Part) -> (String, Bytes) {
    let parameters = [Parameter::part("file")];
    let mut request = Request::new(operation("/x", &parameters, &[]));
    request.files("file", vec![file]);
    let message = call(&client_of(Server::new(200)), request).request().unwrap();
    let media_type = message.headers()["content-type"].to_str().unwrap().to_owned();
    (media_type, message.body().as_bytes().unwrap().clone())
}

#[test]
fn a_file_made_of_boundaries_gets_one_that_is_not_among_them() {
    let mut file = String::new();
    for number in 0..20_000 {
        file.push_str(&format!("form-boundary-{number:020}\n"));
    }
    let (media_type, body) = sent(Part::new(file.clone()));
    let (_, boundary) = media_type.split_once("boundary=").unwrap();
    assert!(!file.contains(boundary), "{boundary}");
    assert!(String::from_utf8_lossy(&body).ends_with(&format!("\r\n--{boundary}--\r\n")));
    // Nobody can tell it beforehand.
    let (other, _) = sent(Part::new(file));
    assert_ne!(other, media_type);
}

#[test]
fn a_file_without_the_boundary_is_the_same_bytes_each_time() {
    assert_eq!(sent(Part::new("form-boundary")), sent(Part::new("form-boundary")));
}

#[test]
fn a_line_end_in_the_type_of_a_file_begins_no_header() {
    for line_end in ["\r", "\n", "\r\n"] {
        let media_type = format!("text/plain{line_end}X-Own: 1");
        let (_, body) = sent(Part::new("abc").with_content_type(&media_type));
        let text = String::from_utf8_lossy(&body).into_owned();
        assert!(text.contains("\r\nContent-Type: text/plainX-Own: 1\r\n\r\nabc\r\n"), "{text:?}");
    }
}
