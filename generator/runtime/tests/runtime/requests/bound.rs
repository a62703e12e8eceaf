//! Parameters whose values the client has for all its operations.

use crate::runtime::{Config, Core, Error, Operation, Parameter, Request};
use crate::support::{Built, Nowhere, call, operation};

fn of_a_tenant() -> &'static Operation {
    operation("/{tenant}", &[Parameter::path("tenant").bound(true), Parameter::query("q")], &[])
}

fn client(fill: impl FnOnce(&mut Config)) -> Core {
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(Nowhere);
    fill(&mut config);
    config.build("tests").unwrap()
}

/// A call that has a value of its own for another parameter.
fn built(core: &Core) -> Built {
    let mut request = Request::new(of_a_tenant());
    request.query("q", "1");
    call(core, request).request()
}

#[test]
fn the_value_of_the_client_is_sent_with_those_of_the_call() {
    let core = client(|config| config.bind("tenant", "acme"));
    assert_eq!(built(&core).unwrap().uri(), "http://h/acme?q=1");
}

#[test]
fn a_needed_value_that_the_client_does_not_have_is_asked_for() {
    match built(&client(|_| ())) {
        Err(Error::InvalidParameter(error)) => assert_eq!(
            (error.parameter(), error.reason()),
            ("tenant", "has no value: set it once, on the client")
        ),
        other => unreachable!("{other:?}"),
    }
}
