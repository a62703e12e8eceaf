//! The chapter on tests.

use bookshop_client::books::Books;
use bookshop_client::orders::{Orders, PlaceOrderError};
use bookshop_client::runtime::{RecordingTransport, Tape};
use bookshop_client::types::{Book, BookPage, Card, NewOrder, Order, Problem};
use bookshop_client::{AnyError, Client, Double, Error, Failure};

// ANCHOR: program
/// Buys the first book of a title; whether the shop had it and the card was good.
async fn buy(client: &Client, title: &str, card: &str) -> Result<bool, AnyError> {
    let mut books = client.books().list().items();
    while let Some(book) = books.next().await {
        let book = book?;
        if book.title == title {
            let order = NewOrder::new([book.isbn], Card::new(card));
            return match client.orders().place_order(&order).await {
                Ok(_) => Ok(true),
                Err(Error::Api(PlaceOrderError::PaymentRequired(_))) => Ok(false),
                Err(error) => Err(error.into()),
            };
        }
    }
    Ok(false)
}
// ANCHOR_END: program

fn emma() -> BookPage {
    BookPage::sample().with_books([Book::sample().with_title("Emma").with_isbn("9780141439587")])
}

// ANCHOR: double
#[tokio::test]
async fn the_book_is_ordered_by_its_number() {
    let shop = Double::new();
    let client = Client::builder().transport(shop.clone()).token("secret").build().unwrap();
    shop.on(Books::LIST).returns(emma());
    shop.on(Orders::PLACE_ORDER).returns(Order::sample().with_id(7));

    assert!(buy(&client, "Emma", "4111").await.unwrap());

    let sent: NewOrder = shop.requests_of(Orders::PLACE_ORDER)[0].read().unwrap();
    assert_eq!(sent.isbns, ["9780141439587"]);
    shop.assert_done();
}

#[tokio::test]
async fn a_refused_card_buys_nothing() {
    let shop = Double::new();
    let client = Client::builder().transport(shop.clone()).token("secret").build().unwrap();
    shop.on(Books::LIST).returns(emma());
    let refused = Failure::new(Problem::sample().with_title("No credit"));
    shop.on(Orders::PLACE_ORDER).fails(PlaceOrderError::PaymentRequired(refused));

    assert!(!buy(&client, "Emma", "4111").await.unwrap());
}
// ANCHOR_END: double

#[tokio::test]
async fn a_recording_says_again_what_was_said() {
    let service = Double::new();
    service.on(Books::LIST).returns(emma());
    // ANCHOR: record
    // Once, at the service:
    let transport = RecordingTransport::new(service);
    let tape = transport.tape();
    let client = Client::builder().transport(transport).build().unwrap();
    client.books().list().await.unwrap();
    let text = tape.to_json();

    // From then on, without it:
    let tape = Tape::from_json(&text).unwrap();
    let client = Client::builder().transport(tape.replay()).build().unwrap();
    assert_eq!(client.books().list().await.unwrap().books.len(), 1);
    // ANCHOR_END: record
}
