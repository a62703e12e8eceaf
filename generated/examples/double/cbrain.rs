//! CBRAIN: sessions, and what holds for every call.

use std::collections::BTreeMap;

use http::Method;
use http::header::{ACCEPT, AUTHORIZATION};
use serde_json::{Map, Value, json};

use super::files::File;
use super::places;
use super::request::Request;
use super::response::CannedResponse;
use super::tasks::Task;

/// Who can log in, and by what.
pub(crate) const LOGIN: &str = "jane";
pub(crate) const PASSWORD: &str = "Correct-horse-7";
/// Where uploads and results go, and what counts the lines of files.
pub(crate) const GROUP: &str = "103";
pub(crate) const DATA_PROVIDER: &str = "15";
pub(crate) const TOOL_CONFIG: &str = "21";

/// Who can log in by the same password, and has to choose a new one before anything else.
const LATE: &str = "paul";

/// The number of the user who can log in.
pub(crate) const JANE: i64 = 2;
/// The number of the one who has to choose a password.
const PAUL: i64 = 4;
/// The number of somebody else.
pub(crate) const SOMEBODY: i64 = 3;

/// All that the double of CBRAIN knows.
#[derive(Debug)]
pub(crate) struct Cbrain {
    /// The users of the tokens that are good.
    tokens: BTreeMap<String, i64>,
    /// The files, by their numbers.
    pub(crate) files: BTreeMap<i64, File>,
    /// The tasks, by their numbers.
    pub(crate) tasks: BTreeMap<i64, Task>,
}

impl Cbrain {
    /// As it is before the first call.
    pub(crate) fn new() -> Self {
        Self { tokens: BTreeMap::new(), files: File::first(), tasks: BTreeMap::new() }
    }

    /// The response to a request.
    pub(crate) fn response(&mut self, request: &Request) -> CannedResponse {
        let format = Format::of(request);
        let user = token(request).and_then(|token| self.tokens.get(token).copied());
        let (method, path) = (request.method(), request.path());
        // A suffix of the path is a word on the format.
        let path: Vec<&str> =
            path.iter().map(|step| step.split_once('.').map_or(*step, |(step, _)| step)).collect();
        let is_session = path == ["session"];
        // Only JSON and XML get past the protection against forged requests.
        if format == Format::Html && ![Method::GET, Method::HEAD].contains(method) {
            return match user {
                Some(_) => CannedResponse::redirect("/"),
                None if is_session && *method == Method::POST => {
                    CannedResponse::redirect("/session/new")
                }
                None => format.bare(401),
            };
        }
        if is_session {
            return self.session(request, format, user);
        }
        match user {
            Some(user) => self.of_user(request, &path, format, user),
            None if format == Format::Html => CannedResponse::redirect("/session/new"),
            None => format.bare(401),
        }
    }

    fn session(&mut self, request: &Request, format: Format, user: Option<i64>) -> CannedResponse {
        let known = token(request).zip(user);
        match (request.method().as_str(), known) {
            // A format that is not on offer is no 406.
            _ if format == Format::Other => format.bare(401),
            // Whoever has a good token gets it back, whatever login and password are.
            ("GET" | "POST", Some((token, user))) => format.session(token, user),
            ("POST", None) => match user_of_login(request) {
                Some(user) => {
                    let token = super::token();
                    self.tokens.insert(token.clone(), user);
                    format.session(&token, user)
                }
                None => format.bare(401).slow(),
            },
            ("DELETE", Some((token, _))) => {
                self.tokens.remove(token);
                format.bare(200)
            }
            ("GET" | "DELETE", None) => format.bare(401),
            _ => unknown(),
        }
    }

    fn of_user(
        &mut self,
        request: &Request,
        path: &[&str],
        format: Format,
        user: i64,
    ) -> CannedResponse {
        let method = request.method().as_str();
        if user == PAUL && !path.ends_with(&["change_password"]) {
            return CannedResponse::redirect(&format!("/users/{PAUL}/change_password"));
        }
        // Files come under their own types, whatever was asked for.
        if let ("GET", ["userfiles", id, "content"]) = (method, path) {
            return self.content(id, user).unwrap_or_else(|| format.bare(404));
        }
        match format {
            Format::Json => {}
            Format::Html => return CannedResponse::page(200, "A page for people."),
            Format::Xml => {
                return CannedResponse::text(501, "The double writes XML for sessions only.");
            }
            Format::Other => return format.bare(401),
        }
        match (method, path) {
            ("GET", ["userfiles"]) => self.list_files(request, user),
            ("POST", ["userfiles"]) => self.upload(request, user),
            ("GET", ["userfiles", id]) => self.show_file(id, user),
            ("POST", ["userfiles", "download"]) => self.download(request, user),
            ("DELETE", ["userfiles", "delete_files"]) => self.delete_files(request, user),
            ("GET", ["tasks"]) => self.list_tasks(request, user),
            ("POST", ["tasks"]) => self.create_task(request, user),
            ("GET", ["tasks", id]) => self.show_task(request, id, user),
            ("POST", ["tasks", "operation"]) => self.operate(request, user),
            ("PUT" | "PATCH" | "DELETE", ["tasks", _]) => closed("index, show, create, operation"),
            ("GET", ["users", _, "change_password"]) => {
                closed("index, create, show, update, destroy")
            }
            ("GET", _) => places::response(request, path).unwrap_or_else(unknown),
            _ => unknown(),
        }
    }
}

/// The response where people can do something that programs cannot.
fn closed(open: &str) -> CannedResponse {
    CannedResponse::json(
        400,
        &json!({"error": format!("These actions are open to programs: {open}")}),
    )
}

/// What the real service can do, and the double cannot.
pub(crate) fn unknown() -> CannedResponse {
    CannedResponse::text(501, "The double knows nothing of this.")
}

/// The response for a number that there is nothing with.
pub(crate) fn missing(model: &str, id: &str) -> CannedResponse {
    let text = format!("Couldn't find {model} with 'id'={id}");
    CannedResponse::json(
        404,
        &json!({"error": text, "message": text, "type": "object not found", "model": model, "id": id}),
    )
}

/// The objects that have all values that the query names, a name with `[]` being one of many.
pub(crate) fn filtered(
    request: &Request,
    mut rows: Vec<Map<String, Value>>,
) -> Vec<Map<String, Value>> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let query = request.query();
    for (name, _) in query {
        let column = name.trim_end_matches("[]");
        let wanted = query.iter().filter(|(other, _)| other == name).map(|(_, value)| value);
        let wanted: Vec<&String> = wanted.collect();
        let is_wanted = |value: &Value| wanted.contains(&&text(value));
        // What is no column is no filter.
        rows.retain(|row| row.get(column).is_none_or(is_wanted));
    }
    rows
}

/// The page that the query asks for: the first where it does not say or is not readable. `size`
/// is how many entries it has where the query does not say.
///
/// Past the end there is nothing, and no failure.
pub(crate) fn paged<T>(request: &Request, size: usize, rows: Vec<T>) -> Vec<T> {
    // What is not readable is not taken for the size of this list, but for 25.
    let size = match request.parameter("per_page").or(request.parameter("per-page")) {
        Some(text) => text.parse().unwrap_or(25),
        None => size,
    };
    let size = size.clamp(1, 1000);
    let page = request.number("page").unwrap_or(1).max(1);
    rows.into_iter().skip((page - 1).saturating_mul(size)).take(size).collect()
}

/// The token of the header, in one of two forms, or of the query.
fn token(request: &Request) -> Option<&str> {
    let other = || {
        let header = request.header(AUTHORIZATION)?;
        header.strip_prefix("Token token=\"")?.strip_suffix('"')
    };
    request.bearer().or_else(other).or_else(|| request.parameter("cbrain_api_token"))
}

/// Who logs in, if the password is right. The form is the documented body; JSON is taken as well.
fn user_of_login(request: &Request) -> Option<i64> {
    let json = request.json();
    let value = |name| {
        let in_json = || Some(json.get(name)?.as_str()?.to_owned());
        request.field(name).or_else(in_json)
    };
    match value("login")?.as_str() {
        _ if value("password")? != PASSWORD => None,
        LOGIN => Some(JANE),
        LATE => Some(PAUL),
        _ => None,
    }
}

/// What the server takes a request to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Xml,
    Html,
    /// None that there is.
    Other,
}

impl Format {
    /// By the query, the path's suffix, the header `Accept`; and HTML where that could be a
    /// browser's.
    fn of(request: &Request) -> Self {
        let path = request.path();
        let suffix = path.last().and_then(|last| last.rsplit_once('.')).map(|(_, suffix)| suffix);
        if let Some(name) = request.parameter("format").or(suffix) {
            return Self::named(name).unwrap_or(Self::Other);
        }
        let accept = request.header(ACCEPT).unwrap_or_default();
        if accept.trim().is_empty() || accept.contains("*/*") {
            return Self::Html;
        }
        let types = accept.split(',').map(|one| one.split(';').next().unwrap_or_default().trim());
        // The first that the action knows wins.
        let mut known = types.filter_map(|one| Self::named(one.rsplit('/').next()?));
        known.next().unwrap_or(Self::Other)
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Self::Json),
            "xml" => Some(Self::Xml),
            "html" | "xhtml+xml" => Some(Self::Html),
            _ => None,
        }
    }

    /// A status alone: it has the type that a body would have had.
    fn bare(self, status: u16) -> CannedResponse {
        let media_type = match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
            Self::Html | Self::Other => "text/html",
        };
        CannedResponse::bare(status, media_type)
    }

    fn session(self, token: &str, user: i64) -> CannedResponse {
        match self {
            Self::Json => {
                CannedResponse::json(200, &json!({"user_id": user, "cbrain_api_token": token}))
            }
            Self::Xml => CannedResponse::xml(
                200,
                format!(
                    "<SessionInfo><user_id>{user}</user_id>\
                     <cbrain_api_token>{token}</cbrain_api_token></SessionInfo>"
                ),
            ),
            Self::Html | Self::Other => self.bare(200),
        }
    }
}
