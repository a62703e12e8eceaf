//! The table "Style Examples" of the Parameter Object: OpenAPI 3.0.3, section 4.7.12.3.
//!
//! Where 3.0.4 and 3.1.1 mend the table of 3.0.3, theirs is meant: `label` without `explode`
//! separates by commas, as RFC 6570 does, and a pipe and brackets are percent-encoded.

use crate::runtime::{Parameter, Request, Style};
use crate::support::{build, call, core, operation, raw};

const STRING: &str = r#""blue""#;
const ARRAY: &str = r#"["blue","black","brown"]"#;
const OBJECT: &str = r#"{"R":100,"G":200,"B":150}"#;
const EMPTY: &str = r#""""#;

/// What stands for the parameter `color` in a path, behind an `x` that lets it be empty.
fn path(style: Style, explode: bool, value: &'static str) -> String {
    let parameter = Parameter::path("color").style(style, explode);
    let request = build("/x{color}", parameter, |request| request.path("color", &raw(value)));
    request
        .expect("the value fits a path")
        .uri()
        .path()
        .strip_prefix("/x")
        .expect("the path's own text")
        .to_owned()
}

fn query(style: Style, explode: bool, value: &'static str) -> String {
    let parameter = Parameter::query("color").style(style, explode);
    let request = build("/x", parameter, |request| request.query("color", &raw(value)));
    request.expect("the value fits a query").uri().query().unwrap_or_default().to_owned()
}

fn header(explode: bool, value: &'static str) -> String {
    let parameter = Parameter::header("color").style(Style::Simple, explode);
    let request = build("/x", parameter, |request| request.header("color", &raw(value)));
    let request = request.expect("the value fits a header");
    request
        .headers()
        .get("color")
        .and_then(|value| value.to_str().ok())
        .expect("the header is there")
        .to_owned()
}

macro_rules! cells {
    ($($test:ident: $row:expr, $value:expr => $text:literal;)+) => {$(
        #[test]
        fn $test() {
            let row: fn(&'static str) -> String = $row;
            assert_eq!(row($value), $text);
        }
    )+};
}

cells! {
    matrix_empty: |v| path(Style::Matrix, false, v), EMPTY => ";color";
    matrix_string: |v| path(Style::Matrix, false, v), STRING => ";color=blue";
    matrix_array: |v| path(Style::Matrix, false, v), ARRAY => ";color=blue,black,brown";
    matrix_object: |v| path(Style::Matrix, false, v), OBJECT => ";color=R,100,G,200,B,150";

    matrix_exploded_empty: |v| path(Style::Matrix, true, v), EMPTY => ";color";
    matrix_exploded_string: |v| path(Style::Matrix, true, v), STRING => ";color=blue";
    matrix_exploded_array: |v| path(Style::Matrix, true, v), ARRAY => ";color=blue;color=black;color=brown";
    matrix_exploded_object: |v| path(Style::Matrix, true, v), OBJECT => ";R=100;G=200;B=150";

    label_empty: |v| path(Style::Label, false, v), EMPTY => ".";
    label_string: |v| path(Style::Label, false, v), STRING => ".blue";
    label_array: |v| path(Style::Label, false, v), ARRAY => ".blue,black,brown";
    label_object: |v| path(Style::Label, false, v), OBJECT => ".R,100,G,200,B,150";

    label_exploded_empty: |v| path(Style::Label, true, v), EMPTY => ".";
    label_exploded_string: |v| path(Style::Label, true, v), STRING => ".blue";
    label_exploded_array: |v| path(Style::Label, true, v), ARRAY => ".blue.black.brown";
    label_exploded_object: |v| path(Style::Label, true, v), OBJECT => ".R=100.G=200.B=150";

    simple_string: |v| path(Style::Simple, false, v), STRING => "blue";
    simple_array: |v| path(Style::Simple, false, v), ARRAY => "blue,black,brown";
    simple_object: |v| path(Style::Simple, false, v), OBJECT => "R,100,G,200,B,150";

    simple_exploded_string: |v| path(Style::Simple, true, v), STRING => "blue";
    simple_exploded_array: |v| path(Style::Simple, true, v), ARRAY => "blue,black,brown";
    simple_exploded_object: |v| path(Style::Simple, true, v), OBJECT => "R=100,G=200,B=150";

    header_string: |v| header(false, v), STRING => "blue";
    header_array: |v| header(false, v), ARRAY => "blue,black,brown";
    header_object: |v| header(false, v), OBJECT => "R,100,G,200,B,150";
    header_exploded_object: |v| header(true, v), OBJECT => "R=100,G=200,B=150";

    form_empty: |v| query(Style::Form, false, v), EMPTY => "color=";
    form_string: |v| query(Style::Form, false, v), STRING => "color=blue";
    form_array: |v| query(Style::Form, false, v), ARRAY => "color=blue,black,brown";
    form_object: |v| query(Style::Form, false, v), OBJECT => "color=R,100,G,200,B,150";

    form_exploded_empty: |v| query(Style::Form, true, v), EMPTY => "color=";
    form_exploded_string: |v| query(Style::Form, true, v), STRING => "color=blue";
    form_exploded_array: |v| query(Style::Form, true, v), ARRAY => "color=blue&color=black&color=brown";
    form_exploded_object: |v| query(Style::Form, true, v), OBJECT => "R=100&G=200&B=150";

    space_delimited_array: |v| query(Style::SpaceDelimited, false, v), ARRAY => "color=blue%20black%20brown";
    space_delimited_object: |v| query(Style::SpaceDelimited, false, v), OBJECT => "color=R%20100%20G%20200%20B%20150";
    pipe_delimited_array: |v| query(Style::PipeDelimited, false, v), ARRAY => "color=blue%7Cblack%7Cbrown";
    pipe_delimited_object: |v| query(Style::PipeDelimited, false, v), OBJECT => "color=R%7C100%7CG%7C200%7CB%7C150";
    tab_delimited_array: |v| query(Style::TabDelimited, false, v), ARRAY => "color=blue%09black%09brown";
    space_delimited_path: |v| path(Style::SpaceDelimited, false, v), ARRAY => "blue%20black%20brown";
    tab_delimited_path: |v| path(Style::TabDelimited, false, v), ARRAY => "blue%09black%09brown";
    pipe_delimited_path: |v| path(Style::PipeDelimited, false, v), ARRAY => "blue%7Cblack%7Cbrown";
    deep_object: |v| query(Style::DeepObject, true, v), OBJECT => "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150";
}

#[test]
fn a_path_has_the_style_simple_by_default() {
    let request =
        build("/{color}", Parameter::path("color"), |request| request.path("color", &raw(ARRAY)));
    assert_eq!(request.unwrap().uri().path(), "/blue,black,brown");
}

#[test]
fn a_query_has_the_style_form_by_default_and_explodes() {
    let request =
        build("/", Parameter::query("color"), |request| request.query("color", &raw(ARRAY)));
    assert_eq!(request.unwrap().uri().query(), Some("color=blue&color=black&color=brown"));
}

#[test]
fn a_cookie_has_the_style_form_by_default() {
    let request =
        build("/", Parameter::cookie("color"), |request| request.cookie("color", &raw(STRING)));
    assert_eq!(request.unwrap().headers()["cookie"], "color=blue");
}

#[test]
fn a_form_field_has_the_style_form_by_default_and_explodes() {
    let request =
        build("/", Parameter::form("color"), |request| request.form("color", &raw(ARRAY)));
    assert_eq!(request.unwrap().body().as_bytes().unwrap(), "color=blue&color=black&color=brown");
}

#[test]
fn what_is_no_text_is_written_as_json_writes_it() {
    for (value, text) in
        [("true", "color=true"), ("-0.5", "color=-0.5"), ("12", "color=12"), ("null", "color=")]
    {
        assert_eq!(query(Style::Form, true, value), text);
    }
}

#[test]
fn a_whole_number_has_no_fraction_as_long_as_it_can_be_told_from_the_next() {
    for (value, text) in [
        ("1.0", "color=1"),
        ("-0.0", "color=0"),
        ("-4503599627370496.0", "color=-4503599627370496"),
        ("9007199254740992.0", "color=9007199254740992.0"),
    ] {
        assert_eq!(query(Style::Form, true, value), text);
    }
}

#[test]
fn the_place_of_a_parameter_is_part_of_its_name() {
    let parameters = [Parameter::path("id"), Parameter::query("id"), Parameter::header("id")];
    let mut request = Request::new(operation("/{id}", &parameters, &[]));
    request.header("id", "h");
    request.query("id", "q");
    request.path("id", "p");
    let built = call(&core(), request).request().unwrap();
    assert_eq!(built.uri(), "http://h/p?id=q");
    assert_eq!(built.headers()["id"], "h");
}
