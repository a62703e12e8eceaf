//! OpenAPI text in, a typed Rust client crate out.
//!
//! The modules stand in the order in which data flows; each uses only those above it.
//! [`generate`] is pure: no clock, no disk, no environment; the same input gives the same bytes
//! on every machine. `disk` is the only module with I/O; in a browser there is none, and neither are
//! the command line and the threads.

pub mod source;
pub mod diagnostic;
pub mod limit;
pub mod node;
pub mod document;
pub mod name;
pub mod selection;
pub mod model;
pub mod lower;
pub mod emit;
pub mod output;
pub mod analysis;
#[cfg(not(target_family = "wasm"))]
pub mod disk;
#[cfg(not(target_family = "wasm"))]
pub mod cli;

#[cfg(not(target_family = "wasm"))]
pub use crate::cli::{BuildError, build};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emit::{Crate, Runtime};
use crate::limit::Limits;
use crate::lower::{Extent, LoweredApi, TagFeatures, Wished};
use crate::model::{Api, HandWritten};
use crate::name::lock::{self, Lock, Names};
use crate::output::watch::{Stage, Watch};
use crate::output::{Origin, Tree};
use crate::selection::{SecretPattern, Selection};
use crate::source::{Pointer, Source, SourceId};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The version of the generator.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The stack of the thread that reads a document, for each level of nesting that the limits
/// allow: `openapiv3` needs about 40 kB of it in a debug build.
const STACK_PER_LEVEL: usize = 256 << 10;
/// What that thread needs besides.
const STACK: usize = 16 << 20;

/// What a thread needs that walks as deep as a document may be.
fn stack(options: &Options) -> usize {
    options.limits.depth.saturating_mul(STACK_PER_LEVEL).saturating_add(STACK)
}

/// What can be chosen for a crate.
#[derive(Debug, Clone)]
pub struct Options {
    /// The package's name.
    pub package: String,
    /// Whether warnings are errors.
    pub strict: bool,
    /// Which operations are wanted.
    pub selection: Selection,
    /// Whether tags are cargo features.
    pub tag_features: TagFeatures,
    /// What the names of types shall not begin with.
    pub cut_type_prefixes: Vec<String>,
    /// The parameters that are set once, on the client.
    pub bound_parameters: Vec<String>,
    /// Which texts are secrets, whatever the document says of them.
    pub secrets: Vec<SecretPattern>,
    /// Whether types are all that is wanted, for programs that serve an API.
    pub types_only: bool,
    /// How the crate stands on the runtime.
    pub runtime: Runtime,
    /// What a document may cost.
    pub limits: Limits,
    /// The names that the crate has already; none for one that has no lock file.
    pub lock: Option<Lock>,
    /// Who looks on.
    pub watch: Watch,
}

impl Options {
    /// The usual options.
    pub fn new(package: impl Into<String>) -> Self {
        Self {
            package: package.into(),
            strict: false,
            selection: Selection::default(),
            tag_features: TagFeatures::default(),
            cut_type_prefixes: Vec::new(),
            bound_parameters: Vec::new(),
            secrets: Vec::new(),
            types_only: false,
            runtime: Runtime::default(),
            limits: Limits::default(),
            lock: None,
            watch: Watch::default(),
        }
    }
}

/// A generated crate.
#[derive(Debug, Clone)]
pub struct Generated {
    /// The files that belong to the generator.
    pub tree: Tree,
    /// A `Cargo.toml`, for a crate that has none.
    pub manifest: String,
    /// What the files were printed from.
    pub apis: Vec<Api>,
    /// The names in it, as they stand in a file of the tree.
    pub lock: Lock,
}

/// Generates the crate of some documents, a module for each. `None` means that the diagnostics
/// hold an error.
pub fn generate(sources: &[Source], options: &Options) -> (Option<Generated>, Diagnostics) {
    let (mut read, mut diagnostics) = read(sources, options);
    read.sort_by(|one, other| one.api.name.rust.cmp(&other.api.name.rust));
    let mut lock = lock_of(sources, &read);
    let mut apis: Vec<Api> = read.into_iter().map(|one| one.api).collect();
    let features = lower::features(&mut apis, options.tag_features, options.lock.as_ref());
    let held = options.lock.as_ref();
    let others = held.map(|held| lower::unselected_features(held, &lock, &apis));
    for (stem, key, name) in features.into_iter().chain(others.into_iter().flatten()) {
        lock.names.entry(stem).or_default().kept.insert(key, name);
    }
    let twins = apis
        .windows(2)
        .filter(|pair| matches!(pair, [one, other] if one.name.rust == other.name.rust));
    for name in twins.filter_map(|pair| pair.first()).map(|api| &api.name.rust) {
        let message = format!("two documents would become the module `{name}`");
        let diagnostic = Diagnostic::error(Code::NameCollision, Pointer::root(), None, message);
        diagnostics
            .push(diagnostic.consequence("nothing is generated").help("rename one of the files"));
    }
    if options.strict {
        diagnostics.promote_warnings();
    }
    diagnostics.sort();
    if diagnostics.has_errors() {
        return (None, diagnostics);
    }
    let krate = Crate {
        package: &options.package,
        apis: &apis,
        selection: &options.selection,
        runtime: &options.runtime,
    };
    let origin = origin_of(sources, &apis, &lock);
    let manifest = format!("{}{}", origin.of_manifest(), emit::manifest(&krate));
    match output::gather(emit::emit(&krate), &origin, stack(options), &options.watch) {
        Ok(mut tree) => {
            tree.add_lock(&lock);
            (Some(Generated { tree, manifest, apis, lock }), diagnostics)
        }
        Err(reason) => {
            let diagnostic = Diagnostic::error(Code::Internal, Pointer::root(), None, reason);
            diagnostics.push(
                diagnostic.consequence("nothing is generated").help("report it with the document"),
            );
            (None, diagnostics)
        }
    }
}

/// The lock of a crate: what wrote it, of what, and the names in it.
fn lock_of(sources: &[Source], read: &[LoweredApi]) -> Lock {
    let mut lock = Lock { version: VERSION.to_owned(), ..Lock::default() };
    for LoweredApi { api, names, .. } in read {
        let stem = &api.name.wire;
        lock.names.insert(stem.clone(), names.clone());
        let main = document_of(sources, api);
        let hash = main.map_or_else(|| lock::hash([].into_iter()), |main| hash_of(main, sources));
        lock.documents.insert(stem.clone(), hash);
    }
    lock
}

/// The document that an API is of.
fn document_of<'s>(sources: &'s [Source], api: &Api) -> Option<&'s Source> {
    sources.iter().find(|source| source.document().is_none() && source.stem() == api.name.wire)
}

/// What the pages of a crate name in their first lines.
fn origin_of(sources: &[Source], apis: &[Api], lock: &Lock) -> Origin {
    let mut origin = Origin::default();
    for api in apis {
        let document = document_of(sources, api).zip(lock.documents.get(&api.name.wire));
        if let Some((document, hash)) = document {
            origin.add(&api.name.rust, document.file(), hash);
        }
    }
    origin
}

/// The hash of a document and of all that belongs to it.
pub(crate) fn hash_of(main: &Source, sources: &[Source]) -> String {
    let of_it = |source: &&Source| match source.document() {
        Some(name) => name == main.name(),
        None => source.stem() == main.stem(),
    };
    lock::hash(sources.iter().filter(of_it))
}

/// The files of Rust that are written by hand for a document.
fn by_hand(document: &Source, sources: &[Source]) -> Vec<HandWritten> {
    let of_it = |source: &&Source| source.document() == Some(document.name());
    let found = sources.iter().filter(|source| source.is_by_hand()).filter(of_it);
    let file = |source: &Source| HandWritten {
        module: source.module().map(str::to_owned),
        text: source.text().to_owned(),
    };
    found.map(file).collect()
}

/// The names that the crate of a document has already.
fn names_of<'o>(options: &'o Options, document: &Source) -> Option<&'o Names> {
    options.lock.as_ref()?.names.get(document.stem())
}

/// Reads and lowers every document that has no errors, as far as it is wanted.
pub(crate) fn read(sources: &[Source], options: &Options) -> (Vec<LoweredApi>, Diagnostics) {
    let work = || {
        let mut diagnostics = Diagnostics::new();
        let mut read = Vec::new();
        let ids = (0u32..).map(SourceId).zip(sources);
        for (id, source) in ids.filter(|(_, source)| source.document().is_none()) {
            options.watch.tell(Stage::Reading { document: source.name() });
            if let Some(document) = document::read(id, sources, &options.limits, &mut diagnostics) {
                let paths = document.openapi.paths.paths.len();
                options.watch.tell(Stage::Lowering { document: source.name(), paths });
                let mut found = Diagnostics::new();
                let wished = Wished {
                    cut_type_prefixes: &options.cut_type_prefixes,
                    secrets: &options.secrets,
                    bound_parameters: &options.bound_parameters,
                    types_only: options.types_only,
                    names: names_of(options, source),
                };
                let (mut api, names) = lower::lower(&document, source, wished, &mut found);
                api.by_hand = by_hand(source, sources);
                let whole = Extent::of(&api);
                read.push(LoweredApi { document, api, names, whole, found });
            }
        }
        let mut apis: Vec<&mut Api> = read.iter_mut().map(|one| &mut one.api).collect();
        lower::tell_modules_apart(&mut apis);
        lower::idle_bound(&mut read, &options.bound_parameters);
        lower::idle_secrets(&read, &options.secrets, &mut diagnostics);
        lower::select(&mut read, &options.selection, &mut diagnostics);
        lower::leave_types(&mut read, options.types_only);
        for lowered in &mut read {
            lower::note_secrets(lowered);
            diagnostics.extend(lowered.document.restate(std::mem::take(&mut lowered.found)));
        }
        (read, diagnostics)
    };
    deep(work, options).unwrap_or_else(|error| {
        let message = format!("no thread could be started to read the document: {error}");
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::error(Code::Internal, Pointer::root(), None, message));
        (Vec::new(), diagnostics)
    })
}

/// Does work that goes as deep as a document may be, on a thread whose stack is deep enough.
#[cfg(not(target_family = "wasm"))]
fn deep<T: Send>(work: impl FnOnce() -> T + Send, options: &Options) -> std::io::Result<T> {
    use std::{panic, thread};

    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(stack(options)).spawn_scoped(scope, work)?;
        // A panic is a mistake of the generator: it goes on as it would without the thread.
        Ok(thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic)))
    })
}

/// Does work that goes as deep as a document may be. There are no threads: the stack is as deep as
/// whoever runs this made it, and bounds what [`Options::limits`] can allow.
#[cfg(target_family = "wasm")]
fn deep<T>(work: impl FnOnce() -> T, _: &Options) -> std::io::Result<T> {
    Ok(work())
}
