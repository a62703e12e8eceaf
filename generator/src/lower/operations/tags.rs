//! Paths to operations, and operations to tags.

mod method;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::context::Operations;
use super::operation::{Group, UNTAGGED, own_names, tags_of};
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
    /// The names of the document's own operations, by their tags.
    own: BTreeMap<String, BTreeSet<String>>,
    modules: Scope,
    handles: Scope,
    pages: Scope,
}

/// Methods that a handle has itself, and those that clippy takes for those of a trait.
const METHODS: [&str; 9] =
    ["new", "clone", "fmt", "as_ref", "borrow", "deref", "cmp", "eq", "hash"];

impl Groups<'_> {
    /// Adds a tag, unless it is known.
    fn add(
        &mut self,
        report: &Report<'_>,
        tag: &str,
        renamed: Option<String>,
        docs: String,
        at: &Pointer,
    ) {
        if self.list.contains_key(tag) {
            return;
        }
        let shown = if tag.is_empty() { UNTAGGED } else { tag };
        let rust = renamed.as_deref().unwrap_or(shown);
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
        let own = self.own.get(shown).cloned().unwrap_or_default();
        let methods = Scope::new(&METHODS);
        self.list.insert(tag.to_owned(), Group { tag: tag_of, methods, types, own });
    }
}

impl Operations<'_> {
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
            api,
        ]);
        let (list, handles, pages) = (IndexMap::new(), Scope::default(), Scope::default());
        let own = own_names(document);
        let mut groups = Groups { api, list, own, modules, handles, pages };
        for (index, tag) in document.openapi.tags.iter().enumerate() {
            let at = Pointer::root().child("tags").index(index);
            let docs = tag.description.clone().unwrap_or_default();
            let renamed = self.report.value_renamed(&tag.extensions, &at);
            groups.add(self.report, &tag.name, renamed, docs, &at);
        }
        let mut left_out = Vec::new();
        let paths = Pointer::root().child("paths");
        for (path, item) in document.openapi.paths.iter() {
            let at = paths.child(path);
            let Some((item, at)) = self.report.follow(item, &at) else {
                continue;
            };
            let server = server::own_server(self.report, &item.servers, &at);
            for (method, operation, at_operation) in method::methods(self.report, &item, &at) {
                let (operation, at_item, at) = (&operation, &at, at_operation);
                let tag = operation.tags.first().map_or("", String::as_str);
                let named = at.child("tags").index(0);
                let named = if tag.is_empty() { &at } else { &named };
                groups.add(self.report, tag, None, String::new(), named);
                let Some(group) = groups.list.get_mut(tag) else {
                    continue;
                };
                let item = (item.parameters.as_slice(), server.as_ref(), operation);
                match self.operation(&method, path, item, auth, group, (at_item, &at)) {
                    Some(methods) => group.tag.operations.extend(methods),
                    None => {
                        let request = format!("{method} {path}");
                        let (id, tags) = (operation.operation_id.clone(), tags_of(operation));
                        left_out.push(LeftOut { request, id, tags, origin: at });
                    }
                }
            }
        }
        let tags = groups.list.into_values().map(|group| group.tag);
        (tags.filter(|tag| !tag.operations.is_empty()).collect(), left_out)
    }
}
