//! What the methods of a handle are called, all of them looked at together.
//!
//! Each takes the shortest of its names that no other one could have, too. So what a method is
//! called depends on its own handle alone, and on no order: where two could be called the same, both
//! say more.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::short::{candidates, nouns};
use crate::lower::report::Member;
use crate::lower::report::Report;
use crate::name;
use crate::name::lock::{Key, Kind};

/// What ends the names of further methods, where a response is a sequence or else one value.
const SEQUENCES: [&str; 3] = ["events", "items", "watch"];

/// What is between the name of a method and the kind of body that a further one sends or asks for.
const KINDS: [&str; 2] = ["_as_", "_received_as_"];

/// An operation of a handle.
pub(in crate::lower::operations) struct Named<'a> {
    pub(in crate::lower::operations) id: Option<&'a str>,
    /// The tag, as the operation has it.
    pub(in crate::lower::operations) tag: &'a str,
    /// The HTTP method.
    pub(in crate::lower::operations) method: &'a str,
    pub(in crate::lower::operations) path: &'a str,
    /// What the document calls it outright.
    pub(in crate::lower::operations) renamed: Option<&'a str>,
    /// Whether a response can be asked for as something else.
    pub(in crate::lower::operations) has_more: bool,
}

/// What an operation wants to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lower::operations) struct Wanted {
    /// The method, where it is not called by the whole name.
    pub(in crate::lower::operations) short: Option<String>,
    /// The whole name, of which its types have theirs: they stand outside of the handle.
    pub(in crate::lower::operations) full: String,
    /// What its names are kept by; none where the document says them outright.
    pub(in crate::lower::operations) kept: Option<Kept>,
}

/// What the names of an operation are kept by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lower::operations) struct Kept {
    /// What the tag is called.
    owner: String,
    /// What the operation is told by.
    wire: String,
    /// The whole name by that alone.
    plain: String,
}

impl Kept {
    /// Keeps what the method is called, and the whole name.
    pub(super) fn keep(&self, report: &Report<'_>, method: &str, full: &str) {
        report.held.keep_one(self.key(Kind::Method), method, false);
        report.held.keep_one(self.key(Kind::Operation), full, self.plain == full);
    }

    /// The same of a further method, whose name ends in this word.
    pub(super) fn beside(&self, word: &str) -> Self {
        let wire = format!("{} {word}", self.wire);
        // No name of its own says that it is there.
        Self { owner: self.owner.clone(), wire, plain: String::new() }
    }

    /// What a name is kept by.
    pub(super) fn key(&self, kind: Kind) -> Key {
        Key::new(kind, self.owner.as_str(), self.wire.as_str())
    }

    /// Whether it is of a further method.
    pub(super) fn is_beside(&self) -> bool {
        self.plain.is_empty()
    }
}

impl Wanted {
    /// What the method is called.
    pub(in crate::lower::operations) fn method(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.full)
    }
}

/// The names of an operation, the shortest first, and which one it has now.
struct Choice {
    names: Vec<String>,
    at: usize,
    has_more: bool,
}

impl Choice {
    fn now(&self) -> &str {
        self.names.get(self.at).map_or("", String::as_str)
    }

    fn full(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }

    fn is_full(&self) -> bool {
        self.at + 1 >= self.names.len()
    }

    /// Whether it has this name, or would have it if it said all.
    fn may_be(&self, name: &str) -> bool {
        self.now() == name || self.full() == name
    }
}

/// What the operations of a tag want to be called, in their order: what they were called before, or
/// what [`choose`] finds. `owner` is what the tag is called.
pub(in crate::lower::operations) fn held(
    report: &Report<'_>,
    owner: &str,
    words: &[&str],
    operations: &[Named<'_>],
) -> Vec<Wanted> {
    let wanted = choose(words, operations);
    let ids: Vec<&str> = operations.iter().filter_map(|one| one.id).collect();
    let keys: Vec<Kept> = operations.iter().map(|one| kept(owner, one, &ids)).collect();
    let fulls = wanted.iter().map(|wanted| wanted.full.as_str()).collect();
    let fulls = told(report, Kind::Operation, (operations, &keys), fulls);
    let methods = wanted.iter().map(Wanted::method).collect();
    let methods = told(report, Kind::Method, (operations, &keys), methods);
    let all = methods.into_iter().zip(fulls).zip(keys.into_iter().zip(operations));
    let wanted = all.map(|((method, full), (kept, one))| Wanted {
        short: (method != full).then_some(method),
        full,
        kept: Some(kept).filter(|_| one.renamed.is_none()),
    });
    wanted.collect()
}

/// What the operations are called, but for those that the document gives a name.
fn told(
    report: &Report<'_>,
    kind: Kind,
    (operations, keys): (&[Named<'_>], &[Kept]),
    fresh: Vec<&str>,
) -> Vec<String> {
    let owner = keys.first().map_or("", |kept| kept.owner.as_str());
    let members = keys.iter().zip(&fresh).map(|(kept, fresh)| Member {
        wire: &kept.wire,
        plain: kept.plain.clone(),
        fresh: (*fresh).to_owned(),
    });
    let told = report.held.told(kind, owner, members.collect());
    let all = operations.iter().zip(told).zip(fresh);
    let of = |((one, told), fresh): ((&Named<'_>, String), &str)| match one.renamed {
        Some(_) => fresh.to_owned(),
        None => told,
    };
    all.map(of).collect()
}

/// What an operation is told by: its id, or its method and path where it has none of its own.
fn kept(owner: &str, operation: &Named<'_>, ids: &[&str]) -> Kept {
    let request = format!("{} {}", operation.method, operation.path);
    let is_own = |id: &&str| ids.iter().filter(|known| known == &id).count() == 1;
    let plain = match operation.id {
        Some(_) => name::value_name(label(operation)),
        None => name::value_name(&request),
    };
    let wire = operation.id.filter(is_own).map_or(request, str::to_owned);
    Kept { owner: owner.to_owned(), wire, plain }
}

/// What the operations of a tag would be called, had none a name, in their order. `words` are what the
/// document calls the tag.
fn choose(words: &[&str], operations: &[Named<'_>]) -> Vec<Wanted> {
    let nouns: Vec<Vec<String>> = words.iter().flat_map(|words| nouns(words)).collect();
    let labels: Vec<&str> = operations.iter().map(label).collect();
    let choice = |(operation, full): (&Named<'_>, String)| {
        let names = names(operation, &nouns, full);
        Choice { names, at: 0, has_more: operation.has_more }
    };
    let fulls = name::apart_values(&labels);
    let mut all: Vec<Choice> = operations.iter().zip(fulls).map(choice).collect();
    loop {
        let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
        for choice in &all {
            for name in BTreeSet::from([choice.now(), choice.full()]) {
                *holders.entry(name).or_default() += 1;
            }
        }
        let unclear: Vec<bool> = all.iter().map(|choice| is_unclear(choice, &holders)).collect();
        if !unclear.contains(&true) {
            break;
        }
        for (choice, _) in all.iter_mut().zip(unclear).filter(|(_, is_unclear)| *is_unclear) {
            choice.at += 1;
        }
    }
    let wanted = |choice: &Choice| Wanted {
        short: (!choice.is_full()).then(|| choice.now().to_owned()),
        full: choice.full().to_owned(),
        kept: None,
    };
    all.iter().map(wanted).collect()
}

/// What the whole name of an operation is made of; empty where that is no id.
fn label<'a>(operation: &Named<'a>) -> &'a str {
    let Some(id) = operation.id.filter(|_| operation.renamed.is_none()) else { return "" };
    // An exact prefix is a name space, whatever is behind it.
    let rest = id.strip_prefix(operation.tag).and_then(|rest| rest.strip_prefix('_'));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(id)
}

/// The names that an operation could have, the shortest first; `full` is the whole one of its id.
fn names(operation: &Named<'_>, nouns: &[Vec<String>], full: String) -> Vec<String> {
    let Named { id, method, path, renamed, .. } = operation;
    match (renamed, id) {
        (Some(renamed), _) => vec![(*renamed).to_owned()],
        (None, Some(id)) => candidates((id, method, path), nouns, &full),
        (None, None) => vec![name::value_name(&format!("{method} {path}"))],
    }
}

/// Whether the name of an operation could be that of another one, or of a further method of it.
fn is_unclear(choice: &Choice, holders: &BTreeMap<&str, usize>) -> bool {
    let now = choice.now();
    let others = |name: &str| {
        let all = holders.get(name).copied().unwrap_or_default();
        all > usize::from(choice.may_be(name))
    };
    let has_kind = |kind: &str| {
        let start = format!("{now}{kind}");
        let from = (Bound::Included(start.as_str()), Bound::Unbounded);
        let mut names = holders.range::<str, _>(from).map(|(name, _)| *name);
        names.by_ref().take_while(|name| name.starts_with(&start)).any(others)
    };
    let is_sequence = |end: &str| others(&format!("{now}_{end}"));
    !choice.is_full()
        && (others(now)
            || KINDS.into_iter().any(has_kind)
            || (choice.has_more && SEQUENCES.iter().any(|end| is_sequence(end))))
}

#[cfg(test)]
mod tests {
    use super::{Named, choose};

    fn named(ids: &[&'static str]) -> Vec<String> {
        let operation = |id: &&'static str| Named {
            id: Some(id),
            tag: "Indexes",
            method: "GET",
            path: "/x",
            renamed: id.strip_prefix("renamed:"),
            has_more: id.ends_with("All"),
        };
        let operations: Vec<_> = ids.iter().map(operation).collect();
        let wanted = choose(&["Indexes"], &operations);
        wanted.iter().map(|wanted| wanted.method().to_owned()).collect()
    }

    #[test]
    fn each_has_its_shortest_name() {
        assert_eq!(named(&["list_indexes", "create_index"]), ["list", "create"]);
    }

    #[test]
    fn what_two_could_be_called_none_is() {
        assert_eq!(named(&["get_index", "get_indexes"]), ["get_index", "get_indexes"]);
        assert_eq!(named(&["list", "list_indexes"]), ["list", "list_indexes"]);
        assert_eq!(named(&["indexes_list", "list_indexes"]), ["indexes_list", "list_indexes"]);
        // The second could be called by each of the shorter names of the first.
        assert_eq!(named(&["index_get_index", "get_index"]), ["index_get_index", "get_index"]);
        let both = ["index_get_stats", "get_index_stats", "create_index"];
        assert_eq!(named(&both), ["index_get_stats", "get_index_stats", "create"]);
    }

    #[test]
    fn the_order_changes_nothing() {
        let ids = ["get_index", "get_indexes", "index_get", "indexes_list_indexes", "list"];
        let mut names: Vec<_> = ids.iter().copied().zip(named(&ids)).collect();
        let reversed: Vec<_> = ids.iter().rev().copied().collect();
        names.reverse();
        assert_eq!(names, reversed.iter().copied().zip(named(&reversed)).collect::<Vec<_>>());
    }

    #[test]
    fn a_name_of_its_own_choice_stays_and_gives_way_to_none() {
        assert_eq!(named(&["renamed:list", "list_indexes"]), ["list", "list_indexes"]);
    }

    #[test]
    fn ids_that_differ_by_case_say_how_they_are_written() {
        assert_eq!(named(&["find", "FIND", "getA"]), ["find", "find_upper", "get_a"]);
        assert_eq!(named(&["listIndex", "LISTINDEX"]), ["list", "listindex"]);
    }

    #[test]
    fn names_of_further_methods_are_left_free() {
        assert_eq!(
            named(&["indexes_listAll", "list_all_items"]),
            ["indexes_list_all", "list_all_items"]
        );
        assert_eq!(named(&["indexes_list", "list_items"]), ["list", "list_items"]);
        assert_eq!(named(&["add_index", "add_as_parts"]), ["add_index", "add_as_parts"]);
    }
}
