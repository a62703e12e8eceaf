//! Which operation an exchange is of.

use super::contract::{Contract, Operation};
use super::exchange::Exchange;
use super::kind::Kind;

/// How many near misses are named.
const NEAR: usize = 3;

/// What an exchange is.
pub(super) enum Found<'c> {
    /// One of an operation, by its place in the contract; with the values in its path.
    Operation(usize, &'c Operation, Vec<(String, String)>),
    /// One with another server.
    Elsewhere,
    /// None of the document: it has the path with other methods, or no such path. These are near.
    Unknown(Kind, Vec<&'c Operation>),
}

/// Finds the operation of an exchange: below its server's path, concrete before templated
/// (OpenAPI 3.0, "Paths Object").
pub(super) fn find<'c>(contract: &'c Contract<'_>, exchange: &Exchange) -> Found<'c> {
    let host = exchange.host.as_deref();
    let mut of_path = Vec::new();
    let mut is_here = false;
    for (index, operation) in contract.operations.iter().enumerate() {
        for server in &operation.servers {
            let Some(rest) = server.rest(host, &exchange.path) else { continue };
            is_here = true;
            if let Some(values) = operation.template.values(rest) {
                of_path.push((operation.template.rank(), index, operation, values));
                break;
            }
        }
    }
    if !is_here {
        return Found::Elsewhere;
    }
    of_path.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    let is_it = |operation: &Operation| operation.method == exchange.method;
    match of_path.iter().position(|(_, _, operation, _)| is_it(operation)) {
        Some(at) => {
            let (_, index, operation, values) = of_path.swap_remove(at);
            Found::Operation(index, operation, values)
        }
        None if of_path.is_empty() => Found::Unknown(Kind::UnknownPath, near(contract, exchange)),
        None => {
            let others = of_path.into_iter().map(|(_, _, one, _)| one).collect();
            Found::Unknown(Kind::UnknownMethod, others)
        }
    }
}

/// The operations whose paths share most with that of an exchange, those of its method first.
fn near<'c>(contract: &'c Contract<'_>, exchange: &Exchange) -> Vec<&'c Operation> {
    let of = |operation: &'c Operation| {
        let rest = operation.servers.iter().find_map(|server| server.below(&exchange.path))?;
        let (same, is_long) = operation.template.likeness(rest);
        let is_method = operation.method == exchange.method;
        (same > 0).then_some(((same, is_long, is_method), operation))
    };
    let mut all: Vec<_> = contract.operations.iter().filter_map(of).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.0));
    all.into_iter().take(NEAR).map(|(_, operation)| operation).collect()
}
