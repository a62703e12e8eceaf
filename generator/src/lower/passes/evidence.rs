//! What tells a value of one alternative from those of the others: what a schema allows comes
//! before what a discriminator says of it, which is a hint (OpenAPI 3.1.1, "Discriminator Object").

mod budget;
mod range;
mod set;
mod told;
mod repeated;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::budget::Budget;
use self::set::Values;
use crate::diagnostic::Code;
use crate::limit::EVIDENCE;
use crate::lower::report::Report;
use crate::model::{Api, Arm, Evidence, Kind, Presence, Repr, Shape, Type, TypeDecl, TypeId};

/// How deep unions stand in unions.
const NESTED: usize = 8;

/// Fills in the evidence, once all declarations are there.
pub(super) fn gather(api: &mut Api, report: &Report<'_>) {
    let mut found = Vec::new();
    let budget = Budget::new();
    let mut known = Known::new(&budget);
    for (index, decl) in api.types.iter().enumerate() {
        let Shape::Union { tag, arms, .. } = &decl.shape else { continue };
        let mut all = known.of_arms(api, arms);
        let told = told::told(api, tag.as_deref(), arms, &mut all, &known.values);
        if budget.is_used_up() {
            return tell(decl, report);
        }
        found.push((TypeId(index), told, all));
    }
    for (id, told, all) in found {
        if let Some(Shape::Union { told_by, arms, .. }) =
            api.types.get_mut(id.0).map(|decl| &mut decl.shape)
        {
            *told_by = told.path;
            for ((arm, evidence), tags) in arms.iter_mut().zip(all).zip(told.tags) {
                arm.evidence = evidence;
                arm.tags = tags;
            }
        }
    }
    repeated::find(api);
}

/// Says that unions hold too many others.
fn tell(decl: &TypeDecl, report: &Report<'_>) {
    let name = &decl.name.rust;
    let message = format!(
        "to tell the alternatives of `{name}` and of the unions before it apart, more than {EVIDENCE} \
         names and values would be looked at"
    );
    report
        .error(Code::LimitExceeded, &decl.origin, message)
        .help("unions hold unions here, at many levels: let them hold the objects that are meant");
}

/// Whether a property tells the alternatives apart.
pub(super) fn tells(api: &Api, arms: &[Arm]) -> bool {
    let budget = Budget::new();
    let mut known = Known::new(&budget);
    let mut all = known.of_arms(api, arms);
    !told::told(api, None, arms, &mut all, &known.values).path.is_empty()
}

fn of_kind(kind: Kind) -> Evidence {
    Evidence { kind: Some(kind), ..Evidence::default() }
}

/// What is known of types, by how deep they stand in unions: what several unions have is looked at once.
struct Known<'b> {
    budget: &'b Budget,
    types: BTreeMap<(TypeId, usize), Evidence>,
    values: Values<'b>,
}

impl<'b> Known<'b> {
    fn new(budget: &'b Budget) -> Self {
        Self { budget, types: BTreeMap::new(), values: Values::new(budget) }
    }

    fn of_arms(&mut self, api: &Api, arms: &[Arm]) -> Vec<Evidence> {
        arms.iter().map(|arm| self.evidence(api, &arm.ty, 0)).collect()
    }

    fn evidence(&mut self, api: &Api, ty: &Type, depth: usize) -> Evidence {
        match api.plain(ty) {
            Type::Bool => of_kind(Kind::Bool),
            Type::Integer(_) => of_kind(Kind::Integer),
            Type::Float(_) | Type::DecimalNumber => of_kind(Kind::Number),
            Type::Text
            | Type::Secret
            | Type::Timestamp
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Duration
            | Type::Decimal
            | Type::Uuid
            | Type::Base64
            | Type::Bytes
            | Type::File => of_kind(Kind::Text),
            Type::Event => of_kind(Kind::Object),
            Type::List(_) => of_kind(Kind::List),
            Type::Map(_) => of_kind(Kind::Object),
            Type::Json | Type::ByUser(_) | Type::Nullable(_) | Type::Boxed(_) => {
                Evidence::default()
            }
            Type::Named(id) => {
                if let Some(known) = self.types.get(&(*id, depth)) {
                    return known.clone();
                }
                let evidence = self.declared(api, *id, depth);
                self.types.insert((*id, depth), evidence.clone());
                evidence
            }
        }
    }

    fn declared(&mut self, api: &Api, id: TypeId, depth: usize) -> Evidence {
        match api.decl(id).map(|decl| &decl.shape) {
            Some(Shape::Enum { values, repr, .. }) => Evidence {
                values: values.iter().map(|value| value.name.wire.clone()).collect(),
                ..of_kind(match repr {
                    Repr::Text => Kind::Text,
                    Repr::Integer => Kind::Integer,
                })
            },
            Some(Shape::Struct { fields, .. }) => {
                let required = fields.iter().filter(|field| field.presence == Presence::Required);
                let sets = fields.iter().filter_map(|field| {
                    Some((vec![field.name.wire.clone()], self.values.of_field(api, field)?))
                });
                let sets = sets.collect();
                let mut kinds = Vec::new();
                let mut ranges = Vec::new();
                for field in fields.iter().filter(|_| depth < NESTED) {
                    let kind = self.evidence(api, &field.ty, NESTED).kind;
                    let name = || field.name.wire.clone();
                    kinds.extend(kind.map(|kind| (name(), kind)));
                    ranges.extend(range::of_field(field, kind).map(|range| (name(), range)));
                }
                Evidence {
                    kinds: kinds.into(),
                    ranges: ranges.into(),
                    required: required.map(|field| field.name.wire.clone()).collect(),
                    known: fields.iter().map(|field| field.name.wire.clone()).collect(),
                    sets,
                    ..of_kind(Kind::Object)
                }
            }
            Some(Shape::Newtype(ty)) => self.evidence(api, ty, depth),
            Some(Shape::Union { arms, .. }) if depth < NESTED => {
                let budget = self.budget;
                let inner = arms.iter().map(|arm| self.evidence(api, &arm.ty, depth + 1));
                let either = |one: Evidence, other: Evidence| {
                    let is_left = budget.take(size(&one) + size(&other));
                    if is_left { either(one, other) } else { Evidence::default() }
                };
                inner.reduce(either).unwrap_or_default()
            }
            Some(Shape::Union { .. } | Shape::Alias(_)) | None => Evidence::default(),
        }
    }
}

/// How many names and values it has.
fn size(evidence: &Evidence) -> usize {
    let Evidence { kind: _, values, required, known, kinds, sets, ranges } = evidence;
    let names = values.len() + required.len() + known.len() + kinds.len() + ranges.len();
    names + sets.iter().map(|(_, values)| values.len()).sum::<usize>()
}

/// What holds for values of either of two types.
fn either(one: Evidence, other: Evidence) -> Evidence {
    let kind = match (one.kind, other.kind) {
        (Some(Kind::Integer | Kind::Number), Some(Kind::Integer | Kind::Number))
            if one.kind != other.kind =>
        {
            Some(Kind::Number)
        }
        (one, other) => one.filter(|_| one == other),
    };
    let Some(kind) = kind else { return Evidence::default() };
    let required: BTreeSet<&String> = other.required.iter().collect();
    let more: BTreeMap<_, _> = other.sets.iter().map(|(path, values)| (path, values)).collect();
    let sets = one
        .sets
        .iter()
        .filter_map(|(path, values)| Some((path.clone(), with(values, more.get(path)?))));
    let bounds: BTreeMap<_, _> = other.ranges.iter().map(|(name, range)| (name, *range)).collect();
    let ranges = one.ranges.iter().filter_map(|(name, range)| {
        Some((name.clone(), range::either(*range, *bounds.get(name)?)))
    });
    let of_kind_too: BTreeSet<_> = other.kinds.iter().collect();
    let kinds = one.kinds.iter().filter(|kind| of_kind_too.contains(kind));
    // An enum beside any other text says nothing of the text.
    let values = if one.values.is_empty() || other.values.is_empty() {
        Arc::default()
    } else {
        [&*one.values, &*other.values].concat().into()
    };
    Evidence {
        values,
        required: one.required.iter().filter(|name| required.contains(name)).cloned().collect(),
        known: with(&one.known, &other.known),
        kinds: kinds.cloned().collect(),
        sets: sets.collect(),
        ranges: ranges.collect(),
        ..of_kind(kind)
    }
}

/// A list, and what another one has besides.
fn with<T: Ord + Clone>(list: &[T], other: &[T]) -> Arc<[T]> {
    let known: BTreeSet<&T> = list.iter().collect();
    list.iter().chain(other.iter().filter(|one| !known.contains(one))).cloned().collect()
}
