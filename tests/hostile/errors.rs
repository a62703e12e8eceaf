//! What each kind of error says of itself: in words, in questions, and in its sources.

use std::error::Error as _;

use cbrain_apteco::apteco::sessions::GetSessionDetailsListError;
use cbrain_apteco::{Error, apteco, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{self, once};

/// What a list of sessions ends in.
async fn failed(response: CannedResponse) -> Error<GetSessionDetailsListError> {
    let server = Server::by(move |_| response.clone());
    let sessions = support::apteco(&server).sessions();
    sessions.get_details_list().options(once()).await.expect_err("no success")
}

/// The words of an error, and of all that are below it.
fn chain(error: &(dyn std::error::Error + 'static)) -> Vec<String> {
    let below = error.source().map(chain).unwrap_or_default();
    [vec![error.to_string()], below].concat()
}

#[tokio::test]
async fn a_documented_failure_has_its_body_and_its_response() {
    let headers = [("X-Request-Id", "r-1")];
    let error =
        failed(CannedResponse::with_headers(403, &headers, r#"{"message":"not yours"}"#)).await;
    assert!(matches!(error, Error::Api(GetSessionDetailsListError::Forbidden(_))), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(403));
    assert_eq!(error.headers().unwrap()["x-request-id"], "r-1");
    assert_eq!((error.attempts(), error.is_timeout(), error.is_connect()), (1, false, false));
    assert_eq!(chain(&error), ["get_session_details_list: 403 Forbidden: not yours"]);
}

#[tokio::test]
async fn an_undocumented_status_has_its_response_and_no_more_than_a_mib_of_it() {
    let error =
        failed(CannedResponse::new(418, Some("text/plain"), &"tea ".repeat(1_000_000))).await;
    assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    let response = error.response().unwrap();
    assert_eq!((response.body().len(), response.is_partial()), (1024 * 1024, true));
    let text = error.to_string();
    assert!(text.starts_with("get_session_details_list: 418 I'm a teapot: tea tea"), "{text}");
    assert!(text.len() < 500, "{text}");
    assert_eq!(chain(&error).len(), 1);
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_shown_by_path_and_excerpt() {
    let body = r#"{"offset":0,"count":0,"totalCount":1,"list":[{"user":7,"sessionId":"s"}]}"#;
    let error = failed(CannedResponse::json(200, body)).await;
    let Error::Decode(decode) = &error else { panic!("{error:?}") };
    assert_eq!(decode.path(), "$.list[0].user");
    assert_eq!(
        chain(&error),
        [
            "get_session_details_list: 200 OK: the body (application/json, 73 bytes) is not what \
             is documented: at $.list[0].user: expected an object, found a number, in \
             {\"user\": 0, \"sessionId\": \"…\"}",
            "at $.list[0].user: expected an object, found a number",
        ]
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
}

#[tokio::test]
async fn no_connection_is_told_from_no_response() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = support::apteco_at(&url);
    let call = client.sessions().get_details_list().options(once());
    let error = call.await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!((error.attempts(), error.status()), (1, None));
    let chain = chain(&error);
    assert_eq!(chain[0], "get_session_details_list: no connection to the server");
    assert!(chain.last().unwrap().contains("refused"), "{chain:?}");

    let error = failed(CannedResponse::Reset).await;
    assert!(!error.is_connect() && !error.is_timeout(), "{error:?}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_name_that_no_server_has_is_no_connection() {
    let client = support::apteco_at("http://nobody.invalid");
    let call = client.sessions().get_details_list().options(once());
    assert!(call.await.unwrap_err().is_connect());
}

#[tokio::test]
async fn what_was_never_sent_has_no_attempts() {
    let server = Server::start([]);
    let client = apteco::Client::builder()
        .base_url(server.url())
        .data_view_name("holidays")
        .build()
        .unwrap();
    let missing = client.sessions().get_details_list().await.unwrap_err();
    assert!(matches!(missing, Error::MissingCredential(_)), "{missing:?}");
    let invalid =
        support::apteco(&server).with_data_view_name("..").sessions().get_details_list().await;
    let invalid = invalid.unwrap_err();
    assert!(matches!(invalid, Error::InvalidParameter(_)), "{invalid:?}");
    assert_eq!((missing.attempts(), invalid.attempts()), (0, 0));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn an_error_can_leave_its_task() {
    fn is_portable<T: std::error::Error + Send + Sync + 'static>(_: &T) {}
    is_portable(&failed(CannedResponse::new(500, None, "")).await);
    is_portable(&Error::<cbrain::sessions::SessionGetError>::from(
        cbrain_apteco::TransportError::new(
            cbrain_apteco::runtime::TransportErrorKind::Other,
            "the wire is cut",
        ),
    ));
}
