//! The query of the session list.

use cbrain_apteco::Error;
use tests::server::{CannedResponse, Server};

use crate::support::{PAGE, apteco};

#[tokio::test]
async fn no_option_means_no_query() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    apteco(&server).sessions().get_details_list().await.unwrap();
    assert_eq!(server.request().target, "/holidays/Sessions");
}

#[tokio::test]
async fn parameters_come_in_the_order_of_the_document_whatever_the_order_of_the_setters() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    let list = apteco(&server).sessions().get_details_list();
    list.count(5).offset(10).order_by("-Username").filter("x").await.unwrap();
    assert_eq!(
        server.request().target,
        "/holidays/Sessions?filter=x&orderBy=-Username&offset=10&count=5"
    );
}

#[tokio::test]
async fn a_filter_is_percent_encoded() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    let filter = "(Username eq 'O\"Brien + co') and Username like \"50%\" & x=y";
    apteco(&server).sessions().get_details_list().filter(filter).await.unwrap();
    assert_eq!(
        server.request().target,
        "/holidays/Sessions?filter=%28Username%20eq%20%27O%22Brien%20%2B%20co%27%29%20and%20Username%20like%20%2250%25%22%20%26%20x%3Dy"
    );
}

#[tokio::test]
async fn no_character_of_a_filter_can_end_it() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    apteco(&server).sessions().get_details_list().filter("#/?;\r\n\\日").await.unwrap();
    assert_eq!(server.request().target, "/holidays/Sessions?filter=%23%2F%3F%3B%0D%0A%5C%E6%97%A5");
}

#[tokio::test]
async fn an_empty_filter_is_sent() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    apteco(&server).sessions().get_details_list().filter("").await.unwrap();
    assert_eq!(server.request().target, "/holidays/Sessions?filter=");
}

#[tokio::test]
async fn of_a_setter_that_is_called_twice_the_last_call_wins() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    let list = apteco(&server).sessions().get_details_list();
    list.offset(10).count(5).offset(20).await.unwrap();
    assert_eq!(server.request().target, "/holidays/Sessions?offset=20&count=5");
}

#[tokio::test]
async fn zero_is_sent() {
    let server = Server::start([CannedResponse::json(200, PAGE)]);
    apteco(&server).sessions().get_details_list().offset(0).count(0).await.unwrap();
    assert_eq!(server.request().target, "/holidays/Sessions?offset=0&count=0");
}

#[tokio::test]
async fn an_offset_below_zero_is_refused_before_anything_is_sent() {
    let server = Server::start([]);
    let error = apteco(&server).sessions().get_details_list().offset(-1).await.unwrap_err();
    let Error::InvalidParameter(invalid) = &error else { panic!("{error:?}") };
    assert_eq!((invalid.parameter(), invalid.reason()), ("offset", "is below 0"));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_count_below_zero_is_refused_before_anything_is_sent() {
    let server = Server::start([]);
    let error = apteco(&server).sessions().get_details_list().count(i64::MIN).await.unwrap_err();
    let Error::InvalidParameter(invalid) = &error else { panic!("{error:?}") };
    assert_eq!((invalid.parameter(), invalid.reason()), ("count", "is below 0"));
    assert!(server.requests().is_empty());
}
