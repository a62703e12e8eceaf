//! Types that somebody else has written. Runs inside of the crate of the fixtures.

use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU16;

use fixtures::own_types::types::{Host, HostEither};

const ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

#[test]
fn they_are_read_and_written_by_their_own_serde() {
    let text = r#"{"address":"127.0.0.1","port":80,"names":["a","b"],"peers":["10.0.0.1"],"ports":{"x":443,"y":null},"note":{"a":"b"},"either":"127.0.0.1"}"#;
    let host: Host = serde_json::from_str(text).unwrap();
    assert_eq!(*host.address, ADDRESS);
    assert_eq!(host.port.get(), 80);
    assert!(host.names.contains("b"));
    assert!(matches!(host.either, Some(HostEither::Address(_))));
    let written: serde_json::Value = serde_json::to_value(&host).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
}

#[test]
fn they_are_given_as_they_are() {
    let names = std::collections::BTreeSet::from(["a".to_owned()]);
    let host = Host::new(ADDRESS, NonZeroU16::MIN, names).with_peers([ADDRESS]);
    let written = serde_json::to_string(&host).unwrap();
    assert_eq!(written, r#"{"address":"127.0.0.1","port":1,"names":["a"],"peers":["127.0.0.1"]}"#);
}

#[test]
fn a_value_that_they_do_not_read_is_an_error_at_its_place() {
    let text = r#"{"address":"secret","port":1,"names":[]}"#;
    let error = serde_json::from_str::<Host>(text).unwrap_err().to_string();
    assert!(error.contains("address") && error.contains("IpAddr"), "{error}");
    assert!(!error.contains("secret"), "{error}");
}

#[cfg(feature = "test-util")]
mod a_call {
    use fixtures::own_types::Client;
    use fixtures::own_types::operations::Operations;
    use fixtures::runtime::Double;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    fn ready<F: IntoFuture>(future: F) -> F::Output {
        match pin!(future.into_future()).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("nothing here waits"),
        }
    }

    #[test]
    fn sends_and_reads_them() {
        let double = Double::new();
        let client = Client::builder().transport(double.clone()).build().unwrap();
        let host = Host::new(ADDRESS, NonZeroU16::MIN, std::collections::BTreeSet::new());
        double.on(Operations::PUT_HOST).returns(host.clone());
        let peers = [ADDRESS.into(), ADDRESS.into()];
        let call = client.operations().put_host(&ADDRESS.into(), &host).peers(&peers);
        assert_eq!(ready(call).unwrap().into_inner(), host);
        let sent = &double.requests_of(Operations::PUT_HOST)[0];
        assert_eq!(sent.json().unwrap()["address"], "127.0.0.1");
        assert_eq!(sent.path_value("address").unwrap(), "127.0.0.1");
        assert_eq!(sent.queries().len(), 2);
        assert_eq!(sent.query("peers").unwrap(), "127.0.0.1");
    }
}
