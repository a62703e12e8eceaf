//! Security schemes and requirements.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityRequirement, SecurityScheme as SchemeItem};

use super::guess;
use crate::diagnostic::Code;
use crate::document;
use crate::lower::report::Report;
use crate::model::{Flow, Place, Requirement, SecurityKind, SecurityScheme};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// The extension that says what stands before an API key, such as `Bearer `.
const PREFIX: &str = "x-value-prefix";

/// Schemes in which each request has to fit what the server asked before (RFC 9110, section 11.3).
const CHALLENGES: [&str; 8] =
    ["digest", "negotiate", "ntlm", "hoba", "mutual", "scram-sha-1", "scram-sha-256", "dpop"];

/// What the credentials of an operation are sent as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Credentials {
    /// It has none.
    None,
    /// Not in `Authorization`.
    Elsewhere,
    /// In `Authorization`.
    InHeader,
}

/// The security schemes that the document declares.
pub(in crate::lower) fn schemes(report: &Report<'_>, scope: &mut Scope) -> Vec<SecurityScheme> {
    let document = report.document;
    let Some(components) = &document.openapi.components else {
        return Vec::new();
    };
    let at = Pointer::root().child("components").child("securitySchemes");
    let mut schemes: Vec<SecurityScheme> = Vec::new();
    for (wire, item) in &components.security_schemes {
        let at = at.child(wire);
        let Some((item, at)) = report.follow(item, &at) else {
            continue;
        };
        let Some((kind, docs)) = kind(report, &item, &at) else {
            continue;
        };
        let wanted =
            report.value_renamed(extensions(&item), &at).unwrap_or_else(|| name::value_name(wire));
        let rust = report.claim(scope, &wanted, wire, &at);
        let constant = format!("{}_SCHEME", name::constant_name(&rust));
        let name = Name { rust, wire: wire.clone() };
        let docs = docs.unwrap_or_default();
        schemes.push(SecurityScheme { name, source: None, constant, kind, docs, origin: at });
    }
    // After the names of all schemes, which are the document's own.
    for scheme in schemes.iter_mut().filter(|scheme| scheme.kind != SecurityKind::Basic) {
        let wanted = format!("{}_source", scheme.name.rust);
        scheme.source = Some(report.claim(scope, &wanted, &scheme.name.wire, &scheme.origin));
    }
    schemes
}

fn kind(
    report: &Report<'_>,
    item: &SchemeItem,
    at: &Pointer,
) -> Option<(SecurityKind, Option<String>)> {
    match item {
        SchemeItem::APIKey { location, name, description, extensions } => {
            let place = match location {
                APIKeyLocation::Query => Place::Query,
                APIKeyLocation::Header => Place::Header,
                APIKeyLocation::Cookie => Place::Cookie,
            };
            if let Some((what, help)) = guess::unfit_name(place, name) {
                let message = format!("{name:?} {what}");
                report
                    .warning(Code::UnsupportedSecurity, &at.child("name"), message)
                    .then("operations that can be authorized by it alone cannot be called")
                    .help(help);
                return None;
            }
            let prefix = match extensions.get(PREFIX) {
                None => "",
                Some(serde_json::Value::String(prefix)) => prefix,
                Some(_) => {
                    report
                        .error(
                            Code::InvalidExtension,
                            &at.child(PREFIX),
                            format!("`{PREFIX}` should be text"),
                        )
                        .help(format!("write `{PREFIX}: \"Bearer \"`, for example"));
                    ""
                }
            };
            let kind = SecurityKind::ApiKey { place, key: name.clone(), prefix: prefix.to_owned() };
            Some((kind, description.clone()))
        }
        SchemeItem::HTTP { scheme, description, .. } => {
            let kind = match scheme.to_lowercase().as_str() {
                "basic" => SecurityKind::Basic,
                "bearer" => SecurityKind::Bearer,
                other if CHALLENGES.contains(&other) => {
                    report.warning(
                            Code::UnsupportedSecurity,
                            &at.child("scheme"),
                            format!("the HTTP scheme `{scheme}` answers a challenge of the server"),
                        )
                        .then("operations that can be authorized by it alone cannot be called")
                        .help("send such calls by a transport that meets the challenge, and describe them without security");
                    return None;
                }
                // RFC 9110, section 11.6.2: the scheme's name, a blank, and the rest.
                _ => SecurityKind::ApiKey {
                    place: Place::Header,
                    key: "Authorization".to_owned(),
                    prefix: format!("{scheme} "),
                },
            };
            Some((kind, description.clone()))
        }
        SchemeItem::OAuth2 { flows, description, .. } => {
            Some((SecurityKind::OAuth2(read_flows(flows)), description.clone()))
        }
        SchemeItem::OpenIDConnect { open_id_connect_url, description, .. } => {
            let url = open_id_connect_url.clone();
            Some((SecurityKind::OpenIdConnect(url), description.clone()))
        }
    }
}

/// The ways to authorize an operation. One that needs an unknown scheme is never met: it is
/// left out. `None` where no way is left, since the call would go out open; that is reported.
pub(super) fn requirements(
    report: &Report<'_>,
    own: Option<&[SecurityRequirement]>,
    auth: &[SecurityScheme],
    operation: &Pointer,
) -> Option<Vec<Vec<Requirement>>> {
    let document = report.document;
    let (requirements, at) = match (own, document.openapi.security.as_deref()) {
        (Some(own), _) => (own, operation.child("security")),
        (None, Some(shared)) => (shared, Pointer::root().child("security")),
        (None, None) => return Some(Vec::new()),
    };
    let mut ways = Vec::new();
    for (index, requirement) in requirements.iter().enumerate() {
        let need = |(name, scopes): (&String, &Vec<String>)| {
            let scheme = auth.iter().position(|scheme| scheme.name.wire == *name)?;
            Some(Requirement { scheme, scopes: scopes.clone() })
        };
        match requirement.iter().map(need).collect() {
            Some(way) => ways.push(way),
            None => unknown_scheme(report, requirement, auth, &at.index(index)),
        }
    }
    if ways.is_empty() && !requirements.is_empty() {
        report
            .warning(
                Code::UnresolvedSecurity,
                operation,
                "no security requirement of this operation can be met",
            )
            .then("the operation is left out: its calls would go out unauthorized")
            .help("declare a scheme that the client can apply under `components/securitySchemes`");
        return None;
    }
    Some(ways)
}

/// What the credentials of an operation are sent as: none at all, or in `Authorization`, too.
pub(super) fn credentials(
    report: &Report<'_>,
    own: Option<&[SecurityRequirement]>,
    auth: &[SecurityScheme],
) -> Credentials {
    let shared = report.document.openapi.security.as_deref();
    let names = own.or(shared).into_iter().flatten().flat_map(IndexMap::keys);
    let kinds = names.filter_map(|name| auth.iter().find(|scheme| scheme.name.wire == *name));
    let in_header = |scheme: &SecurityScheme| match &scheme.kind {
        SecurityKind::ApiKey { place, key, .. } => {
            *place == Place::Header && key.eq_ignore_ascii_case("authorization")
        }
        _ => true,
    };
    let are_there = kinds.clone().next().is_some();
    match (are_there, kinds.into_iter().any(in_header)) {
        (false, _) => Credentials::None,
        (true, false) => Credentials::Elsewhere,
        (true, true) => Credentials::InHeader,
    }
}

fn unknown_scheme(
    report: &Report<'_>,
    requirement: &SecurityRequirement,
    auth: &[SecurityScheme],
    at: &Pointer,
) {
    for name in
        requirement.keys().filter(|name| !auth.iter().any(|scheme| scheme.name.wire == **name))
    {
        let near = document::near(name, auth.iter().map(|scheme| scheme.name.wire.as_str()));
        report
            .warning(
                Code::UnresolvedSecurity,
                &at.child(name),
                format!("there is no security scheme `{name}` that can be used{near}"),
            )
            .then("this way to authorize a call is left out")
            .help("declare the scheme under `components/securitySchemes`");
    }
}
fn extensions(item: &SchemeItem) -> &IndexMap<String, serde_json::Value> {
    match item {
        SchemeItem::APIKey { extensions, .. }
        | SchemeItem::HTTP { extensions, .. }
        | SchemeItem::OAuth2 { extensions, .. }
        | SchemeItem::OpenIDConnect { extensions, .. } => extensions,
    }
}

/// OpenAPI 3.0.3, "OAuth Flows Object", by the names of RFC 6749, section 1.3.
fn read_flows(flows: &OAuth2Flows) -> Vec<Flow> {
    let scopes = |scopes: &IndexMap<String, String>| {
        scopes.iter().map(|(name, docs)| (name.clone(), docs.clone())).collect()
    };
    let mut all = Vec::new();
    if let Some(flow) = &flows.authorization_code {
        all.push(Flow {
            name: "authorization code",
            authorization_url: Some(flow.authorization_url.clone()),
            token_url: Some(flow.token_url.clone()),
            refresh_url: flow.refresh_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.client_credentials {
        all.push(Flow {
            name: "client credentials",
            authorization_url: None,
            token_url: Some(flow.token_url.clone()),
            refresh_url: flow.refresh_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.password {
        all.push(Flow {
            name: "resource owner password credentials",
            authorization_url: None,
            token_url: Some(flow.token_url.clone()),
            refresh_url: flow.refresh_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.implicit {
        all.push(Flow {
            name: "implicit",
            authorization_url: Some(flow.authorization_url.clone()),
            token_url: None,
            refresh_url: flow.refresh_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    all
}
