//! The base URL: what is taken, and what is refused without being printed.

use crate::runtime::{Config, ConfigError, Request};
use crate::support::{Nowhere, call, operation};

fn uri_below(base: Option<&str>) -> Result<String, ConfigError> {
    let mut config = Config::new(&[]);
    if let Some(base) = base {
        config.base_url(base);
    }
    config.transport(Nowhere);
    let core = config.build("tests")?;
    let request = call(&core, Request::new(operation("/x", &[], &[]))).request();
    Ok(request.expect("a plain operation").uri().to_string())
}

fn refusal(base: &str) -> String {
    uri_below(Some(base)).expect_err("the URL is unfit").to_string()
}

#[test]
fn slashes_at_the_end_are_not_doubled() {
    for base in ["http://h/a", "http://h/a/", "http://h/a//"] {
        assert_eq!(uri_below(Some(base)).unwrap(), "http://h/a/x");
    }
}

#[test]
fn a_host_alone_is_enough() {
    assert_eq!(uri_below(Some("https://h:8443")).unwrap(), "https://h:8443/x");
}

#[test]
fn an_address_of_version_6_is_taken() {
    assert_eq!(uri_below(Some("http://[::1]:80/a")).unwrap(), "http://[::1]/a/x");
}

#[test]
fn what_a_url_cannot_hold_is_encoded() {
    assert_eq!(uri_below(Some("http://h/a b/é")).unwrap(), "http://h/a%20b/%C3%A9/x");
}

#[test]
fn no_base_url_is_refused() {
    assert_eq!(
        uri_below(None).unwrap_err().to_string(),
        "there is no base URL: set the one of your server"
    );
}

#[test]
fn a_base_url_without_a_scheme_is_refused() {
    assert_eq!(refusal("h/a"), "the base URL is no URL: relative URL without a base");
}

#[test]
fn another_scheme_than_http_is_refused() {
    for base in ["ftp://h", "file:///etc", "localhost:3000", "mailto:a@b"] {
        assert_eq!(refusal(base), "the base URL is neither http nor https");
    }
}

#[test]
fn a_user_or_password_is_refused_without_being_printed() {
    for base in ["http://anna:pa55@h", "http://anna@h", "http://:pa55@h"] {
        let reason = refusal(base);
        assert_eq!(
            reason,
            "the base URL holds a user or password; give them to the client as a credential"
        );
    }
}

#[test]
fn a_url_that_cannot_be_read_is_not_printed() {
    let reason = refusal("http://anna:pa55@[::1");
    assert!(!reason.contains("pa55"), "{reason}");
}

#[test]
fn a_query_or_fragment_is_refused() {
    for base in ["http://h?a=b", "http://h/?", "http://h/#", "http://h/a#b"] {
        assert_eq!(refusal(base), "the base URL holds a query or a fragment");
    }
}
