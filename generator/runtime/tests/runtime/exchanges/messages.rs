//! The words of a server that an error repeats.

use bytes::Bytes;

use crate::runtime::{Credential, Error, Parameter, Request, SecurityScheme};
use crate::support::{call, core, operation};

/// The message of a response 400 with this body to a call that held the secrets `pa55 w/rd` and `token`.
fn message(body: impl Into<Bytes>) -> Option<String> {
    let parameters = [
        Parameter::form("a").secret(),
        Parameter::form("b").secret(),
        Parameter::form("c").secret(),
    ];
    let mut request = Request::new(operation("/", &parameters, &[]));
    request.form("a", "pa55 w/rd");
    request.form("b", "token");
    request.form("c", "");
    let response =
        http::Response::builder().status(400).body(body.into()).expect("a plain response");
    match call(&core(), request).decode(response) {
        Err(Error::Unexpected(error)) => error.response().message(),
        other => unreachable!("{other:?}"),
    }
}

macro_rules! messages {
    ($($test:ident: $body:expr => $message:expr;)+) => {$(
        #[test]
        fn $test() {
            let expected: Option<&str> = $message;
            assert_eq!(message($body).as_deref(), expected);
        }
    )+};
}

messages! {
    message_of_an_object: r#"{"code":1,"message":"No."}"# => Some("No.");
    message_in_capitals: r#"{"Message":"No."}"# => Some("No.");
    error_of_an_object: r#"{"error":"No."}"# => Some("No.");
    detail_before_title: r#"{"title":"Bad","detail":"No."}"# => Some("No.");
    title_alone: r#"{"title":"No.","status":400}"# => Some("No.");
    description_of_oauth: r#"{"error":"invalid_grant","error_description":"No."}"# => Some("No.");
    error_that_is_an_object: r#"{"error":{"code":3,"message":"No."}}"# => Some("No.");
    first_of_several_errors: r#"{"errors":[{"message":"No."},{"message":"Never."}]}"# => Some("No.");
    empty_message_is_passed_over: r#"{"message":"","error":"No."}"# => Some("No.");
    null_message_is_passed_over: r#"{"message":null,"error":"No."}"# => Some("No.");
    text_in_json: r#""No.""# => Some("No.");
    empty_text_in_json: r#""""# => None;
    blank_text_in_json: r#"{"message":" \n "}"# => None;
    object_of_other_names: r#"{"id":7,"state":"odd"}"# => None;
    number: "17" => None;
    empty_body: "" => None;
    plain_text: "No.\n" => Some("No.");
    markup: "<html>No.</html>" => None;
    json_that_breaks_off: r#"{"message":"No"# => None;
    json_behind_a_byte_order_mark: "\u{feff}{\"message\":\"No.\"}" => Some("No.");
    bytes_that_are_no_text: Bytes::from_static(b"\xff\xfeN\0o\0") => None;
    white_space_is_one_space: "No\r\n\tway   here" => Some("No way here");
    control_characters_do_not_reach_the_terminal: "a\u{1b}[31mb\u{7}c" => Some("a [31mb c");
    writing_direction_is_not_turned: "a\u{202e}b\u{2066}c\u{61c}d" => Some("a b c d");
    secret_as_it_is: "bad pa55 w/rd!" => Some("bad [redacted]!");
    secret_in_a_url: "bad pa55%20w%2Frd!" => Some("bad [redacted]!");
    secret_in_a_url_in_lower_case: "bad pa55%20w%2frd!" => Some("bad [redacted]!");
    secret_in_a_url_that_keeps_slashes: "bad pa55%20w/rd!" => Some("bad [redacted]!");
    secret_in_a_form: "bad pa55+w%2Frd!" => Some("bad [redacted]!");
    secret_twice: "token, token" => Some("[redacted], [redacted]");
    secret_in_json_escapes: r#"{"message":"bad \u0070a55 w\/rd!"}"# => Some("bad [redacted]!");
    what_only_resembles_a_secret: "to ken, pa55%2w/rd" => Some("to ken, pa55%2w/rd");
}

#[test]
fn a_token_that_came_after_the_client_is_taken_out() {
    static BEARER: SecurityScheme = SecurityScheme::Bearer { name: "bearer" };
    let core = core().with_credential(&BEARER, Credential::token("t0ken-of-mine"));
    let response = http::Response::builder().status(400).body("bad t0ken-of-mine".into());
    let request = Request::new(operation("/", &[], &[]));
    let error = call(&core, request).decode(response.unwrap()).unwrap_err();
    assert_eq!(error.response().unwrap().message().as_deref(), Some("bad [redacted]"));
}

#[test]
fn a_message_deep_in_an_object_is_found() {
    let text = format!("{}\"No.\"{}", "{\"error\":".repeat(100), "}".repeat(100));
    assert_eq!(message(text).as_deref(), Some("No."));
}

#[test]
fn a_long_message_is_cut() {
    let text = message("é".repeat(1000)).unwrap();
    assert_eq!(text, format!("{}…", "é".repeat(300)));
}

#[test]
fn a_secret_is_not_cut_in_half() {
    let text = message(format!("{} pa55 w/rd", "x".repeat(295))).unwrap();
    assert!(!text.contains("pa55"), "{text}");
}

#[test]
fn a_secret_of_a_few_letters_leaves_no_message_that_holds_it() {
    let parameters = [Parameter::form("a").secret()];
    let mut request = Request::new(operation("/", &parameters, &[]));
    request.form("a", "al");
    let call = call(&core(), request);
    let failed = |body: &'static str| {
        let response = http::Response::builder().status(400).body(Bytes::from(body)).unwrap();
        call.decode(response).unwrap_err()
    };
    let error = failed("also wrong");
    assert_eq!(error.response().unwrap().message(), None);
    // That is said where there is one, and nowhere else.
    assert!(error.to_string().contains("400 Bad Request (its message is not shown: it may hold"));
    assert!(failed(r#"{"message":"almost"}"#).to_string().contains("is not shown"));
    assert!(failed(r#"{"message":"wrong"}"#).to_string().contains(": wrong"));
    assert!(!failed(r#"{"al":7}"#).to_string().contains("is not shown"));
    assert!(!failed("").to_string().contains("is not shown"));
}
