//! Types that are sent in another form than they are received. Runs inside of the crate of the
//! fixtures.

use fixtures::access::types::{Note, Reference, ReferenceRequest, User, UserRequest};
use fixtures::request::types::{Basket, Item, ItemRequest, OrderRequest2, ThingRequest};

#[test]
fn what_is_received_has_what_is_read_only() {
    let user: User = serde_json::from_str(r#"{"id":1,"name":"Ann"}"#).unwrap();
    assert_eq!(user.id, 1);
    assert!(serde_json::from_str::<User>(r#"{"name":"Ann"}"#).is_err());
}

#[test]
fn what_is_sent_needs_what_is_write_only() {
    let user = UserRequest::new("Ann", "s3cret");
    assert_eq!(serde_json::to_string(&user).unwrap(), r#"{"name":"Ann","password":"s3cret"}"#);
}

#[test]
fn a_type_of_which_none_is_required_goes_both_ways() {
    assert_eq!(serde_json::to_string(&Note::new("x")).unwrap(), r#"{"text":"x"}"#);
}

#[test]
fn what_was_received_is_sent_back_without_what_is_read_only() {
    let json = r#"{"id":1,"name":"Pen","seller":{"id":2},"colour":"red"}"#;
    let item: Item = serde_json::from_str(json).unwrap();
    let sent = ItemRequest::from(item).with_note("soon");
    let json = serde_json::to_string(&sent).unwrap();
    assert_eq!(json, r#"{"name":"Pen","note":"soon","colour":"red"}"#);
}

#[test]
fn what_holds_it_is_sent_in_the_same_form() {
    let item = ItemRequest::new("Pen");
    let order = OrderRequest2::new().with_items(vec![item.clone()]).with_first(item);
    let basket = Basket::new(vec![ThingRequest::from(order), ThingRequest::Text("x".to_owned())]);
    assert_eq!(
        serde_json::to_string(&basket).unwrap(),
        r#"{"things":[{"items":[{"name":"Pen"}],"first":{"name":"Pen"}},"x"]}"#
    );
}

#[test]
fn what_is_read_only_and_asked_for_elsewhere_can_be_sent() {
    assert_eq!(serde_json::to_string(&ReferenceRequest::new().with_id(7)).unwrap(), r#"{"id":7}"#);
    let json = r#"{"id":7,"at":"now","by":null}"#;
    let received: Reference = serde_json::from_str(json).unwrap();
    let sent = ReferenceRequest::from(received);
    assert_eq!(serde_json::to_string(&sent).unwrap(), r#"{"id":7,"by":null}"#);
}
