//! Tokens that are fetched: when the source is asked, and what a refused token leads to.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::runtime::{
    Body, BoxFuture, Config, Core, Credential, Error, Request, SecurityScheme, Token, TokioTimer,
    Transport, TransportError,
};
use crate::streams::body::stream;
use crate::support::{call, operation};

static OAUTH: SecurityScheme = SecurityScheme::Bearer { name: "oauth" };

/// Responds with these statuses, and keeps the `Authorization` of what it was sent.
#[derive(Clone, Default)]
struct Statuses {
    responses: Arc<Mutex<VecDeque<u16>>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Transport for Statuses {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let sent = request.headers()["authorization"].to_str().unwrap().to_owned();
        self.seen.lock().unwrap().push(sent.clone());
        let status = self.responses.lock().unwrap().pop_front().unwrap_or(500);
        // A server that repeats what it should not.
        let response = http::Response::builder().status(status).body(Body::from(sent));
        Box::pin(async { Ok(response.unwrap()) })
    }
}

/// A client whose tokens are `t1`, `t2` …, each made by `token`, and what its server saw.
fn client(statuses: &[u16], token: fn(usize) -> Result<Token, &'static str>) -> (Core, Statuses) {
    let transport = Statuses::default();
    transport.responses.lock().unwrap().extend(statuses);
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(transport.clone());
    config.timer(TokioTimer::new());
    let count = Arc::new(AtomicUsize::new(0));
    let source = move || {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            // Others have time to ask as well.
            tokio::task::yield_now().await;
            token(number)
        }
    };
    config.credential(&OAUTH, Credential::source(source));
    (config.build("tests").unwrap(), transport)
}

fn numbered(number: usize) -> Result<Token, &'static str> {
    Ok(Token::new(format!("t{number}")))
}

fn request() -> Request {
    Request::new(operation("/x", &[], &[&[&OAUTH]]))
}

async fn status(core: &Core, request: Request) -> Option<u16> {
    match call(core, request).await.unwrap_err() {
        Error::Unexpected(error) => Some(error.response().status().as_u16()),
        _ => None,
    }
}

fn seen(transport: &Statuses) -> Vec<String> {
    transport.seen.lock().unwrap().clone()
}

#[tokio::test]
async fn a_token_is_fetched_once_and_kept() {
    let (core, transport) = client(&[200, 200], numbered);
    for _ in 0..2 {
        status(&core, request()).await;
    }
    assert_eq!(seen(&transport), ["Bearer t1", "Bearer t1"]);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let (core, transport) = client(&[401, 200], numbered);
    assert_eq!(status(&core, request()).await, Some(200));
    assert_eq!(seen(&transport), ["Bearer t1", "Bearer t2"]);
}

#[tokio::test]
async fn a_second_refusal_is_the_response() {
    let (core, transport) = client(&[401, 401, 200], numbered);
    assert_eq!(status(&core, request()).await, Some(401));
    assert_eq!(seen(&transport), ["Bearer t1", "Bearer t2"]);
}

#[tokio::test]
async fn the_same_token_is_not_sent_again() {
    let (core, transport) = client(&[401, 200], |_| Ok(Token::new("same")));
    assert_eq!(status(&core, request()).await, Some(401));
    assert_eq!(seen(&transport), ["Bearer same"]);
}

#[tokio::test]
async fn other_statuses_replace_no_token() {
    let (core, transport) = client(&[403], numbered);
    assert_eq!(status(&core, request()).await, Some(403));
    assert_eq!(seen(&transport), ["Bearer t1"]);
}

#[tokio::test]
async fn a_token_at_its_end_is_replaced_before_it_is_sent() {
    let brief = |number| Ok(Token::new(format!("t{number}")).valid_for(Duration::from_secs(1)));
    let (core, transport) = client(&[200, 200], brief);
    for _ in 0..2 {
        status(&core, request()).await;
    }
    assert_eq!(seen(&transport), ["Bearer t1", "Bearer t2"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_is_sent_until_ten_seconds_before_its_end() {
    let minute = |number| Ok(Token::new(format!("t{number}")).valid_for(Duration::from_secs(60)));
    let (core, transport) = client(&[200; 3], minute);
    for pause in [0, 49, 1] {
        tokio::time::advance(Duration::from_secs(pause)).await;
        status(&core, request()).await;
    }
    assert_eq!(seen(&transport), ["Bearer t1", "Bearer t1", "Bearer t2"]);
}

#[tokio::test]
async fn many_calls_wait_for_one_token() {
    let (core, transport) = client(&[200; 8], numbered);
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let core = core.clone();
            tokio::spawn(async move { status(&core, request()).await })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap(), Some(200));
    }
    assert_eq!(seen(&transport), ["Bearer t1"; 8]);
}

#[tokio::test]
async fn a_source_without_a_token_keeps_the_call_from_being_sent() {
    let (core, transport) = client(&[], |_| Err("the vault is shut"));
    let error = call(&core, request()).await.unwrap_err();
    assert_eq!(error.to_string(), "operate: nothing was sent: the source has no token for oauth");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the vault is shut");
    assert!(seen(&transport).is_empty());
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_refused() {
    let (core, transport) = client(&[], |_| Ok(Token::new("line\n")));
    let error = call(&core, request()).await.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.starts_with("the token holds a control character"), "{cause}");
    assert!(seen(&transport).is_empty());
}

#[tokio::test]
async fn a_source_that_fails_after_a_refusal_says_so() {
    let (core, _) = client(&[401], |number| match number {
        1 => Ok(Token::new("t1")),
        _ => Err("logged out"),
    });
    let error = call(&core, request()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "operate: the server refused the token (401), and its source has no other one for oauth"
    );
    assert!(matches!(error, Error::Token(error) if error.is_refused()));
}

#[tokio::test]
async fn a_streamed_body_is_not_sent_again() {
    let (core, transport) = client(&[401, 200], numbered);
    let mut request = request();
    request.bytes("application/octet-stream", stream(&["a"], None));
    assert_eq!(status(&core, request).await, Some(401));
    assert_eq!(seen(&transport), ["Bearer t1"]);
}

#[tokio::test]
async fn no_token_of_either_attempt_is_printed() {
    let long = |number| Ok(Token::new(format!("s3cret-{number}")));
    let (core, _) = client(&[401, 418], long);
    let call = call(&core, request());
    let error = (&call).await.unwrap_err();
    let printed = format!("{error} {error:?} {call:?} {core:?}");
    assert!(!printed.contains("s3cret"), "{printed}");
}

#[tokio::test]
async fn a_request_is_shown_with_the_token_that_was_fetched_last() {
    let (core, _) = client(&[200], numbered);
    let call = call(&core, request());
    assert!(matches!(call.request(), Err(Error::Token(_))));
    let _ = (&call).await;
    assert_eq!(call.request().unwrap().headers()["authorization"], "Bearer t1");
}
