//! What a body in parts looks like on the wire. Runs inside of the crate of the fixtures.

use fixtures::parts::Client;
use fixtures::parts::types::UploadFormMeta;
use fixtures::runtime::{Body, BoxFuture, Part, TransportError};

/// A transport that is never used.
struct None_;

impl fixtures::Transport for None_ {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

fn client() -> Client {
    Client::builder().transport(None_).build().unwrap()
}

#[test]
fn a_file_and_a_value() {
    let file = Part::new("PNG").with_file_name("a \"b\".png");
    let request = client().operations().upload(file, "Tïtle").request().unwrap();
    let boundary = "form-boundary-00000000000000000000";
    assert_eq!(request.headers()["content-type"], format!("multipart/form-data; boundary={boundary}"));
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.png\"\r\n\
         Content-Type: image/png\r\n\r\nPNG\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nTïtle\r\n--{boundary}--\r\n"
    );
    assert_eq!(String::from_utf8_lossy(request.body().as_bytes().unwrap()), body);
}

#[test]
fn lists_repeat_their_name_and_objects_are_json() {
    let labels = ["a".to_owned(), "b".to_owned()];
    let call = client()
        .operations()
        .upload(Part::new("x").with_content_type("image/gif"), "t")
        .more(vec![Part::new("1"), Part::new("2")])
        .labels(&labels)
        .size(3)
        .meta(&UploadFormMeta::new().with_key("k"));
    let request = call.request().unwrap();
    let text = String::from_utf8_lossy(request.body().as_bytes().unwrap()).replace("\r\n", "\n");
    assert!(text.contains("name=\"file\"\nContent-Type: image/gif\n\nx\n"), "{text}");
    assert!(text.contains("name=\"more\"\nContent-Type: application/octet-stream\n\n1\n"), "{text}");
    assert!(text.contains("name=\"more\"\nContent-Type: application/octet-stream\n\n2\n"), "{text}");
    assert!(text.contains("name=\"labels\"\n\na\n") && text.contains("name=\"labels\"\n\nb\n"), "{text}");
    assert!(text.contains("name=\"meta\"\nContent-Type: application/json\n\n{\"key\":\"k\"}\n"), "{text}");
    assert!(text.contains("name=\"size\"\n\n3\n"), "{text}");
}

#[test]
fn more_files_than_there_may_be_are_refused() {
    let files = vec![Part::new("1"), Part::new("2"), Part::new("3")];
    let error = client().operations().upload(Part::new("x"), "t").more(files).request().unwrap_err();
    assert!(error.to_string().contains("`more` has more than 2 items"), "{error}");
}

#[test]
fn the_boundary_stands_in_no_part() {
    let bytes = "form-boundary-00000000000000000000";
    let request = client().operations().upload(Part::new(bytes), "t").request().unwrap();
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let (_, boundary) = content_type.split_once("boundary=").unwrap();
    assert!(boundary.starts_with("form-boundary-") && boundary != bytes, "{content_type}");
}

#[test]
fn a_part_has_the_headers_that_were_set() {
    let client = fixtures::part_headers::Client::builder().transport(None_).build().unwrap();
    let call = client.operations().upload(Part::new("x"), "abc").file_x_ranks(&[1, 2]);
    let request = call.request().unwrap();
    let text = String::from_utf8_lossy(request.body().as_bytes().unwrap()).replace("\r\n", "\n");
    let head = "name=\"file\"\nContent-Type: image/png\nx-checksum: abc\nx-ranks: 1,2\n\nx\n";
    assert!(text.contains(head), "{text}");
}

#[test]
fn fields_of_a_form_are_encoded_as_the_document_says() {
    use fixtures::form_encoding::types::{SearchFormDeep, SearchFormFilter};
    let client = fixtures::form_encoding::Client::builder().transport(None_).build().unwrap();
    let (filter, deep) =
        (SearchFormFilter::new().with_key("a b"), SearchFormDeep::new().with_key("c"));
    let call = client.operations().search().path("/a/b c").filter(&filter).deep(&deep).ids(&[1, 2]);
    assert_eq!(
        call.request().unwrap().body().as_bytes().unwrap(),
        "path=/a/b%20c&filter=%7B%22key%22%3A%22a+b%22%7D&deep%5Bkey%5D=c&ids=1%7C2"
    );
}

#[test]
fn parts_are_of_the_type_that_the_document_names() {
    let client = fixtures::parts_mixed::Client::builder().transport(None_).build().unwrap();
    let request = client.operations().send().file(Part::new("x")).request().unwrap();
    let boundary = "form-boundary-00000000000000000000";
    assert_eq!(request.headers()["content-type"], format!("multipart/mixed; boundary={boundary}"));
}

#[test]
fn fields_whose_names_are_data_stand_beside_the_others() {
    let client = fixtures::form_open::Client::builder().transport(None_).build().unwrap();
    let fields = [("a b".to_owned(), "1&2".to_owned())].into();
    let request = client.operations().some().id(7).additional_fields(&fields).request().unwrap();
    assert_eq!(request.body().as_bytes().unwrap(), "id=7&a+b=1%262");
}

#[test]
fn bounds_hold_for_parts() {
    let error = client().operations().upload(Part::new("x"), "t").size(-1).request().unwrap_err();
    assert_eq!(error.to_string(), "upload: nothing was sent: parameter `size` is below 0");
}
