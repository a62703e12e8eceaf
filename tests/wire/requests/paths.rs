//! Path values: one segment each, whatever they hold.

use cbrain_apteco::{Error, apteco};
use tests::server::{CannedResponse, Server};

use crate::support::{SESSION, apteco};

/// The value, and the segment it has to become.
const SEGMENTS: [(&str, &str); 21] = [
    ("a b", "a%20b"),
    ("a/b", "a%2Fb"),
    ("a\\b", "a%5Cb"),
    ("a+b", "a%2Bb"),
    ("50%", "50%25"),
    ("a%2Fb%20c", "a%252Fb%2520c"),
    ("a&b=c", "a%26b%3Dc"),
    ("a\"b", "a%22b"),
    ("a'b", "a%27b"),
    ("a?b#c", "a%3Fb%23c"),
    ("a;b,c", "a%3Bb%2Cc"),
    ("a:b@c", "a%3Ab%40c"),
    ("(a)*!$", "%28a%29%2A%21%24"),
    ("café 日本", "caf%C3%A9%20%E6%97%A5%E6%9C%AC"),
    ("a\r\nb\tc", "a%0D%0Ab%09c"),
    ("../x", "..%2Fx"),
    ("...", "..."),
    (".a", ".a"),
    ("%2e%2e", "%252e%252e"),
    ("{sessionId}", "%7BsessionId%7D"),
    ("A-Z_a.z~0", "A-Z_a.z~0"),
];

#[tokio::test]
async fn the_first_value_is_one_segment() {
    let server = Server::start(SEGMENTS.map(|_| CannedResponse::json(200, SESSION)));
    let client = apteco(&server);
    for (value, _) in SEGMENTS {
        client.with_data_view_name(value).sessions().get_details("abc").await.unwrap();
    }
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, SEGMENTS.map(|(_, segment)| format!("/{segment}/Sessions/abc")));
}

#[tokio::test]
async fn the_last_value_is_one_segment() {
    let server = Server::start(SEGMENTS.map(|_| CannedResponse::new(204, None, "")));
    let sessions = apteco(&server).sessions();
    for (value, _) in SEGMENTS {
        sessions.logout(value).await.unwrap();
    }
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, SEGMENTS.map(|(_, segment)| format!("/holidays/Sessions/{segment}")));
}

#[tokio::test]
async fn a_value_that_would_lead_to_another_path_is_refused_before_anything_is_sent() {
    let server = Server::start([]);
    let sessions = apteco(&server).sessions();
    for value in ["", ".", ".."] {
        let error = sessions.logout(value).await.unwrap_err();
        let Error::InvalidParameter(invalid) = &error else { panic!("{error:?}") };
        assert_eq!(invalid.parameter(), "sessionId");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_first_value_that_would_lead_to_another_path_is_refused_before_anything_is_sent() {
    let server = Server::start([]);
    let client = apteco(&server);
    for value in ["", ".", ".."] {
        let sessions = client.with_data_view_name(value).sessions();
        let error = sessions.create_simple("u", "p").await.unwrap_err();
        let Error::InvalidParameter(invalid) = &error else { panic!("{error:?}") };
        assert_eq!(invalid.parameter(), "dataViewName");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_call_in_a_data_view_needs_a_client_that_has_one() {
    let page = r#"{"offset": 0, "count": 0, "totalCount": 0, "list": []}"#;
    let server = Server::start([CannedResponse::json(200, page)]);
    let client = apteco::Client::builder().base_url(server.url()).build().unwrap();
    let error = client.sessions().create_login_parameters().await.unwrap_err();
    assert!(matches!(error, Error::InvalidParameter(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "create_login_parameters: nothing was sent: parameter `dataViewName` has no value: set it once, on the client"
    );
    client.about().data_views().await.unwrap();
    assert_eq!(server.request().target, "/About/DataViews");
}

#[tokio::test]
async fn a_refused_value_says_that_nothing_was_sent_and_why() {
    let server = Server::start([]);
    let sessions = apteco(&server).with_data_view_name("").sessions();
    let error = sessions.create_login_parameters().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "create_login_parameters: nothing was sent: parameter `dataViewName` is empty, which a path cannot carry"
    );
}
