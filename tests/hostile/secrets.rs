//! Servers that repeat what they were sent, in every place that they have.

use cbrain_apteco::{Error, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{assert_hides, once, printed};

/// A token that can be the name of a header, and part of a URL.
const TOKEN: &str = "0123456789abcdef-secret";

/// Fails when an error that one of these responses makes prints the token.
async fn assert_hidden(responses: impl IntoIterator<Item = CannedResponse>) {
    let responses: Vec<_> = responses.into_iter().collect();
    let server = Server::start(responses.clone());
    let builder = cbrain::Client::builder().base_url(server.url()).brain_portal_session(TOKEN);
    let client = builder.options(once()).build().unwrap();
    for response in responses {
        let error = client.sessions().get().await.expect_err(&format!("{response:?}"));
        if let Error::Decode(error) = &error {
            assert_hides(&error.path(), &[TOKEN]);
        }
        assert_hides(&printed(&error), &[TOKEN]);
    }
}

#[tokio::test]
async fn in_the_place_that_a_redirect_leads_to() {
    let locations = [
        format!("/login/{TOKEN}"),
        format!("https://{TOKEN}.example.com/"),
        format!("https://user:{TOKEN}@example.com/"),
        format!("/login?back=%2Fsession%3Fcbrain_api_token%3D{TOKEN}#{TOKEN}"),
    ];
    let response = |status| {
        let of = move |location: &String| {
            CannedResponse::with_headers(status, &[("Location", location)], "")
        };
        locations.iter().map(of)
    };
    assert_hidden([300, 304, 305].into_iter().flat_map(response)).await;
}

#[tokio::test]
async fn in_the_value_of_any_header() {
    let names = [
        "Retry-After",
        "Date",
        "Content-Type",
        "Content-Encoding",
        "WWW-Authenticate",
        "Server",
        "Set-Cookie",
        "ETag",
        "Link",
    ];
    let response = |status| {
        names.map(|name| CannedResponse::with_headers(status, &[(name, TOKEN)], "no JSON"))
    };
    assert_hidden([200, 401, 503].into_iter().flat_map(response)).await;
}

#[tokio::test]
async fn in_the_name_of_a_header() {
    let response = |status| CannedResponse::with_headers(status, &[(TOKEN, "x")], "no JSON");
    assert_hidden([200, 401, 503].map(response)).await;
}

#[tokio::test]
async fn in_the_words_behind_the_status() {
    let bytes = format!("HTTP/1.1 500 {TOKEN}\r\nContent-Length: 0\r\n\r\n");
    assert_hidden([CannedResponse::Last(bytes.into_bytes())]).await;
}

#[tokio::test]
async fn in_a_key_of_a_body_that_cannot_be_read() {
    let bodies = [
        format!(r#"{{"user_id":"two","{TOKEN}":1}}"#),
        format!(r#"{{"{TOKEN}":{{"{TOKEN}":1}}}}"#),
        format!(r#"["{TOKEN}"]"#),
        format!(r#"{{"{TOKEN}":"#),
        TOKEN.to_owned(),
    ];
    assert_hidden(bodies.map(|body| CannedResponse::json(200, &body))).await;
}

#[tokio::test]
async fn in_a_head_that_is_no_http() {
    let texts = [
        format!("{TOKEN}\r\n\r\n"),
        format!("HTTP/1.1 {TOKEN} OK\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nContent-Length: {TOKEN}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\n{TOKEN}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{TOKEN}\r\n"),
    ];
    assert_hidden(texts.map(|text| CannedResponse::Last(text.into_bytes()))).await;
}

#[tokio::test]
async fn in_nothing_at_all() {
    assert_hidden([CannedResponse::Reset, CannedResponse::Last(Vec::new())]).await;
}
