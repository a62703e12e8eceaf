//! The example of an operation: a program that compiles.

use crate::emit::argument;
use crate::emit::krate::Crate;
use crate::model::{
    Api, BodyFormat, BoundParameter, Content, Limits, Operation, Paging, Parameter, Preset, Server,
    Success, Tag, Type,
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
    program(krate, api, tag, operation, None, is_rustdoc)
}

/// The lines of an example that reads all pages.
pub(in crate::emit) fn paged(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    (operation, paging): (&Operation, &Paging),
    is_rustdoc: bool,
) -> Vec<String> {
    program(krate, api, tag, operation, Some(paging), is_rustdoc)
}

fn program(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    operation: &Operation,
    paging: Option<&Paging>,
    is_rustdoc: bool,
) -> Vec<String> {
    let (hidden, indent) = if is_rustdoc { ("# ", "") } else { ("", "    ") };
    let mut wanted = Wanted::default();
    if let Some((framing, _)) = operation.items() {
        wanted.names.claim(framing.word());
        wanted.names.claim(&format!("{}s", framing.word()));
    }
    let call = call(api, tag, operation, paging, &mut wanted);
    let module = krate.path(api);
    let mut lines = vec![format!("use {module}::Client;")];
    let roots = [
        ("types::", format!("{module}::types")),
        ("runtime::", format!("{}::runtime", krate.name())),
    ];
    for (_, path) in
        roots.iter().filter(|(root, _)| wanted.arguments.iter().any(|(_, ty)| ty.contains(root)))
    {
        lines.push(format!("use {path};"));
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
    paging: Option<&Paging>,
    wanted: &mut Wanted,
) -> Vec<String> {
    let mut arguments = Vec::new();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let value = value(parameter)
            .unwrap_or_else(|| want(api, &parameter.name.rust, &parameter.ty, wanted));
        arguments.push(value);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        if body.is_named() {
            let is_json = body.format == BodyFormat::Json;
            let ty =
                if is_json { "application/vnd.example+json" } else { one_of(&body.media_type) };
            arguments.push(format!("{ty:?}"));
        }
        arguments.push(match &body.ty {
            Type::Text if body.limits == Limits::default() => "\"text\"".to_owned(),
            Type::Nullable(inner) => format!("Some({})", want(api, "body", inner, wanted)),
            _ => want(api, "body", &body.ty, wanted),
        });
    }
    let method = ident(&operation.name.rust);
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
    let setters = optional
        .clone()
        .filter_map(|parameter| Some((ident(&parameter.name.rust), value(parameter)?)));
    let setters = setters.take(SETTERS).map(|(setter, value)| format!(".{setter}({value})"));
    if let Some(paging) = paging {
        let size = optional.find(|parameter| paging.style.size() == Some(&parameter.name.wire));
        let size = size.and_then(|size| Some((ident(&size.name.rust), value(size)?)));
        steps.extend(size.map(|(setter, value)| format!(".{setter}({value})")));
        steps.push(format!(".{}();", ident(&paging.items_method)));
        let mut lines = chain("let mut items = client", &steps);
        lines.push("while let Some(item) = items.next().await {".to_owned());
        lines.push("    println!(\"{:?}\", item?);".to_owned());
        lines.push("}".to_owned());
        return lines;
    }
    steps.extend(setters);
    steps.push(".await?;".to_owned());
    let mut lines = chain(&binding, &steps);
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
}

impl Default for Wanted {
    fn default() -> Self {
        // The example's own variables would hide its arguments.
        Self { arguments: Vec::new(), names: Scope::new(&["client", "response", "items", "item"]) }
    }
}

fn want(api: &Api, name: &str, ty: &Type, wanted: &mut Wanted) -> String {
    let name = ident(&wanted.names.claim(name)).to_string();
    wanted.arguments.push((name.clone(), argument(api, ty)));
    name
}

/// An argument's type, as it is written where `types` is imported.
fn argument(api: &Api, ty: &Type) -> String {
    let tokens = argument::argument(api, ty).to_string();
    // Token text has blanks that a person would not write.
    tokens
        .replace(" :: ", "::")
        .replace("& ", "&")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" ,", ",")
}

/// A short value of the type; `None` where none is known that is within the limits.
fn value(parameter: &Parameter) -> Option<String> {
    let example = parameter.example.as_deref();
    let is_free = parameter.limits == Limits::default();
    match &parameter.ty {
        Type::Text | Type::Secret => {
            let name = Some(parameter.name.wire.as_str()).filter(|_| is_free);
            Some(format!("{:?}", example.or(name)?))
        }
        Type::Bool => Some("true".to_owned()),
        Type::Integer(name) => {
            let number = example.and_then(|text| whole(text, name));
            Some(number.or(is_free.then_some(1))?.to_string())
        }
        Type::Float(name) => {
            let number = example.and_then(|text| text.parse::<f64>().ok());
            let number = number.filter(|number| *name != "f32" || is_single(*number));
            Some(format!("{:?}", number.or(is_free.then_some(1.0))?))
        }
        _ => None,
    }
}

/// The number in the text, if it is one of the integer type `name`.
fn whole(text: &str, name: &str) -> Option<i128> {
    let number: i128 = text.parse().ok()?;
    let fits = match name {
        "i8" => i8::try_from(number).is_ok(),
        "i16" => i16::try_from(number).is_ok(),
        "i32" => i32::try_from(number).is_ok(),
        "i64" => i64::try_from(number).is_ok(),
        "u8" => u8::try_from(number).is_ok(),
        "u16" => u16::try_from(number).is_ok(),
        "u32" => u32::try_from(number).is_ok(),
        "u64" => u64::try_from(number).is_ok(),
        _ => false,
    };
    fits.then_some(number)
}

/// Whether a number is one of single precision.
#[expect(clippy::cast_possible_truncation, reason = "that is what is looked for")]
fn is_single(number: f64) -> bool {
    (number as f32).is_finite()
}
