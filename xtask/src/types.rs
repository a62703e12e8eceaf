//! The types and operations of a document's crate, each with its place in the document: what
//! `.ci/judge` asks.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use clientwright::diagnostic::{Diagnostics, Format};
use clientwright::document::{self, Document};
use clientwright::model::{Api, Operation, Shape, Twin, Type, TypeDecl, TypeId};
use clientwright::name::lock::Lock;
use clientwright::source::{Pointer, Source, SourceId, inert_json};
use clientwright::{Options, disk, generate};
use serde_json::{Value, json};

/// Whose types and operations are listed.
#[derive(Debug, Args)]
pub(crate) struct Listing {
    /// The document, in YAML or JSON.
    document: PathBuf,
    /// The lock of a crate, whose names the types have.
    #[arg(long)]
    lock: Option<PathBuf>,
}

/// Prints the types and operations as JSON.
///
/// # Errors
///
/// When the document cannot be read; or when it has errors: the message has a line of JSON for
/// each diagnostic.
pub(crate) fn run(listing: &Listing) -> Result<(), String> {
    let mut options = Options::new("listed");
    if let Some(path) = &listing.lock {
        let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        options.lock = Some(Lock::read(&text).map_err(|error| error.to_string())?);
    }
    let sources = disk::read_document(&listing.document, &disk::Reach::default(), &options.limits);
    let sources = sources.map_err(|error| error.to_string())?;
    let (generated, diagnostics) = generate(&sources, &options);
    let Some(generated) = generated else {
        return Err(diagnostics.report(&sources, Format::Json));
    };
    // The same document again, for its places: the model has those of the tree in OpenAPI 3.0.
    let read = document::read(SourceId(0), &sources, &options.limits, &mut Diagnostics::new());
    let read = read.ok_or("a document without errors cannot be read again")?;
    let apis = generated.apis.iter().map(|api| api_json(api, &read, &sources));
    println!("{}", inert_json(&Value::Array(apis.collect()).to_string()));
    // What was found beside them is on the other stream.
    eprint!("{}", diagnostics.report(&sources, Format::Json));
    Ok(())
}

fn api_json(api: &Api, document: &Document, sources: &[Source]) -> Value {
    // What is of several alternatives has no schema of its own: it is tried within its union.
    let arms = api.types.iter().flat_map(|decl| match &decl.shape {
        Shape::Union { arms, .. } => arms.as_slice(),
        _ => &[],
    });
    let several = arms.filter(|arm| arm.several.is_some()).filter_map(|arm| declared(&arm.ty));
    let several: BTreeSet<TypeId> = several.collect();
    let types = api.types.iter().enumerate();
    let types = types.filter(|(index, _)| !several.contains(&TypeId(*index)));
    let types = types.map(|(_, decl)| decl_json(decl, api, document, sources));
    let operations = api.tags.iter().flat_map(|tag| {
        let operations = tag.operations.iter();
        operations.map(move |operation| operation_json(operation, &tag.name.rust, document))
    });
    json!({
        "module": api.name.rust,
        "types": types.collect::<Vec<_>>(),
        "operations": operations.collect::<Vec<_>>(),
    })
}

/// The declaration of a type, in a box or not.
fn declared(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Boxed(inner) => declared(inner),
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

fn operation_json(operation: &Operation, tag: &str, document: &Document) -> Value {
    let place = |origin: &Pointer| document.place(origin).to_string();
    let parameters = operation.parameters.iter().map(|parameter| {
        json!({
            "name": parameter.name.rust,
            "required": parameter.required,
            "at": place(&parameter.origin),
        })
    });
    let body = operation.body.as_ref().map(
        |body| json!({ "media_type": body.media_type, "at": place(&body.origin.child("schema")) }),
    );
    json!({
        "tag": tag,
        "name": operation.name.rust,
        "request": operation.request(),
        "at": place(&operation.origin),
        "parameters": parameters.collect::<Vec<_>>(),
        "body": body,
    })
}

fn decl_json(decl: &TypeDecl, api: &Api, document: &Document, sources: &[Source]) -> Value {
    let (shape, arms) = match &decl.shape {
        Shape::Struct { .. } => ("struct", Vec::new()),
        Shape::Enum { .. } => ("enum", Vec::new()),
        Shape::Union { arms, .. } => ("union", {
            let arms = arms.iter();
            arms.map(|arm| json!({ "name": arm.name, "at": place_of(&arm.ty, api, document) }))
                .collect()
        }),
        Shape::Alias(_) => ("alias", Vec::new()),
        Shape::Newtype(_) => ("newtype", Vec::new()),
    };
    let direction = match decl.twin {
        Some(Twin::Sent(_)) => "received",
        Some(Twin::Received { .. }) => "sent",
        None if decl.sent && !decl.received => "sent",
        None if decl.received && !decl.sent => "received",
        None => "both",
    };
    let mut used = Vec::new();
    decl.types().into_iter().for_each(|ty| ty.names(&mut used));
    let used: BTreeSet<&str> = used
        .into_iter()
        .filter_map(|id| api.decl(id))
        .map(|decl| decl.name.rust.as_str())
        .collect();
    let span = document.span(&decl.origin);
    let source = span.source.of(sources);
    json!({
        "name": decl.name.rust,
        "at": document.place(&decl.origin).to_string(),
        "file": source.map(Source::name),
        "line": source.map(|source| source.position(offset(span.start)).line),
        "direction": direction,
        "is_called": decl.sent || decl.received,
        "shape": shape,
        "arms": arms,
        "uses": used,
        "alias_of": match &decl.shape {
            Shape::Alias(ty) => Some(ty.text(api)),
            _ => None,
        },
    })
}

fn offset(start: u32) -> usize {
    usize::try_from(start).unwrap_or(usize::MAX)
}

/// Where the schema of a type is, if the type is declared.
fn place_of(ty: &Type, api: &Api, document: &Document) -> Option<String> {
    let id = match ty {
        Type::Named(id) => *id,
        Type::Boxed(inner) => return place_of(inner, api, document),
        _ => return None,
    };
    let at: &Pointer = &api.decl(id)?.origin;
    Some(document.place(at).to_string())
}
