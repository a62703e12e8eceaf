//! The methods by which programs make values and look at them, now that all types are known.

mod fields;
mod named;
mod arguments;
mod unions;
mod samples;

use crate::lower::report::Report;
use crate::lower::schemas::TypeNames;
use crate::model::Api;

/// Names them.
pub(super) fn settle(api: &mut Api, names: &mut TypeNames, report: &Report<'_>) {
    fields::settle(api);
    named::settle(api, names, report);
    arguments::settle(api, report);
    unions::settle(api);
    samples::settle(api);
}
