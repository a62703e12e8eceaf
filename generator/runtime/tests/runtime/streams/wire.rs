//! Streams over real HTTP: what is sent piece by piece, and what is read so.

use std::time::Duration;

use test_server::{CannedResponse, Server};

use super::body::{Pieces, stream};
use crate::runtime::{Body, Config, Core, Error, Parameter, Part, Request, TransportErrorKind};
use crate::support::{operation, text_call as call};

fn core(server: &Server) -> Core {
    let mut config = Config::new(&[]);
    config.base_url(&server.url());
    config.build("tests").expect("a plain client")
}

fn upload(body: Body) -> Request {
    let mut request = Request::new(operation("/x", &[], &[]));
    request.bytes("application/octet-stream", body);
    request
}

#[tokio::test]
async fn a_stream_of_known_length_is_sent_with_it() {
    let server = Server::start([CannedResponse::new(200, None, "")]);
    call(&core(&server), upload(stream(&["ab", "c"], Some(3)))).await.unwrap();
    let sent = server.request();
    assert_eq!((sent.header("content-length"), sent.text()), (Some("3"), "abc"));
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_sent_in_chunks() {
    let server = Server::start([CannedResponse::new(200, None, "")]);
    call(&core(&server), upload(stream(&["ab", "c"], None))).await.unwrap();
    let sent = server.request();
    assert_eq!((sent.header("transfer-encoding"), sent.text()), (Some("chunked"), "abc"));
    assert_eq!(sent.header("content-length"), None);
}

#[tokio::test]
async fn a_part_is_streamed_among_others() {
    let server = Server::start([CannedResponse::new(200, None, "")]);
    let parameters = [Parameter::part("file"), Parameter::part("title")];
    let mut request = Request::new(operation("/x", &parameters, &[]));
    request.files("file", vec![Part::new(stream(&["ab", "c"], Some(3))).with_file_name("f")]);
    request.part("title", "t");
    call(&core(&server), request).await.unwrap();
    let sent = server.request();
    let boundary = sent.header("content-type").unwrap().split_once("boundary=").unwrap().1;
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\
         Content-Type: application/octet-stream\r\n\r\nabc\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n\
         --{boundary}--\r\n"
    );
    assert_eq!(sent.text(), body);
    assert_eq!(sent.header("content-length"), Some(body.len().to_string().as_str()));
}

#[tokio::test]
async fn a_stream_that_fails_is_named_as_the_cause() {
    let server = Server::start([CannedResponse::new(200, None, "")]);
    let body = Body::stream(Pieces([Ok("a"), Err("the disk is gone")].into()), Some(9));
    let error = call(&core(&server), upload(body)).await.unwrap_err();
    assert_eq!(error.to_string(), "operate: the body to send could not be read");
    assert!(matches!(
        error,
        Error::Transport(error) if error.kind() == TransportErrorKind::Body
    ));
}

#[tokio::test]
async fn a_response_is_read_while_it_comes() {
    // The rest of the response never comes.
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nfirst".to_vec();
    let server = Server::start([CannedResponse::Raw(head)]);
    let call = call(&core(&server), upload(Body::empty()));
    let mut body = call.stream().await.unwrap().into_inner();
    assert_eq!(body.length(), Some(99));
    assert_eq!(body.next().await.unwrap().unwrap(), "first");
    assert_eq!(body.length(), Some(94));
    let more = tokio::time::timeout(Duration::from_millis(50), body.next()).await;
    assert!(more.is_err(), "{more:?}");
}

#[tokio::test]
async fn a_response_that_breaks_off_is_an_error_and_no_end() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nfirst".to_vec();
    let server = Server::start([CannedResponse::Last(head)]);
    let call = call(&core(&server), upload(Body::empty()));
    let error = call.stream().await.unwrap().into_inner().collect().await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Other);
}

#[tokio::test]
async fn a_failure_of_a_streamed_call_is_read_as_ever() {
    let server = Server::start([CannedResponse::new(404, Some("text/plain"), "no such file")]);
    let call = call(&core(&server), upload(Body::empty()));
    let error = call.stream().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "operate: 404 Not Found: no such file (a status that the operation does not document)"
    );
}
