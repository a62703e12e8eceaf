//! Templates of audiences.

use super::super::super::types::{CompositionType, CreateAudienceCompositionDetail};
use super::members::{at_most_one, needed};

/// A composition has the definition that its type says.
pub(in super::super::super) fn composition(
    composition: &CreateAudienceCompositionDetail,
) -> Result<(), String> {
    let check = composition.check_composition_definition.is_some();
    let export = composition.export_composition_definition.is_some();
    at_most_one(&[("checkCompositionDefinition", check), ("exportCompositionDefinition", export)])?;
    match composition.r#type {
        CompositionType::Check => needed("checkCompositionDefinition", check, "the type `Check`"),
        CompositionType::Export => {
            needed("exportCompositionDefinition", export, "the type `Export`")
        }
        _ => Ok(()),
    }
}
