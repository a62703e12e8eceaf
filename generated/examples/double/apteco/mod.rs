//! Apteco Orbit: one data view with one system, whose records it counts.

mod database;
mod holidays;
mod criteria;
mod query;
mod filter;
mod list;
mod sessions;
mod systems;
mod cubes;
mod exports;
mod audiences;
mod jobs;
mod files;

use serde_json::{Value as Json, json};

pub(crate) use sessions::{ADMIN, PASSWORD};
pub(crate) use systems::SYSTEM;

use super::request::{Request, member, text};
use super::response::{CannedResponse, Refusal};

/// The one data view.
pub(crate) const DATA_VIEW: &str = "holidays";

/// All that the double of Orbit knows.
#[derive(Debug)]
pub(crate) struct Apteco {
    database: database::Database,
    sessions: sessions::Sessions,
    audiences: audiences::Audiences,
    jobs: jobs::Jobs,
    files: files::Files,
}

impl Apteco {
    /// As it is before the first call.
    pub(crate) fn new() -> Self {
        Self {
            database: holidays::database(),
            sessions: sessions::Sessions::new(),
            audiences: audiences::Audiences::first(),
            jobs: jobs::Jobs::default(),
            files: files::Files::default(),
        }
    }

    /// The response to a request at a path below `/OrbitAPI`.
    pub(crate) fn response(&mut self, request: &Request, path: &[&str]) -> CannedResponse {
        let result = match path {
            ["About", "DataViews"] => {
                let views = vec![json!({"name": DATA_VIEW})];
                list::page(request, views, &[("Name", "/name")])
            }
            ["About", ..] => Err(Refusal::unknown("the double tells only its data views")),
            [DATA_VIEW, "Sessions", below @ ..] => self.sessions.response(request, below),
            [DATA_VIEW, below @ ..] => match self.sessions.user(request) {
                Some(user) => self.response_to(user, request, below),
                None => Ok(CannedResponse::empty(401)),
            },
            _ => Err(Refusal::missing()),
        };
        result.into()
    }

    fn response_to(
        &mut self,
        user: &'static str,
        request: &Request,
        path: &[&str],
    ) -> Result<CannedResponse, Refusal> {
        let database = &self.database;
        match path {
            ["FastStatsSystems", below @ ..] => systems::response(database, request, below),
            ["Queries" | "Cubes" | "Exports", system, ..] if !systems::is_system(system) => {
                Err(Refusal::missing())
            }
            ["Queries", _, below] => self.query(request, below, user),
            ["Cubes", _, "CalculateSync"] => {
                let result = cubes::calculate(database, &request.json())?;
                Ok(CannedResponse::json(200, &result))
            }
            ["Exports", _, "ExportSync"] => self.export(&request.json(), user),
            ["Audiences", below @ ..] => self.audience(request, below, user),
            ["Users", name, "Audiences"] => {
                if *name != user && user != ADMIN {
                    return Err(Refusal::forbidden());
                }
                let own =
                    self.audiences.list(has_deleted(request)).filter(|one| one.owner == *name);
                let own = own.map(|one| one.summary_for(name)).collect();
                list::page(request, own, &audiences::FIELDS)
            }
            ["Files", below @ ..] => self.files.file_response(request, below, user),
            ["Directories", below @ ..] => self.files.directory_response(request, below, user),
            ["TemporaryFiles", below @ ..] => self.files.temporary_response(request, below),
            _ => Err(Refusal::unknown("the double knows nothing of this")),
        }
    }

    /// Counts a query, which comes with the request or from a file.
    fn query(
        &mut self,
        request: &Request,
        operation: &str,
        user: &str,
    ) -> Result<CannedResponse, Refusal> {
        let body = request.json();
        let path = text(&body, "path");
        let query = match operation {
            "CountSync" => body,
            "CountFileSync" | "GetFileSync" => {
                let file = self.files.read(path, user)?;
                serde_json::from_slice(file).map_err(|_| Refusal::bad("the file has no query"))?
            }
            "SaveFileSync" => {
                let query =
                    member(&body, "query").ok_or_else(|| Refusal::bad("there is no query"))?;
                self.files.write(path, user, query.to_string())?;
                return Ok(CannedResponse::empty(204));
            }
            _ => return Err(Refusal::missing()),
        };
        let wants_query =
            request.parameter("returnDefinition").is_some_and(|wants| wants == "true");
        let counts = match operation {
            "GetFileSync" => Json::Null,
            _ => query::counts(&self.database, &query)?,
        };
        let result = json!({
            "title": null, "notes": null, "ranSuccessfully": true, "systemName": SYSTEM,
            "systemLoadDate": systems::BUILT, "userName": user, "runDate": null,
            "queryDescription": null, "counts": counts,
            "query": (wants_query || operation == "GetFileSync").then_some(query),
        });
        Ok(CannedResponse::json(200, &result))
    }

    fn export(&mut self, export: &Json, user: &str) -> Result<CannedResponse, Refusal> {
        let found = exports::records(&self.database, export)?;
        let exported = exports::exported(&self.database, &found, export)?;
        if let Some(path) = member(export, "pathToExportTo").and_then(Json::as_str) {
            self.files.write(path, user, exported.file.clone())?;
        }
        Ok(CannedResponse::json(200, &exports::result(&exported)))
    }

    fn audience(
        &mut self,
        request: &Request,
        path: &[&str],
        user: &'static str,
    ) -> Result<CannedResponse, Refusal> {
        let (id, below) = match (request.method().as_str(), path) {
            ("GET", []) if user != ADMIN => return Err(Refusal::forbidden()),
            ("GET", []) => {
                let all = self.audiences.list(has_deleted(request)).map(|one| one.summary());
                return list::page(request, all.collect(), &audiences::FIELDS);
            }
            ("POST", []) => {
                let made = self.audiences.create(request.json(), user)?;
                return Ok(CannedResponse::json(201, &made.detail()));
            }
            (_, [_, "CalculateJobs" | "ExportJobs" | "CheckJobs", job]) => {
                return self.jobs.response(request, path.get(..2).unwrap_or_default(), job);
            }
            (_, [id, below @ ..]) => (*id, below),
            _ => return Err(Refusal::missing()),
        };
        match (request.method().as_str(), below) {
            ("POST", [work]) if work.ends_with("Sync") || work.ends_with("Jobs") => {
                self.work(request, id, work, user)
            }
            _ => self.audiences.one(id)?.response(request, below, user),
        }
    }

    /// What takes long: it is done at once, and a job keeps the result until it is polled for.
    fn work(
        &mut self,
        request: &Request,
        id: &str,
        work: &str,
        user: &str,
    ) -> Result<CannedResponse, Refusal> {
        let (database, body) = (&self.database, request.json());
        let audience = self.audiences.one(id)?;
        let (member, result) = match work.trim_end_matches("Sync").trim_end_matches("Jobs") {
            "Calculate" => {
                let result = audience.count(database, user);
                audience.results.extend(result.as_ref().ok().cloned());
                ("audienceResult", result)
            }
            "Export" => {
                let exported = audience.export(database, &body, user);
                let written = exported.and_then(|(result, exported, path)| {
                    if member(&result, "filePath").is_some() {
                        self.files.write(&path, user, exported.file)?;
                    }
                    Ok(result)
                });
                ("audienceExport", written)
            }
            "Check" => ("audienceCheck", audience.check(database, &body, user)),
            _ => return Err(Refusal::unknown("the double licenses no data")),
        };
        if work.ends_with("Sync") {
            let status = if work == "CalculateSync" { 201 } else { 200 };
            return Ok(CannedResponse::json(status, &result?));
        }
        let job = self.jobs.start(&[id, work], member, result);
        Ok(match work {
            // This one makes a list of jobs.
            "CheckJobs" => CannedResponse::json(200, &json!([job])),
            _ => CannedResponse::json(201, &job),
        })
    }
}

/// Whether a list is to have what is deleted, too. Capitals do not matter.
fn has_deleted(request: &Request) -> bool {
    let wanted = request.parameter("includeDeleted").unwrap_or("OnlyNotDeleted");
    !wanted.eq_ignore_ascii_case("OnlyNotDeleted")
}
