//! `docs/<api>/<Tag>Api.md`: what a person reads of a tag.

use std::fmt::Write;

use crate::emit::file::{Content as FileContent, File};
use crate::emit::krate::Crate;
use crate::emit::operations::{example, rustdoc};
use crate::emit::{argument, feature, text};
use crate::model::{
    Api, Body, Content, DocumentedResponse, Headers, Label, Operation, Parameter, Preset, Success,
    Tag,
};
use crate::name::ident;

/// Where the page of a tag is.
pub(in crate::emit) fn path(api: &Api, tag: &Tag) -> String {
    format!("docs/{}/{}", api.name.rust, tag.page)
}

/// The tag's page.
pub(in crate::emit) fn file(krate: &Crate<'_>, api: &Api, tag: &Tag) -> File {
    let mut out = format!("# {}Api\n\n", tag.handle);
    block(&mut out, &tag.docs);
    let base = api
        .servers
        .first()
        .map_or("the base URL of the client".to_owned(), |server| text::code(&server.url));
    // Writing to text cannot fail.
    let _ = write!(
        out,
        "All paths are relative to {base}. See [the index](README.md) for types and authorization.\n\n"
    );
    out.push_str("| Method | HTTP request | Description |\n|---|---|---|\n");
    for operation in &tag.operations {
        let (name, request) = (
            &operation.name.rust,
            text::code_cell(&format!("{} {}", operation.method, operation.path)),
        );
        let _ = writeln!(
            out,
            "| [`{name}`](#{name}) | {} | {} |",
            request,
            text::cell(&operation.summary)
        );
    }
    for family in tag.families() {
        for operation in family {
            write_operation(&mut out, krate, api, (tag, family), operation);
        }
    }
    File { path: path(api, tag), content: FileContent::Markdown(out) }
}

fn block(out: &mut String, docs: &str) {
    let lines = text::lines(docs);
    if !lines.is_empty() {
        out.push_str(&lines.join("\n"));
        out.push_str("\n\n");
    }
}

fn write_operation(
    out: &mut String,
    krate: &Crate<'_>,
    api: &Api,
    (tag, family): (&Tag, &[Operation]),
    operation: &Operation,
) {
    let _ = write!(out, "\n## {}\n\n", operation.name.rust);
    if operation.deprecated {
        out.push_str("**Deprecated.**\n\n");
    }
    let _ = write!(out, "```text\n{}\n```\n\n", signature(api, tag, operation));
    let summary = text::sentence(&operation.summary);
    if !summary.is_empty() {
        let _ = write!(out, "{summary}\n\n");
    }
    block(out, &operation.docs);
    if let Some(words) = feature::words(tag, operation) {
        let _ = write!(out, "{words} of the crate.\n\n");
    }
    if let Some(words) = rustdoc::repeated(operation) {
        let _ = write!(out, "{words}\n\n");
    }
    let bodies = rustdoc::bodies(api, family, operation);
    if !bodies.is_empty() {
        let _ = write!(out, "{}\n\n", bodies.join("\n"));
    }
    let responses = rustdoc::responses(family, operation);
    if !responses.is_empty() {
        let _ = write!(out, "{}\n\n", responses.join("\n"));
    }
    let example = example::lines(krate, api, tag, operation, false).join("\n");
    let _ = write!(out, "### Example\n\n```rust,no_run\n{example}\n```\n\n");
    if let Some(named) = &operation.named {
        let example = example::named(krate, api, tag, (operation, named), false).join("\n");
        let words = rustdoc::named_words(&text::code(&named.method));
        let _ = write!(out, "### By name\n\n{words}\n\n```rust,no_run\n{example}\n```\n\n");
    }
    if let Some(paging) = &operation.paging {
        let example = example::paged(krate, api, tag, (operation, paging), false).join("\n");
        let words = rustdoc::paging_words(paging);
        let _ = write!(out, "### Pages\n\n{words}\n\n```rust,no_run\n{example}\n```\n\n");
    }
    out.push_str("### Parameters\n\n");
    write_parameters(out, api, operation);
    let _ = write!(out, "### Return type\n\n{}\n\n", success(api, operation));
    let _ = write!(out, "### Authorization\n\n{}\n\n", rustdoc::ways(api, operation));
    write_headers(out, operation);
    out.push_str(
        "### Response details\n\n| Status | Description | Body | Headers |\n|---|---|---|---|\n",
    );
    for response in &operation.responses {
        let _ = writeln!(out, "{}", response_row(api, response));
    }
    if let Some(headers) = &operation.headers {
        write_typed_headers(out, api, headers);
    }
}

/// The call as it is written, with the types of what it takes.
fn signature(api: &Api, tag: &Tag, operation: &Operation) -> String {
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let required = required.map(|parameter| {
        format!("{}: {}", ident(&parameter.name.rust), argument::argument_text(api, &parameter.ty))
    });
    let body = |required: bool| operation.body.iter().filter(move |body| body.required == required);
    let required = required.chain(body(true).map(|body| body_text(api, body)));
    let mut out = format!(
        "client.{}().{}({})",
        ident(&tag.name.rust),
        ident(&operation.name.rust),
        required.collect::<Vec<_>>().join(", ")
    );
    for parameter in operation.parameters.iter().filter(|parameter| parameter.is_settable()) {
        let _ = write!(
            out,
            "\n    .{}({})",
            ident(&parameter.name.rust),
            argument::argument_text(api, &parameter.ty)
        );
    }
    for body in body(false) {
        let content_type = if body.is_named() { "&str, " } else { "" };
        let _ = write!(out, "\n    .body({content_type}{})", argument::body_text(api, &body.ty));
    }
    if operation.body.as_ref().is_some_and(|body| matches!(body.label, Label::Setter(_))) {
        out.push_str("\n    .content_type(&str)");
    }
    let success = match &operation.success {
        Success::One(content) => value_text(api, operation, content),
        Success::Many { name, .. } => name.clone(),
    };
    let _ =
        write!(out, "\n    .await -> Result<Response<{success}>, Error<{}>>", failure(operation));
    out
}

fn body_text(api: &Api, body: &Body) -> String {
    let content_type = if body.is_named() { "content_type: &str, " } else { "" };
    format!("{content_type}body: {}", argument::body_text(api, &body.ty))
}

fn failure(operation: &Operation) -> String {
    if operation.failures.is_empty() {
        "Infallible".to_owned()
    } else {
        ident(&operation.error_name).to_string()
    }
}

fn write_parameters(out: &mut String, api: &Api, operation: &Operation) {
    if operation.parameters.is_empty() && operation.body.is_none() {
        out.push_str("This call takes no parameters.\n\n");
        return;
    }
    out.push_str("| Name | Type | Description | Notes |\n|---|---|---|---|\n");
    for parameter in &operation.parameters {
        let name = text::code(&parameter.name.rust);
        let (ty, docs) = (parameter.ty.text(api), text::cell(&parameter.docs));
        let _ = writeln!(out, "| {name} | `{ty}` | {docs} | {} |", parameter_notes(parameter));
    }
    if let Some(Body { media_type, required, ty, docs, label, .. }) = &operation.body {
        let need = if *required { "required" } else { "optional" };
        if *label != Label::Fixed {
            let need = if matches!(label, Label::Argument(_)) { need } else { "optional" };
            let _ = writeln!(out, "| `content_type` | `&str` | What the body is. | {need} |");
        }
        let (ty, docs, media_type) = (ty.text(api), text::cell(docs), text::code_cell(media_type));
        let _ = writeln!(out, "| `body` | `{ty}` | {docs} | {need}, body as {media_type} |");
    }
    out.push('\n');
}

fn parameter_notes(parameter: &Parameter) -> String {
    let need = match parameter.preset {
        Some(Preset::Bound { .. }) => "of the client",
        _ if parameter.required => "required",
        _ => "optional",
    };
    let name = text::code_cell(&parameter.name.wire);
    let mut notes = match &parameter.part {
        Some(part) => format!("{need}, header {name} of the part {}", text::code_cell(part)),
        None => format!("{need}, {} {name}", parameter.place.word()),
    };
    for words in text::limit_words(&parameter.limits, text::code_cell) {
        let _ = write!(notes, ", {words}");
    }
    if let Some(default) = &parameter.default {
        let _ = write!(notes, ", default {}", text::code_cell(default));
    }
    if parameter.secret {
        notes.push_str(", secret");
    }
    notes
}

fn success(api: &Api, operation: &Operation) -> String {
    match &operation.success {
        Success::One(Content::Empty) => "`()`: a response without a body.".to_owned(),
        Success::One(content @ Content::Items(framing, _)) => {
            let items = text::code(&value_text(api, operation, content));
            format!("{items}. {}", rustdoc::items(*framing))
        }
        Success::One(content) => text::code(&content_text(api, content)),
        Success::Many { name, variants } => {
            let variants = variants.iter().map(|variant| match &variant.content {
                Content::Empty => text::code(&variant.name),
                content => {
                    let value = value_text(api, operation, content);
                    text::code(&format!("{}({value})", variant.name))
                }
            });
            format!("`{name}`, one of {}", variants.collect::<Vec<_>>().join(", "))
        }
    }
}

/// What comes of a response, as a type.
fn value_text(api: &Api, operation: &Operation, content: &Content) -> String {
    match content {
        Content::Items(_, ty) => format!("Items<{}, {}>", ty.text(api), failure(operation)),
        content => content_text(api, content),
    }
}

fn content_text(api: &Api, content: &Content) -> String {
    match content {
        Content::Empty => "()".to_owned(),
        Content::Value(_, ty) => ty.text(api),
        Content::Items(framing, ty) => format!("{} for each {}", ty.text(api), framing.word()),
    }
}

fn write_headers(out: &mut String, operation: &Operation) {
    let content_type =
        operation.content_type.as_deref().map_or("Not defined".to_owned(), text::code);
    let produces =
        operation.produces.iter().map(|media_type| text::code(media_type)).collect::<Vec<_>>();
    let produces = if produces.is_empty() { "Not defined".to_owned() } else { produces.join(", ") };
    let accept = text::code(&operation.accept);
    let _ = write!(
        out,
        "### HTTP request headers\n\n- **Content-Type**: {content_type}\n- **Accept**: {produces} (sent: {accept})\n\n"
    );
}

fn write_typed_headers(out: &mut String, api: &Api, headers: &Headers) {
    let _ = write!(
        out,
        "\nThe headers of a response or a failure are read by `typed_headers::<{}>()`:\n\n\
         | Field | Header | Type |\n|---|---|---|\n",
        headers.name
    );
    for header in &headers.fields {
        let (wire, ty) = (text::code_cell(&header.name.wire), header.ty.text(api));
        let _ = writeln!(out, "| `{}` | {wire} | `Option<{ty}>` |", header.name.rust);
    }
}

fn response_row(api: &Api, response: &DocumentedResponse) -> String {
    let headers = response.headers.iter().map(|(name, docs)| {
        let docs = text::cell(docs);
        let name = text::code_cell(name);
        if docs.is_empty() { name } else { format!("{name}: {docs}") }
    });
    let headers = headers.collect::<Vec<_>>().join("<br>");
    let headers = if headers.is_empty() { "-".to_owned() } else { headers };
    let body = match &response.content {
        Content::Empty => "-".to_owned(),
        content => text::code(&content_text(api, content)),
    };
    format!("| {} | {} | {body} | {headers} |", response.status, text::cell(&response.docs))
}
