//! The section about compiling: all rows, and each generator beside this one.

use super::model::{Compilation, Compiled, Step};
use super::page::{FAILS, NONE, list, megabytes, out_of_time, shortened};
use super::table::table;

/// The section of the page.
pub(super) fn section(found: &Compilation) -> String {
    format!(
        "## Compiling what is generated\n\n\
         Each crate alone, with its default features and all that it stands on compiled before:\n\
         `cargo check`, `cargo build` and `cargo build --release` of the library, without\n\
         incremental compilation. Numbers are seconds of processors (user and system, of cargo and\n\
         all compilers that it starts), and behind the slash the seconds that passed. `lines` are\n\
         those of all Rust in `src/`; `peak` is the most memory of one process. A step that took\n\
         longer than {} minutes was ended. What a generator has compiled only where it is called, by\n\
         `#[inline]` or by generics, is checked here, but its machine code is no part of the numbers.\n\n\
         ### Beside clientwright\n\n\
         Seconds of processors of each generator's crates, divided by those of clientwright's for\n\
         the same documents: the geometric mean over the documents that both could do, and their\n\
         number. Above 1, clientwright's is the faster one.\n\n{}\n\
         ### Each document\n\n{}",
        found.bound / 60,
        summary(found),
        rows(found)
    )
}

/// The generator that the others are compared with: the first of each document.
fn own(found: &Compilation) -> Option<&str> {
    found.rows.first().map(|row| row.generator.as_str())
}

fn summary(found: &Compilation) -> String {
    let mut generators: Vec<&str> = Vec::new();
    for row in &found.rows {
        if !generators.contains(&row.generator.as_str()) {
            generators.push(&row.generator);
        }
    }
    let mut head = vec!["generator", "generates"];
    head.extend(["generating", "lines"]);
    head.extend(found.profiles.iter().map(|profile| profile.name()));
    let cells = |generator: &&str| {
        let all = || found.rows.iter().filter(|row| row.generator == **generator);
        let generated = all().filter(|row| row.generation.cost().is_some()).count();
        let mut cells = vec![(*generator).to_owned(), format!("{generated} of {}", all().count())];
        cells.push(mean(found, generator, |row| row.generation.cost().map(|cost| cost.cpu)));
        cells.push(mean(found, generator, |row| row.generation.cost().map(|_| row.lines as f64)));
        cells.extend(found.profiles.iter().map(|profile| {
            mean(found, generator, |row| row.build(*profile)?.cost().map(|cost| cost.cpu))
        }));
        cells
    };
    let cells: Vec<Vec<String>> = generators.iter().map(cells).collect();
    table(&head, 1, &cells)
}

/// The geometric mean of the ratios to our own, and of how many.
fn mean(found: &Compilation, generator: &str, of: impl Fn(&Compiled) -> Option<f64>) -> String {
    let ratio = |row: &Compiled| Some(of(row)? / of(ours(found, row)?)?);
    let rows = found.rows.iter().filter(|row| row.generator == generator);
    let logarithms: Vec<f64> = rows.filter_map(ratio).map(f64::ln).collect();
    if logarithms.is_empty() {
        return NONE.to_owned();
    }
    let mean = logarithms.iter().sum::<f64>() / logarithms.len() as f64;
    format!("{:.2} ({})", mean.exp(), logarithms.len())
}

/// Our own row of the same document.
fn ours<'c>(found: &'c Compilation, row: &Compiled) -> Option<&'c Compiled> {
    let own = own(found)?;
    found.rows.iter().find(|other| other.generator == own && other.document == row.document)
}

fn rows(found: &Compilation) -> String {
    let mut head = vec!["document", "generator", "lines", "generating"];
    for profile in &found.profiles {
        head.extend([profile.name(), "ratio", "peak MB"]);
    }
    let cells: Vec<Vec<String>> = found.rows.iter().map(|row| cells(found, row)).collect();
    let failed: Vec<String> = found.rows.iter().filter_map(failure).collect();
    table(&head, 2, &cells) + &list(&failed)
}

/// What failed of a row, and why.
fn failure(row: &Compiled) -> Option<String> {
    let steps = row.builds.iter().map(|(profile, step)| (profile.name(), step));
    let mut steps = [("generating", &row.generation)].into_iter().chain(steps);
    steps.find_map(|(name, step)| match step {
        Step::Failed(message) => {
            let message = shortened(message);
            Some(format!("{}, `{}`, {name}: `{message}`", row.generator, row.document))
        }
        Step::Done(_) | Step::OutOfTime(_) => None,
    })
}

fn cells(found: &Compilation, row: &Compiled) -> Vec<String> {
    let lines = row.generation.cost().map_or_else(|| NONE.to_owned(), |_| row.lines.to_string());
    let mut cells =
        vec![row.document.clone(), row.generator.clone(), lines, shown(&row.generation)];
    for profile in &found.profiles {
        let Some(step) = row.build(*profile) else {
            cells.extend([NONE, NONE, NONE].map(str::to_owned));
            continue;
        };
        let own = ours(found, row).and_then(|row| row.build(*profile)?.cost());
        let ratio = step.cost().zip(own).map(|(cost, own)| format!("{:.2}", cost.cpu / own.cpu));
        let peak = step.cost().map(|cost| megabytes(cost.peak_memory));
        let none = || NONE.to_owned();
        cells.extend([shown(step), ratio.unwrap_or_else(none), peak.unwrap_or_else(none)]);
    }
    cells
}

/// Seconds of processors, and those that passed.
fn shown(step: &Step) -> String {
    match step {
        Step::Done(cost) => format!("{:.2} / {:.2}", cost.cpu, cost.wall),
        Step::Failed(_) => FAILS.to_owned(),
        Step::OutOfTime(seconds) => out_of_time(*seconds),
    }
}
