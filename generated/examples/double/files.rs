//! CBRAIN's files.

use std::collections::BTreeMap;

use hyper::body::Bytes;
use serde_json::{Map, Value, json};

use super::cbrain::{Cbrain, JANE, SOMEBODY, filtered, missing, paged, unknown};
use super::multipart::{self, Part};
use super::request::Request;
use super::response::CannedResponse;

/// What the server lets nobody download at a time, in bytes.
const DOWNLOAD_LIMIT: usize = 400_000_000;

/// A file, and where it belongs.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// Its name.
    pub(crate) name: String,
    /// The number of its owner.
    pub(crate) user: i64,
    /// The number of its project.
    pub(crate) group: i64,
    /// The number of the data provider that it lies on.
    pub(crate) provider: i64,
    /// The number of the file that it was made of.
    pub(crate) parent: Option<i64>,
    /// Whether lists leave it out.
    pub(crate) is_hidden: bool,
    /// What is in it.
    pub(crate) content: Bytes,
}

impl File {
    /// The files that there are before the first call: more than fit on two pages, one that is
    /// hidden, and one of somebody else.
    pub(crate) fn first() -> BTreeMap<i64, Self> {
        let file = |number: i64| Self {
            name: format!("scan{number}.mnc"),
            user: if number == 59 { SOMEBODY } else { JANE },
            group: 103,
            provider: 15,
            parent: None,
            is_hidden: number == 60,
            content: Bytes::from(format!("scan {number}\n")),
        };
        (1..=60).map(|number| (500 + number, file(number))).collect()
    }

    fn to_json(&self, id: i64) -> Map<String, Value> {
        let file = json!({
            "id": id, "name": self.name, "browse_path": null, "size": self.content.len(),
            "user_id": self.user, "parent_id": self.parent, "type": "SingleFile",
            "group_id": self.group, "data_provider_id": self.provider, "group_writable": false,
            "num_files": 1, "hidden": self.is_hidden, "immutable": false, "archived": false,
            "description": null,
        });
        file.as_object().cloned().unwrap_or_default()
    }
}

impl Cbrain {
    /// A file that this user can reach.
    pub(crate) fn file(&self, id: &str, user: i64) -> Option<(i64, &File)> {
        let id = id.parse().ok()?;
        self.files.get(&id).filter(|file| file.user == user).map(|file| (id, file))
    }

    /// Registers a file.
    pub(crate) fn add_file(&mut self, file: File) {
        let id = self.files.last_key_value().map_or(501, |(last, _)| last + 1);
        self.files.insert(id, file);
    }

    /// `GET /userfiles`.
    pub(crate) fn list_files(&self, request: &Request, user: i64) -> CannedResponse {
        let seen = self.files.iter().filter(|(_, file)| file.user == user && !file.is_hidden);
        let rows = filtered(request, seen.map(|(id, file)| file.to_json(*id)).collect());
        let rows = paged(request, 25, rows);
        match request.parameter("ids_only") {
            Some("1") => CannedResponse::json(
                200,
                &rows.iter().filter_map(|row| row.get("id").cloned()).collect(),
            ),
            _ => CannedResponse::json(200, &rows.into_iter().collect()),
        }
    }

    /// `GET /userfiles/{id}`.
    pub(crate) fn show_file(&self, id: &str, user: i64) -> CannedResponse {
        match self.file(id, user) {
            Some((id, file)) => CannedResponse::json(200, &file.to_json(id).into()),
            None => missing("Userfile", id),
        }
    }

    /// `GET /userfiles/{id}/content`, if there is some.
    pub(crate) fn content(&self, id: &str, user: i64) -> Option<CannedResponse> {
        let (_, file) = self.file(id, user)?;
        Some(CannedResponse::file(&file.name, file.content.clone()))
    }

    /// `POST /userfiles`.
    pub(crate) fn upload(&mut self, request: &Request, user: i64) -> CannedResponse {
        let parts = multipart::parts(request.media_type(), request.body()).unwrap_or_default();
        let part = |name: &str| parts.iter().find(|part| part.name == name);
        if !parts.iter().any(|part| part.name.starts_with("userfile[")) {
            let text = "param is missing or the value is empty: userfile";
            return CannedResponse::json(500, &json!({"error": text}));
        }
        let Some((name, content)) = part("upload_file").and_then(file_of) else {
            return CannedResponse::bare(422, "application/json");
        };
        if part("_do_extract").is_some() {
            return unknown();
        }
        let Some(provider) = part("data_provider_id").and_then(Part::number) else {
            return refused("The file has no data provider.");
        };
        let of_same_name =
            |file: &File| file.name == name && file.user == user && file.provider == provider;
        if self.files.values().any(of_same_name) {
            return refused("There is a file of this name already.");
        }
        // A project that the user may not use is replaced, not refused.
        let group = part("userfile[group_id]").and_then(Part::number).unwrap_or(103);
        let (parent, is_hidden) = (None, false);
        self.add_file(File { name, user, group, provider, parent, is_hidden, content });
        CannedResponse::json(201, &json!({"notice": "File Uploaded"}))
    }

    /// `POST /userfiles/download`.
    pub(crate) fn download(&self, request: &Request, user: i64) -> CannedResponse {
        let Some(ids) = self.selected(request, user) else {
            return CannedResponse::redirect("/userfiles");
        };
        let files: Vec<&File> = ids.iter().filter_map(|id| self.files.get(id)).collect();
        let size: usize = files.iter().map(|file| file.content.len()).sum();
        let has_twin =
            |file: &&File| files.iter().filter(|other| other.name == file.name).count() > 1;
        match files.as_slice() {
            _ if size > DOWNLOAD_LIMIT => {
                CannedResponse::json(200, &json!({"error": "These files are more than 400 MB."}))
            }
            _ if files.iter().any(has_twin) => CannedResponse::json(
                200,
                &json!({"error": "Some of these files have the same name."}),
            ),
            [file] => CannedResponse::file(&file.name, file.content.clone()),
            // The real one has an archive for them.
            _ => unknown(),
        }
    }

    /// `DELETE /userfiles/delete_files`.
    pub(crate) fn delete_files(&mut self, request: &Request, user: i64) -> CannedResponse {
        let Some(ids) = self.selected(request, user) else {
            return CannedResponse::redirect("/userfiles");
        };
        self.files.retain(|id, _| !ids.contains(id));
        let text = "Your files are being deleted in background.";
        CannedResponse::json(200, &json!({"message": text, "background_activity_id": 1}))
    }

    /// The files that a body names, by number or by text; none if the user cannot reach one.
    fn selected(&self, request: &Request, user: i64) -> Option<Vec<i64>> {
        let body = request.json();
        let ids = body.get("file_ids")?.as_array().filter(|ids| !ids.is_empty())?;
        let text = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        ids.iter().map(|id| self.file(&text(id), user).map(|(id, _)| id)).collect()
    }
}

fn file_of(part: &Part) -> Option<(String, Bytes)> {
    let name = part.file_name.clone().filter(|name| !name.is_empty())?;
    Some((name, part.content.clone()))
}

fn refused(notice: &str) -> CannedResponse {
    CannedResponse::json(422, &json!({"notice": notice}))
}
