//! Pages by turns, counted or by cursors: what is asked for, and where it ends.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use futures_core::Stream;
use serde_json::json;

use super::paging::{
    BY_SIZE, CURSOR, EXACT, FROM_ONE, FROM_ZERO, IN_BODY, KEY, OFFSET, PAGE, Slow, all_items,
    client, core_of, in_turn, list, number, pages, paging_error, read, response, sized,
};
use crate::runtime::{Error, Options, PagingErrorKind};

#[tokio::test]
async fn nothing_is_sent_before_it_is_asked_for() {
    let (core, fake) = in_turn(&[json!({"list": [1, 2], "total": 4}), json!({"list": [3, 4]})]);
    let mut items = all_items(&core, list(&[]), &OFFSET);
    assert!(fake.seen().is_empty());
    items.next().await.unwrap().unwrap();
    items.next().await.unwrap().unwrap();
    assert_eq!(fake.seen(), [""]);
    items.next().await.unwrap().unwrap();
    assert_eq!(fake.seen(), ["", "?offset=2"]);
}

#[tokio::test]
async fn an_offset_goes_on_behind_what_came() {
    let (core, fake) =
        in_turn(&[json!({"list": [1, 2, 3], "total": 5}), json!({"list": [4, 5], "total": 5})]);
    let (all, error) = read(all_items(&core, sized(10), &OFFSET)).await;
    assert!(error.is_none());
    assert_eq!(all.len(), 5);
    assert_eq!(fake.seen(), ["?count=10", "?offset=3&count=10"]);
}

#[tokio::test]
async fn an_offset_by_size_leaves_room_for_what_did_not_come() {
    let (core, fake) =
        in_turn(&[json!({"list": [1, 2], "total": 5}), json!({"list": [4, 5], "total": 5})]);
    read(all_items(&core, sized(3), &BY_SIZE)).await;
    assert_eq!(fake.seen(), ["?count=3", "?offset=3&count=3"]);
}

#[tokio::test]
async fn an_offset_by_size_goes_by_the_smaller_size_that_the_server_took() {
    // The server has a bound of three, and one item of the first page may not be seen.
    let page = |list: &[u8]| json!({"list": list, "count": 3, "total": 7});
    let (core, fake) = in_turn(&[page(&[1, 3]), page(&[4, 5, 6]), page(&[7])]);
    let (all, error) = read(all_items(&core, sized(100), &BY_SIZE)).await;
    assert!(error.is_none());
    assert_eq!(all.len(), 6);
    assert_eq!(fake.seen(), ["?count=100", "?offset=3&count=100", "?offset=6&count=100"]);
}

#[tokio::test]
async fn a_size_that_is_larger_than_asked_for_or_none_is_not_the_servers() {
    for count in [json!(0), json!(-1), json!(null), json!("all"), json!(9)] {
        let page = |list: &[u8]| json!({"list": list, "count": count, "total": 4});
        let (core, fake) = in_turn(&[page(&[1, 2]), page(&[4])]);
        read(all_items(&core, sized(3), &BY_SIZE)).await;
        assert_eq!(fake.seen(), ["?count=3", "?offset=3&count=3"], "{count}");
    }
}

#[tokio::test]
async fn an_offset_by_size_goes_by_what_came_where_no_size_or_a_smaller_one_was_asked_for() {
    for request in [list(&[]), sized(0), sized(1)] {
        let (core, fake) =
            in_turn(&[json!({"list": [1, 2], "total": 3}), json!({"list": [3], "total": 3})]);
        read(all_items(&core, request, &BY_SIZE)).await;
        assert!(fake.seen()[1].contains("offset=2"), "{:?}", fake.seen());
    }
}

#[tokio::test]
async fn pages_begin_where_the_caller_says() {
    let (core, fake) =
        in_turn(&[json!({"list": [7], "total": 9}), json!({"list": [8], "total": 9})]);
    let mut request = list(&[]);
    request.query("offset", &7);
    let (all, _) = read(all_items(&core, request, &OFFSET)).await;
    assert_eq!((all.len(), fake.seen()), (2, vec!["?offset=7".to_owned(), "?offset=8".to_owned()]));
    let (core, fake) = in_turn(&[json!([7]), json!([])]);
    let mut request = list(&[]);
    request.query("page", &7);
    read(all_items(&core, request, &PAGE)).await;
    assert_eq!(fake.seen(), ["?page=7", "?page=8"]);
}

#[tokio::test]
async fn without_a_total_an_empty_list_is_the_end_and_no_page() {
    let (core, fake) = in_turn(&[json!([1, 2]), json!([3]), json!([])]);
    let mut all = pages(&core, list(&[]), &PAGE);
    let mut lengths = Vec::new();
    while let Some(page) = all.next().await {
        lengths.push(page.unwrap().as_array().unwrap().len());
    }
    assert_eq!(lengths, [2, 1]);
    assert_eq!(fake.seen(), ["", "?page=2", "?page=3"]);
}

#[tokio::test]
async fn the_first_page_is_one_even_if_it_is_empty() {
    for paging in [&OFFSET, &PAGE, &CURSOR, &IN_BODY] {
        let (core, _) = in_turn(&[json!({"list": [], "total": 0})]);
        let mut all = pages(&core, list(&[]), paging);
        assert_eq!(all.next().await.unwrap().unwrap()["total"], 0);
        assert!(all.next().await.is_none());
    }
}

#[tokio::test]
async fn pages_can_be_counted_from_zero() {
    let (core, fake) = in_turn(&[json!([1]), json!([2]), json!([])]);
    read(all_items(&core, list(&[]), &FROM_ZERO)).await;
    assert_eq!(fake.seen(), ["", "?page=1", "?page=2"]);
}

#[tokio::test]
async fn items_can_be_counted_from_one() {
    let page = |list: &[u8]| json!({"list": list, "total": 3});
    let (core, fake) = in_turn(&[page(&[1, 2]), page(&[3])]);
    read(all_items(&core, list(&[]), &FROM_ONE)).await;
    assert_eq!(fake.seen(), ["", "?offset=3"]);
}

#[tokio::test]
async fn what_is_dropped_while_a_page_is_on_its_way_loses_nothing() {
    let (_, fake) = in_turn(&[json!([1])]);
    let mut items = all_items(&core_of(Slow(fake.clone())), sized(9), &EXACT);
    for _ in 0..2 {
        let is_ready =
            poll_fn(|context| Poll::Ready(std::pin::pin!(items.next()).poll(context).is_ready()));
        assert!(!is_ready.await);
    }
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(items.next().await.is_none());
    assert_eq!(fake.seen(), ["?count=9"]);
}

#[tokio::test]
async fn the_total_ends_pages() {
    let (core, fake) =
        in_turn(&[json!({"list": [1, 2], "total": 3}), json!({"list": [3], "total": 3})]);
    read(all_items(&core, list(&[]), &PAGE)).await;
    assert_eq!(fake.seen().len(), 2);
}

#[tokio::test]
async fn a_short_page_is_the_end_only_where_the_server_cannot_have_lowered_the_size() {
    let (core, fake) = in_turn(&[json!([1, 2])]);
    read(all_items(&core, sized(3), &EXACT)).await;
    assert_eq!(fake.seen(), ["?count=3"]);
    let (core, fake) = in_turn(&[json!([1, 2]), json!([])]);
    read(all_items(&core, sized(3), &PAGE)).await;
    assert_eq!(fake.seen(), ["?count=3", "?count=3&page=2"]);
}

#[tokio::test]
async fn a_total_that_is_none_counts_nothing() {
    for total in [json!(-1), json!(null), json!("many")] {
        let (core, fake) = in_turn(&[json!({"list": [1], "total": total}), json!({"list": []})]);
        read(all_items(&core, list(&[]), &OFFSET)).await;
        assert_eq!(fake.seen(), ["", "?offset=1"]);
    }
    let (core, fake) = in_turn(&[json!({"list": [1], "total": "1"})]);
    read(all_items(&core, list(&[]), &OFFSET)).await;
    assert_eq!(fake.seen(), [""]);
}

#[tokio::test]
async fn cursors_are_text_or_numbers_and_end_with_null_or_empty_text() {
    for end in
        [json!({"list": [3]}), json!({"list": [3], "next": null}), json!({"list": [3], "next": ""})]
    {
        let (core, fake) =
            in_turn(&[json!({"list": [1], "next": "a/b="}), json!({"list": [], "next": 7}), end]);
        let (all, _) = read(all_items(&core, list(&[]), &CURSOR)).await;
        assert_eq!(all, [json!(1), json!(3)]);
        assert_eq!(fake.seen(), ["", "?after=a%2Fb%3D", "?after=7"]);
    }
}

#[tokio::test]
async fn a_cursor_for_the_second_time_is_an_error_behind_its_page() {
    let (core, fake) = in_turn(&[
        json!({"list": [1], "next": "a"}),
        json!({"list": [2], "next": "b"}),
        json!({"list": [3], "next": "a"}),
    ]);
    let (all, error) = read(all_items(&core, list(&[]), &CURSOR)).await;
    assert_eq!((all.len(), fake.seen().len()), (3, 3));
    let (kind, words) = paging_error(error);
    assert_eq!(kind, PagingErrorKind::Repeated);
    assert_eq!(
        words,
        "operate: there is no next page: the server names a cursor for the second time"
    );
}

#[tokio::test]
async fn the_same_page_again_is_an_error_and_no_page() {
    let next = json!({"list": [1], "next": "/list?page=2"});
    for (paging, parameter) in [(&OFFSET, "offset"), (&PAGE, "page"), (&CURSOR, "after")] {
        let (core, fake) = in_turn(&[next.clone(), next.clone()]);
        let (all, error) = read(all_items(&core, list(&[]), paging)).await;
        assert_eq!((all.len(), fake.seen().len()), (1, 2));
        let (kind, words) = paging_error(error);
        assert_eq!(kind, PagingErrorKind::Repeated);
        assert_eq!(
            words,
            format!(
                "operate: there is no next page: the server sends the same page again; does it \
                 know the parameter `{parameter}`?"
            )
        );
    }
}

#[tokio::test]
async fn an_offset_out_of_range_is_an_error() {
    let (core, _) = in_turn(&[json!([1])]);
    let mut request = list(&[]);
    request.query("offset", &i64::MAX);
    let (all, error) = read(all_items(&core, request, &OFFSET)).await;
    assert_eq!((all.len(), paging_error(error).0), (1, PagingErrorKind::OutOfRange));
}

#[tokio::test]
async fn a_failure_ends_the_pages() {
    let (core, fake) = client(|request| match number(request, "page") {
        None => response(&json!([1])),
        Some(_) => http::Response::builder().status(500).body(String::new()).unwrap(),
    });
    let (all, error) = read(all_items(&core, list(&[]), &PAGE)).await;
    assert_eq!((all.len(), fake.seen().len()), (1, 2));
    assert!(matches!(error, Some(Error::Unexpected(_))));
}

#[tokio::test]
async fn a_value_that_cannot_be_sent_is_the_only_item() {
    let (core, fake) = in_turn(&[]);
    let mut request = list(&[]);
    request.query("unknown", &1);
    let (all, error) = read(all_items(&core, request, &PAGE)).await;
    assert!(all.is_empty() && fake.seen().is_empty());
    assert!(matches!(error, Some(Error::InvalidParameter(_))));
}

#[tokio::test]
async fn they_are_streams_that_need_no_pin() {
    fn is_stream<S: Stream + Unpin + Send>(stream: S) -> S {
        stream
    }
    let (core, _) = in_turn(&[json!([1, 2]), json!([])]);
    let mut items = is_stream(all_items(&core, list(&[]), &PAGE));
    let first = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await;
    assert_eq!(first.unwrap().unwrap(), 1);
    assert_eq!(items.size_hint(), (1, None));
    let _ = is_stream(pages(&core, list(&[]), &PAGE));
}

#[tokio::test]
async fn no_secret_of_a_call_is_printed_by_its_pages() {
    let (core, _) = in_turn(&[]);
    let pages = pages(&core, list(&[&[&KEY]]), &PAGE);
    let items = all_items(&core, list(&[&[&KEY]]), &PAGE);
    assert!(!format!("{pages:?} {items:?}").contains("k3y"));
}

#[tokio::test]
async fn options_hold_for_the_call_of_each_page() {
    let (core, fake) = in_turn(&[json!([1]), json!(["far too long for this"])]);
    let all = all_items(&core, list(&[]), &PAGE).options(Options::new().response_limit(10));
    let (all, error) = read(all).await;
    assert_eq!((all.len(), fake.seen().len()), (1, 2));
    assert!(matches!(error, Some(Error::TooLarge(_))), "{error:?}");
}
