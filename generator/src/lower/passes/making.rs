//! The methods by which programs make values and look at them, now that all types are known.

mod fields;
mod unions;
mod samples;

use crate::model::Api;

/// Names them.
pub(super) fn settle(api: &mut Api) {
    fields::settle(api);
    unions::settle(api);
    samples::settle(api);
}
