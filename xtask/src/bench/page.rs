//! The page of a report, in Markdown.

use std::fmt::Write as _;

use super::comparison;
use super::model::{Calls, Generation, Installed, Machine, Report, Scaling, Step};
use super::table::table;

/// The name of the plot beside the page.
pub(super) const PLOT: &str = "performance-scaling.svg";

/// How much of a message is shown, in characters.
const WIDTH: usize = 160;

/// The page. Refers to the plot if there is one.
pub(super) fn page(report: &Report) -> String {
    let mut sections = vec![head(report)];
    if let Some(rows) = &report.generation {
        sections.push(generation(rows));
    }
    if let Some(found) = &report.scaling {
        sections.push(scaling(found));
    }
    if let Some(found) = &report.compilation {
        sections.push(comparison::section(found));
    }
    if let Some(found) = &report.calls {
        sections.push(calls(found));
    }
    sections.join("\n")
}

fn head(report: &Report) -> String {
    let Machine { processor, cores, memory, system, rustc } = &report.machine;
    let memory = memory.map(|bytes| format!(", {:.0} GB of memory", bytes as f64 / 1e9));
    let memory = memory.unwrap_or_default();
    let mut out = format!(
        "# Performance\n\n\
         Every number of this page was measured in one run, on {}. Another machine has other\n\
         seconds: it is the ratios that count.\n\n\
         ```sh\n{}\n```\n\n\
         | | |\n|---|---|\n\
         | processor | {processor}, {cores} cores{memory} |\n\
         | system | {system} |\n\
         | compiler | {rustc} |\n",
        report.date, report.command
    );
    for Installed { name, version, installation } in &report.generators {
        let _ = match version {
            Some(version) => writeln!(out, "| {name} | {version} |"),
            None => writeln!(out, "| {name} | skipped: not installed; `{installation}` |"),
        };
    }
    out
}

fn generation(rows: &[Generation]) -> String {
    let head = [
        "document",
        "kB",
        "operations",
        "reading",
        "lowering",
        "emitting",
        "formatting",
        "whole",
        "JSON value",
        "ratio",
        "passed",
        "peak MB",
    ];
    let cells: Vec<Vec<String>> = rows.iter().map(generation_row).collect();
    let table = table(&head, 1, &cells);
    let reasons = rows.iter().filter_map(|row| {
        let message = shortened(row.whole.as_ref().err()?);
        Some(format!("`{}`: `{message}`", row.document))
    });
    let reasons: Vec<String> = reasons.collect();
    format!(
        "## Generating\n\n\
         Milliseconds of processors, the least of several repeats, in one process: `reading` makes\n\
         a checked document of the text, `lowering` decides, `emitting` makes tokens, `formatting`\n\
         makes text of them, each on one thread; `whole` is `clientwright::generate`, which does it\n\
         all, on all processors. `JSON value` is what `serde_json` (for YAML `serde_yaml`) takes to\n\
         make a `serde_json::Value` of the same text, and `ratio` is all that comes before\n\
         formatting, divided by that. `passed` are the milliseconds on the clock that passed during\n\
         `whole`; `peak` is the most memory of a program that generates the document and writes the\n\
         crate.\n\n{table}{}",
        list(&reasons)
    )
}

fn generation_row(row: &Generation) -> Vec<String> {
    let kilobytes = format!("{:.0}", row.bytes as f64 / 1e3);
    let whole = match &row.whole {
        Ok(whole) => whole,
        Err(_) => return vec![row.document.clone(), kilobytes, FAILS.to_owned()],
    };
    let stages = row.stages;
    let ratio = row.value.map(|value| format!("{:.1}", stages.before_formatting() / value));
    vec![
        row.document.clone(),
        kilobytes,
        row.operations.to_string(),
        milliseconds(stages.read),
        milliseconds(stages.lower),
        milliseconds(stages.emit),
        milliseconds(stages.format),
        milliseconds(whole.cpu),
        row.value.map_or_else(|| NONE.to_owned(), milliseconds),
        ratio.unwrap_or_else(|| NONE.to_owned()),
        milliseconds(whole.wall),
        match &row.program {
            Step::Done(cost) => megabytes(cost.peak_memory),
            Step::Failed(_) => FAILS.to_owned(),
            Step::OutOfTime(seconds) => out_of_time(*seconds),
        },
    ]
}

fn scaling(scaling: &Scaling) -> String {
    let each = |copies: usize, seconds: f64| seconds / copies as f64;
    let first = scaling.points.first().map(|point| each(point.copies, point.whole));
    let first = first.unwrap_or(f64::NAN);
    let rows: Vec<Vec<String>> = scaling
        .points
        .iter()
        .map(|point| {
            let share = each(point.copies, point.whole);
            vec![
                point.copies.to_string(),
                format!("{:.1}", point.bytes as f64 / 1e6),
                point.operations.to_string(),
                format!("{:.2}", point.whole),
                format!("{share:.3}"),
                format!("{:.3}", share / first),
                format!("{:.3}", point.value),
                format!("{:.1}", point.whole / point.value),
            ]
        })
        .collect();
    let head =
        ["copies", "MB", "operations", "seconds", "per copy", "ratio", "JSON value", "times that"];
    format!(
        "## Growing\n\n\
         All operations and components of `{}` are there several times, each time under other\n\
         names. Seconds are those of processors. `ratio` is the time of one copy among several,\n\
         divided by that of the document alone: 1 where time grows as the document does.\n\n{}\n\
         ![Seconds against copies of the document]({PLOT})\n",
        scaling.document,
        table(&head, 0, &rows)
    )
}

fn calls(calls: &Calls) -> String {
    let head: Vec<&str> = calls.head.iter().map(String::as_str).collect();
    format!(
        "## Calling\n\n\
         A call of the generated client beside the same call of `reqwest` by hand, against a server\n\
         on the same machine: the median of 200 turns, and what is allocated. `cargo bench -p tests\n\
         --bench calls` prints this table alone. [Where the time of a call goes](calls.md) has the\n\
         profile.\n\n{}",
        table(&head, 1, &calls.rows)
    )
}

/// What stands where there is no number.
pub(super) const NONE: &str = "–";

/// A list below a table, where there is something to list.
pub(super) fn list(items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: String = items.iter().map(|item| format!("- {item}\n")).collect();
    format!("\nWhat fails:\n\n{items}")
}

/// What stands where something failed; the reason stands below the table.
pub(super) const FAILS: &str = "fails";

/// A message as it fits into a list.
pub(super) fn shortened(message: &str) -> String {
    let mut shown: String = message.chars().take(WIDTH).collect();
    if shown.len() < message.len() {
        shown.push('…');
    }
    shown.replace('`', "'")
}

pub(super) fn out_of_time(seconds: u64) -> String {
    format!("ended after {} min", seconds / 60)
}

pub(super) fn megabytes(bytes: u64) -> String {
    format!("{:.0}", bytes as f64 / 1e6)
}

fn milliseconds(seconds: f64) -> String {
    match seconds * 1e3 {
        milliseconds if milliseconds < 10.0 => format!("{milliseconds:.2}"),
        milliseconds if milliseconds < 100.0 => format!("{milliseconds:.1}"),
        milliseconds => format!("{milliseconds:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::model::{Compilation, Compiled, Cost, Point, Profile, Stages, Time};

    fn cost(cpu: f64) -> Step {
        Step::Done(Cost { wall: cpu / 2.0, cpu, peak_memory: 123_000_000 })
    }

    fn generation() -> Vec<Generation> {
        let good = Generation {
            document: "pets".to_owned(),
            bytes: 12_345,
            operations: 7,
            value: Some(0.002),
            whole: Ok(Time { cpu: 0.034, wall: 0.04 }),
            stages: Stages { read: 0.003, lower: 0.001, emit: 0.002, format: 0.123 },
            program: cost(0.1),
        };
        let message = "openapi.json:1:1: error[unsupported-version]: a | b".to_owned();
        vec![good.clone(), Generation { whole: Err(message), ..good }]
    }

    fn compiled() -> Vec<Compiled> {
        let row = |generator: &str, generation, builds| {
            let (document, generator) = ("pets".to_owned(), generator.to_owned());
            Compiled { document, generator, generation, lines: 1234, builds }
        };
        let failed = || Step::Failed("error: expected item".to_owned());
        vec![
            row(
                "clientwright",
                cost(0.1),
                vec![(Profile::Check, cost(2.0)), (Profile::Dev, cost(4.0))],
            ),
            row(
                "one",
                cost(0.2),
                vec![(Profile::Check, cost(3.0)), (Profile::Dev, Step::OutOfTime(600))],
            ),
            row("two", cost(0.4), vec![(Profile::Check, failed())]),
            row("three", failed(), Vec::new()),
        ]
    }

    #[test]
    fn a_page_has_all_that_was_measured() {
        let installed = |name: &str, version: Option<&str>| Installed {
            name: name.to_owned(),
            version: version.map(str::to_owned),
            installation: format!("cargo install {name}"),
        };
        let point =
            |copies, whole| Point { copies, bytes: 12_345, operations: 7, whole, value: 0.5 };
        let report = Report {
            command: "cargo xtask bench".to_owned(),
            date: "2026-01-01".to_owned(),
            machine: Machine {
                processor: "Abacus".to_owned(),
                cores: 2,
                memory: Some(8_000_000_000),
                system: "linux, x86_64".to_owned(),
                rustc: "rustc 1.89.0".to_owned(),
            },
            generators: vec![installed("clientwright", Some("0.1.0")), installed("four", None)],
            generation: Some(generation()),
            scaling: Some(Scaling {
                document: "pets".to_owned(),
                points: vec![point(1, 1.0), point(2, 2.1)],
            }),
            compilation: Some(Compilation {
                bound: 600,
                profiles: vec![Profile::Check, Profile::Dev],
                rows: compiled(),
            }),
            calls: Some(Calls {
                head: ["", "by hand"].map(str::to_owned).to_vec(),
                rows: vec![["10 sessions", "83.1 µs"].map(str::to_owned).to_vec()],
            }),
        };
        insta::assert_snapshot!(page(&report));
    }
}
