//! A program that plays a server: it reads what clients send, and makes what they receive.

use served::types::{
    Booking, ListResponse, ListSort, Open, Paid, ProblemResponse, ProblemResponseReason, Room,
    RoomRequest, StayBody,
};
use served::{Maybe, runtime};

/// A handler: the body of `PUT /rooms/{id}/stay` comes, and the JSON of its response goes.
fn stay(body: &[u8]) -> Result<String, String> {
    let stay: StayBody = runtime::read(body).map_err(|error| error.to_string())?;
    // What is out of the limits of the document is refused, by the place of it.
    runtime::write(&stay).map_err(|error| error.to_string())?;
    let StayBody { guest, nights, note } = stay;
    let booking: Booking = match note {
        Maybe::Null => Open { due: Maybe::Null, ..Open::new("open") }.into(),
        Maybe::Absent => Open::new("open").with_voucher(guest.as_bytes()).into(),
        Maybe::Value(_) => {
            let at = format!("2026-01-{:02}T12:00:00Z", nights + 1);
            Paid { state: "paid".to_owned(), at: at.parse().unwrap() }.into()
        }
    };
    Ok(serde_json::to_string(&booking).unwrap())
}

#[test]
fn a_body_that_clients_send_is_read_and_a_response_is_made() {
    let response = |body: &str| stay(body.as_bytes());
    assert_eq!(
        response(r#"{"guest": "Ada", "nights": 3, "note": "late"}"#).unwrap(),
        r#"{"state":"paid","at":"2026-01-04T12:00:00Z"}"#
    );
    assert_eq!(
        response(r#"{"guest": "Ada", "nights": 3, "note": null}"#).unwrap(),
        r#"{"state":"open","due":null}"#
    );
    assert_eq!(
        response(r#"{"guest": "Ada", "nights": 3}"#).unwrap(),
        r#"{"state":"open","voucher":"QWRh"}"#
    );
}

#[test]
fn a_body_that_is_not_as_the_document_says_is_refused_by_its_place() {
    let refused = |body: &str| stay(body.as_bytes()).unwrap_err();
    assert_eq!(refused(r#"{"guest": "Ada"}"#), "at $: property \"nights\" is missing");
    assert_eq!(
        refused(r#"{"guest": "Ada", "nights": "3"}"#),
        "at $.nights: expected a 32-bit integer, found text"
    );
    assert_eq!(refused(r#"{"guest": "A", "nights": 3}"#), "at $.guest: has fewer than 2 characters");
    assert_eq!(refused(r#"{"guest": "Ada", "nights": 31}"#), "at $.nights: is above 30");
}

#[test]
fn what_goes_one_way_for_clients_goes_the_other_way_here() {
    // What is sent has no number, and what is received has one.
    let RoomRequest { name, view, key } =
        serde_json::from_str(r#"{"name": "Attic", "view": null, "key": "4711"}"#).unwrap();
    assert_eq!(key.as_deref(), Some("4711"));
    let room = Room { id: 7, name, view };
    let next = ListResponse { rooms: vec![room.clone()], next: Maybe::Null };
    assert_eq!(
        serde_json::to_string(&next).unwrap(),
        r#"{"rooms":[{"id":7,"name":"Attic","view":null}],"next":null}"#
    );
    let last = ListResponse::new([room, Room::new(8, "Cellar").with_view("none")]);
    assert_eq!(
        serde_json::to_string(&last).unwrap(),
        r#"{"rooms":[{"id":7,"name":"Attic","view":null},{"id":8,"name":"Cellar","view":"none"}]}"#
    );
    // A client of this crate, or a test, reads it back.
    let read: ListResponse = serde_json::from_str(&serde_json::to_string(&last).unwrap()).unwrap();
    assert_eq!(read, last);
}

#[test]
fn values_of_parameters_and_failures_are_there_and_can_be_told_apart() {
    // All variants, without a way around those to come.
    let word = |sort: &ListSort| match sort {
        ListSort::Price => "by price",
        ListSort::Size => "by size",
        ListSort::Unknown(_) => "unknown",
    };
    assert_eq!(word(&"price".parse().unwrap()), "by price");
    assert_eq!(word(&"age".into()), "unknown");
    let problem = ProblemResponse::new(ProblemResponseReason::Full);
    assert_eq!(serde_json::to_string(&problem).unwrap(), r#"{"reason":"full"}"#);
}
