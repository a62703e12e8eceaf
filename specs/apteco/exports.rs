//! Exports, written as they are thought.

use super::super::types::{Column, Export, Limits, Output, Query};
use super::queries::Condition;
use super::shared::{free_id, of_records};

impl Export {
    /// An export of all records of a table. Its rows go into a file, or are in the response:
    /// [`into_file`](Self::into_file), [`browsing`](Self::browsing).
    pub fn of(table: impl Into<String>) -> Self {
        let table = table.into();
        let records = Query::of(table.as_str());
        Self::new(table, 0, false, []).selecting(records)
    }

    /// The same export with one column more. It gets a number behind its id where another column
    /// has that.
    #[must_use]
    pub fn column(mut self, column: impl Into<Column>) -> Self {
        let mut column = column.into();
        column.id = free_id(column.id, |id| self.columns.iter().any(|it| it.id == id));
        self.columns.push(column);
        self
    }

    /// The same export, with the rows in the response, so many at most.
    #[must_use]
    pub fn browsing(mut self, rows: i64) -> Self {
        self.maximum_number_of_rows_to_browse = rows;
        self.return_browse_rows = true;
        self
    }

    /// The same export, written into a file of the server, such as `Private/people.csv`.
    #[must_use]
    pub fn into_file(self, path: impl Into<String>, output: Output) -> Self {
        self.with_path_to_export_to(path.into()).with_output(output)
    }

    /// The same export, of so many of the records.
    #[must_use]
    pub fn limited(self, limits: Limits) -> Self {
        self.with_limits(limits)
    }

    fn records(&self) -> Query {
        let all = || Query::of(self.resolve_table_name.as_str());
        self.base_query.value().cloned().unwrap_or_else(all)
    }
}

of_records!(Export, "export");
