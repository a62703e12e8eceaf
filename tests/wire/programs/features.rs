//! What is behind a feature, over real HTTP.

use cbrain_apteco::runtime::{Progress, block_on};
use tests::server::{CannedResponse, Server};

use crate::support::{self, SESSION_INFO};

#[test]
fn a_call_that_blocks_is_sent_and_read() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let session = support::cbrain(&server).sessions().get().send().unwrap();
    assert_eq!(session.user_id, 2);
}

#[test]
fn a_call_with_optional_values_blocks_in_the_same_way() {
    let server = Server::start([CannedResponse::json(200, support::PAGE)]);
    let sessions = support::apteco(&server).sessions();
    let page = sessions.get_details_list().offset(10).count(5).send().unwrap();
    assert_eq!(page.total_count, 11);
    assert_eq!(server.request().target, "/holidays/Sessions?offset=10&count=5");
}

#[test]
fn calls_that_block_on_many_threads_have_a_response_each() {
    let server = Server::start(std::iter::repeat_n(CannedResponse::json(200, SESSION_INFO), 20));
    let client = support::cbrain(&server);
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| client.sessions().get().send().unwrap());
        }
    });
    assert_eq!(server.requests().len(), 20);
}

#[tokio::test]
async fn a_response_is_downloaded_into_a_file() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.json");
    let mut seen = Vec::new();
    let call = support::cbrain(&server).sessions().get();
    let length = u64::try_from(SESSION_INFO.len()).unwrap();
    let response = call.download(&path, |progress: Progress| seen.push(progress)).await.unwrap();
    assert_eq!(*response, length);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), SESSION_INFO);
    assert_eq!(
        seen.last().map(|last| (last.transferred(), last.total())),
        Some((length, Some(length)))
    );
}

#[test]
fn a_download_that_breaks_off_is_an_error_without_a_file() {
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec();
    let server = Server::start([CannedResponse::Last(half)]);
    let folder = tempfile::tempdir().unwrap();
    let call = support::cbrain(&server).sessions().get();
    let download = call.download(folder.path().join("session.json"), |_| {});
    block_on(download).unwrap().unwrap_err();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
