//! `x-paging`: how the pages of a list follow each other.
//!
//! Read when all types are finished, since it names properties of responses. Where it does not fit
//! its operation, that is generated without it.

mod route;

use self::route::route;
use crate::diagnostic::{Code, near};
use crate::lower::operations::{PAGING, PAGING_METHODS, SETTERS};
use crate::lower::report::{Held, Report};
use crate::model::{
    Api, Content, Label, Operation, Paging, PagingStyle, Parameter, Place, Route, Success, Type,
};
use crate::name::Scope;
use crate::node::{Node, Value};
use crate::source::Pointer;

/// Its keys, and those that a style has besides.
const COMMON: [&str; 2] = ["style", "items"];
const STYLES: [(&str, &[&str]); 4] = [
    ("offset", &["parameter", "size", "first", "step", "granted", "total"]),
    ("page", &["parameter", "size", "first", "total"]),
    ("cursor", &["parameter", "next"]),
    ("link", &["next"]),
];

/// What does not fit.
struct Fault {
    at: Pointer,
    /// Whether it is the key that does not fit, and not its value.
    of_key: bool,
    message: String,
    help: String,
}

impl Fault {
    fn tell(&self, report: &Report<'_>) {
        let warning = match self.of_key {
            true => report.warning(Code::InvalidPaging, &self.at, &self.message),
            false => report.value_warning(Code::InvalidPaging, &self.at, &self.message),
        };
        warning.then(WITHOUT).help(&self.help);
    }

    /// The same of the extension of another tool.
    fn tell_of(&self, key: &str, report: &Report<'_>) {
        let message = format!("`{key}` does not fit its operation: {}", self.message);
        report
            .value_note(Code::InvalidPaging, &self.at, message)
            .then(WITHOUT)
            .help(format!("say by `{PAGING}` how the pages follow each other"));
    }
}

/// An extension while it is read.
struct Reader<'a> {
    api: &'a Api,
    operation: &'a Operation,
    held: &'a Held<'a>,
    node: &'a Node,
    at: Pointer,
    faults: Vec<Fault>,
}

/// Reads the extension of all operations.
pub(super) fn settle(api: &mut Api, report: &Report<'_>) {
    let mut tags = std::mem::take(&mut api.tags);
    for operation in tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        let at = operation.origin.child(PAGING);
        let Some(node) = report.document.root().at(&at) else { continue };
        let held = &report.held;
        let mut reader = Reader { api, operation, held, node, at: at.clone(), faults: Vec::new() };
        let read = reader.paging();
        let faults = std::mem::take(&mut reader.faults);
        let taken = reader.taken();
        // What is wrong is wrong for all bodies of the operation.
        let told = faults.iter().filter(|_| !operation.is_variant());
        match report.document.foreign_key(&at) {
            // One is enough: it was not written for us.
            Some(key) => told.take(1).for_each(|fault| fault.tell_of(key, report)),
            None => told.for_each(|fault| fault.tell(report)),
        }
        for (taken, instead) in taken.iter().filter(|_| faults.is_empty() && read.is_some()) {
            let message = format!("the name `{taken}` is taken by a parameter");
            report
                .note(Code::NameCollision, &at, message)
                .then(format!("the method is called `{instead}`"))
                .help("give the parameter another name by `x-rust-name` for a better one");
        }
        operation.paging = read.filter(|_| faults.is_empty());
        if let Some(paging) = &operation.paging {
            for (wanted, name) in
                PAGING_METHODS.iter().zip([&paging.pages_method, &paging.items_method])
            {
                held.keep_one(held.paging_key(&operation.origin, wanted), name, false);
            }
        }
    }
    api.tags = tags;
}

impl<'a> Reader<'a> {
    fn paging(&mut self) -> Option<Paging> {
        if self.node.as_object().is_none() {
            let (message, help) =
                (format!("`{PAGING}` is an object, found {}", self.node.kind()), STYLE_HELP);
            self.fault(&[], message, help);
            return None;
        }
        let style = self.text("style");
        let known = STYLES.iter().find(|(name, _)| Some(*name) == style);
        let Some((style, keys)) = known else {
            let message = match self.node.get("style") {
                Some(_) => "this is no style of paging",
                None => "nothing says how the pages follow each other",
            };
            self.fault(&["style"], message.to_owned(), STYLE_HELP);
            return None;
        };
        self.unknown_keys(style, keys);
        let style = match *style {
            "offset" => {
                let (parameter, size, first) = (self.counted(true), self.size(), self.first());
                let by_size = self.steps_by_size();
                parameter.map(|parameter| PagingStyle::Offset {
                    parameter: parameter.name.wire.clone(),
                    size: size.map(|size| size.name.wire.clone()),
                    first: first.unwrap_or_else(|| first_number(parameter, 0)),
                    by_size,
                })
            }
            "page" => {
                let (parameter, size, first) = (self.counted(true), self.size(), self.first());
                parameter.map(|parameter| PagingStyle::Page {
                    parameter: parameter.name.wire.clone(),
                    first: first.unwrap_or_else(|| first_number(parameter, 1)),
                    // A size that the server would lower is not sent.
                    is_exact: size.is_some_and(|size| {
                        size.limits.maximum.is_some() || size.limits.below.is_some()
                    }),
                    size: size.map(|size| size.name.wire.clone()),
                })
            }
            "cursor" => self
                .counted(false)
                .map(|parameter| PagingStyle::Cursor { parameter: parameter.name.wire.clone() }),
            _ => Some(PagingStyle::Link),
        };
        self.parts(style)
    }

    /// Where things are on a page.
    fn parts(&mut self, style: Option<PagingStyle>) -> Option<Paging> {
        if style == Some(PagingStyle::Link) && self.operation.method != "GET" {
            let help = "use another style: what a link leads to is read by GET";
            self.fault(
                &["style"],
                format!("links are not followed by {}", self.operation.method),
                help,
            );
        }
        let Success::One(Content::Value(_, response)) = &self.operation.success else {
            let message = "the operation has no success of one type".to_owned();
            self.fault(&[], message, "describe one, with the list in it");
            return None;
        };
        let root = self.api.resolved(response);
        let items = self.route("items", root);
        let item = items.as_ref().and_then(|(_, ty)| self.item(ty));
        let [total, granted] = ["total", "granted"].map(|key| self.number(key, root));
        let by_size =
            |style: &PagingStyle| matches!(style, PagingStyle::Offset { by_size: true, .. });
        if granted.is_some() && style.as_ref().is_some_and(|style| !by_size(style)) {
            let message = "nothing is moved by the size of a page".to_owned();
            self.fault(&["granted"], message, "write `step: size` beside it, or remove it");
        }
        let next = self.node.get("next").and_then(|_| self.route("next", root));
        let has_no_next = self.node.get("next").is_none();
        match &next {
            Some((_, ty)) if !is_named(ty, style == Some(PagingStyle::Link)) => {
                self.fault(&["next"], "this leads to no text".to_owned(), PATH_HELP);
            }
            None if has_no_next && matches!(style, Some(PagingStyle::Cursor { .. })) => {
                let message = "nothing says where the next cursor is".to_owned();
                self.fault(&["next"], message, PATH_HELP);
            }
            _ => {}
        }
        let mut scope = self.scope();
        Some(Paging {
            style: style?,
            is_nullable: matches!(root, Type::Nullable(_)),
            items: items?.0,
            item: item?,
            total,
            granted,
            next: next.map(|(route, _)| route),
            pages_method: self.method(&mut scope, "pages"),
            items_method: self.method(&mut scope, "items"),
        })
    }

    fn unknown_keys(&mut self, style: &str, keys: &[&str]) {
        let entries = self.node.as_object().into_iter().flat_map(|object| object.keys());
        for key in entries.filter(|key| !key.starts_with("x-")) {
            let is_known = COMMON.contains(&key.as_str()) || keys.contains(&key.as_str());
            if !is_known {
                let known = [&COMMON, keys].concat().join("`, `");
                let message = format!("`{key}` means nothing where the style is `{style}`");
                let near = near(key, COMMON.iter().chain(keys).copied());
                let at = self.at.child(key);
                let help = format!("remove it; there are `{known}`{near}");
                self.faults.push(Fault { at, of_key: true, message, help });
            }
        }
    }

    fn fault(&mut self, below: &[&str], message: String, help: &str) {
        let at = below.iter().fold(self.at.clone(), |at, key| at.child(key));
        // Of the whole, what does not fit is that something is not in it.
        let of_key = self.node.get(below.first().unwrap_or(&"")).is_none();
        let at = if of_key { self.at.clone() } else { at };
        self.faults.push(Fault { at, of_key, message, help: help.to_owned() });
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.node.get(key).and_then(Node::as_str)
    }

    /// The parameter that is moved.
    fn counted(&mut self, is_number: bool) -> Option<&'a Parameter> {
        if self.node.get("parameter").is_none() {
            let message = "nothing says which parameter leads to the next page".to_owned();
            self.fault(&["parameter"], message, "name it: `parameter: page`, for example");
            return None;
        }
        self.parameter("parameter", is_number)
    }

    fn size(&mut self) -> Option<&'a Parameter> {
        self.node.get("size")?;
        self.parameter("size", true)
    }

    fn parameter(&mut self, key: &str, is_number: bool) -> Option<&'a Parameter> {
        let named = self.text(key);
        let mut parameters = self.operation.parameters.iter();
        let found = parameters.find(|parameter| {
            parameter.place == Place::Query && Some(parameter.name.wire.as_str()) == named
        });
        let Some(parameter) = found else {
            let message = "the operation has no such query parameter".to_owned();
            self.fault(&[key], message, "write the name of one as the document has it");
            return None;
        };
        let ty = self.api.plain(&parameter.ty);
        if if is_number { !matches!(ty, Type::Integer(_)) } else { !is_named(ty, false) } {
            let what = if is_number { "a whole number" } else { "a text or a number" };
            let message = format!("the parameter `{}` is not {what}", parameter.name.wire);
            self.fault(&[key], message, "describe it as one");
        }
        Some(parameter)
    }

    fn steps_by_size(&mut self) -> bool {
        let (step, size) = (self.node.get("step").map(|_| self.text("step")), self.text("size"));
        match step {
            None | Some(Some("items")) => false,
            Some(Some("size")) if size.is_some() => true,
            Some(_) => {
                let message = "an offset is moved by `items` or by `size`".to_owned();
                let help = "write `step: size` where `size` names a parameter and a page can be \
                            shorter than that although more follow; `step: items` otherwise";
                self.fault(&["step"], message, help);
                false
            }
        }
    }

    fn first(&mut self) -> Option<i64> {
        let node = self.node.get("first")?;
        let first = node.as_u64().and_then(|number| i64::try_from(number).ok());
        if first.is_none() {
            let message = "this is no number to count from".to_owned();
            self.fault(&["first"], message, "write the number of what comes first, such as 0");
        }
        first
    }

    /// The way that a key names, and the type at its end; the response itself where there is no key.
    fn route(&mut self, key: &str, root: &'a Type) -> Option<(Route, &'a Type)> {
        let path = match self.node.get(key).map(|node| &node.value) {
            None => return Some((Route::default(), self.api.plain(root))),
            Some(Value::String(path)) => path.as_str(),
            Some(_) => {
                self.fault(&[key], "this is no path of properties".to_owned(), PATH_HELP);
                return None;
            }
        };
        match route(self.api, root, path) {
            Ok(found) => Some(found),
            Err(message) => {
                self.fault(&[key], message, PATH_HELP);
                None
            }
        }
    }

    /// The way to a number, where a key names one.
    fn number(&mut self, key: &str, root: &'a Type) -> Option<Route> {
        self.node.get(key)?;
        let (route, ty) = self.route(key, root)?;
        if !matches!(ty, Type::Integer(_) | Type::Float(_) | Type::Text | Type::Json) {
            self.fault(&[key], "this leads to no number".to_owned(), PATH_HELP);
        }
        Some(route)
    }

    fn item(&mut self, ty: &Type) -> Option<Type> {
        if let Type::List(item) = ty {
            return Some((**item).clone());
        }
        let message = match self.node.get("items") {
            Some(_) => "this leads to no list",
            None => "the response is no list",
        };
        self.fault(&["items"], message.to_owned(), "name the property: `items: data`, for example");
        None
    }

    /// The names of methods that a call of the operation has without pages.
    fn scope(&self) -> Scope {
        let mut scope = Scope::new(&SETTERS);
        for parameter in self.operation.parameters.iter().filter(|parameter| !parameter.required) {
            scope.claim(&parameter.name.rust);
        }
        if self.operation.body.as_ref().is_some_and(|body| body.label != Label::Fixed) {
            scope.claim("content_type");
        }
        scope
    }

    /// A method that no parameter is called by: the one that there was, or else by the `wanted` name.
    fn method(&self, scope: &mut Scope, wanted: &str) -> String {
        let key = self.held.paging_key(&self.operation.origin, wanted);
        let had = self.held.get(&key).filter(|had| scope.is_free(had));
        let name = match (had, scope.is_free(wanted)) {
            (Some(had), _) => had.to_owned(),
            (None, true) => wanted.to_owned(),
            (None, false) => format!("all_{wanted}"),
        };
        scope.claim(&name)
    }

    /// The names of our methods that parameters have, and what stands instead.
    fn taken(&self) -> Vec<(&'static str, String)> {
        let mut scope = self.scope();
        let names = PAGING_METHODS.map(|name| (name, self.method(&mut scope, name)));
        names.into_iter().filter(|(name, method)| name != method).collect()
    }
}

const WITHOUT: &str = "the operation is generated without its pages";
const STYLE_HELP: &str = "write `style:` with offset, page, cursor or link";
const PATH_HELP: &str =
    "write names of properties with dots between them: `meta.next`, for example";

/// Whether values can name a page: scalars, or text alone.
fn is_named(ty: &Type, is_text: bool) -> bool {
    match ty {
        Type::Text | Type::Secret | Type::Json => true,
        Type::Integer(_) | Type::Timestamp | Type::Date | Type::DateTime => !is_text,
        Type::Decimal | Type::DecimalNumber | Type::Uuid | Type::Base64 => !is_text,
        _ => false,
    }
}

/// The number of the first item or page: what the parameter is where it is not sent, or the least
/// that it can be.
fn first_number(parameter: &Parameter, usual: i64) -> i64 {
    let default = parameter.default.as_ref().and_then(|default| default.parse().ok());
    default.unwrap_or(match parameter.limits.minimum {
        Some(0.0) => 0,
        Some(1.0) => 1,
        _ => usual,
    })
}
