//! Security schemes and requirements.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityRequirement, SecurityScheme as SchemeItem};

use super::guess;
use crate::diagnostic::{Code, near};
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
        let rust = match report.value_renamed(&at) {
            Some(renamed) => report.claim(scope, &renamed, wire, &at),
            None => {
                let wanted = name::value_name(wire);
                report.claim_setter(scope, (&wanted, "scheme"), wire, &at)
            }
        };
        let constant = format!("{}_SCHEME", name::constant_name(&rust));
        let name = Name { rust, wire: wire.clone() };
        let docs = docs.unwrap_or_default();
        schemes.push(SecurityScheme { name, source: None, constant, kind, docs, origin: at });
    }
    // After the names of all schemes, which are the document's own.
    for scheme in schemes.iter_mut().filter(|scheme| scheme.kind != SecurityKind::Basic) {
        let wanted = format!("{}_source", scheme.name.rust.trim_end_matches('_'));
        let wanted = (wanted.as_str(), "source");
        scheme.source = Some(report.claim_setter(scope, wanted, &scheme.name.wire, &scheme.origin));
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
                    .then(format!("of operations that ask for it alone, {BY_CALLER}"))
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
                    report
                        .warning(
                            Code::UnsupportedSecurity,
                            &at.child("scheme"),
                            format!("the HTTP scheme `{scheme}` answers a challenge of the server"),
                        )
                        .then(format!("of operations that ask for it alone, {BY_CALLER}"))
                        .help("send such calls by a transport that meets the challenge");
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

/// How an operation is authorized.
#[derive(Default)]
pub(super) struct Ways {
    /// Each is a set of schemes that are needed together.
    pub(super) known: Vec<Vec<Requirement>>,
    /// The schemes that it asks for and that are not known, where no way is known.
    pub(super) by_caller: Vec<String>,
}

/// The schemes that operations ask for and that the document does not declare.
#[derive(Default)]
pub(super) struct Undeclared {
    schemes: IndexMap<String, Asked>,
}

/// Who asks for a scheme.
struct Asked {
    /// The first place.
    at: Pointer,
    /// How many operations have another way that is known.
    otherwise: usize,
    /// How many have none.
    by_caller: usize,
}

impl Undeclared {
    /// The ways to authorize an operation. Where none is known, they are those that the document
    /// has for all operations; else the caller's.
    pub(super) fn ways(
        &mut self,
        report: &Report<'_>,
        own: Option<&[SecurityRequirement]>,
        auth: &[SecurityScheme],
        operation: &Pointer,
    ) -> Ways {
        let shared = report.document.openapi.security.as_deref();
        let (asked, at) = match own {
            Some(own) => (own, operation.child("security")),
            None => (shared.unwrap_or_default(), Pointer::root().child("security")),
        };
        let mut known = known(asked, auth);
        let mut names: Vec<(String, Pointer)> = Vec::new();
        for (index, requirement) in asked.iter().enumerate() {
            let is_unknown = |name: &&String| auth.iter().all(|it| it.name.wire != **name);
            let at = at.index(index);
            names.extend(
                requirement.keys().filter(is_unknown).map(|name| (name.clone(), at.child(name))),
            );
        }
        if known.is_empty() && own.is_some() && !names.is_empty() {
            known = self::known(shared.unwrap_or_default(), auth);
        }
        for (name, at) in &names {
            let asked = Asked { at: at.clone(), otherwise: 0, by_caller: 0 };
            let asked = self.schemes.entry(name.clone()).or_insert(asked);
            match known.is_empty() {
                true => asked.by_caller += 1,
                false => asked.otherwise += 1,
            }
        }
        if !known.is_empty() {
            return Ways { known, by_caller: Vec::new() };
        }
        let mut by_caller: Vec<String> = names.into_iter().map(|(name, _)| name).collect();
        by_caller.dedup();
        // What else is needed in such a way is sent nevertheless.
        let part = |requirement| known_part(requirement, auth);
        let known = asked.iter().map(part).find(|part| !part.is_empty()).into_iter().collect();
        Ways { known, by_caller }
    }

    /// Says each once. What is declared and cannot be used is told where it is declared.
    pub(super) fn report(self, report: &Report<'_>, auth: &[SecurityScheme]) {
        let known = || auth.iter().map(|scheme| scheme.name.wire.as_str());
        for (name, asked) in &self.schemes {
            if report.document.declares_scheme(name) {
                continue;
            }
            let near = near(name, known());
            let count = match asked.otherwise + asked.by_caller {
                1 => "an operation asks".to_owned(),
                count => format!("{count} operations ask"),
            };
            let message =
                format!("{count} for the security scheme `{name}`, which is not there{near}");
            let consequence = match (asked.otherwise, asked.by_caller) {
                (_, 0) => "the other ways to authorize their calls stay".to_owned(),
                (0, _) => BY_CALLER.to_owned(),
                (_, count) => format!("of {count} of them, {BY_CALLER}"),
            };
            report
                .warning(Code::UnresolvedSecurity, &asked.at, message)
                .then(consequence)
                .help(format!("declare `{name}` under `components/securitySchemes`"));
        }
    }
}

/// What follows where no scheme says what a call carries.
const BY_CALLER: &str = "calls carry what the caller sets: `secret_header` of the call or of the \
                         client's builder";

/// The ways that need no other schemes than those that are known.
fn known(asked: &[SecurityRequirement], auth: &[SecurityScheme]) -> Vec<Vec<Requirement>> {
    let ways = asked.iter().map(|requirement| (requirement, known_part(requirement, auth)));
    ways.filter(|(all, part)| all.len() == part.len()).map(|(_, part)| part).collect()
}

/// The schemes of a way that are known.
fn known_part(requirement: &SecurityRequirement, auth: &[SecurityScheme]) -> Vec<Requirement> {
    let need = |(name, scopes): (&String, &Vec<String>)| {
        let scheme = auth.iter().position(|scheme| scheme.name.wire == *name)?;
        Some(Requirement { scheme, scopes: scopes.clone() })
    };
    requirement.iter().filter_map(need).collect()
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
