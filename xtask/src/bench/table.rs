//! Tables in Markdown that can be read as they are, too.

use std::fmt::Write as _;

/// A table. The first `text` columns stand left, the others right.
pub(super) fn table(head: &[&str], text: usize, rows: &[Vec<String>]) -> String {
    let escaped = |cell: &str| cell.replace('|', "\\|");
    let mut lines: Vec<Vec<String>> = vec![head.iter().map(|cell| escaped(cell)).collect()];
    lines.extend(rows.iter().map(|row| {
        let cell = |index| row.get(index).map(|cell: &String| escaped(cell)).unwrap_or_default();
        (0..head.len()).map(cell).collect()
    }));
    let width = |index: usize| {
        let cells = lines.iter().filter_map(|line| line.get(index));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default().max(3)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut out = String::new();
    for (number, line) in lines.iter().enumerate() {
        for (index, (cell, width)) in line.iter().zip(&widths).enumerate() {
            // Writing to text cannot fail.
            let _ = if index < text {
                write!(out, "| {cell:<width$} ")
            } else {
                write!(out, "| {cell:>width$} ")
            };
        }
        out.push_str("|\n");
        if number == 0 {
            for (index, width) in widths.iter().enumerate() {
                let dashes = "-".repeat(*width);
                let _ = write!(out, "| {dashes}{}", if index < text { " " } else { ":" });
            }
            out.push_str("|\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_below_each_other() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [row(["one|two", "1.0", ""]), row(["three", "200.0", "–"])];
        insta::assert_snapshot!(table(&["what", "seconds", "MB"], 1, &rows), @r"
        | what     | seconds |  MB |
        | -------- | -------:| ---:|
        | one\|two |     1.0 |     |
        | three    |   200.0 |   – |
        ");
    }
}
