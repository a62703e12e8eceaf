//! What a system of Orbit holds: tables, their records, and variables, which are their columns.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::double::response::Refusal;

/// The code of records that have no value.
pub(crate) const UNCLASSIFIED: &str = "!";

/// A system.
#[derive(Debug)]
pub(crate) struct Database {
    pub(crate) tables: Vec<Table>,
    pub(crate) variables: Vec<Variable>,
}

/// A table. All but one have a table above them.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) singular: &'static str,
    pub(crate) parent: Option<&'static str>,
    pub(crate) records: Vec<Record>,
}

/// A record, which belongs to one of the table above.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) parent: Option<usize>,
    pub(crate) values: BTreeMap<&'static str, Value>,
}

/// What a record has in a variable.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Code(&'static str),
    Number(f64),
    Text(String),
    Day(Date),
    Missing,
}

/// A variable of a table.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) table: &'static str,
    pub(crate) kind: Kind,
}

/// What the values of a variable are.
#[derive(Debug)]
pub(crate) enum Kind {
    /// One of these codes, with their descriptions.
    Selector(&'static [(&'static str, &'static str)]),
    Days,
    Numeric {
        decimals: usize,
    },
    Text,
}

impl Database {
    /// The table of a name.
    pub(crate) fn table(&self, name: &str) -> Result<&Table, Refusal> {
        let found = self.tables.iter().find(|table| table.name == name);
        found.ok_or_else(|| Refusal::bad(format!("there is no table {name:?}")))
    }

    /// The variable of a name.
    pub(crate) fn variable(&self, name: &str) -> Result<&Variable, Refusal> {
        let found = self.variables.iter().find(|variable| variable.name == name);
        found.ok_or_else(|| Refusal::bad(format!("there is no variable {name:?}")))
    }

    /// What a record has in a variable of its own table.
    pub(crate) fn value(&self, variable: &Variable, record: usize) -> Value {
        let table = self.tables.iter().find(|table| table.name == variable.table);
        let record = table.and_then(|table| table.records.get(record));
        let value = record.and_then(|record| record.values.get(variable.name));
        value.cloned().unwrap_or(Value::Missing)
    }

    /// What a record has in a variable of its own table or of one above it.
    pub(crate) fn value_of(
        &self,
        variable: &Variable,
        table: &str,
        record: usize,
    ) -> Result<Value, Refusal> {
        if self.is_above(table, variable.table) {
            let message = format!("{} stands below {table}, which needs a function", variable.name);
            return Err(Refusal::unknown(message));
        }
        let own = self.moved(&BTreeSet::from([record]), table, variable.table)?;
        Ok(own.first().map_or(Value::Missing, |record| self.value(variable, *record)))
    }

    /// The tables above one, the nearest first.
    pub(crate) fn ancestors(&self, table: &str) -> Vec<&'static str> {
        let parent = |name: &str| self.table(name).ok().and_then(|table| table.parent);
        std::iter::successors(parent(table), |name| parent(name)).collect()
    }

    fn is_above(&self, upper: &str, lower: &str) -> bool {
        self.ancestors(lower).contains(&upper)
    }

    /// The records of another table that belong to these, or that these belong to.
    pub(crate) fn moved(
        &self,
        records: &BTreeSet<usize>,
        from: &str,
        to: &str,
    ) -> Result<BTreeSet<usize>, Refusal> {
        let (source, target) = (self.table(from)?, self.table(to)?);
        if from == to {
            return Ok(records.clone());
        }
        // There are two tables, so that one step is all that it takes.
        let parent = |table: &Table, record: usize| table.records.get(record)?.parent;
        if self.is_above(to, from) {
            return Ok(records.iter().filter_map(|record| parent(source, *record)).collect());
        }
        let is_below = |record: &usize| {
            parent(target, *record).is_some_and(|parent| records.contains(&parent))
        };
        Ok((0..target.records.len()).filter(is_below).collect())
    }
}

impl Table {
    /// The numbers of all records.
    pub(crate) fn all(&self) -> BTreeSet<usize> {
        (0..self.records.len()).collect()
    }
}

impl Variable {
    /// The codes of a selector, with their descriptions; the first is that of records without one.
    /// All codes of a variable have the same length.
    pub(crate) fn codes(&self) -> Vec<(String, &'static str)> {
        let Kind::Selector(codes) = self.kind else { return Vec::new() };
        let length = codes.iter().map(|(code, _)| code.len()).max().unwrap_or_default();
        let first = (format!("{UNCLASSIFIED:>length$}"), "Unclassified");
        let own = codes.iter().map(|(code, description)| ((*code).to_owned(), *description));
        std::iter::once(first).chain(own).collect()
    }

    /// The code of a value; none for those that are their own codes.
    pub(crate) fn code(&self, value: &Value) -> String {
        match (value, &self.kind) {
            (Value::Code(code), _) => (*code).to_owned(),
            (Value::Day(day), _) => compact(*day),
            (Value::Missing, Kind::Selector(_)) => {
                self.codes().first().map_or_else(String::new, |(code, _)| code.clone())
            }
            (Value::Missing, Kind::Days) => "00000000".to_owned(),
            _ => String::new(),
        }
    }

    /// A value as people read it.
    pub(crate) fn describe(&self, value: &Value) -> String {
        match (value, &self.kind) {
            (Value::Code(code), Kind::Selector(codes)) => {
                let found = codes.iter().find(|(known, _)| known == code);
                found.map_or(*code, |(_, description)| description).to_owned()
            }
            (Value::Number(number), Kind::Numeric { decimals }) => format!("{number:.decimals$}"),
            (Value::Text(text), _) => text.clone(),
            (Value::Day(day), _) => day.strftime("%d-%m-%Y").to_string(),
            _ => "Unclassified".to_owned(),
        }
    }
}

/// A day in eight digits.
pub(crate) fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}
