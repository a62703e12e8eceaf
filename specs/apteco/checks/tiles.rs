//! Tiles of dashboards.

use super::super::super::types::DashboardItemDataSpecification;
use super::members::{at_most_one, is_set};

/// The numbers of a tile come from one thing.
pub(in super::super::super) fn tile(tile: &DashboardItemDataSpecification) -> Result<(), String> {
    at_most_one(&[
        ("cubeSpecification", tile.cube_specification.value().is_some()),
        ("paretoSpecification", tile.pareto_specification.value().is_some()),
        ("vennSpecification", is_set(tile.venn_specification.as_ref())),
        ("segmentationSpecification", is_set(tile.segmentation_specification.as_ref())),
    ])
}
