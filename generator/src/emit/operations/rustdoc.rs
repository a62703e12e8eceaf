//! The documentation of a method.

use proc_macro2::TokenStream;

use super::example;
use crate::emit::krate::Crate;
use crate::emit::{feature, text};
use crate::model::{
    Api, Body, Framing, Label, Operation, Paging, PagingStyle, Parameter, Place, Requirement, Tag,
    Type,
};

/// How long a line is that stands for a missing description.
const LINE: usize = 120;

/// What stands above a method.
pub(in crate::emit) fn method(
    krate: &Crate<'_>,
    api: &Api,
    (tag, family): (&Tag, &[Operation]),
    operation: &Operation,
) -> TokenStream {
    let request = text::code(&format!("{} {}", operation.method, operation.path));
    let summary = text::sentence(&operation.summary);
    let has_summary = !summary.is_empty();
    let mut lines = vec![if has_summary { summary } else { format!("Calls {request}.") }];
    let mut paragraph = |text: Vec<String>| {
        if !text.is_empty() {
            lines.push(String::new());
            lines.extend(text);
        }
    };
    paragraph(text::lines(&operation.docs));
    paragraph(if has_summary { vec![request] } else { Vec::new() });
    paragraph(
        feature::words(tag, operation).map(|words| format!("{words}.")).into_iter().collect(),
    );
    paragraph(repeated(operation).map(str::to_owned).into_iter().collect());
    let arguments = operation.parameters.iter().filter(|parameter| parameter.required);
    let arguments = arguments
        .map(|parameter| argument_line(&parameter.name.rust, &parameter.docs, || place(parameter)));
    let body = operation.body.iter().filter(|body| body.required);
    let body = body.map(|body| argument_line("body", &body.docs, || sent(api, body)));
    let arguments: Vec<String> = arguments.chain(body).collect();
    if !arguments.is_empty() {
        paragraph(vec!["# Arguments".to_owned()]);
        paragraph(arguments);
        let link = |method: &str| format!("[`{method}`](Self::{method})");
        let named = operation.named.iter();
        paragraph(named.map(|named| named_words(&link(&named.method))).collect());
    }
    let bodies = bodies(api, family, operation);
    if !bodies.is_empty() {
        paragraph(vec!["# Body".to_owned()]);
        paragraph(bodies);
    }
    let streamed = operation.items().map(|(framing, _)| {
        format!("{} [`Items`](runtime::Items) says how they end.", items(framing))
    });
    let mut streamed: Vec<String> = streamed.into_iter().collect();
    let other_responses = responses(family, operation);
    if !streamed.is_empty() && !other_responses.is_empty() {
        streamed.push(String::new());
    }
    streamed.extend(other_responses);
    if !streamed.is_empty() {
        paragraph(vec!["# Response".to_owned()]);
        paragraph(streamed);
    }
    paragraph(vec!["# Authorization".to_owned()]);
    paragraph(vec![format!("{}.", ways(api, operation))]);
    if let Some(headers) = &operation.headers {
        paragraph(vec!["# Headers".to_owned()]);
        paragraph(vec![format!("`typed_headers` of the response reads [`{}`].", headers.name)]);
    }
    paragraph(vec!["# Errors".to_owned()]);
    let failures = operation.failures.iter().map(|failure| {
        format!("- `{}` ({}): {}", failure.name, failure.status, text::sentence(&failure.docs))
    });
    let failures: Vec<String> = failures.collect();
    paragraph(if failures.is_empty() {
        vec!["The document names no failure.".to_owned()]
    } else {
        failures
    });
    paragraph(vec!["# Example".to_owned()]);
    let example = example::lines(krate, api, tag, operation, true);
    let program = |example: Vec<String>| {
        std::iter::once("```no_run".to_owned()).chain(example).chain(["```".to_owned()]).collect()
    };
    paragraph(program(example));
    if let Some(paging) = &operation.paging {
        paragraph(vec!["# Pages".to_owned()]);
        paragraph(vec![paging_words(paging)]);
        paragraph(program(example::paged(krate, api, tag, (operation, paging), true)));
    }
    text::docs(&lines)
}

/// That a call is sent again, where the document says so and the method does not.
pub(in crate::emit) fn repeated(operation: &Operation) -> Option<&'static str> {
    operation.is_idempotent.then_some(
        "Sent again after a failure that may pass, as a second call has the effect of one.",
    )
}

/// What the body is sent as, where the document leaves a choice.
pub(in crate::emit) fn bodies(
    api: &Api,
    family: &[Operation],
    operation: &Operation,
) -> Vec<String> {
    let sent_as = |operation: &Operation| operation.content_type.as_deref().map(text::code);
    let mut others = family
        .iter()
        .filter(|other| other.decoder == operation.decoder && other.name != operation.name);
    let mut lines = Vec::new();
    match operation.body.as_ref().map(|body| &body.label) {
        Some(Label::Argument(_)) => {
            let range = sent_as(operation).unwrap_or_default();
            lines.push(format!("Sent as the `content_type` that is given, one of {range}."));
        }
        Some(Label::Setter(types)) => {
            let types: Vec<String> = types.iter().map(|name| text::code(name)).collect();
            let sent = sent_as(operation).unwrap_or_default();
            lines.push(format!(
                "Sent as {sent}, unless `content_type` says that it is {}.",
                types.join(" or ")
            ));
        }
        Some(Label::Fixed) | None => {
            if let Some(sent) = sent_as(operation).filter(|_| others.clone().next().is_some()) {
                lines.push(format!("Sent as {sent}."));
            }
        }
    }
    if let Some(field) = example::flag(api, operation) {
        let (wire, setter) = (text::code(&field.name.wire), field.making.setter.as_deref());
        let how = setter.map(|setter| format!(": {}", text::code(&format!("{setter}(true)"))));
        let how = how.unwrap_or_default();
        lines.push(format!("The server responds so where {wire} of the body is true{how}."));
    }
    if operation.can_lack_body() {
        lines.push(
            "The document does not say that a call needs it: `.without_body()` of the call sends \
             none."
                .to_owned(),
        );
    }
    if let Some(first) = others.next() {
        lines.extend(["Each other body has a method of its own:".to_owned(), String::new()]);
        lines.extend(std::iter::once(first).chain(others).map(|other| {
            format!("- `{}`: {}", other.name.rust, sent_as(other).unwrap_or_default())
        }));
    }
    lines
}

/// How the items of a response are read.
pub(in crate::emit) fn items(framing: Framing) -> &'static str {
    match framing {
        Framing::Lines => "One item for each line, read while they come.",
        Framing::Results => {
            "One item for the `result` of each line, read while they come. An `error` in its place \
             is a failure of the call, and the last that comes."
        }
        Framing::Records => "One item for each record (RFC 7464), read while they come.",
        Framing::EventData => {
            "One item for each server-sent event, read from the JSON of its data while they come."
        }
        Framing::Events | Framing::JsonEvents | Framing::MixedEvents => {
            "One item for each server-sent event, read while they come."
        }
    }
}

/// The methods by which the response is read in another way.
pub(in crate::emit) fn responses(family: &[Operation], operation: &Operation) -> Vec<String> {
    let is_other = |other: &&Operation| {
        other.decoder != operation.decoder && other.content_type == operation.content_type
    };
    let asks = |other: &Operation| {
        let each = other.items().map(|(framing, _)| framing.word());
        let each = each.map(|word| format!(" and gives it {word} by {word}")).unwrap_or_default();
        format!("`{}` asks for {}{each}", other.name.rust, text::code(&other.accept))
    };
    let others: Vec<String> = family.iter().filter(is_other).map(asks).collect();
    if others.is_empty() {
        return others;
    }
    let mut words = format!("Asks for {}; {}.", text::code(&operation.accept), others.join("; "));
    let is_first = family.first().is_some_and(|first| first.decoder == operation.decoder);
    if operation.items().is_some() || !is_first {
        words.push_str(
            " Whatever else tells the server to respond so, such as a parameter or a property of \
             the body, has to be set, too.",
        );
    }
    vec![words]
}

/// What is said of the method that takes arguments by their names, for rustdoc and the page.
pub(in crate::emit) fn named_words(method: &str) -> String {
    format!("{method} takes what is required by name, so that no two values are mixed up.")
}

/// A line of the list of arguments, with what is said where the document says nothing.
fn argument_line(name: &str, docs: &str, otherwise: impl FnOnce() -> String) -> String {
    let docs = text::sentence(docs);
    format!("- `{name}`: {}", if docs.is_empty() { otherwise() } else { docs })
}

/// Where a parameter goes, and by which name.
fn place(parameter: &Parameter) -> String {
    let name = text::code(&parameter.name.wire);
    match parameter.place {
        Place::Path => format!("{name} in the path."),
        Place::Query => format!("{name} in the query."),
        Place::Header => format!("the header {name}."),
        Place::Cookie => format!("the cookie {name}."),
        Place::Form => format!("the field {name} of the form."),
        Place::Part => format!("the part {name} of the body."),
        Place::PartHeader => format!("the header {name} of a part of the body."),
    }
}

/// What a body is: what its type says of itself, in short, or what it is sent as.
fn sent(api: &Api, body: &Body) -> String {
    let decl = match api.plain(&body.ty) {
        Type::Named(id) => api.decl(*id),
        _ => None,
    };
    let said = decl.and_then(|decl| text::lines(&decl.docs).into_iter().next());
    match said.filter(|line| line.len() <= LINE && line.starts_with(char::is_alphanumeric)) {
        Some(line) => text::sentence(&line),
        None => format!("sent as {}.", text::code(&body.media_type)),
    }
}

/// The ways to authorize an operation, in words.
pub(in crate::emit) fn ways(api: &Api, operation: &Operation) -> String {
    let way = |way: &Vec<Requirement>| {
        let named = way.iter().filter_map(|need| Some((api.auth.get(need.scheme)?, &need.scopes)));
        let names = named.map(|(scheme, scopes)| {
            let name = text::code(&scheme.name.wire);
            let scopes: Vec<String> = scopes.iter().map(|scope| text::code(scope)).collect();
            match scopes.len() {
                0 => name,
                1 => format!("{name} with the scope {}", scopes.concat()),
                _ => format!("{name} with the scopes {}", scopes.join(", ")),
            }
        });
        let names: Vec<String> = names.collect();
        if names.is_empty() { "none".to_owned() } else { names.join(" and ") }
    };
    let ways: Vec<String> = operation.security.iter().map(way).collect();
    let undeclared = undeclared(operation);
    match (ways.is_empty(), undeclared) {
        (true, None) => "None".to_owned(),
        (true, Some(undeclared)) => undeclared,
        (false, None) => ways.join(", or "),
        (false, Some(undeclared)) => format!("{} and {undeclared}", ways.join(", or ")),
    }
}

/// The schemes that the document asks for and does not describe.
fn undeclared(operation: &Operation) -> Option<String> {
    let names: Vec<String> = operation.undeclared.iter().map(|name| text::code(name)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "{}, which the document does not describe: set what the service asks for by \
             `secret_header`, of the call or of the client's builder",
            names.join(", ")
        )
    })
}

/// What is said of pages, for rustdoc and the page.
pub(in crate::emit) fn paging_words(paging: &Paging) -> String {
    let (pages, items) = (text::code(&paging.pages_method), text::code(&paging.items_method));
    let how = match &paging.style {
        PagingStyle::Offset { parameter, size, .. } => counted(parameter, size.as_deref()),
        PagingStyle::Page { parameter, size, .. } => counted(parameter, size.as_deref()),
        PagingStyle::Cursor { parameter } => {
            format!("what a page names as the next one is sent as {}", text::code(parameter))
        }
        PagingStyle::Link => {
            "links are followed, with the client's credentials, at the same origin only".to_owned()
        }
    };
    format!(
        "In the place of `.await`, {items} gives the items of all pages and {pages} the pages \
         themselves, as streams that ask for a page when the one before it is used up: {how}."
    )
}

fn counted(parameter: &str, size: Option<&str>) -> String {
    let parameter = text::code(parameter);
    match size {
        Some(size) => {
            format!("{parameter} is moved from where it was set, and {} is kept", text::code(size))
        }
        None => format!("{parameter} is moved from where it was set"),
    }
}
