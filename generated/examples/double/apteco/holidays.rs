//! The records: people, and the holidays that they booked. They are made by counting, so that all
//! that is counted of them stays the same.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::database::{Database, Kind, Record, Table, Value, Variable};

const PEOPLE: &str = "People";
const BOOKINGS: &str = "Bookings";

const GENDERS: &[(&str, &str)] = &[("F", "Female"), ("M", "Male")];
const REGIONS: &[(&str, &str)] =
    &[("01", "North"), ("02", "Midlands"), ("03", "Wales"), ("04", "South")];
const DESTINATIONS: &[(&str, &str)] =
    &[("10", "France"), ("11", "Germany"), ("12", "Greece"), ("13", "Portugal"), ("14", "Sweden")];
const SURNAMES: [&str; 7] = ["Adams", "Baker", "Clarke", "Dawson", "Evans", "Foster", "Green"];

/// The system.
pub(crate) fn database() -> Database {
    let variable = |name, description, table, kind| Variable { name, description, table, kind };
    let variables = vec![
        variable("peUrn", "Person URN", PEOPLE, Kind::Numeric { decimals: 0 }),
        variable("peSurname", "Surname", PEOPLE, Kind::Text),
        variable("peGender", "Gender", PEOPLE, Kind::Selector(GENDERS)),
        variable("peRegion", "Region", PEOPLE, Kind::Selector(REGIONS)),
        variable("peIncome", "Income", PEOPLE, Kind::Numeric { decimals: 0 }),
        variable("peBirth", "Date of birth", PEOPLE, Kind::Days),
        variable("boUrn", "Booking URN", BOOKINGS, Kind::Numeric { decimals: 0 }),
        variable("boDest", "Destination", BOOKINGS, Kind::Selector(DESTINATIONS)),
        variable("boCost", "Cost", BOOKINGS, Kind::Numeric { decimals: 2 }),
        variable("boTravel", "Day of travel", BOOKINGS, Kind::Days),
    ];
    let people: Vec<Record> = (0..30).map(person).collect();
    let bookings = (0..30).flat_map(|person| (0..person % 4).map(move |nth| (person, nth)));
    let bookings = bookings.enumerate().map(|(number, (person, nth))| booking(number, person, nth));
    let tables = vec![
        Table { name: PEOPLE, singular: "Person", parent: None, records: people },
        Table {
            name: BOOKINGS,
            singular: "Booking",
            parent: Some(PEOPLE),
            records: bookings.collect(),
        },
    ];
    Database { tables, variables }
}

/// One of 30. Three have no gender, and three no income.
fn person(number: usize) -> Record {
    let gender = if number % 10 == 9 { Value::Missing } else { nth(GENDERS, number) };
    let income = match number % 11 {
        5 => Value::Missing,
        _ => Value::Number(18_000.0 + float(number * 7 % 30) * 1_000.0),
    };
    let surname = SURNAMES.get(number % SURNAMES.len()).copied().unwrap_or_default();
    let birth = day(date(1950, 3, 1), number * 613);
    let values = [
        ("peUrn", Value::Number(float(number + 1))),
        ("peSurname", Value::Text(surname.to_owned())),
        ("peGender", gender),
        ("peRegion", nth(REGIONS, number * 3 / 2)),
        ("peIncome", income),
        ("peBirth", birth),
    ];
    Record { parent: None, values: BTreeMap::from(values) }
}

/// A person's booking: none to three of each.
fn booking(number: usize, person: usize, nth_of_person: usize) -> Record {
    let values = [
        ("boUrn", Value::Number(float(1_001 + number))),
        ("boDest", nth(DESTINATIONS, person + nth_of_person * 2)),
        ("boCost", Value::Number(150.25 + float(number * 37 % 90) * 12.5)),
        ("boTravel", day(date(2021, 1, 15), number * 31)),
    ];
    Record { parent: Some(person), values: BTreeMap::from(values) }
}

fn nth(codes: &'static [(&'static str, &'static str)], number: usize) -> Value {
    let code = codes.get(number % codes.len());
    code.map_or(Value::Missing, |(code, _)| Value::Code(code))
}

fn day(first: Date, days: usize) -> Value {
    let days = i64::try_from(days).unwrap_or_default();
    first.checked_add(jiff::Span::new().days(days)).map_or(Value::Missing, Value::Day)
}

/// A small number.
fn float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::NAN, f64::from)
}
