//! Servers: where the paths of a document begin.

use super::super::recording::split;
use super::template::Segment;

/// The URL of a server, whose variables stand for any text.
#[derive(Debug, Clone)]
pub(in super::super) struct Server {
    /// None for one that is relative to where the document was found.
    host: Option<Segment>,
    /// The steps of its path.
    base: Vec<Segment>,
}

impl Server {
    pub(in super::super) fn parse(url: &str) -> Self {
        let (host, path, _) = split(url);
        let steps = path.split('/').filter(|step| !step.is_empty());
        Self {
            host: host.map(|host| Segment::parse(&host)),
            base: steps.map(Segment::parse).collect(),
        }
    }

    /// The path behind the server's own, if the URL is one of this server. One whose host is not
    /// known may be.
    pub(in super::super) fn rest<'p>(&self, host: Option<&str>, path: &'p str) -> Option<&'p str> {
        if let (Some(own), Some(host)) = (&self.host, host) {
            own.values(host)?;
        }
        self.below(path)
    }

    /// The path behind the server's own, on whatever host.
    pub(in super::super) fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        let mut rest = path;
        for segment in &self.base {
            let behind = rest.trim_start_matches('/');
            let end = behind.find('/').unwrap_or(behind.len());
            let (step, behind) = behind.split_at_checked(end)?;
            segment.values(step)?;
            rest = behind;
        }
        Some(if rest.is_empty() { "/" } else { rest })
    }
}
