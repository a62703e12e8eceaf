//! A small double of both services on 127.0.0.1, for those who have no account at either.
//!
//! It responds as the services are known to do, oddities included, and keeps all in memory. One
//! server has both: CBRAIN at its root, and Apteco Orbit below `/OrbitAPI`, with a small database
//! that it counts. What it does not know it refuses with 501.

mod response;
mod apteco;
mod cbrain;
mod files;
mod multipart;
mod places;
mod request;
mod tasks;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use request::Request;
use response::CannedResponse;

/// How the double differs from the services.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// How long CBRAIN takes to refuse a login. The real one takes three seconds.
    pub(crate) refusal: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { refusal: Duration::from_millis(30) }
    }
}

/// A double that runs. It ends with the runtime that it was started on.
#[derive(Debug)]
pub(crate) struct Double {
    address: SocketAddr,
}

impl Double {
    /// Starts a double on a free port.
    pub(crate) async fn start(settings: Settings) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        tokio::spawn(accept(listener, settings));
        Ok(Self { address })
    }

    /// What an environment variable of the examples has to be, so that they run at this double.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        let value = match name {
            "CBRAIN_URL" => return Some(format!("http://{}", self.address)),
            "CBRAIN_LOGIN" => cbrain::LOGIN,
            "CBRAIN_PASSWORD" => cbrain::PASSWORD,
            "CBRAIN_GROUP" => cbrain::GROUP,
            "CBRAIN_DATA_PROVIDER" => cbrain::DATA_PROVIDER,
            "CBRAIN_TOOL_CONFIG" => cbrain::TOOL_CONFIG,
            "APTECO_URL" => return Some(format!("http://{}/OrbitAPI", self.address)),
            "APTECO_DATA_VIEW" => apteco::DATA_VIEW,
            "APTECO_SYSTEM" => apteco::SYSTEM,
            "APTECO_LOGIN" => apteco::ADMIN,
            "APTECO_PASSWORD" => apteco::PASSWORD,
            _ => return None,
        };
        Some(value.to_owned())
    }
}

/// Both services, in memory.
#[derive(Debug)]
struct State {
    cbrain: cbrain::Cbrain,
    apteco: apteco::Apteco,
}

impl State {
    fn response(&mut self, request: &Request) -> CannedResponse {
        match request.path().split_first() {
            Some((&"OrbitAPI", below)) => self.apteco.response(request, below),
            _ => self.cbrain.response(request),
        }
    }
}

async fn accept(listener: TcpListener, settings: Settings) {
    let state = State { cbrain: cbrain::Cbrain::new(), apteco: apteco::Apteco::new() };
    let state = Arc::new(Mutex::new(state));
    // It ends where no connection can be accepted any more, and with the runtime.
    while let Ok((connection, _)) = listener.accept().await {
        tokio::spawn(serve(connection, Arc::clone(&state), settings));
    }
}

async fn serve(connection: TcpStream, state: Arc<Mutex<State>>, settings: Settings) {
    let service = service_fn(|request| respond(request, &state, settings));
    // A client that closes its connection in the middle is no fault of the double.
    drop(http1::Builder::new().serve_connection(TokioIo::new(connection), service).await);
}

async fn respond(
    request: http::Request<Incoming>,
    state: &Mutex<State>,
    settings: Settings,
) -> Result<http::Response<Full<Bytes>>, Infallible> {
    let response = match Request::read(request).await {
        Ok(request) => state.lock().unwrap_or_else(PoisonError::into_inner).response(&request),
        Err(error) => CannedResponse::text(400, &error.to_string()),
    };
    if response.is_slow() {
        tokio::time::sleep(settings.refusal).await;
    }
    Ok(response.into_response())
}

/// A token that nobody can guess: 32 digits of lower case.
fn token() -> String {
    use std::hash::{BuildHasher as _, RandomState};
    let half = || RandomState::new().hash_one(());
    format!("{:016x}{:016x}", half(), half())
}
