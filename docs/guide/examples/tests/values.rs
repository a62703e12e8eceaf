//! The chapter on values.

use bookshop_client::types::{
    Book, BookChanges, Card, Genre, NewOrder, Order, Payment, State, Voucher,
};
use bookshop_client::{Maybe, runtime};

// ANCHOR: enums
fn shelf(genre: &Genre) -> &str {
    match genre {
        Genre::Novel | Genre::Poetry => "fiction",
        Genre::Science => "science",
        // A value that the document does not name yet is kept as it came.
        Genre::Unknown(name) => name,
        _ => "all else",
    }
}
// ANCHOR_END: enums

// ANCHOR: unions
fn order() -> NewOrder {
    // A variant is taken where the union is asked for.
    NewOrder::new(["9780141439549"], Voucher::new("SUMMER"))
}

fn is_paid_by_card(payment: &Payment) -> bool {
    match payment {
        Payment::Card(_) => true,
        Payment::Voucher(_) => false,
        // What fits no alternative is kept, and can be looked at as JSON.
        _ => false,
    }
}
// ANCHOR_END: unions

#[test]
fn an_enum_keeps_what_it_does_not_know() {
    assert_eq!(shelf(&Genre::Poetry), "fiction");
    let genre: Genre = serde_json::from_str("\"cookery\"").unwrap();
    assert_eq!(shelf(&genre), "cookery");
    assert_eq!(serde_json::to_string(&genre).unwrap(), "\"cookery\"");
    let order: Order = serde_json::from_str(r#"{"id": 7, "state": "lost"}"#).unwrap();
    assert_eq!(order.state, State::Unknown("lost".to_owned()));
}

#[test]
fn a_union_is_told_by_its_discriminator() {
    let text = serde_json::to_string(&order()).unwrap();
    let wanted = r#"{"isbns":["9780141439549"],"payment":{"method":"Voucher","code":"SUMMER"}}"#;
    assert_eq!(text, wanted);
    assert!(!is_paid_by_card(&order().payment));
    let payment: Payment = serde_json::from_str(r#"{"method": "Coins", "sum": 3}"#).unwrap();
    assert!(matches!(payment, Payment::Unknown(_)));
}

#[test]
fn absent_and_null_are_told_apart_where_they_are_sent() {
    // ANCHOR: null
    let keep = BookChanges::new().with_title("Middlemarch");
    assert_eq!(serde_json::to_string(&keep).unwrap(), r#"{"title":"Middlemarch"}"#);

    let remove = BookChanges::new().with_blurb(Maybe::Null);
    assert_eq!(serde_json::to_string(&remove).unwrap(), r#"{"blurb":null}"#);

    let set = BookChanges::new().with_blurb("A study of provincial life.");
    assert_eq!(set.blurb.value().map(String::as_str), Some("A study of provincial life."));
    // ANCHOR_END: null
}

#[test]
fn a_secret_is_printed_by_nothing() {
    // ANCHOR: secret
    let card = Card::new("4111111111111111");
    assert!(!format!("{card:?}").contains("4111"));
    assert_eq!(card.number.expose(), "4111111111111111");
    // ANCHOR_END: secret
}

#[test]
fn json_says_where_it_is_wrong() {
    // ANCHOR: read
    let text = r#"{"isbn": "9780141439549", "title": 7, "authors": [],
                   "price": {"cents": 1290, "currency": "EUR"}}"#;
    let error = runtime::read::<Book>(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(error, "at $.title: expected text, found a number");
    // ANCHOR_END: read
}
