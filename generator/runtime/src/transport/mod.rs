//! The border to the network.

mod error;
mod future;
mod time;
mod random;
mod body;
mod progress;
pub(crate) mod idle;
pub(crate) mod collect;
mod border;
#[cfg(any(feature = "tower", all(feature = "reqwest", not(target_arch = "wasm32"))))]
mod frames;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod reqwest;
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
mod browser;
#[cfg(feature = "tower")]
mod tower;

pub use self::body::Body;
pub use self::border::Transport;
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
pub use self::browser::ReqwestTransport;
pub(crate) use self::collect::Partial;
pub(crate) use self::error::after;
pub use self::error::{BoxError, TransportError, TransportErrorKind};
pub use self::future::{BoxFuture, MaybeSend};
pub use self::progress::Progress;
pub(crate) use self::random::random;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use self::reqwest::ReqwestTransport;
pub use self::time::Timer;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use self::time::TokioTimer;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub(crate) use self::time::let_spawn;
pub(crate) use self::time::{now, within};
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;
