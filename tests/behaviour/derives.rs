//! What types can do because all that they hold can. Runs inside of the crate of the fixtures.

use std::collections::HashSet;

use fixtures::derive::operations::ExactSuccess;
use fixtures::derive::types::{Any, Exact, HoldsMeasured, Here};
use fixtures::number_enum::types::Priority;

#[test]
fn values_without_a_float_are_kept_in_sets() {
    let read = |json: &str| serde_json::from_str::<Exact>(json).unwrap();
    let values = [r#"{"free":1.5,"parent":{}}"#, r#"{"any":"P1D"}"#, r#"{"any":"P1D"}"#];
    assert_eq!(values.map(read).into_iter().collect::<HashSet<_>>().len(), 2);
    let unknown: Any = serde_json::from_str("true").unwrap();
    assert!(HashSet::from([unknown.clone()]).contains(&unknown));
}

#[test]
fn what_an_operation_gives_back_is_kept_in_sets() {
    assert!(HashSet::from([ExactSuccess::Accepted]).contains(&ExactSuccess::Accepted));
    assert!(HashSet::from([Priority::_1]).contains(&Priority::_1));
}

#[test]
fn a_type_of_which_nothing_is_required_has_a_default() {
    assert_eq!(serde_json::to_string(&HoldsMeasured::default()).unwrap(), "{}");
    assert_eq!(Here::default(), serde_json::from_str("{}").unwrap());
}
