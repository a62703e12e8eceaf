//! Paths to operations, and operations to tags.

mod method;

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::PathItem;

use self::method::Found;
use super::context::Operations;
use super::operation::{Group, UNTAGGED, Wanted, choose, tags_of};
use super::server;
use crate::lower::report::Report;
use crate::model::{Common, LeftOut, SecurityScheme, Tag};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// All tags while they are gathered.
struct Groups<'a> {
    /// The module of the API.
    api: &'a str,
    list: IndexMap<String, Group>,
    modules: Scope,
    handles: Scope,
    pages: Scope,
}

/// A path, and its operations.
struct PathOf<'d> {
    path: &'d str,
    item: Cow<'d, PathItem>,
    at: Pointer,
    operations: Vec<Found>,
}

/// The operations of a tag, each by its place among the paths and within its own.
#[derive(Default)]
struct Members {
    /// What the tag is called outright.
    renamed: Option<String>,
    places: Vec<(usize, usize)>,
    wanted: Vec<Wanted>,
}

impl Groups<'_> {
    /// Adds a tag, unless it is known.
    fn add(
        &mut self,
        report: &Report<'_>,
        tag: &str,
        members: Option<&Members>,
        docs: String,
        at: &Pointer,
    ) {
        if self.list.contains_key(tag) {
            return;
        }
        let shown = if tag.is_empty() { UNTAGGED } else { tag };
        let renamed = members.and_then(|members| members.renamed.as_deref());
        let rust = renamed.unwrap_or(shown);
        let module = report.claim(&mut self.modules, &name::module_name(rust), shown, at);
        // Names the tag's page as well, which a disk may not tell from another by its case, and
        // which is in ASCII.
        let wanted = name::type_name(rust);
        let mut handle = self.handles.claim(&wanted);
        while !self.pages.is_free(&name::file_name(&handle)) {
            handle = self.handles.claim(&wanted);
        }
        let page = format!("{}Api.md", self.pages.claim(&name::file_name(&handle)));
        let page_module = format!("page_{}_{module}", self.api);
        let name = Name { rust: module, wire: shown.to_owned() };
        let types = Scope::new(&[&handle]);
        let (operations, origin) = (Vec::new(), at.clone());
        let tag_of = Tag {
            name,
            handle,
            page,
            page_module,
            docs,
            feature: None,
            common: Common::default(),
            operations,
            origin,
        };
        let wanted = members.map_or(&[][..], |members| &members.wanted);
        self.list.insert(tag.to_owned(), Group::new(tag_of, types, wanted));
    }
}

impl<'d> Operations<'d> {
    /// All operations of the module `api`, by tag: the declared tags in their order, then the others
    /// as they come; and those that cannot be called.
    pub(super) fn tags(&mut self, api: &str, auth: &[SecurityScheme]) -> (Vec<Tag>, Vec<LeftOut>) {
        let document = self.document;
        let modules = Scope::new(&[
            "types",
            "runtime",
            "xml_elements",
            "common_responses",
            "by_hand",
            "builder",
            // What clippy wants a constructor for, and a trait.
            "new",
            "clone",
            api,
        ]);
        let (list, handles, pages) = (IndexMap::new(), Scope::default(), Scope::default());
        let mut groups = Groups { api, list, modules, handles, pages };
        let all = self.paths();
        let members = self.members(&all);
        for (index, tag) in document.openapi.tags.iter().enumerate() {
            let at = Pointer::root().child("tags").index(index);
            let docs = tag.description.clone().unwrap_or_default();
            groups.add(self.report, &tag.name, members.get(&tag.name), docs, &at);
        }
        let mut left_out = Vec::new();
        let mut wanted: IndexMap<&str, _> = IndexMap::new();
        for (tag, members) in &members {
            wanted.insert(tag, members.wanted.iter());
        }
        for PathOf { path, item, at, operations } in &all {
            let server = server::own_server(self.report, &item.servers, at);
            for Found { method, operation, at: at_operation, .. } in operations {
                let (at_item, at) = (at, at_operation);
                let tag = tag_of(operation);
                let named = at.child("tags").index(0);
                let named = if tag.is_empty() { at } else { &named };
                groups.add(self.report, tag, members.get(tag), String::new(), named);
                let wanted = wanted.get_mut(tag).and_then(Iterator::next);
                let (Some(group), Some(wanted)) = (groups.list.get_mut(tag), wanted) else {
                    continue;
                };
                let asked = (item.parameters.as_slice(), server.as_ref(), operation, wanted);
                match self.operation(method, path, asked, auth, group, (at_item, at)) {
                    Some(methods) => group.tag.operations.extend(methods),
                    None => {
                        let request = format!("{method} {path}");
                        let (id, tags) = (operation.operation_id.clone(), tags_of(operation));
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
    fn members(&self, all: &[PathOf<'_>]) -> IndexMap<String, Members> {
        let mut members: IndexMap<String, Members> = IndexMap::new();
        for (index, tag) in self.document.openapi.tags.iter().enumerate() {
            let at = Pointer::root().child("tags").index(index);
            let renamed = self.report.value_renamed(&tag.extensions, &at);
            members.entry(tag.name.clone()).or_insert(Members { renamed, ..Members::default() });
        }
        for (of, path) in all.iter().enumerate() {
            for (index, found) in path.operations.iter().enumerate() {
                let tag = tag_of(&found.operation).to_owned();
                members.entry(tag).or_default().places.push((of, index));
            }
        }
        for (tag, members) in &mut members {
            let named = members.places.iter().filter_map(|(of, index)| {
                let path = all.get(*of)?;
                Some(path.operations.get(*index)?.named(self.report, path.path))
            });
            let named: Vec<_> = named.collect();
            let words: Vec<&str> =
                [tag.as_str()].into_iter().chain(members.renamed.as_deref()).collect();
            members.wanted = match tag.as_str() {
                "" => choose(UNTAGGED, &[], &named),
                tag => choose(tag, &words, &named),
            };
        }
        members
    }
}

/// The tag under which an operation is found; empty where it has none.
fn tag_of(operation: &openapiv3::Operation) -> &str {
    operation.tags.first().map_or("", String::as_str)
}
