//! Servers whose words would steer the terminal in which an error is read.

use cbrain_apteco::cbrain::sessions::SessionGetError;
use cbrain_apteco::runtime::AnyError;
use cbrain_apteco::{Error, Options};
use tests::server::{CannedResponse, Server};

use crate::support::{self, once, printed};

/// Clears the screen, rings, goes back, and turns the direction of writing.
const STEERING: &str = "a\u{1b}[2J\u{7}\r\u{8}\u{9b}2J\u{85}\u{202e}\u{2066}\u{2028}\u{61c}\u{7f}b";

fn is_steering(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2066}'..='\u{2069}')
}

async fn failed(response: CannedResponse, options: Options) -> Error<SessionGetError> {
    let server = Server::start([response]);
    support::cbrain(&server).sessions().get().options(options).await.unwrap_err()
}

/// JSON with the words as a text in it; the control characters of C0 are escapes.
fn json(template: &str) -> String {
    let text = serde_json::to_string(STEERING).unwrap();
    template.replace("TEXT", text.trim_matches('"'))
}

#[tokio::test]
async fn nothing_of_a_body_that_is_printed_steers() {
    for body in [
        json(r#"{"message":"TEXT"}"#),
        json(r#"{"error":{"code":"TEXT","message":["TEXT"]}}"#),
        json(r#"{"user_id":"TEXT"}"#),
        json(r#"{"TEXT":{"TEXT":"TEXT"}}"#),
        json(r#"{"user_id":2,"cbrain_api_token":{"TEXT":"TEXT"}}"#),
        json(r#"["TEXT"]"#),
        json(r#""TEXT""#),
        json("TEXT"),
        STEERING.to_owned(),
        format!("<html>{STEERING}</html>"),
        format!("{{\"{STEERING}\":1}}"),
        STEERING.repeat(100_000),
    ] {
        for status in [200, 401, 418, 503] {
            let error = failed(CannedResponse::json(status, &body), once()).await;
            let words = [error.message(), error.code()].into_iter().flatten().collect::<String>();
            assert!(!words.contains(is_steering), "{words:?}");
            let text = printed(&error) + &printed(&AnyError::from(error));
            let steers = |letter| is_steering(letter) && letter != '\n';
            assert!(!text.contains(steers), "{status}: {text:?}");
        }
    }
}

#[tokio::test]
async fn nothing_of_a_head_that_is_printed_steers() {
    // What HTTP lets a header have: tabs, and bytes that are no ASCII.
    let value = "a\tb\u{9b}2J\u{85}\u{202e}\u{2066}c";
    for name in ["Location", "Content-Type", "Content-Encoding", "WWW-Authenticate", "Retry-After"]
    {
        for status in [200, 302, 401, 418, 503] {
            let headers = [(name, value), ("X-Request-Id", value)];
            let error = failed(CannedResponse::with_headers(status, &headers, "x"), once()).await;
            assert_eq!(error.request_id(), None);
            let text = printed(&error);
            let steers = |letter| is_steering(letter) && letter != '\n';
            assert!(!text.contains(steers), "{name} {status}: {text:?}");
        }
    }
}
