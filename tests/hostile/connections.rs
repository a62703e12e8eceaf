//! What `reqwest` gives, and nothing switches off.

use cbrain_apteco::{ReqwestTransport, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{self, SESSION_INFO};

/// What a child process of this test is told.
const TARGET: &str = "TEST_OF_A_PROXY";

#[tokio::test]
async fn calls_in_a_row_share_one_connection() {
    let server = Server::by(|_| CannedResponse::json(200, SESSION_INFO));
    let sessions = support::cbrain(&server).sessions();
    for _ in 0..50 {
        sessions.get().await.unwrap();
    }
    assert_eq!((server.requests().len(), server.connections()), (50, 1));
}

#[tokio::test]
async fn a_failure_is_no_reason_for_another_connection() {
    let server = Server::by(|_| CannedResponse::json(401, r#"{"message":"no"}"#));
    let sessions = support::cbrain(&server).sessions();
    for _ in 0..5 {
        sessions.get().await.unwrap_err();
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn clones_of_a_client_share_its_connections() {
    let server = Server::by(|_| CannedResponse::json(200, SESSION_INFO));
    let client = support::cbrain(&server);
    for _ in 0..5 {
        client.clone().sessions().get().await.unwrap();
    }
    assert_eq!(server.connections(), 1);
}

/// Run in a process of its own, by the test below.
#[tokio::test]
async fn in_a_child_process() {
    let Ok(url) = std::env::var(TARGET) else { return };
    let builder = cbrain::Client::builder().base_url(&url).brain_portal_session("0123abcd");
    builder.build().unwrap().sessions().get().await.unwrap();
}

#[test]
fn the_proxy_of_the_environment_is_used() {
    let proxy = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "connections::in_a_child_process"]);
    for name in ["no_proxy", "NO_PROXY", "HTTP_PROXY", "ALL_PROXY", "all_proxy", "REQUEST_METHOD"] {
        child.env_remove(name);
    }
    let child = child.env("http_proxy", proxy.url()).env(TARGET, "http://api.invalid").output();
    let output = child.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let request = proxy.request();
    assert_eq!(request.target, "http://api.invalid/session?cbrain_api_token=0123abcd");
}

#[tokio::test]
async fn a_client_of_ones_own_speaks_http_2() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut connection = h2::server::handshake(stream).await.unwrap();
        while let Some(request) = connection.accept().await {
            let (request, mut respond) = request.unwrap();
            assert_eq!(request.version(), http::Version::HTTP_2);
            let mut body = respond.send_response(http::Response::new(()), false).unwrap();
            body.send_data(SESSION_INFO.into(), true).unwrap();
        }
    });
    let own = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let builder = cbrain::Client::builder().base_url(&url).brain_portal_session("0123abcd");
    let client = builder.transport(ReqwestTransport::new(own)).build().unwrap();
    let calls = [(); 3].map(|()| client.sessions().get());
    for call in calls {
        assert_eq!(call.await.unwrap().user_id, 2);
    }
}
