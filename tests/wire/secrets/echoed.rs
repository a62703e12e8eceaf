//! Servers that send back what they were sent, or more than they should: errors do not repeat it.

use cbrain_apteco::{Error, apteco, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{HTML, SESSION_DETAILS, SESSION_INFO, assert_hides, once, printed};

const TOKEN: &str = "tok/en+4=711 x";
const PASSWORD: &str = "hunter&2 %ü";

fn apteco_client(server: &Server) -> apteco::Client {
    let builder = apteco::Client::builder().base_url(server.url());
    builder.faststats_auth(TOKEN).data_view_name("holidays").build().expect("a plain client")
}

fn cbrain_client(server: &Server) -> cbrain::Client {
    let builder = cbrain::Client::builder().base_url(server.url());
    builder.brain_portal_session(TOKEN).build().expect("a plain client")
}

/// What the error of a login prints when the server responds with this.
async fn failed_login(response: CannedResponse) -> String {
    let server = Server::start([response]);
    let login = apteco_client(&server).sessions().create_simple("anna", PASSWORD);
    printed(&login.await.expect_err("the response is no success"))
}

/// What the error of `session_get` prints when the server responds with this.
async fn failed_session(response: CannedResponse) -> String {
    let server = Server::start([response]);
    let call = cbrain_client(&server).sessions().get().options(once());
    printed(&call.await.expect_err("the response is no success"))
}

#[tokio::test]
async fn a_password_in_the_message_of_a_json_body() {
    let text =
        failed_login(CannedResponse::json(401, r#"{"message":"hunter&2 %ü is wrong for anna"}"#))
            .await;
    assert_hides(&text, &[PASSWORD]);
    assert!(text.contains("[redacted] is wrong for anna"), "{text}");
}

#[tokio::test]
async fn a_password_that_the_json_body_escapes() {
    let text =
        failed_login(CannedResponse::json(400, r#"{"message":"hunter\u00262 %\u00fc is wrong"}"#))
            .await;
    assert_hides(&text, &[PASSWORD]);
    assert!(text.contains("[redacted] is wrong"), "{text}");
}

#[tokio::test]
async fn a_password_in_a_plain_text() {
    let text =
        failed_login(CannedResponse::new(400, Some("text/plain"), "bad password: hunter&2 %ü"))
            .await;
    assert_hides(&text, &[PASSWORD]);
    assert!(text.contains("bad password: [redacted]"), "{text}");
}

#[tokio::test]
async fn a_password_in_the_form_that_the_server_repeats() {
    let form = "cannot read UserLogin=anna&Password=hunter%262+%25%C3%BC";
    let text = failed_login(CannedResponse::new(400, Some("text/plain"), form)).await;
    assert_hides(&text, &[PASSWORD]);
    assert!(text.contains("UserLogin=anna&Password=[redacted]"), "{text}");
}

#[tokio::test]
async fn a_password_across_the_place_where_a_long_text_is_cut() {
    let long = format!("{} hunter&2 %ü", "x".repeat(292));
    let text = failed_login(CannedResponse::new(400, Some("text/plain"), &long)).await;
    assert_hides(&text, &[PASSWORD, "hunter"]);
}

#[tokio::test]
async fn a_password_in_a_body_with_an_undocumented_status() {
    let text = failed_login(CannedResponse::json(500, r#"{"error":"hunter&2 %ü"}"#)).await;
    assert_hides(&text, &[PASSWORD]);
}

#[tokio::test]
async fn a_token_in_the_location_of_a_redirect() {
    let location = [("Location", "/login?cbrain_api_token=tok%2Fen%2B4%3D711%20x")];
    let text = failed_session(CannedResponse::with_headers(302, &location, "")).await;
    assert_hides(&text, &[TOKEN]);
}

#[tokio::test]
async fn a_token_in_a_url_of_the_message() {
    let body = "cannot serve /session?cbrain_api_token=tok%2Fen%2B4%3D711%20x today";
    let text = failed_session(CannedResponse::new(503, Some("text/plain"), body)).await;
    assert_hides(&text, &[TOKEN]);
    assert!(text.contains("cbrain_api_token=[redacted] today"), "{text}");
}

#[tokio::test]
async fn a_token_in_a_url_with_hexadecimal_digits_in_lower_case() {
    let body = "cannot serve /session?cbrain_api_token=tok%2fen%2b4%3d711%20x today";
    let text = failed_session(CannedResponse::new(503, Some("text/plain"), body)).await;
    assert_hides(&text, &["tok%2fen%2b4%3d711%20x"]);
}

#[tokio::test]
async fn a_token_in_the_media_type() {
    let headers = [("Content-Type", "text/html; note=tok/en+4=711 x")];
    let text = failed_session(CannedResponse::with_headers(200, &headers, HTML)).await;
    assert_hides(&text, &[TOKEN]);
}

#[tokio::test]
async fn a_token_of_a_header_in_a_message() {
    let server = Server::start([CannedResponse::json(
        400,
        r#"{"message":"bad header: Bearer tok/en+4=711 x"}"#,
    )]);
    let error = apteco_client(&server).sessions().get_details("s-41").await.unwrap_err();
    assert_hides(&printed(&error), &[TOKEN]);
    assert!(error.to_string().contains("bad header: Bearer [redacted]"), "{error}");
}

#[tokio::test]
async fn a_session_id_in_a_message() {
    let server =
        Server::start([CannedResponse::json(404, r#"{"message":"no session s-41/x here"}"#)]);
    let error = apteco_client(&server).sessions().logout("s-41/x").await.unwrap_err();
    assert_hides(&printed(&error), &["s-41/x"]);
}

#[tokio::test]
async fn a_secret_that_begins_with_another_secret() {
    let server = Server::start([CannedResponse::json(
        401,
        r#"{"message":"tok/en+4=711 x-and-more is wrong"}"#,
    )]);
    let login = apteco_client(&server).sessions().create_simple("u", "tok/en+4=711 x-and-more");
    let error = login.await.unwrap_err();
    assert_hides(&printed(&error), &["-and-more"]);
}

#[tokio::test]
async fn a_password_that_a_token_begins_with() {
    let server =
        Server::start([CannedResponse::json(401, r#"{"message":"tok/en+4=711 x is wrong"}"#)]);
    let error = apteco_client(&server).sessions().create_simple("u", "tok").await.unwrap_err();
    assert_hides(&printed(&error), &["4=711"]);
}

#[tokio::test]
async fn what_a_response_holds_besides_its_missing_property() {
    let body = SESSION_DETAILS.replace("\"user\"", "\"usr\"");
    let text = failed_login(CannedResponse::json(201, &body)).await;
    assert!(text.contains("property \"user\" is missing"), "{text}");
    assert_hides(&text, &["eyJ.access.token", "session-id-1"]);
}

#[tokio::test]
async fn what_a_response_holds_behind_a_byte_order_mark() {
    let body = format!("\u{feff}{}", SESSION_INFO.replace("user_id", "usr"));
    let text = failed_session(CannedResponse::json(200, &body)).await;
    assert_hides(&text, &["0123456789abcdef0123456789abcdef"]);
}

#[tokio::test]
async fn what_a_response_holds_before_it_breaks_off() {
    let body = SESSION_DETAILS.trim_end_matches('}');
    let text = failed_login(CannedResponse::json(201, body)).await;
    assert_hides(&text, &["eyJ.access.token", "session-id-1"]);
}

#[tokio::test]
async fn a_token_that_comes_as_plain_text_in_place_of_an_object() {
    let text =
        failed_session(CannedResponse::new(200, Some("text/plain"), "0123456789abcdef")).await;
    assert_hides(&text, &["0123456789abcdef"]);
}

#[tokio::test]
async fn a_token_that_comes_as_json_text_in_place_of_an_object() {
    let text = failed_session(CannedResponse::json(200, "\"0123456789abcdef\"")).await;
    assert_hides(&text, &["0123456789abcdef"]);
}

#[tokio::test]
async fn a_failure_prints_without_the_values_of_its_headers() {
    let text =
        failed_session(CannedResponse::with_headers(401, &[("Set-Cookie", "session=c00kie")], ""))
            .await;
    assert_hides(&text, &["c00kie"]);
}

#[tokio::test]
async fn the_raw_response_stays_at_hand_for_who_asks() {
    let server = Server::start([CannedResponse::new(401, Some("text/plain"), "hunter&2 %ü")]);
    let error = cbrain_client(&server).sessions().post("u", PASSWORD).await.unwrap_err();
    let Error::Api(cbrain::sessions::SessionPostError::Unauthorized(failure)) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(failure.response().body(), PASSWORD);
}
