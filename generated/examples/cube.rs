//! Counts the records of an Orbit system by two variables, and prints them as a table.
//!
//! ```text
//! cargo run -p cbrain-apteco --features salted-login --example cube -- --demo
//!
//! export APTECO_URL=https://orbit.example.com/OrbitAPI APTECO_DATA_VIEW=holidays
//! export APTECO_SYSTEM=Holidays APTECO_LOGIN=me APTECO_PASSWORD=…
//! cargo run -p cbrain-apteco --features salted-login --example cube -- Bookings peGender boDest
//! ```
//!
//! The arguments are a table, a selector for the columns and a selector for the rows.

mod double;
mod setting;
mod login;

use std::error::Error;
use std::process::ExitCode;

use cbrain_apteco::apteco::Session;
use cbrain_apteco::apteco::types::{
    Cube, CubeRequired, CubeResult, CubeStorage, Dimension, DimensionType, Measure,
    MeasureFunction, Query,
};

#[tokio::main]
async fn main() -> ExitCode {
    setting::end(login::within(run).await)
}

async fn run(
    session: &Session,
    system: &str,
    arguments: Vec<String>,
) -> Result<(), Box<dyn Error>> {
    let mut arguments = arguments.into_iter();
    let mut next = |default: &str| arguments.next().unwrap_or_else(|| default.to_owned());
    let (table, across, down) = (next("Bookings"), next("peGender"), next("boDest"));
    let dimension = |id, name| Dimension::new(id, DimensionType::Selector).with_variable_name(name);
    let cube = Cube::from(CubeRequired {
        base_query: Query::of(table.as_str()),
        resolve_table_name: &table,
        storage: CubeStorage::Full,
        // The first one is that of the columns.
        dimensions: vec![dimension("across", across), dimension("down", down)],
        measures: vec![Measure::new("count", table.as_str(), MeasureFunction::Count)],
    });
    let result = session.cubes().calculate(system, &cube).await?.into_inner();
    print(&result).ok_or("the server left out a part of the cube")?;
    Ok(())
}

/// A row for each category of the second dimension. Texts of several values have tabs between them.
fn print(result: &CubeResult) -> Option<()> {
    let [across, down] = result.dimension_results.as_deref()? else { return None };
    let measure = result.measure_results.as_deref()?.first()?;
    print_row("", &across.header_descriptions);
    for (name, row) in down.header_descriptions.split('\t').zip(&measure.rows) {
        print_row(name, row);
    }
    Some(())
}

fn print_row(name: &str, cells: &str) {
    let cells: String = cells.split('\t').map(|cell| format!("{cell:>14}")).collect();
    println!("{name:<14}{cells}");
}
