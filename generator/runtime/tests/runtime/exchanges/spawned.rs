//! What runs by itself, by the timer of a client.

use std::time::Duration;

use tokio::sync::oneshot;

use crate::runtime::{BoxFuture, MemoryTransport, Request, Timer, TokioTimer};
use crate::support::{client_of, operation, text_call};

/// A timer that says nothing of futures that run by themselves.
struct Plain;

impl Timer for Plain {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// A future, and what becomes ready when it ran.
fn future() -> (BoxFuture<'static, ()>, oneshot::Receiver<()>) {
    let (sender, receiver) = oneshot::channel();
    (Box::pin(async { sender.send(()).unwrap() }), receiver)
}

#[tokio::test]
async fn a_future_runs_by_itself_where_a_runtime_is() {
    let (future, ran) = future();
    assert!(TokioTimer::new().spawn(future));
    ran.await.unwrap();
}

#[test]
fn without_a_runtime_it_is_said_that_nothing_runs() {
    let (future, mut ran) = future();
    assert!(!TokioTimer::new().spawn(future));
    assert_eq!(ran.try_recv(), Err(oneshot::error::TryRecvError::Closed));
}

#[test]
fn a_timer_that_cannot_says_so() {
    let (future, mut ran) = future();
    assert!(!Plain.spawn(future));
    assert_eq!(ran.try_recv(), Err(oneshot::error::TryRecvError::Closed));
}

#[test]
fn a_call_has_the_timer_of_its_client() {
    let call = |core| text_call(core, Request::new(operation("/a", &[], &[])));
    // A transport from memory waits for nothing.
    assert!(call(&client_of(MemoryTransport::new())).timer().is_none());
}
