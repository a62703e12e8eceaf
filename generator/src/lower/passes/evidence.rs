//! What tells a value of one alternative from those of the others: what a schema allows comes
//! before what a discriminator says of it, which is a hint (OpenAPI 3.1.1, "Discriminator Object").

mod range;
mod set;
mod told;

use std::collections::BTreeMap;

use crate::model::{Api, Arm, Evidence, Kind, Presence, Repr, Shape, Type, TypeId};

/// How deep unions stand in unions.
const NESTED: usize = 8;

/// Fills in the evidence, once all declarations are there.
pub(super) fn gather(api: &mut Api) {
    let unions: Vec<TypeId> = (0..api.types.len()).map(TypeId).collect();
    let mut found = Vec::new();
    let mut known = Known::default();
    for id in unions {
        let Some(Shape::Union { tag, arms, .. }) = api.decl(id).map(|decl| &decl.shape) else {
            continue;
        };
        let mut all: Vec<Evidence> =
            arms.iter().map(|arm| known.evidence(api, &arm.ty, 0)).collect();
        let told = told::told(api, tag.as_deref(), arms, &mut all);
        found.push((id, told, all));
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
}

/// Whether a property tells the alternatives apart.
pub(super) fn tells(api: &Api, arms: &[Arm]) -> bool {
    let mut known = Known::default();
    let mut all: Vec<Evidence> = arms.iter().map(|arm| known.evidence(api, &arm.ty, 0)).collect();
    !told::told(api, None, arms, &mut all).path.is_empty()
}

fn of_kind(kind: Kind) -> Evidence {
    Evidence { kind: Some(kind), ..Evidence::default() }
}

/// What is known of types, by how deep they stand in unions: what several unions have is looked at once.
#[derive(Default)]
struct Known(BTreeMap<(TypeId, usize), Evidence>);

impl Known {
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
                if let Some(known) = self.0.get(&(*id, depth)) {
                    return known.clone();
                }
                let evidence = self.declared(api, *id, depth);
                self.0.insert((*id, depth), evidence.clone());
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
                    Some((vec![field.name.wire.clone()], set::of_field(api, field)?))
                });
                let mut kinds = Vec::new();
                let mut ranges = Vec::new();
                for field in fields.iter().filter(|_| depth < NESTED) {
                    let kind = self.evidence(api, &field.ty, NESTED).kind;
                    let name = || field.name.wire.clone();
                    kinds.extend(kind.map(|kind| (name(), kind)));
                    ranges.extend(range::of_field(field, kind).map(|range| (name(), range)));
                }
                Evidence {
                    kinds,
                    ranges,
                    required: required.map(|field| field.name.wire.clone()).collect(),
                    known: fields.iter().map(|field| field.name.wire.clone()).collect(),
                    sets: sets.collect(),
                    ..of_kind(Kind::Object)
                }
            }
            Some(Shape::Newtype(ty)) => self.evidence(api, ty, depth),
            Some(Shape::Union { arms, .. }) if depth < NESTED => {
                let inner = arms.iter().map(|arm| self.evidence(api, &arm.ty, depth + 1));
                inner.reduce(either).unwrap_or_default()
            }
            Some(Shape::Union { .. } | Shape::Alias(_)) | None => Evidence::default(),
        }
    }
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
    let in_both = |name: &String| other.required.contains(name);
    let mut known = one.known;
    known.extend(
        other.known.iter().filter(|name| !known.contains(name)).cloned().collect::<Vec<_>>(),
    );
    let sets = one.sets.into_iter().filter_map(|(path, mut values)| {
        let (_, more) = other.sets.iter().find(|(other, _)| *other == path)?;
        values.extend(
            more.iter().filter(|value| !values.contains(value)).cloned().collect::<Vec<_>>(),
        );
        Some((path, values))
    });
    let ranges = one.ranges.into_iter().filter_map(|(name, range)| {
        let (_, more) = other.ranges.iter().find(|(other, _)| *other == name)?;
        Some((name, range::either(range, *more)))
    });
    let kinds = one.kinds.into_iter().filter(|kind| other.kinds.contains(kind));
    // An enum beside any other text says nothing of the text.
    let mut values = one.values;
    if values.is_empty() || other.values.is_empty() {
        values.clear();
    } else {
        values.extend(other.values);
    }
    Evidence {
        values,
        required: one.required.into_iter().filter(in_both).collect(),
        known,
        kinds: kinds.collect(),
        sets: sets.collect(),
        ranges: ranges.collect(),
        ..of_kind(kind)
    }
}
