//! Bodies in parts, byte by byte.

use http::{HeaderName, HeaderValue};

use crate::runtime::{Error, Limits, Parameter, Part, Request, Style};
use crate::support::{Built, build, call, core, operation, raw};

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

/// The body of a request, and why there is none.
fn body(built: Built) -> Result<String, String> {
    match built {
        Ok(request) => Ok(String::from_utf8_lossy(request.body().as_bytes().unwrap()).into_owned()),
        Err(Error::InvalidParameter(error)) => Err(error.reason().to_owned()),
        Err(other) => unreachable!("{other}"),
    }
}

#[test]
fn a_file_of_other_bytes_has_the_usual_boundary() {
    let file = "form-boundary-00000000000000000001".repeat(2);
    let (media_type, body) = sent(|request| request.files("n", vec![Part::new(file.clone())]));
    assert!(media_type.ends_with("=form-boundary-00000000000000000000"), "{media_type}");
    let head =
        "Content-Disposition: form-data; name=\"n\"\r\nContent-Type: application/octet-stream";
    assert_eq!(body, between(&[&format!("{head}\r\n\r\n{file}")]));
}

#[test]
fn a_header_of_a_part_takes_the_place_of_its_own_name() {
    let header = |part: Part, name, value| {
        part.with_header(HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    let (_, body) = sent(|request| {
        let part = header(header(Part::new("x"), "x-a", "1"), "x-b", "2");
        request.named_parts("n", vec![("n".to_owned(), header(part, "x-a", "3"))]);
    });
    let head = "Content-Disposition: form-data; name=\"n\"\r\nx-b: 2\r\nx-a: 3";
    assert_eq!(body, between(&[&format!("{head}\r\n\r\nx")]));
}

#[test]
fn a_header_of_a_part_is_a_parameter_of_its_own() {
    let parameters = [Parameter::part("n"), Parameter::part_header("n", "X-A")];
    let mut request = Request::new(operation("/", &parameters, &[]));
    request.part("n", "x");
    request.part_header("n", "X-A", &1);
    let head = "Content-Disposition: form-data; name=\"n\"\r\nx-a: 1";
    let sent = body(call(&core(), request).request()).unwrap();
    assert_eq!(sent, between(&[&format!("{head}\r\n\r\nx")]));
}

#[test]
fn the_media_type_of_the_parts_can_be_another_one() {
    let (media_type, _) = sent(|request| {
        request.parts("multipart/mixed");
        request.part("n", "x");
    });
    assert_eq!(media_type, "multipart/mixed; boundary=form-boundary-00000000000000000000");
}

#[test]
fn a_list_that_is_not_exploded_is_one_part() {
    let joined = Parameter::part("n").style(Style::Form, false);
    let built = build("/", joined, |request| request.part("n", &raw(r#"["a","b"]"#)));
    let head = "Content-Disposition: form-data; name=\"n\"";
    assert_eq!(body(built).unwrap(), between(&[&format!("{head}\r\n\r\na,b")]));
}

#[test]
fn too_many_files_are_refused() {
    let limits = Limits { max_items: 1, ..Limits::NONE };
    let files = |number: usize| {
        let parameter = Parameter::part("n").limits(limits);
        body(build("/", parameter, |request| request.files("n", vec![Part::new("x"); number])))
    };
    assert!(files(1).is_ok());
    assert_eq!(files(2), Err("has more than 1 items".to_owned()));
}

#[test]
fn a_form_without_fields_is_sent_where_one_has_to_be() {
    let built = build("/", Parameter::form("n"), Request::empty_form).unwrap();
    assert_eq!(built.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(built.body().as_bytes().unwrap(), "");
    let built = build("/", Parameter::form("n"), |_| {}).unwrap();
    assert_eq!(built.headers().get("content-type"), None);
}

#[test]
fn without_its_body_a_request_has_what_is_no_part_of_it() {
    let parameters =
        [Parameter::query("q"), Parameter::part("n"), Parameter::part_header("n", "X-A")];
    let mut request = Request::new(operation("/", &parameters, &[]));
    request.query("q", "1");
    request.part("n", "x");
    request.part_header("n", "X-A", &1);
    let sent = call(&core(), request).without_body().request().unwrap();
    assert_eq!(sent.uri(), "http://h/?q=1");
    assert_eq!((sent.headers().get("content-type"), sent.body().length()), (None, Some(0)));
    let fill: [fn(&mut Request); 2] = [Request::empty_form, |request| request.json("a/b", "x")];
    for fill in fill {
        let mut request = Request::new(operation("/", &[], &[]));
        fill(&mut request);
        let sent = call(&core(), request).without_body().request().unwrap();
        assert_eq!(sent.body().length(), Some(0));
    }
}

#[test]
fn a_body_of_json_is_within_its_limits() {
    let limits = Limits { max_items: 1, ..Limits::NONE };
    let sent = |value: &'static str| {
        let fill = |request: &mut Request| request.json_within("a/b", &raw(value), &limits);
        body(build("/", Parameter::query("q"), fill))
    };
    assert_eq!(sent("[1]").as_deref(), Ok("[1]"));
    assert_eq!(sent("[1,2]"), Err("has more than 1 items".to_owned()));
}

#[test]
fn values_are_sent_in_the_order_of_the_parameters() {
    let parameters = ["a", "b", "c"].map(Parameter::query);
    for order in [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"], ["c", "a", "b"]] {
        let mut request = Request::new(operation("/", &parameters, &[]));
        for name in order {
            request.query(name, &0);
            request.query(name, &1);
        }
        let sent = call(&core(), request).request().unwrap();
        assert_eq!(sent.uri().query(), Some("a=1&b=1&c=1"), "{order:?}");
    }
}
