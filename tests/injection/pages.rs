//! The pages and the documentation of items: the same parts, and nothing that a browser, rustdoc
//! or a terminal would obey.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use tests::injected::MARK;

use crate::markdown::{Outline, outline};
use crate::support::{Hostile, folder, hostile, plain};

/// Gathers the documentation of items, each as one text.
#[derive(Default)]
struct Documentation {
    texts: Vec<String>,
}

/// The text of the attributes.
fn text_of(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    // As rustdoc does: without the blank that all lines begin with.
    let lines = lines.map(|line| line.strip_prefix(' ').map_or(line.clone(), str::to_owned));
    lines.collect::<Vec<_>>().join("\n")
}

impl Documentation {
    fn add(&mut self, attributes: &[syn::Attribute]) {
        let text = text_of(attributes);
        if !text.is_empty() {
            self.texts.push(text);
        }
    }
}

impl<'ast> Visit<'ast> for Documentation {
    fn visit_file(&mut self, file: &'ast syn::File) {
        self.add(&file.attrs);
        visit::visit_file(self, file);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Const(item) => &item.attrs,
            syn::Item::Enum(item) => &item.attrs,
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Static(item) => &item.attrs,
            syn::Item::Struct(item) => &item.attrs,
            syn::Item::Type(item) => &item.attrs,
            _ => &Vec::new(),
        };
        self.add(attributes);
        visit::visit_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.add(&function.attrs);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.add(&field.attrs);
        visit::visit_field(self, field);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.add(&variant.attrs);
        visit::visit_variant(self, variant);
    }
}

/// Every text that is read as Markdown, by the folder that its file is in.
fn texts(hostile: &Hostile) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    // The lock has neither pages nor code.
    let files = hostile.tree.iter().filter(|(path, _)| *path != "clientwright.lock");
    for (path, text) in files {
        let folder = folder(path).to_owned();
        if path.ends_with(".md") {
            texts.push((folder, text.to_owned()));
        } else {
            let mut found = Documentation::default();
            found.visit_file(&syn::parse_file(text).unwrap());
            texts.extend(found.texts.into_iter().map(|text| (folder.clone(), text)));
        }
    }
    texts
}

/// What all texts of a folder have: parts that are the document's own are left out.
fn outlines(hostile: &Hostile) -> BTreeMap<String, Outline> {
    let mut all: BTreeMap<String, Outline> = BTreeMap::new();
    for (folder, text) in texts(hostile) {
        let one = outline(&text);
        let whole = all.entry(folder).or_default();
        whole.headings.extend(one.headings);
        let is_ours = |table: &String| !table.starts_with("a|");
        whole.tables.extend(one.tables.into_iter().filter(is_ours));
        let is_inert = |said: &String| said == "text";
        let blocks = one.code.into_iter().filter(|(said, _)| !is_inert(said));
        for (all, some) in [
            (&mut whole.code, blocks.collect::<BTreeMap<_, _>>()),
            (&mut whole.html, one.html),
            (&mut whole.links, one.links),
        ] {
            for (what, count) in some {
                *all.entry(what).or_default() += count;
            }
        }
    }
    for outline in all.values_mut() {
        // In the order of names.
        outline.headings.sort();
        outline.tables.sort();
    }
    all
}

#[test]
fn hostile_text_adds_no_heading_table_example_link_or_html() {
    let usual = outlines(&plain());
    let mut wrong = Vec::new();
    for hostile in hostile().iter().filter(|hostile| hostile.is_whole) {
        for (folder, outline) in outlines(hostile) {
            let usual = &usual[&folder];
            let new = |one: &Vec<String>, other: &Vec<String>| {
                one.iter().filter(|part| !other.contains(part)).cloned().collect::<Vec<_>>()
            };
            if outline != *usual {
                wrong.push(format!(
                    "{} in {folder}:\n  headings {:?} for {:?}\n  tables {:?} for {:?}\n  {:?}\n  {:?}\n  {:?}",
                    hostile.what,
                    new(&outline.headings, &usual.headings),
                    new(&usual.headings, &outline.headings),
                    new(&outline.tables, &usual.tables),
                    new(&usual.tables, &outline.tables),
                    (outline.code != usual.code).then_some(outline.code),
                    (outline.html != usual.html).then_some(outline.html),
                    (outline.links != usual.links).then_some(outline.links),
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn links_between_pages_lead_somewhere() {
    for hostile in hostile() {
        let index = hostile.tree.get("docs/zqapi/README.md").unwrap();
        let links = index.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        let links = links.map(|(url, _)| url).filter(|url| url.contains("Api.md"));
        let mut count = 0;
        for url in links {
            let (page, part) = url.split_once('#').unwrap_or((url, ""));
            let text = hostile.tree.get(&format!("docs/zqapi/{page}"));
            let text = text.unwrap_or_else(|| panic!("{}: no page {page}", hostile.what));
            let heading = format!("\n## {part}\n");
            assert!(part.is_empty() || text.contains(&heading), "{}: {url}", hostile.what);
            count += 1;
        }
        assert!(count > 1, "{}: {count}", hostile.what);
    }
}

/// Whether a character steers a terminal, turns the direction of writing, or is not seen.
fn is_treacherous(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
        || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(letter, '\u{e0000}'..='\u{e007f}')
}

#[test]
fn no_file_has_a_character_that_is_not_what_it_seems() {
    for hostile in hostile() {
        let files = hostile.tree.iter().chain([("Cargo.toml", hostile.manifest.as_str())]);
        for (path, text) in files {
            let found = text.char_indices().find(|(_, letter)| is_treacherous(*letter));
            if let Some((at, letter)) = found {
                let line = text[..at].rsplit('\n').next().unwrap();
                panic!("{}: {letter:?} in {path} behind {line:?}", hostile.what);
            }
        }
    }
}

/// How many cells a row has, as GitHub counts them: a pipe behind an odd number of backslashes
/// is none.
fn cells(row: &str) -> usize {
    let mut count = 0;
    let mut is_escaped = false;
    for letter in row.chars() {
        count += usize::from(letter == '|' && !is_escaped);
        is_escaped = letter == '\\' && !is_escaped;
    }
    count
}

#[test]
fn every_row_of_a_table_has_the_cells_of_its_head() {
    for hostile in hostile() {
        for (path, text) in hostile.tree.iter().filter(|(path, _)| path.ends_with(".md")) {
            let mut lines = text.lines();
            while let Some(line) = lines.next() {
                if line.starts_with("| ") && line.contains("Description |") {
                    for row in lines.by_ref().take_while(|row| row.starts_with('|')) {
                        assert_eq!(cells(row), cells(line), "{}: {path}: {row}", hostile.what);
                    }
                }
            }
        }
    }
}

#[test]
fn names_of_the_document_are_told_by_their_mark() {
    let names = plain().tree.iter().filter(|(path, _)| path.contains(MARK)).count();
    assert!(names > 8, "{names}");
}
