//! What was measured; plain data. Seconds and bytes, nothing rounded.

use serde::Serialize;

/// All that one run measured.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Report {
    /// The command that makes it again.
    pub(super) command: String,
    /// The day, in UTC.
    pub(super) date: String,
    pub(super) machine: Machine,
    /// The generators that were asked for, each with the version that is installed.
    pub(super) generators: Vec<Installed>,
    pub(super) generation: Option<Vec<Generation>>,
    pub(super) scaling: Option<Scaling>,
    pub(super) compilation: Option<Compilation>,
    pub(super) calls: Option<Calls>,
}

/// What everything ran on.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Machine {
    pub(super) processor: String,
    pub(super) cores: usize,
    /// In bytes; `None` where the system does not say.
    pub(super) memory: Option<u64>,
    pub(super) system: String,
    /// As `rustc --version` has it.
    pub(super) rustc: String,
}

/// A generator that was asked for.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Installed {
    pub(super) name: String,
    /// `None` where it is not installed.
    pub(super) version: Option<String>,
    /// The command that installs it.
    pub(super) installation: String,
}

/// What generating one document takes. Of all times, the least of the repeats, and in seconds of
/// processors where nothing else is said.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Generation {
    pub(super) document: String,
    pub(super) bytes: usize,
    pub(super) operations: usize,
    /// The seconds in which a reader of JSON or YAML makes a `serde_json::Value` of the text;
    /// `None` where it cannot.
    pub(super) value: Option<f64>,
    /// The time of `clientwright::generate`, or else its first error.
    pub(super) whole: Result<Time, String>,
    pub(super) stages: Stages,
    /// The run of a program that generates this document alone and writes its crate.
    pub(super) program: Step,
}

/// How long something took, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Time {
    /// Of processors, of all threads.
    pub(super) cpu: f64,
    /// That passed.
    pub(super) wall: f64,
}

impl Time {
    /// The least of each.
    pub(super) fn least(self, other: Self) -> Self {
        Self { cpu: self.cpu.min(other.cpu), wall: self.wall.min(other.wall) }
    }
}

/// The seconds of the stages of the generator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub(super) struct Stages {
    /// The text becomes a checked document.
    pub(super) read: f64,
    /// The document becomes what will be generated.
    pub(super) lower: f64,
    /// That becomes tokens.
    pub(super) emit: f64,
    /// The tokens become formatted text.
    pub(super) format: f64,
}

impl Stages {
    /// The least of each.
    pub(super) fn least(self, other: Self) -> Self {
        Self {
            read: self.read.min(other.read),
            lower: self.lower.min(other.lower),
            emit: self.emit.min(other.emit),
            format: self.format.min(other.format),
        }
    }

    /// All that is not formatting.
    pub(super) fn before_formatting(self) -> f64 {
        self.read + self.lower + self.emit
    }
}

/// What generating takes as a document grows.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Scaling {
    pub(super) document: String,
    pub(super) points: Vec<Point>,
}

/// A document of which everything is there several times.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Point {
    pub(super) copies: usize,
    pub(super) bytes: usize,
    pub(super) operations: usize,
    /// The seconds of processors that `clientwright::generate` takes.
    pub(super) whole: f64,
    /// The same of `serde_json`, which makes a `Value` of it.
    pub(super) value: f64,
}

/// What compiling takes.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Compilation {
    /// The seconds that one step could take.
    pub(super) bound: u64,
    pub(super) profiles: Vec<Profile>,
    pub(super) rows: Vec<Compiled>,
}

/// One document in the hands of one generator.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Compiled {
    pub(super) document: String,
    pub(super) generator: String,
    /// The generator's run.
    pub(super) generation: Step,
    /// The lines of Rust that it wrote.
    pub(super) lines: usize,
    /// What compiling its crate alone cost; what comes behind a step that was not done is missing.
    pub(super) builds: Vec<(Profile, Step)>,
}

impl Compiled {
    /// What came of the profile.
    pub(super) fn build(&self, profile: Profile) -> Option<&Step> {
        self.builds.iter().find(|(built, _)| *built == profile).map(|(_, step)| step)
    }
}

/// How a crate is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub(super) enum Profile {
    /// `cargo check`
    Check,
    /// `cargo build`
    Dev,
    /// `cargo build --release`
    Release,
}

impl Profile {
    /// The name of the option's value, and of the column.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    Done(Cost),
    /// The first line of why it failed.
    Failed(String),
    /// It was ended after this many seconds.
    OutOfTime(u64),
}

impl Step {
    /// The cost of a step that was done.
    pub(super) fn cost(&self) -> Option<Cost> {
        match self {
            Self::Done(cost) => Some(*cost),
            Self::Failed(_) | Self::OutOfTime(_) => None,
        }
    }
}

/// What a command cost, with all that it started and waited for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Cost {
    /// The seconds that passed.
    pub(super) wall: f64,
    /// The seconds of processors, of the user and of the system.
    pub(super) cpu: f64,
    /// The most memory that one process of them had at once, in bytes.
    pub(super) peak_memory: u64,
}

/// What a call costs beside the same by hand: the table of the benchmark `calls`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Calls {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}
