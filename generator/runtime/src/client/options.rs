//! What a call may take: time, attempts, bytes.

use std::time::Duration;

use super::retry::Retry;

/// What a call may take: time, attempts, bytes.
///
/// Those of a client hold for all its calls; a call can have its own, and what it leaves open
/// is as the client has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    timeout: Option<Option<Duration>>,
    attempt_timeout: Option<Option<Duration>>,
    idle_timeout: Option<Option<Duration>>,
    retry: Option<Retry>,
    redirects: Option<u32>,
    response_limit: Option<usize>,
}

/// How long a call may take that streams nothing.
const TIMEOUT: Duration = Duration::from_secs(120);
/// How long each of its attempts may take.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(60);
/// How long a streamed response may bring nothing.
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);
/// How many redirects are followed.
const REDIRECTS: u32 = 5;
/// The size of a response that is read into memory, in bytes.
const RESPONSE_LIMIT: usize = 64 * 1024 * 1024;

impl Options {
    /// Options that leave everything open: as the client has it, or as it is by default.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            timeout: None,
            attempt_timeout: None,
            idle_timeout: None,
            retry: None,
            redirects: None,
            response_limit: None,
        }
    }

    /// How long a call may take in all, its attempts, the waits between them and the fetching of
    /// tokens included: until the last byte of the response, or until its headers where the
    /// response is streamed. 2 minutes by default; `None` for as long as it takes.
    ///
    /// The defaults of this and of [`attempt_timeout`](Self::attempt_timeout) do not hold for a
    /// call whose request has a stream as its body: an upload takes its time.
    #[must_use]
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeout = Some(limit.into());
        self
    }

    /// How long one attempt may take. A minute by default; `None` for as long as it takes.
    #[must_use]
    pub fn attempt_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.attempt_timeout = Some(limit.into());
        self
    }

    /// How long a streamed response may bring nothing before it fails. A minute by default;
    /// `None` for as long as it takes. Events that are rarer, with no comment between them, need
    /// more.
    #[must_use]
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.idle_timeout = Some(limit.into());
        self
    }

    /// When a request is sent again.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// How many redirects a call follows; 5 by default. Only `GET` and `HEAD` follow them, and
    /// only `http` and `https`, never from the second to the first. To another origin, nothing
    /// goes along but `Accept` and `User-Agent`: no credential, no header, no cookie, and a request that
    /// has a body does not go there. Where the operation documents a redirect as its response, none is
    /// followed.
    #[must_use]
    pub fn redirects(mut self, most: u32) -> Self {
        self.redirects = Some(most);
        self
    }

    /// The size of a response that is read into memory, in bytes, after it is decompressed. 64
    /// MiB by default. Of the body of a failure, no more than a MiB is kept. A streamed
    /// response can be of any size.
    #[must_use]
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = Some(bytes);
        self
    }

    /// These options, and `other` where they leave something open.
    pub(crate) fn or(self, other: &Self) -> Self {
        Self {
            timeout: self.timeout.or(other.timeout),
            attempt_timeout: self.attempt_timeout.or(other.attempt_timeout),
            idle_timeout: self.idle_timeout.or(other.idle_timeout),
            retry: self.retry.or_else(|| other.retry.clone()),
            redirects: self.redirects.or(other.redirects),
            response_limit: self.response_limit.or(other.response_limit),
        }
    }

    /// The options with all that was left open.
    pub(crate) fn settled(self, is_upload: bool) -> Settled {
        let unless_upload = |limit| (!is_upload).then_some(limit);
        Settled {
            timeout: self.timeout.unwrap_or(unless_upload(TIMEOUT)),
            attempt_timeout: self.attempt_timeout.unwrap_or(unless_upload(ATTEMPT_TIMEOUT)),
            idle_timeout: self.idle_timeout.unwrap_or(Some(IDLE_TIMEOUT)),
            retry: self.retry.unwrap_or_default(),
            redirects: self.redirects.unwrap_or(REDIRECTS),
            response_limit: self.response_limit.unwrap_or(RESPONSE_LIMIT),
        }
    }
}

/// Options that leave nothing open.
pub(crate) struct Settled {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) retry: Retry,
    pub(crate) redirects: u32,
    pub(crate) response_limit: usize,
}
