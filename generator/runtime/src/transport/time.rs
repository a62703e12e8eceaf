//! Time: what tells it, and what waits.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use super::future::BoxFuture;

/// Tells the time and waits, in the way of the async runtime that drives the calls.
///
/// Without one, a client has no limits on time and tries nothing again.
pub trait Timer: Send + Sync + 'static {
    /// The time since a moment in the past that stays the same. It never goes back.
    fn now(&self) -> Duration;

    /// A future that is ready after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Lets a future run by itself, where there is something that drives it; false where there is
    /// not, and the future is dropped then.
    ///
    /// It is for what nobody waits for: to tell a server, when a value is dropped, that its work is
    /// not needed any more. A timer that does not say how never does it.
    fn spawn(&self, future: BoxFuture<'static, ()>) -> bool {
        drop(future);
        false
    }
}

/// The time by the timer, or by the machine's clock.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn now(timer: Option<&dyn Timer>) -> Option<Duration> {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let by_clock = || START.get_or_init(std::time::Instant::now).elapsed();
    Some(timer.map_or_else(by_clock, Timer::now))
}

/// The time by the timer: the standard library has no clock in a browser.
#[cfg(target_arch = "wasm32")]
pub(crate) fn now(timer: Option<&dyn Timer>) -> Option<Duration> {
    timer.map(Timer::now)
}

/// What `future` gives, or `None` when `limit` has passed before. Without a timer or a limit,
/// it takes the time it takes.
///
/// It is polled in one place: what is polled in two is compiled twice.
pub(crate) async fn within<F: Future>(
    timer: Option<&dyn Timer>,
    limit: Option<Duration>,
    future: F,
) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut end = None;
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        // What is ready at once costs no timer.
        let (Some(timer), Some(limit)) = (timer, limit) else { return Poll::Pending };
        let end = end.get_or_insert_with(|| timer.sleep(limit));
        end.as_mut().poll(context).map(|()| None)
    })
    .await
}

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
/// The time of `tokio`, which the standard transport needs anyway.
#[derive(Debug, Clone)]
pub struct TokioTimer {
    start: tokio::time::Instant,
}

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
impl TokioTimer {
    /// A timer that starts now.
    #[must_use]
    #[inline]
    pub fn new() -> Self {
        let_spawn();
        Self::started()
    }

    /// The same for the crate itself, which lets nothing run by itself.
    pub(super) fn started() -> Self {
        Self { start: tokio::time::Instant::now() }
    }
}

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
/// What makes a task of a future. A task of `tokio` is generic: among the methods of the timer it would
/// be compiled in every crate, and so it is compiled where a program has a timer to call.
static SPAWN: std::sync::OnceLock<fn(BoxFuture<'static, ()>) -> bool> = std::sync::OnceLock::new();

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
/// Lets timers make tasks: called wherever one leaves the crate.
#[inline]
pub(crate) fn let_spawn() {
    SPAWN.get_or_init(|| spawned);
}

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
#[inline]
fn spawned(future: BoxFuture<'static, ()>) -> bool {
    // Where none runs, as when a program ends, there is nobody to drive it.
    let runtime = tokio::runtime::Handle::try_current();
    runtime.map(|runtime| runtime.spawn(future)).is_ok()
}

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
impl Default for TokioTimer {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
impl Timer for TokioTimer {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn spawn(&self, future: BoxFuture<'static, ()>) -> bool {
        SPAWN.get().is_some_and(|spawn| spawn(future))
    }
}
