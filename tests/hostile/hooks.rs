//! What hooks are told, and what they are not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use cbrain_apteco::runtime::{Attempt, Outcome};
use cbrain_apteco::{Hook, Options, Retry, apteco};
use tests::server::{CannedResponse, Server};

use crate::support::{PAGE, assert_hides};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn add(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Hook for Log {
    fn before(&self, attempt: &Attempt<'_>) {
        let (operation, method, path) = (attempt.operation(), attempt.method(), attempt.path());
        self.add(format!("{} {operation} {method} {path}", attempt.number()));
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome) {
        assert!(outcome.time().is_some());
        let result = outcome.result();
        let is_last = outcome.wait().is_none();
        self.add(format!("{} {result:?} last: {is_last}", attempt.number()));
        assert_eq!((attempt.host(), attempt.is_secure()), ("127.0.0.1", false));
    }
}

fn client(server: &Server, log: &Log) -> apteco::Client {
    let retry = Retry::new().first_wait(Duration::from_millis(1));
    let builder = apteco::Client::builder().base_url(server.url()).hook(log.clone());
    builder
        .faststats_auth("s3cret-711")
        .data_view_name("view-711")
        .options(Options::new().retry(retry))
        .build()
        .unwrap()
}

#[tokio::test]
async fn each_attempt_is_told_before_and_after() {
    let log = Log::default();
    let server = Server::start([
        CannedResponse::new(503, None, ""),
        CannedResponse::Reset,
        CannedResponse::json(200, PAGE),
    ]);
    client(&server, &log).sessions().get_details_list().await.unwrap();
    let begin = "get_session_details_list GET /{dataViewName}/Sessions";
    assert_eq!(
        log.lines(),
        [
            &format!("1 {begin}"),
            "1 Ok(503) last: false",
            &format!("2 {begin}"),
            "2 Err(Other) last: false",
            &format!("3 {begin}"),
            "3 Ok(200) last: true",
        ]
    );
    assert_hides(&log.lines().concat(), &["711"]);
}

#[tokio::test]
async fn all_hooks_are_told_in_their_order() {
    struct Named(&'static str, Log);
    impl Hook for Named {
        fn before(&self, _: &Attempt<'_>) {
            self.1.add(self.0.to_owned());
        }
    }
    let log = Log::default();
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    let builder = apteco::Client::builder()
        .base_url(server.url())
        .faststats_auth("t")
        .data_view_name("holidays");
    let builder = builder.hook(Named("first", log.clone())).hook(Named("second", log.clone()));
    builder.build().unwrap().sessions().get_details_list().await.unwrap();
    assert_eq!(log.lines(), ["first", "second"]);
}

#[tokio::test]
async fn nothing_is_told_of_a_call_that_is_not_sent() {
    let log = Log::default();
    let server = Server::start([]);
    let client = client(&server, &log).with_data_view_name("..");
    client.sessions().get_details_list().await.unwrap_err();
    assert!(log.lines().is_empty());
}
