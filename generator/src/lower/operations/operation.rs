//! One operation: its methods, one for each body and each response that can be chosen.

mod verb;
mod short;
mod handle;
mod names;
mod beside;
mod idempotent;
mod summary;

use openapiv3::{Parameter as ParameterItem, ReferenceOr};

pub(super) use self::handle::{Named, Wanted, held};
pub(super) use self::names::{Group, UNTAGGED};
use self::names::{Names, constant_name, decoder_name, documented_name};
pub(in crate::lower) use self::names::{PAGING, PAGING_METHODS, SETTERS};
use super::body::LoweredBody;
use super::context::{Context, Operations};
use super::response::DocumentedResponses;
use super::security::Ways;
use super::{path, security, server};
use crate::diagnostic::Code;
use crate::lower::report::Member;
use crate::model::{Operation, Parameter, SecurityScheme, Server};
use crate::name::lock::Kind;
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// Whether a call needs a body, and the bodies, each but the first with its names.
type Bodies = (Option<bool>, Vec<(Option<Names>, LoweredBody)>);

/// An operation with the parameters and the server of its path, and what it wants to be called.
type Asked<'a> =
    (&'a [ReferenceOr<ParameterItem>], Option<&'a Server>, &'a openapiv3::Operation, &'a Wanted);

fn no_body() -> Bodies {
    (None, vec![(None, LoweredBody::default())])
}

/// What a body is called by where the caller says what it is.
const CONTENT_TYPE: &str = "content_type";

impl Operations<'_> {
    /// A method for each body that the operation takes, the first of which goes by the
    /// operation's own name. None where it cannot be called by what is known of it; that is
    /// reported.
    pub(super) fn operation(
        &mut self,
        method: &str,
        path: &str,
        (shared, server, operation, wanted): Asked<'_>,
        auth: &[SecurityScheme],
        group: &mut Group,
        (at_item, at): (&Pointer, &Pointer),
    ) -> Option<Vec<Operation>> {
        let method = method.to_owned();
        let wire = operation.operation_id.clone().unwrap_or_else(|| format!("{method} {path}"));
        let main = group.method(self.report, wanted, &wire, at);
        let path = path::path(self.report, path, at_item);
        let at_item = at_item.clone();
        let credentials = security::credentials(self.report, operation.security.as_deref(), auth);
        let type_name = main.type_name.clone();
        let context = Context { method, path, type_name, at_item, at: at.clone(), credentials };
        self.unsupported(operation, at);
        let parameters = self.parameters(shared, &operation.parameters, &context);
        let mut parameters = self.or_nothing(parameters, Vec::new)?;
        let name = Name { rust: main.method.clone(), wire };
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let (summary, docs) =
            summary::said(&text(&operation.summary), &text(&operation.description));
        let bodies = self.bodies(operation, &context, &name, group);
        let (needs_body, bodies) = self.or_nothing(bodies, no_body)?;
        let DocumentedResponses { success, failures, responses, headers, accept, produces, others } =
            self.responses(&operation.responses, &context);
        let Ways { known: security, by_caller } =
            self.undeclared.ways(self.report, operation.security.as_deref(), auth, at);
        let mut arguments = Scope::new(&SETTERS);
        if bodies.iter().any(|(_, body)| body.is_named_by_caller()) {
            arguments.claim(CONTENT_TYPE);
        }
        let fields = bodies.iter().flat_map(|(_, body)| &body.fields);
        self.reserve_paging(parameters.iter().chain(fields), &mut arguments, at);
        let owner = self.report.held.owner_at(at);
        self.claim_arguments(&mut parameters, &mut arguments, &context.type_name, &owner);
        // OpenAPI 3.0.3, "Operation Object": its servers override those of the path.
        let server =
            server::own_server(self.report, &operation.servers, at).or_else(|| server.cloned());
        let is_idempotent = idempotent::is_idempotent(self.report, operation, at);
        let mut methods = Vec::new();
        for (variant, mut body) in bodies {
            let names = variant.clone().unwrap_or_else(|| main.clone());
            let owner = format!("{owner} {}", names.method);
            let arguments = &mut arguments.clone();
            self.claim_arguments(&mut body.fields, arguments, &names.type_name, &owner);
            methods.push(Operation {
                decoder: decoder_name(&main.method),
                has_decoder: variant.is_none(),
                constant: constant_name(&names.method),
                documented: documented_name(&names.method),
                name: Name { rust: names.method, wire: name.wire.clone() },
                full_name: names.whole,
                variant_of: variant.map(|_| main.method.clone()),
                type_name: names.type_name,
                // Those who know all tags say how they are spelled.
                tags: Vec::new(),
                method: context.method.clone(),
                path: context.path.clone(),
                server: server.clone(),
                parameters: parameters.iter().cloned().chain(body.fields).collect(),
                named: None,
                content_type: body.content_type,
                body: body.body,
                needs_body,
                produces: produces.clone(),
                accept: accept.clone(),
                success: success.clone(),
                error_name: format!("{}Error", main.type_name),
                shared_error: None,
                failures: failures.clone(),
                responses: responses.clone(),
                headers: headers.clone(),
                paging: None,
                security: security.clone(),
                undeclared: by_caller.clone(),
                is_idempotent,
                summary: summary.clone(),
                docs: docs.clone(),
                deprecated: operation.deprecated,
                origin: at.clone(),
            });
        }
        for other in &others {
            let read = self.read_otherwise(&methods, other, &main.method, group, at);
            methods.extend(read);
        }
        Some(methods)
    }

    /// Whether a call needs a body, and the bodies that can be sent, each but the first with the names of its method and of its
    /// types. `None` where one is required and none can be sent.
    fn bodies(
        &mut self,
        operation: &openapiv3::Operation,
        context: &Context,
        name: &Name,
        group: &mut Group,
    ) -> Option<Bodies> {
        let Some(item) = &operation.request_body else {
            return Some(no_body());
        };
        let plan = self.plan(item, context)?;
        let mut bodies = Vec::new();
        for choice in &plan.choices {
            if bodies.is_empty() {
                bodies.extend(self.body(&plan, choice, context).map(|body| (None, body)));
                continue;
            }
            let word = format!("as {}", choice.suffix);
            let named = (name.rust.as_str(), word.as_str());
            let names = group.method_beside(self.report, named, &name.wire, &context.at);
            let context = Context { type_name: names.type_name.clone(), ..context.clone() };
            let body = self.body(&plan, choice, &context);
            bodies.extend(body.map(|body| (Some(names), body)));
        }
        match bodies.is_empty() {
            true if plan.is_required && !plan.choices.is_empty() => {
                if plan.choices.len() > 1 {
                    let at = context.at.child("requestBody");
                    self.report
                        .warning(Code::UnsupportedMediaType, &at, "none of the bodies can be sent")
                        .then("the operation is left out")
                        .help("describe one as JSON or as a form, if the server takes it");
                }
                None
            }
            true => Some(no_body()),
            false => Some((plan.is_needed, bodies)),
        }
    }

    /// Keeps the methods that give pages: a parameter or a field of a form that came since has another name.
    fn reserve_paging<'p>(
        &self,
        parameters: impl Iterator<Item = &'p Parameter>,
        arguments: &mut Scope,
        at: &Pointer,
    ) {
        if self.report.document.root().at(&at.child(PAGING)).is_none() {
            return;
        }
        let held = &self.report.held;
        // Those that are required are no methods of a call.
        let optional = parameters.filter(|parameter| !parameter.required);
        let setters: Vec<&str> = optional.map(|parameter| parameter.name.rust.as_str()).collect();
        for method in PAGING_METHODS {
            let key = held.paging_key(at, method);
            if held.get(&key).is_some_and(|had| setters.contains(&had)) {
                held.reserve(&key, arguments);
            }
        }
    }

    fn claim_arguments(
        &mut self,
        parameters: &mut [Parameter],
        arguments: &mut Scope,
        type_name: &str,
        owner: &str,
    ) {
        let wires: Vec<String> =
            parameters.iter().map(|parameter| parameter.name.wire.clone()).collect();
        let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
        let is_plain =
            |parameter: &Parameter| parameter.name.rust == name::value_name(&parameter.name.wire);
        let fresh = parameters.iter().zip(name::apart_values(&wires));
        let fresh = fresh.map(|(parameter, told)| match is_plain(parameter) {
            true => told,
            // It is the document's own choice.
            false => parameter.name.rust.clone(),
        });
        let members = wires.iter().zip(fresh);
        let members =
            members.map(|(wire, fresh)| Member { wire, plain: name::value_name(wire), fresh });
        let all = self.report.held.told(Kind::Argument, owner, members.collect());
        let mut kept = Vec::new();
        for (parameter, told) in parameters.iter_mut().zip(all) {
            let origin = parameter.origin.clone();
            let is_plain = is_plain(parameter);
            if is_plain {
                parameter.name.rust = told;
            }
            if parameter.name.rust == type_name {
                // A script without capitals: an argument cannot be called as the type is.
                parameter.name.rust.push('_');
            }
            parameter.name.rust =
                self.report.claim(arguments, &parameter.name.rust, &parameter.name.wire, &origin);
            let plain = match is_plain {
                true => name::value_name(&parameter.name.wire),
                false => parameter.name.rust.clone(),
            };
            kept.push((parameter.name.wire.as_str(), plain, parameter.name.rust.as_str()));
        }
        let kept = kept.iter().map(|(wire, plain, rust)| (*wire, plain.as_str(), *rust));
        self.report.held.keep(Kind::Argument, owner, kept);
    }

    /// Parts of an operation that have no code of their own yet.
    fn unsupported(&mut self, operation: &openapiv3::Operation, at: &Pointer) {
        let responses =
            operation.responses.responses.iter().filter_map(|(status, response)| match response {
                ReferenceOr::Item(response) if !response.links.is_empty() => {
                    Some(status.to_string())
                }
                _ => None,
            });
        for status in responses.collect::<Vec<_>>() {
            let at = at.child("responses").child(&status).child("links");
            self.report
                .note(Code::UnsupportedPart, &at, "links are not supported yet")
                .then("the operation is generated without them")
                .help("make the next call by hand, with values of this response");
        }
        if !operation.callbacks.is_empty() {
            self.report
                .note(
                    Code::UnsupportedPart,
                    &at.child("callbacks"),
                    "callbacks are not supported yet",
                )
                .then("the operation is generated without them")
                .help("the server of a callback has to be written by hand");
        }
    }
}
