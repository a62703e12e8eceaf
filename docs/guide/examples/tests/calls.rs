//! The chapter on calls.

use std::time::Duration;

use bookshop_client::books::{Books, GetBookError};
use bookshop_client::types::{Book, Genre, Money, MoneyCurrency, NewBook, Problem};
use bookshop_client::{AnyError, Client, Double, Error, Failure, FailureBody as _, Options, Retry};

fn client(shop: &Double) -> Client {
    Client::builder().transport(shop.clone()).token("secret").build().unwrap()
}

// ANCHOR: calls
async fn add_and_read(client: &Client) -> Result<Book, AnyError> {
    // What is required is an argument; what is optional, a setter.
    let price = Money::new(1290, MoneyCurrency::Eur);
    let book = NewBook::new("9780141439549", "Middlemarch", price).with_genre(Genre::Novel);
    client.books().add(&book).await?;

    let found = client.books().get("9780141439549").await?;
    // The response is its body, and has what came with it.
    assert_eq!(found.title, "Middlemarch");
    assert_eq!(found.status(), 200);
    Ok(found.into_inner())
}
// ANCHOR_END: calls

// ANCHOR: errors
async fn price_of(client: &Client, isbn: &str) -> Result<Option<Money>, AnyError> {
    match client.books().get(isbn).await {
        Ok(book) => Ok(Some(book.into_inner().price)),
        // What the document says of 404.
        Err(Error::Api(GetBookError::NotFound(_))) => Ok(None),
        // All else: other documented failures, other statuses, a broken connection.
        Err(error) => Err(error.into()),
    }
}
// ANCHOR_END: errors

// ANCHOR: any
fn told(error: &AnyError) -> String {
    if error.is_rate_limited() {
        return "later, please".to_owned();
    }
    error.message().unwrap_or_else(|| error.to_string())
}
// ANCHOR_END: any

// ANCHOR: options
fn patient_client() -> Result<Client, Box<dyn std::error::Error>> {
    let retry = Retry::new().attempts(5).longest_wait(Duration::from_secs(20));
    let options = Options::new().timeout(Duration::from_secs(60)).retry(retry);
    Ok(Client::builder().options(options).build()?)
}

async fn at_once(client: &Client, isbn: &str) -> Result<Book, AnyError> {
    // For this call alone; all that is not said stays as the client has it.
    let hasty = Options::new().timeout(Duration::from_secs(2)).retry(Retry::never());
    Ok(client.books().get(isbn).options(hasty).await?.into_inner())
}
// ANCHOR_END: options

// ANCHOR: by_hand
fn as_http(client: &Client) -> Result<(), AnyError> {
    let request = client.books().get("9780141439549").request()?;
    assert_eq!(request.uri(), "https://bookshop.example/v1/books/9780141439549");
    Ok(())
}
// ANCHOR_END: by_hand

#[tokio::test]
async fn a_book_is_added_and_read() {
    let shop = Double::new();
    let book = || Book::sample().with_title("Middlemarch").with_isbn("9780141439549");
    shop.on(Books::ADD).returns_for(move |request| {
        let sent: NewBook = request.read().unwrap();
        Book::sample().with_title(sent.title)
    });
    shop.on(Books::GET).returns(book());
    assert_eq!(add_and_read(&client(&shop)).await.unwrap(), book());
    shop.assert_done();
}

#[tokio::test]
async fn a_failure_is_told_by_its_status_and_its_body() {
    let shop = Double::new();
    shop.on(Books::GET).fails(GetBookError::NotFound(Failure::new(Problem::sample())));
    assert_eq!(price_of(&client(&shop), "9780141439549").await.unwrap(), None);

    let busy = Problem::sample().with_title("Too many calls");
    shop.on(Books::GET).fails(GetBookError::TooManyRequests(Failure::new(busy)));
    let error = price_of(&client(&shop), "9780141439549").await.unwrap_err();
    assert_eq!(told(&error), "later, please");

    let refused = Problem::sample().with_title("No such shelf");
    shop.on(Books::GET).fails(GetBookError::NotFound(Failure::new(refused)));
    let error = client(&shop).books().get("9780141439549").await.unwrap_err();
    // ANCHOR: body
    if let Error::Api(failure) = &error {
        assert_eq!(failure.body().unwrap().title, "No such shelf");
    }
    // ANCHOR_END: body
    assert!(matches!(error, Error::Api(_)));
}

#[tokio::test]
async fn a_value_out_of_its_limits_is_not_sent() {
    let shop = Double::new();
    let error = client(&shop).books().get("middlemarch").await.unwrap_err();
    assert!(matches!(error, Error::InvalidParameter(_)), "{error}");
    assert!(shop.requests().is_empty());
}

#[tokio::test]
async fn options_are_those_of_a_client_or_of_a_call() {
    assert!(patient_client().is_ok());
    let shop = Double::new();
    shop.on(Books::GET).breaks();
    assert!(at_once(&client(&shop), "9780141439549").await.is_err());
    assert_eq!(shop.requests().len(), 1);
    as_http(&client(&shop)).unwrap();
}
