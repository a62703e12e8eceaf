//! Apteco Orbit: sessions. Neither filters nor orders are read.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::cbrain::unknown;
use super::request::Request;
use super::response::CannedResponse;

/// The one data view, its administrator, and the password of all users.
pub(crate) const DATA_VIEW: &str = "holidays";
pub(crate) const ADMIN: &str = "anna";
pub(crate) const PASSWORD: &str = "Étoile & 1";

/// The users; the first is the administrator.
const USERS: [&str; 3] = [ADMIN, "ben", "carla"];
/// What is appended to the password of each user.
const USER_SALT: &str = "salt of the user";

/// A session that is open.
#[derive(Debug)]
struct Open {
    user: &'static str,
    token: String,
}

/// All that the double of Orbit knows.
#[derive(Debug)]
pub(crate) struct Apteco {
    /// The salts that were given out, and to whom.
    salts: BTreeMap<String, String>,
    /// The sessions by their ids.
    sessions: BTreeMap<String, Open>,
}

impl Apteco {
    /// As it is before the first call: with more sessions than fit on two pages.
    pub(crate) fn new() -> Self {
        let mut orbit = Self { salts: BTreeMap::new(), sessions: BTreeMap::new() };
        for user in USERS.iter().cycle().take(24) {
            orbit.open(user);
        }
        orbit
    }

    /// The response to a request at a path below `/OrbitAPI`.
    pub(crate) fn response(&mut self, request: &Request, path: &[&str]) -> CannedResponse {
        let [data_view, "Sessions", below @ ..] = path else { return unknown() };
        if *data_view != DATA_VIEW {
            return CannedResponse::empty(404);
        }
        match (request.method().as_str(), below) {
            ("POST", ["LoginParameters"]) => self.login_parameters(request),
            ("POST", ["SaltedLogin"]) => self.salted_login(request),
            ("POST", ["SimpleLogin"]) => self.simple_login(request),
            ("POST", ["ConvertSession"]) => self.convert(request),
            (method, below) => {
                // Undocumented, but met: a call without a good token is refused without a word.
                let Some(user) = self.user(request) else { return CannedResponse::empty(401) };
                match (method, below) {
                    ("GET", []) => self.list(request, user),
                    ("GET" | "DELETE", [id]) => self.one(method, id, user),
                    _ => CannedResponse::empty(404),
                }
            }
        }
    }

    fn login_parameters(&mut self, request: &Request) -> CannedResponse {
        let salt = super::token();
        let user = request.field("userName").unwrap_or_default();
        self.salts.insert(salt.clone(), user);
        let parameters = json!({
            "loginSalt": salt, "saltPassword": true, "userSalt": USER_SALT,
            "usePasswordHashes": true, "hashAlgorithm": "SHA256",
        });
        CannedResponse::json(200, &parameters)
    }

    fn salted_login(&mut self, request: &Request) -> CannedResponse {
        let field = |name| request.field(name);
        let (Some(user), Some(salt), Some(hash)) =
            (field("Username"), field("LoginSalt"), field("PasswordHash"))
        else {
            return CannedResponse::empty(400);
        };
        let is_right = self.salts.get(&salt) == Some(&user) && hash == password_hash(&salt);
        self.log_in(&user, is_right)
    }

    fn simple_login(&mut self, request: &Request) -> CannedResponse {
        let (Some(user), Some(password)) = (request.field("UserLogin"), request.field("Password"))
        else {
            return CannedResponse::empty(400);
        };
        self.log_in(&user, password == PASSWORD)
    }

    fn log_in(&mut self, user: &str, is_right: bool) -> CannedResponse {
        match USERS.iter().find(|known| **known == user) {
            Some(user) if is_right => {
                let id = self.open(user);
                self.details(&id)
            }
            _ => CannedResponse::empty(401),
        }
    }

    fn convert(&self, request: &Request) -> CannedResponse {
        request
            .field("SessionId")
            .map_or_else(|| CannedResponse::empty(400), |id| self.details(&id))
    }

    /// The administrator sees all sessions, the others none.
    fn list(&self, request: &Request, user: &str) -> CannedResponse {
        if user != ADMIN {
            return CannedResponse::empty(403);
        }
        // What is no number counts as if it were not there.
        let offset = request.number("offset").unwrap_or(0);
        let count = request.number("count").unwrap_or(10);
        let total = self.sessions.len();
        let rows = self.sessions.iter().skip(offset).take(count);
        let list: Vec<Value> = rows.map(|(id, open)| session(id, open)).collect();
        // Not the length of the list: on the last page it is larger.
        let count = count.min(total);
        CannedResponse::json(
            200,
            &json!({"offset": offset, "count": count, "totalCount": total, "list": list}),
        )
    }

    fn one(&mut self, method: &str, id: &str, user: &str) -> CannedResponse {
        match self.sessions.get(id) {
            None => CannedResponse::empty(404),
            Some(open) if open.user != user => CannedResponse::empty(400),
            Some(open) if method == "GET" => CannedResponse::json(200, &session(id, open)),
            Some(_) => {
                self.sessions.remove(id);
                CannedResponse::empty(204)
            }
        }
    }

    /// Opens a session; its id.
    fn open(&mut self, user: &'static str) -> String {
        let id = super::token();
        self.sessions.insert(id.clone(), Open { user, token: super::token() });
        id
    }

    /// Who sent a request.
    fn user(&self, request: &Request) -> Option<&'static str> {
        let token = request.bearer()?;
        self.sessions.values().find(|open| open.token == token).map(|open| open.user)
    }

    /// The response to a login.
    fn details(&self, id: &str) -> CannedResponse {
        let Some(open) = self.sessions.get(id) else { return CannedResponse::empty(404) };
        let details = json!({
            "accessToken": open.token, "user": user(open.user), "sessionId": id,
            "lastLogin": "2024-03-01T12:30:00Z",
            "licence": {
                "audienceSelection": true, "audiencePreview": true, "export": true,
                "advancedQuery": true, "cube": true, "profile": true, "dashboards": true,
                "dashboardsPareto": false, "aiId": 1,
            },
        });
        CannedResponse::json(201, &details)
    }
}

fn session(id: &str, open: &Open) -> Value {
    json!({"user": user(open.user), "sessionId": id})
}

fn user(name: &str) -> Value {
    let id = USERS.iter().position(|user| *user == name);
    json!({
        "id": id, "username": name, "firstname": name, "surname": "Example",
        "emailAddress": format!("{name}@example.com"),
    })
}

/// The hash that proves the password, made in another way than the client makes it.
fn password_hash(login_salt: &str) -> String {
    let other = |letter: char| match u32::from(letter) % 2 {
        0 => char::from_u32(u32::from(letter) + 1),
        _ => char::from_u32(u32::from(letter) - 1),
    };
    let turned: String = PASSWORD.chars().filter_map(other).collect();
    hexadecimal(&(hexadecimal(&(turned + USER_SALT)) + login_salt))
}

fn hexadecimal(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
