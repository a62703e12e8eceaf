//! Chains of types that own each other, which the compiler follows to a limit only.

use crate::diagnostic::Code;
use crate::lower::report::Report;
use crate::model::{Api, Type, TypeId};

/// The compiler's own limit is 128 steps; a program adds some of its own.
const STEPS: usize = 96;

/// How far the types below one have been followed.
#[derive(Clone, Copy)]
enum Height {
    Unknown,
    /// It is being followed: what leads back to it makes no chain longer.
    Open,
    Known(usize),
}

/// Raises the compiler's limit where a chain is longer (E0320: it checks what a value drops,
/// one step for each type and for each list, map or box around it).
pub(super) fn measure(api: &mut Api, report: &Report<'_>) {
    let Some((id, steps, limit)) = too_long(api) else { return };
    api.recursion_limit = Some(limit);
    let Some(decl) = api.decl(id) else { return };
    let (origin, name) = (decl.origin.clone(), decl.name.rust.clone());
    let message = format!("`{name}` owns types that own others, {steps} steps deep");
    report
        .warning(Code::LongChain, &origin, message)
        .then(format!(
            "the crate raises the compiler's limit, and so has every crate that uses the type: \
                 `#![recursion_limit = \"{limit}\"]`"
        ))
        .help("break the chain in the document, if the values allow it");
}
/// The limit that the types need, where the compiler's own is too low.
pub(in crate::lower) fn limit(api: &Api) -> Option<usize> {
    too_long(api).map(|(_, _, limit)| limit)
}

/// The type at the head of a chain that is too long, the chain's steps, and the limit it needs.
fn too_long(api: &Api) -> Option<(TypeId, usize, usize)> {
    let (id, steps) = longest(api).filter(|(_, steps)| *steps > STEPS)?;
    Some((id, steps, steps.saturating_mul(2).next_power_of_two()))
}

/// The type at the head of the longest chain, and the chain's steps.
fn longest(api: &Api) -> Option<(TypeId, usize)> {
    let mut heights = vec![Height::Unknown; api.types.len()];
    let mut longest: Option<(TypeId, usize)> = None;
    for start in 0..api.types.len() {
        let mut waiting = vec![TypeId(start)];
        while let Some(id) = waiting.last().copied() {
            let Some(height) = heights.get(id.0).copied() else {
                waiting.pop();
                continue;
            };
            if let Height::Unknown = height {
                set(&mut heights, id, Height::Open);
                let is_unknown = |id: &TypeId| matches!(heights.get(id.0), Some(Height::Unknown));
                waiting.extend(held(api, id).into_iter().map(|(id, _)| id).filter(is_unknown));
                continue;
            }
            waiting.pop();
            if let Height::Open = height {
                let steps = held(api, id).into_iter().map(|(id, steps)| match heights.get(id.0) {
                    Some(Height::Known(below)) => below + steps,
                    _ => 0,
                });
                let steps = 1 + steps.max().unwrap_or(0);
                set(&mut heights, id, Height::Known(steps));
                if longest.is_none_or(|(_, longest)| steps > longest) {
                    longest = Some((id, steps));
                }
            }
        }
    }
    longest
}

fn set(heights: &mut [Height], id: TypeId, height: Height) {
    if let Some(known) = heights.get_mut(id.0) {
        *known = height;
    }
}

/// The types that a type holds, and how many lists, maps and boxes are around each.
fn held(api: &Api, id: TypeId) -> Vec<(TypeId, usize)> {
    let mut held = Vec::new();
    for mut ty in api.decl(id).into_iter().flat_map(|decl| decl.types()) {
        let mut steps = 0;
        while let Some(inner) = ty.inner() {
            steps += 1;
            ty = inner;
        }
        if let Type::Named(id) = ty {
            held.push((*id, steps));
        }
    }
    held
}
