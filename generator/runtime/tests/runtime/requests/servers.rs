//! Servers of a document: variables, relative ones, those of an operation.

use crate::runtime::{Config, Error, Operation, Request, Server, ServerVariable};
use crate::support::{Nowhere, call, operation};

static SERVERS: [Server; 3] = [
    Server::new("/api"),
    Server::new("https://{region}.h:{port}/v1").variables(&[
        ServerVariable { name: "region", default: "eu", values: &["eu", "us"] },
        ServerVariable { name: "port", default: "443", values: &[] },
    ]),
    Server::new("http://localhost"),
];

/// Where a call goes of a client that was set up so.
fn uri(set_up: impl FnOnce(&mut Config)) -> Result<String, String> {
    uri_of(operation("/x", &[], &[]), set_up)
}

fn uri_of(
    operation: &'static Operation,
    set_up: impl FnOnce(&mut Config),
) -> Result<String, String> {
    let mut config = Config::new(&SERVERS);
    config.transport(Nowhere);
    set_up(&mut config);
    let core = config.build("tests").map_err(|error| error.to_string())?;
    match call(&core, Request::new(operation)).request() {
        Ok(request) => Ok(request.uri().to_string()),
        Err(Error::InvalidParameter(error)) => Err(error.reason().to_owned()),
        Err(other) => unreachable!("{other}"),
    }
}

fn below(server: Server) -> &'static Operation {
    Box::leak(Box::new(Operation {
        name: "operate",
        method: "GET",
        path: "/x",
        parameters: &[],
        server: Some(server),
        accept: "*/*",
        security: &[],
        ..Operation::DEFAULT
    }))
}

#[test]
fn the_first_server_with_a_host_is_the_default() {
    assert_eq!(uri(|_| {}).unwrap(), "https://eu.h/v1/x");
}

#[test]
fn variables_are_set() {
    let set = uri(|config| {
        config.variable("region", "us");
        config.variable("port", "8443");
    });
    assert_eq!(set.unwrap(), "https://us.h:8443/v1/x");
}

#[test]
fn a_value_that_a_variable_cannot_have_is_refused() {
    let refused = uri(|config| config.variable("region", "moon")).unwrap_err();
    assert_eq!(refused, "the server's variable `region` is none of eu, us");
}

#[test]
fn what_looks_like_a_variable_in_a_value_is_none() {
    let server = Server::new("https://h/{a}/{b}/{c").variables(&[
        ServerVariable { name: "a", default: "{b}{b}", values: &[] },
        ServerVariable { name: "b", default: "x", values: &[] },
    ]);
    assert_eq!(uri_of(below(server), |_| {}).unwrap(), "https://h/%7Bb%7D%7Bb%7D/x/%7Bc/x");
}

#[test]
fn another_server_is_chosen() {
    assert_eq!(uri(|config| config.server(&SERVERS[2])).unwrap(), "http://localhost/x");
}

#[test]
fn a_relative_server_is_below_its_origin() {
    let origin = "https://h/docs/openapi.json";
    assert_eq!(uri(|config| config.origin(origin)).unwrap(), "https://h/api/x");
}

#[test]
fn a_relative_server_without_an_origin_is_refused() {
    assert_eq!(
        uri(|config| config.server(&SERVERS[0])).unwrap_err(),
        "there is no base URL: the server `/api` is relative to where the document is served; \
         set that origin, or the base URL itself"
    );
}

#[test]
fn a_server_of_an_operation_has_the_variables_of_the_client() {
    let own = below(Server::new("https://{region}.own").variables(&[ServerVariable {
        name: "region",
        default: "eu",
        values: &[],
    }]));
    let set = uri_of(own, |config| config.variable("region", "us"));
    assert_eq!(set.unwrap(), "https://us.own/x");
}

#[test]
fn a_relative_server_of_an_operation_is_below_that_of_the_client() {
    let own = below(Server::new("/v2"));
    assert_eq!(uri_of(own, |_| {}).unwrap(), "https://eu.h/v2/x");
    assert_eq!(uri_of(own, |config| config.origin("https://o")).unwrap(), "https://o/v2/x");
}

#[test]
fn a_base_url_is_meant_for_all_calls() {
    let own = below(Server::new("https://other"));
    assert_eq!(uri_of(own, |config| config.base_url("http://mine")).unwrap(), "http://mine/x");
}
