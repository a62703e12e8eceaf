//! What values print: never a password, salt, hash, token or session id.

use std::net::TcpListener;

use cbrain_apteco::{Error, apteco, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{
    LOGIN_PARAMETERS, PAGE, SESSION, SESSION_DETAILS, SESSION_INFO, assert_hides, debugged, once,
    printed,
};

const TOKEN: &str = "tok/en+4=711 x";
const PASSWORD: &str = "hunter&2 %ü";
const SALT: &str = "sa/lt+99==";
const HASH: &str = "e6c252d21c2c";
const SESSION_ID: &str = "session id/5";
const ALL: [&str; 5] = [TOKEN, PASSWORD, SALT, HASH, SESSION_ID];

fn apteco_client(url: &str) -> apteco::Client {
    apteco::Client::builder()
        .base_url(url)
        .faststats_auth(TOKEN)
        .data_view_name("holidays")
        .build()
        .expect("a plain client")
}

fn cbrain_client(url: &str) -> cbrain::Client {
    cbrain::Client::builder()
        .base_url(url)
        .brain_portal_session(TOKEN)
        .build()
        .expect("a plain client")
}

const NOWHERE: &str = "http://localhost";

#[test]
fn a_client_prints_without_its_token() {
    assert_hides(&debugged(&apteco_client(NOWHERE)), &ALL);
    assert_hides(&debugged(&cbrain_client(NOWHERE)), &ALL);
    assert_hides(&debugged(&apteco_client(NOWHERE).sessions()), &ALL);
}

#[test]
fn a_client_prints_the_names_of_its_credentials() {
    assert!(debugged(&apteco_client(NOWHERE)).contains("faststats_auth"));
}

#[test]
fn a_builder_prints_without_its_token() {
    assert_hides(&debugged(&apteco::Client::builder().faststats_auth(TOKEN)), &ALL);
    assert_hides(&debugged(&cbrain::Client::builder().brain_portal_session(TOKEN)), &ALL);
}

#[test]
fn a_builder_prints_without_the_password_of_its_base_url() {
    let builder = apteco::Client::builder().base_url("https://anna:hunter2@example.com");
    assert_hides(&debugged(&builder), &["hunter2"]);
}

#[test]
fn a_base_url_with_a_password_is_refused_without_being_printed() {
    let builder = apteco::Client::builder().base_url("https://anna:hunter2@example.com");
    let error = builder.build().unwrap_err();
    assert_hides(&printed(&error), &["hunter2", "anna"]);
}

#[test]
fn a_call_prints_without_its_password() {
    let sessions = apteco_client(NOWHERE).sessions();
    assert_hides(&debugged(&sessions.create_simple("u", PASSWORD)), &ALL);
    assert_hides(&debugged(&cbrain_client(NOWHERE).sessions().post("u", PASSWORD)), &ALL);
}

#[test]
fn a_call_prints_without_its_salt_and_hash() {
    let sessions = apteco_client(NOWHERE).sessions();
    assert_hides(&debugged(&sessions.create_salted("u", SALT, HASH)), &ALL);
}

#[test]
fn a_call_prints_without_its_session_id() {
    let sessions = apteco_client(NOWHERE).sessions();
    assert_hides(&debugged(&sessions.convert_to_access_token(SESSION_ID)), &ALL);
    assert_hides(&debugged(&sessions.get_details(SESSION_ID)), &ALL);
    assert_hides(&debugged(&sessions.logout(SESSION_ID)), &ALL);
}

#[test]
fn a_call_prints_what_is_no_secret() {
    let text = debugged(&apteco_client(NOWHERE).sessions().create_simple("anna", PASSWORD));
    assert!(text.contains("holidays") && text.contains("anna"), "{text}");
}

#[test]
fn a_built_request_prints_without_the_token_of_its_header() {
    let request = apteco_client(NOWHERE).sessions().get_details("i").request().unwrap();
    assert_hides(&debugged(request.headers()), &ALL);
}

#[tokio::test]
async fn login_parameters_print_without_their_salts() {
    let body =
        LOGIN_PARAMETERS.replace("\"LS\"", "\"sa/lt+99==\"").replace("\"US\"", "\"other-salt\"");
    let server = Server::start([CannedResponse::json(200, &body)]);
    let response = apteco_client(&server.url()).sessions().create_login_parameters().await.unwrap();
    assert_eq!(response.login_salt.expose(), SALT);
    assert_hides(&debugged(&response), &[SALT, "other-salt"]);
}

#[tokio::test]
async fn a_login_prints_without_token_and_session_id() {
    let server = Server::start([CannedResponse::json(201, SESSION_DETAILS)]);
    let response = apteco_client(&server.url()).sessions().create_simple("u", "p").await.unwrap();
    assert_hides(&debugged(&response), &["eyJ.access.token", "session-id-1"]);
    assert_hides(&debugged(&response.into_inner()), &["eyJ.access.token", "session-id-1"]);
}

#[tokio::test]
async fn sessions_print_without_their_ids() {
    let server =
        Server::start([CannedResponse::json(200, PAGE), CannedResponse::json(200, SESSION)]);
    let sessions = apteco_client(&server.url()).sessions();
    let page = sessions.get_details_list().await.unwrap();
    let session = sessions.get_details("i").await.unwrap();
    assert_hides(&format!("{}{}", debugged(&page), debugged(&session)), &["session-id-1"]);
}

#[tokio::test]
async fn a_login_of_cbrain_prints_without_its_token() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let response = cbrain_client(&server.url()).sessions().post("u", "p").await.unwrap();
    assert_hides(&debugged(&response), &["0123456789abcdef0123456789abcdef"]);
}

#[tokio::test]
async fn a_success_prints_without_the_values_of_its_headers() {
    let headers = [("Set-Cookie", "session=c00kie")];
    let server = Server::start([CannedResponse::with_headers(200, &headers, SESSION_INFO)]);
    let response = cbrain_client(&server.url()).sessions().get().await.unwrap();
    assert_hides(&debugged(&response), &["c00kie"]);
}

#[tokio::test]
async fn a_failed_connection_prints_without_the_token_of_its_url() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = cbrain_client(&url).sessions().get().options(once()).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert_hides(&printed(&error), &ALL);
}

#[tokio::test]
async fn a_broken_connection_prints_without_the_session_id_of_its_url() {
    let server = Server::start([CannedResponse::Last(b"no HTTP\r\n\r\n".to_vec())]);
    let error = apteco_client(&server.url())
        .sessions()
        .logout(SESSION_ID)
        .options(once())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_hides(&printed(&error), &ALL);
}

#[tokio::test]
async fn half_a_response_prints_without_the_token_of_its_url() {
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"cbrain_api_token\":\"f00".to_vec();
    let server = Server::start([CannedResponse::Last(half)]);
    let error = cbrain_client(&server.url()).sessions().get().options(once()).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_hides(&printed(&error), &[TOKEN, "f00"]);
}

#[test]
fn a_refused_value_prints_without_the_credentials() {
    let error = apteco_client(NOWHERE)
        .with_data_view_name("..")
        .sessions()
        .logout(SESSION_ID)
        .request()
        .unwrap_err();
    assert_hides(&printed(&error), &ALL);
}
