//! What must not be sent: members that exclude each other, members without which another one means
//! nothing, and values that would become two.
//!
//! `apteco.overlay.yaml` says of which type each is. What a server can have written itself is not
//! refused: members of another kind with nothing in them, and all that a newer one may know.

#[cfg(feature = "_apteco-queries")]
mod queries;
#[cfg(feature = "_apteco-dimensions")]
mod dimensions;
#[cfg(feature = "_apteco-measures")]
mod measures;
#[cfg(feature = "_apteco-columns")]
mod columns;
#[cfg(any(feature = "apteco-dashboards", feature = "apteco-users"))]
mod tiles;
#[cfg(feature = "apteco-audience-compositions")]
mod compositions;
#[cfg(any(
    feature = "apteco-audience-compositions",
    feature = "apteco-audiences",
    feature = "apteco-cubes",
    feature = "apteco-dashboards",
    feature = "apteco-exports",
    feature = "apteco-queries",
    feature = "apteco-users"
))]
mod members;

#[cfg(feature = "_apteco-columns")]
pub(in super::super) use self::columns::column;
#[cfg(feature = "apteco-audience-compositions")]
pub(in super::super) use self::compositions::composition;
#[cfg(feature = "_apteco-dimensions")]
pub(in super::super) use self::dimensions::{banding, dimension};
#[cfg(feature = "_apteco-measures")]
pub(in super::super) use self::measures::measure;
#[cfg(feature = "_apteco-queries")]
pub(in super::super) use self::queries::{
    clause, date_rule, limits, list_rule, record_set, top_n, value_rule,
};
#[cfg(any(feature = "apteco-dashboards", feature = "apteco-users"))]
pub(in super::super) use self::tiles::tile;
