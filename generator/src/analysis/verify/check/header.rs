//! Headers: those of HTTP and its neighbours are known without a document.

use super::super::contract::{Operation, Place, Response};
use super::super::exchange::Exchange;
use super::super::kind::Kind;
use super::fault::{Outcome, Spot};
use super::finding::{Finding, Part};
use super::text::{Form, form, list, single};
use super::value::Walker;
use serde_json::Value;

/// Headers of the IANA's registry that messages of an API have, and those that servers, proxies and
/// browsers put in by themselves.
const KNOWN: [&str; 89] = [
    "accept",
    "accept-ch",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "accept-patch",
    "accept-post",
    "accept-ranges",
    "age",
    "allow",
    "alt-svc",
    "alt-used",
    "authentication-info",
    "authorization",
    "cache-control",
    "cache-status",
    "cdn-cache-control",
    "clear-site-data",
    "connection",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-range",
    "content-security-policy",
    "content-security-policy-report-only",
    "content-type",
    "cookie",
    "critical-ch",
    "cross-origin-embedder-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "date",
    "device-memory",
    "dnt",
    "downlink",
    "ect",
    "etag",
    "expect",
    "expect-ct",
    "expires",
    "forwarded",
    "from",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "keep-alive",
    "last-modified",
    "link",
    "location",
    "max-forwards",
    "nel",
    "origin",
    "origin-agent-cluster",
    "p3p",
    "permissions-policy",
    "pragma",
    "priority",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "range",
    "referer",
    "referrer-policy",
    "report-to",
    "reporting-endpoints",
    "retry-after",
    "rtt",
    "save-data",
    "server",
    "server-timing",
    "set-cookie",
    "strict-transport-security",
    "te",
    "timing-allow-origin",
    "traceparent",
    "tracestate",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "vary",
    "via",
    "www-authenticate",
];

/// How the names of others begin that are of no API.
const FAMILIES: [&str; 11] = [
    "access-control-",
    "sec-",
    "cf-",
    "x-amz-cf-",
    "x-amzn-trace-",
    "x-forwarded-",
    "x-envoy-",
    "x-b3-",
    "x-cache",
    "x-served-by",
    "x-timer",
];

/// Those that begin with `X-` and are of no API.
const OLD: [&str; 15] = [
    "x-content-type-options",
    "x-dns-prefetch-control",
    "x-download-options",
    "x-frame-options",
    "x-permitted-cross-domain-policies",
    "x-powered-by",
    "x-real-ip",
    "x-requested-with",
    "x-robots-tag",
    "x-runtime",
    "x-ua-compatible",
    "x-xss-protection",
    "x-aspnet-version",
    "x-aspnetmvc-version",
    "x-client-data",
];

fn is_known(name: &str) -> bool {
    let name = name.to_lowercase();
    KNOWN.contains(&name.as_str())
        || OLD.contains(&name.as_str())
        || FAMILIES.iter().any(|family| name.starts_with(family))
}

/// Headers that were sent, and that neither HTTP nor the operation knows.
pub(super) fn sent(
    walker: &Walker<'_, '_>,
    operation: &Operation,
    exchange: &Exchange,
    is_credential: &dyn Fn(Place, &str) -> bool,
) -> Vec<Finding> {
    let is_documented = |name: &str| {
        let parameters = operation.parameters.iter().filter(|one| one.place == Place::Header);
        parameters.into_iter().any(|one| one.name.eq_ignore_ascii_case(name))
            || is_credential(Place::Header, name)
    };
    let headers = exchange.request.headers.iter().flatten();
    let unknown = headers.filter(|(name, _)| !is_known(name) && !is_documented(name));
    let finding = |(name, value): &(String, String)| Finding {
        kind: Kind::UndocumentedHeader,
        origin: operation.origin.clone(),
        part: Part::Parameter(Place::Header, name.to_lowercase()),
        at: String::new(),
        subject: name.to_lowercase(),
        value: Some(Value::from(value.as_str())),
        is_secret: walker.is_secret(&operation.origin, name),
    };
    unknown.map(finding).collect()
}

/// Headers of a response: those that are missing, those that are not known, and their values.
pub(super) fn received(
    walker: &mut Walker<'_, '_>,
    response: &Response,
    exchange: &Exchange,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(headers) = &exchange.response.headers else { return findings };
    let new = |kind, origin, name: &str, value: Option<Value>, is_secret| Finding {
        kind,
        origin,
        part: Part::ResponseHeader(exchange.status, name.to_owned()),
        at: String::new(),
        subject: name.to_owned(),
        value,
        is_secret,
    };
    for header in &response.headers {
        // OpenAPI 3.0, "Response Object": a header of this name is ignored.
        if header.name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let texts: Vec<String> =
            exchange.response.header(&header.name).map(str::to_owned).collect();
        let (Some(first), Some(schema)) = (texts.first(), &header.schema) else {
            if texts.is_empty() && header.required {
                let origin = header.origin.clone();
                findings.push(new(Kind::MissingHeader, origin, &header.name, None, false));
            }
            continue;
        };
        let value = match form(walker, schema) {
            Form::Single => single(walker, first, schema),
            Form::List => {
                let pieces = texts.iter().flat_map(|text| text.split(','));
                let pieces: Vec<String> = pieces.map(|piece| piece.trim().to_owned()).collect();
                list(walker, &pieces, schema)
            }
            Form::Object => continue,
        };
        let is_secret = walker.is_secret(&header.origin, &header.name);
        let mut out = Outcome::default();
        walker.walk(&value, schema, &Spot::root(is_secret), &mut out);
        let part = Part::ResponseHeader(exchange.status, header.name.clone());
        findings.extend(Finding::all(out.faults, &part));
    }
    for (name, value) in headers {
        let is_documented =
            |header: &super::super::contract::Header| header.name.eq_ignore_ascii_case(name);
        if is_known(name) || response.headers.iter().any(is_documented) {
            continue;
        }
        let is_secret = walker.is_secret(&response.origin, name);
        let (origin, value) = (response.origin.clone(), Some(Value::from(value.as_str())));
        let name = name.to_lowercase();
        findings.push(new(Kind::UndocumentedHeader, origin, &name, value, is_secret));
    }
    findings
}
