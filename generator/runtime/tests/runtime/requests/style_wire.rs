//! The styles over real HTTP: the exact bytes of the request line and of the headers.

use std::convert::Infallible;

use test_server::{CannedResponse, Request as Sent, Server};

use crate::runtime::{
    Call, Config, Error, Operation, Parameter, Request, Style, UndecodedResponse,
};
use crate::support::raw;

const STRING: &str = r#""bl e""#;
const ARRAY: &str = r#"["bl e","b,c"]"#;
const OBJECT: &str = r#"{"R":1,"G&":"é"}"#;

/// What came of a request with these parameters, each of which has the three kinds of values as
/// `s`, `a` and `o`, for paths with text in between.
async fn sent(path: &'static str, parameters: [Parameter; 3], fill: fn(&mut Request)) -> Sent {
    let server = Server::start([CannedResponse::new(204, None, "")]);
    let operation: &'static Operation = Box::leak(Box::new(Operation {
        name: "operate",
        method: "GET",
        path,
        parameters: parameters.to_vec().leak(),
        server: None,
        accept: "*/*",
        security: &[],
        ..Operation::DEFAULT
    }));
    let mut config = Config::new(&[]);
    config.base_url(&server.url());
    let mut request = Request::new(operation);
    fill(&mut request);
    fn decode(_: &UndecodedResponse) -> Result<(), Error<Infallible>> {
        Ok(())
    }
    Call::new(&config.build("tests").unwrap(), request, decode).await.unwrap();
    server.request()
}

async fn path(style: Style, explode: bool) -> String {
    let parameter = |name| Parameter::path(name).style(style, explode);
    let sent = sent("/s{s}/a{a}/o{o}", ["s", "a", "o"].map(parameter), |request| {
        request.path("s", &raw(STRING));
        request.path("a", &raw(ARRAY));
        request.path("o", &raw(OBJECT));
    });
    sent.await.target
}

async fn query(style: Style, explode: bool) -> String {
    let parameter = |name| Parameter::query(name).style(style, explode);
    let sent = sent("/", ["s", "a", "o"].map(parameter), |request| {
        request.query("s", &raw(STRING));
        request.query("a", &raw(ARRAY));
        request.query("o", &raw(OBJECT));
    });
    sent.await.target
}

/// No value of a list can hold what stands between them.
async fn spaced() -> String {
    let parameter = |name| Parameter::query(name).style(Style::SpaceDelimited, false);
    let sent = sent("/", ["s", "a", "o"].map(parameter), |request| {
        request.query("s", &raw(STRING));
        request.query("a", &raw(r#"["bl","b,c"]"#));
        request.query("o", &raw(OBJECT));
    });
    sent.await.target
}

macro_rules! rows {
    ($($test:ident: $row:expr => $bytes:literal;)+) => {$(
        #[tokio::test]
        async fn $test() {
            assert_eq!($row.await, $bytes);
        }
    )+};
}

rows! {
    simple: path(Style::Simple, false) => "/sbl%20e/abl%20e,b%2Cc/oR,1,G%26,%C3%A9";
    simple_exploded: path(Style::Simple, true) => "/sbl%20e/abl%20e,b%2Cc/oR=1,G%26=%C3%A9";
    label: path(Style::Label, false) => "/s.bl%20e/a.bl%20e,b%2Cc/o.R,1,G%26,%C3%A9";
    label_exploded: path(Style::Label, true) => "/s.bl%20e/a.bl%20e.b%2Cc/o.R=1.G%26=%C3%A9";
    matrix: path(Style::Matrix, false) => "/s;s=bl%20e/a;a=bl%20e,b%2Cc/o;o=R,1,G%26,%C3%A9";
    matrix_exploded: path(Style::Matrix, true) => "/s;s=bl%20e/a;a=bl%20e;a=b%2Cc/o;R=1;G%26=%C3%A9";
    form: query(Style::Form, false) => "/?s=bl%20e&a=bl%20e,b%2Cc&o=R,1,G%26,%C3%A9";
    form_exploded: query(Style::Form, true) => "/?s=bl%20e&a=bl%20e&a=b%2Cc&R=1&G%26=%C3%A9";
    space_delimited: spaced() => "/?s=bl%20e&a=bl%20b%2Cc&o=R%201%20G%26%20%C3%A9";
    space_delimited_exploded: query(Style::SpaceDelimited, true) => "/?s=bl%20e&a=bl%20e&a=b%2Cc&R=1&G%26=%C3%A9";
    pipe_delimited: query(Style::PipeDelimited, false) => "/?s=bl%20e&a=bl%20e%7Cb%2Cc&o=R%7C1%7CG%26%7C%C3%A9";
    pipe_delimited_exploded: query(Style::PipeDelimited, true) => "/?s=bl%20e&a=bl%20e&a=b%2Cc&R=1&G%26=%C3%A9";
    deep_object: query(Style::DeepObject, true) => "/?s=bl%20e&a%5B%5D=bl%20e&a%5B%5D=b%2Cc&o%5BR%5D=1&o%5BG%26%5D=%C3%A9";
    json_in_a_path: path(Style::Json, false) => "/s%22bl%20e%22/a%5B%22bl%20e%22%2C%22b%2Cc%22%5D/o%7B%22R%22%3A1%2C%22G%26%22%3A%22%C3%A9%22%7D";
    json: query(Style::Json, false) => "/?s=%22bl%20e%22&a=%5B%22bl%20e%22%2C%22b%2Cc%22%5D&o=%7B%22R%22%3A1%2C%22G%26%22%3A%22%C3%A9%22%7D";
}

async fn headers(explode: bool) -> [String; 3] {
    let parameter = |name| Parameter::header(name).style(Style::Simple, explode);
    let sent = sent("/", ["s", "a", "o"].map(parameter), |request| {
        request.header("s", &raw(STRING));
        request.header("a", &raw(r#"["bl e","b"]"#));
        request.header("o", &raw(r#"{"R":1,"G":2}"#));
    });
    let sent = sent.await;
    ["s", "a", "o"].map(|name| sent.header(name).unwrap().to_owned())
}

#[tokio::test]
async fn headers_are_sent_as_they_are() {
    assert_eq!(headers(false).await, ["bl e", "bl e,b", "R,1,G,2"]);
    assert_eq!(headers(true).await, ["bl e", "bl e,b", "R=1,G=2"]);
}

async fn cookies(explode: bool) -> String {
    let parameter = |name| Parameter::cookie(name).style(Style::Form, explode);
    let sent = sent("/", ["s", "a", "o"].map(parameter), |request| {
        request.cookie("s", &raw(STRING));
        request.cookie("a", &raw(ARRAY));
        request.cookie("o", &raw(OBJECT));
    });
    sent.await.header("cookie").unwrap().to_owned()
}

#[tokio::test]
async fn cookies_are_sent_in_one_header() {
    assert_eq!(cookies(false).await, "s=bl%20e; a=bl%20e,b%2Cc; o=R,1,G%26,%C3%A9");
    assert_eq!(cookies(true).await, "s=bl%20e; a=bl%20e; a=b%2Cc; R=1; G%26=%C3%A9");
}
