//! Names that a crate has already, and those that it gets: what is added to a document takes none of
//! them away.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::document;
use crate::name::Scope;
use crate::name::lock::{Key, Kind, Named, Names};
use crate::node::Node;
use crate::source::Pointer;

/// The names that a document had, and those that it has now.
#[derive(Debug, Default)]
pub(in crate::lower) struct Held<'d> {
    old: Option<&'d Names>,
    /// The folders of the document's file.
    folders: Vec<String>,
    /// What has each name of a type.
    of_types: BTreeMap<String, Vec<Key>>,
    /// What has each other name, by its kind and owner.
    holders: BTreeMap<(Kind, &'d str, &'d str), Vec<&'d Key>>,
    now: RefCell<Now>,
}

#[derive(Debug, Default)]
struct Now {
    /// All that has a name, and whether that follows from its wire name.
    named: Named,
    /// Of those that are counted, the last number that was free.
    counts: IndexMap<Key, u32, foldhash::fast::RandomState>,
    /// Whose names could not be had by others.
    in_the_way: BTreeSet<Key>,
    /// Whose names another one shall have.
    released: BTreeSet<Key>,
    /// Whether a name may be another one than it would be.
    differs: bool,
}

/// Something in a list of things that each have a name.
pub(in crate::lower) struct Member<'a> {
    /// The name on the wire.
    pub(in crate::lower) wire: &'a str,
    /// The name that it would have alone.
    pub(in crate::lower) plain: String,
    /// The name that it would have beside the others.
    pub(in crate::lower) fresh: String,
}

/// What has the names of a lowered document, to be written.
pub(in crate::lower) struct Finished {
    pub(in crate::lower) names: Named,
    /// What the old names are of that nothing has any more, and that others could have had.
    pub(in crate::lower) idle: BTreeSet<Key>,
    /// Whether a name may be another one than it would be.
    pub(in crate::lower) differs: bool,
}

impl<'d> Held<'d> {
    /// `file` is the name of the document's file.
    pub(in crate::lower) fn new(old: Option<&'d Names>, file: &str) -> Self {
        let folders = file.rsplit_once('/').map_or("", |(folders, _)| folders);
        let folders = folders.split('/').filter(|folder| !folder.is_empty());
        let folders = folders.map(str::to_owned).collect();
        let mut of_types: BTreeMap<String, Vec<Key>> = BTreeMap::new();
        let mut holders: BTreeMap<_, Vec<&Key>> = BTreeMap::new();
        for (key, name) in old.iter().flat_map(|old| &old.kept) {
            match key.kind {
                Kind::Schema | Kind::Shared | Kind::Type => {
                    of_types.entry(name.clone()).or_default().push(key.clone());
                }
                Kind::Family
                | Kind::Handle
                | Kind::Method
                | Kind::Module
                | Kind::Operation
                | Kind::Setter => {
                    let of = (key.kind, key.owner.as_str(), name.as_str());
                    holders.entry(of).or_default().push(key);
                }
                _ => {}
            }
        }
        Self { old, folders, of_types, holders, now: RefCell::default() }
    }

    /// The name that something had.
    pub(in crate::lower) fn get(&self, key: &Key) -> Option<&'d str> {
        self.old?.kept.get(key).map(String::as_str)
    }

    /// What had names of a kind and an owner, with those names.
    pub(in crate::lower) fn all_of<'h>(
        &'h self,
        kind: Kind,
        owner: &'h str,
    ) -> impl Iterator<Item = (&'d Key, &'d str)> + 'h {
        let first = Key::new(kind, owner, "");
        let all = self.old.into_iter().flat_map(move |old| old.kept.range(first.clone()..));
        let is_of = move |(key, _): &(&Key, _)| key.kind == kind && key.owner == owner;
        all.take_while(is_of).map(|(key, name)| (key, name.as_str()))
    }

    /// Whether a tag had methods.
    pub(in crate::lower) fn has_tag(&self, name: &str) -> bool {
        self.all_of(Kind::Method, name).next().is_some()
    }

    /// Whether something of a namespace can be called so: nothing else of it had that name.
    pub(in crate::lower) fn leaves(&self, name: &str, key: &Key) -> bool {
        let holders = self.holders.get(&(key.kind, key.owner.as_str(), name));
        let Some(holders) = holders.filter(|holders| !holders.contains(&key)) else { return true };
        let mut now = self.now.borrow_mut();
        now.differs = true;
        now.in_the_way.extend(holders.iter().map(|holder| (*holder).clone()));
        false
    }

    /// Whether something can be called so: no other type had that name.
    pub(in crate::lower) fn allows(&self, name: &str, key: &Key) -> bool {
        let Some(holders) = self.of_types.get(name) else { return true };
        let is_allowed = holders.contains(key);
        if !is_allowed {
            let mut now = self.now.borrow_mut();
            now.differs = true;
            now.in_the_way.extend(holders.iter().cloned());
        }
        is_allowed
    }

    /// What the members of a list are called: those that had a name have it, then those that are
    /// spelled as most are, since they needed no line, then the others.
    pub(in crate::lower) fn told(
        &self,
        kind: Kind,
        owner: &str,
        members: Vec<Member<'_>>,
    ) -> Vec<String> {
        let Some(old) = self.old else {
            return members.into_iter().map(|member| member.fresh).collect();
        };
        let scope = || match kind {
            Kind::Value | Kind::Arm | Kind::Schema => Scope::exact(&[]),
            _ => Scope::default(),
        };
        let (mut scope, mut alone) = (scope(), scope());
        let spelling = old.spelling(kind, owner);
        let is_usual = |wire: &str| spelling.is_some_and(|spelling| spelling.has(wire));
        let mut names: Vec<Option<String>> = vec![None; members.len()];
        let mut keys = Keys::default();
        for (name, member) in names.iter_mut().zip(&members) {
            let had = self.get(&keys.next(kind, owner, member.wire));
            *name = had.filter(|had| scope.is_free(had)).map(|had| scope.claim(had));
        }
        for (name, member) in names.iter_mut().zip(&members).filter(|(name, _)| name.is_none()) {
            let plain = &member.plain;
            let is_left = || self.leaves(plain, &Key::new(kind, owner, member.wire));
            if kind.is_spelled() && is_usual(member.wire) && scope.is_free(plain) && is_left() {
                *name = Some(scope.claim(plain));
            }
        }
        let named = names.into_iter().zip(&members);
        let named = named.map(|(name, member)| {
            name.unwrap_or_else(|| {
                let key = Key::new(kind, owner, member.wire);
                let free = scope.free_where(&member.fresh, |name| self.leaves(name, &key));
                scope.claim(&free)
            })
        });
        let named: Vec<String> = named.collect();
        let is_fresh =
            named.iter().zip(&members).all(|(name, member)| *name == alone.claim(&member.fresh));
        self.now.borrow_mut().differs |= !is_fresh;
        named
    }

    /// What something is called in a namespace, of which others are not known yet: the name that it had,
    /// or one that nothing else had.
    pub(in crate::lower) fn told_one(&self, key: &Key, scope: &mut Scope, wanted: &str) -> String {
        if let Some(had) = self.get(key).filter(|had| scope.is_free(had)) {
            self.now.borrow_mut().differs |= had != wanted;
            return had.to_owned();
        }
        scope.free_where(wanted, |name| self.leaves(name, key))
    }

    /// Takes the name that something had before others can: one of them that came since would have it.
    pub(in crate::lower) fn reserve(&self, key: &Key, scope: &mut Scope) -> Option<String> {
        let had = self.get(key)?;
        self.differs();
        Some(scope.claim(had))
    }

    /// By what a method of a call is kept that gives its pages.
    pub(in crate::lower) fn paging_key(&self, operation: &Pointer, method: &str) -> Key {
        Key::new(Kind::Paging, self.owner_at(operation), method)
    }

    /// Notes that something had another name than it would have.
    pub(in crate::lower) fn differs(&self) {
        self.now.borrow_mut().differs = true;
    }

    /// Keeps the names of the members of a list, each with its wire name and the plain one of that.
    pub(in crate::lower) fn keep<'a>(
        &self,
        kind: Kind,
        owner: &str,
        all: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
    ) {
        let mut keys = Keys::default();
        for (wire, plain, name) in all {
            self.keep_one(keys.next(kind, owner, wire), name, plain == name);
        }
    }

    /// Keeps one name; `is_plain` if it follows from the wire name.
    pub(in crate::lower) fn keep_one(&self, key: Key, name: &str, is_plain: bool) {
        self.now.borrow_mut().named.entry(key).or_insert_with(|| (name.to_owned(), is_plain));
    }

    /// What a type by its place is told by: two that would be called the same by one owner are
    /// counted.
    pub(in crate::lower) fn unkept(&self, key: Key) -> Key {
        let mut now = self.now.borrow_mut();
        // Those before the last one that was free are taken.
        let mut number = now.counts.get(&key).copied().unwrap_or(1);
        let numbered = |number: u32| match number {
            1 => key.clone(),
            number => Key { of: format!("{} {number}", key.of), ..key.clone() },
        };
        let mut free = numbered(number);
        while now.named.contains_key(&free) {
            number = number.saturating_add(1);
            free = numbered(number);
        }
        now.counts.insert(key, number);
        free
    }

    /// What a place belongs to: the component, or the path and the method.
    pub(in crate::lower) fn owner_at(&self, at: &Pointer) -> String {
        let tokens = self.steps(at);
        let words: Vec<&str> = tokens.iter().take(3).map(String::as_str).collect();
        match words.as_slice() {
            ["components", "schemas", name] => (*name).to_owned(),
            ["components", list, name] => format!("{list}/{name}"),
            ["paths", path, "parameters"] => (*path).to_owned(),
            ["paths", path, method] => format!("{method} {path}"),
            words => words.join("/"),
        }
    }

    /// What the parts of a type belong to: its name, and what its place belongs to where that is
    /// something else.
    pub(in crate::lower) fn owner_of(&self, name: &str, at: &Pointer) -> String {
        let owner = self.owner_at(at);
        if owner == name { owner } else { format!("{owner} {name}") }
    }

    /// What the values of an enum belong to: its place.
    pub(in crate::lower) fn owner_by_place(&self, root: &Node, at: &Pointer) -> String {
        self.place_by_names(root, at).unwrap_or_else(|| self.steps(at).join("/"))
    }

    /// A place by names alone: a parameter has its name. None where a step is the index of another
    /// list.
    pub(in crate::lower) fn place_by_names(&self, root: &Node, at: &Pointer) -> Option<String> {
        let way = document::file_of(at).map(|file| self.way_to(&file));
        let skipped = if way.is_some() { 2 } else { 0 };
        let mut place = way.unwrap_or_default();
        let mut node = Some(root);
        let mut is_in_parameters = false;
        for (index, token) in at.tokens().enumerate() {
            let is_item = node.is_some_and(|node| node.as_array().is_some());
            node = node.and_then(|node| node.step(&token));
            if index < skipped {
                continue;
            }
            if !place.is_empty() {
                place.push('/');
            }
            if is_item {
                let named = node.filter(|_| is_in_parameters)?;
                let name = ["name", "$ref"].into_iter().find_map(|key| named.step(key)?.as_str());
                place.push_str(name?);
            } else {
                place.push_str(&token);
            }
            is_in_parameters = token == "parameters";
        }
        match place.strip_prefix("components/schemas/") {
            Some(below) => Some(below.to_owned()),
            None => Some(place),
        }
    }

    /// The steps to a place.
    fn steps(&self, at: &Pointer) -> Vec<String> {
        let tokens = at.tokens().map(|token| token.into_owned());
        match document::file_of(at) {
            Some(file) => [self.way_to(&file)].into_iter().chain(tokens.skip(2)).collect(),
            None => tokens.collect(),
        }
    }

    /// The way to a file from the document, which is the same on every machine.
    fn way_to(&self, file: &str) -> String {
        let steps: Vec<&str> = file.split('/').filter(|step| !step.is_empty()).collect();
        let same = steps.iter().zip(&self.folders).take_while(|(one, other)| one == other).count();
        let up = self.folders.iter().skip(same).map(|_| "..");
        up.chain(steps.into_iter().skip(same)).collect::<Vec<_>>().join("/")
    }

    /// Lets another type have the name that is held for this one.
    pub(in crate::lower) fn release(&self, name: &str) {
        let holders = self.of_types.get(name);
        self.now.borrow_mut().released.extend(holders.into_iter().flatten().cloned());
    }

    /// All names; `types` are the names of types that the crate has.
    pub(in crate::lower) fn finish(self, types: &BTreeSet<String>) -> Finished {
        let Now { mut named, in_the_way, released, differs, .. } = self.now.into_inner();
        named.retain(|key, (name, _)| key.kind != Kind::Type || types.contains(name));
        let is_idle = |key: &Key| !named.contains_key(key);
        let mut idle: BTreeSet<Key> = in_the_way.into_iter().filter(is_idle).collect();
        idle.extend(released);
        let is_old = |key: &Key| self.old.is_some_and(|old| old.kept.contains_key(key));
        idle.retain(is_old);
        Finished { names: named, idle, differs }
    }
}

/// The keys of a list, in which a wire name can stand twice.
#[derive(Default)]
struct Keys(BTreeMap<String, u32>);

impl Keys {
    fn next(&mut self, kind: Kind, owner: &str, wire: &str) -> Key {
        let count = self.0.entry(wire.to_owned()).or_default();
        *count = count.saturating_add(1);
        match *count {
            1 => Key::new(kind, owner, wire),
            count => Key::new(kind, owner, format!("{wire} {count}")),
        }
    }
}
