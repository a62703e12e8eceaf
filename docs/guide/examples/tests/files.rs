//! The chapter on files, streams and events.

use std::path::Path;

use bookshop_client::books::Books;
use bookshop_client::orders::Orders;
use bookshop_client::types::{OrderEvent, State};
use bookshop_client::{AnyError, Body, Client, Double, Items, Part};

fn client(shop: &Double) -> Client {
    Client::builder().transport(shop.clone()).token("secret").build().unwrap()
}

// ANCHOR: upload
async fn upload(client: &Client, isbn: &str, png: Vec<u8>) -> Result<(), AnyError> {
    let body = Body::from(png).with_progress(|progress| eprintln!("{}", progress.transferred()));
    let picture = Part::new(body).with_file_name("cover.png").with_content_type("image/png");
    client.books().set_cover(isbn, picture).artist("Ada").await?;
    Ok(())
}
// ANCHOR_END: upload

// ANCHOR: upload_file
async fn upload_file(client: &Client, isbn: &str, path: &Path) -> Result<(), AnyError> {
    // With the feature `fs`: the file is read while it is sent.
    let picture = Part::file(path).await.map_err(AnyError::other)?;
    client.books().set_cover(isbn, picture).await?;
    Ok(())
}
// ANCHOR_END: upload_file

// ANCHOR: download
async fn download(client: &Client, isbn: &str, path: &Path) -> Result<u64, AnyError> {
    // With the feature `fs`: the file is there when all of it is.
    let bytes = client.books().get_cover(isbn).download(path, |_| ()).await?;
    Ok(bytes.into_inner())
}
// ANCHOR_END: download

// ANCHOR: events
async fn wait_for(client: &Client, order: i64) -> Result<Option<State>, AnyError> {
    let mut events = client.orders().watch(order).await?;
    let mut last = None;
    while let Some(event) = events.next().await {
        last = Some(event?.state);
    }
    Ok(last)
}
// ANCHOR_END: events

#[tokio::test]
async fn a_file_goes_there_and_comes_back() {
    let shop = Double::new();
    shop.on(Books::SET_COVER).times(2).returns(());
    shop.on(Books::GET_COVER).returns("picture");
    let client = client(&shop);
    upload(&client, "9780141439549", b"picture".to_vec()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cover.png");
    assert_eq!(download(&client, "9780141439549", &path).await.unwrap(), 7);
    assert_eq!(std::fs::read(&path).unwrap(), b"picture");
    upload_file(&client, "9780141439549", &path).await.unwrap();
    shop.assert_done();
}

#[tokio::test]
async fn events_are_read_as_they_come() {
    let shop = Double::new();
    let event = |state| OrderEvent::sample().with_state(state);
    shop.on(Orders::WATCH).returns(Items::of([event(State::Placed), event(State::Delivered)]));
    assert_eq!(wait_for(&client(&shop), 7).await.unwrap(), Some(State::Delivered));
}
