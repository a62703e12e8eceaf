//! Sessions, jobs, files in parts, and values of Orbit that are written as they are thought.

mod sessions;

// Each of the others is there where a tag is that has its types.
#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-cubes",
    feature = "apteco-dashboards",
    feature = "apteco-exports",
    feature = "apteco-queries",
    feature = "apteco-users"
))]
mod queries;
#[cfg(any(feature = "apteco-cubes", feature = "apteco-exports"))]
mod ids;
#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-cubes",
    feature = "apteco-dashboards",
    feature = "apteco-users"
))]
mod dimensions;
#[cfg(any(feature = "apteco-cubes", feature = "apteco-dashboards", feature = "apteco-users"))]
mod measures;
#[cfg(feature = "apteco-cubes")]
mod cubes;
#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-dashboards",
    feature = "apteco-exports"
))]
mod columns;
#[cfg(feature = "apteco-exports")]
mod exports;
#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-dashboards",
    feature = "apteco-data-licensing",
    feature = "apteco-fast-stats-builds",
    feature = "apteco-visualisations"
))]
mod jobs;
#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-dashboards",
    feature = "apteco-data-licensing",
    feature = "apteco-fast-stats-builds",
    feature = "apteco-visualisations"
))]
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

#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-dashboards",
    feature = "apteco-data-licensing",
    feature = "apteco-fast-stats-builds",
    feature = "apteco-visualisations"
))]
pub use self::jobs::{Job, JobDetail, JobError, JobProgress};
#[cfg(any(feature = "apteco-cubes", feature = "apteco-dashboards", feature = "apteco-users"))]
pub use self::measures::{
    Statistic, computed, count, count_distinct, count_of, maximum, mean, median, minimum,
    standard_deviation, sum,
};
#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-cubes",
    feature = "apteco-dashboards",
    feature = "apteco-exports",
    feature = "apteco-queries",
    feature = "apteco-users"
))]
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
