//! References that lead nowhere: what each of them costs, and that it is said.

use std::collections::{BTreeMap, BTreeSet};

use super::look::{Kind, Reference, Wanted, references};
use super::mapping;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::files::Files;
use crate::document::near::near;
use crate::document::original::places;
use crate::document::reference::{self, shape_at};
use crate::document::shape::{Object, Shape};
use crate::limit::REFERENCES;
use crate::node::{Node, Value};
use crate::source::{Pointer, Source, Span};

/// How many places of one fault are shown.
const SHOWN: usize = 3;

/// Puts what can be known in the place of each reference that leads nowhere; the rest of the
/// document stays. `unlinked` are the places of all references that leave their file and lead
/// nowhere: also where nothing uses what holds them, this is told.
pub(in super::super) fn mend_lost(
    root: &mut Node,
    table: &'static Object,
    unlinked: &[Span],
    files: &Files<'_>,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) {
    let mut lost = Vec::new();
    let mut search = Search { root, table, files, sources, sound: BTreeSet::new() };
    references(root, table, &mut |reference| lost.extend(search.lost(reference)));
    let known: BTreeSet<Span> = lost.iter().map(|one| one.span).collect();
    let unused = unlinked.iter().copied().filter(|span| !known.contains(span));
    let unused: Vec<Lost> = search.unused(unused).collect();
    let consequences: Vec<String> = lost.iter().map(|one| mend(root, one)).collect();
    remove_all(root, &lost);
    let nothing = || "nothing uses what it stands in".to_owned();
    let told = lost.iter().zip(consequences).chain(unused.iter().map(|one| (one, nothing())));
    let mut faults: Vec<(Fault<'_>, Vec<&Lost>)> = Vec::new();
    let mut known = BTreeMap::new();
    for (one, consequence) in told {
        let Some(reason) = &one.reason else { continue };
        let key = (one.text.as_str(), consequence.clone());
        let place = *known.entry(key).or_insert(faults.len());
        match faults.get_mut(place) {
            Some((_, places)) => places.push(one),
            None => faults.push((Fault { reason, consequence }, vec![one])),
        }
    }
    diagnostics.extend(faults.into_iter().filter_map(|(fault, places)| fault.told(&places)));
}

/// A reference that leads nowhere.
struct Lost {
    at: Pointer,
    text: String,
    /// As it stands in its file.
    written: String,
    span: Span,
    wanted: Wanted,
    /// Whether it leads to a schema.
    is_schema: bool,
    /// What it is meant to lead to, beyond doubt.
    meant: Option<Pointer>,
    /// Why; nothing where what it leads to is itself such a reference, which says it.
    reason: Option<Reason>,
}

impl Lost {
    /// The place of its text.
    fn pointer(&self) -> Pointer {
        match self.wanted {
            Wanted::Mapped => self.at.clone(),
            _ => self.at.child("$ref"),
        }
    }
}

/// Why a reference leads nowhere: the end of a sentence, and what to do about it.
struct Reason {
    text: String,
    help: String,
    fault: Option<(Span, String)>,
}

impl Reason {
    fn new(text: impl Into<String>) -> Self {
        let help = "correct the reference, or add what it points to".to_owned();
        Self { text: text.into(), help, fault: None }
    }
}

struct Search<'a> {
    root: &'a Node,
    table: &'static Object,
    files: &'a Files<'a>,
    sources: &'a [Source],
    /// What is known to lead to what it should: texts of references, and what they should lead
    /// to.
    sound: BTreeSet<(String, &'static str)>,
}

impl Search<'_> {
    fn lost(&mut self, reference: &Reference<'_>) -> Option<Lost> {
        let (of, is_followed) = match reference.wanted {
            Wanted::Object(of) => (Some(of), false),
            Wanted::Mapped => (None, false),
            Wanted::Foreign { kind: Kind::Data, .. } => return None,
            // What stands where no reference can is followed before, if it leads somewhere.
            Wanted::Foreign { of, .. } => (of, of.is_none_or(|of| !of.has_reference())),
        };
        let key = (reference.text.to_owned(), of.map_or("", |of| of.name));
        if self.sound.contains(&key) {
            return None;
        }
        match self.lead(reference, of, is_followed) {
            Ok(()) => {
                self.sound.insert(key);
                None
            }
            Err(reason) => Some(Lost {
                at: reference.place.pointer(),
                text: reference.text.to_owned(),
                written: self.written(reference.text, reference.span),
                span: reference.span,
                wanted: reference.wanted,
                is_schema: self.is_schema(reference.text),
                meant: self.meant(reference.text),
                reason,
            }),
        }
    }

    /// The references at some places, of which nothing is known but that they lead nowhere.
    fn unused(&self, spans: impl Iterator<Item = Span>) -> impl Iterator<Item = Lost> {
        let places = places(self.root, spans);
        places.into_iter().filter_map(|(span, at)| {
            let at = at?;
            let text = self.root.at(&at)?.as_str()?.to_owned();
            let (wanted, meant) = (Wanted::Mapped, None);
            let reason = Some(self.elsewhere(&text, span));
            let written = text.clone();
            Some(Lost { at, text, written, span, wanted, is_schema: false, meant, reason })
        })
    }

    /// Whether a reference leads to what it should.
    fn lead(
        &self,
        reference: &Reference<'_>,
        of: Option<&'static Object>,
        is_followed: bool,
    ) -> Result<(), Option<Reason>> {
        let mut text = reference.text;
        for step in 0..REFERENCES {
            // What is referred to is a reference that is looked at for itself.
            let told = |reason| if step == 0 { Some(reason) } else { None };
            if !text.starts_with('#') {
                return Err(told(self.elsewhere(text, reference.span)));
            }
            let Some(at) = Pointer::parse(text) else {
                return Err(told(Reason::new("is no valid JSON pointer")));
            };
            let Some(node) = self.root.at(&at) else {
                let is_mapped = matches!(reference.wanted, Wanted::Mapped);
                let nothing = || Reason::new("points to nothing");
                return Err(told(if is_mapped { nothing() } else { self.nothing(&at) }));
            };
            // In Swagger 2.0, a schema there is read as what it means when it is converted.
            let is_mended = |of: &Object| {
                self.table.name == "Swagger" && matches!(of.name, "Items" | "Response")
            };
            if let Some(of) = of.filter(|of| !is_mended(of)) {
                let checked = reference::check(&at, node, of, self.table);
                checked.map_err(|reason| told(Reason::new(reason)))?;
            }
            if is_followed {
                return Err(told(Reason::new(format!("leads to {}", node.kind()))));
            }
            match node.get("$ref").and_then(Node::as_str) {
                Some(next) if of.is_none_or(|of| !of.has_reference()) => text = next,
                _ => return Ok(()),
            }
        }
        // A circle is no matter of one reference: who reads it says so.
        Ok(())
    }

    fn is_schema(&self, text: &str) -> bool {
        let at = Pointer::parse(text).filter(|at| self.root.at(at).is_some());
        let shape = at.and_then(|at| shape_at(&at, self.table));
        matches!(shape, Some(Shape::RefOr(of) | Shape::AnySchema(of)) if of.name == "Schema")
    }

    /// A reference as it stands in its file: one that leads to another file was rewritten.
    fn written(&self, text: &str, span: Span) -> String {
        let source = span.source.of(self.sources);
        let written = source.map(|source| source.slice(span).trim_matches(['"', '\'']));
        let is_plain = |written: &&str| written.contains('#') && !written.contains(['\\', '\n']);
        written.filter(is_plain).unwrap_or(text).to_owned()
    }

    /// Schemas stand in `definitions` in Swagger 2.0, and in `components/schemas` in OpenAPI 3;
    /// and a slash is forgotten.
    fn meant(&self, text: &str) -> Option<Pointer> {
        let Some(at) = Pointer::parse(text) else {
            let at = Pointer::parse(&format!("#/{}", text.strip_prefix('#')?))?;
            return self.root.at(&at).is_some().then_some(at);
        };
        let tokens: Vec<_> = at.tokens().collect();
        let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
        let (base, rest) = match tokens.as_slice() {
            ["definitions", rest @ ..] => (&["components", "schemas"][..], rest),
            ["components", "schemas", rest @ ..] => (&["definitions"][..], rest),
            _ => return None,
        };
        let meant = base.iter().chain(rest).fold(Pointer::root(), |at, token| at.child(token));
        self.root.at(&meant).is_some().then_some(meant)
    }

    fn elsewhere(&self, text: &str, span: Span) -> Reason {
        let base = span.source.of(self.sources).map_or("", Source::name);
        match self.files.lost(text, base) {
            Some(lost) => Reason { text: lost.reason, help: lost.help, fault: lost.fault },
            None => Reason::new("points to nothing"),
        }
    }

    fn nothing(&self, at: &Pointer) -> Reason {
        let beside = at.parent().and_then(|parent| self.root.at(&parent)?.as_object());
        let names = beside.into_iter().flat_map(|entries| entries.keys().map(String::as_str));
        let last = at.last().unwrap_or_default();
        Reason::new(format!("points to nothing{}", near(&last, names)))
    }
}

/// Puts what is known in the place of a reference; what follows from it. What has to go stays
/// until [`remove_all`].
fn mend(root: &mut Node, lost: &Lost) -> String {
    if let Wanted::Foreign { kind: Kind::Text, .. } = lost.wanted {
        if let Some(node) = root.at_mut(&lost.at) {
            *node = Node::text("", node.span);
        }
        return "no text is there".to_owned();
    }
    if let Some(meant) = &lost.meant {
        let at = lost.pointer();
        if let Some(node) = root.at_mut(&at) {
            *node = Node::text(meant.to_string(), lost.span);
        }
        return format!("it is read as `{meant}`");
    }
    let (of, name) = match lost.wanted {
        Wanted::Mapped => return mapping::mend(root, &lost.at, &lost.text),
        Wanted::Object(of) => (Some(of), of.name),
        Wanted::Foreign { of, .. } => (of, of.map_or("", |of| of.name)),
    };
    let key = lost.at.last().unwrap_or_default();
    let Some(node) = root.at_mut(&lost.at) else { return String::new() };
    let span = node.span;
    // A schema in the place of what has one.
    let schema = || match lost.is_schema {
        true => Node::object(span).with("$ref", Node::text(lost.text.clone(), lost.span)),
        false => Node::object(span),
    };
    let json = || {
        let media_type = Node::object(span).with("schema", schema());
        Node::object(span).with("application/json", media_type)
    };
    match name {
        "Schema" | "Items" => {
            node.take("$ref");
            "any JSON is taken in its place"
        }
        "Media Type" => {
            node.take("$ref");
            "nothing is known of its content"
        }
        "Request Body" => {
            *node = Node::object(span).with("content", json());
            match lost.is_schema {
                true => "it is read as the schema of the body in JSON",
                false => "any JSON can be sent as the body",
            }
        }
        "Response" => {
            *node = Node::object(span).with("description", Node::text("", span));
            // Swagger 2.0 has the schema without media types.
            let has_schema = of.is_some_and(|of| of.fields().any(|field| field.name == "schema"));
            match (key.starts_with('2') || lost.is_schema, has_schema) {
                (true, true) => node.put("schema", schema()),
                (true, false) => node.put("content", json()),
                (false, _) => return "nothing is known of it but its status".to_owned(),
            }
            match lost.is_schema {
                true => "it is read as the schema of the body in JSON",
                false => "its body is read as any JSON",
            }
        }
        "Path Item" => {
            node.take("$ref");
            "the operations of this path are left out"
        }
        "" if key == "content" => {
            *node = json();
            "any JSON is taken in its place"
        }
        "Parameter" => "the parameter is left out",
        "Header" => "the header is left out",
        "Operation" => "the operation is left out",
        "Security Scheme" => "the scheme is taken as one that is not declared",
        _ => "it is left out",
    }
    .to_owned()
}

/// Whether nothing can be put in the place.
fn has_to_go(lost: &Lost) -> bool {
    let stays = ["Schema", "Items", "Media Type", "Request Body", "Response", "Path Item"];
    match lost.wanted {
        _ if lost.meant.is_some() => false,
        Wanted::Mapped => false,
        Wanted::Foreign { kind: Kind::Text, .. } => false,
        Wanted::Foreign { of: None, .. } => lost.at.last().is_some_and(|key| key != "content"),
        Wanted::Object(of) | Wanted::Foreign { of: Some(of), .. } => !stays.contains(&of.name),
    }
}

fn remove_all(root: &mut Node, lost: &[Lost]) {
    let gone = lost.iter().filter(|one| has_to_go(one));
    let mut places: Vec<(Pointer, usize, String)> = gone
        .filter_map(|one| {
            let key = one.at.last()?.into_owned();
            Some((one.at.parent()?, key.parse().unwrap_or_default(), key))
        })
        .collect();
    // In a list, the last one first: the others keep their places.
    places.sort_by(|one, other| other.cmp(one));
    for (parent, index, key) in places {
        match root.at_mut(&parent).map(|node| &mut node.value) {
            Some(Value::Object(entries)) => drop(entries.shift_remove(&key)),
            Some(Value::Array(items)) if index < items.len() => drop(items.remove(index)),
            _ => {}
        }
    }
}

/// A fault, which several references may have.
struct Fault<'l> {
    reason: &'l Reason,
    consequence: String,
}

impl Fault<'_> {
    fn told(self, places: &[&Lost]) -> Option<Diagnostic> {
        let first = *places.first()?;
        let more = places.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" ({} times)", places.len()) } else { String::new() };
        let message = format!("`{}` {}{more}", first.written, self.reason.text);
        let (at, code) = (first.pointer(), Code::UnresolvedReference);
        let new = if first.meant.is_some() { Diagnostic::note } else { Diagnostic::warning };
        let mut diagnostic = new(code, at, Some(first.span), message);
        for place in places.iter().take(SHOWN).skip(1) {
            diagnostic = diagnostic.also(place.span, "the same");
        }
        if let Some((span, fault)) = &self.reason.fault {
            diagnostic = diagnostic.also(*span, fault.clone());
        }
        let help = match &first.meant {
            Some(meant) => format!("write `{meant}`"),
            None => self.reason.help.clone(),
        };
        Some(diagnostic.consequence(self.consequence).help(help))
    }
}
