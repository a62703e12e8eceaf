//! Bodies of several media types, on the wire. Runs inside of the crate of the fixtures.

use bytes::Bytes;
use fixtures::Error;
use fixtures::runtime::{Body, BoxFuture, Part, TransportError};
use fixtures::variants::operations::UploadError;
use fixtures::variants::types::{UploadAsMergePatchJsonBody, UploadBody};

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

macro_rules! operations {
    ($api:ident) => {
        fixtures::$api::Client::builder().transport(Unused).build().unwrap().operations()
    };
}

/// The media type and the body.
fn sent<E: std::fmt::Debug>(request: Result<http::Request<Body>, Error<E>>) -> (String, String) {
    let request = request.unwrap();
    let body = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
    (request.headers()["content-type"].to_str().unwrap().to_owned(), body)
}

fn is(media_type: &str, body: &str) -> (String, String) {
    (media_type.to_owned(), body.to_owned())
}

#[test]
fn each_body_of_an_operation_has_a_method() {
    let upload = operations!(variants);
    let json = UploadBody::new("u");
    assert_eq!(sent(upload.upload(1, &json).note("n").request()), is("application/json", r#"{"url":"u"}"#));
    let patch = UploadAsMergePatchJsonBody::new();
    assert_eq!(sent(upload.upload_as_merge_patch_json(1, &patch).request()), is("application/merge-patch+json", "{}"));
    let form = upload.upload_as_form_2(1).url("u");
    assert_eq!(sent(form.request()), is("application/x-www-form-urlencoded", "url=u"));
    assert_eq!(sent(upload.upload_as_text(1, "t").request()), is("text/plain", "t"));
    let bytes = upload.upload_as_bytes(1, "image/gif", Bytes::from("GIF"));
    assert_eq!(sent(bytes.request()), is("image/gif", "GIF"));
    let parts = upload.upload_as_parts(1, Part::new("x")).note("query").note_2("part");
    let (media_type, body) = sent(parts.request());
    assert!(media_type.starts_with("multipart/form-data; boundary="), "{media_type}");
    assert!(body.contains("part") && !body.contains("query"), "{body}");
}

#[test]
fn all_methods_of_an_operation_have_the_same_failures() {
    let response = || http::Response::builder().status(404).body(Bytes::new()).unwrap();
    let upload = operations!(variants);
    let one = upload.upload(1, &UploadBody::new("u")).decode(response()).unwrap_err();
    let other = upload.upload_as_text(1, "t").decode(response()).unwrap_err();
    let is_known = |error| matches!(error, Error::Api(UploadError::NotFound(_)));
    assert!(is_known(one) && is_known(other));
}

#[test]
fn the_caller_names_the_type_where_the_document_has_a_range() {
    let range = operations!(range);
    assert_eq!(sent(range.image("image/png", Bytes::from("x")).request()), is("image/png", "x"));
    let maybe = range.maybe().body("application/pdf; q=1", Bytes::from("x"));
    assert_eq!(sent(maybe.request()), is("application/pdf; q=1", "x"));
    assert!(range.maybe().request().unwrap().headers().get("content-type").is_none());
    let text = range.text("text/csv", "a,b").content_type_2("query");
    assert_eq!(text.request().unwrap().uri().query(), Some("content_type=query"));
    assert_eq!(sent(text.request()), is("text/csv", "a,b"));
    assert_eq!(sent(range.any("application/zip", Bytes::from("x")).request()), is("application/zip", "x"));
    for unfit in ["image/*", "png", "image/", "image/png, image/gif", "image/p\ng"] {
        let error = range.image(unfit, Bytes::from("x")).request().unwrap_err();
        assert_eq!(
            error.to_string(),
            "image: nothing was sent: parameter `Content-Type` is no media type that a body can have"
        );
    }
}

#[test]
fn a_schema_says_what_a_body_of_any_type_is() {
    let range = operations!(range);
    let tree = range.tree(&fixtures::range::types::TreeBody::new().with_a("x"));
    assert_eq!(sent(tree.request()), is("application/json", r#"{"a":"x"}"#));
    let response = |body: &'static str| http::Response::builder().body(Bytes::from(body)).unwrap();
    assert_eq!(tree.decode(response("[1]")).unwrap().into_inner(), [1]);
    assert_eq!(range.maybe().decode(response("plain")).unwrap().into_inner(), "plain");
    assert_eq!(range.text("text/csv", "").decode(response("bytes")).unwrap().into_inner(), "bytes");
}

#[test]
fn the_caller_can_name_the_type_where_the_document_has_several() {
    let range = operations!(range);
    let several = || range.several(Bytes::from("x"));
    assert_eq!(sent(several().request()), is("image/png", "x"));
    assert_eq!(sent(several().content_type("image/jpeg").request()), is("image/jpeg", "x"));
    let maybe = range.several_maybe().content_type("text/tab-separated-values").body("a");
    assert_eq!(sent(maybe.request()), is("text/tab-separated-values", "a"));
}

#[test]
fn media_types_are_sent_as_they_are_written() {
    let label = operations!(label);
    assert_eq!(sent(label.vendor(&[1]).request()), is("Application/Vnd.Pets+JSON; version=2", "[1]"));
    assert_eq!(label.vendor(&[]).request().unwrap().headers()["accept"], "application/json; version=2");
    assert_eq!(sent(label.text("ä").request()), is("Text/Plain; charset=utf-8", "ä"));
    assert_eq!(sent(label.lines("{}\n{}").request()), is("application/x-ndjson", "{}\n{}"));
}

#[test]
fn a_response_is_read_as_it_is_documented_whatever_its_label_says() {
    let response = |media_type: &str, body: &'static [u8]| {
        http::Response::builder().header("content-type", media_type).body(Bytes::from(body)).unwrap()
    };
    let label = operations!(label);
    assert_eq!(label.vendor(&[]).decode(response("text/html", b"7")).unwrap().into_inner(), 7);
    assert!(label.vendor(&[]).decode(response("application/json", b"<html>")).is_err());
    let text = |media_type: &str, body: &'static [u8]| label.text("").decode(response(media_type, body)).unwrap().into_inner();
    assert_eq!(text("application/json", b"{"), "{");
    assert_eq!(text("text/plain", "größe".as_bytes()), "größe");
    assert_eq!(text("text/plain; Charset=\"ISO-8859-1\"", b"gr\xf6\xdfe"), "größe");
    assert_eq!(text("text/plain; x=y; charset=utf-16", b"\xfe\xff\0g\0r\xd8\x3d\xde\0"), "gr\u{1f600}");
    assert_eq!(text("text/plain; charset=UTF-16", b"\xff\xfeg\0r\0"), "gr");
    let refused = |media_type: &str, body: &'static [u8]| {
        let error = label.text("").decode(response(media_type, body)).unwrap_err();
        error.to_string().split_once("at $: ").unwrap().1.to_owned()
    };
    assert_eq!(refused("text/plain; charset=utf-16le", b"g\0r"), "it is no text in UTF-16");
    assert_eq!(refused("text/plain; charset=koi8-r", b"a\xff"), "it is no text in UTF-8 from byte 1 on");
}
