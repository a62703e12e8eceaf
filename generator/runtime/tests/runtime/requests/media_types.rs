//! The media type of a body that the caller names.

use crate::runtime::{Error, Parameter};
use crate::support::build;

/// The `Content-Type` of a body whose media type is named as this.
fn sent(media_type: &str) -> Result<String, String> {
    let built = build("/", Parameter::query("q"), |request| {
        request.content_type(media_type);
        request.bytes("application/octet-stream", "x");
    });
    match built {
        Ok(request) => Ok(request.headers()["content-type"].to_str().unwrap().to_owned()),
        Err(Error::InvalidParameter(error)) => Err(error.reason().to_owned()),
        Err(other) => unreachable!("{other}"),
    }
}

#[test]
fn a_type_and_a_subtype_are_sent_as_they_are() {
    for media_type in ["text/csv", "application/vnd.a+json; charset=utf-8"] {
        assert_eq!(sent(media_type).as_deref(), Ok(media_type));
    }
}

#[test]
fn a_range_or_half_a_type_is_refused() {
    for media_type in ["*/*", "text/*", "text", "text/", "/csv", "a/b/c", "a b/c", "a/b, c/d"] {
        let reason = "is no media type that a body can have".to_owned();
        assert_eq!(sent(media_type), Err(reason), "{media_type}");
    }
}

#[test]
fn the_type_of_another_body_of_the_operation_is_refused() {
    let sent = |media_type: &str| {
        let built = build("/", Parameter::query("q"), |request| {
            request.content_type_but(media_type, &["text/csv", "a/b"]);
            request.bytes("application/octet-stream", "x");
        });
        match built {
            Ok(request) => Ok(request.headers()["content-type"].to_str().unwrap().to_owned()),
            Err(Error::InvalidParameter(error)) => Err(error.reason().to_owned()),
            Err(other) => unreachable!("{other}"),
        }
    };
    assert_eq!(sent("text/plain").as_deref(), Ok("text/plain"));
    for media_type in ["text/csv", "A/B ;c=d"] {
        let reason = "is that of another body of the operation".to_owned();
        assert_eq!(sent(media_type), Err(reason), "{media_type}");
    }
}
