//! Clients of the test's server, canned bodies, and what was sent or printed as text.

use std::fmt::Debug;

use cbrain_apteco::{Options, Retry, apteco, cbrain};
use tests::server::{Request, Server};

pub(crate) const JSON: Option<&str> = Some("application/json");
pub(crate) const HTML: &str = "<!DOCTYPE html><html><title>Sign in</title></html>";

pub(crate) const LOGIN_PARAMETERS: &str = r#"{"loginSalt":"LS","saltPassword":true,"userSalt":"US","usePasswordHashes":false,"hashAlgorithm":"SHA256"}"#;

/// As the newest known server sends it.
pub(crate) const SESSION_DETAILS: &str = r#"{
    "accessToken": "eyJ.access.token",
    "user": {"id": 7, "username": "anna", "firstname": "Anna", "surname": "Smith", "emailAddress": "anna@example.com"},
    "sessionId": "session-id-1",
    "lastLogin": "2024-03-01T12:30:00Z",
    "licence": {"audienceSelection": true, "audiencePreview": false, "export": true, "advancedQuery": false,
        "cube": true, "profile": false, "dashboards": true, "dashboardsPareto": false}
}"#;

pub(crate) const SESSION: &str = r#"{"user":{"id":7,"username":"anna","firstname":"Anna","surname":"Smith","emailAddress":"anna@example.com"},"sessionId":"session-id-1"}"#;

pub(crate) const PAGE: &str = r#"{"offset":10,"count":5,"totalCount":11,"list":[{"user":{"id":7,"username":"anna","firstname":"Anna","surname":"Smith","emailAddress":"anna@example.com"},"sessionId":"session-id-1"}]}"#;

pub(crate) const SESSION_INFO: &str =
    r#"{"user_id":2,"cbrain_api_token":"0123456789abcdef0123456789abcdef"}"#;

/// One attempt only, for tests of what comes of it.
pub(crate) fn once() -> Options {
    Options::new().retry(Retry::never())
}

/// A client of Apteco with the token `tok.en-123` and the data view `holidays`.
pub(crate) fn apteco(server: &Server) -> apteco::Client {
    apteco_at(&server.url())
}

pub(crate) fn apteco_at(url: &str) -> apteco::Client {
    let builder = apteco::Client::builder().base_url(url);
    builder.faststats_auth("tok.en-123").data_view_name("holidays").build().expect("a plain client")
}

/// A client of CBRAIN with the token `0123abcd`.
pub(crate) fn cbrain(server: &Server) -> cbrain::Client {
    let builder = cbrain::Client::builder().base_url(server.url());
    builder.brain_portal_session("0123abcd").build().expect("a plain client")
}

/// The request as text: the line, all headers but `Host` and `User-Agent` by name, the body.
pub(crate) fn sent(request: &Request) -> String {
    let known = ["host", "user-agent"];
    let named = request.headers.iter().map(|(name, value)| (name.to_lowercase(), value));
    let mut headers: Vec<_> = named.filter(|(name, _)| !known.contains(&name.as_str())).collect();
    headers.sort();
    let headers: String =
        headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    format!("{} {}\n{headers}\n{}", request.method, request.target, request.text())
}

/// All that an error and the errors below it print.
pub(crate) fn printed(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        text.push_str(&format!("{error}\n{error:#}\n{error:?}\n{error:#?}\n"));
        next = error.source();
    }
    text
}

/// Both forms of `{:?}`.
pub(crate) fn debugged(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}")
}

/// Fails when `text` holds one of `secrets`, as it is or as a URL or a form holds it.
pub(crate) fn assert_hides(text: &str, secrets: &[&str]) {
    for secret in secrets {
        let in_url =
            percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC);
        let in_form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        for form in [(*secret).to_owned(), in_url.to_string(), in_form] {
            assert!(!text.contains(&form), "{form} is in: {text}");
        }
    }
}
