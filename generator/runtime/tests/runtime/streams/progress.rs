//! Bodies that tell how far they are.

use std::sync::{Arc, Mutex};

use crate::runtime::{Body, Progress};
use crate::streams::body::{Pieces, stream};

type Seen = Arc<Mutex<Vec<(u64, Option<u64>)>>>;

/// A body that is watched, and what was told.
fn watched(body: Body) -> (Body, Seen) {
    let seen = Seen::default();
    let told = Arc::clone(&seen);
    let watch = move |progress: Progress| {
        told.lock().unwrap().push((progress.transferred(), progress.total()));
    };
    (body.with_progress(watch), seen)
}

#[tokio::test]
async fn a_stream_tells_how_far_it_is_after_each_piece() {
    let (body, seen) = watched(stream(&["ab", "cde"], Some(5)));
    assert_eq!(body.length(), Some(5));
    assert_eq!(body.collect().await.unwrap(), "abcde");
    assert_eq!(*seen.lock().unwrap(), [(0, Some(5)), (2, Some(5)), (5, Some(5))]);
}

#[tokio::test]
async fn without_a_length_there_is_no_total() {
    let (body, seen) = watched(stream(&["ab"], None));
    body.collect().await.unwrap();
    assert_eq!(*seen.lock().unwrap(), [(0, None), (2, None)]);
}

#[tokio::test]
async fn bytes_in_memory_are_counted_by_pieces_as_well() {
    let (body, seen) = watched(Body::from(vec![b'x'; 150_000]));
    assert_eq!(body.collect().await.unwrap().len(), 150_000);
    let seen: Vec<u64> = seen.lock().unwrap().iter().map(|(bytes, _)| *bytes).collect();
    assert_eq!(seen, [0, 65_536, 131_072, 150_000]);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_watched_up_to_there() {
    let (body, seen) = watched(Body::stream(Pieces([Ok("ab"), Err("cut")].into()), Some(5)));
    assert_eq!(
        std::error::Error::source(&body.collect().await.unwrap_err()).unwrap().to_string(),
        "cut"
    );
    assert_eq!(*seen.lock().unwrap(), [(0, Some(5)), (2, Some(5))]);
}
