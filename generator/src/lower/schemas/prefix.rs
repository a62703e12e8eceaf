//! Prefixes that the names of all schemas share, and that are left out on demand.

use std::collections::BTreeMap;

use crate::name;

/// How many schemas a document has at least for which a shared prefix is told of.
const MANY: usize = 8;

/// The names of types that schemas of these names have without the longest of the prefixes that fits,
/// by the schemas' names. One that could then be called as another one is not among them.
pub(super) fn without<'a>(names: &[&'a str], prefixes: &[String]) -> BTreeMap<&'a str, String> {
    let mut prefixes: Vec<String> = prefixes.iter().map(|prefix| name::type_name(prefix)).collect();
    prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    let mut cut = BTreeMap::new();
    for wire in names {
        let whole = name::type_name(wire);
        let rest = prefixes.iter().find_map(|prefix| behind(&whole, prefix)).map(name::type_name);
        if let Some(rest) = &rest {
            *holders.entry(rest.to_lowercase()).or_default() += 1;
        }
        *holders.entry(whole.to_lowercase()).or_default() += 1;
        cut.extend(rest.map(|rest| (*wire, rest)));
    }
    cut.retain(|_, rest| holders.get(&rest.to_lowercase()) == Some(&1));
    cut
}

/// What is behind the prefix, if it ends with a word.
fn behind<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    name.strip_prefix(prefix).filter(|rest| rest.starts_with(char::is_uppercase))
}

/// The words that the types of all schemas begin with, where there are many.
pub(super) fn shared(names: &[&str]) -> Option<String> {
    let types: Vec<String> = names.iter().map(|wire| name::type_name(wire)).collect();
    let first = types.first().filter(|_| types.len() >= MANY)?;
    let ends = first.char_indices().map(|(at, _)| at).rev();
    let prefixes = ends.filter_map(|end| first.get(..end)).filter(|prefix| !prefix.is_empty());
    let is_shared = |prefix: &&str| types.iter().all(|name| behind(name, prefix).is_some());
    // A letter alone is no word.
    prefixes.filter(|prefix| prefix.len() > 1).find(is_shared).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{shared, without};

    fn cut(names: &[&str], prefixes: &[&str]) -> Vec<String> {
        let prefixes: Vec<String> = prefixes.iter().map(|prefix| (*prefix).to_owned()).collect();
        let cut = without(names, &prefixes);
        names.iter().map(|name| cut.get(name).cloned().unwrap_or_default()).collect()
    }

    #[test]
    fn a_prefix_is_cut_at_the_end_of_a_word() {
        let names = ["io.k8s.api.core.v1.Pod", "io.k8s.Other", "io.k8sother", "lnrpcInvoice"];
        let prefixes = ["io.k8s", "io.k8s.api.core.v1", "Lnrpc"];
        assert_eq!(cut(&names, &prefixes), ["Pod", "Other", "", "Invoice"]);
    }

    #[test]
    fn what_two_would_be_called_none_is() {
        assert_eq!(cut(&["APod", "BPod", "BNode"], &["A", "B"]), ["", "", "Node"]);
        assert_eq!(cut(&["AppPod", "Pod", "AppNode"], &["App"]), ["", "", "Node"]);
        assert_eq!(cut(&["AppOption"], &["App"]), ["OptionType"]);
    }

    #[test]
    fn the_words_that_all_share_are_found() {
        let names =
            ["lnrpcAa", "lnrpcAb", "lnrpcB", "lnrpcC", "lnrpcD", "lnrpcE", "lnrpcF", "lnrpcG"];
        assert_eq!(shared(&names).as_deref(), Some("Lnrpc"));
        assert_eq!(shared(&names[..7]), None);
        assert_eq!(shared(&[&names[..], &["lnrpc"]].concat()), None);
        assert_eq!(shared(&[&names[..], &["Lnrpcs"]].concat()), None);
    }
}
