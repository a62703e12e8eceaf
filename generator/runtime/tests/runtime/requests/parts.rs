//! Bodies in parts, byte by byte.

use crate::runtime::{Parameter, Part, Request};
use crate::support::{build, raw};

/// The media type and the body of a request with the part `n`.
fn sent(fill: impl FnOnce(&mut Request)) -> (String, String) {
    let request = build("/", Parameter::part("n"), fill).unwrap();
    let media_type = request.headers()["content-type"].to_str().unwrap().to_owned();
    let body = request.body().as_bytes().unwrap().to_vec();
    (media_type, String::from_utf8(body).unwrap())
}

/// Parts as they stand between boundaries, and the end behind them.
fn between(parts: &[&str]) -> String {
    let mut body = String::new();
    for part in parts {
        body.push_str("--form-boundary-00000000000000000000\r\n");
        body.push_str(part);
        body.push_str("\r\n");
    }
    body + "--form-boundary-00000000000000000000--\r\n"
}

#[test]
fn what_would_end_the_name_of_a_file_or_its_line_is_escaped() {
    let (_, body) = sent(|request| {
        let file = Part::new("x").with_file_name("a\"b\rc\nd");
        request.named_parts("n", vec![("e\"\r\nf".to_owned(), file)]);
    });
    let head = "Content-Disposition: form-data; name=\"e%22%0D%0Af\"; filename=\"a%22b%0Dc%0Ad\"";
    assert_eq!(body, between(&[&format!("{head}\r\n\r\nx")]));
}

#[test]
fn each_item_of_a_list_is_a_part_whatever_it_holds() {
    let (media_type, body) = sent(|request| request.part("n", &raw(r#"["a,b",{"c":1}]"#)));
    assert_eq!(media_type, "multipart/form-data; boundary=form-boundary-00000000000000000000");
    let head = "Content-Disposition: form-data; name=\"n\"";
    let parts = [
        format!("{head}\r\n\r\na,b"),
        format!("{head}\r\nContent-Type: application/json\r\n\r\n{{\"c\":1}}"),
    ];
    assert_eq!(body, between(&parts.each_ref().map(String::as_str)));
}

#[test]
fn parts_have_the_names_that_they_are_given() {
    let (_, body) = sent(|request| {
        let named = [("a", "1"), ("b", "2")];
        let named = named.map(|(name, text)| (name.to_owned(), Part::new(text)));
        request.named_parts("n", named.to_vec());
    });
    let head = "Content-Disposition: form-data; name=";
    assert_eq!(
        body,
        between(&[&format!("{head}\"a\"\r\n\r\n1"), &format!("{head}\"b\"\r\n\r\n2")])
    );
}

#[test]
fn a_body_without_parts_is_its_end_where_one_has_to_be_sent() {
    let (media_type, body) = sent(Request::empty_part);
    assert!(media_type.starts_with("multipart/form-data; boundary="), "{media_type}");
    assert_eq!(body, between(&[]));
}
