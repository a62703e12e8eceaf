//! Audiences: selections that are kept, with their versions and with what they came to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::database::Database;
use super::exports::{self, Exported};
use super::list::page;
use super::query::{self, Found};
use super::sessions::{ADMIN, person};
use super::systems::{BUILT, SYSTEM};
use crate::double::request::{Request, entries, member, text};
use crate::double::response::{CannedResponse, Refusal};

/// The fields that lists of audiences take.
pub(crate) const FIELDS: [(&str, &str); 11] = [
    ("Id", "/id"),
    ("SystemName", "/systemName"),
    ("Title", "/title"),
    ("Description", "/description"),
    ("OwnerUsername", "/owner/username"),
    ("CreatedOn", "/creationDate"),
    ("DeletedOn", "/deletionDate"),
    ("ResolveTableName", "/resolveTableName"),
    ("Status", "/status"),
    ("LastUpdatedUsername", "/lastUpdatedUser/username"),
    ("LastUpdatedOn", "/lastUpdatedDate"),
];

/// The fields that lists of versions and of results take.
const VERSION_FIELDS: [(&str, &str); 2] = [("Timestamp", "/timestamp"), ("Title", "/title")];
const RESULT_FIELDS: [(&str, &str); 1] = [("Timestamp", "/timestamp")];

/// The queries of a version.
const QUERIES: [&str; 3] = ["includeQuery", "excludeQuery", "bodyQuery"];

/// The audiences by their numbers.
#[derive(Debug)]
pub(crate) struct Audiences(BTreeMap<u64, Audience>);

/// An audience. Its last version is the one in force.
#[derive(Debug)]
pub(crate) struct Audience {
    pub(crate) id: u64,
    pub(crate) owner: &'static str,
    created: String,
    /// Each is what a client sent, and when and by whom.
    versions: Vec<Version>,
    /// What was counted, the last count last.
    pub(crate) results: Vec<Json>,
}

#[derive(Debug, Clone)]
struct Version {
    user: &'static str,
    at: String,
    body: Json,
}

impl Audiences {
    /// As they are before the first call: more than fit on a page, the seventh of them deleted.
    pub(crate) fn first() -> Self {
        let mut all = Self(BTreeMap::new());
        for (number, destination) in ["10", "11", "12", "13"].iter().cycle().take(13).enumerate() {
            let rule = json!({"listRule": {"list": destination, "variableName": "boDest"}});
            let criteria = json!({
                "variableName": "boDest", "include": true, "logic": "OR", "ignoreCase": false,
                "textMatchType": "Is", "valueRules": [rule], "tableName": "Bookings",
            });
            let logic = json!({
                "operation": "ANY", "tableName": "People", "operands": [{"criteria": criteria}],
            });
            let selection = json!({"tableName": "People", "rule": {"clause": {"logic": logic}}});
            let title = format!("Travellers {}", number + 1);
            let body = json!({
                "title": title, "systemName": SYSTEM, "bodyQuery": {"selection": selection},
                "isDeleted": number == 6,
            });
            let at = format!("2024-01-{:02}T09:30:00.25", number + 1);
            let id = all.next_id();
            let versions = vec![Version { user: ADMIN, at: at.clone(), body }];
            let one = Audience { id, owner: ADMIN, created: at, versions, results: Vec::new() };
            all.0.insert(id, one);
        }
        all
    }

    fn next_id(&self) -> u64 {
        self.0.last_key_value().map_or(301, |(last, _)| last + 1)
    }

    /// Makes an audience.
    pub(crate) fn create(&mut self, body: Json, user: &'static str) -> Result<&Audience, Refusal> {
        if text(&body, "title").is_empty() || text(&body, "systemName").is_empty() {
            return Err(Refusal::bad("an audience has a title and a system"));
        }
        let (id, at) = (self.next_id(), now());
        let versions = vec![Version { user, at: at.clone(), body }];
        let one = Audience { id, owner: user, created: at, versions, results: Vec::new() };
        Ok(self.0.entry(id).or_insert(one))
    }

    /// The audience of a number.
    pub(crate) fn one(&mut self, id: &str) -> Result<&mut Audience, Refusal> {
        let id: u64 = id.parse().map_err(|_| Refusal::missing())?;
        self.0.get_mut(&id).ok_or_else(Refusal::missing)
    }

    /// All audiences, with those that are deleted if they are wanted.
    pub(crate) fn list(&self, includes_deleted: bool) -> impl Iterator<Item = &Audience> {
        self.0.values().filter(move |audience| includes_deleted || !audience.is_deleted())
    }
}

impl Audience {
    fn latest(&self) -> (usize, &Json) {
        let latest = self.versions.last().map_or(&Json::Null, |version| &version.body);
        (self.versions.len(), latest)
    }

    fn is_deleted(&self) -> bool {
        self.latest().1.get("isDeleted") == Some(&Json::Bool(true))
    }

    /// Makes a version. What it leaves out stays as it was.
    fn update(&mut self, body: &Json, user: &'static str) {
        let mut changed = self.latest().1.clone();
        for (name, value) in body.as_object().into_iter().flatten() {
            if let Some(changed) = changed.as_object_mut() {
                changed.insert(name.clone(), value.clone());
            }
        }
        self.versions.push(Version { user, at: now(), body: changed });
    }

    /// Whether this user may change it.
    fn check_owner(&self, user: &str) -> Result<(), Refusal> {
        let may = user == self.owner || user == ADMIN;
        if may { Ok(()) } else { Err(Refusal::forbidden()) }
    }

    /// The response to a request for it, or for its versions and results.
    pub(crate) fn response(
        &mut self,
        request: &Request,
        path: &[&str],
        user: &'static str,
    ) -> Result<CannedResponse, Refusal> {
        let nth = |all: Vec<Json>, id: &str| {
            let id: Option<u64> = id.parse().ok();
            let is_it = |one: &Json| id.is_some() && one.get("id").and_then(Json::as_u64) == id;
            let found = all.into_iter().find(is_it);
            Ok(CannedResponse::json(200, &found.ok_or_else(Refusal::missing)?))
        };
        match (request.method().as_str(), path) {
            ("GET", []) => Ok(CannedResponse::json(200, &self.detail())),
            ("DELETE", []) => {
                self.check_owner(user)?;
                self.update(&json!({"isDeleted": true}), user);
                Ok(CannedResponse::empty(204))
            }
            ("GET", ["Updates"]) => page(request, self.versions(), &VERSION_FIELDS),
            ("POST", ["Updates"]) => {
                self.check_owner(user)?;
                self.update(&request.json(), user);
                let made = self.versions().pop().unwrap_or_default();
                Ok(CannedResponse::json(201, &made))
            }
            ("GET", ["Updates", id]) => nth(self.versions(), id),
            ("GET", ["Results"]) => page(request, self.results.clone(), &RESULT_FIELDS),
            ("GET", ["Results", id]) => nth(self.results.clone(), id),
            _ => Err(Refusal::unknown("the double knows nothing of this part of an audience")),
        }
    }

    /// What lists say of it. Members without a value are null, required or not.
    pub(crate) fn summary(&self) -> Json {
        let (number, latest) = self.latest();
        let last = self.versions.last();
        let result = self.results.last();
        let count = result.and_then(|result| result.pointer("/nettResults/counts/0/countValue"));
        let changed = last.map(|version| version.at.as_str());
        json!({
            "id": self.id, "title": text(latest, "title"), "description": latest.get("description"),
            "creationDate": self.created, "owner": person(self.owner),
            "deletionDate": changed.filter(|_| self.is_deleted()),
            "resolveTableName": table(latest), "resolveTableNettCount": count,
            "numberOfUsersSharedWith": 0, "sharedToAll": false, "shareId": null, "numberOfHits": 0,
            "systemName": text(latest, "systemName"),
            "lastUpdatedUser": last.map(|version| person(version.user)),
            "lastUpdatedDate": changed, "lastUpdateId": number,
            "lastCountDate": result.and_then(|result| result.get("timestamp")),
        })
    }

    /// The same for one of its viewers.
    pub(crate) fn summary_for(&self, user: &str) -> Json {
        let mut summary = self.summary();
        let own = json!({
            "viewingUsername": user, "status": "Default", "sharedToMe": false, "sharedByMe": false,
        });
        merge(&mut summary, own);
        summary
    }

    /// All that is known of it.
    pub(crate) fn detail(&self) -> Json {
        let mut detail = self.summary();
        merge(&mut detail, queries(self.latest().1));
        merge(&mut detail, json!({"queriesLookup": null, "lastResult": self.results.last()}));
        detail
    }

    /// Its versions, the first one first.
    pub(crate) fn versions(&self) -> Vec<Json> {
        let version = |(number, version): (usize, &Version)| {
            let mut summary = json!({
                "id": number, "timestamp": version.at, "user": person(version.user),
                "title": text(&version.body, "title"),
                "description": version.body.get("description"), "owner": person(self.owner),
                "isDeleted": version.body.get("isDeleted") == Some(&Json::Bool(true)),
                "resolveTableName": table(&version.body),
            });
            merge(&mut summary, queries(&version.body));
            summary
        };
        (1..).zip(&self.versions).map(version).collect()
    }

    /// The records of its latest version: those of `includeQuery` that `excludeQuery` does not take
    /// and `bodyQuery` does, narrowed by the modifiers.
    pub(crate) fn records(&self, database: &Database) -> Result<Found, Refusal> {
        let (_, latest) = self.latest();
        let table = database.table(table(latest).unwrap_or_default())?;
        let mut found = Found { table: table.name, records: table.all() };
        for name in QUERIES {
            let Some(query) = member(latest, name) else { continue };
            let part = query::select(database, query)?;
            let records = database.moved(&part.records, part.table, table.name)?;
            let is_wanted = |record: &usize| records.contains(record) == (name != "excludeQuery");
            found.records.retain(is_wanted);
        }
        match member(latest, "selectionModifiers") {
            Some(modifiers) => found.narrowed(database, modifiers),
            None => Ok(found),
        }
    }

    fn head(&self, user: &str) -> Json {
        json!({
            "audienceUpdateId": self.latest().0, "timestamp": now(), "fastStatsBuildDate": BUILT,
            "user": person(user), "urnFilePath": null,
        })
    }

    /// Counts its latest version.
    pub(crate) fn count(&self, database: &Database, user: &str) -> Result<Json, Refusal> {
        let of =
            |found: &Found| Ok(json!({"counts": found.counts(database, true)?, "messages": []}));
        let (_, latest) = self.latest();
        let part = |name: &str| match member(latest, name) {
            Some(query) => of(&query::select(database, query)?),
            None => Ok(Json::Null),
        };
        let mut result = self.head(user);
        let rest = json!({
            "id": self.results.len() + 1, "nettResults": of(&self.records(database)?)?,
            "includeResults": part("includeQuery")?, "excludeResults": part("excludeQuery")?,
            "bodyResults": part("bodyQuery")?,
        });
        merge(&mut result, rest);
        Ok(result)
    }

    /// Exports the records of its latest version; what comes of it, and the path of the file.
    pub(crate) fn export(
        &self,
        database: &Database,
        export: &Json,
        user: &str,
    ) -> Result<(Json, Exported, String), Refusal> {
        let exported = exports::exported(database, &self.records(database)?, export)?;
        let name = text(export, "filename");
        let path = format!("Public/Orbit/Audiences/{}/{name}", self.id);
        let mut result = self.head(user);
        let member = |name: &str| export.get(name).cloned().unwrap_or_default();
        let rest = json!({
            "nettCounts": exported.counts, "rows": exported.rows, "columns": member("columns"),
            "filePath": (!name.is_empty()).then_some(path.as_str()), "output": member("output"),
            "maximumNumberOfRowsToBrowse": member("maximumNumberOfRowsToBrowse"),
            "returnBrowseRows": member("returnBrowseRows"),
        });
        merge(&mut result, rest);
        Ok((result, exported, path))
    }

    /// Breaks its latest version down, beside all records of its table.
    pub(crate) fn check(
        &self,
        database: &Database,
        check: &Json,
        user: &str,
    ) -> Result<Json, Refusal> {
        let found = self.records(database)?;
        let base = Found { records: database.table(found.table)?.all(), ..found.clone() };
        let dimension = |dimension: &Json| {
            let variable = database.variable(text(dimension, "variableName"))?;
            let counts = |found: &Found, code: &str| {
                let codes = found.records.iter().map(|record| {
                    Ok(variable.code(&database.value_of(variable, found.table, *record)?))
                });
                let codes = codes.collect::<Result<Vec<_>, Refusal>>()?;
                Ok::<_, Refusal>(codes.iter().filter(|one| *one == code).count().to_string())
            };
            let categories = variable.codes();
            let column = |found: &Found| {
                let counts = categories.iter().map(|(code, _)| counts(found, code));
                Ok::<_, Refusal>(counts.collect::<Result<Vec<_>, _>>()?.join("\t"))
            };
            let joined = |texts: Vec<&str>| texts.join("\t");
            Ok(json!({
                "id": text(dimension, "id"),
                "codes": joined(categories.iter().map(|(code, _)| code.as_str()).collect()),
                "descriptions": joined(categories.iter().map(|(_, name)| *name).collect()),
                "baseCounts": column(&base)?, "audienceCounts": column(&found)?,
            }))
        };
        let dimensions = entries(check, "dimensions").iter().map(dimension);
        let dimensions = dimensions.collect::<Result<Vec<_>, Refusal>>()?;
        let mut result = self.head(user);
        let counts = found.counts(database, false)?;
        merge(&mut result, json!({"nettCounts": counts, "dimensionResults": dimensions}));
        Ok(result)
    }
}

/// The table that a version selects records of.
fn table(version: &Json) -> Option<&str> {
    let of = |name: &&str| version.pointer(&format!("/{name}/selection/tableName"))?.as_str();
    let names: BTreeSet<&str> = QUERIES.iter().filter_map(of).collect();
    // Those of one version are of one table.
    names.first().copied()
}

fn queries(version: &Json) -> Json {
    let names = QUERIES.into_iter().chain(["selectionModifiers", "briefText"]);
    let member = |name: &str| (name.to_owned(), version.get(name).cloned().unwrap_or_default());
    Json::Object(names.map(member).collect())
}

/// Adds the members of one object to another.
fn merge(object: &mut Json, other: Json) {
    if let (Json::Object(object), Json::Object(other)) = (object, other) {
        object.extend(other);
    }
}

/// The time of the server, which says no offset.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S").to_string()
}
