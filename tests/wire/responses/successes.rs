//! The success of each operation, with every field of its value.

use cbrain_apteco::Secret;
use cbrain_apteco::apteco::types::{HashAlgorithm, UserDisplayDetails};
use tests::server::{CannedResponse, Server};

use crate::support::{
    JSON, LOGIN_PARAMETERS, PAGE, SESSION, SESSION_DETAILS, SESSION_INFO, apteco, cbrain,
};

fn assert_is_anna(user: &UserDisplayDetails) {
    assert_eq!(user.id, Some(7));
    assert_eq!(user.username, "anna");
    assert_eq!(user.firstname, "Anna");
    assert_eq!(user.surname, "Smith");
    assert_eq!(user.email_address, "anna@example.com");
}

#[tokio::test]
async fn apteco_login_parameters() {
    let server = Server::start([CannedResponse::json(200, LOGIN_PARAMETERS)]);
    let response = apteco(&server).sessions().create_login_parameters().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.login_salt, Secret::from("LS"));
    assert!(response.salt_password);
    assert_eq!(response.user_salt, Secret::from("US"));
    assert!(!response.use_password_hashes);
    assert_eq!(response.hash_algorithm, HashAlgorithm::Sha256);
}

#[tokio::test]
async fn apteco_simple_login() {
    let server = Server::start([CannedResponse::json(201, SESSION_DETAILS)]);
    let response = apteco(&server).sessions().create_simple("anna", "p").await.unwrap();
    assert_eq!(response.status().as_u16(), 201);
    assert_eq!(response.access_token.expose(), "eyJ.access.token");
    assert_is_anna(&response.user);
    assert_eq!(response.session_id.expose(), "session-id-1");
    assert_eq!(response.last_login, Some("2024-03-01T12:30:00Z".parse().unwrap()));
}

#[tokio::test]
async fn apteco_licence() {
    let server = Server::start([CannedResponse::json(201, SESSION_DETAILS)]);
    let response = apteco(&server).sessions().create_simple("anna", "p").await.unwrap();
    let licence = &response.licence;
    assert!(licence.audience_selection);
    assert!(!licence.audience_preview);
    assert!(licence.export);
    assert!(!licence.advanced_query);
    assert!(licence.cube);
    assert!(!licence.profile);
    assert_eq!(licence.dashboards, Some(true));
    assert_eq!(licence.dashboards_pareto, Some(false));
}

#[tokio::test]
async fn apteco_salted_login_yields_the_same_as_the_simple_one() {
    let server = Server::start([
        CannedResponse::json(201, SESSION_DETAILS),
        CannedResponse::json(201, SESSION_DETAILS),
    ]);
    let sessions = apteco(&server).sessions();
    let salted = sessions.create_salted("anna", "LS", "h").await.unwrap();
    let simple = sessions.create_simple("anna", "p").await.unwrap();
    assert_eq!(salted.into_inner(), simple.into_inner());
}

#[tokio::test]
async fn apteco_convert_session_yields_the_same_as_a_login() {
    let server = Server::start([
        CannedResponse::json(201, SESSION_DETAILS),
        CannedResponse::json(201, SESSION_DETAILS),
    ]);
    let sessions = apteco(&server).sessions();
    let converted = sessions.convert_to_access_token("abc").await.unwrap();
    let simple = sessions.create_simple("anna", "p").await.unwrap();
    assert_eq!(converted.into_inner(), simple.into_inner());
}

#[tokio::test]
async fn apteco_session_details() {
    let server = Server::start([CannedResponse::json(200, SESSION)]);
    let response = apteco(&server).sessions().get_details("abc").await.unwrap();
    assert_is_anna(&response.user);
    assert_eq!(response.session_id.expose(), "session-id-1");
}

#[tokio::test]
async fn apteco_session_list() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    let response = apteco(&server).sessions().get_details_list().await.unwrap();
    assert_eq!((response.offset, response.count, response.total_count), (10, 5, 11));
    assert_eq!(response.list.len(), 1);
    assert_is_anna(&response.list[0].user);
    assert_eq!(response.list[0].session_id.expose(), "session-id-1");
}

#[tokio::test]
async fn apteco_session_list_can_be_empty() {
    let body = r#"{"offset":0,"count":0,"totalCount":0,"list":[]}"#;
    let server = Server::start([CannedResponse::json(200, body)]);
    let response = apteco(&server).sessions().get_details_list().await.unwrap();
    assert!(response.list.is_empty());
}

#[tokio::test]
async fn apteco_logout_without_a_body() {
    let server = Server::start([CannedResponse::new(204, None, "")]);
    let response = apteco(&server).sessions().logout("abc").await.unwrap();
    assert_eq!(response.status().as_u16(), 204);
}

#[tokio::test]
async fn cbrain_login() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let response = cbrain(&server).sessions().post("anna", "p").await.unwrap();
    assert_eq!(response.user_id, 2);
    assert_eq!(response.cbrain_api_token.expose(), "0123456789abcdef0123456789abcdef");
}

#[tokio::test]
async fn cbrain_session() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let response = cbrain(&server).sessions().get().await.unwrap();
    assert_eq!(response.user_id, 2);
    assert_eq!(response.cbrain_api_token.expose(), "0123456789abcdef0123456789abcdef");
}

#[tokio::test]
async fn cbrain_logout_with_an_empty_body_that_is_labelled_json() {
    let server = Server::start([CannedResponse::new(200, JSON, "")]);
    let response = cbrain(&server).sessions().delete().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
}

#[tokio::test]
async fn a_success_keeps_its_headers() {
    let server = Server::start([CannedResponse::with_headers(
        200,
        &[("X-Request-Id", "r-1")],
        SESSION_INFO,
    )]);
    let response = cbrain(&server).sessions().get().await.unwrap();
    assert_eq!(response.headers()["x-request-id"], "r-1");
}

#[tokio::test]
async fn a_login_that_responds_with_200_in_place_of_201_succeeds() {
    let server = Server::start([CannedResponse::json(200, SESSION_DETAILS)]);
    let response = apteco(&server).sessions().create_simple("anna", "p").await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.session_id.expose(), "session-id-1");
}

#[tokio::test]
async fn the_label_of_a_json_body_does_not_matter() {
    let server =
        Server::start([CannedResponse::new(200, Some("text/json; charset=utf-8"), SESSION_INFO)]);
    assert_eq!(cbrain(&server).sessions().get().await.unwrap().user_id, 2);
}

#[tokio::test]
async fn a_byte_order_mark_before_the_json_is_passed_over() {
    let server = Server::start([CannedResponse::json(200, &format!("\u{feff}{SESSION_INFO}"))]);
    assert_eq!(cbrain(&server).sessions().get().await.unwrap().user_id, 2);
}
