//! Logging in and out at both services: what is sent, and when it is sent again.

use cbrain_apteco::apteco::{LoginError, password_hash};
use cbrain_apteco::{Error, apteco, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{
    LOGIN_PARAMETERS, SESSION_DETAILS, SESSION_INFO, assert_hides, debugged, sent,
};

fn visitor(server: &Server) -> apteco::Client {
    apteco::Client::builder().base_url(server.url()).build().unwrap()
}

async fn logged_in(server: &Server) -> cbrain::Session {
    let client = cbrain::Client::builder().base_url(server.url()).build().unwrap();
    cbrain::Session::log_in(&client, "anna", "pa55word").await.unwrap()
}

fn targets(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|request| format!("{} {}", request.method, request.target)).collect()
}

#[tokio::test]
async fn a_login_at_cbrain_gives_the_token_to_all_calls() {
    let server = Server::start([
        CannedResponse::json(200, SESSION_INFO),
        CannedResponse::json(200, SESSION_INFO),
    ]);
    let session = logged_in(&server).await;
    assert_eq!(session.user_id(), 2);
    session.sessions().get().await.unwrap();
    let token = "cbrain_api_token=0123456789abcdef0123456789abcdef";
    assert_eq!(targets(&server), ["POST /session", &format!("GET /session?{token}")]);
    assert_eq!(server.requests()[0].text(), "login=anna&password=pa55word");
}

#[tokio::test]
async fn a_refused_token_is_a_reason_to_log_in_again() {
    let other = SESSION_INFO.replace("0123", "abcd");
    let responses = [
        CannedResponse::json(200, SESSION_INFO),
        CannedResponse::new(401, None, ""),
        CannedResponse::json(200, &other),
        CannedResponse::json(200, &other),
    ];
    let server = Server::start(responses);
    let session = logged_in(&server).await;
    session.sessions().get().await.unwrap();
    let targets = targets(&server);
    assert_eq!(targets.len(), 4);
    assert_eq!(targets[2], "POST /session");
    assert_eq!(targets[3], "GET /session?cbrain_api_token=abcd456789abcdefabcd456789abcdef");
}

#[tokio::test]
async fn a_wrong_password_is_the_failure_that_the_login_documents() {
    let server = Server::start([CannedResponse::new(401, None, "")]);
    let client = cbrain::Client::builder().base_url(server.url()).build().unwrap();
    let error = cbrain::Session::log_in(&client, "anna", "wrong").await.unwrap_err();
    let Error::Api(failure) = error else { panic!("{error:?}") };
    assert!(matches!(failure, cbrain::sessions::SessionPostError::Unauthorized(_)), "{failure:?}");
}

#[tokio::test]
async fn logging_out_of_cbrain_closes_the_session() {
    let server = Server::start([
        CannedResponse::json(200, SESSION_INFO),
        CannedResponse::new(200, None, ""),
    ]);
    logged_in(&server).await.log_out().await.unwrap();
    assert!(targets(&server)[1].starts_with("DELETE /session?"));
}

#[tokio::test]
async fn logging_out_of_a_session_that_is_over_logs_in_nowhere() {
    let server = Server::start([
        CannedResponse::json(200, SESSION_INFO),
        CannedResponse::new(401, None, ""),
    ]);
    logged_in(&server).await.log_out().await.unwrap();
    assert_eq!(targets(&server).len(), 2);
}

#[tokio::test]
async fn a_salted_login_sends_the_hash_that_the_facts_work_out() {
    let responses =
        [CannedResponse::json(200, LOGIN_PARAMETERS), CannedResponse::json(201, SESSION_DETAILS)];
    let server = Server::start(responses);
    apteco::Session::log_in(&visitor(&server), "holidays", "anna", "AB").await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].target, "/holidays/Sessions/LoginParameters");
    assert_eq!(requests[0].text(), "userName=anna");
    assert_eq!(requests[1].target, "/holidays/Sessions/SaltedLogin");
    assert_eq!(
        requests[1].text(),
        "Username=anna&LoginSalt=LS&PasswordHash=\
         e6c252d21c2cdecc507ef2dfd5f22cd151a47479a93aa32a8b9d8bdc1a453261"
    );
}

#[tokio::test]
async fn a_session_of_orbit_is_used_and_closed_by_what_the_login_gave() {
    let page = r#"{"offset":0,"count":0,"totalCount":0,"list":[]}"#;
    let responses = [
        CannedResponse::json(201, SESSION_DETAILS),
        CannedResponse::json(200, page),
        CannedResponse::new(204, None, ""),
    ];
    let server = Server::start(responses);
    let client = visitor(&server);
    let session =
        apteco::Session::log_in_simple(&client, "holidays", "anna", "pa55word").await.unwrap();
    assert_eq!(session.details().unwrap().user.username, "anna");
    session.sessions().get_details_list().await.unwrap();
    session.log_out().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[1].target, "/holidays/Sessions");
    assert_eq!(requests[1].header("Authorization"), Some("Bearer eyJ.access.token"));
    assert!(sent(&requests[2]).starts_with("DELETE /holidays/Sessions/session-id-1"));
}

#[tokio::test]
async fn an_algorithm_that_is_no_hash_is_told_by_name() {
    let parameters = LOGIN_PARAMETERS.replace("SHA256", "BasicCipher");
    let server = Server::start([CannedResponse::json(200, &parameters)]);
    let login = apteco::Session::log_in(&visitor(&server), "holidays", "anna", "AB").await;
    let error = login.unwrap_err();
    assert!(matches!(&error, LoginError::Algorithm(name) if name == "BasicCipher"), "{error:?}");
    assert_eq!(error.to_string(), "passwords cannot be hashed by \"BasicCipher\" here");
}

#[tokio::test]
async fn a_session_prints_no_secret() {
    let responses =
        [CannedResponse::json(200, LOGIN_PARAMETERS), CannedResponse::json(201, SESSION_DETAILS)];
    let server = Server::start(responses);
    let session =
        apteco::Session::log_in(&visitor(&server), "holidays", "anna", "pa55word").await.unwrap();
    assert_hides(&debugged(&session), &["pa55word", "eyJ.access.token", "session-id-1"]);
}

fn hashed(password: &str, algorithm: &str) -> String {
    let parameters = LOGIN_PARAMETERS.replace("SHA256", algorithm);
    let parameters = serde_json::from_str(&parameters).unwrap();
    password_hash(password, &parameters).unwrap().expose().to_owned()
}

#[test]
fn each_algorithm_has_digits_of_its_own_length() {
    let lengths =
        ["MD5", "SHA1", "SHA256", "SHA384", "SHA512"].map(|name| hashed("AB", name).len());
    assert_eq!(lengths, [32, 40, 64, 96, 128]);
}

#[test]
fn passwords_of_other_scripts_have_a_hash() {
    assert_ne!(hashed("\u{1f600}ü", "SHA256"), hashed("\u{1f601}ü", "SHA256"));
}

#[test]
fn the_salt_of_the_user_counts_only_where_the_server_says_so() {
    let parameters = LOGIN_PARAMETERS.replace("\"saltPassword\":true", "\"saltPassword\":false");
    let unsalted = password_hash("AB", &serde_json::from_str(&parameters).unwrap()).unwrap();
    assert_ne!(unsalted.expose(), hashed("AB", "SHA256"));
}
