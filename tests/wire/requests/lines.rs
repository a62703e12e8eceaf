//! What each operation sends: everything but `Host` and `User-Agent`, byte for byte.

use tests::server::{CannedResponse, Server};

use crate::support::{
    LOGIN_PARAMETERS, PAGE, SESSION, SESSION_DETAILS, SESSION_INFO, apteco, cbrain, sent,
};

#[tokio::test]
async fn apteco_login_parameters() {
    let server = Server::start([CannedResponse::json(200, LOGIN_PARAMETERS)]);
    apteco(&server).sessions().create_login_parameters().user_name("anna").await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "POST /holidays/Sessions/LoginParameters\n\
         accept: application/json, text/json\n\
         content-length: 13\n\
         content-type: application/x-www-form-urlencoded\n\
         \n\
         userName=anna"
    );
}

#[tokio::test]
async fn apteco_login_parameters_without_a_user_have_no_body_and_no_content_type() {
    let server = Server::start([CannedResponse::json(200, LOGIN_PARAMETERS)]);
    apteco(&server).sessions().create_login_parameters().await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "POST /holidays/Sessions/LoginParameters\n\
         accept: application/json, text/json\n\
         content-length: 0\n\
         \n"
    );
}

#[tokio::test]
async fn apteco_salted_login() {
    let server = Server::start([CannedResponse::json(201, SESSION_DETAILS)]);
    apteco(&server).sessions().create_salted("anna", "LS", "e6c2").await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "POST /holidays/Sessions/SaltedLogin\n\
         accept: application/json, text/json\n\
         content-length: 44\n\
         content-type: application/x-www-form-urlencoded\n\
         \n\
         Username=anna&LoginSalt=LS&PasswordHash=e6c2"
    );
}

#[tokio::test]
async fn apteco_simple_login() {
    let server = Server::start([CannedResponse::json(201, SESSION_DETAILS)]);
    apteco(&server).sessions().create_simple("anna", "hunter2").await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "POST /holidays/Sessions/SimpleLogin\n\
         accept: application/json, text/json\n\
         content-length: 31\n\
         content-type: application/x-www-form-urlencoded\n\
         \n\
         UserLogin=anna&Password=hunter2"
    );
}

#[tokio::test]
async fn apteco_convert_session() {
    let server = Server::start([CannedResponse::json(201, SESSION_DETAILS)]);
    apteco(&server).sessions().convert_to_access_token("abc").await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "POST /holidays/Sessions/ConvertSession\n\
         accept: application/json, text/json\n\
         content-length: 13\n\
         content-type: application/x-www-form-urlencoded\n\
         \n\
         SessionId=abc"
    );
}

#[tokio::test]
async fn apteco_session_details() {
    let server = Server::start([CannedResponse::json(200, SESSION)]);
    apteco(&server).sessions().get_details("abc").await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "GET /holidays/Sessions/abc\n\
         accept: application/json, text/json\n\
         authorization: Bearer tok.en-123\n\
         \n"
    );
}

#[tokio::test]
async fn apteco_session_list() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    let sessions = apteco(&server).sessions();
    sessions.get_details_list().offset(10).count(5).await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "GET /holidays/Sessions?offset=10&count=5\n\
         accept: application/json, text/json\n\
         authorization: Bearer tok.en-123\n\
         \n"
    );
}

#[tokio::test]
async fn apteco_logout_asks_for_json_though_no_body_is_expected() {
    let server = Server::start([CannedResponse::new(204, None, "")]);
    apteco(&server).sessions().logout("abc").await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "DELETE /holidays/Sessions/abc\n\
         accept: application/json\n\
         authorization: Bearer tok.en-123\n\
         \n"
    );
}

#[tokio::test]
async fn cbrain_login() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    cbrain(&server).sessions().post("anna", "hunter2").await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "POST /session\n\
         accept: application/json\n\
         content-length: 27\n\
         content-type: application/x-www-form-urlencoded\n\
         \n\
         login=anna&password=hunter2"
    );
}

#[tokio::test]
async fn cbrain_session() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    cbrain(&server).sessions().get().await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "GET /session?cbrain_api_token=0123abcd\n\
         accept: application/json\n\
         \n"
    );
}

#[tokio::test]
async fn cbrain_logout_asks_for_json_though_no_body_is_expected() {
    let server = Server::start([CannedResponse::json(200, "")]);
    cbrain(&server).sessions().delete().await.unwrap();
    assert_eq!(
        sent(&server.request()),
        "DELETE /session?cbrain_api_token=0123abcd\n\
         accept: application/json\n\
         \n"
    );
}

#[tokio::test]
async fn the_user_agent_names_the_crate_and_its_version() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    cbrain(&server).sessions().get().await.unwrap();
    let agent = server.request().header("user-agent").unwrap().to_owned();
    let version = agent.strip_prefix("cbrain-apteco/").unwrap();
    assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{agent}");
}

#[tokio::test]
async fn the_host_header_names_the_server_and_its_port() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    cbrain(&server).sessions().get().await.unwrap();
    let request = server.request();
    assert_eq!(format!("http://{}", request.header("host").unwrap()), server.url());
}

#[tokio::test]
async fn a_request_that_is_built_without_sending_is_the_one_that_is_sent() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    let call = apteco(&server)
        .with_data_view_name("a b")
        .sessions()
        .get_details_list()
        .filter("Username = 'x'");
    let built = call.request().unwrap();
    call.await.unwrap();
    let sent = server.request();
    let headers: Vec<_> = built
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    assert_eq!(built.method().as_str(), sent.method);
    assert_eq!(built.uri().to_string(), format!("{}{}", server.url(), sent.target));
    assert!(
        headers.iter().all(|(name, value)| sent.header(name) == Some(value)),
        "{headers:?} {sent:?}"
    );
    assert_eq!(built.body().as_bytes().unwrap(), &sent.body);
}

#[tokio::test]
async fn a_form_that_is_built_without_sending_is_the_one_that_is_sent() {
    let server = Server::start([CannedResponse::json(201, SESSION_DETAILS)]);
    let call = apteco(&server).sessions().create_simple("anna", "a&b");
    let built = call.request().unwrap();
    call.await.unwrap();
    let sent = server.request();
    assert_eq!(built.headers()["content-type"], sent.header("content-type").unwrap());
    assert_eq!(built.body().as_bytes().unwrap(), &sent.body);
}
