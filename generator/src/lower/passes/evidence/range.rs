//! The bounds of a property, where alternatives are told by them.

use crate::model::{Evidence, Field, Kind, Range};

/// What is between the bounds of a property of this kind, if it has any.
pub(super) fn of_field(field: &Field, kind: Option<Kind>) -> Option<Range> {
    #[expect(clippy::cast_precision_loss, reason = "no list has as many items")]
    let count = |size: Option<usize>| size.map(|size| size as f64);
    let limits = &field.limits;
    let (least, most) = match kind? {
        Kind::Integer | Kind::Number => (
            limits.minimum.or(limits.above.map(f64::next_up)),
            limits.maximum.or(limits.below.map(f64::next_down)),
        ),
        Kind::Text => (count(limits.min_length), count(limits.max_length)),
        Kind::List => (count(limits.min_items), count(limits.max_items)),
        Kind::Bool | Kind::Object => (None, None),
    };
    let is_bounded = least.is_some() || most.is_some();
    is_bounded.then(|| Range {
        least: least.unwrap_or(f64::NEG_INFINITY),
        most: most.unwrap_or(f64::INFINITY),
    })
}

/// What is in either of two.
pub(super) fn either(one: Range, other: Range) -> Range {
    Range { least: one.least.min(other.least), most: one.most.max(other.most) }
}

/// Leaves out the bounds that are the same in all alternatives that have the property.
pub(super) fn drop_idle(all: &mut [Evidence]) {
    let of = |evidence: &Evidence, name: &String| {
        evidence.ranges.iter().find(|(known, _)| known == name).map(|(_, range)| *range)
    };
    let differs = |name: &String, range: Range| {
        let mut others = all.iter().filter(|evidence| evidence.known.contains(name));
        others.any(|evidence| of(evidence, name) != Some(range))
    };
    let told: Vec<Vec<(String, Range)>> = all
        .iter()
        .map(|evidence| {
            let ranges = evidence.ranges.iter().filter(|(name, range)| differs(name, *range));
            ranges.cloned().collect()
        })
        .collect();
    for (evidence, ranges) in all.iter_mut().zip(told) {
        evidence.ranges = ranges;
    }
}
