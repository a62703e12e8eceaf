//! The double of operations over a port, byte by byte, and the paths that it knows.

use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::TcpStream;

use crate::runtime::{Documented, Double, DoubleServer, EncodedResponse, Operation};

static PUT: Operation =
    Operation { name: "put", method: "PUT", path: "/files/{id}.{ending}", ..Operation::DEFAULT };
static PUT_LATEST: Operation = Operation {
    name: "put_latest",
    method: "PUT",
    path: "/files/latest.txt",
    ..Operation::DEFAULT
};

const fn of(operation: &'static Operation) -> Documented<String, Infallible> {
    Documented::new(operation, |value| EncodedResponse::text(200, "text/plain", value))
}

/// What comes back for these bytes.
fn sent(server: &DoubleServer, bytes: &str) -> String {
    let address = server.url().replace("http://", "");
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

#[test]
fn a_body_in_chunks_is_put_together() {
    let double = Double::new();
    let server = double.serve().unwrap();
    double.on(of(&PUT)).returns("done");
    let head = "PUT /v1/files/a%20b.txt?x=1 HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\ntransfer-encoding: chunked\r\n\r\n";
    let response = sent(&server, &format!("{head}3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n"));
    assert_eq!(
        response,
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\ncontent-length: 4\r\n\r\ndone"
    );
    let request = &double.requests()[0];
    assert_eq!(request.body().as_ref(), b"abcde");
    let values = ["id", "ending"].map(|name| request.path_value(name));
    assert_eq!(values, [Some("a b".to_owned()), Some("txt".to_owned())]);
    double.assert_done();
}

#[test]
fn of_two_paths_the_one_with_more_text_is_meant() {
    let double = Double::new();
    let server = double.serve().unwrap();
    double.on(of(&PUT)).returns("any");
    double.on(of(&PUT_LATEST)).returns("latest");
    let put =
        |path: &str| sent(&server, &format!("PUT {path} HTTP/1.1\r\ncontent-length: 0\r\n\r\n"));
    assert!(put("/files/latest.txt").ends_with("latest"));
    assert!(put("/files/other.txt").ends_with("any"));
    assert!(put("/files/other").starts_with("HTTP/1.1 501 Not Implemented\r\n"));
    assert!(put("/files").starts_with("HTTP/1.1 501 Not Implemented\r\n"));
}

#[test]
fn what_is_no_request_is_refused() {
    let server = Double::new().serve().unwrap();
    for bytes in [
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/1.1\r\nno header\r\n\r\n",
        "PUT / HTTP/1.1\r\ncontent-length: x\r\n\r\n",
        "PUT / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nx\r\n",
    ] {
        let response = sent(&server, bytes);
        assert!(response.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{bytes}: {response}");
    }
}
