//! What is told of recordings.

mod told;
mod message;
mod human;
mod json;
mod annotations;

pub use self::told::{Difference, Report};
use self::told::{First, SeenOperation, SeenSchema, Table};
use super::check::Part;
use super::contract::Contract;
use super::coverage::{Coverage, Row};
use super::exchange::Exchange;
use super::fold::Folded;
use super::kind::Level;
use super::mend;
use super::secret::Mask;
use crate::node::Node;
use crate::source::{Position, Source, Span};

/// How many operations are named where a difference is found in several.
const OPERATIONS: usize = 3;

impl Report {
    /// Whether the service does something that the document does not say.
    pub fn has_differences(&self) -> bool {
        self.differences.iter().any(|one| one.kind.level() == Level::Difference)
    }

    /// For people. It is not inert yet: texts of the document and the recordings are in it.
    pub fn render(&self) -> String {
        human::render(self)
    }

    /// How many differences there are, in a line.
    pub fn summary(&self) -> String {
        human::summary(self)
    }

    /// Annotations of GitHub's workflows, at the places in the document.
    pub fn annotations(&self) -> String {
        annotations::render(self)
    }

    /// For programs: an object.
    pub fn json(&self) -> String {
        json::render(self)
    }
}

/// Puts into words what was found.
pub(super) fn report(
    (sources, recordings): (&[Source], &[Source]),
    contract: &Contract<'_>,
    mut all: Vec<Folded>,
    (exchanges, masks): (&[Exchange], &[Mask]),
    coverage: &Coverage,
) -> Report {
    let document = contract.tree.document();
    all.sort_by_key(|one| (one.kind.level(), document.span(&one.origin).start, one.kind));
    let told: Vec<(&Folded, String)> = all.iter().map(|one| (one, message::of(one))).collect();
    let differences = told.iter().map(|(folded, message)| {
        let span = document.span(&folded.origin);
        let (file, position) = place(sources, span);
        let names = folded.operations.iter().filter_map(|index| contract.operations.get(*index));
        let names: Vec<String> = names.take(OPERATIONS).map(|one| one.name()).collect();
        let more = folded.operations.len().saturating_sub(names.len());
        let is_note = folded.kind.level() == Level::Note;
        Difference {
            kind: folded.kind,
            message: message.clone(),
            pointer: document.place(&folded.origin),
            count: folded.count,
            file,
            position,
            operations: (names, more),
            part: (folded.part != Part::Request).then(|| folded.part.to_string()),
            exchanges: folded.exchanges,
            found: folded.shown.iter().map(|(text, count)| (text.clone(), *count)).collect(),
            first: exchanges
                .get(folded.first)
                .filter(|_| !is_note)
                .map(|exchange| first(recordings, exchange, masks.get(folded.first))),
        }
    });
    let differences = differences.collect();
    let file = |span: Span| span.source.of(sources).filter(|source| source.document().is_some());
    let file = |span: Span| file(span).map(|source| source.name().to_owned());
    let title = document.openapi.info.title.as_str();
    let overlay = mend::overlay(contract, title, &told, file);
    let name = sources.first().map(|source| source.name().to_owned()).unwrap_or_default();
    Report { differences, overlay, document: name, coverage: table(contract, coverage) }
}

fn place(sources: &[Source], span: Span) -> (String, Position) {
    match span.source.of(sources) {
        Some(source) => (source.name().to_owned(), source.position(span.start as usize)),
        None => (String::new(), Position { line: 1, column: 1 }),
    }
}

fn first(recordings: &[Source], exchange: &Exchange, mask: Option<&Mask>) -> First {
    let (recording, position) = place(recordings, exchange.span);
    let names: Vec<&str> = exchange.query.iter().map(|pair| pair.name.as_str()).collect();
    let mark = if names.is_empty() { "" } else { "?" };
    let request = format!("{} {}{mark}{}", exchange.method, exchange.path, names.join("&"));
    let request = mask.map(|mask| mask.hide(&request)).unwrap_or(request);
    First { recording, line: position.line, entry: exchange.number, request }
}

fn table(contract: &Contract<'_>, coverage: &Coverage) -> Table {
    let document = contract.tree.document();
    let pairs = |map: &std::collections::BTreeMap<String, usize>| {
        map.iter().map(|(name, count)| (name.clone(), *count)).collect()
    };
    let operations = contract.operations.iter().enumerate().map(|(index, operation)| {
        let count = coverage.operations.get(&index).copied().unwrap_or_default();
        let seen = coverage.statuses.get(&index);
        let status =
            |status: &String| (status.clone(), seen.is_some_and(|seen| seen.contains(status)));
        let statuses = operation.responses.iter().map(|response| status(&response.status));
        SeenOperation { name: operation.name(), exchanges: count, statuses: statuses.collect() }
    });
    let schema = |Row { schema, objects, seen, unseen }: Row| {
        let place = document.place(&schema);
        let title = contract.tree.at(&schema).and_then(|node| node.get("title"));
        let tokens: Vec<_> = place.tokens().collect();
        let name = match tokens.as_slice() {
            [.., kind, name] if matches!(kind.as_ref(), "schemas" | "definitions") => {
                name.clone().into_owned()
            }
            _ => match title.and_then(Node::as_str) {
                Some(title) => format!("{title} ({place})"),
                None => place.to_string(),
            },
        };
        SeenSchema { name, objects, seen, unseen }
    };
    Table {
        exchanges: coverage.exchanges,
        elsewhere: pairs(&coverage.elsewhere),
        unanswered: coverage.unanswered,
        refused: pairs(&coverage.refused),
        operations: operations.collect(),
        schemas: coverage.rows(contract).into_iter().map(schema).collect(),
        unread: pairs(&coverage.seen.unread),
    }
}
