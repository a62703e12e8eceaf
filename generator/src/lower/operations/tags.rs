//! Paths to operations, and operations to tags.

mod method;
mod spelling;

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::PathItem;

use self::method::Found;
use self::spelling::{Spelling, Spellings};
use super::context::Operations;
use super::operation::{Group, UNTAGGED, Wanted, held};
use super::server;
use crate::lower::report::Member;
use crate::lower::report::Report;
use crate::lower::whole;
use crate::model::{Common, LeftOut, SecurityScheme, Tag};
use crate::name::lock::{Key, Kind};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// What a client has itself, or clippy takes for the method of a trait.
const CLIENT: [&str; 6] = ["builder", "new", "clone", "as_ref", "borrow", "deref"];

/// All tags while they are gathered.
struct Groups {
    list: IndexMap<String, Group>,
    methods: Scope,
    modules: Scope,
    handles: Scope,
    pages: Scope,
}

/// A path, and its operations.
struct PathOf<'d> {
    path: &'d str,
    item: Cow<'d, PathItem>,
    at: Pointer,
    operations: Vec<Found<'d>>,
}

/// The operations of a tag, each by its place among the paths and within its own.
struct Members {
    /// What the tag is called outright.
    renamed: Option<String>,
    /// The ways in which it is written, and where each stands first; none where it is no tag.
    spellings: Vec<Spelling>,
    /// What is said of it.
    docs: String,
    /// Where it is declared, or first used.
    at: Pointer,
    places: Vec<(usize, usize)>,
    wanted: Vec<Wanted>,
}

impl Members {
    /// The tag as it is shown.
    fn shown(&self) -> &str {
        self.spellings.first().map_or(UNTAGGED, |(spelling, _)| spelling)
    }

    /// What the tag is called, as its operations are kept by.
    fn owner(&self) -> String {
        name::value_name(self.renamed.as_deref().unwrap_or(self.shown()))
    }

    /// When it gets its names: after those that have a line for them, and those that had methods.
    fn turn(&self, report: &Report<'_>) -> u8 {
        let has_line = |kind: &Kind| report.held.get(&Key::new(*kind, "", self.shown())).is_some();
        match [Kind::Handle, Kind::Module].iter().any(has_line) {
            true => 0,
            false => 2 - u8::from(report.held.has_tag(&self.owner())),
        }
    }

    /// Calls the tag by the spelling that the crate calls it by, wherever that stands.
    fn prefer_known(&mut self, report: &Report<'_>) {
        let is_known = |(tag, _): &Spelling| report.held.has_tag(&name::value_name(tag));
        let known = self.spellings.iter().position(is_known);
        let known = known.filter(|place| *place > 0 && self.renamed.is_none());
        if let Some(place) = known {
            self.spellings.get_mut(..=place).into_iter().for_each(|some| some.rotate_right(1));
            report.held.differs();
        }
    }

    fn add_spelling(&mut self, tag: &str, at: &Pointer) {
        if !tag.is_empty() && self.spellings.iter().all(|(known, _)| known != tag) {
            self.spellings.push((tag.to_owned(), at.clone()));
        }
    }
}

impl Groups {
    /// Adds a tag.
    fn add(&mut self, report: &Report<'_>, key: &str, members: &Members, told: &str) {
        let named = |kind| Key::new(kind, "", members.shown());
        let is_renamed = members.renamed.is_some();
        // The name that it had, or `wanted`.
        let claim = |kind, scope: &mut Scope, wanted: &str| match is_renamed {
            true => scope.claim(wanted),
            false => {
                let told = report.held.told_one(&named(kind), scope, wanted);
                scope.claim(&told)
            }
        };
        // One that follows from the tag needs no line: who has it is known by its methods.
        let keep = |kind, name: &str, wanted: &str| {
            if name != wanted && !is_renamed {
                report.held.keep_one(named(kind), name, false);
            }
        };
        let (shown, at) = (members.shown(), &members.at);
        let rust = members.renamed.as_deref().unwrap_or(shown);
        let wanted = told.to_owned();
        let method = if CLIENT.contains(&wanted.as_str()) {
            let method = self.methods.claim_for(&whole::other(&wanted), Some(at));
            report.taken(&self.methods, (&wanted, &method), shown, at);
            method
        } else {
            report.claim(&mut self.methods, &wanted, shown, at)
        };
        report.held.keep(Kind::Tag, "", [(shown, &*name::value_name(rust), &*method)]);
        let module = name::module_name(&method);
        let is_taken = whole::OF_API.contains(&module.as_str());
        let module = if is_taken { whole::other(&module) } else { module };
        let wanted = module;
        let module = claim(Kind::Module, &mut self.modules, &wanted);
        keep(Kind::Module, &module, &wanted);
        // Names the tag's page as well, which a disk may not tell from another by its case, and
        // which is in ASCII.
        let wanted = name::type_name(rust);
        let mut handle = claim(Kind::Handle, &mut self.handles, &wanted);
        while !self.pages.is_free(&name::file_name(&handle)) {
            handle = self.handles.claim(&wanted);
        }
        keep(Kind::Handle, &handle, &wanted);
        let page = format!("{}Api.md", self.pages.claim(&name::file_name(&handle)));
        let types = Scope::types(&[&handle]);
        let tag = Tag {
            name: Name { rust: method, wire: shown.to_owned() },
            module,
            handle,
            page,
            docs: members.docs.clone(),
            feature: None,
            common: Common::default(),
            operations: Vec::new(),
            origin: at.clone(),
        };
        self.list.insert(key.to_owned(), Group::new(report, tag, types, &members.wanted));
    }
}

impl<'d> Operations<'d> {
    /// All operations, by tag: the declared tags in their order, then the others as they come; and
    /// those that cannot be called.
    pub(super) fn tags(&mut self, auth: &[SecurityScheme]) -> (Vec<Tag>, Vec<LeftOut>) {
        let spellings = Spellings::of(self.report);
        let all = self.paths();
        let members = self.members(&all, &spellings);
        let spelled = members.values().map(|members| members.spellings.as_slice());
        spelling::note(self.report, spelled);
        let mut groups = Groups {
            list: IndexMap::new(),
            methods: Scope::default(),
            modules: Scope::default(),
            handles: Scope::types(&[]),
            pages: Scope::types(&[]),
        };
        let named = members.values().map(|members| {
            let plain = members.owner();
            Member { wire: members.shown(), fresh: plain.clone(), plain }
        });
        let told = self.report.held.told(Kind::Tag, "", named.collect());
        // Those that are there already have their names first.
        let mut in_turn: Vec<_> = members.iter().zip(told).collect();
        in_turn.sort_by_key(|((_, members), _)| members.turn(self.report));
        for ((key, members), told) in in_turn {
            groups.add(self.report, key, members, &told);
        }
        let place = |key: &String| members.get_index_of(key);
        groups.list.sort_by(|one, _, other, _| place(one).cmp(&place(other)));
        let mut left_out = Vec::new();
        let mut wanted: IndexMap<&str, _> = IndexMap::new();
        for (key, members) in &members {
            wanted.insert(key, members.wanted.iter());
        }
        let shown = |tag: &String| {
            let members = members.get(&spellings.key(tag));
            members.map_or(tag.as_str(), Members::shown).to_owned()
        };
        for PathOf { path, item, at, operations } in &all {
            let server = server::own_server(self.report, &item.servers, at);
            for Found { method, operation, at: at_operation, .. } in operations {
                let (at_item, at) = (at, at_operation);
                let key = spellings.key(tag_of(operation));
                let wanted = wanted.get_mut(key.as_str()).and_then(Iterator::next);
                let (Some(group), Some(wanted)) = (groups.list.get_mut(&key), wanted) else {
                    continue;
                };
                let tags = match operation.tags.as_slice() {
                    [] => vec![group.tag.name.wire.clone()],
                    tags => tags.iter().map(shown).collect(),
                };
                let parameters = item.parameters.as_slice();
                let asked = (parameters, server.as_ref(), operation.as_ref(), wanted);
                match self.operation(method, path, asked, auth, group, (at_item, at)) {
                    Some(mut methods) => {
                        methods.iter_mut().for_each(|method| method.tags.clone_from(&tags));
                        group.tag.operations.extend(methods);
                    }
                    None => {
                        let request = format!("{method} {path}");
                        let id = operation.operation_id.clone();
                        left_out.push(LeftOut { request, id, tags, origin: at.clone() });
                    }
                }
            }
        }
        let tags = groups.list.into_values().map(|group| group.tag);
        (tags.filter(|tag| !tag.operations.is_empty()).collect(), left_out)
    }

    /// All paths with their operations.
    fn paths(&self) -> Vec<PathOf<'d>> {
        let paths = Pointer::root().child("paths");
        let all = self.document.openapi.paths.iter().filter_map(|(path, item)| {
            let (item, at) = self.report.follow(item, &paths.child(path))?;
            let operations = method::operations(self.report, &item, &at);
            Some(PathOf { path, item, at, operations })
        });
        all.collect()
    }

    /// The operations of each tag in their order, and what they want to be called.
    fn members(&self, all: &[PathOf<'_>], spellings: &Spellings) -> IndexMap<String, Members> {
        let mut members: IndexMap<String, Members> = IndexMap::new();
        let begin = |tag: &str, at: &Pointer| Members {
            renamed: spellings.renamed(tag).cloned(),
            spellings: Vec::new(),
            docs: String::new(),
            at: at.clone(),
            places: Vec::new(),
            wanted: Vec::new(),
        };
        for (index, tag) in self.document.openapi.tags.iter().enumerate() {
            let at = Pointer::root().child("tags").index(index);
            let key = spellings.key(&tag.name);
            let known = members.entry(key).or_insert_with(|| begin(&tag.name, &at));
            known.add_spelling(&tag.name, &at.child("name"));
            if known.docs.is_empty() {
                known.docs = tag.description.clone().unwrap_or_default();
            }
        }
        for (of, path) in all.iter().enumerate() {
            for (index, found) in path.operations.iter().enumerate() {
                let tag = tag_of(&found.operation);
                let named = found.at.child("tags").index(0);
                let at = if tag.is_empty() { &found.at } else { &named };
                let known = members.entry(spellings.key(tag)).or_insert_with(|| begin(tag, at));
                known.add_spelling(tag, at);
                known.places.push((of, index));
            }
        }
        for members in members.values_mut() {
            members.prefer_known(self.report);
            let named = members.places.iter().filter_map(|(of, index)| {
                let path = all.get(*of)?;
                Some(path.operations.get(*index)?.named(self.report, path.path))
            });
            let named: Vec<_> = named.collect();
            let words = members.spellings.iter().map(|(spelling, _)| spelling.as_str());
            let words: Vec<&str> = words.chain(members.renamed.as_deref()).collect();
            let owner = members.owner();
            members.wanted = held(self.report, &owner, &words, &named);
        }
        members
    }
}

/// The tag under which an operation is found; empty where it has none.
fn tag_of(operation: &openapiv3::Operation) -> &str {
    operation.tags.first().map_or("", String::as_str)
}
