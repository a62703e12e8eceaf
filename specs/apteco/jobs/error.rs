//! Why a job has no result.

use std::fmt;
use std::time::Duration;

use crate::runtime::AnyError;

/// Why a job has no result.
#[derive(Debug)]
#[non_exhaustive]
pub enum JobError {
    /// It could not be begun, looked at or given up.
    Call {
        /// The number of the job, if it has one yet.
        id: Option<i32>,
        /// Why the call failed.
        error: AnyError,
    },
    /// The server began it, and did not tell its number.
    Unnamed,
    /// It is over, and has no result.
    Failed {
        /// The number of the job.
        id: i32,
        /// What the server has to say about it; older servers say nothing.
        messages: Vec<String>,
    },
    /// It was given up, by somebody else or by the server.
    Cancelled {
        /// The number of the job.
        id: i32,
        /// What the server has to say about it.
        messages: Vec<String>,
    },
    /// It took longer than its limit.
    TimedOut {
        /// The number of the job.
        id: i32,
        /// The limit.
        limit: Duration,
    },
    /// The client's transport has no timer, so nothing can be waited for: set one by
    /// `ClientBuilder::timer`, or [look](super::Job::look) at the job when it is time.
    NoTimer {
        /// The number of the job.
        id: i32,
    },
}

impl JobError {
    pub(super) fn failed(id: i32, messages: Vec<String>) -> Self {
        Self::Failed { id, messages }
    }
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |messages: &[String]| match messages {
            [] => String::new(),
            messages => format!(": {}", messages.join("; ")),
        };
        match self {
            Self::Call { id: None, error } => write!(f, "a job could not be begun: {error}"),
            Self::Call { id: Some(id), error } => write!(f, "job {id}: {error}"),
            Self::Unnamed => f.write_str("the server began a job, and did not tell its number"),
            Self::Failed { id, messages } => {
                write!(f, "job {id} is over without a result{}", said(messages))
            }
            Self::Cancelled { id, messages } => {
                write!(f, "job {id} was given up{}", said(messages))
            }
            Self::TimedOut { id, limit } => write!(f, "job {id} is not over after {limit:?}"),
            Self::NoTimer { id } => {
                write!(f, "job {id} cannot be waited for: the transport has no timer")
            }
        }
    }
}

impl std::error::Error for JobError {
    /// The cause below the one that `Display` already tells.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call { error, .. } => std::error::Error::source(error),
            _ => None,
        }
    }
}

impl From<JobError> for AnyError {
    fn from(error: JobError) -> Self {
        match error {
            JobError::Call { error, .. } => error,
            error => Self::other(error),
        }
    }
}
