//! What the style table leaves open: encoding, empty lists, nesting, reserved characters.

use crate::runtime::{Error, Parameter, Request, Style};
use crate::support::{Built, Raw, build, call, core, operation, raw};

fn query_with(parameter: Parameter, value: &'static str) -> Option<String> {
    let request = build("/x", parameter, |request| request.query("color", &raw(value)));
    request.expect("the value fits a query").uri().query().map(str::to_owned)
}

fn path_with(style: Style, explode: bool, value: &'static str) -> Built {
    let parameter = Parameter::path("color").style(style, explode);
    build("/{color}", parameter, |request| request.path("color", &raw(value)))
}

fn refused(built: Built) -> String {
    match built {
        Err(Error::InvalidParameter(error)) => format!("{} {}", error.parameter(), error.reason()),
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn an_empty_list_is_left_out_of_a_query() {
    for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited] {
        for explode in [false, true] {
            assert_eq!(query_with(Parameter::query("color").style(style, explode), "[]"), None);
        }
    }
}

#[test]
fn an_empty_object_is_left_out_of_a_query() {
    for style in [Style::Form, Style::DeepObject, Style::SpaceDelimited] {
        for explode in [false, true] {
            assert_eq!(query_with(Parameter::query("color").style(style, explode), "{}"), None);
        }
    }
}

#[test]
fn an_empty_object_is_not_in_a_matrix() {
    let parameter = |explode| Parameter::path("color").style(Style::Matrix, explode);
    for explode in [false, true] {
        let request =
            build("/x{color}", parameter(explode), |request| request.path("color", &raw("{}")));
        assert_eq!(refused(request), "color is empty, which a path cannot carry");
    }
}

#[test]
fn a_value_whose_style_is_json_is_json_whatever_it_holds() {
    let json = |parameter: Parameter| parameter.style(Style::Json, false);
    for (value, text) in [
        (r#"["a,b",1]"#, "%5B%22a%2Cb%22%2C1%5D"),
        (r#"{"a":null}"#, "%7B%22a%22%3Anull%7D"),
        (r#""a""#, "%22a%22"),
        ("[]", "%5B%5D"),
    ] {
        let sent = query_with(json(Parameter::query("color")), value).unwrap();
        assert_eq!(sent, format!("color={text}"));
        let sent = build("/{color}", json(Parameter::path("color")), |request| {
            request.path("color", &raw(value));
        });
        assert_eq!(sent.unwrap().uri().path(), format!("/{text}"));
    }
    let sent = build("/", json(Parameter::header("color")), |request| {
        request.header("color", &raw(r#"["a,b"]"#));
    });
    assert_eq!(sent.unwrap().headers()["color"], r#"["a,b"]"#);
}

#[test]
fn a_value_is_json_where_it_is_an_object_and_its_kind_decides() {
    let by_kind = || Parameter::query("color").style(Style::ByKind, true);
    assert_eq!(query_with(by_kind(), r#"{"a":1}"#).as_deref(), Some("color=%7B%22a%22%3A1%7D"));
    assert_eq!(query_with(by_kind(), r#"["a","b"]"#).as_deref(), Some("color=a&color=b"));
    let whole = Parameter::query("color").style(Style::Whole, false);
    assert_eq!(query_with(whole, r#"{"a":1}"#).as_deref(), Some("%7B%22a%22%3A1%7D"));
}

#[test]
fn a_list_in_an_object_is_a_name_that_is_there_more_than_once() {
    let exploded = || Parameter::query("page").style(Style::Form, true);
    let sent = |value| {
        let request = build("/x", exploded(), |request| request.query("page", &raw(value)));
        request.unwrap().uri().query().map(str::to_owned).unwrap_or_default()
    };
    assert_eq!(sent(r#"{"n":1,"sort":["a","b"]}"#), "n=1&sort=a&sort=b");
    assert_eq!(sent(r#"{"sort":["a",["b"]]}"#), "sort=%5B%22a%22%2C%5B%22b%22%5D%5D");
    assert_eq!(sent(r#"{"sort":[{"a":1}]}"#), "sort=%5B%7B%22a%22%3A1%7D%5D");
}

#[test]
fn an_empty_list_is_refused_in_a_path() {
    for style in [Style::Simple, Style::Label, Style::Matrix] {
        for explode in [false, true] {
            let reason = refused(path_with(style, explode, "[]"));
            assert!(reason.starts_with("color "), "{reason}");
        }
    }
}

#[test]
fn an_empty_text_is_refused_in_a_path() {
    assert_eq!(
        refused(path_with(Style::Simple, false, r#""""#)),
        "color is empty, which a path cannot carry"
    );
}

#[test]
fn a_label_that_would_make_a_segment_of_dots_is_refused() {
    for value in [r#""""#, r#"".""#] {
        let reason = refused(path_with(Style::Label, false, value));
        assert!(reason.contains("which would lead to another path"), "{reason}");
    }
}

#[test]
fn several_segments_keep_their_slashes_and_nothing_else() {
    let uri = |value| path_with(Style::Segments, false, value).map(|built| built.uri().to_string());
    let uri = uri(r#""a b/c+d/e%2F""#).expect("three segments");
    assert!(uri.ends_with("/a%20b/c%2Bd/e%252F"), "{uri}");
    for value in [r#""/a""#, r#""a/""#, r#""a//b""#] {
        let reason = refused(path_with(Style::Segments, false, value));
        assert_eq!(reason, "color has an empty segment, which a path cannot carry");
    }
    for value in [r#""..""#, r#""a/../b""#, r#""a/.""#] {
        let reason = refused(path_with(Style::Segments, false, value));
        assert!(reason.contains("which would lead to another path"), "{reason}");
    }
}

#[test]
fn two_parameters_that_together_make_a_segment_of_dots_are_refused() {
    let parameters = [Parameter::path("a"), Parameter::path("b")];
    let mut request = Request::new(operation("/{a}{b}/x", &parameters, &[]));
    request.path("a", ".");
    request.path("b", ".");
    let reason = refused(call(&core(), request).request());
    assert!(reason.contains("which would lead to another path"), "{reason}");
}

#[test]
fn a_path_parameter_without_a_value_is_refused() {
    assert_eq!(
        refused(build("/{color}", Parameter::path("color"), |_| ())),
        "path has no value for {color}"
    );
}

#[test]
fn each_item_of_a_list_is_encoded_by_itself() {
    let parameter = Parameter::query("color").style(Style::Form, false);
    assert_eq!(query_with(parameter, r#"["a,b","c&d"]"#).unwrap(), "color=a%2Cb,c%26d");
}

#[test]
fn names_and_values_of_an_object_are_encoded() {
    let parameter = Parameter::query("color").style(Style::Form, true);
    assert_eq!(query_with(parameter, r#"{"a=b":"c&d"}"#).unwrap(), "a%3Db=c%26d");
}

#[test]
fn the_name_of_a_parameter_is_encoded() {
    let built =
        build("/", Parameter::query("filter[a b]"), |request| request.query("filter[a b]", "x"));
    assert_eq!(built.unwrap().uri().query(), Some("filter%5Ba%20b%5D=x"));
}

#[test]
fn a_deep_object_goes_on_in_brackets() {
    let parameter = Parameter::query("color").style(Style::DeepObject, true);
    assert_eq!(
        query_with(parameter, r#"{"a":{"b":{"c":1}}}"#).unwrap(),
        "color%5Ba%5D%5Bb%5D%5Bc%5D=1"
    );
}

#[test]
fn a_list_in_a_deep_object_has_empty_brackets() {
    let parameter = Parameter::query("color").style(Style::DeepObject, true);
    assert_eq!(
        query_with(parameter, r#"{"a":[1,2]}"#).unwrap(),
        "color%5Ba%5D%5B%5D=1&color%5Ba%5D%5B%5D=2"
    );
    assert_eq!(query_with(parameter, "[1,2]").unwrap(), "color%5B%5D=1&color%5B%5D=2");
}

#[test]
fn a_list_of_objects_in_a_deep_object_is_numbered() {
    let parameter = Parameter::query("color").style(Style::DeepObject, true);
    assert_eq!(
        query_with(parameter, r#"[{"a":1,"b":2},{"a":3}]"#).unwrap(),
        "color%5B0%5D%5Ba%5D=1&color%5B0%5D%5Bb%5D=2&color%5B1%5D%5Ba%5D=3"
    );
}

#[test]
fn what_is_nested_elsewhere_is_written_as_json() {
    let parameter = Parameter::query("color").style(Style::Form, true);
    assert_eq!(query_with(parameter, r#"[{"a":[1]}]"#).unwrap(), "color=%7B%22a%22%3A%5B1%5D%7D");
}

#[test]
fn allow_reserved_lets_through_what_does_not_end_the_value() {
    let parameter = Parameter::query("color").allow_reserved();
    assert_eq!(
        query_with(parameter, r##"":/?#[]@!$&'()*+,;= %é""##).unwrap(),
        "color=:/?%23[]@!$%26'()*%2B,;%3D%20%25%C3%A9"
    );
}

#[test]
fn without_allow_reserved_only_unreserved_characters_stay() {
    assert_eq!(
        query_with(Parameter::query("color"), r##"":/?#[]@!$&'()*+,;= %é-._~Az09""##).unwrap(),
        "color=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%25%C3%A9-._~Az09"
    );
}

#[test]
fn a_header_is_sent_as_it_is() {
    let built =
        build("/", Parameter::header("X-Note"), |request| request.header("X-Note", "50% a/b, é"));
    assert_eq!(built.unwrap().headers()["x-note"].as_bytes(), "50% a/b, é".as_bytes());
}

#[test]
fn a_header_with_a_line_end_is_refused() {
    let built = build("/", Parameter::header("X-Note"), |request| {
        request.header("X-Note", "a\r\nX-Other: b")
    });
    assert_eq!(refused(built), "X-Note cannot be sent in a header: it holds control characters");
}

#[test]
fn a_cookie_cannot_be_ended_by_its_value() {
    let built = build("/", Parameter::cookie("c"), |request| request.cookie("c", "a; admin=1\r\n"));
    assert_eq!(built.unwrap().headers()["cookie"], "c=a%3B%20admin%3D1%0D%0A");
}

#[test]
fn a_parameter_that_the_operation_does_not_have_is_refused() {
    let built = build("/", Parameter::query("color"), |request| request.query("colour", "x"));
    assert_eq!(refused(built), "colour is not one of the operation's parameters");
}

#[test]
fn a_path_of_the_document_with_a_query_of_its_own_keeps_it() {
    let built =
        build("/x?v=1", Parameter::query("color"), |request| request.query("color", "blue"));
    assert_eq!(built.unwrap().uri(), "http://h/x?v=1&color=blue");
}

#[test]
fn a_json_body_is_compact_and_keeps_its_media_type() {
    let built = build("/", Parameter::query("q"), |request| {
        request.json("application/vnd.a+json", &raw(r#"{ "b": [1, 2], "a": "é" }"#));
    });
    let built = built.unwrap();
    assert_eq!(built.headers()["content-type"], "application/vnd.a+json");
    assert_eq!(built.body().as_bytes().unwrap(), r#"{"b":[1,2],"a":"é"}"#);
}

#[test]
fn a_value_of_too_many_levels_is_refused_and_a_body_of_them_is_sent() {
    let nested = |levels: usize| {
        let mut value = raw("1");
        for _ in 0..levels {
            value = Raw::List(vec![value]);
        }
        value
    };
    let query = |levels| {
        let parameter = Parameter::query("color").style(Style::Json, true);
        build("/x", parameter, |request| request.query("color", &nested(levels)))
    };
    assert!(query(200).is_ok());
    assert!(refused(query(300)).contains("more than 256 levels"), "{}", refused(query(300)));
    let sent = build("/x", Parameter::query("color"), |request| {
        request.json("application/json", &nested(300));
    });
    assert_eq!(
        sent.expect("a body can be so deep").body().as_bytes().map(|text| text.len()),
        Some(601)
    );
}
