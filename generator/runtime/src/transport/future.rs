//! Futures and streams on the heap, with the bounds that the target asks for.

use std::pin::Pin;

use futures_core::Stream;

/// A future on the heap, so that what gives it can be a trait object.
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A future on the heap. In a browser it stays on the one thread that there is.
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A stream on the heap.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type BoxStream<T> = Pin<Box<dyn Stream<Item = T> + Send>>;
/// A stream on the heap. In a browser it stays on the one thread that there is.
#[cfg(target_arch = "wasm32")]
pub(super) type BoxStream<T> = Pin<Box<dyn Stream<Item = T>>>;

/// `Send`, but in a browser, where nothing is sent to another thread.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// `Send`, but in a browser, where nothing is sent to another thread.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSend for T {}
