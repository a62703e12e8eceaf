//! Passes over the whole model: what can be decided only when all operations and types are known.

mod recursion;
mod evidence;
mod several;
mod writing;
mod direction;
mod split;
mod needed;
mod same;
mod chain;
mod derive;
mod making;
mod paging;
mod pattern;
mod feature;

pub(super) use self::chain::limit as recursion_limit;
pub(super) use self::direction::mark as mark_directions;
pub use self::feature::{TagFeatures, features, unselected_features};
use self::writing::{headers, style, xml};
use super::operations::Roots;
use super::report::Report;
use super::schemas::TypeNames;
use crate::model::Api;

/// Decides all that is left to decide of an API.
pub(super) fn settle(api: &mut Api, names: &mut TypeNames, mut roots: Roots, report: &Report<'_>) {
    recursion::end_circles(api, report);
    several::put_together(api, names, report);
    headers::settle(api, report);
    xml::settle(api, &roots, report);
    direction::hide(api);
    direction::mark(api);
    split::split(api, names, &mut roots, report);
    let nulls = api.is_types_only.then(|| direction::nulls(api));
    direction::relax(api);
    needed::settle(api);
    same::unite(api, names, &mut roots, report);
    same::share(api, report);
    if let Some(nulls) = nulls {
        direction::open(api, &nulls);
    }
    recursion::untie(api);
    recursion::unbox(api);
    chain::measure(api, report);
    evidence::gather(api, report);
    derive::derive(api);
    making::settle(api, names, report);
    paging::settle(api, report);
    pattern::read(api, report);
    style::settle(api);
    style::note(api, report);
    api.xml = xml::describe(api, &roots, report.document);
}
