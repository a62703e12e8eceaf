//! Values that the server computes.

use super::super::super::types::{Expression, ExpressionType, Query};

impl Expression {
    /// A value computed for each record of a table, by a text of the server's own language, such as
    /// `[boCost] * 2`.
    pub fn of(
        table: impl Into<String>,
        output: ExpressionType,
        server_text: impl Into<String>,
    ) -> Self {
        Self::new()
            .with_table_name(table.into())
            .with_server_text(server_text.into())
            .with_output_type(output)
    }

    /// The same value, which uses one query more.
    #[must_use]
    pub fn using(mut self, description: impl Into<String>, query: Query) -> Self {
        let mut queries = self.queries.unwrap_or_default();
        let mut descriptions = self.query_descriptions.unwrap_or_default();
        queries.push(query);
        descriptions.push(description.into());
        (self.queries, self.query_descriptions) = (queries.into(), descriptions.into());
        self
    }
}
