//! When a request is sent again, and after which wait.

use std::time::Duration;

use http::{HeaderMap, StatusCode, header};

use crate::transport::{TransportErrorKind, random};

/// When a request is sent again, and after which wait.
///
/// A request is sent again when no connection could be made or it broke, when an attempt took
/// too long, and when the server responds with 429, 502, 503 or 504. It is never sent again when its
/// body is a stream, which is gone once it is sent.
///
/// The wait doubles with each attempt, and is shortened by chance by up to a half, so that many
/// clients do not come back at once. Where the server names a wait (`Retry-After`: RFC 9110,
/// section 10.2.3), it is that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    first_wait: Duration,
    longest_wait: Duration,
    every_method: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

impl Retry {
    /// Up to 3 attempts of methods that are idempotent, with a first wait of half a second
    /// and no wait of more than 30 seconds.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            every_method: false,
        }
    }

    /// One attempt only.
    #[must_use]
    pub const fn never() -> Self {
        Self::new().attempts(1)
    }

    /// How often a request is sent at most, the first time included.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The wait between the first attempt and the second.
    #[must_use]
    pub const fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// What no wait is longer than, not even one that the server names, by `Retry-After` or by the
    /// `retry` of a server-sent event.
    #[must_use]
    pub const fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Sends requests again whatever their method: where a second `POST` does no harm.
    ///
    /// Without it, these are GET, HEAD, OPTIONS, TRACE, PUT and DELETE, of which one has the
    /// effect of many (RFC 9110, section 9.2.2); operations of which the document says so; and
    /// calls with the header `Idempotency-Key`.
    #[must_use]
    pub const fn every_method(mut self) -> Self {
        self.every_method = true;
        self
    }

    /// The wait before the next attempt; `None` where there is none.
    pub(crate) fn wait(
        &self,
        is_idempotent: bool,
        attempts: u32,
        outcome: &Outcome<'_>,
    ) -> Option<Duration> {
        let may_repeat = self.every_method || is_idempotent;
        if !may_repeat || attempts >= self.attempts {
            return None;
        }
        match outcome {
            Err(
                TransportErrorKind::Connect
                | TransportErrorKind::Timeout
                | TransportErrorKind::Other,
            ) => Some(self.pause(attempts)),
            Err(_) => None,
            Ok((status, headers)) => is_passing(*status).then(|| {
                let named = retry_after(headers);
                named.map_or_else(|| self.pause(attempts), |wait| wait.min(self.longest_wait))
            }),
        }
    }

    /// Between half of the wait and the whole.
    fn pause(&self, attempts: u32) -> Duration {
        let doubled = 2u32.saturating_pow(attempts.saturating_sub(1));
        let whole = self.first_wait.saturating_mul(doubled).min(self.longest_wait);
        let share = f64::from(random() as u32) / f64::from(u32::MAX);
        whole.mul_f64(0.5 + share / 2.0)
    }
}

#[cfg(feature = "stream")]
impl Retry {
    /// A wait that a server asks for, no longer than any may be.
    pub(crate) fn kept(&self, wait: Duration) -> Duration {
        wait.min(self.longest_wait)
    }
}

/// What came of an attempt.
pub(super) type Outcome<'a> = Result<(StatusCode, &'a HeaderMap), TransportErrorKind>;

/// RFC 6585, section 4, and RFC 9110, sections 15.6.3 to 15.6.5: another time may do better.
fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 502 | 503 | 504)
}

/// The wait that a server names, in seconds or as a date (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let value = text(header::RETRY_AFTER)?;
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return (!value.is_empty())
            .then(|| value.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    // By the server's own clock, where it tells the time.
    let now = text(header::DATE).and_then(|date| httpdate::parse_http_date(date).ok());
    Some(date.duration_since(now.or_else(now_here)?).unwrap_or_default())
}

#[cfg(not(target_arch = "wasm32"))]
fn now_here() -> Option<std::time::SystemTime> {
    Some(std::time::SystemTime::now())
}

/// The standard library has no clock in a browser.
#[cfg(target_arch = "wasm32")]
fn now_here() -> Option<std::time::SystemTime> {
    None
}
