//! How long attempts, calls and streams may take: by a clock that the tests turn.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::{Instant, Sleep};

use crate::runtime::{
    Attempt, Body, BoxError, BoxFuture, Credential, Hook, Options, Outcome, Request, Retry,
    SecurityScheme, Token, TokenSource, TransportErrorKind,
};
use crate::script::{Script, Step, get, post, response, status};
use crate::streams::body::stream;
use crate::support::{call, operation_by};

static OAUTH: SecurityScheme = SecurityScheme::Bearer { name: "oauth" };

fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

/// A body of pieces that each take their time.
struct Slow(Vec<Pin<Box<Sleep>>>);

impl Slow {
    fn body(number: u32, pause: Duration) -> Body {
        let sleeps = (1..=number).rev().map(|step| Box::pin(tokio::time::sleep(pause * step)));
        Body::stream(Self(sleeps.collect()), None)
    }
}

impl Stream for Slow {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(sleep) = self.0.last_mut() else { return Poll::Ready(None) };
        std::task::ready!(sleep.as_mut().poll(context));
        self.0.pop();
        Poll::Ready(Some(Ok(Bytes::from_static(b"piece"))))
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_has_a_minute_by_default() {
    let script = Script::new([Step::Silence]);
    let start = Instant::now();
    let error = call(&script.core(Options::new()), post()).await.unwrap_err();
    assert_eq!(start.elapsed(), seconds(60));
    assert!(error.is_timeout() && !error.is_connect());
    assert_eq!(error.to_string(), "operate: no response in time");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the attempt took longer than 60s");
}

#[tokio::test(start_paused = true)]
async fn a_call_has_two_minutes_by_default_whatever_its_attempts() {
    let script = Script::new([Step::Silence, Step::Silence, Step::Silence]);
    let start = Instant::now();
    let error = call(&script.core(Options::new()), get()).await.unwrap_err();
    assert_eq!(start.elapsed(), seconds(120));
    assert_eq!((error.attempts(), error.is_timeout()), (2, true));
    assert_eq!(error.to_string(), "operate: no response in time (after 2 attempts)");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the call took longer than 120s");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_followed_by_another() {
    let script = Script::new([Step::Silence, status(200)]);
    let core = script.core(Options::new().attempt_timeout(seconds(1)));
    let error = call(&core, get()).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(error.attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_body_of_the_response_is_within_the_time_of_the_attempt() {
    let slow = response(200, &[], Slow::body(100, seconds(1)));
    let script = Script::new([Step::Response(slow)]);
    let start = Instant::now();
    let core = script.core(Options::new().attempt_timeout(seconds(30)));
    let error = call(&core, post()).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(start.elapsed(), seconds(30));
}

#[tokio::test(start_paused = true)]
async fn who_has_no_limits_waits_as_long_as_it_takes() {
    let script = Script::new([Step::Late(seconds(86_400), response(204, &[], ""))]);
    let core = script.core(Options::new().timeout(None).attempt_timeout(None));
    let error = call(&core, post()).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(204));
}

#[tokio::test(start_paused = true)]
async fn an_upload_takes_its_time_unless_it_is_limited() {
    for (options, is_timeout) in
        [(Options::new(), false), (Options::new().attempt_timeout(seconds(60)), true)]
    {
        let script = Script::new([Step::Late(seconds(600), response(201, &[], ""))]);
        let mut request = post();
        request.bytes("application/octet-stream", stream(&["a"], None));
        let error = call(&script.core(options), request).await.unwrap_err();
        assert_eq!(error.is_timeout(), is_timeout, "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn fetching_a_token_is_within_the_time_of_the_call() {
    struct Stuck;
    impl TokenSource for Stuck {
        fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
            Box::pin(std::future::pending())
        }
    }
    let script = Script::new([]);
    let core = script.core_with(|config| config.credential(&OAUTH, Credential::source(Stuck)));
    let start = Instant::now();
    let request = Request::new(operation_by("GET", "/x", &[], &[&[&OAUTH]]));
    let error = call(&core, request).await.unwrap_err();
    assert_eq!((start.elapsed(), error.attempts()), (seconds(120), 0));
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_stream_may_take_hours_as_long_as_something_comes() {
    let script = Script::new([Step::Response(response(200, &[], Slow::body(100, seconds(59))))]);
    let response = call(&script.core(Options::new()), get()).stream().await.unwrap();
    assert_eq!(response.into_inner().collect().await.unwrap().len(), 500);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_stands_still_fails_and_ends() {
    let script = Script::new([Step::Response(response(200, &[], Slow::body(9, seconds(61))))]);
    let mut body = call(&script.core(Options::new()), get()).stream().await.unwrap().into_inner();
    let start = Instant::now();
    let error = body.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (TransportErrorKind::Timeout, seconds(60)));
    assert!(body.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn the_head_of_a_streamed_response_is_within_the_time_of_the_attempt() {
    let script = Script::new([Step::Silence]);
    let start = Instant::now();
    let error = call(&script.core(Options::new()), post()).stream().await.unwrap_err();
    assert_eq!((start.elapsed(), error.is_timeout()), (seconds(60), true));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_the_time_of_the_call_cuts_off_is_over_for_the_hooks() {
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<String>>>);
    impl Hook for Log {
        fn before(&self, attempt: &Attempt<'_>) {
            self.0.lock().unwrap().push(format!("{} begins", attempt.number()));
        }
        fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome) {
            let (number, result) = (attempt.number(), outcome.result());
            let line = format!("{number}: {result:?} after {:?}", outcome.time().unwrap());
            self.0.lock().unwrap().push(line);
        }
    }
    let log = Log::default();
    let script = Script::new([Step::Silence, Step::Silence]);
    let options = Options::new().timeout(seconds(9)).retry(Retry::new().first_wait(seconds(0)));
    let core = script.core_with(|config| {
        config.options(options.attempt_timeout(seconds(5)));
        config.hook(log.clone());
    });
    let error = call(&core, get()).await.unwrap_err();
    assert_eq!(error.attempts(), 2);
    let lines = ["1 begins", "1: Err(Timeout) after 5s", "2 begins", "2: Err(Timeout) after 4s"];
    assert_eq!(*log.0.lock().unwrap(), lines);
}

#[tokio::test(start_paused = true)]
async fn the_latest_limit_of_all_is_no_overflow() {
    let script = Script::new([status(200)]);
    let options = Options::new().timeout(Duration::MAX).attempt_timeout(Duration::MAX);
    let error = call(&script.core(options), get()).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
}
