//! Values that hold what stands between values: a server would read others than were meant.

use crate::runtime::{Error, Parameter, Style};
use crate::support::{build, raw};

const COMMA: &str = "has a value with \",\" in it, which is what stands between two values";

/// The header that is sent, or why none is.
fn header(explode: bool, value: &'static str) -> Result<String, String> {
    let parameter = Parameter::header("n").style(Style::Simple, explode);
    let built = build("/", parameter, |request| request.header("n", &raw(value)));
    built.map(|request| request.headers()["n"].to_str().unwrap().to_owned()).map_err(reason)
}

fn query(style: Style, explode: bool, value: &'static str) -> Result<String, String> {
    let parameter = Parameter::query("n").style(style, explode);
    let built = build("/", parameter, |request| request.query("n", &raw(value)));
    built.map(|request| request.uri().query().unwrap().to_owned()).map_err(reason)
}

fn path(parameter: Parameter, value: &'static str) -> Result<String, String> {
    let built = build("/x{n}", parameter, |request| request.path("n", &raw(value)));
    built.map(|request| request.uri().path().to_owned()).map_err(reason)
}

fn reason(error: Error<std::convert::Infallible>) -> String {
    match error {
        Error::InvalidParameter(error) => error.reason().to_owned(),
        other => unreachable!("{other}"),
    }
}

#[test]
fn a_comma_in_a_list_of_a_header_is_refused() {
    assert_eq!(header(false, r#"["a,b","c"]"#), Err(COMMA.to_owned()));
}

/// RFC 9110, section 5.6.4.
#[test]
fn a_comma_within_quotes_of_a_header_is_sent() {
    assert_eq!(header(false, r#"["\"a,b\"","c"]"#).as_deref(), Ok(r#""a,b",c"#));
    for open in [r#"["\"a,b"]"#, r#"["a,b\""]"#] {
        assert_eq!(header(false, open), Err(COMMA.to_owned()), "{open}");
    }
}

#[test]
fn a_comma_in_a_name_or_a_value_of_an_object_is_refused() {
    for object in [r#"{"a,b":"c"}"#, r#"{"a":"b,c"}"#] {
        for explode in [false, true] {
            assert_eq!(header(explode, object), Err(COMMA.to_owned()), "{object}");
        }
    }
}

#[test]
fn a_comma_in_a_text_by_itself_is_sent() {
    assert_eq!(header(false, r#""a,b""#).as_deref(), Ok("a,b"));
}

#[test]
fn what_a_style_puts_between_values_is_refused_within_them() {
    for (style, list, between) in [
        (Style::SpaceDelimited, r#"["a b","c"]"#, " "),
        (Style::TabDelimited, r#"["a\tb","c"]"#, "\t"),
        (Style::PipeDelimited, r#"["a|b","c"]"#, "|"),
    ] {
        let reason = query(style, false, list).unwrap_err();
        assert!(reason.starts_with(&format!("has a value with {between:?} in it")), "{reason}");
    }
}

#[test]
fn what_another_style_puts_between_values_is_sent_within_them() {
    let list = r#"["a,b","c"]"#;
    assert_eq!(query(Style::SpaceDelimited, false, list).as_deref(), Ok("n=a%2Cb%20c"));
    assert_eq!(query(Style::TabDelimited, false, list).as_deref(), Ok("n=a%2Cb%09c"));
    assert_eq!(query(Style::PipeDelimited, false, list).as_deref(), Ok("n=a%2Cb%7Cc"));
}

#[test]
fn values_that_have_a_name_each_can_hold_anything() {
    let list = r#"["a b","c|d,e"]"#;
    assert_eq!(query(Style::SpaceDelimited, true, list).as_deref(), Ok("n=a%20b&n=c%7Cd%2Ce"));
    assert_eq!(query(Style::Form, true, list).as_deref(), Ok("n=a%20b&n=c%7Cd%2Ce"));
}

#[test]
fn a_dot_is_refused_between_dots_only() {
    let label = |explode| Parameter::path("n").style(Style::Label, explode);
    let reason = path(label(true), r#"["a.b","c"]"#).unwrap_err();
    assert!(reason.starts_with("has a value with \".\" in it"), "{reason}");
    assert_eq!(path(label(false), r#"["a.b","c"]"#).as_deref(), Ok("/x.a.b,c"));
}

#[test]
fn a_comma_that_stays_one_is_refused_between_commas_only() {
    let matrix = |explode| Parameter::path("n").style(Style::Matrix, explode).allow_reserved();
    assert_eq!(path(matrix(false), r#"["a,b","c"]"#), Err(COMMA.to_owned()));
    assert_eq!(path(matrix(true), r#"["a,b","c"]"#).as_deref(), Ok("/x;n=a,b;n=c"));
}
