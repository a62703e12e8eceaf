//! Formats the files, adds the line that says who wrote them, gathers them.

pub mod watch;
mod mark;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro2::Span;

pub use self::mark::{MARK, Origin, first_line, version};
pub use crate::emit::README;
use crate::emit::{self, Content, File, LINE_END, Task};
use crate::name::lock::{self, Lock};
use watch::{Stage, Watch};

/// The folders that belong to the generator, whole.
pub const OWNED: &[&str] = &["src", "docs"];

/// The files that belong to the generator beside them.
pub const OWNED_FILES: &[&str] = &[lock::FILE, README];

/// How the README becomes its user's.
const OR_OWN: &str = ", or make the file your own by deleting this line";

/// The files of a crate, by their paths below its folder, with forward slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Adds the lock.
    pub fn add_lock(&mut self, lock: &Lock) {
        self.files.insert(lock::FILE.to_owned(), lock.text(MARK));
    }

    /// The files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

impl<P: Into<String>, T: Into<String>> FromIterator<(P, T)> for Tree {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        Self { files: files.into_iter().map(|(path, text)| (path.into(), text.into())).collect() }
    }
}

/// Makes the files, formats them and gathers them, on as many threads as the machine has
/// processors, each with a stack of `stack` bytes. Their first lines name the origin, and the watch is
/// told how many are made.
///
/// # Errors
///
/// The path of a file whose Rust does not parse, and why: a mistake of the generator. Or that
/// there can be no threads.
pub fn gather(
    tasks: Vec<Task<'_>>,
    origin: &Origin,
    stack: usize,
    watch: &Watch,
) -> Result<Tree, String> {
    let (files, made) = (tasks.len(), AtomicUsize::new(0));
    let make = |task: Task<'_>| {
        let file = text(task(), origin);
        let made = made.fetch_add(1, Ordering::Relaxed) + 1;
        watch.tell(Stage::Emitting { made, files });
        file
    };
    let mut tree = Tree::default();
    for made in each(tasks, stack, make)? {
        let (path, text) = made?;
        if tree.files.insert(path.clone(), text).is_some() {
            return Err(format!("{path}: two files have this path"));
        }
    }
    Ok(tree)
}

/// A file's path and text, or why it has none.
type Made = Result<(String, String), String>;

#[cfg(not(target_family = "wasm"))]
fn each<'t>(
    tasks: Vec<Task<'t>>,
    stack: usize,
    make: impl Fn(Task<'t>) -> Made + Send + Sync,
) -> Result<Vec<Made>, String> {
    use rayon::ThreadPoolBuilder;
    use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

    let threads = ThreadPoolBuilder::new().stack_size(stack).build();
    let threads = threads.map_err(|error| format!("the files are made on threads: {error}"))?;
    Ok(threads.install(|| tasks.into_par_iter().map(make).collect()))
}

/// One after the other, where there are no threads.
#[cfg(target_family = "wasm")]
fn each<'t>(
    tasks: Vec<Task<'t>>,
    _: usize,
    make: impl Fn(Task<'t>) -> Made,
) -> Result<Vec<Made>, String> {
    Ok(tasks.into_iter().map(make).collect())
}

/// The package of the runtime by itself: its files, and its manifest.
///
/// # Errors
///
/// Never, as its sources are taken as they are.
pub fn runtime() -> Result<(Tree, String), String> {
    let (files, manifest) = emit::package();
    let origin = Origin::default();
    let files = files.into_iter().map(|file| text(file, &origin));
    let files = files.collect::<Result<BTreeMap<_, _>, _>>()?;
    Ok((Tree { files }, manifest))
}

/// The path and the text of a file.
fn text(File { path, content }: File, origin: &Origin) -> Made {
    let mark = mark::mark(&path, origin);
    let text = match content {
        Content::Source(text) => format!("// {mark}; do not edit\n{text}"),
        Content::Markdown(text) => {
            let or = if path == README { OR_OWN } else { "" };
            format!("<!-- {mark}; do not edit{or} -->\n\n{}\n", text.trim_end())
        }
        Content::Begun { items, rest } => {
            let items = formatted(&path, items)?;
            let between = if items.is_empty() || rest.is_empty() { "" } else { "\n" };
            format!("// {mark}; do not edit\n{items}{between}{rest}")
        }
        Content::Rust { docs, items } => {
            let items = formatted(&path, items)?;
            let docs: String = docs
                .iter()
                .map(|line| format!("//! {line}").trim_end().to_owned() + "\n")
                .collect();
            let between = if docs.is_empty() { "" } else { "\n" };
            format!("// {mark}; do not edit\n{docs}{between}{items}")
        }
    };
    Ok((path, text))
}

fn formatted(path: &str, items: proc_macro2::TokenStream) -> Result<String, String> {
    format(items).map_err(|error| format!("{path}: {error}"))
}

/// Formatted Rust, with the blank lines that `prettyplease` leaves out.
///
/// # Errors
///
/// When the tokens are no Rust file.
pub fn format(items: proc_macro2::TokenStream) -> Result<String, syn::Error> {
    let mut file: syn::File = syn::parse2(items)?;
    file.items.iter_mut().for_each(inline);
    let of = |attrs, items| syn::File { shebang: None, frontmatter: None, attrs, items };
    let mut out = prettyplease::unparse(&of(file.attrs, Vec::new()));
    if !out.is_empty() {
        out.push('\n');
    }
    let mut last: Option<Kind> = None;
    for item in file.items {
        let kind = Kind::of(&item);
        if last.is_some_and(|last| last != kind || kind == Kind::Other) {
            out.push('\n');
        }
        last = Some(kind);
        out.push_str(&spaced(&prettyplease::unparse(&of(Vec::new(), vec![item]))));
    }
    Ok(out)
}

/// Has functions compiled where they are called, and only those that are: a crate of a thousand
/// operations is otherwise compiled for all of them. Generic functions are so by themselves.
fn inline(item: &mut syn::Item) {
    let inlined = |attrs: &mut Vec<syn::Attribute>, generics: &syn::Generics| {
        if generics.type_params().next().is_none() {
            attrs.push(word("inline"));
        }
    };
    match item {
        syn::Item::Fn(function) => inlined(&mut function.attrs, &function.sig.generics),
        syn::Item::Impl(block) if block.generics.type_params().next().is_none() => {
            for member in &mut block.items {
                if let syn::ImplItem::Fn(function) = member {
                    inlined(&mut function.attrs, &function.sig.generics);
                }
            }
        }
        _ => {}
    }
}

/// An attribute that is one word.
fn word(name: &str) -> syn::Attribute {
    syn::Attribute {
        pound_token: syn::token::Pound::default(),
        style: syn::AttrStyle::Outer,
        bracket_token: syn::token::Bracket::default(),
        meta: syn::Meta::Path(syn::Ident::new(name, Span::call_site()).into()),
    }
}

/// Which items stand together without a blank line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Import,
    Module,
    Other,
}

impl Kind {
    fn of(item: &syn::Item) -> Self {
        match item {
            syn::Item::Use(_) => Self::Import,
            syn::Item::Mod(_) => Self::Module,
            _ => Self::Other,
        }
    }
}

/// The lines of documentation, and a blank line behind each member of an `impl` that has a body.
///
/// Literals are on one line each (`quote` escapes line ends), so a line is what it looks like.
fn spaced(item: &str) -> String {
    let mut out = String::with_capacity(item.len());
    let mut lines = item.lines().peekable();
    while let Some(line) = lines.next() {
        let mut parts = line.split(LINE_END);
        out.push_str(parts.next().map_or("", end_of_line));
        let indent = line.len() - line.trim_start().len();
        for part in parts {
            out.push('\n');
            out.extend(line.get(..indent));
            out.push_str("///");
            out.push_str(end_of_line(part));
        }
        out.push('\n');
        if line == "    }" && lines.peek().is_some_and(|next| *next != "}") {
            out.push('\n');
        }
    }
    out
}

fn end_of_line(part: &str) -> &str {
    part.trim_end_matches(' ')
}
