//! Sessions: who is logged in.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::list::page;
use crate::double::request::Request;
use crate::double::response::{CannedResponse, Refusal};
use crate::double::token;

/// The administrator, and the password of all users.
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

/// The sessions that are open.
#[derive(Debug)]
pub(crate) struct Sessions {
    /// The salts that were given out, and to whom.
    salts: BTreeMap<String, String>,
    /// The sessions by their ids.
    sessions: BTreeMap<String, Open>,
}

impl Sessions {
    /// As it is before the first call: with more sessions than fit on two pages.
    pub(crate) fn new() -> Self {
        let mut orbit = Self { salts: BTreeMap::new(), sessions: BTreeMap::new() };
        for user in USERS.iter().cycle().take(24) {
            orbit.open(user);
        }
        orbit
    }

    /// The response to a request below `/Sessions`.
    pub(crate) fn response(
        &mut self,
        request: &Request,
        path: &[&str],
    ) -> Result<CannedResponse, Refusal> {
        Ok(match (request.method().as_str(), path) {
            ("POST", ["LoginParameters"]) => self.login_parameters(request),
            ("POST", ["SaltedLogin"]) => self.salted_login(request),
            ("POST", ["SimpleLogin"]) => self.simple_login(request),
            ("POST", ["ConvertSession"]) => self.convert(request),
            (method, below) => {
                // Undocumented, but met: a call without a good token is refused without a word.
                let Some(user) = self.user(request) else { return Ok(CannedResponse::empty(401)) };
                match (method, below) {
                    ("GET", []) => return self.list(request, user),
                    ("GET" | "DELETE", [id]) => self.one(method, id, user),
                    _ => return Err(Refusal::missing()),
                }
            }
        })
    }

    fn login_parameters(&mut self, request: &Request) -> CannedResponse {
        let salt = token();
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
    fn list(&self, request: &Request, user: &str) -> Result<CannedResponse, Refusal> {
        if user != ADMIN {
            return Err(Refusal::forbidden());
        }
        let all = self.sessions.iter().map(|(id, open)| session(id, open));
        page(request, all.collect(), &[("Username", "/user/username")])
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
        let id = token();
        self.sessions.insert(id.clone(), Open { user, token: token() });
        id
    }

    /// Who sent a request.
    pub(crate) fn user(&self, request: &Request) -> Option<&'static str> {
        let token = request.bearer()?;
        self.sessions.values().find(|open| open.token == token).map(|open| open.user)
    }

    /// The response to a login.
    fn details(&self, id: &str) -> CannedResponse {
        let Some(open) = self.sessions.get(id) else { return CannedResponse::empty(404) };
        let details = json!({
            "accessToken": open.token, "user": person(open.user), "sessionId": id,
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
    json!({"user": person(open.user), "sessionId": id})
}

/// A user as others see them.
pub(crate) fn person(name: &str) -> Value {
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
