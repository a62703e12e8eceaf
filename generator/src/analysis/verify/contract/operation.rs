//! Operations: what they take, and what they respond with.

use super::server::Server;
use super::template::Template;
use super::tree::Tree;
use crate::node::Node;
use crate::source::Pointer;

/// Where a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

impl Place {
    pub(in super::super) fn parse(word: &str) -> Option<Self> {
        match word {
            "path" => Some(Self::Path),
            "query" => Some(Self::Query),
            "header" => Some(Self::Header),
            "cookie" => Some(Self::Cookie),
            _ => None,
        }
    }

    pub(in super::super) fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// An operation.
pub(in super::super) struct Operation {
    pub(in super::super) method: String,
    pub(in super::super) path: String,
    pub(in super::super) template: Template,
    pub(in super::super) origin: Pointer,
    pub(in super::super) servers: Vec<Server>,
    pub(in super::super) parameters: Vec<Parameter>,
    /// Where the request body is, whether it is required, and its media types.
    pub(in super::super) body: Option<(Pointer, bool, Vec<Content>)>,
    pub(in super::super) responses: Vec<Response>,
}

/// A parameter.
pub(in super::super) struct Parameter {
    pub(in super::super) name: String,
    pub(in super::super) place: Place,
    pub(in super::super) required: bool,
    pub(in super::super) origin: Pointer,
    pub(in super::super) style: String,
    pub(in super::super) explode: bool,
    pub(in super::super) schema: Option<Pointer>,
    /// Whether the value is a document of a media type by itself.
    pub(in super::super) is_content: bool,
    /// Whether it is the whole query (OpenAPI 3.2, `in: querystring`).
    pub(in super::super) is_query: bool,
}

/// A media type with its schema.
pub(in super::super) struct Content {
    pub(in super::super) media_type: String,
    pub(in super::super) origin: Pointer,
    pub(in super::super) schema: Option<Pointer>,
}

/// A documented response.
pub(in super::super) struct Response {
    /// `200`, `4XX` or `default`.
    pub(in super::super) status: String,
    pub(in super::super) origin: Pointer,
    pub(in super::super) contents: Vec<Content>,
    pub(in super::super) headers: Vec<Header>,
}

/// A documented header of a response.
pub(in super::super) struct Header {
    pub(in super::super) name: String,
    pub(in super::super) required: bool,
    pub(in super::super) origin: Pointer,
    pub(in super::super) schema: Option<Pointer>,
}

impl Operation {
    pub(super) fn read(
        tree: Tree<'_>,
        method: String,
        path: &str,
        (item, origin): (&Pointer, Pointer),
        servers: Vec<Server>,
    ) -> Self {
        let mut parameters = parameters(tree, &origin);
        for shared in self::parameters(tree, item) {
            let is_it = |own: &Parameter| own.name == shared.name && own.place == shared.place;
            if !parameters.iter().any(is_it) {
                parameters.push(shared);
            }
        }
        let body = tree.resolve(&origin.child("requestBody")).map(|(at, body)| {
            let required = body.get("required").and_then(Node::as_bool).unwrap_or_default();
            let contents = contents(tree, &at);
            (at, required, contents)
        });
        let responses = responses(tree, &origin.child("responses"));
        let long = parameters.iter().filter(|one| one.place == Place::Path && is_long(tree, one));
        let template = Template::parse(path, long.map(|one| one.name.clone()).collect());
        Self {
            method,
            path: path.to_owned(),
            template,
            origin,
            servers,
            parameters,
            body,
            responses,
        }
    }

    /// `GET /pets/{id}`
    pub(in super::super) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// What is said of a status: its own response, that of its range, or the default one
    /// (OpenAPI 3.0, "Responses Object").
    pub(in super::super) fn response(&self, status: u16) -> Option<&Response> {
        let own = status.to_string();
        let range = format!("{}XX", status / 100);
        let named = |wanted: &str| {
            self.responses.iter().find(|response| response.status.eq_ignore_ascii_case(wanted))
        };
        named(&own).or_else(|| named(&range)).or_else(|| named("default"))
    }
}

/// Whether slashes are sent as they are: `format: path`, as the generator reads it, or
/// `allowReserved` of OpenAPI 3.2.
fn is_long(tree: Tree<'_>, parameter: &Parameter) -> bool {
    let schema = parameter.schema.as_ref().and_then(|schema| tree.resolve(schema));
    let format = schema.and_then(|(_, schema)| schema.get("format")?.as_str());
    let kept = tree.at(&parameter.origin).and_then(|node| node.get("x-clientwright"));
    format == Some("path") || kept.is_some_and(|kept| kept.get("allowReserved").is_some())
}

fn parameters(tree: Tree<'_>, at: &Pointer) -> Vec<Parameter> {
    let list = at.child("parameters");
    let count = tree.at(&list).and_then(Node::as_array).map_or(0, <[Node]>::len);
    let resolved = (0..count).filter_map(|index| tree.resolve(&list.index(index)));
    resolved.filter_map(|(origin, node)| parameter(tree, origin, node)).collect()
}

fn parameter(tree: Tree<'_>, origin: Pointer, node: &Node) -> Option<Parameter> {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    let kept = node.get("x-clientwright");
    let is_query = kept.is_some_and(|kept| kept.get("querystring").is_some());
    let place = Place::parse(text("in")?)?;
    let usual = match place {
        Place::Query | Place::Cookie => "form",
        Place::Path | Place::Header => "simple",
    };
    let kept_style = kept.and_then(|kept| kept.get("style")).and_then(Node::as_str);
    let style = text("style").or(kept_style).unwrap_or(usual).to_owned();
    let explode = node.get("explode").and_then(Node::as_bool).unwrap_or(style == "form");
    let contents = contents(tree, &origin);
    let is_content = !contents.is_empty();
    let own = origin.child("schema");
    let schema = match contents.into_iter().next() {
        Some(content) => content.schema,
        None => tree.at(&own).is_some().then_some(own),
    };
    let required = node.get("required").and_then(Node::as_bool).unwrap_or(place == Place::Path);
    let name = text("name")?.to_owned();
    Some(Parameter { name, place, required, origin, style, explode, schema, is_content, is_query })
}

fn contents(tree: Tree<'_>, at: &Pointer) -> Vec<Content> {
    let at = at.child("content");
    let entries = tree.at(&at).and_then(Node::as_object).into_iter().flatten();
    let content = |(media_type, _): (&String, _)| {
        let origin = at.child(media_type);
        let schema = origin.child("schema");
        let schema = tree.at(&schema).is_some().then_some(schema);
        Content { media_type: media_type.clone(), origin, schema }
    };
    entries.map(content).collect()
}

fn responses(tree: Tree<'_>, at: &Pointer) -> Vec<Response> {
    let entries = tree.at(at).and_then(Node::as_object).into_iter().flatten();
    let entries = entries.filter(|(status, _)| !status.starts_with("x-"));
    let response = |(status, _): (&String, _)| {
        let (origin, _) = tree.resolve(&at.child(status))?;
        let contents = contents(tree, &origin);
        let headers = headers(tree, &origin.child("headers"));
        Some(Response { status: status.clone(), origin, contents, headers })
    };
    entries.filter_map(response).collect()
}

fn headers(tree: Tree<'_>, at: &Pointer) -> Vec<Header> {
    let entries = tree.at(at).and_then(Node::as_object).into_iter().flatten();
    let header = |(name, _): (&String, _)| {
        let (origin, node) = tree.resolve(&at.child(name))?;
        let required = node.get("required").and_then(Node::as_bool).unwrap_or_default();
        let schema = origin.child("schema");
        let schema = tree.at(&schema).is_some().then_some(schema);
        Some(Header { name: name.clone(), required, origin, schema })
    };
    entries.filter_map(header).collect()
}
