//! What keeps a type alive: the shortest way to it from an operation.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;

use super::{Api, Operation, Place, Shape, Type, TypeDecl, TypeId};

/// How each type is reached.
#[derive(Debug, Clone)]
pub struct Reach<'a> {
    api: &'a Api,
    reasons: Vec<Option<Reason<'a>>>,
}

/// What names a type.
#[derive(Debug, Clone)]
pub enum Reason<'a> {
    /// An operation.
    Operation(&'a Operation, Role<'a>),
    /// A part of another type, in words: `Owner.pets`.
    Type(TypeId, String),
    /// Nothing: it is wanted for itself.
    Itself,
}

/// What a type is to an operation.
#[derive(Debug, Clone)]
pub enum Role<'a> {
    /// The type of a parameter or of a field of a form, by its name on the wire.
    Parameter(Place, &'a str),
    /// The type of the body.
    Body,
    /// The type of a response, by its status.
    Response(String),
    /// The type of a header of responses, by its name on the wire.
    Header(&'a str),
}

impl<'a> Reach<'a> {
    /// Follows all types from the operations for which `is_root` holds, and from `itself`.
    /// Operations and parts are looked at in their order, so that the ways are always the same.
    pub fn of(api: &'a Api, is_root: &dyn Fn(&Operation) -> bool, itself: &[TypeId]) -> Self {
        let mut reach = Self { api, reasons: vec![None; api.types.len()] };
        let mut waiting = VecDeque::new();
        let operations = api.tags.iter().flat_map(|tag| &tag.operations);
        for operation in operations.filter(|operation| is_root(operation)) {
            for (role, ty) in roles(operation) {
                reach.meet(ty, &Reason::Operation(operation, role), &mut waiting);
            }
        }
        reach.spread(&mut waiting);
        for id in itself {
            reach.meet(&Type::Named(*id), &Reason::Itself, &mut waiting);
        }
        reach.spread(&mut waiting);
        reach
    }

    /// Whether a type is reached.
    pub fn has(&self, id: TypeId) -> bool {
        self.reason(id).is_some()
    }

    fn reason(&self, id: TypeId) -> Option<&Reason<'a>> {
        self.reasons.get(id.0)?.as_ref()
    }

    /// The way to a type, in words: `Pet <- Owner.pets <- GET /owners/{id} response 200`.
    pub fn chain(&self, id: TypeId) -> String {
        let name = |id: TypeId| self.api.decl(id).map_or("", |decl| &decl.name.rust);
        let (mut out, mut at) = (name(id).to_owned(), id);
        // Each step leads nearer to an operation, so the ways have an end.
        while let Some(reason) = self.reason(at) {
            // Writing to text cannot fail.
            match reason {
                Reason::Type(holder, part) => {
                    let _ = write!(out, " <- {}{part}", name(*holder));
                    at = *holder;
                    continue;
                }
                Reason::Operation(operation, role) => {
                    let _ = write!(out, " <- {} {}", operation.request(), role.words());
                }
                Reason::Itself => out.push_str(" <- no operation"),
            }
            break;
        }
        out
    }

    fn meet(&mut self, ty: &Type, reason: &Reason<'a>, waiting: &mut VecDeque<TypeId>) {
        ty.any(&mut |part| {
            if let Some(id) = part.named()
                && let Some(known) = self.reasons.get_mut(id.0)
                && known.is_none()
            {
                *known = Some(reason.clone());
                waiting.push_back(id);
            }
            false
        });
    }

    fn spread(&mut self, waiting: &mut VecDeque<TypeId>) {
        while let Some(id) = waiting.pop_front() {
            let Some(decl) = self.api.decl(id) else { continue };
            for (part, ty) in parts(decl) {
                self.meet(ty, &Reason::Type(id, part), waiting);
            }
        }
    }
}

impl Api {
    /// The types that nothing uses, such as those of webhooks: all that no operation uses are
    /// these and what they hold. Where such types hold each other, it is the first of them.
    pub fn unused(&self) -> Vec<TypeId> {
        let ids = || (0..self.types.len()).map(TypeId);
        let used = Reach::of(self, &|_| true, &[]);
        let mut held = BTreeSet::new();
        for id in ids().filter(|id| !used.has(*id)) {
            for ty in self.decl(id).into_iter().flat_map(TypeDecl::types) {
                ty.any(&mut |part| {
                    held.extend(part.named().filter(|inner| *inner != id));
                    false
                });
            }
        }
        let mut unused: Vec<TypeId> =
            ids().filter(|id| !used.has(*id) && !held.contains(id)).collect();
        loop {
            let reach = Reach::of(self, &|_| true, &unused);
            match ids().find(|id| !reach.has(*id)) {
                Some(id) => unused.push(id),
                None => return unused,
            }
        }
    }
}

impl Role<'_> {
    fn words(&self) -> String {
        match self {
            Self::Parameter(place, name) => format!("{} `{name}`", place.word()),
            Self::Body => "request body".to_owned(),
            Self::Response(status) => format!("response {status}"),
            Self::Header(name) => format!("response header `{name}`"),
        }
    }
}

/// The types that an operation names, and what they are to it.
fn roles(operation: &Operation) -> Vec<(Role<'_>, &Type)> {
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| (Role::Parameter(parameter.place, &parameter.name.wire), &parameter.ty));
    let body = operation.body.iter().map(|body| (Role::Body, &body.ty));
    let responses = operation.responses.iter().filter_map(|response| {
        Some((Role::Response(response.status.to_string()), response.content.ty()?))
    });
    let headers = operation.headers.iter().flat_map(|headers| &headers.fields);
    let headers = headers.map(|header| (Role::Header(&header.name.wire), &header.ty));
    parameters.chain(body).chain(responses).chain(headers).collect()
}

/// The types that a declaration names, each behind what stands after the declaration's own name.
fn parts(decl: &TypeDecl) -> Vec<(String, &Type)> {
    match &decl.shape {
        Shape::Struct { fields, rest } => {
            let fields = fields.iter().map(|field| (format!(".{}", field.name.wire), &field.ty));
            fields.chain(rest.iter().map(|(_, ty)| (".*".to_owned(), ty))).collect()
        }
        Shape::Enum { .. } => Vec::new(),
        Shape::Union { arms, .. } => {
            arms.iter().map(|arm| (format!("::{}", arm.name), &arm.ty)).collect()
        }
        Shape::Alias(ty) | Shape::Newtype(ty) => vec![(String::new(), ty)],
    }
}
