//! Which characters stay what they are, by the place of a value.

use crate::runtime::{Error, Parameter, Style};
use crate::support::build;

const RESERVED: &str = "a:b/c d+e";

fn path(parameter: Parameter) -> String {
    let built = build("/{n}", parameter, |request| request.path("n", RESERVED));
    built.unwrap().uri().path().to_owned()
}

fn cookie(parameter: Parameter, value: &str) -> Result<String, String> {
    match build("/", parameter, |request| request.cookie("n", value)) {
        Ok(request) => Ok(request.headers()["cookie"].to_str().unwrap().to_owned()),
        Err(Error::InvalidParameter(error)) => Err(error.reason().to_owned()),
        Err(other) => unreachable!("{other}"),
    }
}

fn form(parameter: Parameter) -> String {
    let built = build("/", parameter, |request| request.form("n", RESERVED));
    String::from_utf8(built.unwrap().body().as_bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn a_path_keeps_them_where_its_parameter_allows_it() {
    assert_eq!(path(Parameter::path("n")), "/a%3Ab%2Fc%20d%2Be");
    assert_eq!(path(Parameter::path("n").allow_reserved()), "/a:b%2Fc%20d+e");
}

#[test]
fn a_cookie_keeps_them_where_its_parameter_allows_it() {
    let parameter = Parameter::cookie("n");
    assert_eq!(cookie(parameter, RESERVED).as_deref(), Ok("n=a%3Ab%2Fc%20d%2Be"));
    assert_eq!(cookie(parameter.allow_reserved(), RESERVED).as_deref(), Ok("n=a:b/c%20d%2Be"));
    // But for what would end it (RFC 6265, section 4.1.1).
    assert_eq!(cookie(parameter.allow_reserved(), "a,b;c").as_deref(), Ok("n=a%2Cb%3Bc"));
}

#[test]
fn a_form_keeps_them_where_its_field_allows_it() {
    assert_eq!(form(Parameter::form("n")), "n=a%3Ab%2Fc+d%2Be");
    assert_eq!(form(Parameter::form("n").allow_reserved()), "n=a:b/c%20d%2Be");
}

#[test]
fn a_cookie_of_its_own_style_is_sent_as_it_is() {
    let parameter = Parameter::cookie("n").style(Style::Cookie, true);
    assert_eq!(cookie(parameter, RESERVED).as_deref(), Ok("n=a:b/c d+e"));
}

/// RFC 6265, section 4.1.1.
#[test]
fn what_would_end_a_cookie_as_it_is_is_refused() {
    let parameter = Parameter::cookie("n").style(Style::Cookie, true);
    for value in ["a;b", "a\nb", "a\u{7f}"] {
        let reason = "has a character that cannot stand in a cookie".to_owned();
        assert_eq!(cookie(parameter, value), Err(reason), "{value:?}");
    }
}
