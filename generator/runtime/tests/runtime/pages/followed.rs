//! Pages behind links: which are followed, and what goes along.

use std::convert::Infallible;

use serde_json::json;

use super::paging::{
    IN_BODY, IN_HEADER, KEY, TOKEN, all_items, client, in_turn, list, paging_error, read, response,
};
use crate::runtime::{Error, Paging, PagingErrorKind};

/// The pages of a server whose first page links to `next`, and what ended them.
async fn linked(paging: &'static Paging, next: &str) -> (Vec<String>, Option<Error<Infallible>>) {
    let (first, header) = (next.to_owned(), format!("<{next}>; rel=\"next\""));
    let (core, fake) = client(move |request| {
        assert_eq!(request.headers()["authorization"], "Bearer t0ken");
        let is_first = request.uri().path() == "/list" && request.uri().query().is_none();
        let next = if is_first { json!(first) } else { json!(null) };
        let mut page = response(&json!({"list": [request.uri().to_string()], "next": next}));
        if is_first {
            page.headers_mut().insert("link", header.parse().unwrap());
        }
        page
    });
    let (_, error) = read(all_items(&core, list(&[&[&TOKEN]]), paging)).await;
    (fake.seen.lock().unwrap().clone(), error)
}

#[tokio::test]
async fn links_are_followed_wherever_they_lead_at_the_same_origin() {
    for (next, url) in [
        ("http://h/list?page=2", "http://h/list?page=2"),
        ("http://H:80/other/path?a=b&c#fragment", "http://h/other/path?a=b&c"),
        ("?page=2", "http://h/list?page=2"),
        ("/list/2", "http://h/list/2"),
        ("//h/list/2", "http://h/list/2"),
    ] {
        for paging in [&IN_BODY, &IN_HEADER] {
            let (seen, error) = linked(paging, next).await;
            assert_eq!(seen, ["http://h/list", url], "{next}");
            assert!(error.is_none());
        }
    }
}

#[tokio::test]
async fn links_to_another_origin_are_not_followed() {
    for (next, origin) in [
        ("https://h/list?key=s3cret", "https://h"),
        ("http://h:8080/list?key=s3cret", "http://h:8080"),
        ("//evil.example/list?key=s3cret", "http://evil.example"),
        ("http://s3cret:s3cret@evil.example/", "http://evil.example"),
        ("mailto:s3cret@h", "null"),
    ] {
        for paging in [&IN_BODY, &IN_HEADER] {
            let (seen, error) = linked(paging, next).await;
            assert_eq!(seen, ["http://h/list"]);
            let printed = format!("{error:?}");
            let (kind, words) = paging_error(error);
            assert_eq!(kind, PagingErrorKind::OtherOrigin);
            assert_eq!(
                words,
                format!(
                    "operate: there is no next page: the server links to another origin, {origin}, \
                     where the client's credentials do not go"
                )
            );
            assert!(!printed.contains("s3cret") && !words.contains("s3cret"), "{printed}");
        }
    }
}

#[tokio::test]
async fn links_that_are_none_are_errors() {
    for next in ["http://[", "http://user:pass@h/list", "http://user@h/list"] {
        let (seen, error) = linked(&IN_BODY, next).await;
        assert_eq!(seen.len(), 1);
        assert_eq!(paging_error(error).0, PagingErrorKind::InvalidLink, "{next}");
    }
}

#[tokio::test]
async fn a_link_for_the_second_time_is_an_error() {
    for next in ["http://h/list", "/list#top"] {
        let (_, error) = linked(&IN_BODY, next).await;
        let (kind, words) = paging_error(error);
        assert_eq!(kind, PagingErrorKind::Repeated);
        assert_eq!(
            words,
            "operate: there is no next page: the server links to a page for the second time"
        );
    }
    let (core, fake) = in_turn(&[
        json!({"list": [1], "next": "/a"}),
        json!({"list": [2], "next": "/b"}),
        json!({"list": [3], "next": "/a"}),
    ]);
    let (all, error) = read(all_items(&core, list(&[]), &IN_BODY)).await;
    assert_eq!((all.len(), fake.seen().len()), (3, 3));
    assert_eq!(paging_error(error).0, PagingErrorKind::Repeated);
}

#[tokio::test]
async fn a_key_in_the_query_goes_with_each_link_once() {
    for next in ["/list?a=1", "/list?key=old&a=1", "/list?a=1&key=k3y-1"] {
        let (core, fake) = in_turn(&[json!({"list": [1], "next": next}), json!({"list": [2]})]);
        let mut request = list(&[&[&KEY]]);
        request.query("count", &5);
        read(all_items(&core, request, &IN_BODY)).await;
        assert_eq!(fake.seen(), ["?count=5&key=k3y-1", "?a=1&key=k3y-1"], "{next}");
    }
}
