//! Circles in what types hold, and where to cut them.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::model::TypeId;

/// A type that is on a circle, and all that are on one with it, itself included.
pub(super) struct Cut {
    pub(super) id: TypeId,
    pub(super) circle: BTreeSet<TypeId>,
}

/// Where to cut circles, so that as few as possible are left: of each circle, the first type in
/// the order given that may be cut, until none of those is on a circle any more.
///
/// Circles are found all at once (strongly connected components), so that a chain of thousands
/// of types takes no longer than thousands of chains.
pub(super) fn cuts(
    order: &[TypeId],
    held: impl Fn(TypeId) -> Vec<TypeId>,
    may_cut: impl Fn(TypeId) -> bool,
) -> Vec<Cut> {
    let rank: BTreeMap<TypeId, usize> = order.iter().copied().zip(0..).collect();
    let edges: BTreeMap<TypeId, Vec<TypeId>> = order.iter().map(|id| (*id, held(*id))).collect();
    let mut cuts = Vec::new();
    let mut waiting = vec![order.iter().copied().collect::<BTreeSet<TypeId>>()];
    while let Some(types) = waiting.pop() {
        for mut circle in circles(&types, &edges) {
            let first = circle.iter().copied().filter(|id| may_cut(*id));
            let Some(id) = first.min_by_key(|id| rank.get(id)) else { continue };
            cuts.push(Cut { id, circle: circle.clone() });
            circle.remove(&id);
            waiting.push(circle);
        }
    }
    cuts.sort_by_key(|cut| rank.get(&cut.id).copied());
    cuts
}

/// Each type that is on a circle, and the number of the circle: types of one number are on one with each
/// other.
pub(in crate::lower::passes) fn circles_of(
    all: &[TypeId],
    held: impl Fn(TypeId) -> Vec<TypeId>,
) -> BTreeMap<TypeId, usize> {
    let edges = all.iter().map(|id| (*id, held(*id))).collect();
    let circles = circles(&all.iter().copied().collect(), &edges).into_iter().zip(0..);
    circles.flat_map(|(circle, number)| circle.into_iter().map(move |id| (id, number))).collect()
}

/// The types that are on circles with each other, by what they hold among themselves.
fn circles(
    types: &BTreeSet<TypeId>,
    edges: &BTreeMap<TypeId, Vec<TypeId>>,
) -> Vec<BTreeSet<TypeId>> {
    let mut graph = DiGraph::<TypeId, ()>::new();
    let nodes: BTreeMap<TypeId, _> = types.iter().map(|id| (*id, graph.add_node(*id))).collect();
    for (id, node) in &nodes {
        for held in edges.get(id).into_iter().flatten().filter_map(|held| nodes.get(held)) {
            graph.add_edge(*node, *held, ());
        }
    }
    let components = kosaraju_scc(&graph).into_iter();
    let is_circle = |nodes: &Vec<_>| match nodes.as_slice() {
        [only] => graph.contains_edge(*only, *only),
        _ => true,
    };
    let ids = |nodes: Vec<_>| nodes.into_iter().filter_map(|node| graph.node_weight(node).copied());
    components.filter(is_circle).map(|nodes| ids(nodes).collect()).collect()
}
