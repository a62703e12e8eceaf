//! Tree to one checked [`OpenAPI`] document.
//!
//! The tree stays beside it: `openapiv3` knows no positions, and a `$ref` can point anywhere.

mod mounted;
mod shape;
mod tables;
mod version;
mod place;
mod reference;
mod walk;
mod typed;
mod original;
mod files;
mod mend;
mod dialect;
mod bundle;
mod check;

use std::borrow::Cow;
use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, ReferenceOr, Schema};
use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, near};
use crate::limit::{Limits, REFERENCES};
use crate::node::{self, Node, overlay};
use crate::source::{Pointer, Source, SourceId, Span};
use bundle::Bundle;
use dialect::VendorKeys;
use original::{Original, restated};
use typed::{Parts, Whole};

pub use dialect::{OPERATIONS, kept, kept_at};
pub use files::gather;
pub use mounted::{FILES, file_of};
pub use typed::is_null;
pub use version::Dialect;

/// A checked document.
#[derive(Debug)]
pub struct Document {
    /// The document as data, in OpenAPI 3.0.
    pub openapi: OpenAPI,
    /// What it was written in.
    pub dialect: Dialect,
    /// What it may cost.
    pub limits: Limits,
    root: Node,
    /// The references to components that are null, and nothing else.
    nulls: BTreeSet<String>,
    /// The names of the security schemes that it declares, whatever became of them.
    schemes: BTreeSet<String>,
    /// The tree as it was written, if it was brought to OpenAPI 3.0.
    original: Option<Original>,
    /// The extensions of other tools that were read.
    keys: VendorKeys,
    /// The keys of all its extensions.
    extensions: BTreeSet<String>,
}

/// A kind of component: where `$ref`s to it usually point.
pub trait Component: DeserializeOwned + Clone {
    /// What it is called in the specification.
    const NAME: &'static str;

    /// The components of this kind.
    fn components(
        components: &Components,
    ) -> Option<(&'static str, &IndexMap<String, ReferenceOr<Self>>)>;

    /// Puts the schemas of one that were read apart where they belong.
    fn complete(item: &mut ReferenceOr<Self>, parts: &mut Parts);
}

macro_rules! components {
    ($($ty:ident, $name:literal, in $field:ident as $key:literal, by $complete:expr),+) => {$(
        impl Component for openapiv3::$ty {
            const NAME: &'static str = $name;

            fn components(components: &Components) -> Option<(&'static str, &IndexMap<String, ReferenceOr<Self>>)> {
                Some(($key, &components.$field))
            }

            fn complete(item: &mut ReferenceOr<Self>, parts: &mut Parts) {
                $complete(parts, item);
            }
        }
    )+};
}

components! {
    Schema, "Schema", in schemas as "schemas", by Parts::schema,
    Response, "Response", in responses as "responses", by Parts::response,
    Parameter, "Parameter", in parameters as "parameters", by Parts::parameter,
    RequestBody, "Request Body", in request_bodies as "requestBodies", by Parts::request_body,
    Header, "Header", in headers as "headers", by Parts::header,
    SecurityScheme, "Security Scheme", in security_schemes as "securitySchemes", by |_, _| {}
}

impl Component for openapiv3::PathItem {
    const NAME: &'static str = "Path Item";

    /// OpenAPI 3.0 has no components of this kind.
    fn components(_: &Components) -> Option<(&'static str, &IndexMap<String, ReferenceOr<Self>>)> {
        None
    }

    fn complete(item: &mut ReferenceOr<Self>, parts: &mut Parts) {
        parts.path_item(item);
    }
}

impl<T: Component> Whole for ReferenceOr<T> {
    fn complete(&mut self, parts: &mut Parts) {
        T::complete(self, parts);
    }
}

/// Reads a document and its other files. `None` means that the diagnostics hold an error.
pub fn read(
    id: SourceId,
    sources: &[Source],
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let source = id.of(sources)?;
    if let Some(foreign) = version::refuse_foreign(id, source) {
        diagnostics.push(foreign);
        return None;
    }
    let (root, found) = node::parse(id, source, limits);
    diagnostics.extend(found);
    let mut root = root?;
    let mut found = Diagnostics::new();
    let idle = overlay::apply(&mut root, source, sources, limits, &mut found);
    let is_sound = !found.has_errors();
    diagnostics.extend(found);
    if !is_sound {
        return None;
    }
    let dialect = version::check(&root, diagnostics)?;
    let mut bundle = bundle::bundle(root, dialect, idle, (source, sources), limits);
    dialect::read_ahead(dialect, &mut bundle.root, &mut bundle.found);
    check::check(&mut bundle.root, dialect, sources, &mut bundle.found);
    if bundle.tell(diagnostics) {
        return None;
    }
    let Bundle { mut root, original, schemes, keys, .. } = bundle;
    if dialect != Dialect::V3_0 {
        let found = convert(&mut root, dialect, sources, original.as_ref());
        let is_sound = !found.has_errors();
        diagnostics.extend(found);
        if !is_sound {
            return None;
        }
    }
    match typed::read::<OpenAPI>(&root, &tables::OPENAPI) {
        Ok(openapi) => {
            let nulls = typed::references(&openapi);
            let limits = *limits;
            let mut extensions = BTreeSet::new();
            root.each_key(&mut |key| {
                if key.starts_with("x-") && !extensions.contains(key) {
                    extensions.insert(key.to_owned());
                }
            });
            Some(Document {
                openapi,
                dialect,
                limits,
                root,
                nulls,
                schemes,
                original,
                keys,
                extensions,
            })
        }
        Err(error) => {
            let span = error.span().unwrap_or(root.span);
            let diagnostic =
                Diagnostic::error(Code::WrongShape, Pointer::root(), span, error.to_string())
                    .help(format!("compare this part with the specification of {dialect}"));
            diagnostics.push(diagnostic);
            None
        }
    }
}

/// Brings a tree to OpenAPI 3.0. What is found is told by the places of the original.
fn convert(
    root: &mut Node,
    dialect: Dialect,
    sources: &[Source],
    original: Option<&Original>,
) -> Diagnostics {
    let before = root.clone();
    let mut found = Diagnostics::default();
    dialect::convert(dialect, root, &mut found);
    let mut mistakes = Diagnostics::default();
    if !found.has_errors() {
        // The tree was sound before: what is wrong with it now is no fault of the document.
        check::check_converted(root, sources, &mut mistakes);
    }
    let mut found = restated(original, found, &before);
    let mistakes = restated(original, mistakes, root).into_iter();
    let mistakes = mistakes.filter(|one| one.severity() != Severity::Note);
    found.extend(mistakes.map(Diagnostic::of_generator));
    found
}

impl Document {
    /// The text at `pointer`, or at the nearest place above it that exists.
    pub fn span(&self, pointer: &Pointer) -> Span {
        self.root.key_span_of(pointer)
    }

    /// The value at `pointer`, or at the nearest place above it that exists.
    pub fn value_span(&self, pointer: &Pointer) -> Span {
        self.root.span_of(pointer)
    }

    /// The diagnostics of a later stage, whose places are those of the tree, by the places of
    /// the text that it was made from.
    pub fn restate(&self, diagnostics: Diagnostics) -> Diagnostics {
        let restated = restated(self.original.as_ref(), diagnostics, &self.root).into_iter();
        let in_words =
            |one: Diagnostic| one.reworded(|text| dialect::as_written(self.dialect, text));
        restated.map(in_words).collect()
    }

    /// The place in the text's own tree.
    pub fn place(&self, pointer: &Pointer) -> Pointer {
        match &self.original {
            Some(original) => original.place(pointer, &self.root),
            None => pointer.clone(),
        }
    }

    /// What stands at a place of the document as it is written, its other files aside.
    pub fn written(&self, place: &Pointer) -> Option<&Node> {
        match &self.original {
            Some(original) => original.at(place),
            None => self.root.at(place),
        }
    }

    /// The target of the `$ref` at a place as it was written.
    pub fn written_reference(&self, at: &Pointer) -> Option<&str> {
        self.original.as_ref()?.text(&at.child("$ref"), &self.root)
    }

    /// What an extension says of what stands at a place, or a part of an extension. Most documents
    /// have few extensions, and are asked for many.
    pub fn extension(&self, at: &Pointer, key: &str) -> Option<&Node> {
        let is_there = !key.starts_with("x-") || self.extensions.contains(key);
        is_there.then(|| self.root.at(at)?.get(key)).flatten()
    }

    /// What the extension at a place is called in the document, if it is not ours and was read as
    /// ours.
    pub fn foreign_key(&self, at: &Pointer) -> Option<&'static str> {
        self.keys.written(&self.root, at)
    }

    /// The tree, in OpenAPI 3.0.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The places in other files that are referred to.
    pub fn places_in_files(&self) -> Vec<Pointer> {
        files::targets(&self.root)
    }

    /// Whether there is a security scheme of this name, if only one that cannot be used.
    pub fn declares_scheme(&self, name: &str) -> bool {
        self.schemes.contains(name)
    }

    /// Whether a `$ref` leads to a schema whose only value is null.
    pub fn leads_to_null(&self, reference: &str) -> bool {
        self.nulls.contains(reference)
    }

    /// What a `$ref` leads to, through other `$ref`s if need be, and where that is.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere, as the end of a sentence.
    pub fn follow<'d, T: Component>(
        &'d self,
        item: &'d ReferenceOr<T>,
        at: &Pointer,
    ) -> Result<(Cow<'d, T>, Pointer), String> {
        match item {
            ReferenceOr::Item(item) => Ok((Cow::Borrowed(item), at.clone())),
            ReferenceOr::Reference { reference } => self.lead(reference),
        }
    }

    /// What a reference leads to, through others if need be, and where that is.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere, as the end of a sentence.
    pub fn lead<T: Component>(&self, reference: &str) -> Result<(Cow<'_, T>, Pointer), String> {
        let mut item = Cow::Borrowed(reference);
        for _ in 0..REFERENCES {
            let at = target(&item)?;
            item = match self.step::<T>(&at)? {
                Cow::Borrowed(ReferenceOr::Item(found)) => return Ok((Cow::Borrowed(found), at)),
                Cow::Owned(ReferenceOr::Item(found)) => return Ok((Cow::Owned(found), at)),
                Cow::Borrowed(ReferenceOr::Reference { reference }) => Cow::Borrowed(reference),
                Cow::Owned(ReferenceOr::Reference { reference }) => Cow::Owned(reference),
            };
        }
        Err(format!("leads through more than {REFERENCES} references, perhaps in a circle"))
    }

    /// The schema at a place, or the reference that stands there.
    pub fn schema_at(&self, at: &Pointer) -> Option<Cow<'_, ReferenceOr<Schema>>> {
        self.step::<Schema>(at).ok()
    }

    fn step<'d, T: Component>(&'d self, at: &Pointer) -> Result<Cow<'d, ReferenceOr<T>>, String> {
        let tokens: Vec<_> = at.tokens().collect();
        if let [first, kind, name] = tokens.as_slice()
            && first == "components"
            && let Some((key, components)) =
                self.openapi.components.as_ref().and_then(T::components)
            && key == kind
        {
            return match components.get(name.as_ref()) {
                Some(found) => Ok(Cow::Borrowed(found)),
                None => Err(format!(
                    "points to nothing{}",
                    near(name, components.keys().map(String::as_str))
                )),
            };
        }
        if tokens.first().is_some_and(|first| first == "definitions") {
            return Err("points into `definitions`, as in Swagger 2.0; \
                        OpenAPI 3 has its schemas in `components/schemas`"
                .to_owned());
        }
        let node = self.root.at(at).ok_or_else(|| "points to nothing".to_owned())?;
        let wanted = tables::referable(T::NAME).ok_or("leads to what is no component")?;
        reference::check(at, node, wanted, &tables::OPENAPI)?;
        match typed::read::<ReferenceOr<T>>(&reference::filled(node, T::NAME), wanted) {
            Ok(found) => Ok(Cow::Owned(found)),
            Err(error) => Err(format!("points to something of another kind: {error}")),
        }
    }
}

/// The place in this document that a `$ref` names.
///
/// # Errors
///
/// Why there is none, as the end of a sentence.
pub fn target(reference: &str) -> Result<Pointer, String> {
    if !reference.starts_with('#') {
        return Err("points into another file, which is not read; put all into one document \
                    first, for example with `redocly bundle`"
            .to_owned());
    }
    Pointer::parse(reference).ok_or_else(|| "is no valid JSON pointer".to_owned())
}
