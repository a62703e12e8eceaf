//! The chapter on credentials.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use bookshop_client::books::Books;
use bookshop_client::types::{Book, BookChanges};
use bookshop_client::{Client, Double, Error, Token};

// ANCHOR: token
fn staff(token: &str) -> Result<Client, Box<dyn std::error::Error>> {
    Ok(Client::builder().token(token).build()?)
}
// ANCHOR_END: token

/// A server of tokens, which counts how often it was asked.
async fn fetch(asked: Arc<AtomicU32>) -> Result<String, std::io::Error> {
    Ok(format!("token-{}", asked.fetch_add(1, Ordering::Relaxed)))
}

#[tokio::test]
async fn a_call_without_its_credential_is_not_sent() {
    let shop = Double::new();
    let client = Client::builder().transport(shop.clone()).build().unwrap();
    // ANCHOR: missing
    let change = BookChanges::new().with_title("Middlemarch");
    let error = client.books().change("9780141439549", &change).await.unwrap_err();
    assert!(matches!(error, Error::MissingCredential(_)));
    // ANCHOR_END: missing
    assert!(shop.requests().is_empty() && staff("secret").is_ok());
}

#[tokio::test]
async fn a_source_is_asked_for_a_token_when_a_call_needs_one() {
    let shop = Double::new();
    shop.on(Books::CHANGE).times(2).returns(Book::sample());
    let asked = Arc::new(AtomicU32::new(0));
    let seen = asked.clone();
    // ANCHOR: source
    let source = move || {
        let asked = asked.clone();
        async move {
            // A library for OAuth 2.0, a vault, a login of your own.
            let token = fetch(asked).await?;
            Ok::<_, std::io::Error>(Token::new(token).valid_for(Duration::from_secs(3600)))
        }
    };
    let client = Client::builder().transport(shop.clone()).token_source(source).build().unwrap();
    // ANCHOR_END: source
    let change = BookChanges::new().with_title("Middlemarch");
    for _ in 0..2 {
        client.books().change("9780141439549", &change).await.unwrap();
    }
    assert_eq!(seen.load(Ordering::Relaxed), 1);
    let sent = shop.requests_of(Books::CHANGE);
    assert_eq!(sent[0].header("authorization"), Some("Bearer token-0"));
}
