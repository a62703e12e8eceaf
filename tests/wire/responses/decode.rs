//! Bodies that differ from the document: what is taken, and what is refused in which words.

use cbrain_apteco::apteco::types::{HashAlgorithm, SessionDetails};
use cbrain_apteco::runtime::DecodeError;
use cbrain_apteco::{Error, apteco};
use tests::server::{CannedResponse, Server};

use crate::support::{HTML, LOGIN_PARAMETERS, PAGE, SESSION_DETAILS, SESSION_INFO, apteco, cbrain};

async fn login(body: &str) -> SessionDetails {
    let server = Server::start([CannedResponse::json(201, body)]);
    let response = apteco(&server).sessions().create_simple("u", "p").await;
    response.expect("the body is good enough").into_inner()
}

async fn refused_list(body: &str) -> DecodeError {
    let server = Server::start([CannedResponse::json(200, body)]);
    match apteco(&server).sessions().get_details_list().await {
        Err(Error::Decode(error)) => error,
        other => unreachable!("{other:?}"),
    }
}

async fn refused_session(media_type: Option<&str>, body: &str) -> DecodeError {
    let server = Server::start([CannedResponse::new(200, media_type, body)]);
    match cbrain(&server).sessions().get().await {
        Err(Error::Decode(error)) => error,
        other => unreachable!("{other:?}"),
    }
}

/// The body of a login with another `lastLogin`.
fn with_last_login(value: &str) -> String {
    let body = SESSION_DETAILS.replace("\"2024-03-01T12:30:00Z\"", value);
    assert_ne!(body, SESSION_DETAILS);
    body
}

#[tokio::test]
async fn html_with_a_success_is_named_as_what_it_is() {
    let error = refused_session(Some("text/html; charset=utf-8"), HTML).await;
    assert_eq!(
        error.to_string(),
        "session_get: 200 OK: the body (text/html; charset=utf-8, 50 bytes) is not what is documented: \
         at $: expected JSON, found a page of HTML: a login page perhaps, or that of a proxy; look at \
         the base URL and the credentials"
    );
}

#[tokio::test]
async fn an_empty_body_with_a_success_is_named_as_what_it_is() {
    let error = refused_session(Some("application/json"), "").await;
    assert_eq!(
        error.to_string(),
        "session_get: 200 OK: the body (empty) is not what is documented: \
         at $: expected JSON, found an empty body"
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_kept_with_status_and_headers() {
    let error = refused_session(Some("text/html"), HTML).await;
    assert_eq!(error.response().status().as_u16(), 200);
    assert_eq!(error.response().headers()["content-type"], "text/html");
    assert_eq!(error.response().body(), HTML);
}

#[tokio::test]
async fn a_missing_property_is_named_with_the_path_of_its_object() {
    let error = refused_list(&PAGE.replace("\"surname\":\"Smith\",", "")).await;
    assert_eq!(error.path(), "$.list[0].user");
    let text = error.to_string();
    assert!(
        text.ends_with(
            "at $.list[0].user: property \"surname\" is missing, in {\"id\": 0, \
             \"username\": \"…\", \"firstname\": \"…\", \"emailAddress\": \"…\"}"
        ),
        "{text}"
    );
}

#[tokio::test]
async fn a_property_of_another_type_is_named_with_its_path() {
    let error = refused_list(&PAGE.replace("\"username\":\"anna\"", "\"username\":17")).await;
    assert_eq!(error.path(), "$.list[0].user.username");
    let text = error.to_string();
    assert!(text.contains("at $.list[0].user.username: expected text, found a number"), "{text}");
}

#[tokio::test]
async fn a_number_that_is_too_large_is_refused_rather_than_cut() {
    let error = refused_list(&PAGE.replace("\"totalCount\":11", "\"totalCount\":2147483648")).await;
    assert_eq!(error.path(), "$.totalCount");
}

#[tokio::test]
async fn null_for_a_required_property_is_refused() {
    let error = refused_list(&PAGE.replace("\"offset\":10", "\"offset\":null")).await;
    assert_eq!(error.path(), "$.offset");
}

#[tokio::test]
async fn a_list_in_place_of_an_object_is_refused() {
    let error = refused_list("[]").await;
    assert_eq!(error.path(), "$");
}

#[tokio::test]
async fn keys_of_a_newer_server_are_passed_over() {
    let newer = SESSION_DETAILS
        .replace("\"cube\"", "\"later\": {\"deep\": [1, null]}, \"cube\"")
        .replace("\"sessionId\"", "\"mfa\": [], \"sessionId\"");
    assert_eq!(login(&newer).await, login(SESSION_DETAILS).await);
}

#[tokio::test]
async fn an_older_server_may_leave_the_newer_keys_out() {
    let older = r#"{
        "accessToken": "t", "sessionId": "s",
        "user": {"username": "anna", "firstname": "Anna", "surname": "Smith", "emailAddress": "a@example.com"},
        "licence": {"audienceSelection": true, "audiencePreview": true, "export": true,
            "advancedQuery": true, "cube": true, "profile": true}
    }"#;
    let details = login(older).await;
    assert_eq!(details.user.id, None);
    assert_eq!(details.last_login, None);
    assert_eq!((details.licence.dashboards, details.licence.dashboards_pareto), (None, None));
}

#[tokio::test]
async fn the_order_of_the_keys_does_not_matter() {
    let server =
        Server::start([CannedResponse::json(200, r#"{"cbrain_api_token":"t","user_id":2}"#)]);
    assert_eq!(cbrain(&server).sessions().get().await.unwrap().user_id, 2);
}

#[tokio::test]
async fn last_login_with_an_offset() {
    let details = login(&with_last_login("\"2024-03-01T12:30:00.1234567+02:00\"")).await;
    assert_eq!(details.last_login, Some("2024-03-01T10:30:00.1234567Z".parse().unwrap()));
}

#[tokio::test]
async fn last_login_without_an_offset_is_taken_for_utc() {
    let details = login(&with_last_login("\"2024-03-01T12:30:00\"")).await;
    assert_eq!(details.last_login, Some("2024-03-01T12:30:00Z".parse().unwrap()));
}

#[tokio::test]
async fn last_login_may_be_null() {
    assert_eq!(login(&with_last_login("null")).await.last_login, None);
}

#[tokio::test]
async fn last_login_may_be_absent() {
    let body = SESSION_DETAILS.replace("\"lastLogin\": \"2024-03-01T12:30:00Z\",", "");
    assert_ne!(body, SESSION_DETAILS);
    assert_eq!(login(&body).await.last_login, None);
}

#[tokio::test]
async fn last_login_that_is_no_date_is_refused_with_its_path() {
    let server = Server::start([CannedResponse::json(201, &with_last_login("\"yesterday\""))]);
    let error = apteco(&server).sessions().create_simple("u", "p").await.unwrap_err();
    let Error::Decode(error) = &error else { panic!("{error:?}") };
    assert_eq!(error.path(), "$.lastLogin");
}

#[tokio::test]
async fn a_hash_algorithm_that_is_not_known_is_kept_and_written_as_it_came() {
    let body = LOGIN_PARAMETERS.replace("SHA256", "Argon2id");
    let server = Server::start([CannedResponse::json(200, &body)]);
    let response = apteco(&server).sessions().create_login_parameters().await.unwrap();
    assert_eq!(response.hash_algorithm, HashAlgorithm::Unknown("Argon2id".to_owned()));
    assert_eq!(serde_json::to_string(&*response).unwrap(), body);
}

#[test]
fn each_known_hash_algorithm_is_read_and_written() {
    for (text, algorithm) in [
        ("BasicCipher", HashAlgorithm::BasicCipher),
        ("MD5", HashAlgorithm::Md5),
        ("SHA1", HashAlgorithm::Sha1),
        ("SHA256", HashAlgorithm::Sha256),
        ("SHA384", HashAlgorithm::Sha384),
        ("SHA512", HashAlgorithm::Sha512),
    ] {
        assert_eq!(HashAlgorithm::from(text), algorithm);
        assert_eq!(algorithm.to_string(), text);
    }
}

#[test]
fn a_value_is_written_as_it_was_read() {
    let details: SessionDetails = serde_json::from_str(SESSION_DETAILS).unwrap();
    let written: serde_json::Value = serde_json::to_value(&details).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(SESSION_DETAILS).unwrap());
}

#[test]
fn a_response_that_was_made_by_hand_can_be_decoded() {
    let client = apteco::Client::builder().data_view_name("holidays").build().unwrap();
    let call = client.sessions().create_login_parameters();
    let made = http::Response::builder().status(200).header("X-A", "b");
    let response = call.decode(made.body(LOGIN_PARAMETERS.into()).unwrap()).unwrap();
    assert_eq!(response.headers()["x-a"], "b");
    assert_eq!(response.hash_algorithm, HashAlgorithm::Sha256);
}

#[test]
fn a_failure_that_was_made_by_hand_can_be_decoded() {
    let client = apteco::Client::builder().data_view_name("holidays").build().unwrap();
    let call = client.sessions().create_login_parameters();
    let made = http::Response::builder().status(404).body(bytes::Bytes::new()).unwrap();
    let error = call.decode(made).unwrap_err();
    assert!(
        matches!(error, Error::Api(apteco::sessions::CreateLoginParametersError::NotFound(_))),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_success_with_an_error_in_its_body_repeats_the_words_of_the_server() {
    let error = refused_session(Some("application/json"), r#"{"error":"Out of reach."}"#).await;
    assert_eq!(error.response().message().as_deref(), Some("Out of reach."));
}

#[tokio::test]
async fn each_call_of_a_client_stands_by_itself() {
    let server = Server::start([
        CannedResponse::json(200, "no JSON"),
        CannedResponse::json(200, SESSION_INFO),
    ]);
    let sessions = cbrain(&server).sessions();
    sessions.get().await.unwrap_err();
    assert_eq!(sessions.get().await.unwrap().user_id, 2);
}
