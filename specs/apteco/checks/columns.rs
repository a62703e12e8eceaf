//! Columns of exports.

use super::super::super::types::Column;
use super::members::at_most_one;

/// A column is of one thing.
pub(in super::super::super) fn column(column: &Column) -> Result<(), String> {
    at_most_one(&[
        ("variableName", column.variable_name.value().is_some()),
        ("query", column.query.value().is_some()),
    ])
}
