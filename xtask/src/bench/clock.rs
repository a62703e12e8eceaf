//! The time that this program takes.

use std::time::Duration;
#[cfg(not(unix))]
use std::time::Instant;

/// Runs from when it was made.
pub(super) struct Clock(Duration);

impl Clock {
    pub(super) fn start() -> Self {
        Self(used())
    }

    /// The seconds of processors, of all threads, since the start or the last lap. What else the
    /// machine does meanwhile is not in them.
    pub(super) fn lap(&mut self) -> f64 {
        let before = std::mem::replace(&mut self.0, used());
        self.0.saturating_sub(before).as_secs_f64()
    }
}

/// The time of processors that this process has used.
#[cfg(unix)]
fn used() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::from_secs(seconds)
        + Duration::from_nanos(u64::try_from(time.tv_nsec).unwrap_or_default())
}

/// Where nobody counts it, the time that has passed.
#[cfg(not(unix))]
fn used() -> Duration {
    use std::sync::OnceLock;
    static FIRST: OnceLock<Instant> = OnceLock::new();
    FIRST.get_or_init(Instant::now).elapsed()
}
