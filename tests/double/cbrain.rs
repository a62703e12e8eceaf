//! CBRAIN's sessions and formats.

use std::time::Duration;

use serde_json::json;

use crate::double::{Double, Settings};
use crate::raw::{FORM, JSON, double, log_in, login, send};

/// What servers take for a browser.
const LIKE_BROWSERS: [&[&str]; 4] = [
    &[],
    &["Accept: */*"],
    &["Accept: application/json, text/plain, */*"],
    &["Accept: text/html, application/json"],
];

#[tokio::test]
async fn a_login_that_does_not_ask_for_json_is_taken_for_a_forged_one() {
    let double = double().await;
    for accept in LIKE_BROWSERS {
        let headers = [accept, &[FORM]].concat();
        let response = send(&double, "POST /session", &headers, &login(&double)).await;
        assert_eq!(response.status, 302, "{accept:?}");
        assert_eq!(response.header("location"), Some("/session/new"));
        assert!(response.body.contains("<html>"));
    }
}

#[tokio::test]
async fn a_logout_that_does_not_ask_for_json_leaves_the_session_open() {
    let double = double().await;
    let token = log_in(&double).await;
    let response = send(&double, "DELETE /session", &[&token], "").await;
    assert_eq!(response.status, 302);
    assert_eq!(send(&double, "GET /session", &[JSON, &token], "").await.status, 200);
}

#[tokio::test]
async fn a_session_that_is_not_asked_for_as_json_is_a_success_without_a_body() {
    let double = double().await;
    let token = log_in(&double).await;
    for accept in LIKE_BROWSERS {
        let headers = [accept, &[&token]].concat();
        let response = send(&double, "GET /session", &headers, "").await;
        assert_eq!(response.parts(), (200, Some("text/html"), ""), "{accept:?}");
    }
}

#[tokio::test]
async fn whoever_looks_like_a_browser_and_has_no_session_is_sent_to_the_login() {
    let double = double().await;
    let response = send(&double, "GET /userfiles", &["Accept: */*"], "").await;
    assert_eq!((response.status, response.header("location")), (302, Some("/session/new")));
    // A change is refused before that.
    let response = send(&double, "DELETE /userfiles/delete_files", &[], "").await;
    assert_eq!(response.parts(), (401, Some("text/html"), ""));
}

#[tokio::test]
async fn a_format_that_is_not_on_offer_is_401() {
    let double = double().await;
    let token = log_in(&double).await;
    for path in ["/session", "/userfiles", "/tasks"] {
        let headers = ["Accept: application/yaml", &token];
        let response = send(&double, &format!("GET {path}"), &headers, "").await;
        assert_eq!((response.status, response.body.as_str()), (401, ""), "{path}");
    }
}

#[tokio::test]
async fn the_format_can_be_said_by_the_address_instead() {
    let double = double().await;
    let token = log_in(&double).await;
    for path in ["/session.json", "/session?format=json"] {
        let response = send(&double, &format!("GET {path}"), &[&token], "").await;
        assert_eq!(response.json()["user_id"], 2, "{path}");
    }
}

#[tokio::test]
async fn sessions_come_as_xml_too() {
    let double = double().await;
    let token = log_in(&double).await;
    let response = send(&double, "GET /session", &["Accept: application/xml", &token], "").await;
    assert!(response.body.starts_with("<SessionInfo><user_id>2</user_id>"), "{}", response.body);
}

#[tokio::test]
async fn refusals_have_a_type_and_no_body() {
    let double = double().await;
    let wrong = "login=jane&password=wrong";
    let response = send(&double, "POST /session", &[JSON, FORM], wrong).await;
    assert_eq!(response.parts(), (401, Some("application/json"), ""));
    for line in ["GET /session", "DELETE /session", "GET /userfiles", "GET /tasks/301"] {
        let response = send(&double, line, &[JSON], "").await;
        assert_eq!(response.parts(), (401, Some("application/json"), ""), "{line}");
    }
}

#[tokio::test]
async fn a_refused_login_takes_its_time_and_a_good_one_does_not() {
    let refusal = Duration::from_secs(60 * 60);
    let double = Double::start(Settings { refusal }).await.unwrap();
    log_in(&double).await;
    let wrong = send(&double, "POST /session", &[JSON, FORM], "login=jane&password=wrong");
    tokio::time::timeout(Duration::from_millis(50), wrong).await.unwrap_err();
}

#[tokio::test]
async fn a_login_can_be_json() {
    let double = double().await;
    let value = |name| double.variable(name).unwrap();
    let body = json!({"login": value("CBRAIN_LOGIN"), "password": value("CBRAIN_PASSWORD")});
    let headers = [JSON, "Content-Type: application/json"];
    let response = send(&double, "POST /session", &headers, &body.to_string()).await;
    assert_eq!(response.json()["user_id"], 2);
    let token = response.json()["cbrain_api_token"].as_str().unwrap().to_owned();
    assert_eq!(token.len(), 32);
    assert!(token.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)));
}

#[tokio::test]
async fn a_login_with_a_good_token_gives_that_token_back_whatever_the_password_is() {
    let double = double().await;
    let token = log_in(&double).await;
    let headers = [JSON, FORM, &token];
    let response = send(&double, "POST /session", &headers, "login=jane&password=wrong").await;
    assert_eq!(response.status, 200);
    assert!(token.ends_with(response.json()["cbrain_api_token"].as_str().unwrap()));
}

#[tokio::test]
async fn the_token_of_the_header_counts_more_than_that_of_the_address() {
    let double = double().await;
    let header = log_in(&double).await;
    let token = header.strip_prefix("Authorization: Bearer ").unwrap();
    let in_query = format!("GET /session?cbrain_api_token={token}");
    assert_eq!(send(&double, &in_query, &[JSON], "").await.status, 200);
    let other_form = format!("Authorization: Token token=\"{token}\"");
    assert_eq!(send(&double, "GET /session", &[JSON, &other_form], "").await.status, 200);
    let bad = "Authorization: Bearer 0123";
    assert_eq!(send(&double, &in_query, &[JSON, bad], "").await.status, 401);
}

#[tokio::test]
async fn a_token_is_good_until_the_logout() {
    let double = double().await;
    let (one, other) = (log_in(&double).await, log_in(&double).await);
    let response = send(&double, "DELETE /session", &[JSON, &one], "").await;
    assert_eq!(response.parts(), (200, Some("application/json"), ""));
    assert_eq!(send(&double, "GET /session", &[JSON, &one], "").await.status, 401);
    assert_eq!(send(&double, "GET /session", &[JSON, &other], "").await.status, 200);
}

#[tokio::test]
async fn whoever_has_to_choose_a_password_is_sent_there_by_every_call() {
    let double = double().await;
    let body = login(&double).replace("jane", "paul");
    let session = send(&double, "POST /session", &[JSON, FORM], &body).await.json();
    let token = session["cbrain_api_token"].as_str().unwrap();
    let token = format!("Authorization: Bearer {token}");
    for line in ["GET /userfiles", "POST /tasks", "GET /users/4"] {
        let response = send(&double, line, &[JSON, &token], "").await;
        let found = (response.status, response.header("location"));
        assert_eq!(found, (302, Some("/users/4/change_password")), "{line}");
    }
    let page = send(&double, "GET /users/4/change_password", &[JSON, &token], "").await;
    assert_eq!(page.status, 400);
    assert_eq!(send(&double, "DELETE /session", &[JSON, &token], "").await.status, 200);
}
