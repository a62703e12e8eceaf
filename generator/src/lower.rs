//! Makes every decision: from a document to the model.
//!
//! The only module that sees both. What it cannot turn into correct code it reports, with the
//! place in the document and with what follows.

mod rename;
mod place;
mod schemas;
mod operations;
mod passes;
mod select;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3::ReferenceOr;

pub use self::passes::feature::{TagFeatures, features};
pub use self::select::{Extent, Lowered, select};

use self::operations::header;
use self::passes::{derive, direction, evidence, needed, paging, pattern, recursion, style, xml};
use self::schemas::hierarchy::Base;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Component, Document};
use crate::model::{Api, LeftOut, Server, TypeDecl, TypeId, Xml};
use crate::name::{self, Name, Scope};
use crate::source::{Pointer, Source, Span};

/// What the module of an API cannot be called: files of the crate's `src/`, one of which cargo
/// would take for a program; crates of the standard library; the crate's other features; a module of
/// its own, which could not be told from it.
const RESERVED: [&str; 21] = [
    "lib",
    "main",
    "bin",
    "runtime",
    "core",
    "std",
    "default",
    "reqwest",
    "rustls",
    "xml",
    "types",
    "native_tls",
    "gzip",
    "brotli",
    "deflate",
    "zstd",
    "fs",
    "blocking",
    "tower",
    "tracing",
    "test_util",
];

/// Methods and fields that a builder has itself.
const BUILDER: [&str; 11] = [
    "base_url",
    "origin",
    "server",
    "transport",
    "timer",
    "options",
    "hook",
    "build",
    "config",
    "core",
    "new",
];

/// The model of a document. Whether it can be used is for the diagnostics to say.
pub fn lower(document: &Document, source: &Source, diagnostics: &mut Diagnostics) -> Api {
    let mut lower = Lower {
        document,
        diagnostics,
        decls: Vec::new(),
        left_out: Vec::new(),
        known: BTreeMap::new(),
        open: BTreeMap::new(),
        bases: BTreeMap::new(),
        named_places: Vec::new(),
        extending: BTreeSet::new(),
        type_names: Scope::default(),
        // `mod.rs` is the folder's own file.
        type_modules: Scope::new(&["mod"]),
        xml: Vec::new(),
        undescribed: Vec::new(),
    };
    let info = &document.openapi.info;
    let wire = source.stem();
    let module = name::module_name(wire);
    let module = lower.claim(&mut Scope::new(&RESERVED), &module, wire, &Pointer::root());
    lower.name_components();
    lower.name_bases();
    // The builder's methods: its own, then those that the document names.
    let mut setters = Scope::new(&BUILDER);
    let auth = lower.schemes(&mut setters);
    let servers = lower.servers();
    let tags = lower.tags(&module, &auth);
    lower.declare_components();
    lower.note_undescribed();
    let operations = tags.iter().flat_map(|tag| &tag.operations);
    let own = operations.filter_map(|operation| operation.server.as_ref());
    let all: Vec<&Server> = servers.iter().chain(own).collect();
    let variables = lower.variables(&all, &mut setters);
    let mut roots = std::mem::take(&mut lower.xml);
    let mut api = Api {
        name: Name { rust: module, wire: wire.to_owned() },
        title: info.title.clone(),
        version: info.version.clone(),
        docs: info.description.clone().unwrap_or_default(),
        tags,
        types: std::mem::take(&mut lower.decls),
        auth,
        left_out: std::mem::take(&mut lower.left_out),
        servers,
        variables,
        xml: Xml::default(),
        recursion_limit: None,
        all_tags: None,
        other_types: None,
        by_hand: None,
        origin: Pointer::root(),
    };
    recursion::end_circles(&mut api, document, lower.diagnostics);
    lower.put_together(&mut api);
    header::settle(&mut api, document, lower.diagnostics);
    xml::settle(&mut api, &roots, document, lower.diagnostics);
    direction::hide(&mut api);
    direction::mark(&mut api);
    lower.split(&mut api, &mut roots);
    direction::relax(&mut api);
    needed::settle(&mut api);
    recursion::untie(&mut api);
    lower.measure(&mut api);
    evidence::gather(&mut api);
    derive::derive(&mut api);
    paging::settle(&mut api, document, diagnostics);
    pattern::read(&mut api, document, diagnostics);
    style::settle(&mut api);
    style::note(&api, document, diagnostics);
    api.xml = xml::describe(&api, &roots, document);
    api
}

/// What the stages of lowering share.
struct Lower<'d> {
    document: &'d Document,
    diagnostics: &'d mut Diagnostics,
    /// Declarations, each an alias of JSON until it is finished.
    decls: Vec<TypeDecl>,
    /// The operations that cannot be called.
    left_out: Vec<LeftOut>,
    /// The declaration of each schema that has one, by its place.
    known: BTreeMap<Pointer, TypeId>,
    /// The inline schemas that are being read, by their places, and what they are called.
    open: BTreeMap<Pointer, String>,
    /// The bases that others extend, by their places.
    bases: BTreeMap<Pointer, Base>,
    /// The places in other files whose types were named before anything refers to them.
    named_places: Vec<Pointer>,
    /// The places of the schemas that extend a base.
    extending: BTreeSet<Pointer>,
    type_names: Scope,
    type_modules: Scope,
    /// The schemas of bodies that are XML.
    xml: Vec<xml::Root>,
    /// The names of required properties that no part of their object describes.
    undescribed: Vec<Pointer>,
}

impl<'d> Lower<'d> {
    fn error(&mut self, code: Code, at: &Pointer, message: impl Into<String>) -> Reported<'_> {
        self.report(Diagnostic::error(code, at.clone(), self.document.span(at), message))
    }

    /// An error whose fault is the value, and not that it stands there.
    fn value_error(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.report(Diagnostic::error(code, at.clone(), self.document.value_span(at), message))
    }

    fn warning(&mut self, code: Code, at: &Pointer, message: impl Into<String>) -> Reported<'_> {
        self.report(Diagnostic::warning(code, at.clone(), self.document.span(at), message))
    }

    fn note(&mut self, code: Code, at: &Pointer, message: impl Into<String>) -> Reported<'_> {
        self.report(Diagnostic::note(code, at.clone(), self.document.span(at), message))
    }

    fn report(&mut self, diagnostic: Diagnostic) -> Reported<'_> {
        Reported { diagnostics: self.diagnostics, diagnostic: Some(diagnostic) }
    }

    /// What a `$ref` leads to; an error is reported where it leads nowhere.
    fn follow<T: Component>(
        &mut self,
        item: &'d ReferenceOr<T>,
        at: &Pointer,
    ) -> Option<(Cow<'d, T>, Pointer)> {
        let document = self.document;
        match document.follow(item, at) {
            Ok(found) => Some(found),
            Err(reason) => {
                self.unresolved(item_reference(item), at, &reason);
                None
            }
        }
    }

    fn unresolved(&mut self, reference: &str, at: &Pointer, reason: &str) {
        // A conversion may have rewritten it.
        let reference = self.document.written_reference(at).unwrap_or(reference);
        let message = format!("`{reference}` {reason}");
        self.value_error(Code::UnresolvedReference, &at.child("$ref"), message)
            .help("correct the reference, or add what it points to");
    }

    /// Reports once that properties are required of which nothing else is said.
    fn note_undescribed(&mut self) {
        let mut places = std::mem::take(&mut self.undescribed);
        places.sort_by_key(|at| self.document.value_span(at).start);
        places.dedup();
        let Some(first) = places.first() else { return };
        let count = places.len();
        let message = match count {
            1 => "this name of a required property is in no `properties`".to_owned(),
            _ => format!("{count} names of required properties are in no `properties`, this first"),
        };
        let span = self.document.value_span(first);
        self.report(Diagnostic::note(Code::UnsupportedSchema, first.clone(), span, message))
            .then("any value is taken for it; what is received need not have it")
            .help("describe the property, or remove the name");
    }

    /// Reports that a name was taken, and what stands instead.
    fn claim(&mut self, scope: &mut Scope, wanted: &str, wire: &str, at: &Pointer) -> String {
        let name = scope.claim_for(wanted, Some(at));
        if name != wanted {
            let here = self.document.span(at);
            let holder = scope.holder(wanted).map(|holder| self.document.span(holder));
            let mut note = self.note(
                Code::NameCollision,
                at,
                format!("the name `{wanted}` for `{wire}` is taken"),
            );
            if let Some(holder) = holder.filter(|holder| *holder != here) {
                note = note.also(holder, "by this");
            }
            note.then(format!("it becomes `{name}`"))
                .help("rename one of the two in the document for a better name");
        }
        name
    }
}

fn item_reference<T>(item: &ReferenceOr<T>) -> &str {
    match item {
        ReferenceOr::Reference { reference } => reference,
        ReferenceOr::Item(_) => "",
    }
}

/// A diagnostic that is pushed when its last part is said.
struct Reported<'a> {
    diagnostics: &'a mut Diagnostics,
    diagnostic: Option<Diagnostic>,
}

impl Reported<'_> {
    /// What follows from it.
    fn then(mut self, consequence: impl Into<String>) -> Self {
        self.diagnostic =
            self.diagnostic.take().map(|diagnostic| diagnostic.consequence(consequence));
        self
    }

    /// Another place that belongs to it.
    fn also(mut self, place: Span, text: &str) -> Self {
        self.diagnostic = self.diagnostic.take().map(|diagnostic| diagnostic.also(place, text));
        self
    }

    /// What to do about it.
    fn help(mut self, help: impl Into<String>) {
        self.diagnostic = self.diagnostic.take().map(|diagnostic| diagnostic.help(help));
    }
}

impl Drop for Reported<'_> {
    fn drop(&mut self) {
        if let Some(diagnostic) = self.diagnostic.take() {
            self.diagnostics.push(diagnostic);
        }
    }
}
