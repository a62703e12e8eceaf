//! The outcome of a comparison, and the short report that people read.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use crate::output::Tree;

use super::DiskError;
use super::path::{printable, shown};
use super::survey::{self, Survey};

/// At most this many changed files are shown line by line.
const DIFFS_SHOWN: usize = 5;

/// Unchanged lines around each change.
const CONTEXT: usize = 3;

/// After this long a diff becomes coarser instead of better. The report is for
/// reading only, so that it then depends on the machine's speed does no harm.
const DIFF_TIMEOUT: Duration = Duration::from_millis(500);

/// In what way one file on the disk differs from the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path below the root, with forward slashes.
    pub path: String,
    /// What a write would do about it.
    pub kind: ChangeKind,
}

/// What a write would do about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Write it: it is missing.
    Added,
    /// Write it anew: its bytes differ.
    Changed,
    /// Remove it: we made it, and the tree has it no longer.
    Removed,
    /// Leave it: it is hand-written, though in a folder that belongs to the
    /// generator.
    Foreign,
}

/// All differences between the disk and the tree.
#[derive(Debug, Clone)]
pub struct Drift {
    changes: Vec<Change>,
    /// Those that are told in one line: they differ in their first line alone.
    remarked: BTreeSet<String>,
    diffs: Vec<Diff>,
}

/// Both texts of a changed file.
#[derive(Debug, Clone)]
struct Diff {
    path: String,
    disk: String,
    tree: String,
}

/// Gathers what a survey found. The first few changed files are read again to be
/// shown.
pub(super) fn drift(root: &Path, tree: &Tree, survey: &Survey) -> Result<Drift, DiskError> {
    let sorts = [
        (&survey.added, ChangeKind::Added),
        (&survey.changed, ChangeKind::Changed),
        (&survey.removed, ChangeKind::Removed),
        (&survey.foreign, ChangeKind::Foreign),
    ];
    let mut changes: Vec<Change> = sorts
        .into_iter()
        .flat_map(|(paths, kind)| paths.iter().map(move |path| Change { path: path.clone(), kind }))
        .collect();
    changes.sort_by(|one, other| one.path.cmp(&other.path));
    let remarked = match survey.remarked.len() {
        // That one is told as any other.
        1 => BTreeSet::new(),
        _ => survey.remarked.clone(),
    };
    let mut diffs = Vec::new();
    let shown_ones = survey.changed.iter().filter(|path| !remarked.contains(*path));
    for path in shown_ones.take(DIFFS_SHOWN) {
        let file = root.join(path);
        diffs.push(Diff {
            path: shown(&file),
            disk: String::from_utf8_lossy(&survey::read(&file)?).into_owned(),
            tree: tree.get(path).unwrap_or_default().to_owned(),
        });
    }
    Ok(Drift { changes, remarked, diffs })
}

impl Drift {
    /// Whether the disk holds the tree and nothing else.
    ///
    /// A hand-written file in an owned folder counts, though a write cannot mend
    /// it: the folders belong to the generator, whole.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty()
    }

    /// The differences, in the order of their paths.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// A report of at most `limit_lines` lines, and one more that says how many
    /// were left out: a list of all differences, then the first few changed files
    /// line by line. Empty if there is no difference.
    #[must_use]
    pub fn render(&self, limit_lines: usize) -> String {
        let told = self.changes.iter().filter(|it| !self.remarked.contains(&it.path));
        let mut lines: Vec<String> = told.map(Change::to_string).collect();
        if !self.remarked.is_empty() {
            lines.push(format!(
                "changed  {} files in the first line alone: what wrote them, or of what",
                self.remarked.len()
            ));
        }
        if self.changes.iter().any(|it| it.kind == ChangeKind::Foreign) {
            lines.push(
                "(foreign: hand-written, in a folder that belongs to the generator; move or delete it by hand)"
                    .to_owned(),
            );
        }
        for diff in &self.diffs {
            lines.extend(diff.lines());
        }
        let changed = self.changes.iter().filter(|it| it.kind == ChangeKind::Changed).count();
        let changed = changed.saturating_sub(self.remarked.len());
        if let hidden @ 1.. = changed.saturating_sub(self.diffs.len()) {
            lines
                .push(format!("(of {changed} changed files, {hidden} are not shown line by line)"));
        }
        let left_out = lines.len().saturating_sub(limit_lines);
        lines.truncate(limit_lines);
        match left_out {
            0 => {}
            1 => lines.push("... and 1 more line".to_owned()),
            _ => lines.push(format!("... and {left_out} more lines")),
        }
        lines.into_iter().flat_map(|line| [line, "\n".to_owned()]).collect()
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            ChangeKind::Added => "added",
            ChangeKind::Changed => "changed",
            ChangeKind::Removed => "removed",
            ChangeKind::Foreign => "foreign",
        };
        write!(f, "{kind:<7}  {}", printable(&self.path))
    }
}

impl Diff {
    /// A unified diff that turns what is on the disk into what is generated.
    fn lines(&self) -> Vec<String> {
        // Line by line both sides would look the same on a terminal.
        if self.disk.replace("\r\n", "\n") == self.tree {
            return vec![format!(
                "{}: differs only in line ends, CRLF on the disk and LF generated; mark it `text eol=lf` in .gitattributes",
                self.path
            )];
        }
        TextDiff::configure()
            .timeout(DIFF_TIMEOUT)
            .diff_lines(self.disk.as_str(), self.tree.as_str())
            .unified_diff()
            .context_radius(CONTEXT)
            .header(&format!("{} (on disk)", self.path), &format!("{} (generated)", self.path))
            .to_string()
            .lines()
            .map(|line| printable_line(&marked(line)))
            .collect()
    }
}

/// A line of a diff, with a mark in front of what did not change: a runner of continuous integration
/// skips blanks, and could take what stands behind them for a command.
fn marked(line: &str) -> String {
    line.strip_prefix(' ').map_or_else(|| line.to_owned(), |same| format!("|{same}"))
}

/// A line of somebody's file, without what a terminal would obey; tabs are harmless.
fn printable_line(line: &str) -> String {
    line.split('\t').map(printable).collect::<Vec<_>>().join("\t")
}
