//! What only later versions of OpenAPI can say, on the wire. Runs inside of the crate of the
//! fixtures.

use fixtures::discriminator::types::Pet;
use fixtures::runtime::{Body, BoxFuture, Part, TransportError};
use fixtures::kinds::types::{Thing, ThingEither, ThingShape};
use fixtures::{methods, nullable, parameters, security};

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

macro_rules! operations {
    ($api:ident) => {
        $api::Client::builder()
            .base_url("https://api.example.com")
            .transport(Unused)
            .build()
            .unwrap()
            .operations()
    };
}

#[test]
fn methods_of_any_name_are_sent() {
    let operations = operations!(methods);
    let request = operations.copy_file("a", "/b").request().unwrap();
    assert_eq!(request.method().as_str(), "COPY");
    assert_eq!(request.uri().path(), "/files/a");
    assert_eq!(request.headers()["destination"], "/b");
    let body = methods::types::SearchFileBody::new().with_text("x");
    let request = operations.search_file("a").body(&body).request().unwrap();
    assert_eq!(request.method().as_str(), "QUERY");
    assert_eq!(request.body().as_bytes().unwrap(), br#"{"text":"x"}"#.as_slice());
}

#[test]
fn the_query_as_a_whole_is_a_form() {
    let operations = operations!(parameters);
    let tags = ["a".to_owned(), "b".to_owned()];
    let request = operations.by_form("x y").tags(&tags).request().unwrap();
    assert_eq!(request.uri().query(), Some("text=x%20y&tags=a%7Cb"));
    let all = parameters::types::Shared::new().with_a("1&2").with_b(3);
    let request = operations.by_shared().all(&all).request().unwrap();
    assert_eq!(request.uri().query(), Some("a=1%262&b=3"));
}

#[test]
fn the_query_as_a_whole_is_json() {
    let filter = parameters::types::ByJsonFilter::new().with_a(1);
    let request = operations!(parameters).by_json().filter(&filter).request().unwrap();
    assert_eq!(request.uri().query(), Some("%7B%22a%22%3A1%7D"));
}

#[test]
fn reserved_characters_stay_in_paths_unless_they_would_end_a_segment() {
    let request = operations!(parameters).by_place("a:b;c=d/e?f#g").request().unwrap();
    assert_eq!(request.uri().path(), "/places/a:b;c=d%2Fe%3Ff%23g");
}

#[test]
fn cookies_are_sent_as_they_are() {
    let plain = ["a b".to_owned(), "c".to_owned()];
    let operations = operations!(parameters);
    let request = operations.by_place("x").plain(&plain).free("a:b;c").request().unwrap();
    assert_eq!(request.headers()["cookie"], "plain=a b; plain=c; free=a:b%3Bc");
    let unfit = ["a;b".to_owned()];
    assert!(operations.by_place("x").plain(&unfit).request().is_err());
}

#[test]
fn what_a_discriminator_does_not_tell_is_the_default() {
    let read = |json: &str| serde_json::from_str::<Pet>(json).unwrap();
    assert!(matches!(read(r#"{"kind":"cat","lives":9}"#), Pet::Cat(_)));
    assert!(matches!(read(r#"{"name":"Bo"}"#), Pet::Other(_)));
    let fish = read(r#"{"kind":"fish","name":"Bo"}"#);
    assert!(matches!(&fish, Pet::Other(other) if other.kind.as_deref() == Some("fish")));
    let json = serde_json::to_string(&fish).unwrap();
    assert_eq!(json, r#"{"kind":"fish","name":"Bo"}"#);
}

#[test]
fn a_value_of_several_types_is_told_by_its_kind() {
    let json = r#"{"either":7,"mixed":"auto","nothing":null,"shape":{"width":1}}"#;
    let thing: Thing = serde_json::from_str(json).unwrap();
    assert_eq!(thing.either, ThingEither::Integer(7));
    assert!(matches!(&thing.shape, Some(ThingShape::Object(shape)) if shape.width == Some(1)));
    let written = serde_json::to_value(&thing).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(json).unwrap());
}

#[test]
fn certificates_are_no_part_of_a_request() {
    let request = operations!(security).open().request().unwrap();
    assert!(!request.headers().contains_key("authorization"));
    assert!(operations!(security).both().request().is_err());
}

#[test]
fn what_is_said_beside_null_is_checked() {
    use nullable::types::Thing;
    let refusal = |thing: &Thing| operations!(nullable).post(thing).request().err().map(|error| error.to_string());
    let thing = Thing::new().with_name("a".repeat(10)).with_words(["long"]);
    assert_eq!(refusal(&thing), None);
    assert_eq!(refusal(&Thing::new().with_name(fixtures::runtime::Maybe::Null)), None);
    for (thing, reason) in [
        (Thing::new().with_name("a".repeat(11)), "at `name` has more than 10 characters"),
        (Thing::new().with_words(["longer"]), "at `words` has more than 4 characters"),
        (Thing::new().with_words(vec![String::new(); 4]), "at `words` has more than 3 items"),
    ] {
        let refusal = refusal(&thing).unwrap_or_default();
        assert!(refusal.ends_with(reason), "{refusal}");
    }
}

#[test]
fn files_that_may_be_null_are_files() {
    let call = operations!(nullable).upload().file(Part::new("PNG")).files(vec![Part::new("1"), Part::new("2")]);
    let request = call.whole(Part::new("3")).request().unwrap();
    let text = String::from_utf8_lossy(request.body().as_bytes().unwrap()).replace("\r\n", "\n");
    for (name, bytes) in [("file", "PNG"), ("files", "1"), ("files", "2"), ("whole", "3")] {
        let part = format!("name=\"{name}\"\nContent-Type: application/octet-stream\n\n{bytes}\n");
        assert!(text.contains(&part), "{text}");
    }
}
