//! A transport in memory that does what it is told, and keeps what it was sent and when.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::{
    Body, BoxFuture, Config, Core, Options, Request, TokioTimer, Transport, TransportError,
    TransportErrorKind,
};
use crate::support::operation_by;

/// What comes of a request.
pub(crate) enum Step {
    Response(http::Response<Body>),
    /// A response after a while.
    Late(Duration, http::Response<Body>),
    Failure(TransportErrorKind),
    /// Nothing, ever.
    Silence,
}

/// A response without a body.
pub(crate) fn status(status: u16) -> Step {
    with_headers(status, &[])
}

pub(crate) fn with_headers(status: u16, headers: &[(&str, &str)]) -> Step {
    Step::Response(response(status, headers, Body::empty()))
}

pub(crate) fn response(
    status: u16,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> http::Response<Body> {
    let builder = http::Response::builder().status(status);
    let builder =
        headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(body.into()).expect("the tests write headers")
}

/// A request as it came.
pub(crate) struct Seen {
    pub(crate) request: http::Request<Body>,
    at: Instant,
}

/// Does one step for each request; responds with 200 when none is left.
#[derive(Clone)]
pub(crate) struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Script {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = steps.into_iter().collect();
        Self { steps: Arc::new(Mutex::new(steps)), seen: Arc::default() }
    }

    /// The number of requests that came.
    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }

    /// The time between each request and the one before it.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        let seen = self.seen.lock().unwrap();
        seen.windows(2).map(|pair| pair[1].at - pair[0].at).collect()
    }

    /// A client over this transport whose time is that of the test.
    pub(crate) fn core(&self, options: Options) -> Core {
        self.core_with(|config| config.options(options))
    }

    pub(crate) fn core_with(&self, set: impl FnOnce(&mut Config)) -> Core {
        let mut config = Config::new(&[]);
        config.base_url("http://h");
        config.transport(self.clone());
        config.timer(TokioTimer::new());
        set(&mut config);
        config.build("tests").expect("a plain client")
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.seen.lock().unwrap().push(Seen { request, at: Instant::now() });
        let step = self.steps.lock().unwrap().pop_front();
        Box::pin(async {
            match step.unwrap_or_else(|| status(200)) {
                Step::Response(response) => Ok(response),
                Step::Late(wait, response) => {
                    tokio::time::sleep(wait).await;
                    Ok(response)
                }
                Step::Failure(kind) => Err(TransportError::new(kind, "the wire is cut")),
                Step::Silence => std::future::pending().await,
            }
        })
    }
}

/// A request that can be repeated.
pub(crate) fn get() -> Request {
    Request::new(operation_by("GET", "/x", &[], &[]))
}

/// A request that cannot.
pub(crate) fn post() -> Request {
    Request::new(operation_by("POST", "/x", &[], &[]))
}
