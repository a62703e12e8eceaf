//! From a filled request to its answer: the part of a call that is compiled once for all
//! operations.

use std::sync::Arc;

use http::StatusCode;

use super::body::Body;
use super::core::Core;
use super::credential::{Credential, Proofs};
use super::error::{TokenError, Unanswered};
use super::operation::SecurityScheme;
use super::reply::Reply;
use super::request::Request;
use super::transport_error::{BoxError, TransportError};

/// Why a request cannot be shown that needs a token.
const NOT_FETCHED: &str = "none was fetched yet, which sending a call does";

/// The schemes that were chosen for a request, with their credentials.
type Chosen<'c> = Vec<(&'static SecurityScheme, &'c Credential)>;

/// An answer whose body is still to be read.
pub(super) struct Exchanged {
    pub(super) response: http::Response<Body>,
    /// What the request held that must not be repeated.
    pub(super) secrets: Arc<[String]>,
}

/// The request, with what is known of its credentials.
pub(super) fn built(core: &Core, request: &Request) -> Result<http::Request<Body>, Unanswered> {
    let chosen = request.credentials(core)?;
    let mut proofs = Proofs::new();
    for (scheme, credential) in chosen {
        let absent = || TokenError::new(request.operation(), scheme, false, NOT_FETCHED.into());
        proofs.push((scheme, credential.known().ok_or_else(absent)?));
    }
    Ok(request.build(core, &proofs)?)
}

/// What an answer must not repeat: the secrets of the request and the client's credentials.
pub(super) fn secrets(core: &Core, request: &Request) -> Arc<[String]> {
    let credentials = core.credentials().iter();
    let known = credentials.filter_map(|(_, credential)| credential.known());
    let mut all: Vec<String> = request.own_secrets().cloned().collect();
    known.for_each(|proof| all.extend(proof.secrets()));
    all.into()
}

/// Sends the request and reads the whole answer.
pub(super) async fn answered(core: &Core, request: &Request) -> Result<Reply, Unanswered> {
    let Exchanged { response, secrets } = sent(core, request, false).await?;
    Ok(collected(request, response, secrets).await?)
}

/// Reads the rest of an answer.
pub(super) async fn collected(
    request: &Request,
    response: http::Response<Body>,
    secrets: Arc<[String]>,
) -> Result<Reply, TransportError> {
    let (parts, body) = response.into_parts();
    let body = body.collect().await.map_err(|error| error.of(request.operation()))?;
    Ok(Reply::new(request.operation(), http::Response::from_parts(parts, body), secrets))
}

/// Sends the request; once more with fresh tokens if it is refused.
pub(super) async fn sent(
    core: &Core,
    request: &Request,
    is_streamed: bool,
) -> Result<Exchanged, Unanswered> {
    // Nobody is asked for a token in vain.
    request.check()?;
    let chosen = request.credentials(core)?;
    let mut secrets = secrets(core, request).to_vec();
    let mut attempt = async |proofs: &Proofs| {
        secrets.extend(proofs.iter().flat_map(|(_, proof)| proof.secrets()));
        let message = request.build(core, proofs)?;
        // A stream is gone once it is sent.
        let can_repeat = message.body().as_bytes().is_some();
        let response = core.transport().send(message).await;
        let response = response.map_err(|error| error.of(request.operation()))?;
        let is_refused = response.status() == StatusCode::UNAUTHORIZED;
        Ok::<_, Unanswered>((response, is_refused && can_repeat))
    };
    let proofs = fetched(core, request, &chosen, None).await?;
    let (mut response, is_refused) = attempt(&proofs).await?;
    let has_source = chosen.iter().any(|(_, credential)| credential.is_fetched());
    if is_refused && has_source {
        let fresh = fetched(core, request, &chosen, Some(&proofs)).await?;
        // A source can have no other token to give.
        let is_other = fresh.iter().zip(&proofs).any(|((_, fresh), (_, refused))| fresh != refused);
        if is_other {
            response = attempt(&fresh).await?.0;
        }
    }
    Ok(Exchanged { response, secrets: secrets.into() })
}

/// The proofs of the credentials; of those that are fetched, other ones than were refused.
async fn fetched(
    core: &Core,
    request: &Request,
    chosen: &Chosen<'_>,
    refused: Option<&Proofs>,
) -> Result<Proofs, TokenError> {
    let mut proofs = Proofs::new();
    for (index, (scheme, credential)) in chosen.iter().enumerate() {
        let refused = refused.and_then(|refused| refused.get(index)).map(|(_, proof)| proof);
        let failed = |cause: BoxError| {
            TokenError::new(request.operation(), scheme, refused.is_some(), cause)
        };
        let proof =
            credential.proof(refused, core.timer().map(AsRef::as_ref)).await.map_err(failed)?;
        if let Some(fault) = proof.fault(scheme) {
            return Err(failed(format!("the token {fault}").into()));
        }
        proofs.push((scheme, proof));
    }
    Ok(proofs)
}
