//! Many calls at once whose token the server refuses.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cbrain_apteco::{Error, Token, apteco};
use tests::server::{CannedResponse, Request, Server};

use crate::support::{PAGE, once};

const CALLS: usize = 1000;

/// A server that takes the second token and no other one.
fn server() -> Server {
    Server::by(|request: &Request| match request.header("authorization") {
        Some("Bearer token-2") => CannedResponse::json(200, PAGE),
        _ => CannedResponse::json(401, r#"{"message":"expired"}"#),
    })
}

/// A client whose tokens are numbered, and how many it was given.
fn client(server: &Server) -> (apteco::Client, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let source = {
        let count = Arc::clone(&count);
        move || {
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            async move {
                // Others have time to be refused as well.
                tokio::time::sleep(Duration::from_millis(20)).await;
                Ok::<_, std::io::Error>(Token::new(format!("token-{number}")))
            }
        }
    };
    let builder = apteco::Client::builder().base_url(server.url());
    let builder = builder.faststats_auth_source(source).data_view_name("holidays").options(once());
    (builder.build().unwrap(), count)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_calls_are_refused_and_one_token_is_fetched_for_all() {
    let server = server();
    let (client, count) = client(&server);
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..CALLS {
        calls.spawn(client.sessions().get_details_list().into_future());
    }
    while let Some(response) = calls.join_next().await {
        assert_eq!(response.unwrap().unwrap().total_count, 11);
    }
    // The first token, and the one refresh.
    assert_eq!(count.load(Ordering::SeqCst), 2);
    let good = |request: &Request| request.header("authorization") == Some("Bearer token-2");
    let requests = server.requests();
    assert_eq!(requests.iter().filter(|request| good(request)).count(), CALLS);
    assert!(requests.len() <= 2 * CALLS, "{}", requests.len());
}

#[tokio::test]
async fn a_token_that_is_refused_twice_is_the_response() {
    let server = Server::by(|_| CannedResponse::json(401, r#"{"message":"expired"}"#));
    let (client, count) = client(&server);
    let error = client.sessions().get_details_list().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!((error.attempts(), count.load(Ordering::SeqCst)), (2, 2));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_call_that_is_dropped_while_it_fetches_leaves_the_token_to_the_others() {
    let server = server();
    let (client, count) = client(&server);
    let first = tokio::spawn(client.sessions().get_details_list().into_future());
    while count.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    first.abort();
    let response = client.sessions().get_details_list().await;
    assert!(!matches!(response, Err(Error::Token(_))), "{response:?}");
    assert_eq!(response.unwrap().total_count, 11);
}
