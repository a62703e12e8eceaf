//! Orbit's sessions.

use serde_json::Value;

use crate::double::Double;
use crate::raw::{FORM, Raw, double, send};

const PASSWORD: &str = "%C3%89toile+%26+1";

async fn post(double: &Double, path: &str, body: &str) -> Raw {
    send(double, &format!("POST /OrbitAPI/holidays/Sessions/{path}"), &[FORM], body).await
}

async fn simple(double: &Double, user: &str) -> Value {
    let response =
        post(double, "SimpleLogin", &format!("UserLogin={user}&Password={PASSWORD}")).await;
    assert_eq!(response.status, 201);
    response.json()
}

fn bearer(details: &Value) -> String {
    format!("Authorization: Bearer {}", details["accessToken"].as_str().unwrap())
}

#[tokio::test]
async fn a_hash_that_is_wrong_is_refused_without_a_word() {
    let double = double().await;
    let parameters = post(&double, "LoginParameters", "userName=anna").await;
    assert_eq!(parameters.status, 200);
    let salt = parameters.json()["loginSalt"].as_str().unwrap().to_owned();
    let hash = "0".repeat(64);
    let body = format!("Username=anna&LoginSalt={salt}&PasswordHash={hash}");
    let response = post(&double, "SaltedLogin", &body).await;
    assert_eq!(response.parts(), (401, None, ""));
}

#[tokio::test]
async fn a_field_that_is_missing_or_misspelt_is_400() {
    let double = double().await;
    assert_eq!(post(&double, "SaltedLogin", "Username=anna").await.status, 400);
    // The names of the fields differ from call to call.
    let body = format!("Username=anna&Password={PASSWORD}");
    assert_eq!(post(&double, "SimpleLogin", &body).await.status, 400);
}

#[tokio::test]
async fn the_count_of_a_last_page_is_larger_than_its_list() {
    let double = double().await;
    let token = bearer(&simple(&double, "anna").await);
    let list = async |query: &str| {
        let line = format!("GET /OrbitAPI/holidays/Sessions{query}");
        let page = send(&double, &line, &[&token], "").await.json();
        let number = |name: &str| page[name].as_u64().unwrap();
        let length = page["list"].as_array().unwrap().len();
        (number("offset"), number("count"), number("totalCount"), length)
    };
    assert_eq!(list("").await, (0, 10, 25, 10));
    assert_eq!(list("?offset=20&count=10").await, (20, 10, 25, 5));
    assert_eq!(list("?offset=30").await, (30, 10, 25, 0));
    assert_eq!(list("?count=1000").await, (0, 25, 25, 25));
    // What is no number counts as if it were not there.
    assert_eq!(list("?offset=x&count=y").await, (0, 10, 25, 10));
}

#[tokio::test]
async fn the_list_is_for_administrators() {
    let double = double().await;
    let token = bearer(&simple(&double, "ben").await);
    let response = send(&double, "GET /OrbitAPI/holidays/Sessions", &[&token], "").await;
    assert_eq!(response.parts(), (403, None, ""));
    let response = send(&double, "GET /OrbitAPI/holidays/Sessions", &[], "").await;
    assert_eq!(response.parts(), (401, None, ""));
}

#[tokio::test]
async fn a_session_is_its_owners() {
    let double = double().await;
    let (anna, ben) = (simple(&double, "anna").await, simple(&double, "ben").await);
    let of = |method: &str, details: &Value| {
        let id = details["sessionId"].as_str().unwrap();
        format!("{method} /OrbitAPI/holidays/Sessions/{id}")
    };
    let token = bearer(&anna);
    assert_eq!(send(&double, &of("GET", &ben), &[&token], "").await.status, 400);
    assert_eq!(send(&double, &of("DELETE", &ben), &[&token], "").await.status, 400);
    let own = send(&double, &of("GET", &anna), &[&token], "").await;
    assert_eq!(own.json()["user"]["username"], "anna");
    let gone = send(&double, &of("DELETE", &anna), &[&token], "").await;
    assert_eq!(gone.parts(), (204, None, ""));
    assert_eq!(send(&double, &of("GET", &anna), &[&token], "").await.status, 401);
}

#[tokio::test]
async fn a_session_becomes_a_token() {
    let double = double().await;
    let details = simple(&double, "carla").await;
    let body = format!("SessionId={}", details["sessionId"].as_str().unwrap());
    let response = post(&double, "ConvertSession", &body).await;
    assert_eq!((response.status, response.json()), (201, details));
    assert_eq!(post(&double, "ConvertSession", "SessionId=none").await.status, 404);
    assert_eq!(post(&double, "ConvertSession", "").await.status, 400);
}

#[tokio::test]
async fn there_is_one_data_view() {
    let double = double().await;
    let line = "POST /OrbitAPI/hotels/Sessions/LoginParameters";
    assert_eq!(send(&double, line, &[FORM], "").await.status, 404);
    let line = "GET /OrbitAPI/About/DataViews";
    assert_eq!(send(&double, line, &[], "").await.json()["list"][0]["name"], "holidays");
}
