//! Which file of the generator uses which, and the order in which they stand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Token, UseTree};

/// The steps of a path from the crate's root on.
type Steps = Vec<String>;

/// What a module's file says of others.
#[derive(Default)]
struct Module {
    /// Its own modules, in the order of its `mod` lines.
    children: Vec<String>,
    /// All that it names by a path from the root, from itself or from above it.
    paths: Vec<Steps>,
    /// What it takes in by `use`, by the name that it has then.
    names: BTreeMap<String, Steps>,
}

/// The modules of a crate, by their paths.
pub struct Modules(BTreeMap<Steps, Module>);

impl Modules {
    /// Reads a crate from the folder of its `lib.rs`.
    pub fn read(folder: &Path) -> Self {
        let mut all = Self(BTreeMap::new());
        all.add(&folder.join("lib.rs"), folder, Vec::new());
        all
    }

    fn add(&mut self, file: &Path, folder: &Path, at: Steps) {
        let text = std::fs::read_to_string(file).unwrap();
        let mut module = Module::default();
        let parsed = syn::parse_file(&text).unwrap();
        for item in &parsed.items {
            if let Item::Mod(item) = item
                && item.content.is_none()
                && !is_test(&item.attrs)
            {
                module.children.push(item.ident.to_string());
            }
        }
        let mut reader = Reader { at: &at, module: &mut module };
        reader.visit_file(&parsed);
        for child in module.children.clone() {
            let inner: PathBuf = folder.join(&child);
            let path = [at.as_slice(), &[child]].concat();
            let files = [inner.with_extension("rs"), inner.join("mod.rs")];
            let file = files.iter().find(|file| file.exists()).unwrap();
            self.add(file, &inner, path);
        }
        self.0.insert(at, module);
    }

    /// The module that a path leads to, through what other modules take in by `use`; and the name
    /// in it, if it is not the module itself.
    fn target(&self, path: &[String], depth: usize) -> (Steps, Option<String>) {
        let is_module = |length: &usize| self.0.contains_key(&path[..*length]);
        let length = (0..=path.len()).rev().find(is_module).unwrap();
        let (module, rest) = path.split_at(length);
        let Some((name, rest)) = rest.split_first() else { return (module.to_vec(), None) };
        match self.0[module].names.get(name) {
            Some(meant) if depth > 0 => self.target(&[meant, rest].concat(), depth - 1),
            _ => (module.to_vec(), Some(name.clone())),
        }
    }

    /// Each use of a module that stands below the one that uses it, or below a module around it;
    /// and of what a file says itself that has the one that uses it as its own. What is for the
    /// whole crate stands in its root.
    pub fn upward(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (at, module) in &self.0 {
            for path in &module.paths {
                let (used, name) = self.target(path, 8);
                let shared = at.iter().zip(&used).take_while(|(one, other)| one == other).count();
                let is_upward = match (at.get(shared), used.get(shared)) {
                    (Some(own), Some(other)) => {
                        let siblings = &self.0[&at[..shared]].children;
                        let rank = |name| siblings.iter().position(|sibling| sibling == name);
                        rank(own) < rank(other)
                    }
                    (Some(_), None) => !used.is_empty() && name.is_some(),
                    (None, _) => false,
                };
                if is_upward {
                    found.push(format!("{} uses {}", at.join("::"), path.join("::")));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    let tokens =
        |attribute: &Attribute| attribute.meta.require_list().map(|list| list.tokens.to_string());
    attributes
        .iter()
        .any(|one| one.path().is_ident("cfg") && tokens(one).is_ok_and(|text| text == "test"))
}

/// Gathers the paths of a file.
struct Reader<'a> {
    at: &'a Steps,
    module: &'a mut Module,
}

impl Reader<'_> {
    /// A path from the crate's root, if it is one of the crate.
    fn absolute(&self, path: &[String]) -> Option<Steps> {
        let mut base = self.at.clone();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => (base, rest) = (Vec::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|step| step == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            name if self.module.children.iter().any(|child| child == name) => {}
            _ => return None,
        }
        base.extend_from_slice(rest);
        Some(base)
    }

    fn take_in(&mut self, tree: &UseTree, before: &[String]) {
        let mut take = |last: String, name: String| {
            let end = if last == "self" { Vec::new() } else { vec![last] };
            let Some(path) = self.absolute(&[before, &end].concat()) else { return };
            let name = if name == "self" { path.last().cloned().unwrap_or_default() } else { name };
            self.module.names.insert(name, path.clone());
            self.module.paths.push(path);
        };
        match tree {
            UseTree::Path(path) => {
                let before = [before, &[path.ident.to_string()]].concat();
                self.take_in(&path.tree, &before);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.take_in(tree, before)),
            UseTree::Name(name) => take(name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(name) => take(name.ident.to_string(), name.rename.to_string()),
            UseTree::Glob(_) => {}
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {
        // Files are read one by one, and tests may look at all.
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.take_in(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let steps: Steps = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let Some(path) = self.absolute(&steps).filter(|_| path.leading_colon.is_none()) {
            self.module.paths.push(path);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        // The paths of `quote!` are those of generated crates, and it is no list of expressions.
        let is_quoted = item.path.segments.iter().any(|segment| segment.ident == "quote");
        let parse = Punctuated::<syn::Expr, Token![,]>::parse_terminated;
        if let Ok(parts) = item.parse_body_with(parse)
            && !is_quoted
        {
            parts.iter().for_each(|part| self.visit_expr(part));
        }
    }
}
