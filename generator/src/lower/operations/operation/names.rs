//! What the methods of operations are called, and the types that belong to them.

use std::collections::{BTreeMap, BTreeSet};

use super::handle::Wanted;
use super::short::METHODS;
use crate::lower::report::Report;
use crate::model::Tag;
use crate::name::{self, Scope};
use crate::source::Pointer;

/// Where operations without a tag are found.
pub(in crate::lower::operations) const UNTAGGED: &str = "operations";

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
    /// The name of a further method for an operation: those of the document's own operations come
    /// first, wherever they stand.
    fn beside(&mut self, wanted: &str, claim: impl FnOnce(&mut Scope, &str) -> String) -> String {
        if self.scope.is_free(wanted) && !self.own.contains(wanted) {
            return self.scope.claim(wanted);
        }
        let mut names = self.scope.clone();
        for name in &self.own {
            if names.is_free(name) {
                names.claim(name);
            }
        }
        let name = claim(&mut names, wanted);
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
    /// The whole name of each method.
    whole: BTreeMap<String, String>,
}

impl Group {
    /// A tag, and what its operations want to be called.
    pub(in crate::lower::operations) fn new(tag: Tag, types: Scope, wanted: &[Wanted]) -> Self {
        let taken = |own: BTreeSet<String>| Taken { scope: Scope::new(&METHODS), own };
        let methods = wanted.iter().map(|wanted| wanted.method().to_owned());
        let wholes = wanted.iter().map(|wanted| wanted.full.clone());
        let (methods, wholes) = (taken(methods.collect()), taken(wholes.collect()));
        Self { tag, types, methods, wholes, whole: BTreeMap::new() }
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
        self.named(rust, whole)
    }

    /// The same of a further method of an operation, whose name ends in a word of its own.
    pub(in crate::lower::operations) fn method_beside(
        &mut self,
        report: &Report<'_>,
        (method, word): (&str, &str),
        wire: &str,
        at: &Pointer,
    ) -> Names {
        let whole = self.whole.get(method).map_or(method, String::as_str);
        let whole = name::value_name(&format!("{whole} {word}"));
        let whole = self.wholes.beside(&whole, |scope, wanted| scope.claim(wanted));
        let wanted = name::value_name(&format!("{method} {word}"));
        let claim = |scope: &mut Scope, wanted: &str| report.claim(scope, wanted, wire, at);
        let rust = self.methods.beside(&wanted, claim);
        self.named(rust, whole)
    }

    fn named(&mut self, method: String, whole: String) -> Names {
        let type_name = family(&mut self.types, &name::type_name(&whole));
        self.whole.insert(method.clone(), whole.clone());
        Names { method, whole, type_name }
    }
}

/// The name that the types of an operation begin with, so that none of them is taken.
fn family(types: &mut Scope, wanted: &str) -> String {
    // Words behind the underscore of `Self_` would be in no style.
    let call = wanted.strip_suffix('_').map(|stem| format!("{stem}Call"));
    let wanted = call.as_deref().unwrap_or(wanted);
    let members =
        |name: &str| ["", "Error", "Success", "Headers"].map(|end| format!("{name}{end}"));
    // Digits stay apart.
    let is_counted = wanted.ends_with(|letter: char| letter.is_ascii_digit());
    let separator = if is_counted { "_" } else { "" };
    let numbered = (2u32..).map(|number| format!("{wanted}{separator}{number}"));
    let free = std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|name| members(name).iter().all(|member| types.is_free(member)));
    let name = free.unwrap_or_else(|| wanted.to_owned());
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
