//! Tells hooks, and a span of `tracing`, of each attempt.

use std::time::Duration;

use http::{StatusCode, Uri};
use url::Url;

use super::core::Core;
use super::hook::{Attempt, Outcome};
use crate::operation::Operation;
use crate::transport::{TransportErrorKind, now};

/// An attempt that somebody may want to know of.
pub(crate) struct Observed<'c> {
    core: &'c Core,
    operation: &'static Operation,
    number: u32,
    /// Where it goes, if there is somebody.
    server: Option<Url>,
    start: Option<Duration>,
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl<'c> Observed<'c> {
    /// The attempt begins.
    pub(crate) fn begin(
        core: &'c Core,
        operation: &'static Operation,
        number: u32,
        uri: &Uri,
    ) -> Self {
        let is_wanted = cfg!(feature = "tracing") || !core.hooks().is_empty();
        let server = is_wanted.then(|| Url::parse(&uri.to_string()).ok()).flatten();
        let start = server.as_ref().and_then(|_| now(core.timer().map(AsRef::as_ref)));
        let this = Self {
            core,
            operation,
            number,
            server,
            start,
            #[cfg(feature = "tracing")]
            span: tracing::Span::none(),
        };
        #[cfg(feature = "tracing")]
        let this = match this.attempt().map(|attempt| super::trace::span(&attempt)) {
            Some(span) => Self { span, ..this },
            None => this,
        };
        if let Some(attempt) = this.attempt() {
            core.hooks().iter().for_each(|hook| hook.before(&attempt));
        }
        this
    }

    /// The work of the attempt.
    pub(crate) async fn work<F: Future>(&self, future: F) -> F::Output {
        #[cfg(feature = "tracing")]
        return tracing::Instrument::instrument(future, self.span.clone()).await;
        #[cfg(not(feature = "tracing"))]
        future.await
    }

    /// The attempt is over.
    pub(crate) fn end(
        self,
        result: Result<StatusCode, TransportErrorKind>,
        wait: Option<Duration>,
    ) {
        let Some(attempt) = self.attempt() else { return };
        let end = now(self.core.timer().map(AsRef::as_ref));
        let time = end.zip(self.start).map(|(end, start)| end.saturating_sub(start));
        let outcome = Outcome { result, time, wait };
        self.core.hooks().iter().for_each(|hook| hook.after(&attempt, &outcome));
        #[cfg(feature = "tracing")]
        super::trace::record(&self.span, &outcome);
    }

    fn attempt(&self) -> Option<Attempt<'_>> {
        let server = self.server.as_ref()?;
        Some(Attempt {
            operation: self.operation,
            number: self.number,
            host: server.host_str().unwrap_or_default(),
            port: server.port_or_known_default().unwrap_or_default(),
            is_secure: server.scheme() == "https",
        })
    }
}
