//! Makes every decision: from a document to the model.
//!
//! The only module that sees both. What it cannot turn into correct code it reports, with the
//! place in the document and with what follows.

mod report;
mod rename;
mod attributes;
mod place;
mod expression;
mod moved;
mod whole;
mod schemas;
mod operations;
mod passes;
mod select;
mod alone;
mod bound;
mod secrets;

pub use self::alone::leave_types;
pub use self::bound::idle as idle_bound;
pub use self::passes::{TagFeatures, features, unselected_features};
pub use self::secrets::{
    idle as idle_secrets, is_secret_name, note as note_secrets, plain_secrets, secret_places,
};
pub use self::select::{Extent, LoweredApi, select};
pub use self::whole::tell_modules_apart;

use std::collections::BTreeSet;

use self::report::{Finished, Report};
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Document;
use crate::model::{Api, Common, Server, Xml};
use crate::name::lock::Names;
use crate::name::{self, Name, Scope};
use crate::selection::SecretPattern;
use crate::source::{Pointer, Source};

/// Methods and fields that a builder has itself.
const BUILDER: [&str; 13] = [
    "base_url",
    "origin",
    "server",
    "transport",
    "timer",
    "options",
    "hook",
    "header",
    "user_agent",
    "build",
    "config",
    "core",
    "new",
];

/// What is wished, whatever the document says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wished<'a> {
    /// What their names shall not begin with.
    pub cut_type_prefixes: &'a [String],
    /// Which texts are secrets.
    pub secrets: &'a [SecretPattern],
    /// The parameters that are set once, on the client.
    pub bound_parameters: &'a [String],
    /// Whether types are all that is wanted.
    pub types_only: bool,
    /// The names that the crate has already.
    pub names: Option<&'a Names>,
}

/// The model of a document, and the names in it. Whether it can be used is for the diagnostics to
/// say.
pub fn lower(
    document: &Document,
    source: &Source,
    wished: Wished<'_>,
    diagnostics: &mut Diagnostics,
) -> (Api, Names) {
    let mut held = wished.names.cloned();
    loop {
        let report = Report::beside(document, held.as_ref(), source.name());
        let api = read(&report, source, wished);
        let (found, finished) = report.finish_with(&types(&api));
        // What nothing has any more is to be had: who gives an inline schema its name as a component
        // moves no name. Each round has fewer names than the one before.
        if let Some(held) = held.as_mut().filter(|_| !finished.idle.is_empty()) {
            held.kept.retain(|key, _| !finished.idle.contains(key));
            continue;
        }
        diagnostics.extend(found);
        if finished.differs {
            diagnostics.extend(otherwise(document, source, wished, &finished));
        }
        return (api, Names::of(&finished.names, wished.names));
    }
}

/// A note of the names that would be others without those that the crate has already.
fn otherwise(
    document: &Document,
    source: &Source,
    wished: Wished<'_>,
    held: &Finished,
) -> Diagnostics {
    let report = Report::beside(document, None, source.name());
    let api = read(&report, source, Wished { names: None, ..wished });
    let (_, fresh) = report.finish_with(&types(&api));
    let report = Report::new(document);
    report.note_names(held, &fresh);
    report.finish()
}

/// The names of all types, and their other names.
fn types(api: &Api) -> BTreeSet<String> {
    let aliases = api.aliases.iter().map(|alias| &alias.name.rust);
    let named = api.types.iter().filter_map(|decl| decl.named.as_ref());
    let all = api.types.iter().map(|decl| &decl.name.rust).chain(aliases).chain(named);
    all.cloned().collect()
}

fn read(report: &Report<'_>, source: &Source, wished: Wished<'_>) -> Api {
    let info = &report.document.openapi.info;
    let wire = source.stem();
    let module = name::module_name(wire);
    // `box.json` would be `r#box` in each `use`.
    let is_taken = name::is_keyword(&module) || whole::OF_CRATE.contains(&module.as_str());
    let module = if is_taken { whole::other(&module) } else { module };
    let types_only = wished.types_only || report.document.openapi.paths.paths.is_empty();
    let types = schemas::begin(report, wished.cut_type_prefixes);
    // The builder's methods: its own, then those that the document names.
    let mut setters = Scope::new(&BUILDER);
    let auth = operations::schemes(report, &mut setters);
    let servers = operations::servers(report);
    let operations::Read { mut tags, left_out, xml, types } =
        operations::read(report, types, &auth, types_only);
    if tags.is_empty() && !types_only {
        nothing(report, left_out.len());
    }
    let (types, mut names) = schemas::finish(types);
    let operations = tags.iter().flat_map(|tag| &tag.operations);
    let own = operations.filter_map(|operation| operation.server.as_ref());
    let all: Vec<&Server> = servers.iter().chain(own).collect();
    let variables = operations::variables(report, &all, &mut setters);
    let bound = operations::bind(report, &mut tags, wished.bound_parameters, &mut setters);
    let mut api = Api {
        name: Name { rust: module, wire: wire.to_owned() },
        title: info.title.clone(),
        version: info.version.clone(),
        docs: info.description.clone().unwrap_or_default(),
        about: whole::about(&report.document.openapi),
        tags,
        common: Common::default(),
        types,
        aliases: Vec::new(),
        auth,
        left_out,
        servers,
        variables,
        bound,
        xml: Xml::default(),
        recursion_limit: None,
        all_tags: None,
        other_types: None,
        by_hand: Vec::new(),
        is_types_only: types_only,
        origin: Pointer::root(),
    };
    attributes::read(report, &mut api);
    secrets::mark(&mut api, wished.secrets);
    passes::settle(&mut api, &mut names, xml, report);
    attributes::tell_idle(report, &api);
    report.tell_idle_keys();
    report.tell_closed_enums();
    api
}

/// Reports that of all paths no method comes.
fn nothing(report: &Report<'_>, left_out: usize) {
    let message = match left_out {
        0 => "the paths of the document have no operations".to_owned(),
        1 => "the only operation of the document is left out".to_owned(),
        count => format!("all {count} operations of the document are left out"),
    };
    let at = Pointer::root().child("paths");
    report
        .error(Code::EmptyApi, &at, message)
        .help("mend what the warnings say, or generate the types alone: `--types-only`");
}
