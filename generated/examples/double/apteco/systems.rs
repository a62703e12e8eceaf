//! Systems as their users see them: tables, variables, codes, folders.

use serde_json::{Value as Json, json};

use super::database::{Database, Kind, Table, Value, Variable};
use super::list::page;
use crate::double::request::Request;
use crate::double::response::{CannedResponse, Refusal};

/// The one system, and when it was built: like all times, in the time of the server.
pub(crate) const SYSTEM: &str = "Holidays";
pub(crate) const BUILT: &str = "2024-01-02T15:03:02";

/// Whether a name is that of the system. Capitals do not matter.
pub(crate) fn is_system(name: &str) -> bool {
    name.eq_ignore_ascii_case(SYSTEM)
}

/// The response to a request below `/FastStatsSystems`.
pub(crate) fn response(
    database: &Database,
    request: &Request,
    path: &[&str],
) -> Result<CannedResponse, Refusal> {
    let below = match path {
        [] => return page(request, vec![summary()], &[("Name", "/name")]),
        [name, below @ ..] if is_system(name) => below,
        _ => return Err(Refusal::missing()),
    };
    let all = |table: &Table| table_json(database, table);
    let every = |variable: &Variable| variable_json(database, variable);
    match (request.method().as_str(), below) {
        ("GET", []) => {
            let mut system = summary();
            if let Some(system) = system.as_object_mut() {
                system.insert("dateSettings".to_owned(), json!({"useIso8601WeekOfYear": true}));
            }
            Ok(CannedResponse::json(200, &system))
        }
        ("GET", ["Tables"]) => {
            let fields = [("Name", "/name"), ("TotalRecords", "/totalRecords")];
            page(request, database.tables.iter().map(all).collect(), &fields)
        }
        ("GET", ["Tables", name]) => one(database.table(name).map(all)),
        ("GET", ["Variables"]) => {
            let fields = [
                ("Name", "/name"),
                ("Description", "/description"),
                ("Type", "/type"),
                ("SelectorType", "/selectorInfo/selectorType"),
                ("TableName", "/tableName"),
                ("NumberOfCodes", "/selectorInfo/numberOfCodes"),
                ("FolderName", "/folderName"),
            ];
            page(request, database.variables.iter().map(every).collect(), &fields)
        }
        ("GET", ["Variables", name]) => one(database.variable(name).map(every)),
        ("GET" | "POST", ["Variables", name, "Codes"]) => {
            let variable = database.variable(name).map_err(|_| Refusal::missing())?;
            let fields = [("Code", "/code"), ("Description", "/description"), ("Count", "/count")];
            page(request, codes(database, variable), &fields)
        }
        ("GET", ["Folders"]) => page(request, folders(database), &[("Name", "/folder/name")]),
        ("GET", ["Folders", folder]) => {
            let variables = database.variables.iter().filter(|one| one.table == *folder);
            let node = |one| json!({"folder": null, "variable": every(one)});
            page(request, variables.map(node).collect(), &[("Name", "/variable/name")])
        }
        ("POST", ["RefreshInformationSync"]) => Ok(CannedResponse::empty(204)),
        _ => Err(Refusal::unknown("the double knows nothing of this part of a system")),
    }
}

/// One thing, or none of that name.
fn one(found: Result<Json, Refusal>) -> Result<CannedResponse, Refusal> {
    found.map(|found| CannedResponse::json(200, &found)).map_err(|_| Refusal::missing())
}

fn summary() -> Json {
    json!({
        "name": SYSTEM.to_lowercase(), "viewName": SYSTEM,
        "description": "People and their holidays", "fastStatsBuildDate": BUILT,
    })
}

fn table_json(database: &Database, table: &Table) -> Json {
    let has_children = database.tables.iter().any(|other| other.parent == Some(table.name));
    json!({
        "name": table.name, "singularDisplayName": table.singular,
        "pluralDisplayName": table.name, "isDefaultTable": table.parent.is_none(),
        "isPeopleTable": table.parent.is_none(), "totalRecords": table.records.len(),
        "childRelationshipName": has_children.then_some("with any"),
        "parentRelationshipName": table.parent.map(|_| "for the"),
        "hasChildTables": has_children,
        // The table at the top has an empty text, and not null.
        "parentTable": table.parent.unwrap_or_default(),
    })
}

fn variable_json(database: &Database, variable: &Variable) -> Json {
    let days = || {
        let all = database.table(variable.table).map(Table::all).unwrap_or_default();
        let days = all.into_iter().filter_map(|record| match database.value(variable, record) {
            Value::Day(day) => Some(format!("{day}T00:00:00")),
            _ => None,
        });
        days.collect::<Vec<_>>()
    };
    let (kind, selector, numeric, text) = match &variable.kind {
        Kind::Selector(codes) => {
            let length = codes.first().map(|(code, _)| code.len());
            let info = selector("Categorical", codes.len() + 1, length.unwrap_or(1), None);
            ("Selector", info, Json::Null, Json::Null)
        }
        Kind::Days => {
            let days = days();
            let ends = days.iter().min().zip(days.iter().max());
            ("Selector", selector("Date", 0, 8, ends), Json::Null, Json::Null)
        }
        Kind::Numeric { decimals } => {
            let is_money = *decimals > 0;
            let info = json!({
                "minimum": 0, "maximum": "NaN", "isCurrency": is_money,
                "currencyLocale": is_money.then_some("en-GB"),
                "currencySymbol": is_money.then_some("£"), "decimalPlaces": decimals,
            });
            ("Numeric", Json::Null, info, Json::Null)
        }
        Kind::Text => ("Text", Json::Null, Json::Null, json!({"maximumTextLength": 20})),
    };
    json!({
        "name": variable.name, "description": variable.description, "type": kind,
        "folderName": variable.table, "tableName": variable.table, "isSelectable": true,
        "isBrowsable": true, "isExportable": true, "isVirtual": false,
        "selectorInfo": selector, "numericInfo": numeric, "textInfo": text, "referenceInfo": null,
    })
}

fn selector(kind: &str, codes: usize, length: usize, ends: Option<(&String, &String)>) -> Json {
    json!({
        "selectorType": "SingleValue", "subType": kind, "varCodeOrder": "Nominal",
        "numberOfCodes": codes, "codeLength": length, "minimumVarCodeCount": 0,
        "maximumVarCodeCount": 0, "minimumDate": ends.map(|(first, _)| first),
        "maximumDate": ends.map(|(_, last)| last), "combinedFromVariableName": null,
    })
}

fn codes(database: &Database, variable: &Variable) -> Vec<Json> {
    let records = database.table(variable.table).map(Table::all).unwrap_or_default();
    let count = |code: &str| {
        let is_it = |record: &&usize| variable.code(&database.value(variable, **record)) == code;
        records.iter().filter(is_it).count()
    };
    let code = |(code, description): (String, &str)| json!({"count": count(&code), "code": code, "description": description});
    variable.codes().into_iter().map(code).collect()
}

/// There is a folder for each table.
fn folders(database: &Database) -> Vec<Json> {
    let folder = |table: &Table| {
        let folder = json!({"name": table.name, "description": table.name, "path": table.name});
        json!({"folder": folder, "variable": null})
    };
    database.tables.iter().map(folder).collect()
}
