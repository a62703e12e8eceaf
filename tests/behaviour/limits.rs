//! What is sent is checked, and what is received is not. Runs inside of the crate of the fixtures.

use fixtures::limit::Client;
use fixtures::limit::types::{Address, User};
use fixtures::runtime::{Body, BoxFuture, TransportError};

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

fn client() -> Client {
    Client::builder().transport(Unused).build().unwrap()
}

fn user() -> User {
    User::new("Anna", ["a"])
}

/// Why the user cannot be sent.
fn refusal(user: &User) -> Option<String> {
    let error = client().operations().create(user).request().err()?;
    error.to_string().strip_prefix("create: nothing was sent: parameter `body` ").map(str::to_owned)
}

#[test]
fn a_value_within_its_limits_is_sent() {
    let user = user().with_age(150).with_share(1.0).with_addresses(vec![Address::new().with_zip("12345")]);
    assert_eq!(refusal(&user), None);
}

#[test]
fn a_value_out_of_its_limits_is_named_by_its_place() {
    let named = |name: &str| User::new(name.to_owned(), vec!["a".to_owned()]);
    let tagged = |tags: &[&str]| User::new("Anna", tags.iter().copied());
    let zip = |zip: &str| user().with_addresses(vec![Address::new(), Address::new().with_zip(zip.to_owned())]);
    for (user, reason) in [
        (named(""), "at `name` has fewer than 1 characters"),
        (named("anna"), "at `name` does not match `^[A-Z]`"),
        (tagged(&[]), "at `tags` has fewer than 1 items"),
        (tagged(&["a", "b", "c"]), "at `tags` has more than 2 items"),
        (tagged(&["a", "long"]), "at `tags` has more than 3 characters"),
        (user().with_age(151), "at `age` is above 150"),
        (user().with_share(0.0), "at `share` is not above 0"),
        (user().with_share(f64::NAN), "at `share` is no number that JSON can say"),
        (user().with_nick("é"), "at `nick` has fewer than 2 characters"),
        (zip("1234"), r"at `addresses[1].zip` does not match `^\d{5}$`"),
    ] {
        assert_eq!(refusal(&user).as_deref(), Some(reason));
    }
}

#[test]
fn null_and_absent_have_no_length() {
    assert_eq!(refusal(&user()), None);
    assert_eq!(refusal(&user().with_nick(fixtures::runtime::Maybe::Null)), None);
}

#[test]
fn what_is_received_may_be_anything() {
    let user: User = serde_json::from_str(r#"{"name":"","tags":[],"age":-1}"#).unwrap();
    assert_eq!(serde_json::to_string(&user).unwrap(), r#"{"name":"","tags":[],"age":-1}"#);
}

#[test]
fn limits_hold_inside_of_a_parameter() {
    let call = client().operations().find().filter(&Address::new().with_zip("x"));
    let error = call.request().unwrap_err().to_string();
    assert_eq!(error, r"find: nothing was sent: parameter `filter` at `zip` does not match `^\d{5}$`");
}

#[test]
fn patterns_of_parameters_are_those_of_ecma_262() {
    let client = fixtures::pattern::Client::builder().transport(Unused).build().unwrap();
    let is_sent = |id: &str, tag: &str| {
        client.operations().get(id).tags(&[tag.to_owned()]).request().is_ok()
    };
    assert!(is_sent("a-b/", "[x") && is_sent("ab", "x"));
    assert!(!is_sent("A", "x") && !is_sent("a", "-"));
}

#[test]
fn what_a_check_by_hand_refuses_is_not_sent() {
    use fixtures::checked::types::Span;
    let client = fixtures::checked::Client::builder().transport(Unused).build().unwrap();
    let sent = |span: &Span| client.operations().put_span(span).request().map(drop).map_err(|error| error.to_string());
    assert_eq!(sent(&Span::new(1, 2).with_within([Span::new(1, 1)])), Ok(()));
    let refused = "put_span: nothing was sent: parameter `body` ";
    assert_eq!(sent(&Span::new(2, 1)), Err(format!("{refused}ends before it begins")));
    let inner = Span::new(1, 2).with_within([Span::new(1, 2), Span::new(3, 2)]);
    assert_eq!(sent(&inner), Err(format!("{refused}at `within[1]` ends before it begins")));
    // What a server sends is what it is.
    assert!(serde_json::from_str::<Span>(r#"{"first": 2, "last": 1}"#).is_ok());
}
