//! Cubes, written as they are thought, and the numbers of their results.

use super::super::types::{Cube, CubeStorage, Dimension, DimensionResult, MeasureResult, Query};
use super::measures::Statistic;
use super::queries::Condition;
use super::shared::{free_id, of_records};

impl Cube {
    /// A cube of all records of a table, with numbers for all of its cells.
    pub fn of(table: impl Into<String>) -> Self {
        let table = table.into();
        Self::new(Query::of(table.as_str()), table, CubeStorage::Full, [], [])
    }

    /// The same cube, broken down by one dimension more. It gets a number behind its id where
    /// another dimension has that.
    #[must_use]
    pub fn by(mut self, dimension: impl Into<Dimension>) -> Self {
        let mut dimension = dimension.into();
        dimension.id = free_id(dimension.id, |id| self.dimensions.iter().any(|it| it.id == id));
        self.dimensions.push(dimension);
        self
    }

    /// The same cube with one number more in each cell. It gets a number behind its id where
    /// another measure has that.
    #[must_use]
    pub fn measure(mut self, statistic: Statistic) -> Self {
        let mut measure = statistic.on(&self.resolve_table_name);
        measure.id = free_id(measure.id, |id| self.measures.iter().any(|it| it.id == id));
        self.measures.push(measure);
        self
    }

    fn records(&self) -> Query {
        self.base_query.clone()
    }
}

of_records!(Cube, "cube");

impl DimensionResult {
    /// The code and the description of each category, in the order of the numbers. The first one
    /// is that of records without a value; the last one is the total. Where one of the two lists
    /// is shorter, the rest of it is empty.
    pub fn categories(&self) -> Vec<(&str, &str)> {
        let codes: Vec<&str> = self.header_codes.split('\t').collect();
        let descriptions: Vec<&str> = self.header_descriptions.split('\t').collect();
        let length = codes.len().max(descriptions.len());
        let (codes, descriptions) = (codes.into_iter(), descriptions.into_iter());
        let rest = std::iter::repeat("");
        codes.chain(rest.clone()).zip(descriptions.chain(rest)).take(length).collect()
    }
}

impl MeasureResult {
    /// The numbers of a full cube: one row for each category of the second dimension, in it one
    /// number for each of the first; a third dimension repeats all rows for each of its
    /// categories. `None` is what is no number, such as a mean of nothing; the text of it is in
    /// `rows`.
    pub fn numbers(&self) -> Vec<Vec<Option<f64>>> {
        let number = |text: &str| text.trim().parse().ok().filter(|number: &f64| !number.is_nan());
        self.rows.iter().map(|row| row.split('\t').map(number).collect()).collect()
    }
}
