//! The first call of the guide.

use bookshop_client::types::{Book, BookPage};
use bookshop_client::{AnyError, Client, Double, books::Books};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A stand-in for the shop, on a port of this machine.
    let shop = Double::new();
    let novel = Book::sample().with_title("Middlemarch").with_isbn("9780141439549");
    shop.on(Books::LIST).returns(BookPage::sample().with_books([novel]));
    let server = shop.serve()?;

    let client = Client::builder().base_url(server.url()).build()?;
    print_titles(&client).await?;
    Ok(())
}

async fn print_titles(client: &Client) -> Result<(), AnyError> {
    let page = client.books().list().limit(10).await?;
    for book in &page.books {
        println!("{} {}", book.isbn, book.title);
    }
    Ok(())
}
