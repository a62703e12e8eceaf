//! The example of an operation: a program that compiles.

use super::{Crate, ty};
use crate::model::{Api, Operation, Parameter, Tag, Type};

/// How many of the optional values an example sets.
const SETTERS: usize = 2;

/// How long a chain of calls on one line can be.
const CHAIN_WIDTH: usize = 70;

/// The example's lines. In rustdoc, what only makes it compile is hidden.
pub(super) fn lines(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    operation: &Operation,
    is_rustdoc: bool,
) -> Vec<String> {
    let (hidden, indent) = if is_rustdoc { ("# ", "") } else { ("", "    ") };
    let mut wanted = Vec::new();
    let call = call(api, tag, operation, &mut wanted);
    let module = format!("{}::{}", krate.name(), api.name.rust);
    let mut lines = vec![format!("use {module}::Client;")];
    if wanted.iter().any(|(_, ty)| ty.contains("types::")) {
        lines.push(format!("use {module}::types;"));
    }
    lines.push(String::new());
    let arguments: Vec<String> =
        wanted.into_iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
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
    }
    let way = operation.security.iter().find(|way| !way.is_empty());
    for scheme in way.into_iter().flatten().filter_map(|index| api.auth.get(*index)) {
        let method = crate::name::ident(&scheme.name.rust);
        let arguments = match scheme.kind {
            crate::model::SecurityKind::Basic => "\"user\", \"password\"",
            _ => "\"token\"",
        };
        steps.push(format!(".{method}({arguments})"));
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
    wanted: &mut Vec<(String, String)>,
) -> Vec<String> {
    let mut arguments = Vec::new();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let value = value(parameter)
            .unwrap_or_else(|| want(api, &parameter.name.rust, &parameter.ty, wanted));
        arguments.push(value);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(match body.ty {
            Type::Text => "\"text\"".to_owned(),
            _ => want(api, "body", &body.ty, wanted),
        });
    }
    let method = crate::name::ident(&operation.name.rust);
    let tag = crate::name::ident(&tag.name.rust);
    let is_empty =
        matches!(operation.success, crate::model::Success::One(crate::model::Content::Empty));
    let binding = if is_empty { "client" } else { "let answer = client" };
    let mut steps = vec![format!(".{tag}()"), format!(".{method}({})", arguments.join(", "))];
    let optional =
        operation.parameters.iter().filter(|parameter| !parameter.required && !parameter.secret);
    let setters = optional.filter_map(|parameter| {
        Some((crate::name::ident(&parameter.name.rust), value(parameter)?))
    });
    steps.extend(setters.take(SETTERS).map(|(setter, value)| format!(".{setter}({value})")));
    steps.push(".await?;".to_owned());
    let mut lines = chain(binding, &steps);
    if !is_empty {
        lines.push("println!(\"{answer:?}\");".to_owned());
    }
    lines
}

fn want(api: &Api, name: &str, ty: &Type, wanted: &mut Vec<(String, String)>) -> String {
    let name = crate::name::ident(name).to_string();
    wanted.push((name.clone(), argument(api, ty)));
    name
}

/// An argument's type, as it is written where `types` is imported.
fn argument(api: &Api, ty: &Type) -> String {
    let tokens = ty::argument(api, ty).to_string();
    // Token text has blanks that a person would not write.
    tokens
        .replace(" :: ", "::")
        .replace("& ", "&")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" ,", ",")
}

/// A short value of the type.
fn value(parameter: &Parameter) -> Option<String> {
    let example = parameter.example.as_deref();
    match &parameter.ty {
        Type::Text | Type::Secret => {
            // A secret's example is no better than its name.
            let text = example.filter(|_| !parameter.secret).unwrap_or(&parameter.name.wire);
            Some(format!("{text:?}"))
        }
        Type::Bool => Some("true".to_owned()),
        Type::Integer(_) => {
            Some(example.filter(|text| text.parse::<u8>().is_ok()).unwrap_or("1").to_owned())
        }
        Type::Float(_) => Some("1.0".to_owned()),
        _ => None,
    }
}
