//! The two functions that the page calls. Nothing of the generator is here.

use std::cell::RefCell;
use std::panic;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::Session;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::default();
}

#[wasm_bindgen]
extern "C" {
    /// Hands the message of a panic to the page, before all ends.
    #[wasm_bindgen(js_name = panicked)]
    fn panicked(message: &str);
}

/// Has panics told.
#[wasm_bindgen(start)]
pub fn start() {
    panic::set_hook(Box::new(|panic| panicked(&panic.to_string())));
}

/// Responds to a request of the page, both in JSON.
#[wasm_bindgen]
pub fn respond(request: &str) -> String {
    SESSION.with_borrow_mut(|session| session.respond(request))
}

/// The crate as a zip archive.
///
/// # Errors
///
/// Why it cannot be made.
#[wasm_bindgen]
pub fn archive() -> Result<Vec<u8>, String> {
    SESSION.with_borrow(Session::archive)
}
