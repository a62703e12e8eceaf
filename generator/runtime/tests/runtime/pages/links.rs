//! `Link` headers (RFC 8288): which page is asked for next.

use http::HeaderValue;
use serde_json::json;

use super::paging::{IN_HEADER, all_items, client, list, read, response};

/// The path of the page that comes after one with these headers.
fn next(fields: &[&'static str]) -> Option<String> {
    let fields = fields.to_vec();
    let (core, _) = client(move |request| {
        let path = request.uri().path();
        let mut page = response(&json!([path]));
        for field in fields.iter().filter(|_| path == "/list") {
            let field = HeaderValue::from_bytes(field.as_bytes()).unwrap();
            page.headers_mut().append("link", field);
        }
        page
    });
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (all, error) = runtime.block_on(read(all_items(&core, list(&[]), &IN_HEADER)));
    assert!(error.is_none(), "{error:?}");
    all.get(1).map(|path| path.as_str().unwrap().to_owned())
}

#[test]
fn the_link_of_a_relation_is_found() {
    let found = |field| next(&[field]).unwrap();
    assert_eq!(found("<http://h/2>; rel=\"next\""), "/2");
    assert_eq!(found("<http://h/2>;rel=next"), "/2");
    assert_eq!(found("< /2 > ; title=x ; REL = \"Next\" "), "/2");
    assert_eq!(found("</1>; rel=\"prev\", </3>; rel=\"next\""), "/3");
    assert_eq!(found("</1>; rel=prev,</3>;rel=next"), "/3");
    assert_eq!(found(", ,</3>; rel=next"), "/3");
}

#[test]
fn a_relation_can_have_several_types() {
    let field = "</start>; rel=\"start http://example.net/relation/other next\"";
    assert_eq!(next(&[field]).unwrap(), "/start");
}

#[test]
fn links_can_be_on_several_lines() {
    assert_eq!(next(&["</1>; rel=first", "</2>; rel=next"]).unwrap(), "/2");
    assert_eq!(next(&["</2>; rel=next", "</3>; rel=next"]).unwrap(), "/2");
}

#[test]
fn signs_inside_of_quotes_and_of_targets_end_nothing() {
    let field = r#"</a,b;c>; title="x, <y>; rel=next; \"z\\", </2>; title*=UTF-8'de'n%c3%a4chstes; rel="next""#;
    assert_eq!(next(&[field]).unwrap(), "/2");
    assert_eq!(next(&["</a,b;c>; rel=next"]).unwrap(), "/a,b;c");
    assert_eq!(next(&["</1>; title=\"größer\"; rel=prev, </2>; rel=next"]).unwrap(), "/2");
}

#[test]
fn only_the_first_relation_of_a_link_counts() {
    assert_eq!(next(&["</1>; rel=prev; rel=next"]), None);
    assert_eq!(next(&["</1>; rel=next; rel=prev"]).unwrap(), "/1");
}

#[test]
fn a_link_from_another_place_is_not_followed() {
    assert_eq!(next(&["</1>; rel=next; anchor=\"#part\", </2>; rel=next"]).unwrap(), "/2");
}

#[test]
fn what_is_no_link_is_none() {
    let fields = [
        "",
        "next",
        "</1",
        "</1>",
        "</1>; rel",
        "</1>; rel=",
        "</1>; rel=nextpage",
        "</1> rel=next",
        "</1>; rel=\"prev",
        "</1>; title=\"; rel=next",
    ];
    for field in fields {
        assert_eq!(next(&[field]), None, "{field}");
    }
    assert_eq!(next(&["</1> junk, </2>; rel=next"]).unwrap(), "/2");
}
