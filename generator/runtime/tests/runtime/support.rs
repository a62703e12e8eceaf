//! Operations that are made on the spot, and what they would send.

use std::convert::Infallible;
use std::sync::Mutex;

use crate::runtime::{
    Body, BoxFuture, Call, Config, Core, Error, FromJson, Json, JsonError, Operation, Parameter,
    Reply, Request, SecurityScheme, ToJson, Transport, TransportError, TransportErrorKind,
};

pub(crate) type Built = Result<http::Request<Body>, Error<Infallible>>;

/// Sends nothing.
pub(crate) struct Nowhere;

impl Transport for Nowhere {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Connect, "nowhere")) })
    }
}

/// Gives its one answer.
pub(crate) struct Once(Mutex<Option<http::Response<Body>>>);

impl Once {
    pub(crate) fn new(answer: http::Response<Body>) -> Self {
        Self(Mutex::new(Some(answer)))
    }
}

impl Transport for Once {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let answer = self.0.lock().unwrap().take().expect("one request");
        Box::pin(async { Ok(answer) })
    }
}

/// A value that is what the test says.
pub(crate) struct Raw(pub(crate) Json<'static>);

impl ToJson for Raw {
    fn to_json(&self) -> Json<'_> {
        self.0.clone()
    }
}

/// The JSON of a text. Objects keep its order.
pub(crate) fn raw(text: &'static str) -> Raw {
    Raw(serde_json::from_str(text).expect("the tests write JSON"))
}

pub(crate) fn read<T: FromJson>(text: &str) -> Result<T, JsonError> {
    T::from_json(serde_json::from_str(text).expect("the tests write JSON"))
}

pub(crate) fn core() -> Core {
    client_of(Nowhere)
}

/// A client that sends by `transport`.
pub(crate) fn client_of(transport: impl Transport) -> Core {
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(transport);
    config.build("tests").expect("a plain client")
}

/// An operation of the method `POST`.
pub(crate) fn operation(
    path: &'static str,
    parameters: &[Parameter],
    security: &[&[&'static SecurityScheme]],
) -> &'static Operation {
    operation_by("POST", path, parameters, security)
}

pub(crate) fn operation_by(
    method: &'static str,
    path: &'static str,
    parameters: &[Parameter],
    security: &[&[&'static SecurityScheme]],
) -> &'static Operation {
    let security: Vec<&'static [_]> = security.iter().map(|set| &*set.to_vec().leak()).collect();
    Box::leak(Box::new(Operation {
        name: "operate",
        method,
        path,
        parameters: parameters.to_vec().leak(),
        server: None,
        accept: "application/json",
        security: security.leak(),
        ..Operation::DEFAULT
    }))
}

/// The request of an operation at `path` with one parameter, as `fill` fills it.
pub(crate) fn build(
    path: &'static str,
    parameter: Parameter,
    fill: impl FnOnce(&mut Request),
) -> Built {
    let mut request = Request::new(operation(path, &[parameter], &[]));
    fill(&mut request);
    call(&core(), request).request()
}

/// A call whose every answer is a failure.
pub(crate) fn call(core: &Core, request: Request) -> Call<(), Infallible> {
    fn fail(reply: &Reply) -> Result<(), Error<Infallible>> {
        Err(reply.unexpected().into())
    }
    Call::new(core, request, fail)
}

/// A call that succeeds with 200, and gives the text.
pub(crate) fn text_call(core: &Core, request: Request) -> Call<String, Infallible> {
    fn decode(reply: &Reply) -> Result<String, Error<Infallible>> {
        match reply.status() {
            200 => Ok(reply.text()?),
            _ => Err(reply.unexpected().into()),
        }
    }
    Call::new(core, request, decode)
}
