//! Sessions, filters of lists, jobs, files in parts, and values of Orbit that are written as they
//! are thought.

mod sessions;
pub mod filters;

// Each of the others is there where a tag is that has its types. What several tags have is a feature
// with an underscore, which they turn on: `Cargo.toml` says which.
#[cfg(feature = "_apteco-queries")]
mod queries;
#[cfg(any(feature = "apteco-cubes", feature = "apteco-exports"))]
mod shared;
#[cfg(feature = "_apteco-dimensions")]
mod dimensions;
#[cfg(feature = "_apteco-measures")]
mod measures;
#[cfg(feature = "apteco-cubes")]
mod cubes;
#[cfg(feature = "_apteco-columns")]
mod columns;
#[cfg(feature = "apteco-exports")]
mod exports;
#[cfg(feature = "_apteco-jobs")]
mod jobs;
#[cfg(feature = "_apteco-jobs")]
mod started_jobs;
#[cfg(feature = "apteco-temporary-files")]
mod temporary_files;
#[cfg(any(
    feature = "apteco-audience-compositions",
    feature = "apteco-audiences",
    feature = "apteco-dashboards",
    feature = "apteco-fast-stats-systems",
    feature = "apteco-people-stage",
    feature = "apteco-permissions",
    feature = "apteco-users"
))]
mod variables;
#[cfg(feature = "apteco-fast-stats-systems")]
mod systems;
pub(super) mod checks;

#[cfg(feature = "_apteco-jobs")]
pub use self::jobs::{Job, JobDetail, JobError, JobProgress};
#[cfg(feature = "_apteco-measures")]
pub use self::measures::{
    Statistic, computed, count, count_distinct, count_of, maximum, mean, median, minimum,
    standard_deviation, sum,
};
#[cfg(feature = "_apteco-queries")]
pub use self::queries::{
    ClauseKind, Condition, SelectionPart, ValueKind, VariableName, any, the, variable,
};
#[cfg(feature = "salted-login")]
pub use self::sessions::password_hash;
pub use self::sessions::{LoginError, Session};
#[cfg(feature = "apteco-dashboards")]
pub use self::started_jobs::TileJob;
#[cfg(feature = "apteco-fast-stats-systems")]
pub use self::systems::{FolderEntry, SystemItem};
#[cfg(any(
    feature = "apteco-audience-compositions",
    feature = "apteco-audiences",
    feature = "apteco-dashboards",
    feature = "apteco-fast-stats-systems",
    feature = "apteco-people-stage",
    feature = "apteco-permissions",
    feature = "apteco-users"
))]
pub use self::variables::VariableInfo;
