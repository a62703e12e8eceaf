//! The values that the document names for a property.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::budget::Budget;
use crate::model::{Api, Constant, Constants, Field, Repr, Shape, Type, TypeId};

/// How many types are looked through on the way to a property.
const STEPS: usize = 8;

/// What is known of the values of types on the way to a property: what several unions have is looked at
/// once.
pub(super) struct Values<'b> {
    budget: &'b Budget,
    /// Those that types themselves have, by how deep they stand in unions.
    of_types: RefCell<Known>,
    /// Those that types have at the end of a path.
    at_paths: RefCell<BTreeMap<Vec<String>, Known>>,
}

type Known = BTreeMap<(TypeId, usize), Option<Constants>>;

impl<'b> Values<'b> {
    pub(super) fn new(budget: &'b Budget) -> Self {
        Self { budget, of_types: RefCell::default(), at_paths: RefCell::default() }
    }

    /// Takes what it costs to look at so many. Whether there was enough.
    pub(super) fn take(&self, count: usize) -> bool {
        self.budget.take(count)
    }

    /// The values of a property, where the document names them all.
    pub(super) fn of_field(&self, api: &Api, field: &Field) -> Option<Constants> {
        let only = field.only.clone().map(|only| [only].into());
        only.or_else(|| self.of_type(api, &field.ty, 0))
    }

    /// The values of a type, where the document names them all.
    fn of_type(&self, api: &Api, ty: &Type, depth: usize) -> Option<Constants> {
        let id = api.plain(ty).named()?;
        if let Some(known) = self.of_types.borrow().get(&(id, depth)) {
            return known.clone();
        }
        let found = match &api.decl(id)?.shape {
            Shape::Enum { values, repr, is_open: false, .. } => {
                let constant = |wire: &String| match repr {
                    Repr::Text => Some(Constant::Text(wire.clone())),
                    Repr::Integer => wire.parse().ok().map(Constant::Integer),
                };
                values.iter().map(|value| constant(&value.name.wire)).collect()
            }
            // Enums of several kinds beside each other.
            Shape::Union { arms, .. } if depth < STEPS => {
                let of_arms = arms.iter().map(|arm| self.of_type(api, &arm.ty, depth + 1));
                of_arms.collect::<Option<Vec<_>>>().and_then(|all| self.together(&all))
            }
            _ => None,
        };
        self.of_types.borrow_mut().insert((id, depth), found.clone());
        found
    }

    /// The values of several, each once.
    fn together(&self, all: &[Constants]) -> Option<Constants> {
        if !self.budget.take(all.iter().map(|values| values.len()).sum()) {
            return None;
        }
        let mut met = BTreeSet::new();
        let values = all.iter().flat_map(|values| values.iter());
        Some(values.filter(|value| met.insert(*value)).cloned().collect())
    }

    /// What the values of a type can have at the end of a path, where the document names all of it.
    pub(super) fn at(&self, api: &Api, ty: &Type, path: &[String]) -> Option<Constants> {
        self.at_depth(api, ty, path, 0)
    }

    fn at_depth(&self, api: &Api, ty: &Type, path: &[String], depth: usize) -> Option<Constants> {
        let (first, rest) = path.split_first()?;
        let id = api.plain(ty).named()?;
        if let Some(known) = self.at_paths.borrow().get(path).and_then(|it| it.get(&(id, depth))) {
            return known.clone();
        }
        let found = match &api.decl(id)?.shape {
            Shape::Struct { fields, .. } => {
                let field = fields.iter().find(|field| field.name.wire == *first)?;
                match rest {
                    [] => self.of_field(api, field),
                    _ if depth < STEPS => self.at_depth(api, &field.ty, rest, depth + 1),
                    _ => None,
                }
            }
            Shape::Union { arms, tag, .. } if depth < STEPS => {
                let of_arms = arms.iter().map(|arm| {
                    let is_tag = rest.is_empty() && tag.as_ref() == Some(first);
                    let named = || {
                        let mapped = Some(arm.tags.clone()).filter(|tags| !tags.is_empty());
                        mapped.or_else(|| Some([Constant::Text(arm.implied.clone()?)].into()))
                    };
                    let found = self.at_depth(api, &arm.ty, path, depth + 1);
                    if is_tag { found.or_else(named) } else { found }
                });
                of_arms.collect::<Option<Vec<_>>>().and_then(|all| self.together(&all))
            }
            _ => None,
        };
        let mut known = self.at_paths.borrow_mut();
        known.entry(path.to_vec()).or_default().insert((id, depth), found.clone());
        found
    }

    /// The ways to what has some values only, within the properties of an object that are objects.
    pub(super) fn inner_paths(&self, api: &Api, ty: &Type) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        for outer in fields(api, ty) {
            for inner in fields(api, &outer.ty) {
                if self.of_field(api, inner).is_some() {
                    paths.push(vec![outer.name.wire.clone(), inner.name.wire.clone()]);
                }
            }
        }
        paths
    }
}

/// The type of a property.
pub(super) fn field_type<'a>(api: &'a Api, ty: &'a Type, name: &str) -> Option<&'a Type> {
    fields(api, ty).iter().find(|field| field.name.wire == name).map(|field| &field.ty)
}

fn fields<'a>(api: &'a Api, ty: &'a Type) -> &'a [Field] {
    let decl = api.plain(ty).named().and_then(|id| api.decl(id));
    match decl.map(|decl| &decl.shape) {
        Some(Shape::Struct { fields, .. }) => fields,
        _ => &[],
    }
}
