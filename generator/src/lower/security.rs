//! Security schemes and requirements.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme as SchemeItem};

use super::Lower;
use crate::diagnostic::Code;
use crate::document;
use crate::model::{Place, SecurityKind, SecurityScheme};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// The extension that says what stands before an API key, such as `Bearer `.
const PREFIX: &str = "x-value-prefix";

impl Lower<'_> {
    /// The security schemes that the document declares.
    pub(super) fn schemes(&mut self) -> Vec<SecurityScheme> {
        let document = self.document;
        let Some(components) = &document.openapi.components else {
            return Vec::new();
        };
        let at = Pointer::root().child("components").child("securitySchemes");
        // The builder's other methods.
        let mut scope = Scope::new(&["base_url", "transport", "build", "config", "core", "new"]);
        let mut schemes = Vec::new();
        for (wire, item) in &components.security_schemes {
            let at = at.child(wire);
            let Some((item, at)) = self.follow(item, &at) else {
                continue;
            };
            let Some((kind, docs)) = self.kind(&item, &at) else {
                continue;
            };
            let wanted = self
                .value_renamed(extensions(&item), &at)
                .unwrap_or_else(|| name::value_name(wire));
            let rust = self.claim(&mut scope, &wanted, wire, &at);
            let name = Name { rust, wire: wire.clone() };
            schemes.push(SecurityScheme { name, kind, docs: docs.unwrap_or_default(), origin: at });
        }
        schemes
    }

    fn kind(&mut self, item: &SchemeItem, at: &Pointer) -> Option<(SecurityKind, Option<String>)> {
        match item {
            SchemeItem::APIKey { location, name, description, extensions } => {
                let place = match location {
                    APIKeyLocation::Query => Place::Query,
                    APIKeyLocation::Header => Place::Header,
                    APIKeyLocation::Cookie => Place::Cookie,
                };
                let prefix = match extensions.get(PREFIX) {
                    None => "",
                    Some(serde_json::Value::String(prefix)) => prefix,
                    Some(_) => {
                        self.error(
                            Code::InvalidExtension,
                            &at.child(PREFIX),
                            format!("`{PREFIX}` should be text"),
                        )
                        .help(format!("write `{PREFIX}: \"Bearer \"`, for example"));
                        ""
                    }
                };
                let kind =
                    SecurityKind::ApiKey { place, key: name.clone(), prefix: prefix.to_owned() };
                Some((kind, description.clone()))
            }
            SchemeItem::HTTP { scheme, description, .. } => {
                match scheme.to_lowercase().as_str() {
                    "basic" => Some((SecurityKind::Basic, description.clone())),
                    "bearer" => Some((SecurityKind::Bearer, description.clone())),
                    other => {
                        self.warning(Code::UnsupportedSecurity, &at.child("scheme"), format!("the HTTP scheme `{other}` is not supported"))
                        .then("operations that can be authorized by it alone cannot be called")
                        .help("use `basic` or `bearer`, or send the header by a transport of your own");
                        None
                    }
                }
            }
            SchemeItem::OAuth2 { description, .. }
            | SchemeItem::OpenIDConnect { description, .. } => {
                self.note(
                    Code::UnsupportedPart,
                    at,
                    "the client does not fetch tokens itself yet",
                )
                .then("the scheme takes an access token, and sends it as a bearer token (RFC 6750)")
                .help("fetch the token with a crate such as `oauth2`");
                Some((SecurityKind::Bearer, description.clone()))
            }
        }
    }

    /// The ways to authorize an operation. One that needs an unknown scheme is never met: it is
    /// left out. `None` where no way is left, since the call would go out open; that is reported.
    pub(super) fn requirements(
        &mut self,
        own: Option<&[SecurityRequirement]>,
        auth: &[SecurityScheme],
        operation: &Pointer,
    ) -> Option<Vec<Vec<usize>>> {
        let document = self.document;
        let (requirements, at) = match (own, document.openapi.security.as_deref()) {
            (Some(own), _) => (own, operation.child("security")),
            (None, Some(shared)) => (shared, Pointer::root().child("security")),
            (None, None) => return Some(Vec::new()),
        };
        let mut ways = Vec::new();
        for (index, requirement) in requirements.iter().enumerate() {
            let scheme = |name: &String| auth.iter().position(|scheme| scheme.name.wire == *name);
            match requirement.keys().map(scheme).collect() {
                Some(way) => ways.push(way),
                None => self.unknown_scheme(requirement, auth, &at.index(index)),
            }
        }
        if ways.is_empty() && !requirements.is_empty() {
            self.warning(
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

    fn unknown_scheme(
        &mut self,
        requirement: &SecurityRequirement,
        auth: &[SecurityScheme],
        at: &Pointer,
    ) {
        for name in
            requirement.keys().filter(|name| !auth.iter().any(|scheme| scheme.name.wire == **name))
        {
            let near = document::near(name, auth.iter().map(|scheme| scheme.name.wire.as_str()));
            self.warning(
                Code::UnresolvedSecurity,
                &at.child(name),
                format!("there is no security scheme `{name}` that can be used{near}"),
            )
            .then("this way to authorize a call is left out")
            .help("declare the scheme under `components/securitySchemes`");
        }
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
