//! Exports records of an Orbit system to CSV, and prints the file while it comes.
//!
//! ```text
//! cargo run -p cbrain-apteco --features salted-login --example export -- --demo
//!
//! export APTECO_URL=https://orbit.example.com/OrbitAPI APTECO_DATA_VIEW=holidays
//! export APTECO_SYSTEM=Holidays APTECO_LOGIN=me APTECO_PASSWORD=…
//! cargo run -p cbrain-apteco --features salted-login --example export -- Bookings boDest boCost
//! ```
//!
//! The arguments are a table and variables of it. The server writes the file among the user's own
//! ones; it is deleted behind.

mod double;
mod setting;
mod login;

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;

use cbrain_apteco::apteco::Session;
use cbrain_apteco::apteco::types::{Column, Export, ExportFormat, Output, UnclassifiedFormat};

/// Where the server writes the file.
const PATH: &str = "Private/clientwright-export.csv";

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
    let table = arguments.next().unwrap_or_else(|| "Bookings".to_owned());
    let mut variables: Vec<String> = arguments.collect();
    if variables.is_empty() {
        variables = ["boUrn", "boDest", "boCost", "peGender"].map(str::to_owned).into();
    }
    let columns = variables.iter().enumerate().map(|(number, name)| {
        Column::new(number.to_string(), name.as_str())
            .with_variable_name(name.as_str())
            .with_unclassified_format(UnclassifiedFormat::Empty)
    });
    let output = Output::new().with_format(ExportFormat::Csv).with_delimiter(",");
    // The rows come in the file, and not in the response.
    let export = columns
        .fold(Export::of(table.as_str()), |export, column| export.column(column))
        .into_file(PATH, output);
    let result = session.exports().run(system, &export).await?.into_inner();
    for count in result.counts.unwrap_or_default() {
        eprintln!("{} of {}", count.count_value, count.table_name);
    }

    // Piece by piece: a file can be larger than memory.
    let mut file = session.files().get(system, PATH).stream().await?.into_inner();
    let mut out = std::io::stdout().lock();
    while let Some(piece) = file.next().await {
        out.write_all(&piece?)?;
    }
    session.files().delete(system, PATH).await?;
    Ok(())
}
