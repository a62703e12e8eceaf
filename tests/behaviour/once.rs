//! Parameters that are set once, on the client. Runs inside of the crate of the fixtures.

use fixtures::once::Client;
use fixtures::once::types::Version;
use fixtures::runtime::{Body, BoxFuture, Transport, TransportError};

/// Nothing is sent here.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

fn target(call: Result<http::Request<Body>, impl std::error::Error>) -> String {
    call.map_or_else(|error| error.to_string(), |request| request.uri().path_and_query().unwrap().to_string())
}

#[test]
fn what_the_client_has_goes_with_each_call_that_has_it() {
    let client = Client::builder()
        .transport(Nowhere)
        .tenant("a b")
        .api_version(Version::_2025_01_01)
        .x_account(7)
        .build()
        .unwrap();
    let get = client.operations().get_pet("1", "eu").request();
    assert_eq!(get.as_ref().unwrap().headers()["x-account"], "7");
    assert_eq!(target(get), "/a%20b/pets/1?api-version=2025-01-01&region=eu");
    assert_eq!(target(client.operations().list_pets("eu").limit(3).request()), "/a%20b/pets?api-version=2025-01-01&region=eu&limit=3");
    assert_eq!(target(client.operations().ping("eu").request()), "/ping?region=eu");
    let other = client.with_tenant("other");
    assert_eq!(target(other.operations().list_pets("eu").request()), "/other/pets?api-version=2025-01-01&region=eu");
    assert_eq!(target(client.operations().list_pets("eu").request()), "/a%20b/pets?api-version=2025-01-01&region=eu");
}

#[test]
fn what_a_call_needs_and_the_client_has_not_is_said() {
    let client = Client::builder().transport(Nowhere).tenant("a").build().unwrap();
    assert_eq!(
        target(client.operations().get_pet("1", "eu").request()),
        "get_pet: nothing was sent: parameter `api-version` has no value: set it once, on the client"
    );
    assert_eq!(target(client.operations().ping("eu").request()), "/ping?region=eu");
}
