//! The pages of Orbit's list of sessions.

use cbrain_apteco::apteco::sessions::{GetSessionDetailsListError, Sessions};
use cbrain_apteco::apteco::types::{
    PagedResultsSessionAndUserDetails, SessionAndUserDetails, UserDisplayDetails,
};
use cbrain_apteco::runtime::{Double, PagingErrorKind};
use cbrain_apteco::{Error, Failure, apteco};

/// A double that responds with these pages.
fn double(pages: impl IntoIterator<Item = PagedResultsSessionAndUserDetails>) -> Double {
    let double = Double::new();
    pages.into_iter().for_each(|page| double.on(Sessions::GET_DETAILS_LIST).returns(page));
    double
}

/// A page as Orbit sends it: `count` is the smaller of what was asked for and the total.
fn page(offset: i32, asked: i32, total: i32, ids: &[i32]) -> PagedResultsSessionAndUserDetails {
    let item = |id: &i32| {
        SessionAndUserDetails::sample().with_user(UserDisplayDetails::sample().with_id(*id))
    };
    let page = PagedResultsSessionAndUserDetails::sample().with_list(ids.iter().map(item));
    page.with_offset(offset).with_count(asked.min(total)).with_total_count(total)
}

fn apteco(double: &Double) -> apteco::Client {
    let builder = apteco::Client::builder().base_url("https://orbit.example.com");
    builder
        .transport(double.clone())
        .faststats_auth("tok.en-123")
        .data_view_name("holidays")
        .build()
        .unwrap()
}

/// The queries that were sent.
fn queries(double: &Double) -> Vec<String> {
    let requests = double.requests_of(Sessions::GET_DETAILS_LIST);
    let query = |pairs: Vec<(String, String)>| {
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    };
    requests.iter().map(|request| query(request.queries())).collect()
}

#[tokio::test]
async fn all_sessions_come_whatever_the_server_counts() {
    // A short page in the middle, and a last one whose `count` is not the length of its list.
    let double = double([page(0, 3, 7, &[1, 2, 3]), page(3, 3, 7, &[4, 6]), page(6, 3, 7, &[7])]);
    let mut items = apteco(&double).sessions().get_details_list().filter("x").count(3).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().user.id.unwrap());
    }
    assert_eq!(ids, [1, 2, 3, 4, 6, 7]);
    assert_eq!(
        queries(&double),
        ["filter=x&count=3", "filter=x&offset=3&count=3", "filter=x&offset=6&count=3"]
    );
    let requests = double.requests();
    assert!(requests.iter().all(|one| one.header("authorization") == Some("Bearer tok.en-123")));
}

#[tokio::test]
async fn pages_start_where_they_are_told_to_and_go_by_what_came_without_a_count() {
    let double = double([page(4, 10, 7, &[5, 6]), page(6, 10, 7, &[7])]);
    let call = apteco(&double).sessions().get_details_list().offset(4);
    let mut pages = call.pages();
    assert!(double.requests().is_empty());
    let mut offsets = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!((page.status().as_u16(), page.total_count), (200, 7));
        offsets.push(page.offset);
    }
    assert_eq!(offsets, [4, 6]);
    assert_eq!(queries(&double), ["offset=4", "offset=6"]);
}

#[tokio::test]
async fn an_empty_list_is_the_end_even_if_the_total_says_otherwise() {
    let double = double([page(0, 2, 9, &[1, 2]), page(2, 2, 9, &[])]);
    let mut items = apteco(&double).sessions().get_details_list().count(2).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, 2);
    assert_eq!(queries(&double), ["count=2", "offset=2&count=2"]);
}

#[tokio::test]
async fn a_server_that_does_not_know_the_offset_is_not_asked_for_ever() {
    let double = double([page(0, 1, 9, &[1]), page(0, 1, 9, &[1])]);
    let mut items = apteco(&double).sessions().get_details_list().count(1).items();
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
    let double = double([page(0, 1, 2, &[1])]);
    let forbidden = GetSessionDetailsListError::Forbidden(Failure::empty());
    double.on(Sessions::GET_DETAILS_LIST).fails(forbidden);
    let mut items = apteco(&double).sessions().get_details_list().count(1).items();
    items.next().await.unwrap().unwrap();
    let error = items.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Api(GetSessionDetailsListError::Forbidden(_))), "{error}");
}
