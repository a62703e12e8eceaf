//! Each documented failure of each operation ends in its variant, whatever body it comes with.

use cbrain_apteco::apteco::sessions::{
    ConvertSessionToAccessTokenError as Convert, CreateLoginParametersError as Parameters,
    CreateSessionSaltedError as Salted, CreateSessionSimpleError as Simple,
    GetSessionDetailsError as Details, GetSessionDetailsListError as List,
    LogoutSessionError as Logout,
};
use cbrain_apteco::cbrain::sessions::{SessionDeleteError, SessionGetError, SessionPostError};
use cbrain_apteco::{Error, apteco, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{self, HTML, JSON};

/// The media type, the body, and what of it an error repeats.
const BODIES: [(Option<&str>, &str, Option<&str>); 6] = [
    (None, "", None),
    (JSON, "", None),
    (JSON, r#"{"code":4,"message":"No such thing."}"#, Some("No such thing.")),
    (Some("text/html"), HTML, None),
    (Some("text/plain"), "No such thing.", Some("No such thing.")),
    (JSON, "Not even JSON", Some("Not even JSON")),
];

macro_rules! failures {
    ($($test:ident: $client:ident, $call:expr, $status:literal, $variant:path;)+) => {$(
        #[tokio::test]
        async fn $test() {
            let responses = BODIES.map(|(media_type, body, _)| CannedResponse::new($status, media_type, body));
            let server = Server::start(responses);
            let client = support::$client(&server);
            for (media_type, body, message) in BODIES {
                let call: fn($client::Client) -> _ = $call;
                let error = call(client.clone()).await.unwrap_err();
                let Error::Api($variant(failure)) = &error else { panic!("{error:?}") };
                let response = failure.response();
                assert_eq!(response.status().as_u16(), $status);
                assert_eq!(response.headers().get("content-type").map(|value| value.to_str().unwrap()), media_type);
                assert_eq!(response.body(), body);
                assert_eq!(response.message().as_deref(), message);
                assert_eq!(error.status().map(|status| status.as_u16()), Some($status));
            }
        }
    )+};
}

failures! {
    login_parameters_400: apteco, |c| c.sessions().create_login_parameters(), 400, Parameters::BadRequest;
    login_parameters_404: apteco, |c| c.sessions().create_login_parameters(), 404, Parameters::NotFound;
    salted_login_400: apteco, |c| c.sessions().create_salted("u", "salt-9", "hash-9"), 400, Salted::BadRequest;
    salted_login_401: apteco, |c| c.sessions().create_salted("u", "salt-9", "hash-9"), 401, Salted::Unauthorized;
    salted_login_404: apteco, |c| c.sessions().create_salted("u", "salt-9", "hash-9"), 404, Salted::NotFound;
    simple_login_400: apteco, |c| c.sessions().create_simple("u", "pass-9"), 400, Simple::BadRequest;
    simple_login_401: apteco, |c| c.sessions().create_simple("u", "pass-9"), 401, Simple::Unauthorized;
    simple_login_404: apteco, |c| c.sessions().create_simple("u", "pass-9"), 404, Simple::NotFound;
    convert_session_400: apteco, |c| c.sessions().convert_to_access_token("s-41"), 400, Convert::BadRequest;
    convert_session_401: apteco, |c| c.sessions().convert_to_access_token("s-41"), 401, Convert::Unauthorized;
    convert_session_404: apteco, |c| c.sessions().convert_to_access_token("s-41"), 404, Convert::NotFound;
    session_list_403: apteco, |c| c.sessions().get_details_list(), 403, List::Forbidden;
    session_list_404: apteco, |c| c.sessions().get_details_list(), 404, List::NotFound;
    session_details_400: apteco, |c| c.sessions().get_details("s-41"), 400, Details::BadRequest;
    session_details_404: apteco, |c| c.sessions().get_details("s-41"), 404, Details::NotFound;
    logout_400: apteco, |c| c.sessions().logout("s-41"), 400, Logout::BadRequest;
    logout_404: apteco, |c| c.sessions().logout("s-41"), 404, Logout::NotFound;
    cbrain_session_401: cbrain, |c| c.sessions().get(), 401, SessionGetError::Unauthorized;
    cbrain_login_401: cbrain, |c| c.sessions().post("u", "pass-9"), 401, SessionPostError::Unauthorized;
    cbrain_logout_401: cbrain, |c| c.sessions().delete(), 401, SessionDeleteError::Unauthorized;
}

#[tokio::test]
async fn a_failure_prints_operation_status_and_the_message_of_the_server() {
    let server = Server::start([CannedResponse::json(404, r#"{"message":"Unknown data view."}"#)]);
    let error = support::apteco(&server).sessions().logout("s-41").await.unwrap_err();
    assert_eq!(error.to_string(), "logout_session: 404 Not Found: Unknown data view.");
}

#[tokio::test]
async fn a_failure_without_a_message_prints_operation_and_status() {
    let server = Server::start([CannedResponse::json(401, "")]);
    let error = support::cbrain(&server).sessions().get().await.unwrap_err();
    assert_eq!(error.to_string(), "session_get: 401 Unauthorized");
}

#[tokio::test]
async fn an_undocumented_status_keeps_status_headers_and_body() {
    let headers = [("Content-Type", "application/json"), ("Retry-After", "120")];
    let body = r#"{"message":"portal locked"}"#;
    let server = Server::start([CannedResponse::with_headers(503, &headers, body)]);
    let error = support::cbrain(&server).sessions().post("u", "pass-9").await.unwrap_err();
    let Error::Unexpected(unexpected) = &error else { panic!("{error:?}") };
    assert_eq!(unexpected.response().status().as_u16(), 503);
    assert_eq!(unexpected.response().headers()["retry-after"], "120");
    assert_eq!(unexpected.response().body(), body);
}

#[tokio::test]
async fn an_undocumented_status_says_that_it_is_none_of_the_documented() {
    let server = Server::start([CannedResponse::json(503, r#"{"message":"portal locked"}"#)]);
    let error =
        support::cbrain(&server).sessions().get().options(support::once()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "session_get: 503 Service Unavailable: portal locked (a status that the operation does not document)"
    );
}

#[tokio::test]
async fn an_expired_token_of_apteco_is_an_undocumented_status_that_can_be_asked_for() {
    let server = Server::start([CannedResponse::new(401, None, "")]);
    let error = support::apteco(&server).sessions().get_details("s-41").await.unwrap_err();
    assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
}

#[tokio::test]
async fn a_redirect_of_a_login_is_not_followed_and_the_form_not_sent_again() {
    let server = Server::start([
        CannedResponse::with_headers(302, &[("Location", "/session/new")], ""),
        CannedResponse::json(200, support::SESSION_INFO),
    ]);
    let error = support::cbrain(&server).sessions().post("u", "pass-9").await.unwrap_err();
    let Error::Unexpected(unexpected) = &error else { panic!("{error:?}") };
    assert_eq!(unexpected.response().headers()["location"], "/session/new");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_redirect_of_a_logout_is_no_success() {
    let server = Server::start([
        CannedResponse::with_headers(302, &[("Location", "/")], ""),
        CannedResponse::json(200, ""),
    ]);
    let error = support::cbrain(&server).sessions().delete().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
    assert_eq!(server.requests().len(), 1);
}
