//! `tower` services as transports.

use std::convert::Infallible;

use tower::{ServiceBuilder, service_fn};

use crate::runtime::{Body, Error, Request, TowerTransport, TransportError, TransportErrorKind};
use crate::support::{client_of, operation, text_call};

fn request() -> Request {
    Request::new(operation("/a", &[], &[]))
}

#[tokio::test]
async fn the_service_sends_the_request() {
    let service = service_fn(async |request: http::Request<Body>| {
        Ok::<_, Infallible>(http::Response::new(Body::from(request.uri().to_string())))
    });
    let core = client_of(TowerTransport::new(service));
    assert_eq!(*text_call(&core, request()).await.unwrap(), "http://h/a");
}

#[tokio::test]
async fn its_layers_see_the_request() {
    let service = ServiceBuilder::new()
        .map_request(|mut request: http::Request<Body>| {
            request.headers_mut().insert("x-layer", http::HeaderValue::from_static("seen"));
            request
        })
        .service_fn(async |request: http::Request<Body>| {
            let seen = request.headers()["x-layer"].to_str().unwrap().to_owned();
            Ok::<_, Infallible>(http::Response::new(Body::from(seen)))
        });
    let core = client_of(TowerTransport::new(service));
    assert_eq!(*text_call(&core, request()).await.unwrap(), "seen");
}

#[tokio::test]
async fn its_error_is_the_cause() {
    let service = service_fn(async |_: http::Request<Body>| {
        Err::<http::Response<Body>, _>("the circuit is open")
    });
    let error = text_call(&client_of(TowerTransport::new(service)), request()).await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the circuit is open");
}

#[tokio::test]
async fn an_error_of_ours_keeps_its_kind() {
    let service = service_fn(async |_: http::Request<Body>| {
        let error = TransportError::new(TransportErrorKind::Timeout, "slow");
        Err::<http::Response<Body>, _>(error)
    });
    let error = text_call(&client_of(TowerTransport::new(service)), request()).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}
