//! Finds a system of Orbit and its variables, and counts a selection.
//!
//! ```text
//! cargo run -p cbrain-apteco --features salted-login --example selection -- --demo
//!
//! export APTECO_URL=https://orbit.example.com/OrbitAPI APTECO_DATA_VIEW=holidays
//! export APTECO_SYSTEM=Holidays APTECO_LOGIN=me APTECO_PASSWORD=…
//! cargo run -p cbrain-apteco --features salted-login --example selection -- peGender F
//! ```
//!
//! A variable and some of its codes say what is selected; without them, all records of the first
//! table are.

mod double;
mod setting;
mod login;

use std::error::Error;
use std::process::ExitCode;

use cbrain_apteco::apteco::types::Query;
use cbrain_apteco::apteco::{Session, variable};

#[tokio::main]
async fn main() -> ExitCode {
    setting::end(login::within(run).await)
}

async fn run(
    session: &Session,
    system: &str,
    arguments: Vec<String>,
) -> Result<(), Box<dyn Error>> {
    let systems = session.fast_stats_systems();
    let found = systems.get(system).await?;
    println!("{}: {}", found.name, found.description.as_deref().unwrap_or("no description"));

    // A page at a time, each asked for when the one before it is used up.
    let mut variables = systems.list_variables(system).count(100).items();
    while let Some(one) = variables.next().await {
        let one = one?;
        let description = one.description.unwrap_or_default();
        println!("  {:<10} {:<8} {:<10} {description}", one.name, one.r#type, one.table_name);
    }

    let query = selection(session, system, arguments).await?.with_ancestors();
    let result = session.queries().count(system, &query).await?.into_inner();
    for count in result.counts.unwrap_or_default() {
        println!("{} of {}", count.count_value, count.table_name);
    }
    Ok(())
}

/// What the arguments select.
async fn selection(
    session: &Session,
    system: &str,
    arguments: Vec<String>,
) -> Result<Query, Box<dyn Error>> {
    let systems = session.fast_stats_systems();
    let Some((name, codes)) = arguments.split_first() else {
        let tables = systems.list_tables(system).await?.into_inner().list;
        let table = tables.into_iter().next().ok_or("the system has no table")?;
        return Ok(Query::of(table.name));
    };
    let table = systems.get_variable(system, name).await?.into_inner().table_name;
    Ok(Query::of(table).where_(variable(name).is_in(codes)))
}
