//! Headers of responses, read by a struct such as the generator writes.

use cbrain_apteco::runtime::{HeaderForm, Headers, InvalidHeader, Scalar, header};
use http::HeaderMap;
use tests::server::{CannedResponse, Server};

use crate::support::{SESSION_INFO, cbrain};

#[derive(Debug, PartialEq)]
struct Documented {
    remaining: Option<u32>,
    links: Option<Vec<String>>,
}

impl Headers for Documented {
    fn read(headers: &HeaderMap) -> Result<Self, InvalidHeader> {
        Ok(Self {
            remaining: header(headers, "x-remaining", HeaderForm::One(Scalar::Number))?,
            links: header(headers, "link", HeaderForm::List(Scalar::Text))?,
        })
    }
}

const SENT: [(&str, &str); 4] = [
    ("Content-Type", "application/json"),
    ("Link", "<a>; title=\"a, b\", <b>"),
    ("X-REMAINING", "41"),
    ("link", "<c>"),
];

#[tokio::test]
async fn headers_are_typed_on_success_and_on_failure() {
    let server = Server::start([
        CannedResponse::with_headers(200, &SENT, SESSION_INFO),
        CannedResponse::with_headers(401, &SENT, ""),
        CannedResponse::with_headers(200, &[("X-Remaining", "s3cret")], SESSION_INFO),
    ]);
    let client = cbrain(&server);
    let links = ["<a>; title=\"a, b\"", "<b>", "<c>"].map(str::to_owned);
    let documented = Documented { remaining: Some(41), links: Some(links.to_vec()) };
    let response = client.sessions().get().await.expect("a session");
    assert_eq!(response.typed_headers::<Documented>().as_ref(), Ok(&documented));
    let error = client.sessions().get().await.expect_err("a failure");
    let response = error.response().expect("the server answered");
    assert_eq!(response.typed_headers::<Documented>().as_ref(), Ok(&documented));
    let response = client.sessions().get().await.expect("a session");
    let error = response.typed_headers::<Documented>().expect_err("no number");
    assert_eq!(error.name(), "x-remaining");
    assert!(!format!("{error} {error:?}").contains("s3cret"));
}
