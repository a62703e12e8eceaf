//! Requests that no client adds anything to.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::double::{Double, Settings};

/// The header that CBRAIN wants with every call.
pub(crate) const JSON: &str = "Accept: application/json";
/// The media type of a form.
pub(crate) const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

/// A response as it came.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Raw {
    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Status, media type and body, to be compared in one go.
    pub(crate) fn parts(&self) -> (u16, Option<&str>, &str) {
        (self.status, self.header("content-type"), &self.body)
    }
}

/// A double that nobody who is refused has to wait for.
pub(crate) async fn double() -> Double {
    Double::start(Settings { refusal: Duration::ZERO }).await.unwrap()
}

/// Sends a request: method and target, and the lines of its headers.
pub(crate) async fn send(double: &Double, line: &str, headers: &[&str], body: &str) -> Raw {
    let url = double.variable("CBRAIN_URL").unwrap();
    let mut connection = TcpStream::connect(url.strip_prefix("http://").unwrap()).await.unwrap();
    let mut request = format!("{line} HTTP/1.1\r\nHost: double\r\nConnection: close\r\n");
    for header in headers {
        request.push_str(&format!("{header}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    connection.read_to_string(&mut text).await.unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Raw { status, head: head.to_owned(), body: body.to_owned() }
}

/// The body of a login at CBRAIN that is good.
pub(crate) fn login(double: &Double) -> String {
    let value = |name| double.variable(name).unwrap();
    format!("login={}&password={}", value("CBRAIN_LOGIN"), value("CBRAIN_PASSWORD"))
}

/// Logs in at CBRAIN; the header with the token.
pub(crate) async fn log_in(double: &Double) -> String {
    let response = send(double, "POST /session", &[JSON, FORM], &login(double)).await;
    format!("Authorization: Bearer {}", response.json()["cbrain_api_token"].as_str().unwrap())
}
