//! What the methods of operations are called, and the types that belong to them.

use std::collections::{BTreeMap, BTreeSet};

use super::handle::{Kept, Wanted};
use super::short::METHODS;
use crate::lower::report::{Held, Report};
use crate::model::Tag;
use crate::name::lock::Kind;
use crate::name::{self, Scope};
use crate::source::Pointer;

/// Where operations without a tag are found.
pub(in crate::lower::operations) const UNTAGGED: &str = "operations";

/// How the pages of an operation follow each other.
pub(in crate::lower) const PAGING: &str = "x-paging";

/// The methods of a call that has pages.
pub(in crate::lower) const PAGING_METHODS: [&str; 2] = ["pages", "items"];

/// Methods that a call has itself, and the variable that fills it.
pub(in crate::lower) const SETTERS: [&str; 9] = [
    "self",
    "request",
    "request_mut",
    "body",
    "decode",
    "send",
    "into_future",
    "deref",
    "without_body",
];

/// Names that are taken, and those that operations of the document have, wherever they stand.
pub(in crate::lower::operations) struct Taken {
    scope: Scope,
    own: BTreeSet<String>,
}

impl Taken {
    /// The name of a further method for an operation: the one that it had; or else, those of the
    /// document's own operations come first, wherever they stand. `tell` is for one that was taken.
    fn beside(
        &mut self,
        (held, kind, kept): (&Held<'_>, Kind, Option<&Kept>),
        wanted: &str,
        tell: impl FnOnce(&Scope, &str),
    ) -> String {
        let key = kept.map(|kept| kept.key(kind));
        let is_free = |name: &str| self.scope.is_free(name) && !self.own.contains(name);
        let had = key.as_ref().and_then(|key| held.get(key));
        if let Some(had) = had.filter(|had| is_free(had)) {
            if had != wanted {
                held.differs();
            }
            return self.scope.claim(had);
        }
        let may = |name: &str| key.as_ref().is_none_or(|key| held.leaves(name, key));
        if is_free(wanted) && may(wanted) {
            return self.scope.claim(wanted);
        }
        let mut names = self.scope.clone();
        for name in &self.own {
            if names.is_free(name) {
                names.claim(name);
            }
        }
        let name = names.free_where(wanted, may);
        tell(&names, &name);
        self.scope.claim(&name)
    }
}

/// The names of a method.
#[derive(Debug, Clone)]
pub(in crate::lower::operations) struct Names {
    /// What it is called in its handle.
    pub(in crate::lower::operations) method: String,
    /// What it is called where no handle says more.
    pub(in crate::lower::operations) whole: String,
    /// What the names of its types begin with.
    pub(in crate::lower::operations) type_name: String,
}

/// The operations of a tag while they are gathered.
pub(in crate::lower::operations) struct Group {
    pub(in crate::lower::operations) tag: Tag,
    pub(in crate::lower::operations) types: Scope,
    methods: Taken,
    /// The whole names, which the names of types are made of.
    wholes: Taken,
    /// The whole name of each method, and what its names are kept by.
    whole: BTreeMap<String, (String, Option<Kept>)>,
    /// What the types of each of the document's own operations begin with, by its whole name.
    families: BTreeMap<String, String>,
}

impl Group {
    /// A tag, and what its operations want to be called.
    pub(in crate::lower::operations) fn new(
        report: &Report<'_>,
        tag: Tag,
        types: Scope,
        wanted: &[Wanted],
    ) -> Self {
        let taken = |own: BTreeSet<String>| Taken { scope: Scope::new(&METHODS), own };
        let methods = wanted.iter().map(|wanted| wanted.method().to_owned());
        let wholes = wanted.iter().map(|wanted| wanted.full.clone());
        let (methods, wholes) = (taken(methods.collect()), taken(wholes.collect()));
        let (whole, families) = (BTreeMap::new(), BTreeMap::new());
        let mut group = Self { tag, types, methods, wholes, whole, families };
        group.keep_families(&report.held, wanted);
        group
    }

    /// The names of an operation's own method.
    pub(in crate::lower::operations) fn method(
        &mut self,
        report: &Report<'_>,
        wanted: &Wanted,
        wire: &str,
        at: &Pointer,
    ) -> Names {
        let rust = report.claim(&mut self.methods.scope, wanted.method(), wire, at);
        let whole = self.wholes.scope.claim(&wanted.full);
        if let Some(kept) = &wanted.kept {
            kept.keep(report, &rust, &whole);
        }
        self.named(&report.held, rust, whole, wanted.kept.clone())
    }

    /// The same of a further method of an operation, whose name ends in a word of its own.
    pub(in crate::lower::operations) fn method_beside(
        &mut self,
        report: &Report<'_>,
        (method, word): (&str, &str),
        wire: &str,
        at: &Pointer,
    ) -> Names {
        let known = self.whole.get(method);
        let kept = known.and_then(|(_, kept)| Some(kept.as_ref()?.beside(word)));
        let whole = known.map_or(method, |(whole, _)| whole);
        let whole = name::value_name(&format!("{whole} {word}"));
        let by = |kind| (&report.held, kind, kept.as_ref());
        let whole = self.wholes.beside(by(Kind::Operation), &whole, |_, _| {});
        let wanted = name::value_name(&format!("{method} {word}"));
        let tell = |scope: &Scope, name: &str| {
            if name != wanted {
                report.taken(scope, (&wanted, name), wire, at);
            }
        };
        let rust = self.methods.beside(by(Kind::Method), &wanted, tell);
        if let Some(kept) = &kept {
            kept.keep(report, &rust, &whole);
        }
        self.named(&report.held, rust, whole, kept)
    }

    /// The names that the types of the document's own operations begin with: those that are there
    /// already come first.
    fn keep_families(&mut self, held: &Held<'_>, wanted: &[Wanted]) {
        let rank = |wanted: &Wanted| match &wanted.kept {
            Some(kept) if held.get(&kept.key(Kind::Family)).is_some() => 0,
            Some(kept) if held.get(&kept.key(Kind::Method)).is_none() => 2,
            _ => 1,
        };
        let mut wanted: Vec<&Wanted> = wanted.iter().collect();
        wanted.sort_by_key(|wanted| rank(wanted));
        for wanted in wanted {
            // Two operations with one name have one each, in their order.
            if !self.families.contains_key(&wanted.full) {
                let family = family(&mut self.types, held, wanted.kept.as_ref(), &wanted.full);
                self.families.insert(wanted.full.clone(), family);
            }
        }
    }

    fn named(
        &mut self,
        held: &Held<'_>,
        method: String,
        whole: String,
        kept: Option<Kept>,
    ) -> Names {
        let own = self.families.remove(&whole);
        let type_name = own.unwrap_or_else(|| family(&mut self.types, held, kept.as_ref(), &whole));
        self.whole.insert(method.clone(), (whole.clone(), kept));
        Names { method, whole, type_name }
    }
}

/// The name that the types of an operation begin with, so that none of them is taken. `whole` is its
/// whole name.
fn family(types: &mut Scope, held: &Held<'_>, kept: Option<&Kept>, whole: &str) -> String {
    let wanted = name::type_name(whole);
    // Words behind the underscore of `Self_` would be in no style.
    let call = wanted.strip_suffix('_').map(|stem| format!("{stem}Call"));
    let wanted = call.as_deref().unwrap_or(&wanted);
    let members =
        |name: &str| ["", "Error", "Success", "Headers"].map(|end| format!("{name}{end}"));
    // Digits stay apart.
    let is_counted = wanted.ends_with(|letter: char| letter.is_ascii_digit());
    let separator = if is_counted { "_" } else { "" };
    let numbered = (2u32..).map(|number| format!("{wanted}{separator}{number}"));
    let key = kept.map(|kept| kept.key(Kind::Family));
    let had = key.as_ref().and_then(|key| held.get(key));
    // A handle can be called as its operation is: a number would not say which of them it is.
    let called = format!("{wanted}Call");
    let free = had
        .map(str::to_owned)
        .into_iter()
        .chain([wanted.to_owned(), called])
        .chain(numbered)
        .filter(|name| members(name).iter().all(|member| types.is_free(member)))
        .find(|name| key.as_ref().is_none_or(|key| held.leaves(name, key)));
    let name = free.unwrap_or_else(|| wanted.to_owned());
    // One that follows from the whole name needs no line, but where another operation could have it.
    let is_told = name == wanted && kept.is_none_or(|kept| !kept.is_beside());
    if had.is_some_and(|_| name != wanted) {
        held.differs();
    }
    if let Some(key) = key.filter(|_| !is_told) {
        held.keep_one(key, &name, false);
    }
    for member in members(&name) {
        types.claim(&member);
    }
    name
}

/// The function that reads the responses of a method.
pub(in crate::lower::operations) fn decoder_name(method: &str) -> String {
    format!("decode_{}", method.trim_start_matches('_'))
}

/// The constant that says what a method documents, beside it.
pub(in crate::lower::operations) fn documented_name(method: &str) -> String {
    match name::constant_name(method) {
        // Not all letters have a case.
        same if same == method => format!("{same}_DOCUMENTED"),
        constant => constant,
    }
}

/// The constant that says how a method is called.
pub(in crate::lower::operations) fn constant_name(method: &str) -> String {
    format!("{}_OPERATION", name::constant_name(method))
}
