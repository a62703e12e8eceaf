//! How credentials are sent, and which of several ways is taken.

use std::convert::Infallible;

use crate::runtime::{
    Body, Config, ConfigError, Core, Credential, Error, Place, Request, SecurityScheme,
};
use crate::support::{Built, Nowhere, call, operation};

type Sets<'a> = &'a [&'a [&'static SecurityScheme]];

static BASIC: SecurityScheme = SecurityScheme::Basic { name: "basic" };
static BEARER: SecurityScheme = SecurityScheme::Bearer { name: "bearer" };
static HEADER: SecurityScheme =
    SecurityScheme::ApiKey { name: "header", place: Place::Header, key: "X-Key", prefix: "Key " };
static QUERY: SecurityScheme =
    SecurityScheme::ApiKey { name: "query", place: Place::Query, key: "k y", prefix: "" };
static COOKIE: SecurityScheme =
    SecurityScheme::ApiKey { name: "cookie", place: Place::Cookie, key: "sid", prefix: "" };

fn token(text: &str) -> Credential {
    Credential::token(text)
}

fn basic(user: &str, password: &str) -> Credential {
    Credential::basic(user, password)
}

fn core(known: &[(&'static SecurityScheme, Credential)]) -> Result<Core, ConfigError> {
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(Nowhere);
    for (scheme, credential) in known {
        config.credential(scheme, credential.clone());
    }
    config.build("tests")
}

fn built(security: Sets<'_>, known: &[(&'static SecurityScheme, Credential)]) -> Built {
    let core = core(known).expect("the credentials can be sent");
    call(&core, Request::new(operation("/x", &[], security))).request()
}

fn sent(
    security: Sets<'_>,
    known: &[(&'static SecurityScheme, Credential)],
) -> http::Request<Body> {
    built(security, known).expect("the credentials are there")
}

fn missing(
    security: Sets<'_>,
    known: &[(&'static SecurityScheme, Credential)],
) -> Error<Infallible> {
    built(security, known).expect_err("a credential is not there")
}

/// RFC 7617, section 2: the example with Aladdin.
#[test]
fn basic_is_user_and_password_in_base64() {
    let request = sent(&[&[&BASIC]], &[(&BASIC, basic("Aladdin", "open sesame"))]);
    assert_eq!(request.headers()["authorization"], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

/// RFC 7617, section 2.1: the example in UTF-8.
#[test]
fn basic_is_in_utf_8() {
    let request = sent(&[&[&BASIC]], &[(&BASIC, basic("test", "123\u{a3}"))]);
    assert_eq!(request.headers()["authorization"], "Basic dGVzdDoxMjPCow==");
}

#[test]
fn bearer_is_the_word_and_the_token() {
    let request = sent(&[&[&BEARER]], &[(&BEARER, token("mF_9.B5f-4.1JqM"))]);
    assert_eq!(request.headers()["authorization"], "Bearer mF_9.B5f-4.1JqM");
}

#[test]
fn a_key_in_a_header_comes_after_its_prefix() {
    let request = sent(&[&[&HEADER]], &[(&HEADER, token("a b"))]);
    assert_eq!(request.headers()["x-key"], "Key a b");
}

#[test]
fn a_key_in_the_query_is_percent_encoded() {
    let request = sent(&[&[&QUERY]], &[(&QUERY, token("a&b"))]);
    assert_eq!(request.uri(), "http://h/x?k%20y=a%26b");
}

#[test]
fn a_key_in_a_cookie_goes_as_it_is() {
    let request = sent(&[&[&COOKIE]], &[(&COOKIE, token("s%3Aa+/=="))]);
    assert_eq!(request.headers()["cookie"], "sid=s%3Aa+/==");
    assert!(core(&[(&COOKIE, token("a;b"))]).is_err());
}

#[test]
fn credentials_in_headers_are_marked_as_sensitive() {
    let request = sent(
        &[&[&BASIC, &HEADER, &COOKIE]],
        &[(&BASIC, basic("u", "p")), (&HEADER, token("t")), (&COOKIE, token("c"))],
    );
    let headers = request.headers();
    assert!(["authorization", "x-key", "cookie"].iter().all(|name| headers[*name].is_sensitive()));
}

#[test]
fn schemes_of_one_set_are_sent_together() {
    let request = sent(&[&[&HEADER, &QUERY]], &[(&QUERY, token("q")), (&HEADER, token("h"))]);
    assert_eq!(request.headers()["x-key"], "Key h");
    assert_eq!(request.uri().query(), Some("k%20y=q"));
}

#[test]
fn of_several_sets_the_first_complete_one_is_sent_alone() {
    let sets: Sets<'_> = &[&[&HEADER, &QUERY], &[&BEARER], &[&COOKIE]];
    let request =
        sent(sets, &[(&HEADER, token("h")), (&BEARER, token("b")), (&COOKIE, token("c"))]);
    assert_eq!(request.headers()["authorization"], "Bearer b");
    assert!(!request.headers().contains_key("x-key"));
    assert!(!request.headers().contains_key("cookie"));
}

#[test]
fn an_empty_set_lets_the_call_through_without_credentials() {
    let request = sent(&[&[&BEARER], &[]], &[]);
    assert!(!request.headers().contains_key("authorization"));
}

#[test]
fn an_empty_set_is_the_last_resort_wherever_it_stands() {
    let request = sent(&[&[], &[&BEARER]], &[(&BEARER, token("b"))]);
    assert_eq!(request.headers()["authorization"], "Bearer b");
}

#[test]
fn an_open_operation_gets_no_credential() {
    let request = sent(&[], &[(&BEARER, token("b")), (&QUERY, token("q"))]);
    assert!(!request.headers().contains_key("authorization"));
    assert_eq!(request.uri(), "http://h/x");
}

#[test]
fn half_a_set_is_not_enough() {
    let error = missing(&[&[&HEADER, &QUERY]], &[(&HEADER, token("h"))]);
    assert!(matches!(error, Error::MissingCredential(_)), "{error:?}");
}

#[test]
fn all_ways_to_authorize_are_named() {
    let error = missing(&[&[&HEADER, &QUERY], &[&BEARER]], &[]);
    assert_eq!(
        error.to_string(),
        "operate: nothing was sent: the operation needs header and query, or bearer, which the client was not given"
    );
}

#[test]
fn an_empty_password_is_refused() {
    let error = core(&[(&BASIC, basic("anna", ""))]).unwrap_err();
    assert_eq!(error.to_string(), "the credential basic is empty; leave it out to call without");
}

#[test]
fn a_control_character_in_a_header_credential_is_refused() {
    for text in ["a\n", "a\r", "\ta", "a\u{7f}", "a\0"] {
        let error = core(&[(&BEARER, token(text))]).unwrap_err();
        assert!(
            error.to_string().starts_with("the credential bearer holds a control character"),
            "{error}"
        );
    }
}

#[test]
fn a_credential_prints_without_its_secret() {
    let text = format!("{:?} {:?}", token("t0ken"), basic("anna", "pa55"));
    assert!(!text.contains("t0ken") && !text.contains("pa55"), "{text}");
    assert!(text.contains("anna"), "{text}");
}

#[test]
fn a_user_with_a_colon_is_refused() {
    // RFC 7617, section 2: the first colon ends the user's name.
    let error = core(&[(&BASIC, basic("an:na", "pa55"))]).unwrap_err().to_string();
    assert!(error.starts_with("the credential basic has a user with a colon"), "{error}");
}
