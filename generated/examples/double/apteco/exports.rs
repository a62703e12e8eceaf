//! Exports: records as rows of texts, in the response or in a file.

use serde_json::{Value as Json, json};

use super::database::{Database, Value, Variable};
use super::query::{self, Found};
use super::systems::BUILT;
use crate::double::request::{entries, member, text};
use crate::double::response::Refusal;

/// What an export came to.
#[derive(Debug)]
pub(crate) struct Exported {
    /// How many records there are, by their table.
    pub(crate) counts: Json,
    /// The rows for the response, or null.
    pub(crate) rows: Json,
    /// The file, where one is wanted.
    pub(crate) file: String,
}

/// The records that an export is of.
pub(crate) fn records(database: &Database, export: &Json) -> Result<Found, Refusal> {
    let base = query::select(database, member(export, "baseQuery").unwrap_or(&Json::Null))?;
    let table = database.table(text(export, "resolveTableName"))?.name;
    let records = database.moved(&base.records, base.table, table)?;
    Found { table, records }.narrowed(database, export)
}

/// Exports these records.
pub(crate) fn exported(
    database: &Database,
    found: &Found,
    export: &Json,
) -> Result<Exported, Refusal> {
    let columns = entries(export, "columns").iter().map(|column| Column::of(database, column));
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let row = |record: &usize| {
        let cells = columns.iter().map(|column| column.cell(database, found.table, *record));
        cells.collect::<Result<Vec<_>, _>>()
    };
    let rows = found.records.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    let limit = member(export, "maximumNumberOfRowsToBrowse").and_then(Json::as_u64);
    let limit = usize::try_from(limit.unwrap_or_default()).unwrap_or(usize::MAX);
    let browsed = rows.iter().take(limit).map(|row| {
        let joined = |part: fn(&(String, String)) -> &str| {
            row.iter().map(part).collect::<Vec<_>>().join("\t")
        };
        json!({"codes": joined(|cell| &cell.0), "descriptions": joined(|cell| &cell.1)})
    });
    let is_browsed = member(export, "returnBrowseRows").and_then(Json::as_bool);
    Ok(Exported {
        counts: found.counts(database, false)?,
        rows: match is_browsed {
            Some(true) => browsed.collect(),
            _ => Json::Null,
        },
        file: file(&columns, &rows, member(export, "output").unwrap_or(&Json::Null)),
    })
}

/// The response to an export.
pub(crate) fn result(exported: &Exported) -> Json {
    json!({
        "title": null, "notes": null, "ranSuccessfully": true, "systemName": null,
        "systemLoadDate": BUILT, "userName": null, "runDate": null, "queryDescription": null,
        "rows": exported.rows, "export": null, "counts": exported.counts,
    })
}

/// A column, and how its values are written.
struct Column<'a> {
    header: &'a str,
    variable: &'a Variable,
    has_codes: bool,
    is_empty_if_missing: bool,
}

impl<'a> Column<'a> {
    fn of(database: &'a Database, column: &'a Json) -> Result<Self, Refusal> {
        if member(column, "query").is_some() {
            return Err(Refusal::unknown("the double knows columns of variables only"));
        }
        Ok(Self {
            header: text(column, "columnHeader"),
            variable: database.variable(text(column, "variableName"))?,
            has_codes: text(column, "detail") == "Code",
            is_empty_if_missing: text(column, "unclassifiedFormat") == "Empty",
        })
    }

    /// The code of a value, which is empty if the description says it, and its description.
    fn cell(
        &self,
        database: &Database,
        table: &str,
        record: usize,
    ) -> Result<(String, String), Refusal> {
        let value = database.value_of(self.variable, table, record)?;
        let code = self.variable.code(&value);
        let description = match value {
            Value::Missing if self.is_empty_if_missing => String::new(),
            _ if self.has_codes && !code.is_empty() => code.clone(),
            _ => self.variable.describe(&value),
        };
        Ok((code, description))
    }
}

/// The rows with their headers, as the output says; with commas where it says nothing.
fn file(columns: &[Column<'_>], rows: &[Vec<(String, String)>], output: &Json) -> String {
    let delimiter = match text(output, "delimiter") {
        "" => ",",
        delimiter => delimiter,
    };
    let quote = text(output, "alphaEncloser");
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<String> = cells.map(|cell| format!("{quote}{cell}{quote}")).collect();
        cells.join(delimiter) + "\r\n"
    };
    let mut file = line(&mut columns.iter().map(|column| column.header));
    for row in rows {
        file.push_str(&line(&mut row.iter().map(|(_, description)| description.as_str())));
    }
    file
}
