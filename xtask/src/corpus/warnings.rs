//! The number of warnings of each document, as a file of this repository keeps it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::document::Row;

/// How many warnings there are of each code.
type Counts = BTreeMap<String, usize>;

/// What stands above the numbers.
const HEAD: &str = "\
# The warnings of the documents that have any, by code. `cargo xtask corpus FOLDER --warnings` compares
# them with this file, and writes it with `--update`.
";

/// The numbers that are kept, and those of a run.
pub(super) struct Warnings {
    kept: BTreeMap<String, Counts>,
    /// Those that were tried, without warnings too.
    found: BTreeMap<String, Counts>,
}

impl Warnings {
    /// Reads the numbers that are kept in a file; none where there is no file yet.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or has a line that is none.
    pub(super) fn read(path: &Path, rows: &[Row]) -> io::Result<Self> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(io::Error::other(format!("{}: {error}", path.display()))),
        };
        let mut kept = BTreeMap::new();
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let (document, counts) = read_line(line).ok_or_else(|| {
                let message = format!("{}: {line:?} is no line of numbers", path.display());
                io::Error::other(message)
            })?;
            kept.insert(document, counts);
        }
        let found = rows.iter().map(|row| {
            let counts = row.warnings.iter().map(|(code, count)| ((*code).to_owned(), *count));
            (row.document.clone(), counts.collect())
        });
        Ok(Self { kept, found: found.collect() })
    }

    /// What is not as it was, a line for each document and code.
    pub(super) fn changes(&self) -> Vec<String> {
        let none = Counts::new();
        let mut changes = Vec::new();
        for (document, found) in &self.found {
            let kept = self.kept.get(document).unwrap_or(&none);
            let codes: BTreeSet<&String> = kept.keys().chain(found.keys()).collect();
            for code in codes {
                let [before, now] =
                    [kept, found].map(|counts| counts.get(code).copied().unwrap_or_default());
                if before != now {
                    changes.push(format!("{document}: {before} {code} before, {now} now"));
                }
            }
        }
        changes
    }

    /// The file with the numbers of this run. Those of documents that were not tried stay as long
    /// as `is_there` says so of them.
    pub(super) fn updated(mut self, is_there: impl Fn(&str) -> bool) -> String {
        self.kept.retain(|document, _| is_there(document));
        self.kept.append(&mut self.found);
        let mut out = HEAD.to_owned();
        for (document, counts) in self.kept.iter().filter(|(_, counts)| !counts.is_empty()) {
            let counts = counts.iter().map(|(code, count)| format!("{count} {code}"));
            let counts: Vec<String> = counts.collect();
            // Writing to text cannot fail.
            let _ = writeln!(out, "{document}: {}", counts.join(", "));
        }
        out
    }
}

/// `name: 2 code, 1 other-code`.
fn read_line(line: &str) -> Option<(String, Counts)> {
    let (document, counts) = line.rsplit_once(": ")?;
    let count = |text: &str| {
        let (count, code) = text.split_once(' ')?;
        Some((code.to_owned(), count.parse().ok()?))
    };
    Some((document.to_owned(), counts.split(", ").map(count).collect::<Option<_>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of a run beside those of a file.
    fn warnings(kept: &str, found: &[(&str, &[(&'static str, usize)])]) -> Warnings {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("warnings.txt");
        fs::write(&path, kept).unwrap();
        let rows = found.iter().map(|(document, counts)| Row {
            document: (*document).to_owned(),
            warnings: counts.iter().copied().collect(),
            ..Row::default()
        });
        Warnings::read(&path, &rows.collect::<Vec<_>>()).unwrap()
    }

    const KEPT: &str = "# Words.\na.yaml: 2 wrong-type, 1 unknown-key\nb.yaml: 1 unknown-key\n";

    #[test]
    fn what_is_as_it_was_is_no_change() {
        let all = warnings(KEPT, &[("a.yaml", &[("unknown-key", 1), ("wrong-type", 2)])]);
        assert_eq!(all.changes(), Vec::<String>::new());
    }

    #[test]
    fn more_and_fewer_warnings_are_changes() {
        let all = warnings(
            KEPT,
            &[("a.yaml", &[("unknown-key", 3)]), ("b.yaml", &[]), ("c.yaml", &[("wrong-type", 1)])],
        );
        let expected = [
            "a.yaml: 1 unknown-key before, 3 now",
            "a.yaml: 2 wrong-type before, 0 now",
            "b.yaml: 1 unknown-key before, 0 now",
            "c.yaml: 0 wrong-type before, 1 now",
        ];
        assert_eq!(all.changes(), expected);
    }

    #[test]
    fn what_is_written_is_read_again_and_says_the_same() {
        let found: &[(&str, &[(&'static str, usize)])] =
            &[("a.yaml", &[("unknown-key", 3), ("wrong-type", 1)]), ("c.yaml", &[])];
        let text = warnings(KEPT, found).updated(|_| true);
        assert_eq!(
            text.strip_prefix(HEAD).unwrap(),
            "a.yaml: 3 unknown-key, 1 wrong-type\nb.yaml: 1 unknown-key\n"
        );
        assert_eq!(warnings(&text, found).changes(), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_longer_in_the_folder_goes() {
        let text = warnings(KEPT, &[("a.yaml", &[])]).updated(|document| document != "b.yaml");
        assert_eq!(text, HEAD);
    }

    #[test]
    fn a_line_that_says_nothing_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("warnings.txt");
        for line in ["a.yaml", "a.yaml: many wrong-type", "a.yaml: 3"] {
            fs::write(&path, line).unwrap();
            assert!(Warnings::read(&path, &[]).is_err(), "{line}");
        }
    }
}
