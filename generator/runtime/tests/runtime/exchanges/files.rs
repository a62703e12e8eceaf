//! Files that are sent, and responses that are written into files.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use tempfile::TempDir;

use crate::runtime::{Body, Error, MemoryTransport, Part, Progress, Request, TransportErrorKind};
use crate::streams::body::{Pieces, stream};
use crate::support::{Once, client_of, operation, text_call};

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn names(folder: &TempDir) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Responds with this body.
fn answering(body: Body) -> Once {
    Once::new(http::Response::new(body))
}

/// Pieces without an end.
struct Endless;

impl Stream for Endless {
    type Item = Result<&'static str, &'static str>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(Ok("ab")))
    }
}

#[tokio::test]
async fn a_file_is_a_body_of_known_length() {
    let folder = folder();
    let path = folder.path().join("scan.nii");
    std::fs::write(&path, vec![b'x'; 200_000]).unwrap();
    let body = Body::file(&path).await.unwrap();
    assert_eq!(body.length(), Some(200_000));
    assert_eq!(body.collect().await.unwrap(), vec![b'x'; 200_000]);
}

#[tokio::test]
async fn a_file_is_a_part_with_its_name() {
    let folder = folder();
    let path = folder.path().join("scan.nii");
    std::fs::write(&path, "abc").unwrap();
    let part = Part::file(&path).await.unwrap();
    assert!(format!("{part:?}").contains("file_name: Some(\"scan.nii\")"), "{part:?}");
}

#[tokio::test]
async fn a_file_that_is_not_there_is_told_at_once() {
    let error = Body::file(folder().path().join("none")).await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
}

#[tokio::test]
async fn a_reader_is_a_body() {
    let body = Body::reader(&b"abc"[..], None);
    assert_eq!(body.length(), None);
    assert_eq!(body.collect().await.unwrap(), "abc");
}

#[tokio::test]
async fn a_download_is_a_file_and_says_how_far_it_is() {
    let folder = folder();
    let path = folder.path().join("result");
    let core = client_of(answering(stream(&["ab", "cde"], Some(5))));
    let mut seen = Vec::new();
    let call = text_call(&core, Request::new(operation("/a", &[], &[])));
    let response = call
        .download(&path, |progress: Progress| seen.push((progress.transferred(), progress.total())))
        .await
        .unwrap();
    assert_eq!(*response, 5);
    assert_eq!(seen, [(0, Some(5)), (2, Some(5)), (5, Some(5))]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "abcde");
    assert_eq!(names(&folder), ["result"]);
}

#[tokio::test]
async fn a_download_that_breaks_off_leaves_the_old_file_and_no_other() {
    let folder = folder();
    let path = folder.path().join("result");
    std::fs::write(&path, "old").unwrap();
    let broken = Body::stream(Pieces([Ok("ab"), Err("cut")].into()), None);
    let call = text_call(&client_of(answering(broken)), Request::new(operation("/a", &[], &[])));
    let error = call.download(&path, |_| {}).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names(&folder), ["result"]);
}

#[tokio::test]
async fn a_download_shorter_than_announced_is_an_error() {
    let folder = folder();
    let short = stream(&["ab"], Some(5));
    let call = text_call(&client_of(answering(short)), Request::new(operation("/a", &[], &[])));
    let error = call.download(folder.path().join("result"), |_| {}).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(names(&folder).is_empty());
}

#[tokio::test]
async fn a_download_that_is_dropped_leaves_nothing() {
    let folder = folder();
    let path = folder.path().join("result");
    let pieces = Body::stream(Endless, None);
    let call = text_call(&client_of(answering(pieces)), Request::new(operation("/a", &[], &[])));
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let mut sender = Some(sender);
    let download = call.download(&path, |progress| {
        if progress.transferred() > 0 {
            let _ = sender.take().map(|sender| sender.send(()));
        }
    });
    tokio::select! {
        biased;
        _ = receiver => {}
        ended = download => panic!("{ended:?}"),
    }
    assert!(names(&folder).is_empty());
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_an_error_of_the_file() {
    let core = client_of(MemoryTransport::new().json(200, "[]"));
    let call = text_call(&core, Request::new(operation("/a", &[], &[])));
    let error = call.download(folder().path().join("none/result"), |_| {}).await.unwrap_err();
    let Error::Transport(error) = &error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::File);
    assert_eq!(error.to_string(), "operate: the file could not be written");
}

#[tokio::test]
async fn a_failure_is_read_and_not_written() {
    let folder = folder();
    let core = client_of(MemoryTransport::new().json(404, r#"{"message":"gone"}"#));
    let call = text_call(&core, Request::new(operation("/a", &[], &[])));
    let error = call.download(folder.path().join("result"), |_| {}).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404);
    assert!(names(&folder).is_empty());
}
