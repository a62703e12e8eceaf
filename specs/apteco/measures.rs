//! Measures: the numbers in the cells of a cube.

use super::super::types::{Expression, Measure, MeasureFunction, Query};

/// A number of each cell. Of which table it is, is said where it is used, or by [`of`](Self::of).
#[derive(Debug, Clone)]
pub struct Statistic {
    id: String,
    table: Option<String>,
    function: MeasureFunction,
    subject: Subject,
    display_name: Option<String>,
}

/// What a measure is taken of.
#[derive(Debug, Clone)]
enum Subject {
    Records,
    Variable(String),
    Query(Box<Query>),
    Expression(Box<Expression>),
}

/// The number of records.
pub fn count() -> Statistic {
    statistic("Count".to_owned(), MeasureFunction::Count, Subject::Records)
}

/// The number of records that a query selects.
pub fn count_of(id: impl Into<String>, query: Query) -> Statistic {
    statistic(id.into(), MeasureFunction::QueryCount, Subject::Query(Box::new(query)))
}

/// The sum of a numeric variable.
pub fn sum(variable: impl Into<String>) -> Statistic {
    of_variable(MeasureFunction::Sum, variable.into())
}

/// The mean of a numeric variable.
pub fn mean(variable: impl Into<String>) -> Statistic {
    of_variable(MeasureFunction::Mean, variable.into())
}

/// The least value of a numeric variable.
pub fn minimum(variable: impl Into<String>) -> Statistic {
    of_variable(MeasureFunction::Minimum, variable.into())
}

/// The greatest value of a numeric variable.
pub fn maximum(variable: impl Into<String>) -> Statistic {
    of_variable(MeasureFunction::Maximum, variable.into())
}

/// The median of a numeric variable.
pub fn median(variable: impl Into<String>) -> Statistic {
    of_variable(MeasureFunction::Median, variable.into())
}

/// The standard deviation of a numeric variable.
pub fn standard_deviation(variable: impl Into<String>) -> Statistic {
    of_variable(MeasureFunction::StandardDeviation, variable.into())
}

/// The number of different values of a variable.
pub fn count_distinct(variable: impl Into<String>) -> Statistic {
    of_variable(MeasureFunction::CountDistinct, variable.into())
}

/// A number of computed values, such as their [`Sum`](MeasureFunction::Sum).
pub fn computed(
    id: impl Into<String>,
    function: MeasureFunction,
    expression: Expression,
) -> Statistic {
    statistic(id.into(), function, Subject::Expression(Box::new(expression)))
}

fn of_variable(function: MeasureFunction, variable: String) -> Statistic {
    statistic(format!("{function}({variable})"), function, Subject::Variable(variable))
}

fn statistic(id: String, function: MeasureFunction, subject: Subject) -> Statistic {
    Statistic { id, table: None, function, subject, display_name: None }
}

impl Statistic {
    /// The same number, taken of the records of this table.
    #[must_use]
    pub fn of(mut self, table: impl Into<String>) -> Self {
        self.table = Some(table.into());
        self
    }

    /// The same number with another id, by which its result is found.
    #[must_use]
    pub fn named(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// The same number under this heading.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.display_name = Some(title.into());
        self
    }

    /// The measure as the server takes it: of its own table, or else of this one.
    pub fn on(self, table: &str) -> Measure {
        let table = self.table.unwrap_or_else(|| table.to_owned());
        let mut measure = Measure::new(self.id, table, self.function);
        measure = match self.subject {
            Subject::Records => measure,
            Subject::Variable(variable) => measure.with_variable_name(variable),
            Subject::Query(query) => measure.with_query(*query),
            Subject::Expression(expression) => measure.with_expression(*expression),
        };
        match self.display_name {
            Some(title) => measure.with_display_name(title),
            None => measure,
        }
    }
}
