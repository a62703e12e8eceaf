//! Whether a service does what its document says: recorded exchanges are compared with it.
//!
//! Nothing is sent. What is found is told without secrets.

mod kind;
mod error;
mod exchange;
mod recording;
mod contract;
mod find;
mod secret;
mod check;
mod fold;
mod coverage;
mod mend;
mod report;

pub use error::VerifyError;
pub use kind::{Kind, Level};
pub use report::{Difference, Report};

use crate::lower::LoweredApi;
use crate::source::{Pointer, Source};
use crate::{Options, read};
use check::{Checker, Finding, Part, check};
use contract::{Contract, Operation};
use coverage::Coverage;
use exchange::Exchange;
use find::{Found, find};
use fold::Fold;
use secret::{Mask, Secrets};

/// Compares recordings with a document and its other files. `servers` are URLs of the service beside
/// those that the document names.
///
/// # Errors
///
/// When the document or a recording has errors.
pub fn verify(
    sources: &[Source],
    recordings: &[Source],
    servers: &[String],
    options: &Options,
) -> Result<Report, VerifyError> {
    let (found, diagnostics) = read(sources, &Options { types_only: false, ..options.clone() });
    let first = found.into_iter().next().filter(|_| !diagnostics.has_errors());
    let Some(LoweredApi { document, api, .. }) = first else {
        return Err(VerifyError::Document(diagnostics));
    };
    let (recorded, faults) = recording::read(recordings, &options.limits);
    if faults.has_errors() {
        return Err(VerifyError::Recording(faults));
    }
    let contract = Contract::of(&document, servers);
    let secrets = Secrets::of(&contract, &api);
    let mut checker = Checker::new(&contract, &secrets);
    let (mut fold, mut coverage) = (Fold::default(), Coverage::default());
    coverage.unanswered = recorded.unanswered;
    if let Some(left) = checker.left() {
        coverage.seen.unread.insert(left.to_owned(), 1);
    }
    coverage.exchanges = recorded.exchanges.len();
    let mut masks = Vec::new();
    for (index, exchange) in recorded.exchanges.iter().enumerate() {
        let mask = match find(&contract, exchange) {
            Found::Operation(number, operation, path) => {
                let mask = secrets.mask(exchange, &path);
                *coverage.operations.entry(number).or_default() += 1;
                if let Some(response) = operation.response(exchange.status) {
                    coverage.statuses.entry(number).or_default().insert(response.status.clone());
                }
                let (findings, seen) = check(&mut checker, operation, exchange, &path);
                coverage.seen.add(seen);
                for finding in findings {
                    fold.add(finding, index, Some(number), &mask);
                }
                mask
            }
            Found::Elsewhere => {
                let host = exchange.host.clone().unwrap_or_else(|| "another path".to_owned());
                let mask = secrets.mask(exchange, &[]);
                *coverage.elsewhere.entry(mask.hide(&host)).or_default() += 1;
                mask
            }
            Found::Unknown(kind, near) => {
                let mask = secrets.mask(exchange, &[]);
                let finding = unknown(kind, exchange, &near);
                // The server does not have it either (RFC 9110, section 15.5).
                match exchange.status {
                    404 | 405 | 501 => {
                        let request = mask.hide(&finding.subject);
                        *coverage.refused.entry(request).or_default() += 1;
                    }
                    _ => fold.add(finding, index, None, &mask),
                }
                mask
            }
        };
        masks.push(mask);
    }
    if coverage.exchanges > 0 && coverage.elsewhere.values().sum::<usize>() == coverage.exchanges {
        let origin = Pointer::root().child("servers");
        let finding = new(Kind::OtherServer, origin, String::new());
        fold.add(finding, 0, None, &Mask::default());
    }
    for note in coverage.notes(&contract) {
        fold.add(note, 0, None, &Mask::default());
    }
    Ok(report::report(
        (sources, recordings),
        &contract,
        fold.finish(),
        (&recorded.exchanges, &masks),
        &coverage,
    ))
}

/// An exchange of no operation. What may be data in its path is left out, so that alike ones are
/// told once.
fn unknown(kind: Kind, exchange: &Exchange, near: &[&Operation]) -> Finding {
    let is_data = |step: &str| {
        let digits = step.chars().filter(char::is_ascii_digit).count();
        digits > 0 && (digits == step.len() || step.len() >= 16)
    };
    let steps = exchange.path.split('/').map(|step| if is_data(step) { "{…}" } else { step });
    let path = steps.collect::<Vec<_>>().join("/");
    let near: Vec<String> = near.iter().map(|operation| operation.name()).collect();
    let origin = Pointer::root().child("paths");
    let finding = new(kind, origin, format!("{} {path}", exchange.method));
    Finding { at: near.join(", "), ..finding }
}

fn new(kind: Kind, origin: Pointer, subject: String) -> Finding {
    Finding {
        kind,
        origin,
        part: Part::Request,
        at: String::new(),
        subject,
        value: None,
        is_secret: false,
    }
}
