//! Pages without an end.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use crate::pages::paging::{CURSOR, IN_BODY, all_items, client, list, pages, read, response};
use crate::runtime::{Error, Paging, PagingErrorKind};

/// How many requests a list takes whose pages are these by their number, and how it ends.
async fn walked(
    paging: &'static Paging,
    page: impl Fn(usize) -> serde_json::Value + Send + Sync + 'static,
) -> (usize, Option<PagingErrorKind>) {
    let count = AtomicUsize::new(0);
    let (core, fake) = client(move |_| response(&page(count.fetch_add(1, Ordering::SeqCst))));
    let (_, error) = read(all_items(&core, list(&[]), paging)).await;
    let kind = error.map(|error| match error {
        Error::Paging(error) => error.kind(),
        other => panic!("{other}"),
    });
    (fake.seen().len(), kind)
}

#[tokio::test]
async fn empty_pages_that_always_name_another_one_end() {
    let cursor = |number| json!({"list": [], "next": format!("c{number}")});
    assert_eq!(walked(&CURSOR, cursor).await, (1000, Some(PagingErrorKind::Empty)));
    let link = |number| json!({"list": [], "next": format!("/list?at={number}")});
    assert_eq!(walked(&IN_BODY, link).await, (1000, Some(PagingErrorKind::Empty)));
}

#[tokio::test]
async fn an_item_makes_up_for_the_empty_pages_before_it() {
    let page = |number: usize| match number {
        2500 => json!({"list": []}),
        _ if number % 999 == 998 => json!({"list": [1], "next": format!("c{number}")}),
        _ => json!({"list": [], "next": format!("c{number}")}),
    };
    assert_eq!(walked(&CURSOR, page).await, (2501, None));
}

#[tokio::test]
async fn what_ended_empty_pages_is_told() {
    let count = AtomicUsize::new(0);
    let (core, _) = client(move |_| {
        response(&json!({"list": [], "next": count.fetch_add(1, Ordering::SeqCst)}))
    });
    let mut all = pages(&core, list(&[]), &CURSOR);
    let error = loop {
        if let Err(error) = all.next().await.unwrap() {
            break error;
        }
    };
    let words = "operate: there is no next page: the last 1000 pages had no item, and each named \
                 another one";
    assert_eq!(error.to_string(), words);
}

#[tokio::test]
async fn a_ring_of_more_cursors_than_are_kept_is_found() {
    let page = |number: usize| json!({"list": [number], "next": format!("c{}", number % 1500)});
    let (requests, kind) = walked(&CURSOR, page).await;
    assert_eq!(kind, Some(PagingErrorKind::Repeated));
    assert!(requests <= 4 * 1500, "{requests}");
}

#[test]
fn cursors_of_any_length_are_forgotten() {
    // Were they kept, 1,000 of them would be 50 MB.
    let used = allocation_counter::measure(|| {
        let count = AtomicUsize::new(0);
        let (core, fake) = client(move |_| {
            let number = count.fetch_add(1, Ordering::SeqCst);
            let next = (number < 1000).then(|| format!("{number}{}", "c".repeat(50_000)));
            response(&json!({"list": [number], "next": next}))
        });
        let mut items = all_items(&core, list(&[]), &CURSOR);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut number = 0;
        while let Some(item) = runtime.block_on(items.next()) {
            item.unwrap();
            // What the server of the tests keeps is no matter of the client's.
            fake.seen.lock().unwrap().clear();
            number += 1;
        }
        assert_eq!(number, 1001);
    });
    assert!(used.bytes_max < 8_000_000, "{}", used.bytes_max);
}
