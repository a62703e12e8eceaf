//! What a call costs beside the same by hand: the benchmark `calls` of the package `tests`, asked
//! for its table.

use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use super::meter::{self, Outcome};
use super::model::Calls;

/// Runs the benchmark.
///
/// # Errors
///
/// When it fails, or takes longer than `bound`.
pub(super) fn measure(bound: Duration) -> Result<Calls> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["bench", "--quiet", "--package", "tests", "--bench", "calls"]);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let run = meter::run(&mut command, bound)?;
    if run.outcome != Outcome::Success {
        bail!("`{command:?}` failed: {}", run.stderr.trim());
    }
    Ok(table(&run.stdout))
}

/// The cells of what was printed: columns have two spaces between them, words have one.
fn table(printed: &str) -> Calls {
    let cells = |line: &str| -> Vec<String> {
        let mut cells = vec![String::new()];
        for (index, part) in line.split("  ").enumerate() {
            match part.trim() {
                // Behind the first column, a row has no empty cell.
                "" => {}
                part if index == 0 => cells = vec![part.to_owned()],
                part => cells.push(part.to_owned()),
            }
        }
        cells
    };
    let mut lines = printed.lines().filter(|line| !line.trim().is_empty()).map(cells);
    Calls { head: lines.next().unwrap_or_default(), rows: lines.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_in_columns_becomes_cells() {
        let printed = "                     by hand     generated    ratio\n\
                       10 sessions (1 kB)   83.1 µs       84.0 µs    1.011\n";
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        assert_eq!(
            table(printed),
            Calls {
                head: row(["", "by hand", "generated", "ratio"]),
                rows: vec![row(["10 sessions (1 kB)", "83.1 µs", "84.0 µs", "1.011"])],
            }
        );
    }
}
