//! How base URL and path are joined, and which base URLs are refused.

use cbrain_apteco::{apteco, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{SESSION, apteco_at};

async fn target_below(base: &str) -> String {
    let server = Server::start([CannedResponse::json(200, SESSION)]);
    let client = apteco_at(&format!("{}{base}", server.url()));
    client.sessions().get_details("i").await.expect("the server responds");
    server.request().target
}

#[tokio::test]
async fn no_slash_at_the_end() {
    assert_eq!(target_below("").await, "/holidays/Sessions/i");
}

#[tokio::test]
async fn a_slash_at_the_end_is_not_doubled() {
    assert_eq!(target_below("/").await, "/holidays/Sessions/i");
}

#[tokio::test]
async fn a_path_stays_in_front() {
    assert_eq!(target_below("/OrbitAPI").await, "/OrbitAPI/holidays/Sessions/i");
}

#[tokio::test]
async fn a_path_with_a_slash_at_its_end_stays_in_front() {
    assert_eq!(target_below("/OrbitAPI/").await, "/OrbitAPI/holidays/Sessions/i");
}

#[tokio::test]
async fn a_path_of_several_segments_stays_in_front() {
    assert_eq!(
        target_below("/name/deep/OrbitAPI/").await,
        "/name/deep/OrbitAPI/holidays/Sessions/i"
    );
}

#[tokio::test]
async fn an_encoded_path_stays_as_it_is() {
    assert_eq!(target_below("/a%2Fb%20c").await, "/a%2Fb%20c/holidays/Sessions/i");
}

#[test]
fn the_first_server_of_the_document_is_the_default() {
    let client = apteco::Client::builder().data_view_name("holidays").build().unwrap();
    let request = client.sessions().create_login_parameters().request().unwrap();
    assert_eq!(
        request.uri().to_string(),
        "http://example.com/OrbitAPI/holidays/Sessions/LoginParameters"
    );
    assert_eq!(apteco::SERVERS.map(|server| server.url()), ["http://example.com/OrbitAPI"]);
}

#[test]
fn the_default_server_of_cbrain_is_the_local_one() {
    let client = cbrain::Client::builder().build().unwrap();
    let request = client.sessions().post("u", "p").request().unwrap();
    assert_eq!(request.uri().to_string(), "http://localhost:3000/session");
}

#[test]
fn a_base_url_that_cannot_carry_a_path_is_refused() {
    for (url, reason) in [
        ("orbit.example.com/OrbitAPI", "the base URL is no URL: relative URL without a base"),
        ("", "the base URL is no URL: relative URL without a base"),
        ("ftp://orbit.example.com", "the base URL is neither http nor https"),
        ("https://orbit.example.com/?a=b", "the base URL holds a query or a fragment"),
        ("https://orbit.example.com/#top", "the base URL holds a query or a fragment"),
    ] {
        let error = apteco::Client::builder().base_url(url).build().unwrap_err();
        assert_eq!(error.to_string(), reason, "{url}");
    }
}
