//! Which credential goes where, and what happens without one.

use cbrain_apteco::runtime::MissingCredential;
use cbrain_apteco::{Error, Secret, apteco, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{self, SESSION, SESSION_DETAILS, SESSION_INFO};

fn apteco_with(server: &Server, token: &str) -> apteco::Client {
    let builder = apteco::Client::builder().base_url(server.url());
    builder.faststats_auth(token).data_view_name("holidays").build().expect("the token can be sent")
}

fn cbrain_with(server: &Server, token: &str) -> cbrain::Client {
    let builder = cbrain::Client::builder().base_url(server.url());
    builder.brain_portal_session(token).build().expect("the token can be sent")
}

fn alternatives(missing: &MissingCredential) -> Vec<Vec<&'static str>> {
    missing.alternatives().collect()
}

#[tokio::test]
async fn the_token_of_apteco_comes_after_bearer_and_a_space() {
    let server = Server::start([CannedResponse::json(200, SESSION)]);
    let client = apteco_with(&server, "eyJ.a+b/c==.sig");
    client.sessions().get_details("i").await.unwrap();
    assert_eq!(server.request().header("authorization"), Some("Bearer eyJ.a+b/c==.sig"));
}

#[tokio::test]
async fn a_login_of_apteco_does_not_send_the_token() {
    let server = Server::start([CannedResponse::json(201, SESSION_DETAILS)]);
    apteco_with(&server, "t").sessions().create_simple("u", "p").await.unwrap();
    assert_eq!(server.request().header("authorization"), None);
}

#[tokio::test]
async fn the_token_of_cbrain_is_percent_encoded_in_the_query() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    cbrain_with(&server, "a b/+=%&#\"é").sessions().get().await.unwrap();
    assert_eq!(
        server.request().target,
        "/session?cbrain_api_token=a%20b%2F%2B%3D%25%26%23%22%C3%A9"
    );
}

#[tokio::test]
async fn a_login_of_cbrain_does_not_send_the_token() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    cbrain_with(&server, "t").sessions().post("u", "p").await.unwrap();
    assert_eq!(server.request().target, "/session");
}

#[tokio::test]
async fn of_a_credential_that_is_set_twice_the_last_is_sent() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let builder = cbrain::Client::builder().base_url(server.url());
    let client =
        builder.brain_portal_session("first").brain_portal_session("second").build().unwrap();
    client.sessions().get().await.unwrap();
    assert_eq!(server.request().target, "/session?cbrain_api_token=second");
}

#[tokio::test]
async fn a_token_that_a_login_returned_is_a_credential_as_it_is() {
    let server = Server::start([
        CannedResponse::json(200, SESSION_INFO),
        CannedResponse::json(200, SESSION_INFO),
    ]);
    let builder = || cbrain::Client::builder().base_url(server.url());
    let login = builder().build().unwrap().sessions().post("u", "p").await.unwrap();
    let client = builder().brain_portal_session(&login.cbrain_api_token).build().unwrap();
    client.sessions().get().await.unwrap();
    let last = server.requests().pop().unwrap();
    assert_eq!(last.target, "/session?cbrain_api_token=0123456789abcdef0123456789abcdef");
}

#[tokio::test]
async fn without_its_credential_a_call_of_apteco_fails_before_anything_is_sent() {
    let server = Server::start([]);
    let client = apteco::Client::builder()
        .base_url(server.url())
        .data_view_name("holidays")
        .build()
        .unwrap();
    let error = client.sessions().get_details_list().await.unwrap_err();
    let Error::MissingCredential(missing) = &error else { panic!("{error:?}") };
    assert_eq!(alternatives(missing), [["faststats_auth"]]);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn without_its_credential_a_call_of_cbrain_fails_before_anything_is_sent() {
    let server = Server::start([]);
    let client = cbrain::Client::builder().base_url(server.url()).build().unwrap();
    let error = client.sessions().delete().await.unwrap_err();
    let Error::MissingCredential(missing) = &error else { panic!("{error:?}") };
    assert_eq!(alternatives(missing), [["BrainPortalSession"]]);
    assert!(server.requests().is_empty());
}

#[test]
fn a_missing_credential_is_named() {
    let client = cbrain::Client::builder().build().unwrap();
    let error = client.sessions().get().request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "session_get: nothing was sent: the operation needs BrainPortalSession, which the client was not given"
    );
}

#[test]
fn an_empty_credential_is_refused() {
    let error = apteco::Client::builder().faststats_auth("").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the credential faststats_auth is empty; leave it out to call without"
    );
}

#[test]
fn an_empty_credential_of_a_query_is_refused() {
    let error = cbrain::Client::builder().brain_portal_session("").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the credential BrainPortalSession is empty; leave it out to call without"
    );
}

#[test]
fn a_token_with_a_line_end_is_refused_without_being_printed() {
    for token in ["tok123\n", "tok123\r\n", "tok\r\nX-Injected: 1"] {
        let error = apteco::Client::builder().faststats_auth(token).build().unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with("the credential faststats_auth holds a control character"),
            "{text}"
        );
        assert!(!text.contains("tok"), "{text}");
    }
}

#[tokio::test]
async fn a_line_end_in_the_token_of_a_query_is_data() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    cbrain_with(&server, "a\r\nb").sessions().get().await.unwrap();
    assert_eq!(server.request().target, "/session?cbrain_api_token=a%0D%0Ab");
}

#[tokio::test]
async fn clients_of_one_program_keep_their_credentials_apart() {
    let server = Server::start([
        CannedResponse::json(200, SESSION_INFO),
        CannedResponse::json(200, SESSION_INFO),
    ]);
    let (anna, bert) = (cbrain_with(&server, "anna"), cbrain_with(&server, "bert"));
    anna.sessions().get().await.unwrap();
    bert.sessions().get().await.unwrap();
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/session?cbrain_api_token=anna", "/session?cbrain_api_token=bert"]);
}

#[tokio::test]
async fn a_clone_of_a_client_has_its_credential() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let client = support::cbrain(&server);
    client.clone().sessions().get().await.unwrap();
    assert_eq!(server.request().target, "/session?cbrain_api_token=0123abcd");
}

#[test]
fn a_header_credential_is_marked_as_one_that_must_not_be_printed() {
    let client = apteco::Client::builder()
        .faststats_auth(Secret::new("t"))
        .data_view_name("holidays")
        .build()
        .unwrap();
    let request = client.sessions().get_details("i").request().unwrap();
    assert!(request.headers()["authorization"].is_sensitive());
}
