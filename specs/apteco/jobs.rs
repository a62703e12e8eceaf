//! Jobs: work that the server queues, does, and keeps the result of.

mod error;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use self::error::JobError;
use crate::runtime::{AnyError, ApiError, BoxFuture, Call, MaybeSend, Timer};

/// The first time between two looks at a job, and the longest.
const INTERVAL: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(5));

/// Work of the server's that is under way: it is followed to its end, or given up.
///
/// | job | begun by | result | the call that waits for the same |
/// | --- | --- | --- | --- |
/// | count an audience | `audiences().start_calculate` | `AudienceResultDetail` | `calculate` |
/// | export an audience | `audiences().start_export` | `AudienceExportDetail` | `export` |
/// | check an audience, in several jobs | `audiences().start_check` | `AudienceCheckDetail` | `check` |
/// | price the records of an audience | `audiences().start_data_licensing` | `LicensingInfo` | `calculate_data_licensing` |
/// | tiles of a dashboard, a job each | `dashboards().start_calculate` | `DashboardItemDataResultDetail` | `calculate_item` |
/// | tiles that are not saved yet, a job each | `dashboards().start_preview` | `DashboardItemDataResultDetail` | |
/// | list what can be licensed | `data_licensing().start_sets` | `Vec<LicensingSet>` | `list_sets` |
/// | license records | `data_licensing().start_purchase` | `PurchaseInfo` | `purchase` |
/// | build a system | `fast_stats_builds().start` | `BuildResult` | `run` |
/// | draw a visualisation anew | `visualisations().start_refresh` | `()`: fetch it by `get_render_data` | `refresh` |
///
/// A job that was begun elsewhere is [followed](Self::follow) by its number, and so is one that the
/// table does not have.
///
/// [`finish`](Self::finish) waits for the result, and [`next`](Self::next) for one look after the
/// other, which says how far the job is. The server is asked after half a second for the first time,
/// then less and less often, up to every five seconds: [`with_interval`](Self::with_interval) says
/// otherwise. There is no limit on the time that a job takes, but for the one that
/// [`with_limit`](Self::with_limit) sets.
///
/// Dropping a job gives it up: where the client's timer can let futures run by themselves, as that of
/// the standard transport can within a runtime of `tokio`, the server is told so, and nobody learns
/// whether it heard. [`cancel`](Self::cancel) waits for that, and [`leave`](Self::leave) lets the job
/// go on.
#[must_use = "a job that is dropped is given up"]
pub struct Job<R> {
    id: i32,
    calls: Box<dyn Calls<R>>,
    progress: JobProgress,
    /// Whether the server has said how far it is.
    is_known: bool,
    end: End<R>,
    wait: Duration,
    longest: Duration,
    limit: Option<Duration>,
    /// When it was begun, by the timer.
    since: Option<Duration>,
}

/// How a job ended, if it did.
enum End<R> {
    Open,
    Complete(R),
    /// It has no result, but perhaps messages.
    Failed(Vec<String>),
    Cancelled(Vec<String>),
    /// It goes on without anybody who looks.
    Left,
}

/// How far a job is, by the server's last word on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobProgress {
    queue_position: Option<i32>,
    progress: Option<i32>,
    is_complete: bool,
    is_cancelled: bool,
}

impl JobProgress {
    /// How far a job is, as its body says it.
    pub fn new(
        queue_position: Option<i32>,
        progress: Option<i32>,
        is_complete: bool,
        is_cancelled: Option<bool>,
    ) -> Self {
        let is_cancelled = is_cancelled.unwrap_or_default();
        Self { queue_position, progress, is_complete, is_cancelled }
    }

    /// Its place in the queue. The work begins at its head.
    pub fn queue_position(&self) -> Option<i32> {
        self.queue_position
    }

    /// How far the work is, by an estimate of the server's. Of what, is not documented.
    pub fn progress(&self) -> Option<i32> {
        self.progress
    }

    /// Whether the job has ended, well or not.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Whether it was given up. Only newer servers say so.
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled
    }
}

/// What the server says of a job: the type of the responses to calls that begin it and look at it.
pub trait JobDetail {
    /// What comes of the job.
    type Output;

    /// The number of the job.
    fn job_id(&self) -> i32;

    /// How far it is.
    fn progress(&self) -> JobProgress;

    /// What the server has to say about it, for people.
    fn messages(&self) -> Vec<String>;

    /// What came of it; `None` where nothing did.
    fn into_output(self) -> Option<Self::Output>;
}

impl<R: 'static> Job<R> {
    /// Follows the job of a number, of which nothing is known yet, by the calls that look at it and
    /// that give it up.
    pub fn follow<T, E>(id: i32, look: Call<T, E>, cancel: Call<(), E>) -> Self
    where
        T: JobDetail<Output = R> + 'static,
        E: ApiError + Send + Sync + 'static,
    {
        let since = look.timer().map(|timer| timer.now());
        let (wait, longest) = INTERVAL;
        Self {
            id,
            calls: Box::new(Pair { look, cancel }),
            progress: JobProgress::default(),
            is_known: false,
            end: End::Open,
            wait,
            longest,
            limit: None,
            since,
        }
    }

    /// Follows a job of which the server has just said that it was begun.
    #[cfg(any(
        feature = "apteco-audiences",
        feature = "apteco-data-licensing",
        feature = "apteco-fast-stats-builds",
        feature = "apteco-visualisations"
    ))]
    pub(super) fn begun<T, E>(
        detail: T,
        calls: impl FnOnce(i32) -> (Call<T, E>, Call<(), E>),
    ) -> Self
    where
        T: JobDetail<Output = R> + 'static,
        E: ApiError + Send + Sync + 'static,
    {
        let (look, cancel) = calls(detail.job_id());
        let mut job = Self::follow(detail.job_id(), look, cancel);
        job.learn(Seen::of(detail));
        job
    }
}

impl<R> Job<R> {
    /// The same job, looked at after `first`, and then after twice as long each time, up to
    /// `longest`.
    pub fn with_interval(mut self, first: Duration, longest: Duration) -> Self {
        (self.wait, self.longest) = (first, longest.max(first));
        self
    }

    /// The same job, which may take so long from its begin on. It is looked at once more when the
    /// time is up; if it is not over then, that is [`JobError::TimedOut`].
    pub fn with_limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Its number. Each kind of job has numbers of its own.
    pub fn id(&self) -> i32 {
        self.id
    }

    /// How far it is, by the server's last word on it.
    pub fn progress(&self) -> JobProgress {
        self.progress
    }

    /// Looks at it now.
    ///
    /// # Errors
    ///
    /// [`JobError::Call`]; [`JobError::Failed`] and [`JobError::Cancelled`] where it ended so.
    pub async fn look(&mut self) -> Result<JobProgress, JobError> {
        if matches!(self.end, End::Open) {
            let seen = self.calls.look().await;
            self.learn(seen.map_err(|error| JobError::Call { id: Some(self.id), error })?);
        }
        match self.failure() {
            Some(error) => Err(error),
            None => Ok(self.progress),
        }
    }

    /// Waits, and looks at it then; `None` when it is over. Dropping what this gives loses nothing.
    ///
    /// # Errors
    ///
    /// Those of [`look`](Self::look), [`JobError::TimedOut`] and [`JobError::NoTimer`]. A call that
    /// failed can be tried again by the next one.
    pub async fn next(&mut self) -> Option<Result<JobProgress, JobError>> {
        if !matches!(self.end, End::Open) {
            return None;
        }
        if self.is_known
            && let Err(error) = self.wait().await
        {
            return Some(Err(error));
        }
        Some(self.look().await)
    }

    /// Waits until it is over.
    ///
    /// If this fails, or is dropped, the job is given up, as if it were dropped itself.
    ///
    /// # Errors
    ///
    /// Those of [`next`](Self::next).
    pub async fn finish(mut self) -> Result<R, JobError> {
        while let Some(progress) = self.next().await {
            progress?;
        }
        let failure = self.failure();
        match (failure, std::mem::replace(&mut self.end, End::Left)) {
            (None, End::Complete(result)) => Ok(result),
            (failure, _) => Err(failure.unwrap_or(JobError::failed(self.id, Vec::new()))),
        }
    }

    /// Gives it up, and waits until the server has heard of it. A job that the server does not know
    /// any more is given up.
    ///
    /// # Errors
    ///
    /// [`JobError::Call`].
    pub async fn cancel(mut self) -> Result<(), JobError> {
        if !matches!(self.end, End::Open) {
            return Ok(());
        }
        let cancelled = self.calls.cancel().await;
        self.end = End::Left;
        match cancelled {
            Err(error) if !error.is_not_found() => {
                Err(JobError::Call { id: Some(self.id), error })
            }
            _ => Ok(()),
        }
    }

    /// Lets it go on without anybody who looks; its number, by which it can be
    /// [followed](Self::follow) later.
    pub fn leave(mut self) -> i32 {
        self.end = End::Left;
        self.id
    }

    fn learn(&mut self, seen: Seen<R>) {
        let Seen { progress, messages, result } = seen;
        (self.progress, self.is_known) = (progress, true);
        self.end = match result {
            _ if progress.is_cancelled => End::Cancelled(messages),
            _ if !progress.is_complete => End::Open,
            Some(result) => End::Complete(result),
            None => End::Failed(messages),
        };
    }

    /// Why there will be no result, if there will be none.
    fn failure(&self) -> Option<JobError> {
        match &self.end {
            End::Failed(messages) => Some(JobError::failed(self.id, messages.clone())),
            End::Cancelled(messages) => {
                Some(JobError::Cancelled { id: self.id, messages: messages.clone() })
            }
            End::Open | End::Complete(_) | End::Left => None,
        }
    }

    /// Waits for the next look: no longer than the limit lets it.
    async fn wait(&mut self) -> Result<(), JobError> {
        let Some((timer, since)) = self.calls.timer().zip(self.since) else {
            return Err(JobError::NoTimer { id: self.id });
        };
        let mut wait = self.wait;
        if let Some(limit) = self.limit {
            let left = limit.saturating_sub(timer.now().saturating_sub(since));
            if left.is_zero() {
                return Err(JobError::TimedOut { id: self.id, limit });
            }
            wait = wait.min(left);
        }
        timer.sleep(wait).await;
        self.wait = self.wait.saturating_mul(2).min(self.longest);
        Ok(())
    }
}

/// Gives the job up, if it is not over.
impl<R> Drop for Job<R> {
    fn drop(&mut self) {
        if let (End::Open, Some(timer)) = (&self.end, self.calls.timer()) {
            let cancelled = self.calls.cancel();
            timer.spawn(Box::pin(async move {
                // There is nobody who could be told.
                let _ = cancelled.await;
            }));
        }
    }
}

impl<R> fmt::Debug for Job<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job")
            .field("id", &self.id)
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}

/// What one look at a job shows.
struct Seen<R> {
    progress: JobProgress,
    messages: Vec<String>,
    result: Option<R>,
}

impl<R> Seen<R> {
    fn of<T: JobDetail<Output = R>>(detail: T) -> Self {
        let (progress, messages) = (detail.progress(), detail.messages());
        Self { progress, messages, result: detail.into_output() }
    }
}

/// The calls of a job, whatever their types are.
trait Calls<R>: MaybeSend {
    fn look(&self) -> BoxFuture<'static, Result<Seen<R>, AnyError>>;

    fn cancel(&self) -> BoxFuture<'static, Result<(), AnyError>>;

    fn timer(&self) -> Option<Arc<dyn Timer>>;
}

struct Pair<T, E> {
    look: Call<T, E>,
    cancel: Call<(), E>,
}

impl<T, E> Calls<T::Output> for Pair<T, E>
where
    T: JobDetail + 'static,
    E: ApiError + Send + Sync + 'static,
{
    fn look(&self) -> BoxFuture<'static, Result<Seen<T::Output>, AnyError>> {
        let call = self.look.clone();
        Box::pin(async move { Ok(Seen::of(call.await?.into_inner())) })
    }

    fn cancel(&self) -> BoxFuture<'static, Result<(), AnyError>> {
        let call = self.cancel.clone();
        Box::pin(async move { call.await.map(|_| ()).map_err(AnyError::from) })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        self.look.timer().cloned()
    }
}
