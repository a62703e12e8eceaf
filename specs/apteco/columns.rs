//! Columns of exports, and the values of their rows.

use super::super::types::{Column, Query, Row};
use super::queries::VariableName;

impl VariableName {
    /// The column of the variable, with this header.
    pub fn titled(self, header: impl Into<String>) -> Column {
        let name = String::from(self);
        Column::new(name.as_str(), header).with_variable_name(name)
    }
}

/// The column of a variable; its name is the header.
impl From<VariableName> for Column {
    fn from(variable: VariableName) -> Self {
        let name = String::from(variable);
        Self::new(name.as_str(), name.as_str()).with_variable_name(name)
    }
}

impl Column {
    /// A column that says whether a record is in a query.
    pub fn of_query(header: impl Into<String>, query: Query) -> Self {
        let header = header.into();
        Self::new(header.as_str(), header.as_str()).with_query(query)
    }

    /// The same column with another id.
    #[must_use]
    pub fn named(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }
}

impl Row {
    /// The code and the description of each column. A value without a code of its own, such as a
    /// number, has its description as the code.
    pub fn values(&self) -> Vec<(&str, &str)> {
        let codes = self.codes.as_deref().unwrap_or_default().split('\t');
        let codes = codes.chain(std::iter::repeat(""));
        let pairs = codes.zip(self.descriptions.split('\t'));
        pairs
            .map(|(code, text)| if code.is_empty() { (text, text) } else { (code, text) })
            .collect()
    }
}
