//! One exchange with its operation, part by part.

use super::super::contract::{Contract, Operation, Place};
use super::super::exchange::{Body, Exchange};
use super::super::kind::Kind;
use super::super::secret::{Secrets, credential_place};
use super::body::{self, Expected};
use super::finding::{Finding, Part};
use super::leaf::Leaves;
use super::seen::Seen;
use super::value::Walker;
use super::{header, parameter};

/// Compares exchanges.
pub(in super::super) struct Checker<'c, 'd> {
    contract: &'c Contract<'d>,
    secrets: &'c Secrets,
    leaves: Leaves<'d>,
}

impl<'c, 'd> Checker<'c, 'd> {
    pub(in super::super) fn new(contract: &'c Contract<'d>, secrets: &'c Secrets) -> Self {
        Self { contract, secrets, leaves: Leaves::of(contract.tree) }
    }
}

impl Checker<'_, '_> {
    /// What of the document is not judged, whatever comes.
    pub(in super::super) fn left(&self) -> Option<&'static str> {
        let words =
            "rules of JSON Schema 2020-12 that make no type, of a document in several files";
        self.leaves.rules.are_left().then_some(words)
    }
}

/// Compares an exchange with its operation.
pub(in super::super) fn check(
    checker: &mut Checker<'_, '_>,
    operation: &Operation,
    exchange: &Exchange,
    path: &[(String, String)],
) -> (Vec<Finding>, Seen) {
    let Checker { contract, secrets, leaves } = checker;
    let is_credential = |place: Place, name: &str| credential_place(contract, place, name);
    let mut walker = Walker::new(contract.tree, leaves, secrets, false);
    let (mut findings, mut outcome) =
        parameter::check(&mut walker, operation, exchange, path, &is_credential);
    findings.extend(header::sent(&walker, operation, exchange, &is_credential));
    let part = |media_type: &str| Part::RequestBody(media_type.to_owned());
    let expected = match &operation.body {
        Some((origin, required, contents)) => {
            Expected { origin, contents, required: *required, is_note: false }
        }
        None => {
            Expected { origin: &operation.origin, contents: &[], required: false, is_note: false }
        }
    };
    // An older tape has no request: that is said once, and not of each exchange.
    let is_recorded = !matches!(exchange.request.body, Body::Unrecorded);
    if is_recorded || exchange.request.headers.is_some() {
        findings.extend(body::check(
            &mut walker,
            &exchange.request,
            &expected,
            &part,
            &mut outcome,
        ));
    }
    // What a server refuses it takes no more than the document does.
    if exchange.status >= 400 {
        findings.clear();
    }
    let mut walker = Walker::new(contract.tree, leaves, secrets, true);
    let Some(response) = operation.response(exchange.status) else {
        // Not modified: the body is that of an earlier response (RFC 9110, section 15.4.5).
        if exchange.status != 304 {
            findings.push(Finding {
                kind: Kind::UndocumentedStatus,
                origin: operation.origin.child("responses"),
                part: Part::Response(exchange.status),
                at: exchange.response.media_type().map(body::essence).unwrap_or_default(),
                subject: exchange.status.to_string(),
                value: body::raw(&exchange.response),
                is_secret: false,
            });
        }
        return (findings, outcome.seen);
    };
    findings.extend(header::received(&mut walker, response, exchange));
    let part = |media_type: &str| Part::ResponseBody(exchange.status, media_type.to_owned());
    // No such response has a body (RFC 9110, section 6.4.1).
    let has_body =
        exchange.method != "HEAD" && !matches!(exchange.status, 100..=199 | 204 | 205 | 304);
    let expected = Expected {
        origin: &response.origin,
        contents: &response.contents,
        required: has_body,
        is_note: (300..400).contains(&exchange.status),
    };
    findings.extend(body::check(&mut walker, &exchange.response, &expected, &part, &mut outcome));
    (findings, outcome.seen)
}
