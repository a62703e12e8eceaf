//! Paths to operations, and operations to tags.

pub(in crate::lower) mod method;
pub(in crate::lower) mod beside;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{Parameter as ParameterItem, ReferenceOr};

use crate::diagnostic::Code;
use crate::lower::Lower;
use crate::lower::operations::answer::Answers;
use crate::lower::operations::body::Lowered;
use crate::lower::operations::security::Credentials;
use crate::model::{LeftOut, Main, Operation, Parameter, SecurityScheme, Server, Tag};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// Where operations without a tag are found.
pub(in crate::lower) const UNTAGGED: &str = "operations";

/// The names of a method and of its types.
type Names = (String, String);

/// Whether a call needs a body, and the bodies, each but the first with its names.
type Bodies = (Option<bool>, Vec<(Option<Names>, Lowered)>);

/// What a body is called by where the caller says what it is.
const CONTENT_TYPE: &str = "content_type";

/// An operation while its parts are read: what all of them need to know of it.
#[derive(Clone)]
pub(in crate::lower) struct Context {
    /// The method's name in capitals.
    pub(in crate::lower) method: String,
    pub(in crate::lower) path: String,
    /// What the names of its types begin with.
    pub(in crate::lower) type_name: String,
    /// The place of its path item.
    pub(in crate::lower) at_item: Pointer,
    pub(in crate::lower) at: Pointer,
    /// What its credentials are sent as.
    pub(in crate::lower) credentials: Credentials,
}

/// The operations of a tag while they are gathered.
pub(in crate::lower) struct Group {
    pub(in crate::lower) tag: Tag,
    pub(in crate::lower) methods: Scope,
    pub(in crate::lower) types: Scope,
    /// The names of the document's own operations, wherever they stand.
    pub(in crate::lower) own: BTreeSet<String>,
}

/// All tags while they are gathered.
struct Groups {
    list: IndexMap<String, Group>,
    /// The names of the document's own operations, by their tags.
    own: BTreeMap<String, BTreeSet<String>>,
    modules: Scope,
    handles: Scope,
    pages: Scope,
}

/// Methods that a handle has itself, and those that clippy takes for those of a trait.
const METHODS: [&str; 9] =
    ["new", "clone", "fmt", "as_ref", "borrow", "deref", "cmp", "eq", "hash"];

/// Methods that a call has itself, and the variable that fills it.
pub(in crate::lower) const SETTERS: [&str; 9] = [
    "self",
    "request",
    "request_mut",
    "body",
    "decode",
    "send",
    "into_future",
    "deref",
    "without_body",
];

impl<'d> Lower<'d> {
    /// All operations of the module `api`, by tag: the declared tags in their order, then the others as they come.
    pub(in crate::lower) fn tags(&mut self, api: &str, auth: &[SecurityScheme]) -> Vec<Tag> {
        let document = self.document;
        let modules = Scope::new(&["types", "runtime", "xml_elements", "by_hand", "builder", api]);
        let (list, handles, pages) = (IndexMap::new(), Scope::default(), Scope::default());
        let own = self.own_names();
        let mut groups = Groups { list, own, modules, handles, pages };
        for (index, tag) in document.openapi.tags.iter().enumerate() {
            let at = Pointer::root().child("tags").index(index);
            let docs = tag.description.clone().unwrap_or_default();
            let renamed = self.value_renamed(&tag.extensions, &at);
            self.group(&mut groups, &tag.name, renamed, docs, &at);
        }
        let paths = Pointer::root().child("paths");
        for (path, item) in document.openapi.paths.iter() {
            let at = paths.child(path);
            let Some((item, at)) = self.follow(item, &at) else {
                continue;
            };
            let server = self.own_server(&item.servers, &at);
            for (method, operation, at_operation) in self.methods(&item, &at) {
                let (operation, at_item, at) = (&operation, &at, at_operation);
                let tag = operation.tags.first().map_or("", String::as_str);
                let named = at.child("tags").index(0);
                let named = if tag.is_empty() { &at } else { &named };
                self.group(&mut groups, tag, None, String::new(), named);
                let Some(group) = groups.list.get_mut(tag) else {
                    continue;
                };
                let item = (item.parameters.as_slice(), server.as_ref(), operation);
                match self.operation(&method, path, item, auth, group, (at_item, &at)) {
                    Some(methods) => group.tag.operations.extend(methods),
                    None => {
                        let request = format!("{method} {path}");
                        let (id, tags) = (operation.operation_id.clone(), tags_of(operation));
                        self.left_out.push(LeftOut { request, id, tags, origin: at });
                    }
                }
            }
        }
        groups
            .list
            .into_values()
            .map(|group| group.tag)
            .filter(|tag| !tag.operations.is_empty())
            .collect()
    }

    fn group(
        &mut self,
        groups: &mut Groups,
        tag: &str,
        renamed: Option<String>,
        docs: String,
        at: &Pointer,
    ) {
        if groups.list.contains_key(tag) {
            return;
        }
        let shown = if tag.is_empty() { UNTAGGED } else { tag };
        let rust = renamed.as_deref().unwrap_or(shown);
        let module = self.claim(&mut groups.modules, &name::module_name(rust), shown, at);
        // Names the tag's page as well, which a disk may not tell from another by its case, and
        // which is in ASCII.
        let wanted = name::type_name(rust);
        let mut handle = groups.handles.claim(&wanted);
        while !groups.pages.is_free(&name::file_name(&handle)) {
            handle = groups.handles.claim(&wanted);
        }
        groups.pages.claim(&name::file_name(&handle));
        let name = Name { rust: module, wire: shown.to_owned() };
        let types = Scope::new(&[&handle]);
        let (operations, origin) = (Vec::new(), at.clone());
        let tag_of = Tag { name, handle, docs, feature: None, operations, origin };
        let own = groups.own.get(shown).cloned().unwrap_or_default();
        let methods = Scope::new(&METHODS);
        groups.list.insert(tag.to_owned(), Group { tag: tag_of, methods, types, own });
    }

    /// A method for each body that the operation takes, the first of which goes by the
    /// operation's own name. None where it cannot be called by what is known of it; that is
    /// reported.
    fn operation(
        &mut self,
        method: &str,
        path: &str,
        (shared, server, operation): (
            &[ReferenceOr<ParameterItem>],
            Option<&Server>,
            &openapiv3::Operation,
        ),
        auth: &[SecurityScheme],
        group: &mut Group,
        (at_item, at): (&Pointer, &Pointer),
    ) -> Option<Vec<Operation>> {
        let method = method.to_owned();
        let wire = operation.operation_id.clone().unwrap_or_else(|| format!("{method} {path}"));
        let wanted = self
            .value_renamed(&operation.extensions, at)
            .unwrap_or_else(|| method_name(operation, &group.tag.name.wire, &wire));
        let rust = self.claim(&mut group.methods, &wanted, &wire, at);
        let type_name = family(&mut group.types, &name::type_name(&rust));
        let path = self.path(path, at_item);
        let at_item = at_item.clone();
        let credentials = self.credentials(operation.security.as_deref(), auth);
        let context = Context { method, path, type_name, at_item, at: at.clone(), credentials };
        self.unsupported(operation, at);
        let mut parameters = self.parameters(shared, &operation.parameters, &context)?;
        let name = Name { rust, wire };
        let (needs_body, bodies) = self.bodies(operation, &context, &name, group)?;
        let Answers { success, failures, answers, headers, accept, produces, others } =
            self.answers(&operation.responses, &context);
        let security = self.requirements(operation.security.as_deref(), auth, at)?;
        let mut arguments = Scope::new(&SETTERS);
        if bodies.iter().any(|(_, body)| body.is_named_by_caller()) {
            arguments.claim(CONTENT_TYPE);
        }
        self.claim_arguments(&mut parameters, &mut arguments, &context.type_name);
        // OpenAPI 3.0.3, "Operation Object": its servers override those of the path.
        let server = self.own_server(&operation.servers, at).or_else(|| server.cloned());
        let main = Main { method: name.rust.clone(), type_name: context.type_name.clone() };
        let mut methods = Vec::new();
        for (variant, mut body) in bodies {
            let (rust, type_name) =
                variant.clone().unwrap_or_else(|| (main.method.clone(), main.type_name.clone()));
            self.claim_arguments(&mut body.fields, &mut arguments.clone(), &type_name);
            methods.push(Operation {
                name: Name { rust, wire: name.wire.clone() },
                variant_of: variant.map(|_| main.clone()),
                decoder: main.method.clone(),
                type_name,
                tags: tags_of(operation),
                method: context.method.clone(),
                path: context.path.clone(),
                server: server.clone(),
                parameters: parameters.iter().cloned().chain(body.fields).collect(),
                content_type: body.content_type,
                body: body.body,
                needs_body,
                produces: produces.clone(),
                accept: accept.clone(),
                success: success.clone(),
                failures: failures.clone(),
                answers: answers.clone(),
                headers: headers.clone(),
                paging: None,
                security: security.clone(),
                summary: operation.summary.clone().unwrap_or_default(),
                docs: operation.description.clone().unwrap_or_default(),
                deprecated: operation.deprecated,
                origin: at.clone(),
            });
        }
        for other in &others {
            let read = self.read_otherwise(&methods, other, &main, group, at);
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
            return Some((None, vec![(None, Lowered::default())]));
        };
        let plan = self.plan(item, context)?;
        let mut bodies = Vec::new();
        for choice in &plan.choices {
            if bodies.is_empty() {
                bodies.extend(self.body(&plan, choice, context).map(|body| (None, body)));
                continue;
            }
            let wanted = name::value_name(&format!("{} as {}", name.rust, choice.suffix));
            let rust = self.method_beside(&wanted, &name.wire, group, &context.at);
            let type_name = family(&mut group.types, &name::type_name(&rust));
            let context = Context { type_name: type_name.clone(), ..context.clone() };
            let body = self.body(&plan, choice, &context);
            bodies.extend(body.map(|body| (Some((rust, type_name)), body)));
        }
        match bodies.is_empty() {
            true if plan.is_required && !plan.choices.is_empty() => {
                if plan.choices.len() > 1 {
                    let at = context.at.child("requestBody");
                    self.warning(Code::UnsupportedMediaType, &at, "none of the bodies can be sent")
                        .then("the operation is left out")
                        .help("describe one as JSON or as a form, if the server takes it");
                }
                None
            }
            true => Some((None, vec![(None, Lowered::default())])),
            false => Some((plan.is_needed, bodies)),
        }
    }

    fn claim_arguments(
        &mut self,
        parameters: &mut [Parameter],
        arguments: &mut Scope,
        type_name: &str,
    ) {
        for parameter in parameters {
            let origin = parameter.origin.clone();
            if parameter.name.rust == type_name {
                // A script without capitals: an argument cannot be called as the type is.
                parameter.name.rust.push('_');
            }
            parameter.name.rust =
                self.claim(arguments, &parameter.name.rust, &parameter.name.wire, &origin);
        }
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
            self.note(Code::UnsupportedPart, &at, "links are not supported yet")
                .then("the operation is generated without them")
                .help("make the next call by hand, with values of this answer");
        }
        if !operation.callbacks.is_empty() {
            self.note(
                Code::UnsupportedPart,
                &at.child("callbacks"),
                "callbacks are not supported yet",
            )
            .then("the operation is generated without them")
            .help("the server of a callback has to be written by hand");
        }
    }
}

/// The tags of an operation: where it has none, that under which it is found.
fn tags_of(operation: &openapiv3::Operation) -> Vec<String> {
    if operation.tags.is_empty() { vec![UNTAGGED.to_owned()] } else { operation.tags.clone() }
}

/// The name that the types of an operation begin with, so that none of them is taken.
pub(in crate::lower) fn family(types: &mut Scope, wanted: &str) -> String {
    let members =
        |name: &str| ["", "Error", "Success", "Headers"].map(|end| format!("{name}{end}"));
    let numbered = (2u32..).map(|number| format!("{wanted}{number}"));
    let free = std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|name| members(name).iter().all(|member| types.is_free(member)));
    let name = free.unwrap_or_else(|| wanted.to_owned());
    for member in members(&name) {
        types.claim(&member);
    }
    name
}

/// The method's name: the `operationId` without an exact `<Tag>_` before it, or method and path.
pub(in crate::lower) fn method_name(
    operation: &openapiv3::Operation,
    tag: &str,
    wire: &str,
) -> String {
    let prefix = format!("{tag}_");
    match &operation.operation_id {
        Some(id) => {
            name::value_name(id.strip_prefix(&prefix).filter(|rest| !rest.is_empty()).unwrap_or(id))
        }
        None => name::value_name(wire),
    }
}
