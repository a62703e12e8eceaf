//! Dimensions.

use super::super::super::types::{Dimension, DimensionBanding, DimensionType};
use super::super::queries::checked_list;
use super::members::{at_most_one, needed};

/// A dimension has what its type says, and at most one way to show fewer categories.
pub(in super::super::super) fn dimension(dimension: &Dimension) -> Result<(), String> {
    let (variable, query) = (dimension.variable_name.value(), dimension.query.value());
    let banding = dimension.banding.value().is_some();
    match dimension.r#type {
        DimensionType::Query => needed("query", query.is_some(), "the type `Query`")?,
        DimensionType::Selector | DimensionType::Text => {
            needed("variableName", variable.is_some(), "its type")?;
        }
        DimensionType::NumericBand | DimensionType::DateBand => {
            needed("variableName", variable.is_some(), "its type")?;
            needed("banding", banding, "its type")?;
        }
        _ => {}
    }
    at_most_one(&[("variableName", variable.is_some()), ("query", query.is_some())])?;
    at_most_one(&[
        ("minimumCategoryCount", dimension.minimum_category_count.value().is_some()),
        ("topNCategoryCount", dimension.top_n_category_count.value().is_some()),
        (
            "percentageOfMaximumCategoryThreshold",
            dimension.percentage_of_maximum_category_threshold.value().is_some(),
        ),
    ])
}

pub(in super::super::super) fn banding(banding: &DimensionBanding) -> Result<(), String> {
    checked_list("customValues", banding.custom_values.value())
}
