//! Measures.

use super::super::super::types::Measure;
use super::members::at_most_one;

/// A measure is taken of one thing.
pub(in super::super::super) fn measure(measure: &Measure) -> Result<(), String> {
    at_most_one(&[
        ("variableName", measure.variable_name.value().is_some()),
        ("query", measure.query.value().is_some()),
        ("expression", measure.expression.value().is_some()),
    ])
}
