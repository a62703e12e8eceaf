//! The chapter on pages.

use bookshop_client::books::Books;
use bookshop_client::types::{Book, BookPage, Genre};
use bookshop_client::{AnyError, Client, Double};

// ANCHOR: items
async fn titles(client: &Client) -> Result<Vec<String>, AnyError> {
    let mut titles = Vec::new();
    let mut books = client.books().list().genre(&Genre::Novel).limit(100).items();
    while let Some(book) = books.next().await {
        titles.push(book?.title);
    }
    Ok(titles)
}
// ANCHOR_END: items

// ANCHOR: pages
async fn first_page_with_more(client: &Client) -> Result<Option<String>, AnyError> {
    let mut pages = client.books().list().pages();
    match pages.next().await {
        Some(page) => Ok(page?.next.clone()),
        None => Ok(None),
    }
}
// ANCHOR_END: pages

#[tokio::test]
async fn pages_are_asked_for_as_they_are_needed() {
    let shop = Double::new();
    let client = Client::builder().transport(shop.clone()).build().unwrap();
    let book = |title: &str| Book::sample().with_title(title);
    let first = BookPage::sample().with_books([book("Emma"), book("Persuasion")]).with_next("b");
    shop.on(Books::LIST).when(|request| request.query("after").is_none()).returns(first.clone());
    let last = BookPage::sample().with_books([book("Middlemarch")]);
    shop.on(Books::LIST)
        .when(|request| request.query("after").as_deref() == Some("b"))
        .returns(last);
    assert_eq!(titles(&client).await.unwrap(), ["Emma", "Persuasion", "Middlemarch"]);
    shop.assert_done();

    shop.on(Books::LIST).returns(first);
    assert_eq!(first_page_with_more(&client).await.unwrap().as_deref(), Some("b"));
}
