//! The bounds of a property, where alternatives are told by them.

use std::collections::BTreeMap;

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
    // Of each property that has bounds: how many have it, and how many of these between the same ones.
    let (mut having, mut between) = (BTreeMap::new(), BTreeMap::new());
    let bits = |range: Range| [range.least, range.most].map(|bound| (bound + 0.0).to_bits());
    for (name, range) in all.iter().flat_map(|evidence| evidence.ranges.iter()) {
        having.insert(name, 0);
        *between.entry((name, bits(*range))).or_insert(0) += 1;
    }
    for name in all.iter().flat_map(|evidence| evidence.known.iter()) {
        having.entry(name).and_modify(|count| *count += 1);
    }
    let differs =
        |(name, range): &&(String, Range)| having.get(name) > between.get(&(name, bits(*range)));
    let told = all.iter().map(|evidence| evidence.ranges.iter().filter(differs).cloned().collect());
    let told: Vec<_> = told.collect();
    for (evidence, ranges) in all.iter_mut().zip(told) {
        evidence.ranges = ranges;
    }
}
