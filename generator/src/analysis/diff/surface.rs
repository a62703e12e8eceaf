//! The items of a crate that a program can name: what is lost of them is what does not compile.
//!
//! They are read from the Rust that is generated, so that nothing of it is forgotten that a comparison of
//! documents does not think of.

mod called;

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{Attribute, FnArg, ImplItem, Item, ReturnType, Signature, Visibility};

use self::called::Called;
use crate::emit::{self, Content, Crate};
use crate::model::Api;

/// Each item by its path in a crate of one document, with all of it that a program depends on.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Surface(BTreeMap<String, String>);

impl Surface {
    /// The items of an API.
    pub(super) fn of(krate: &Crate<'_>, api: &Api) -> Self {
        let mut surface = Self::default();
        let root = format!("src/{}/", api.name.rust);
        let mut aliases = Vec::new();
        for file in emit::items(krate, api) {
            let path = file.path.strip_prefix(&root).unwrap_or(&file.path);
            let stem = path.strip_suffix(".rs").unwrap_or(path);
            // What is in a file of its own is named without it.
            let module = match stem.split_once('/') {
                Some((folder, _)) => folder,
                None if matches!(stem, "mod" | "common_responses") => "",
                None => stem,
            };
            let parts = match file.content {
                Content::Written { head, items, rest } => {
                    vec![syn::parse_file(&head), syn::parse2(items), syn::parse_file(&rest)]
                }
                Content::Rust { items, .. } => vec![syn::parse2(items)],
                Content::Source(_) | Content::Markdown(_) => continue,
            };
            for file in parts.into_iter().flatten() {
                file.items.iter().for_each(|item| surface.add(module, item, &mut aliases));
            }
        }
        for (alias, target) in aliases {
            surface.repeat(&alias, &target);
        }
        surface
    }

    /// The paths of those that are not in another one, or are others there for another reason than that
    /// these names of types are others.
    pub(super) fn lost_in<'a>(
        &'a self,
        other: &Self,
        renamed: &BTreeMap<String, String>,
    ) -> Vec<&'a str> {
        let is_lost = |(path, text): &(&String, &String)| match other.0.get(*path) {
            Some(now) if now == *text => false,
            Some(now) if !renamed.is_empty() => in_words(text, renamed) != *now,
            _ => true,
        };
        self.0.iter().filter(is_lost).map(|(path, _)| path.as_str()).collect()
    }

    /// The paths of those that are gone: of all types, methods of the client and modules, and of what the
    /// types have that are still there.
    pub(super) fn gone_in<'a>(&'a self, other: &Self) -> Vec<&'a str> {
        let is_there = |path: &str| other.0.contains_key(path);
        let is_gone = |path: &&str| {
            let is_whole = owner(path) == *path;
            !is_there(path) && (is_whole || parent(path).is_none_or(is_there))
        };
        self.0.keys().map(String::as_str).filter(is_gone).collect()
    }

    fn insert(&mut self, path: String, tokens: impl ToTokens) {
        self.0.insert(path, tokens.to_token_stream().to_string());
    }

    fn add(&mut self, module: &str, item: &Item, aliases: &mut Vec<(String, String)>) {
        let path = |name: &syn::Ident| joined(module, &name.to_string());
        match item {
            Item::Struct(item) if is_public(&item.vis, &item.attrs) => {
                let at = path(&item.ident);
                self.traits(&at, &item.attrs);
                for field in item.fields.iter().filter(|field| is_public(&field.vis, &field.attrs))
                {
                    let name = field.ident.as_ref().map_or("0".to_owned(), ToString::to_string);
                    self.insert(format!("{at}.{name}"), &field.ty);
                }
                self.insert(at, &item.generics);
            }
            Item::Enum(item) if is_public(&item.vis, &item.attrs) => {
                let at = path(&item.ident);
                self.traits(&at, &item.attrs);
                for variant in &item.variants {
                    self.insert(format!("{at}::{}", variant.ident), &variant.fields);
                }
                self.insert(at, &item.generics);
            }
            Item::Type(item) if is_public(&item.vis, &item.attrs) => {
                aliases.push((path(&item.ident), item.ty.to_token_stream().to_string()));
                self.insert(path(&item.ident), &item.ty);
            }
            // What is in it stands in a file of its own.
            Item::Mod(item) if is_public(&item.vis, &item.attrs) => {
                self.0.insert(path(&item.ident), String::new());
            }
            Item::Use(item) if is_public(&item.vis, &item.attrs) => {
                self.used(module, &item.tree, String::new(), aliases);
            }
            Item::Impl(item) if !is_for_tests(&item.attrs) => {
                let Some(name) = last(&item.self_ty.to_token_stream().to_string()) else { return };
                let at = joined(module, &name);
                if let Some((of, _)) = &item.trait_ {
                    let of = without_paths(&of.to_token_stream().to_string());
                    self.insert(format!("{at} as {of}"), &item.generics);
                    return;
                }
                for inner in &item.items {
                    match inner {
                        ImplItem::Fn(method) if is_public(&method.vis, &method.attrs) => {
                            let name = &method.sig.ident;
                            self.0.insert(format!("{at}::{name}"), signature(&method.sig));
                        }
                        ImplItem::Const(constant) if is_public(&constant.vis, &constant.attrs) => {
                            self.insert(format!("{at}::{}", constant.ident), &constant.ty);
                        }
                        _ => {}
                    }
                }
            }
            Item::Macro(item) => {
                let Some(Called { owner, items }) = Called::of(&item.mac) else { return };
                let at = joined(module, &owner);
                self.0.extend(items.into_iter().map(|(item, text)| (format!("{at}{item}"), text)));
            }
            _ => {}
        }
    }

    /// What it is derived to be.
    fn traits(&mut self, at: &str, attributes: &[Attribute]) {
        for attribute in attributes.iter().filter(|one| one.path().is_ident("derive")) {
            let tokens = attribute.meta.require_list().map(|list| list.tokens.to_string());
            for name in tokens.unwrap_or_default().split(',').map(str::trim) {
                self.0.insert(format!("{at} as {name}"), String::new());
            }
        }
    }

    /// Names that lead to an item elsewhere.
    fn used(
        &mut self,
        module: &str,
        tree: &syn::UseTree,
        from: String,
        aliases: &mut Vec<(String, String)>,
    ) {
        match tree {
            syn::UseTree::Path(path) => {
                let from = format!("{from}{} :: ", path.ident);
                self.used(module, &path.tree, from, aliases);
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.used(module, tree, from.clone(), aliases));
            }
            syn::UseTree::Name(name) => {
                let target = format!("{from}{}", name.ident);
                aliases.push((joined(module, &name.ident.to_string()), target.clone()));
                self.0.insert(joined(module, &name.ident.to_string()), target);
            }
            syn::UseTree::Rename(name) => {
                let target = format!("{from}{}", name.ident);
                aliases.push((joined(module, &name.rename.to_string()), target.clone()));
                self.0.insert(joined(module, &name.rename.to_string()), target);
            }
            syn::UseTree::Glob(_) => {}
        }
    }

    /// What a type has by another name of it, too. Where it is declared is no part of what it is.
    fn repeat(&mut self, alias: &str, target: &str) {
        let Some(name) = last(target) else { return };
        let (module, _) = alias.rsplit_once("::").unwrap_or_default();
        let places = [joined(module, &name), format!("types::{name}"), name];
        let found = places.iter().find(|place| *place != alias && self.0.contains_key(*place));
        let Some(found) = found.filter(|_| !target.contains('<')) else { return };
        // What begins with the same letters stands together.
        let inner = self.0.range(found.clone()..).take_while(|(path, _)| path.starts_with(found));
        let inner = inner.filter(|(path, _)| is_of(path, found) && *path != found);
        let inner: Vec<_> = inner
            .map(|(path, text)| {
                (
                    format!("{alias}{}", path.strip_prefix(found.as_str()).unwrap_or_default()),
                    text.clone(),
                )
            })
            .collect();
        let generics = self.0.get(found).cloned().unwrap_or_default();
        self.0.insert(alias.to_owned(), generics);
        self.0.extend(inner);
    }
}

/// Whether a path is that of an item or of a part of it.
pub(super) fn is_of(path: &str, owner: &str) -> bool {
    path.strip_prefix(owner)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '.', ' ']))
}

/// The module, the type, the handle, or the method of the client that a path is of.
pub(super) fn owner(path: &str) -> String {
    let plain = path.split([' ', '.']).next().unwrap_or_default();
    plain.split("::").take(2).collect::<Vec<_>>().join("::")
}

/// What has the item of a path.
fn parent(path: &str) -> Option<&str> {
    let item = path.split_once(" as ").map(|(item, _)| item);
    item.or_else(|| Some(path.rsplit_once('.')?.0)).or_else(|| Some(path.rsplit_once("::")?.0))
}

/// A text in which these words are others.
fn in_words(text: &str, renamed: &BTreeMap<String, String>) -> String {
    let is_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(|letter| !is_of_word(letter)) {
        let word = part.trim_end_matches(|letter| !is_of_word(letter));
        out.push_str(renamed.get(word).map_or(word, String::as_str));
        out.push_str(part.strip_prefix(word).unwrap_or_default());
    }
    out
}

fn joined(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// A type or a trait without where it is declared.
fn without_paths(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split(' ') {
        match word {
            "::" => drop(kept.pop()),
            _ => kept.push(word),
        }
    }
    kept.concat()
}

/// The last name of a path, without what it is of.
fn last(path: &str) -> Option<String> {
    let plain = path.split('<').next()?;
    let name = plain.rsplit("::").next()?.trim();
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '#');
    (!name.is_empty() && name.chars().all(is_name)).then(|| name.to_owned())
}

fn is_public(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    matches!(visibility, Visibility::Public(_)) && !is_for_tests(attributes)
}

/// What there is with the feature `test-util` only is for tests, which change as their program does.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|one| {
        one.path().is_ident("cfg") && one.to_token_stream().to_string().contains("test-util")
    })
}

/// A method without the names of its arguments, which nobody who calls it writes.
fn signature(signature: &Signature) -> String {
    let input = |input: &FnArg| match input {
        FnArg::Receiver(receiver) => receiver.to_token_stream().to_string(),
        FnArg::Typed(argument) => argument.ty.to_token_stream().to_string(),
    };
    let inputs: Vec<String> =
        signature.inputs.iter().map(input).map(|it| it.replace("mut self", "self")).collect();
    let output = match &signature.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => ty.to_token_stream().to_string(),
    };
    let generics = signature.generics.to_token_stream();
    format!("{generics}({}) -> {output}", inputs.join(", "))
}
