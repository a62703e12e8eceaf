//! Files and directories, and files that are there for a while.

use std::collections::{BTreeMap, BTreeSet};

use hyper::body::Bytes;
use serde_json::{Value as Json, json};

use super::list::page;
use super::systems::{SYSTEM, is_system};
use crate::double::multipart;
use crate::double::request::Request;
use crate::double::response::{CannedResponse, Refusal};

/// The roots: what belongs to the user, and what belongs to everybody.
const PRIVATE: &str = "Private";
const PUBLIC: &str = "Public";

/// All files.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// By the user whose they are, empty for everybody, and by their paths.
    files: BTreeMap<(String, String), Bytes>,
    directories: BTreeSet<(String, String)>,
    temporary: BTreeMap<String, Bytes>,
    /// Pieces that have not been put together, by the id of their file.
    pieces: BTreeMap<String, BTreeMap<u32, Bytes>>,
}

/// Where a path leads to: it begins with a root, and has no empty step.
fn place(path: &[&str], user: &str) -> Result<(String, String), Refusal> {
    let is_step = |step: &&str| !["", ".", ".."].contains(step);
    match path {
        [_, below @ ..] if !below.iter().all(is_step) => Err(Refusal::bad("a step is empty")),
        [PRIVATE, ..] => Ok((user.to_owned(), path.join("/"))),
        [PUBLIC, ..] => Ok((String::new(), path.join("/"))),
        _ => Err(Refusal::missing()),
    }
}

fn entry(path: &str, kind: &str) -> Json {
    let name = path.rsplit('/').next().unwrap_or_default();
    json!({"name": name, "path": path, "type": kind})
}

impl Files {
    /// Writes a file.
    pub(crate) fn write(
        &mut self,
        path: &str,
        user: &str,
        content: impl Into<Bytes>,
    ) -> Result<(), Refusal> {
        let steps: Vec<&str> = path.split('/').collect();
        self.files.insert(place(&steps, user)?, content.into());
        Ok(())
    }

    /// Reads a file.
    pub(crate) fn read(&self, path: &str, user: &str) -> Result<&Bytes, Refusal> {
        let steps: Vec<&str> = path.split('/').collect();
        self.files.get(&place(&steps, user)?).ok_or_else(Refusal::missing)
    }

    /// The response to a request below `/Files`.
    pub(crate) fn file_response(
        &mut self,
        request: &Request,
        path: &[&str],
        user: &str,
    ) -> Result<CannedResponse, Refusal> {
        let [system, path @ ..] = path else { return Err(Refusal::missing()) };
        if !is_system(system) {
            return Err(Refusal::missing());
        }
        let joined = path.join("/");
        match request.method().as_str() {
            "GET" => {
                let name = path.last().copied().unwrap_or_default();
                Ok(CannedResponse::file(name, self.read(&joined, user)?.clone()))
            }
            "PUT" => {
                self.write(&joined, user, uploaded(request)?)?;
                Ok(CannedResponse::json(201, &entry(&joined, "File")))
            }
            "POST" => {
                let wanted = |name| request.parameter(name).ok_or_else(|| Refusal::bad(name));
                let content = self.read(wanted("fromFilePath")?, user)?.clone();
                let target = format!("{}/{joined}", wanted("targetBaseDirectory")?);
                self.write(&target, user, content)?;
                Ok(CannedResponse::empty(201))
            }
            _ => {
                let removed = self.files.remove(&place(path, user)?);
                removed.map(|_| CannedResponse::empty(204)).ok_or_else(Refusal::missing)
            }
        }
    }

    /// The response to a request below `/Directories`.
    pub(crate) fn directory_response(
        &mut self,
        request: &Request,
        path: &[&str],
        user: &str,
    ) -> Result<CannedResponse, Refusal> {
        let fields = [("Name", "/name"), ("Type", "/type")];
        let path = match path {
            [] => {
                let systems = vec![json!({"systemName": SYSTEM})];
                return page(request, systems, &[("SystemName", "/systemName")]);
            }
            [system] if is_system(system) => {
                let roots = [PRIVATE, PUBLIC].map(|root| entry(root, "Directory"));
                return page(request, roots.into(), &fields);
            }
            [system, path @ ..] if is_system(system) => path,
            _ => return Err(Refusal::missing()),
        };
        let place = place(path, user)?;
        match request.method().as_str() {
            "GET" => page(request, self.entries(&place)?, &fields),
            "PUT" => {
                let made = CannedResponse::json(201, &entry(&place.1, "Directory"));
                self.directories.insert(place);
                Ok(made)
            }
            _ => {
                let is_in = |owner: &String, path: &String| {
                    *owner == place.0 && format!("{path}/").starts_with(&format!("{}/", place.1))
                };
                self.files.retain(|(owner, path), _| !is_in(owner, path));
                self.directories.retain(|(owner, path)| !is_in(owner, path));
                Ok(CannedResponse::empty(204))
            }
        }
    }

    /// What a directory holds. One is there when it was made, or when something is in it.
    fn entries(&self, (owner, path): &(String, String)) -> Result<Vec<Json>, Refusal> {
        let mut found = BTreeMap::new();
        let files = self.files.keys().map(|place| (place, "File"));
        let directories = self.directories.iter().map(|place| (place, "Directory"));
        for ((its_owner, its_path), kind) in files.chain(directories) {
            let below = its_path.strip_prefix(path).and_then(|rest| rest.strip_prefix('/'));
            let Some(below) = below.filter(|_| its_owner == owner) else { continue };
            match below.split_once('/') {
                Some((first, _)) => found.insert(format!("{path}/{first}"), "Directory"),
                None => found.insert(its_path.clone(), kind),
            };
        }
        let is_root = [PRIVATE, PUBLIC].contains(&path.as_str());
        let is_there = is_root || self.directories.contains(&(owner.clone(), path.clone()));
        if found.is_empty() && !is_there {
            return Err(Refusal::missing());
        }
        Ok(found.iter().map(|(path, kind)| entry(path, kind)).collect())
    }

    /// The response to a request below `/TemporaryFiles`.
    pub(crate) fn temporary_response(
        &mut self,
        request: &Request,
        path: &[&str],
    ) -> Result<CannedResponse, Refusal> {
        let number = |text: &str| text.parse::<u32>().map_err(|_| Refusal::missing());
        match (request.method().as_str(), path) {
            ("GET", [id]) => {
                let content = self.temporary.get(*id).ok_or_else(Refusal::missing)?;
                Ok(CannedResponse::file(id, content.clone()))
            }
            ("PUT", [id]) => {
                self.temporary.insert((*id).to_owned(), uploaded(request)?);
                Ok(CannedResponse::json(201, &json!({"id": id})))
            }
            ("GET", [id, part]) => {
                let pieces = self.pieces.get(*id).ok_or_else(Refusal::missing)?;
                let piece = pieces.get(&number(part)?).ok_or_else(Refusal::missing)?;
                Ok(CannedResponse::file(id, piece.clone()))
            }
            ("PUT", [id, part]) => self.add_piece(request, id, number(part)?),
            _ => Err(Refusal::missing()),
        }
    }

    /// Takes a piece. With the last one all are put together, if none is missing.
    fn add_piece(
        &mut self,
        request: &Request,
        id: &str,
        number: u32,
    ) -> Result<CannedResponse, Refusal> {
        let pieces = self.pieces.entry(id.to_owned()).or_default();
        pieces.insert(number, uploaded(request)?);
        let is_last = request.parameter("finalPart") == Some("true");
        if is_last {
            let whole = (0..=number).map(|number| pieces.get(&number).map(|piece| piece.as_ref()));
            let whole = whole.collect::<Option<Vec<&[u8]>>>();
            let whole = whole.ok_or_else(|| Refusal::bad("a piece is missing"))?.concat();
            self.temporary.insert(id.to_owned(), whole.into());
            self.pieces.remove(id);
        }
        let piece = json!({"id": id, "partNumber": number, "temporaryFileCreated": is_last});
        Ok(CannedResponse::json(201, &piece))
    }
}

/// The file that a request has in the part `file`.
fn uploaded(request: &Request) -> Result<Bytes, Refusal> {
    let parts = multipart::parts(request.media_type(), request.body());
    let file = parts.into_iter().flatten().find(|part| part.name == "file");
    match file {
        Some(part) if part.file_name.is_some() => Ok(part.content),
        _ => Err(Refusal::bad("there is no part `file` with the name of a file")),
    }
}
