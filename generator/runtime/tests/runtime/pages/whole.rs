//! Whatever the length of a list, the size of its pages and the server's limit: every item comes
//! once.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::paging::{
    BY_SIZE, CURSOR, IN_HEADER, OFFSET, PAGE, all_items, client, list, number, read, response,
};
use crate::runtime::{Body, Paging};

/// A server of `length` items that gives no more than `limit` of them at once, and `usual` where
/// nobody says how many.
#[derive(Debug, Clone, Copy)]
struct Server {
    length: usize,
    usual: usize,
    limit: usize,
}

impl Server {
    fn size(self, request: &http::Request<Body>) -> usize {
        number(request, "count").unwrap_or(self.usual).clamp(1, self.limit)
    }

    fn part(self, start: usize, size: usize) -> Vec<usize> {
        (0..self.length).skip(start).take(size).collect()
    }

    fn response(self, paging: &Paging, request: &http::Request<Body>) -> http::Response<String> {
        let size = self.size(request);
        match paging {
            Paging::Offset { .. } => {
                let part = self.part(number(request, "offset").unwrap_or(0), size);
                response(&json!({"list": part, "total": self.length}))
            }
            Paging::Page { .. } => {
                let page = number(request, "page").unwrap_or(1);
                response(&json!(self.part((page - 1) * size, size)))
            }
            Paging::Cursor { .. } => {
                let start = number(request, "after").unwrap_or(0);
                let next = (start + size < self.length).then_some(start + size);
                response(&json!({"list": self.part(start, size), "next": next}))
            }
            Paging::Link { .. } => {
                let start = number(request, "offset").unwrap_or(0);
                let mut page = response(&json!(self.part(start, size)));
                if start + size < self.length {
                    let next = format!("<?offset={}&count={size}>; rel=next", start + size);
                    page.headers_mut().insert("link", next.parse().unwrap());
                }
                page
            }
        }
    }
}

proptest! {
    #[test]
    fn every_item_comes_once(
        (length, usual, limit) in (0usize..60, 1usize..20, 1usize..20),
        size in proptest::option::of(0usize..30),
        style in 0usize..4,
    ) {
        let paging = [&OFFSET, &PAGE, &CURSOR, &IN_HEADER][style];
        let server = Server { length, usual, limit };
        let (core, _) = client(move |request| server.response(paging, request));
        let mut request = list(&[]);
        if let Some(size) = size {
            request.query("count", &u64::try_from(size).unwrap());
        }
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (all, error) = runtime.block_on(read(all_items(&core, request, paging)));
        prop_assert!(error.is_none(), "{error:?}");
        let wanted: Vec<Value> = (0..length).map(Value::from).collect();
        prop_assert_eq!(all, wanted);
    }

    #[test]
    fn every_item_that_is_shown_comes_once_where_pages_are_shorter_in_the_middle(
        length in 0usize..60,
        size in 2usize..20,
        hidden in 0usize..3,
    ) {
        let is_shown = move |item: &usize| item % 3 != hidden;
        let (core, _) = client(move |request| {
            let rows = (0..length).skip(number(request, "offset").unwrap_or(0)).take(size);
            let part: Vec<usize> = rows.filter(is_shown).collect();
            response(&json!({"list": part, "total": length}))
        });
        let mut request = list(&[]);
        request.query("count", &u64::try_from(size).unwrap());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (all, error) = runtime.block_on(read(all_items(&core, request, &BY_SIZE)));
        prop_assert!(error.is_none(), "{error:?}");
        let wanted: Vec<Value> = (0..length).filter(is_shown).map(Value::from).collect();
        prop_assert_eq!(all, wanted);
    }
}
