//! The pages of Orbit's list of sessions.

use cbrain_apteco::Error;
use cbrain_apteco::runtime::PagingErrorKind;
use tests::server::{CannedResponse, Server};

use crate::support::apteco;

/// A page as Orbit sends it: `count` is the smaller of what was asked for and the total.
fn page(offset: usize, asked: usize, total: usize, ids: &[usize]) -> CannedResponse {
    let item = |id: &usize| {
        format!(
            r#"{{"user":{{"id":{id},"username":"u{id}","firstname":"F","surname":"S","emailAddress":"e"}},"sessionId":"s-{id}"}}"#
        )
    };
    let list: Vec<String> = ids.iter().map(item).collect();
    let count = asked.min(total);
    let list = list.join(",");
    let body =
        format!(r#"{{"offset":{offset},"count":{count},"totalCount":{total},"list":[{list}]}}"#);
    CannedResponse::json(200, &body)
}

fn targets(server: &Server) -> Vec<String> {
    let cut = |target: String| target.trim_start_matches("/v/Sessions").to_owned();
    server.requests().into_iter().map(|request| cut(request.target)).collect()
}

#[tokio::test]
async fn all_sessions_come_whatever_the_server_counts() {
    // A short page in the middle, and a last one whose `count` is not the length of its list.
    let server =
        Server::start([page(0, 3, 7, &[1, 2, 3]), page(3, 3, 7, &[4, 6]), page(6, 3, 7, &[7])]);
    let mut items = apteco(&server).sessions().get_details_list("v").filter("x").count(3).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().user.id.unwrap());
    }
    assert_eq!(ids, [1, 2, 3, 4, 6, 7]);
    assert_eq!(
        targets(&server),
        ["?filter=x&count=3", "?filter=x&offset=3&count=3", "?filter=x&offset=6&count=3"]
    );
    let requests = server.requests();
    assert!(requests.iter().all(|one| one.headers("authorization") == ["Bearer tok.en-123"]));
}

#[tokio::test]
async fn pages_start_where_they_are_told_to_and_go_by_what_came_without_a_count() {
    let server = Server::start([page(4, 10, 7, &[5, 6]), page(6, 10, 7, &[7])]);
    let call = apteco(&server).sessions().get_details_list("v").offset(4);
    let mut pages = call.pages();
    assert!(server.requests().is_empty());
    let mut offsets = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!((page.status().as_u16(), page.total_count), (200, 7));
        offsets.push(page.offset);
    }
    assert_eq!(offsets, [4, 6]);
    assert_eq!(targets(&server), ["?offset=4", "?offset=6"]);
}

#[tokio::test]
async fn an_empty_list_is_the_end_even_if_the_total_says_otherwise() {
    let server = Server::start([page(0, 2, 9, &[1, 2]), page(2, 2, 9, &[])]);
    let mut items = apteco(&server).sessions().get_details_list("v").count(2).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, 2);
    assert_eq!(targets(&server), ["?count=2", "?offset=2&count=2"]);
}

#[tokio::test]
async fn a_server_that_does_not_know_the_offset_is_not_asked_for_ever() {
    let server = Server::start([page(0, 1, 9, &[1]), page(0, 1, 9, &[1])]);
    let mut items = apteco(&server).sessions().get_details_list("v").count(1).items();
    items.next().await.unwrap().unwrap();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_session_details_list: there is no next page: the server sends the same page again; \
         does it know the parameter `offset`?"
    );
    let Error::Paging(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), PagingErrorKind::Repeated);
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_documented_failure_ends_the_pages_as_itself() {
    let server = Server::start([page(0, 1, 2, &[1]), CannedResponse::new(403, None, "")]);
    let mut items = apteco(&server).sessions().get_details_list("v").count(1).items();
    items.next().await.unwrap().unwrap();
    let error = items.next().await.unwrap().unwrap_err();
    assert!(matches!(
        error,
        Error::Api(cbrain_apteco::apteco::sessions::GetSessionDetailsListError::Forbidden(_))
    ));
}
