//! `docs/<api>/README.md`: endpoints, types and authorization on one page, or types alone.

use std::fmt::Write;

use crate::emit::file::{Content, File};
use crate::emit::krate::Crate;
use crate::emit::{client, text, types};
use crate::model::{Api, Shape, TypeDecl, Variable};

/// The API's index.
pub(in crate::emit) fn file(krate: &Crate<'_>, api: &Api) -> File {
    let mut out = format!("# {} {}\n\n", text::line(&api.title), text::line(&api.version));
    let description = text::lines(&api.docs);
    if !description.is_empty() {
        let _ = write!(out, "{}\n\n", description.join("\n"));
    }
    let package = text::code(krate.package);
    let _ = match krate.has_features() {
        true => write!(out, "Module `{}` of the crate {package}.\n\n", krate.path(api)),
        false => write!(out, "The crate {package}.\n\n"),
    };
    if !api.is_types_only {
        write_servers(&mut out, api);
        write_endpoints(&mut out, api);
    }
    write_types(&mut out, api);
    if !api.is_types_only {
        write_authorization(&mut out, api);
    }
    File { path: format!("docs/{}/README.md", api.name.rust), content: Content::Markdown(out) }
}

fn write_servers(out: &mut String, api: &Api) {
    out.push_str("## Servers\n\n");
    if api.servers.is_empty() {
        out.push_str("The document names none: set the base URL of yours.\n\n");
        return;
    }
    for server in &api.servers {
        let _ = writeln!(out, "- {} {}", text::code(&server.url), text::line(&server.docs));
        for Variable { name, default, values, docs } in &server.variables {
            let values: Vec<String> = values.iter().map(|value| text::code(value)).collect();
            let values = if values.is_empty() {
                String::new()
            } else {
                format!(", one of {}", values.join(", "))
            };
            let (name, default, docs) = (text::code(name), text::code(default), text::line(docs));
            let _ = writeln!(out, "  - {name}: {default} by default{values} {docs}");
        }
    }
    out.push('\n');
}

fn write_endpoints(out: &mut String, api: &Api) {
    out.push_str(
        "## Endpoints\n\n| Tag | Method | HTTP request | Description |\n|---|---|---|---|\n",
    );
    for tag in &api.tags {
        for operation in &tag.operations {
            let (page, name) = (&tag.page, &operation.name.rust);
            let request = text::code_cell(&format!("{} {}", operation.method, operation.path));
            let summary = text::cell(&operation.summary);
            let _ = writeln!(
                out,
                "| [{}]({page}) | [`{name}`]({page}#{name}) | {request} | {summary} |",
                tag.handle
            );
        }
    }
    out.push('\n');
}

fn write_types(out: &mut String, api: &Api) {
    out.push_str("## Types\n\n");
    let mut types: Vec<&TypeDecl> = api.types.iter().collect();
    types.sort_by_key(|decl| &decl.name.rust);
    if types.is_empty() {
        out.push_str("None.\n\n");
    }
    for decl in types {
        let _ = write!(out, "### {}\n\n", decl.name.rust);
        let description = text::lines(&decl.docs);
        if !description.is_empty() {
            let _ = write!(out, "{}\n\n", description.join("\n"));
        }
        if let Some((words, name)) = types::twin(api, decl) {
            let _ = write!(out, "{words} {}.\n\n", text::code(name));
        }
        write_shape(out, api, &decl.shape);
    }
}

fn write_shape(out: &mut String, api: &Api, shape: &Shape) {
    match shape {
        Shape::Newtype(ty) => {
            let _ = write!(out, "Holds {}.\n\n", text::code(&ty.text(api)));
        }
        Shape::Alias(ty) => {
            let _ = write!(out, "The same as {}.\n\n", text::code(&ty.text(api)));
        }
        Shape::Enum { values, unknown, .. } => {
            let values =
                values.iter().map(|value| text::code(&value.name.wire)).collect::<Vec<_>>();
            let others = match unknown {
                Some(_) => ", or a value that is not known yet.",
                None => "; another value is an error.",
            };
            let _ = write!(out, "One of {}{others}\n\n", values.join(", "));
        }
        Shape::Union { tag, arms, .. } => {
            let by = tag
                .as_ref()
                .map_or_else(String::new, |tag| format!(", told by {}", text::code(tag)));
            let arms = arms.iter().map(|arm| text::code(&arm.ty.text(api))).collect::<Vec<_>>();
            let _ = write!(
                out,
                "One of {}{by}, or a value that fits none of them.\n\n",
                arms.join(", ")
            );
        }
        Shape::Struct { fields, rest } => {
            out.push_str("| Field | Property | Type | Description |\n|---|---|---|---|\n");
            for field in fields {
                let ty = field.presence.wrap(&field.ty.text(api));
                let (name, wire) = (&field.name.rust, text::code_cell(&field.name.wire));
                let notes = text::default(field.default.as_ref(), text::code_cell);
                let notes =
                    notes.into_iter().chain(text::only(field.only.as_ref(), text::code_cell));
                let notes = notes.chain(text::limits(&field.limits, text::code_cell));
                let notes = notes.map(|note| format!(" {note}"));
                let docs = format!("{}{}", text::cell(&field.docs), notes.collect::<String>());
                let docs = docs.trim();
                let _ = writeln!(out, "| `{name}` | {wire} | `{ty}` | {docs} |");
            }
            if let Some((name, ty)) = rest {
                let _ = writeln!(out, "| `{name}` | all others | `{}` |  |", ty.text(api));
            }
            out.push('\n');
        }
    }
}

fn write_authorization(out: &mut String, api: &Api) {
    out.push_str("## Authorization\n\n");
    if api.auth.is_empty() {
        out.push_str("None.\n");
    }
    for scheme in &api.auth {
        let _ = write!(
            out,
            "### {}\n\n{}. Set it by `Client::builder().{}(..)`.\n\n",
            text::line(&scheme.name.wire),
            text::line(&scheme.describe()),
            scheme.name.rust
        );
        if let Some(source) = &scheme.source {
            let _ = write!(
                out,
                "A token that has to be fetched comes from `Client::builder().{source}(..)`.\n\n"
            );
        }
        for paragraph in [text::lines(&scheme.docs), client::origins(scheme)] {
            if !paragraph.is_empty() {
                let _ = write!(out, "{}\n\n", paragraph.join("\n"));
            }
        }
    }
}
