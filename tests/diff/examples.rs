//! The examples of a crate's pages, and which changes they do not survive.

use std::collections::BTreeMap;

use clientwright::Generated;
use clientwright::analysis::diff::{Change, Kind, Subject};

/// What of an example a change breaks, of those that say that code does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// Each call of the operation.
    Calls,
    /// Calls of the method that is its item, and not of the operation's others.
    Method,
    /// What names its items.
    Names,
    /// Calls of the constructor, where it is one of its items and takes one argument more or less by all changes.
    Constructor,
    /// Some code, and not all that is about it, for this reason.
    Some(&'static str),
}

const TYPES: &str = "a literal of an example may be of both types";
const RESPONSES: &str = "an example prints what comes, and names nothing in it";
const MATCHES: &str = "an example has no `match`";
const ORDER: &str = "the arguments may be of one type";
const CRATE: &str = "an example is of one document, and has all features";

/// What changes of a kind break, of those that say that code does not compile; nothing of those that never do.
pub fn breaks(kind: Kind) -> Option<Breaks> {
    use Breaks::{Calls, Constructor, Method, Names, Some as Partly};
    Some(match kind {
        Kind::OperationRemoved
        | Kind::OperationLeftOut
        | Kind::OperationRenamed
        | Kind::HandleChanged
        | Kind::RequiredParameterAdded
        | Kind::RequiredParameterRemoved
        | Kind::ParameterBecameRequired
        | Kind::ParameterBecameOptional
        | Kind::RequiredBodyAdded
        | Kind::BodyBecameRequired
        | Kind::BodyBecameOptional => Calls,
        Kind::VariantRemoved => Method,
        Kind::ParameterRemoved
        | Kind::ParameterRenamed
        | Kind::TypeRemoved
        | Kind::TypeRenamed
        | Kind::PropertyRemoved
        | Kind::PropertyRenamed
        | Kind::EnumValueRemoved
        | Kind::ClosedEnumValueRemoved
        | Kind::EnumValueRenamed
        | Kind::ArmRemoved
        | Kind::ArmRenamed
        | Kind::HandleRemoved
        | Kind::SchemeRemoved => Names,
        Kind::RequiredPropertyAdded
        | Kind::RequiredPropertyRemoved
        | Kind::PropertyBecameOptional
        | Kind::PropertyBecameRequired
        | Kind::ConstructorChanged
        | Kind::TypeNoLongerSent => Constructor,
        Kind::TypeWidened | Kind::TypeNarrowed | Kind::TypeChanged | Kind::TypeRewritten => {
            Partly(TYPES)
        }
        Kind::PropertyBecameNullable | Kind::PropertyBecameNotNullable => {
            Partly("what takes the value may take an `Option` as well")
        }
        Kind::AccessChanged => Partly("an example need not set what was read-only or is"),
        Kind::PresetChanged => Partly("what is set may be optional in either case"),
        Kind::BodyRemoved => Partly("an example need not set a body that was optional"),
        Kind::SchemeChanged => Partly("what the setter takes may be the same"),
        Kind::PagingChanged => Partly("an example awaits the call, and asks for no pages"),
        Kind::CallTypeChanged => Partly("an example awaits the call, and names no type of it"),
        Kind::ArgumentsReordered | Kind::ConstructorReordered => Partly(ORDER),
        Kind::ResponseRemoved
        | Kind::SuccessRemoved
        | Kind::FirstFailure
        | Kind::SuccessChanged
        | Kind::ResponseBodyAdded
        | Kind::ResponseBodyRemoved
        | Kind::ResponseFormatChanged
        | Kind::HeaderRemoved
        | Kind::SharedPropertyRemoved => Partly(RESPONSES),
        Kind::EnumClosed | Kind::ClosedEnumValueAdded => Partly(MATCHES),
        Kind::TraitLost => Partly("an example asks for no trait"),
        Kind::RestRemoved => Partly("an example need not set other properties"),
        Kind::RustItemChanged => Partly("an item that is another one may be called as before"),
        Kind::ApiRemoved | Kind::ApiMoved | Kind::FeatureRemoved => Partly(CRATE),
        _ => return None,
    })
}

/// An example of a page.
pub struct Example {
    pub request: String,
    pub text: String,
}

impl Example {
    fn has_word(&self, word: &str) -> bool {
        let is_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        self.text.split(|letter| !is_of_word(letter)).any(|found| found == word)
    }

    /// Whether a change that code does not compile after is about this example.
    pub fn is_touched(&self, change: &Change) -> bool {
        match &change.subject {
            Subject::Operation(request) => *request == self.request,
            Subject::Type(name) => change.reached_by.contains(&self.request) || self.has_word(name),
            Subject::Api | Subject::Document => change.items.iter().any(|item| {
                let path = item.split(" as ").next().unwrap();
                let mut words =
                    path.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
                words.next_back().is_some_and(|word| self.has_word(word))
            }),
        }
    }
}

impl Example {
    /// Whether it does not survive all of these changes, whatever it has of them.
    pub fn is_broken_by(&self, changes: &[&Change]) -> bool {
        let is_named_or_called = changes.iter().any(|change| match breaks(change.kind) {
            Some(Breaks::Calls) => true,
            Some(Breaks::Method) => self.calls(change),
            Some(Breaks::Names) => self.names(change),
            // A setter of its properties is gone, whatever becomes of the constructor.
            Some(Breaks::Constructor) => self.sets(change),
            _ => false,
        });
        let mut arguments: BTreeMap<&str, i32> = BTreeMap::new();
        for change in changes {
            if let Some((ty, more)) = self.constructor(change) {
                *arguments.entry(ty).or_default() += more;
            }
        }
        is_named_or_called || arguments.values().any(|more| *more != 0)
    }

    /// Whether it calls a method that is one of the items.
    fn calls(&self, change: &Change) -> bool {
        let mut methods = change.items.iter().filter_map(|item| item.rsplit("::").next());
        methods.any(|method| self.text.contains(&format!(".{method}(")))
    }

    /// Whether it calls a setter of a type that is one of the items.
    fn sets(&self, change: &Change) -> bool {
        change.items.iter().any(|item| {
            let mut words = item.rsplit("::");
            let (setter, owner) = (words.next().unwrap(), words.next());
            setter.starts_with("with_")
                && self.has_word(setter)
                && owner.is_some_and(|owner| self.has_word(owner))
        })
    }

    /// Whether it asks the client for this handle.
    fn has_handle(&self, name: &str) -> bool {
        let calls = self.text.split("client").skip(1);
        let mut handles = calls.filter_map(|rest| rest.trim_start().strip_prefix('.'));
        handles.any(|rest| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with("()")))
    }

    /// What it does with the builder of the client.
    fn building(&self) -> &str {
        let (_, rest) = self.text.split_once("Client::builder()").unwrap_or_default();
        rest.split(".build()").next().unwrap()
    }

    /// The type whose constructor it calls and a change is about, and how many arguments that takes more.
    fn constructor<'c>(&self, change: &'c Change) -> Option<(&'c str, i32)> {
        let Subject::Type(name) = &change.subject else { return None };
        let item = format!("types::{name}::new");
        let is_about = change.items.contains(&item) && self.text.contains(&format!("{name}::new("));
        let more = match change.kind {
            Kind::RequiredPropertyAdded | Kind::PropertyBecameRequired => 1,
            Kind::RequiredPropertyRemoved | Kind::PropertyBecameOptional => -1,
            Kind::ConstructorChanged if change.what.contains("not asked for") => -1,
            Kind::ConstructorChanged => 1,
            // It is gone, however many it took.
            Kind::TypeNoLongerSent => 1000,
            _ => return None,
        };
        is_about.then_some((name, more))
    }

    /// Whether it names what a change is about: a type, a variant, or what sets a property or a parameter.
    pub fn names(&self, change: &Change) -> bool {
        let is_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        // What stands behind the places of a text.
        let behind = |text: String| {
            let places = self.text.match_indices(&text).map(|(at, _)| at + text.len());
            places.map(|end| &self.text[end..]).collect::<Vec<_>>()
        };
        let is_named = |item: &String| {
            let mut words = item.rsplit(|letter| !is_of_word(letter));
            let (word, owner) = (words.next().unwrap(), words.find(|word| !word.is_empty()));
            match (&change.subject, owner) {
                (Subject::Api, Some("Client")) => self.has_handle(word),
                (Subject::Api, Some("ClientBuilder")) => {
                    self.building().contains(&format!(".{word}("))
                }
                (Subject::Api, _) => false,
                (Subject::Type(_), Some("types") | None) => self.has_word(word),
                (Subject::Type(_), Some(owner)) if item.contains('.') => {
                    self.has_word(owner) && self.has_word(&format!("with_{word}"))
                }
                (Subject::Type(_), Some(owner)) => behind(format!("{owner}::{word}"))
                    .iter()
                    .any(|rest| !rest.starts_with(is_of_word)),
                _ => behind(format!(".{word}(")).iter().any(|rest| !rest.starts_with(')')),
            }
        };
        self.is_touched(change) && change.items.iter().any(is_named)
    }
}

/// The examples of the pages of a crate.
pub fn examples(generated: &Generated) -> Vec<Example> {
    let mut found = Vec::new();
    for (path, page) in generated.tree.iter().filter(|(path, _)| path.ends_with("Api.md")) {
        let requests: BTreeMap<&str, &str> = page
            .lines()
            .filter_map(|line| {
                let (name, rest) = line.strip_prefix("| [`")?.split_once("`](")?;
                let (_, rest) = rest.split_once(") | `")?;
                Some((name, rest.split_once('`')?.0))
            })
            .collect();
        for section in page.split("\n## ").skip(1) {
            let name = section.lines().next().unwrap();
            let Some((_, rest)) = section.split_once("### Example") else { continue };
            let (_, rest) = rest.split_once("```rust,no_run\n").unwrap();
            let text = rest.split_once("```").unwrap().0.to_owned();
            let request = requests.get(name).unwrap_or_else(|| panic!("{path}: {name}"));
            found.push(Example { request: (*request).to_owned(), text });
        }
    }
    found
}
