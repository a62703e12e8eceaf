//! What can be chosen of the documents on the command line.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf, absolute};

use clap::{Args, ValueEnum};

use super::print::quoted;
use crate::Options;
use crate::disk::{self, DiskError, OnDisk, Reach, Store};
use crate::emit::Runtime;
use crate::limit::Limits;
use crate::lower::TagFeatures;
use crate::selection::{SecretPattern, Selection};
use crate::source::{Source, UrlMap};

/// Which operations are wanted, and how they are put together.
#[derive(Debug, Clone, Default, PartialEq, Args)]
pub struct Choice {
    /// Generate only operations that match, and what they need: `tag:Files`, `id:list*`,
    /// `path:/users/**`, `GET /users/*`; `type:Webhook*` are types. Can be repeated. In a path,
    /// `*` ends at a slash and `**` does not. A pattern of one API of several begins with the
    /// name of that API: `shop:tag:Files`.
    #[arg(long, value_name = "PATTERN")]
    pub include: Vec<String>,
    /// Leave out operations that match, and what only they need; wins over `--include`.
    #[arg(long, value_name = "PATTERN")]
    pub exclude: Vec<String>,
    /// Whether each tag is a cargo feature of the crate, on by default, so that who uses the
    /// crate compiles the tags that they call.
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub tag_features: TagFeatures,
    /// A prefix that the names of types shall not have, such as `Lnrpc` or `io.k8s.api.core.v1`; a
    /// name that would then be that of another type keeps it. Can be repeated.
    #[arg(long, value_name = "PREFIX")]
    pub cut_type_prefix: Vec<String>,
    /// A parameter, by its name in the document, that is set once on the client and not with each call:
    /// a tenant, a version of the API. Can be repeated.
    #[arg(long, value_name = "NAME")]
    pub bind: Vec<String>,
    /// A property, a parameter or a header whose text is a secret, whatever the document says of it:
    /// `password`, `*_token`, or one of a schema or an operation, `Card.number`. It is kept out of all
    /// that is printed. Can be repeated.
    #[arg(long, value_name = "PATTERN")]
    pub secret: Vec<String>,
    /// Generate the types alone, without a client, for programs that serve the API or receive what it
    /// sends. The crate needs no HTTP.
    #[arg(long)]
    pub types_only: bool,
    /// Whether the runtime is a module of the crate or a dependency.
    #[arg(long, value_enum, value_name = "HOW", default_value = "bundled")]
    pub runtime: RuntimeName,
    /// The folder of the package `clientwright-runtime`, as `clientwright runtime` writes it; without
    /// it, the package comes from the registry.
    #[arg(long, value_name = "FOLDER")]
    pub runtime_path: Option<PathBuf>,
}

/// Where the files of a document may be.
#[derive(Debug, Clone, Default, PartialEq, Args)]
pub struct Reading {
    /// Where other files that the document refers to may be; by default its own folder.
    #[arg(long, value_name = "FOLDER")]
    pub within: Option<PathBuf>,
    /// A folder with copies of what the document refers to on the network, such as
    /// `https://example.com/specs/=copies`. Nothing is ever fetched. Can be repeated.
    #[arg(long = "map", value_name = "URL=FOLDER", value_parser = UrlMap::parse)]
    pub maps: Vec<UrlMap>,
    /// An overlay (OpenAPI Overlay Specification 1.0 or 1.1): changes of the document that are made
    /// before it is read. Can be repeated; they are applied in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
}

/// What an overlay beside a document is called in the place of the document's extension.
const BESIDE: [&str; 3] = ["overlay.yaml", "overlay.yml", "overlay.json"];

impl Reading {
    /// The same with the overlay that stands beside a document and is called as it is: `shop.overlay.yaml`
    /// beside `shop.yaml`, in YAML or JSON. It is the last one, but where it is named.
    #[must_use]
    pub fn beside(&self, store: &dyn Store, document: &Path) -> Self {
        let mut reading = self.clone();
        let whole = |path: &Path| std::path::absolute(path).map(|path| plain(&path)).ok();
        for beside in BESIDE.map(|extension| document.with_extension(extension)) {
            let is_it = |named: &PathBuf| whole(named) == whole(&beside);
            if !reading.overlays.iter().any(is_it) && store.has(&beside) {
                reading.overlays.push(beside);
            }
        }
        reading
    }

    /// Reads a document with its other files and its overlays.
    ///
    /// # Errors
    ///
    /// One of the files cannot be read.
    pub fn sources(&self, document: &Path, limits: &Limits) -> Result<Vec<Source>, DiskError> {
        self.sources_in(&OnDisk, document, limits)
    }

    /// [`sources`](Self::sources), of another store.
    ///
    /// # Errors
    ///
    /// One of the files cannot be read.
    pub fn sources_in(
        &self,
        store: &dyn Store,
        document: &Path,
        limits: &Limits,
    ) -> Result<Vec<Source>, DiskError> {
        let reach = Reach { within: self.within.clone(), maps: self.maps.clone() };
        let mut sources = disk::read_document_in(store, document, &reach, limits)?;
        let name = sources.first().map(|source| source.name().to_owned()).unwrap_or_default();
        for overlay in &self.overlays {
            let (file, text) = store.read(overlay, limits)?;
            sources.push(Source::overlay(&name, file, text));
        }
        Ok(sources)
    }

    /// The options of a command that say the same, each behind a blank.
    pub fn arguments(&self) -> String {
        let within = self.within.iter().map(|folder| ("--within", folder.display().to_string()));
        let maps = self.maps.iter().map(|map| ("--map", map.to_string()));
        let overlay = |file: &PathBuf| ("--overlay", file.display().to_string());
        let overlays = self.overlays.iter().map(overlay);
        within
            .chain(maps)
            .chain(overlays)
            .map(|(option, value)| format!(" {option} {}", quoted(&value)))
            .collect()
    }
}

/// The names of [`Runtime`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum RuntimeName {
    /// A module of the crate, with the parts that its API needs.
    #[default]
    Bundled,
    /// A dependency on the package `clientwright-runtime`, which several clients share.
    Crate,
}

/// What is to be explained of a document.
#[derive(Debug, Clone, Args)]
pub struct Question {
    /// Method and path, such as "GET /users/{id}".
    #[arg(required_unless_present = "uses", conflicts_with = "uses")]
    pub request: Option<String>,
    /// Show which operations and types there are, and for each type how an operation comes to
    /// it.
    #[arg(long)]
    pub uses: bool,
}

impl Choice {
    /// Puts what is chosen into the options.
    ///
    /// # Errors
    ///
    /// When a pattern is none, or something is chosen that is of no use to types alone.
    pub fn apply(&self, options: &mut Options) -> Result<(), String> {
        self.check_types_only()?;
        options.types_only = self.types_only;
        options.selection = Selection::parse(&self.include, &self.exclude)?;
        options.tag_features = self.tag_features;
        options.cut_type_prefixes.clone_from(&self.cut_type_prefix);
        options.bound_parameters.extend_from_slice(&self.bind);
        let secrets = self.secret.iter().map(|pattern| SecretPattern::parse(pattern));
        options.secrets = secrets.collect::<Result<_, _>>()?;
        Ok(())
    }

    fn check_types_only(&self) -> Result<(), String> {
        let of_client = [
            ("--bind", !self.bind.is_empty()),
            ("--tag-features always", self.tag_features == TagFeatures::Always),
        ];
        match of_client.iter().find(|(_, is_chosen)| self.types_only && *is_chosen) {
            Some((option, _)) => Err(format!(
                "`{option}` is about calls, which a crate by `--types-only` does not have: leave one \
                 of the two out"
            )),
            None => Ok(()),
        }
    }

    /// How a crate in this folder stands on the runtime.
    ///
    /// # Errors
    ///
    /// When the runtime is bundled and a folder of the package is given.
    pub fn runtime(&self, out: &Path) -> Result<Runtime, String> {
        match (self.runtime, &self.runtime_path) {
            (RuntimeName::Bundled, None) => Ok(Runtime::Bundled),
            (RuntimeName::Bundled, Some(_)) => {
                Err("`--runtime-path` is for a crate that stands on the package: \
                     add `--runtime crate`"
                    .to_owned())
            }
            (RuntimeName::Crate, path) => {
                Ok(Runtime::Crate { path: path.as_ref().map(|path| relative(out, path)) })
            }
        }
    }

    /// The options of a command that choose the same, each behind a blank.
    pub fn arguments(&self) -> String {
        let include = self.include.iter().map(|pattern| ("--include", pattern));
        let exclude = self.exclude.iter().map(|pattern| ("--exclude", pattern));
        let mut out = String::new();
        let cut = self.cut_type_prefix.iter().map(|prefix| ("--cut-type-prefix", prefix));
        let bind = self.bind.iter().map(|name| ("--bind", name));
        let secret = self.secret.iter().map(|pattern| ("--secret", pattern));
        for (option, pattern) in include.chain(exclude).chain(cut).chain(bind).chain(secret) {
            // Writing to text cannot fail.
            let _ = write!(out, " {option} {}", quoted(pattern));
        }
        let tag_features = self.tag_features.to_possible_value();
        if let Some(when) = tag_features.filter(|_| self.tag_features != TagFeatures::Auto) {
            let _ = write!(out, " --tag-features {}", when.get_name());
        }
        if self.types_only {
            out.push_str(" --types-only");
        }
        if self.runtime == RuntimeName::Crate {
            out.push_str(" --runtime crate");
        }
        if let Some(path) = &self.runtime_path {
            let _ = write!(out, " --runtime-path {}", quoted(&path.display().to_string()));
        }
        out
    }
}

/// A folder as another one sees it, with forward slashes, as a manifest has it.
pub(super) fn relative(from: &Path, to: &Path) -> String {
    let (Ok(from), Ok(whole)) = (absolute(from), absolute(to)) else {
        return to.display().to_string();
    };
    let name = |part: &Component<'_>| part.as_os_str().to_string_lossy().into_owned();
    let (from, whole) = (plain(&from), plain(&whole));
    let (from, whole): (Vec<_>, Vec<_>) =
        (from.components().collect(), whole.components().collect());
    let shared = from.iter().zip(&whole).take_while(|(one, other)| one == other).count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let steps: Vec<String> = up.chain(whole.iter().skip(shared).map(name)).collect();
    if steps.is_empty() { ".".to_owned() } else { steps.join("/") }
}

/// A path without steps back to where it was. No link is followed.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        let is_back = part == Component::ParentDir
            && matches!(out.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            _ if is_back => {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_chosen_is_remembered() {
        let choice = Choice {
            include: vec!["tag:A B".to_owned()],
            cut_type_prefix: vec!["lnrpc".to_owned(), "io.k8s".to_owned()],
            bind: vec!["tenant".to_owned()],
            secret: vec!["Card.number".to_owned()],
            ..Choice::default()
        };
        assert_eq!(
            choice.arguments(),
            " --include \"tag:A B\" --cut-type-prefix lnrpc --cut-type-prefix io.k8s \
             --bind tenant --secret Card.number"
        );
        let mut options = Options::new("a");
        choice.apply(&mut options).unwrap();
        assert_eq!(options.cut_type_prefixes, choice.cut_type_prefix);
        assert_eq!(options.bound_parameters, choice.bind);
        let secrets: Vec<String> = options.secrets.iter().map(ToString::to_string).collect();
        assert_eq!(secrets, choice.secret);
    }

    #[test]
    fn types_alone_are_remembered_and_go_with_nothing_that_is_about_calls() {
        let choice = Choice { types_only: true, ..Choice::default() };
        assert_eq!(choice.arguments(), " --types-only");
        let mut options = Options::new("a");
        choice.apply(&mut options).unwrap();
        assert!(options.types_only);
        let bound = Choice { bind: vec!["tenant".to_owned()], ..choice };
        let reason = bound.apply(&mut options).unwrap_err();
        assert!(reason.contains("`--bind`"), "{reason}");
    }

    #[test]
    fn a_folder_is_named_as_the_crate_sees_it() {
        let seen = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(seen("clients/pets", "runtime"), "../../runtime");
        assert_eq!(seen("pets", "pets/runtime"), "runtime");
        assert_eq!(seen("pets", "pets"), ".");
        assert_eq!(seen("../clients/pets", "pets.yaml"), seen("../x/pets", "pets.yaml"));
        assert_eq!(seen("pets/../shop", "specs/../shop.yaml"), "../shop.yaml");
    }
}
