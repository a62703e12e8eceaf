//! Operations that are made on the spot, and what they would send.

use std::convert::Infallible;
use std::sync::Mutex;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::runtime::{
    self, Body, BoxFuture, Call, Config, Core, Error, FromJson, JsonError, JsonWriter, Object,
    Operation, Parameter, Request, SecurityScheme, ToJson, Transport, TransportError,
    TransportErrorKind, UndecodedResponse,
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

/// Gives its one response.
pub(crate) struct Once(Mutex<Option<http::Response<Body>>>);

impl Once {
    pub(crate) fn new(response: http::Response<Body>) -> Self {
        Self(Mutex::new(Some(response)))
    }
}

impl Transport for Once {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = self.0.lock().unwrap().take().expect("one request");
        Box::pin(async { Ok(response) })
    }
}

/// A value that is what the test says. Objects keep their order.
pub(crate) enum Raw {
    Plain(Value),
    List(Vec<Raw>),
    Object(Vec<(&'static str, Raw)>),
}

impl ToJson for Raw {
    fn write_json(&self, json: &mut JsonWriter) {
        match self {
            Self::Plain(value) => value.write_json(json),
            Self::List(items) => items.write_json(json),
            Self::Object(entries) => {
                let mut object = Object::of(json);
                for (name, value) in entries {
                    object.required(name, value);
                }
                object.finish();
            }
        }
    }
}

/// The JSON of a text. Objects keep its order.
pub(crate) fn raw(text: &'static str) -> Raw {
    serde_json::from_str(text).expect("the tests write JSON")
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Raw;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Plain(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Plain(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Plain(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Raw>()? {
            entries.push((&*name.leak(), value));
        }
        Ok(Raw::Object(entries))
    }
}

pub(crate) fn read<T: FromJson>(text: &str) -> Result<T, JsonError> {
    runtime::read(text.as_bytes())
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

/// A call whose every response is a failure.
pub(crate) fn call(core: &Core, request: Request) -> Call<(), Infallible> {
    fn fail(response: &UndecodedResponse) -> Result<(), Error<Infallible>> {
        response.unexpected()
    }
    Call::new(core, request, fail)
}

/// A call that succeeds with 200, and gives the text.
pub(crate) fn text_call(core: &Core, request: Request) -> Call<String, Infallible> {
    fn decode(response: &UndecodedResponse) -> Result<String, Error<Infallible>> {
        match response.status() {
            200 => response.text(),
            _ => response.unexpected(),
        }
    }
    Call::new(core, request, decode)
}
