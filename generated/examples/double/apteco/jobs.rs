//! Jobs: work that waits in a queue, goes on, and has a result in the end.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::double::request::Request;
use crate::double::response::{CannedResponse, Refusal};

/// The jobs by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Jobs(BTreeMap<u64, Job>);

#[derive(Debug)]
struct Job {
    /// The path under which it was started.
    place: String,
    /// The member of its body that has the result.
    member: &'static str,
    /// What comes of it, or what the server says instead.
    result: Result<Json, Refusal>,
    step: Step,
}

/// What a job goes through: a step each time that it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// This many others are before it.
    Queued(u32),
    /// So many of a hundred parts are done.
    Running(u32),
    Complete,
    Cancelled,
}

impl Step {
    fn next(self) -> Self {
        match self {
            Self::Queued(1) => Self::Running(20),
            Self::Queued(place) => Self::Queued(place - 1),
            Self::Running(done @ ..60) => Self::Running(done + 40),
            Self::Running(_) | Self::Complete => Self::Complete,
            Self::Cancelled => Self::Cancelled,
        }
    }
}

impl Jobs {
    /// Starts a job; its body.
    pub(crate) fn start(
        &mut self,
        place: &[&str],
        member: &'static str,
        result: Result<Json, Refusal>,
    ) -> Json {
        let id = self.0.last_key_value().map_or(71, |(last, _)| last + 1);
        let job = Job { place: place.join("/"), member, result, step: Step::Queued(2) };
        let body = job.body(id);
        self.0.insert(id, job);
        body
    }

    /// The response to a request for a job: one that polls it, or gives it up.
    pub(crate) fn response(
        &mut self,
        request: &Request,
        place: &[&str],
        id: &str,
    ) -> Result<CannedResponse, Refusal> {
        let id = id.parse().map_err(|_| Refusal::missing())?;
        let is_here = |job: &&mut Job| job.place == place.join("/");
        let job = self.0.get_mut(&id).filter(is_here).ok_or_else(Refusal::missing)?;
        if request.method() == "DELETE" {
            if job.step != Step::Complete {
                job.step = Step::Cancelled;
            }
            return Ok(CannedResponse::empty(204));
        }
        job.step = job.step.next();
        Ok(CannedResponse::json(200, &job.body(id)))
    }
}

impl Job {
    fn body(&self, id: u64) -> Json {
        let queue = match self.step {
            Step::Queued(place) => Some(place),
            _ => None,
        };
        let progress = match self.step {
            Step::Running(progress) => Some(progress),
            _ => None,
        };
        let is_complete = self.step == Step::Complete;
        let (result, message) = match &self.result {
            Ok(result) if is_complete => (result.clone(), Json::Null),
            Err(refusal) if is_complete => {
                let message = json!({"type": "Error", "number": 1, "text": refusal.message()});
                (Json::Null, json!([message]))
            }
            _ => (Json::Null, Json::Null),
        };
        // Of what has no value yet, nothing is left out: it is null.
        json!({
            self.member: result, "id": id, "isComplete": is_complete,
            "isCancelled": self.step == Step::Cancelled, "queuePosition": queue,
            "progress": progress, "serverMessages": message,
        })
    }
}
