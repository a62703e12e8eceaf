//! The example of an operation: a program that compiles.

use proc_macro2::TokenStream;

use crate::emit::argument::{self, Expression, Sample};
use crate::emit::krate::Crate;
use crate::emit::ty::written;
use crate::model::{
    Api, Body, BodyFormat, BoundParameter, Content, Field, Limits, NamedArguments, Operation,
    Paging, Parameter, Preset, Server, Shape, Success, Tag, Type,
};
use crate::name::{Scope, ident};

/// How many of the optional values an example sets.
const SETTERS: usize = 2;

/// How long a chain of calls on one line can be.
const CHAIN_WIDTH: usize = 70;

/// The example's lines. In rustdoc, what only makes it compile is hidden.
pub(in crate::emit) fn lines(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    operation: &Operation,
    is_rustdoc: bool,
) -> Vec<String> {
    program(krate, api, tag, operation, Form::Plain, is_rustdoc)
}

/// The lines of an example that reads all pages.
pub(in crate::emit) fn paged(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    (operation, paging): (&Operation, &Paging),
    is_rustdoc: bool,
) -> Vec<String> {
    program(krate, api, tag, operation, Form::Paged(paging), is_rustdoc)
}

/// The lines of an example that gives what is required by name.
pub(in crate::emit) fn named(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    (operation, named): (&Operation, &NamedArguments),
    is_rustdoc: bool,
) -> Vec<String> {
    program(krate, api, tag, operation, Form::Named(named), is_rustdoc)
}

/// How an example calls the operation.
#[derive(Clone, Copy)]
enum Form<'a> {
    Plain,
    Paged(&'a Paging),
    Named(&'a NamedArguments),
}

fn program(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    operation: &Operation,
    form: Form<'_>,
    is_rustdoc: bool,
) -> Vec<String> {
    let (hidden, indent) = if is_rustdoc { ("# ", "") } else { ("", "    ") };
    let mut wanted = Wanted::default();
    if let Some((framing, _)) = operation.items() {
        wanted.names.claim(framing.word());
        wanted.names.claim(&format!("{}s", framing.word()));
    }
    if let Form::Named(_) = form {
        wanted.names.claim("required");
    }
    let call = call(api, tag, operation, form, &mut wanted);
    let module = krate.path(api);
    let mut lines = vec![format!("use {module}::Client;")];
    if let Form::Named(named) = form {
        lines.push(format!("use {module}::{}::{};", ident(&tag.module), ident(&named.ty)));
    }
    let roots = [
        ("types::", wanted.has_types, format!("{module}::types")),
        ("runtime::", false, format!("{}::runtime", krate.name())),
    ];
    for (root, is_made, path) in roots {
        if is_made || wanted.arguments.iter().any(|(_, ty)| ty.contains(root)) {
            lines.push(format!("use {path};"));
        }
    }
    lines.push(String::new());
    let arguments: Vec<String> =
        wanted.arguments.into_iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
    let head = format!(
        "async fn example({}) -> Result<(), Box<dyn std::error::Error>> {{",
        arguments.join(", ")
    );
    lines.push(format!("{hidden}{head}"));
    lines.extend(
        client(api, operation).into_iter().chain(call).map(|line| format!("{indent}{line}")),
    );
    lines.push(format!("{hidden}{indent}Ok(())"));
    lines.push(format!("{hidden}}}"));
    lines
}

fn client(api: &Api, operation: &Operation) -> Vec<String> {
    let mut steps = Vec::new();
    if api.servers.is_empty() {
        steps.push(".base_url(\"https://api.example.com\")".to_owned());
    } else if api.servers.iter().all(Server::is_relative) {
        steps.push(".origin(\"https://api.example.com\")".to_owned());
    }
    let way = operation.security.iter().find(|way| !way.is_empty());
    for scheme in way.into_iter().flatten().filter_map(|need| api.auth.get(need.scheme)) {
        let method = ident(&scheme.name.rust);
        let arguments = match scheme.kind {
            crate::model::SecurityKind::Basic => "\"user\", \"password\"",
            _ => "\"token\"",
        };
        steps.push(format!(".{method}({arguments})"));
    }
    let asked = |bound: &&BoundParameter| {
        let is_it = |parameter: &Parameter| {
            parameter.name.wire == bound.name.wire
                && parameter.preset == Some(Preset::Bound { is_needed: true })
        };
        operation.parameters.iter().any(is_it)
    };
    for bound in api.bound.iter().filter(asked) {
        let value = match &bound.ty {
            Type::Text | Type::Secret => {
                format!("{:?}", bound.example.as_deref().unwrap_or(&bound.name.wire))
            }
            Type::Integer(_) => "1".to_owned(),
            Type::Bool => "true".to_owned(),
            _ => continue,
        };
        steps.push(format!(".{}({value})", ident(&bound.name.rust)));
    }
    steps.push(".build()?;".to_owned());
    chain("let client = Client::builder()", &steps)
}

/// A chain of calls: on one line if it is short, as `rustfmt` has it.
fn chain(head: &str, steps: &[String]) -> Vec<String> {
    let line = format!("{head}{}", steps.concat());
    if line.len() <= CHAIN_WIDTH {
        return vec![line];
    }
    std::iter::once(head.to_owned()).chain(steps.iter().map(|step| format!("    {step}"))).collect()
}

/// The call; arguments that have no short value become arguments of the example.
fn call(
    api: &Api,
    tag: &Tag,
    operation: &Operation,
    form: Form<'_>,
    wanted: &mut Wanted,
) -> Vec<String> {
    let paging = match form {
        Form::Paged(paging) => Some(paging),
        Form::Plain | Form::Named(_) => None,
    };
    let mut arguments = Vec::new();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let value = Sample::of_parameter(api, parameter).map(|value| wanted.made(&value));
        let ty = |parameter: &Parameter| match form {
            Form::Named(_) => argument::member(api, &parameter.ty, &TokenStream::new()),
            Form::Plain | Form::Paged(_) => argument::argument(api, &parameter.ty),
        };
        arguments.push(
            value.unwrap_or_else(|| wanted.named(&parameter.name.rust, written(ty(parameter)))),
        );
    }
    let mut lines = Vec::new();
    if let Form::Named(named) = form {
        lines = fields(named, operation, &arguments);
        arguments = vec!["required".to_owned()];
    }
    let mut body_setter = None;
    if let Some(body) = &operation.body {
        let value = body_value(api, (operation, body), wanted, &mut lines);
        match (body.required, value) {
            (true, value) => {
                arguments.extend(label(body));
                arguments.push(value.unwrap_or_else(|| match &body.ty {
                    Type::Nullable(inner) => format!("Some({})", want(api, "body", inner, wanted)),
                    ty => want(api, "body", ty, wanted),
                }));
            }
            (false, Some(value)) => {
                let arguments: Vec<String> = label(body).into_iter().chain([value]).collect();
                body_setter = Some(format!(".body({})", arguments.join(", ")));
            }
            (false, None) => {}
        }
    }
    let method = match form {
        Form::Named(named) => ident(&named.method),
        Form::Plain | Form::Paged(_) => ident(&operation.name.rust),
    };
    let tag = ident(&tag.name.rust);
    let items = operation.items().map(|(framing, _)| framing.word());
    let is_empty = matches!(operation.success, Success::One(Content::Empty));
    let binding = match items {
        Some(word) => format!("let mut {word}s = client"),
        None if is_empty => "client".to_owned(),
        None => "let response = client".to_owned(),
    };
    let mut steps = vec![format!(".{tag}()"), format!(".{method}({})", arguments.join(", "))];
    let mut optional = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.is_settable() && !parameter.secret);
    let mut setters = Vec::new();
    for parameter in optional.clone() {
        if setters.len() == SETTERS || paging.is_some() {
            break;
        }
        let value = Sample::of_parameter(api, parameter).map(|value| wanted.made(&value));
        setters.extend(value.map(|value| format!(".{}({value})", ident(&parameter.name.rust))));
    }
    if let Some(paging) = paging {
        let size = optional.find(|parameter| paging.style.size() == Some(&parameter.name.wire));
        let size = size.and_then(|size| {
            let value = wanted.made(&Sample::of_parameter(api, size)?);
            Some(format!(".{}({value})", ident(&size.name.rust)))
        });
        steps.extend(size.into_iter().chain(body_setter));
        steps.push(format!(".{}();", ident(&paging.items_method)));
        lines.extend(chain("let mut items = client", &steps));
        lines.push("while let Some(item) = items.next().await {".to_owned());
        lines.push("    println!(\"{:?}\", item?);".to_owned());
        lines.push("}".to_owned());
        return lines;
    }
    steps.extend(setters.into_iter().chain(body_setter));
    steps.push(".await?;".to_owned());
    lines.extend(chain(&binding, &steps));
    if let Some(word) = items {
        lines.extend([
            format!("while let Some({word}) = {word}s.next().await {{"),
            format!("    println!(\"{{:?}}\", {word}?);"),
            "}".to_owned(),
        ]);
    } else if !is_empty {
        lines.push("println!(\"{response:?}\");".to_owned());
    }
    lines
}

/// The struct of what is required.
fn fields(named: &NamedArguments, operation: &Operation, values: &[String]) -> Vec<String> {
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let fields = required.zip(values).map(|(parameter, value)| {
        let name = ident(&parameter.name.rust).to_string();
        if name == *value { format!("    {name},") } else { format!("    {name}: {value},") }
    });
    let head = format!("let required = {} {{", ident(&named.ty));
    std::iter::once(head).chain(fields).chain(["};".to_owned()]).collect()
}

/// The body that is sent: a variable, whose lines these are, or a value.
fn body_value(
    api: &Api,
    (operation, body): (&Operation, &Body),
    wanted: &mut Wanted,
    lines: &mut Vec<String>,
) -> Option<String> {
    if body.limits != Limits::default() {
        return None;
    }
    let (ty, is_nullable) = match &body.ty {
        Type::Nullable(inner) => (&**inner, true),
        ty => (ty, false),
    };
    let value = match api.resolved(ty) {
        Type::Text => "\"text\"".to_owned(),
        Type::Named(_) | Type::List(_) => {
            let value = Sample::short(api, ty, flag(api, operation))?;
            wanted.made(&value);
            let name = ident(&wanted.names.claim("body"));
            lines.extend(value.statement(&format!("let {name} = ")));
            format!("&{name}")
        }
        ty => wanted.made(&Sample::short(api, ty, None)?),
    };
    Some(if is_nullable { format!("Some({value})") } else { value })
}

/// The property of the body that asks for a response in items, as `stream` of many servers does; one with
/// a single value says it by itself.
pub(super) fn flag<'a>(api: &'a Api, operation: &Operation) -> Option<&'a Field> {
    operation.items()?;
    let Type::Named(id) = api.plain(&operation.body.as_ref()?.ty) else { return None };
    let Shape::Struct { fields, .. } = &api.decl(*id)?.shape else { return None };
    let mut flags = fields.iter().filter(|field| {
        field.name.wire == "stream" && field.only.is_none() && *api.plain(&field.ty) == Type::Bool
    });
    flags.next()
}

/// What the body is, where the caller says it.
fn label(body: &Body) -> Option<String> {
    let is_json = body.format == BodyFormat::Json;
    let ty = if is_json { "application/vnd.example+json" } else { one_of(&body.media_type) };
    body.is_named().then(|| format!("{ty:?}"))
}

/// A media type of a range.
fn one_of(range: &str) -> &'static str {
    match range.split('/').next() {
        Some("image") => "image/png",
        Some("audio") => "audio/mpeg",
        Some("video") => "video/mp4",
        Some("text") => "text/plain",
        _ => "application/octet-stream",
    }
}

/// What the example takes as arguments: names and types.
struct Wanted {
    arguments: Vec<(String, String)>,
    names: Scope,
    /// Whether it makes values of the API's own types.
    has_types: bool,
}

impl Wanted {
    /// A value that the example makes.
    fn made(&mut self, value: &Expression) -> String {
        self.has_types |= value.names("types::");
        value.line()
    }

    /// A value that the example is given.
    fn named(&mut self, name: &str, ty: String) -> String {
        let name = ident(&self.names.claim(name)).to_string();
        self.arguments.push((name.clone(), ty));
        name
    }
}

impl Default for Wanted {
    fn default() -> Self {
        // The example's own variables would hide its arguments.
        Self {
            arguments: Vec::new(),
            names: Scope::new(&["client", "response", "items", "item"]),
            has_types: false,
        }
    }
}

fn want(api: &Api, name: &str, ty: &Type, wanted: &mut Wanted) -> String {
    wanted.named(name, written(argument::argument(api, ty)))
}
