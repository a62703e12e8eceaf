//! Dimensions: what a cube or the check of an audience is broken down by.

use std::fmt::Display;

use super::super::types::{
    BandingType, Dimension, DimensionBanding, DimensionType, Expression, Query,
};
use super::queries::{VariableName, tabbed};

impl VariableName {
    /// A category for each year of a date; its codes are such as `2021`.
    pub fn per_year(self) -> Dimension {
        self.dated(BandingType::Years)
    }

    /// A category for each quarter of a date; its codes have the year in front.
    pub fn per_quarter(self) -> Dimension {
        self.dated(BandingType::Quarters)
    }

    /// A category for each month of a date; its codes are such as `202103`.
    pub fn per_month(self) -> Dimension {
        self.dated(BandingType::Months)
    }

    /// A category for each day of a date; its codes are such as `20210315`.
    pub fn per_day(self) -> Dimension {
        self.dated(BandingType::Day)
    }

    /// A category for each of these bands of a number, such as `<=0` and `>0 - <=10`.
    pub fn in_bands<B: Display>(self, bands: impl IntoIterator<Item = B>) -> Dimension {
        let banding = DimensionBanding::new(BandingType::Custom).with_custom_values(tabbed(bands));
        self.dimension(DimensionType::NumericBand).with_banding(banding)
    }

    /// A category for each text.
    pub fn by_text(self) -> Dimension {
        self.dimension(DimensionType::Text)
    }

    fn dated(self, banding: BandingType) -> Dimension {
        let banding = DimensionBanding::new(banding);
        self.dimension(DimensionType::DateBand).with_banding(banding)
    }

    fn dimension(self, kind: DimensionType) -> Dimension {
        let name = String::from(self);
        Dimension::new(name.as_str(), kind).with_variable_name(name)
    }
}

/// A category for each code of a selector.
impl From<VariableName> for Dimension {
    fn from(variable: VariableName) -> Self {
        variable.dimension(DimensionType::Selector)
    }
}

impl Dimension {
    /// Whether records are in a query or not.
    pub fn of_query(id: impl Into<String>, query: Query) -> Self {
        Self::new(id, DimensionType::Query).with_query(query)
    }

    /// A category for each computed value; newer servers only.
    pub fn of_expression(id: impl Into<String>, expression: Expression) -> Self {
        Self::new(id, DimensionType::Expression).with_expression(expression)
    }

    /// The same dimension with another id, by which its result is found.
    #[must_use]
    pub fn named(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }
}
