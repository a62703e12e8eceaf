//! Parameters of the path, the query, headers and cookies.

mod bind;

pub(in crate::lower) use self::bind::bind;

use std::collections::BTreeSet;

use openapiv3::{
    MediaType, Parameter as ParameterItem, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle, ReferenceOr, Schema,
};

use super::context::{Context, Operations};
use super::guess;
use super::media;
use super::path::placeholders;
use super::security::Credentials;
use crate::diagnostic::Code;
use crate::document::{self, Dialect};
use crate::lower::place::{component_name, shared_name};
use crate::lower::report::item_reference;
use crate::lower::schemas::{Facts, Said, SchemaRef, Shown, View, any_layer, shown};
use crate::model::{BodyFormat, Limits, Parameter, Place, Style, Type};
use crate::name::{self, Name};
use crate::source::Pointer;

impl Operations<'_> {
    /// The parameters of an operation, its own before those of its path; path, query, header,
    /// cookie. `None` where a required one cannot be sent; that is reported.
    pub(super) fn parameters(
        &mut self,
        shared: &[ReferenceOr<ParameterItem>],
        own: &[ReferenceOr<ParameterItem>],
        context: &Context,
    ) -> Option<Vec<Parameter>> {
        let mut parameters: Vec<Parameter> = Vec::new();
        // OpenAPI 3.0.3, "Path Item Object": shared parameters can be overridden by name and place.
        let lists =
            [(shared, context.at_item.child("parameters")), (own, context.at.child("parameters"))];
        for (list, at) in lists {
            let before = parameters.len();
            let mut replaced = Vec::new();
            for (index, item) in list.iter().enumerate() {
                let document = self.document;
                let at = at.index(index);
                let (item, at) = match document.follow(item, &at) {
                    Ok((item, at)) => (item.into_owned(), at),
                    Err(reason) => {
                        self.report.unresolved(item_reference(item), &at, &reason);
                        continue;
                    }
                };
                let Some(parameter) = self.parameter(&item, context, &at)? else {
                    continue;
                };
                let found = parameters.iter().position(|known| is_same(known, &parameter));
                match found.and_then(|found| Some((found, parameters.get_mut(found)?))) {
                    Some((found, known)) => {
                        if found >= before || replaced.contains(&found) {
                            guess::twice(self.report, known, &parameter, &at);
                        }
                        replaced.push(found);
                        *known = parameter;
                    }
                    None => parameters.push(parameter),
                }
            }
        }
        self.match_path(&mut parameters, context);
        parameters.sort_by_key(|parameter| parameter.place);
        Some(parameters)
    }

    /// One parameter; the inner `None` for one that the specification says to ignore.
    fn parameter(
        &mut self,
        item: &ParameterItem,
        context: &Context,
        at: &Pointer,
    ) -> Option<Option<Parameter>> {
        let data = item.parameter_data_ref();
        let (place, style) = place_and_style(item);
        let style = if is_kept(data, "style") { Style::Cookie } else { style };
        if place == Place::Header && self.is_set_otherwise(data, context, at) {
            return Some(None);
        }
        if let Some((what, help)) = guess::unfit_name(place, &data.name) {
            let message = format!("{:?} {what}", data.name);
            return self.left_out(data, &at.child("name"), message, help);
        }
        guess::described_twice(self.report, at);
        let (schema, at_schema, style) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => (schema, at.child("schema"), style),
            ParameterSchemaOrContent::Content(content) => {
                match guess::only_content(self.report, content, at) {
                    Some((media_type, MediaType { schema: Some(schema), .. }))
                        if media::format(media_type) == Some(BodyFormat::Json) =>
                    {
                        let at = at.child("content").child(media_type).child("schema");
                        let is_whole = is_kept(data, "querystring");
                        (schema, at, if is_whole { Style::Whole } else { Style::Json })
                    }
                    // The properties of a form, each under its own name.
                    Some((media_type, MediaType { schema: Some(schema), .. }))
                        if is_kept(data, "querystring")
                            && media::fields(media_type) == Some(Place::Form) =>
                    {
                        let at = at.child("content").child(media_type).child("schema");
                        (schema, at, Style::Form)
                    }
                    // Plain text needs no form of its own.
                    Some((media_type, MediaType { schema: Some(schema), .. }))
                        if media::essence(media_type) == "text/plain"
                            && self.is_plain(schema.into(), at) =>
                    {
                        (schema, at.child("content").child(media_type).child("schema"), style)
                    }
                    _ => {
                        let message = format!(
                            "the parameter `{}` is described by a media type that cannot be written yet",
                            data.name
                        );
                        let help =
                            "describe it by a `schema` and a `style`, if the server can read that";
                        return self.left_out(data, &at.child("content"), message, help);
                    }
                }
            }
        };
        let schema = SchemaRef::from(schema);
        let own = || match shared_name(at) {
            Some(path) => format!("{path}{}", name::variant_name(&data.name)),
            None => format!("{}{}", context.type_name, name::variant_name(&data.name)),
        };
        let ty = self.types.ty(schema, &component_name(at).unwrap_or_else(own), &at_schema);
        // OpenAPI 3.0.3, "Parameter Object": the default is true for the style `form` only.
        let explode = data.explode.unwrap_or(matches!(style, Style::Form | Style::Cookie));
        let (style, explode) = self.kept_style(at).map_or((style, explode), |style| (style, false));
        // No version has a word for it. The tools of .NET mean by this format that the value is the
        // rest of the path.
        let format = self.document.root().at(&at_schema.child("format"));
        let is_rest = place == Place::Path && ty == Type::Text && style == Style::Simple && {
            format.and_then(|format| format.as_str()).is_some_and(|format| format == "path")
        };
        let style = if is_rest { Style::Segments } else { style };
        // OpenAPI 3.2.0, "Parameter Object": in every place. Headers are sent as they are.
        let allow_reserved = matches!(item, ParameterItem::Query { allow_reserved: true, .. })
            || (place != Place::Header && is_kept(data, "allowReserved"));
        let allows_empty =
            matches!(item, ParameterItem::Query { allow_empty_value: Some(true), .. });
        if allows_empty && matches!(ty, Type::Bool | Type::Integer(_) | Type::Float(_)) {
            let message = format!("`{}` can be sent without a value", data.name);
            self.report
                .note(Code::UnsupportedParameter, &at.child("allowEmptyValue"), message)
                .then("the client sends it with a value of its type, or not at all")
                .help("describe it as text, if the empty value means something else");
        }
        // OpenAPI 3.0.3, "Parameter Object": `required` must be true where the place is the path.
        if place == Place::Path && !data.required {
            let at_required = at.child("required");
            let is_there = self.document.root().at(&at_required).is_some();
            let message = "a parameter of the path cannot be left out";
            self.report
                .note(Code::PathMismatch, if is_there { &at_required } else { at }, message)
                .then("a call needs it")
                .help("write `required: true`");
        }
        let rust = self.report.value_renamed(at).unwrap_or_else(|| name::value_name(&data.name));
        let mut parameter = Parameter {
            name: Name { rust, wire: data.name.clone() },
            place,
            style,
            explode,
            allow_reserved,
            required: data.required || place == Place::Path,
            preset: None,
            secret: ty == Type::Secret || is_authorization(&data.name),
            limits: Limits::default(),
            content_type: None,
            part: None,
            ty,
            docs: data.description.clone().unwrap_or_default(),
            default: None,
            example: data.example.as_ref().and_then(shown),
            origin: at.clone(),
        };
        self.constrain(&mut parameter, schema, &at_schema);
        Some(Some(parameter))
    }

    /// Whether a header is set from media types and credentials. OpenAPI 3.0.3, "Parameter
    /// Object": such a definition SHALL be ignored; Swagger 2.0 has no such rule, and documents
    /// of it that have no security definition describe `Authorization` so.
    fn is_set_otherwise(&mut self, data: &ParameterData, context: &Context, at: &Pointer) -> bool {
        let is_authorization = is_authorization(&data.name);
        let is_content = ["accept", "content-type"];
        if !is_authorization && !is_content.contains(&data.name.to_lowercase().as_str()) {
            return false;
        }
        let is_lost = is_authorization && context.credentials == Credentials::None;
        let has_others = context.credentials != Credentials::InHeader;
        if is_authorization && has_others && self.document.dialect == Dialect::Swagger2 {
            return false;
        }
        let message = format!("the header `{}` is not a parameter", data.name);
        if is_lost {
            self.report
                .warning(Code::IgnoredParameter, at, message)
                .then("calls are sent without it: nothing else says how they are authorized")
                .help(
                    "set it by `secret_header` of the call or of the client's builder, or describe \
                     it as a security scheme",
                );
        } else {
            self.report
                .note(Code::IgnoredParameter, at, message)
                .then("it is set from media types and credentials instead")
                .help("remove it, or describe it as a media type or security scheme");
        }
        true
    }

    /// How a list is joined where OpenAPI 3.0 has no style for it: Swagger 2.0 has one separator
    /// in each place.
    pub(super) fn kept_style(&self, at: &Pointer) -> Option<Style> {
        let at = document::kept_at(at, "separator");
        match self.document.root().at(&at)?.as_str()? {
            "," => Some(Style::Form),
            " " => Some(Style::SpaceDelimited),
            "\t" => Some(Style::TabDelimited),
            "|" => Some(Style::PipeDelimited),
            _ => None,
        }
    }

    /// What the schema says beyond the type: bounds, a default, an example.
    pub(super) fn constrain(&self, parameter: &mut Parameter, schema: SchemaRef<'_>, at: &Pointer) {
        let mut facts = Facts::of(parameter.example.take());
        let look = &mut |schema: &Schema, view: &View<'_>| facts.add(schema, view);
        let said = Said::with(self.document, schema, at, look);
        (parameter.default, parameter.limits) = (said.default, said.limits);
        parameter.example = facts.sample(&Shown {
            name: &parameter.name.wire,
            ty: &parameter.ty,
            limits: &parameter.limits,
            place: Some(parameter.place),
            is_secret: parameter.secret,
            default: parameter.default.as_ref(),
        });
    }

    /// Whether values of the schema are neither lists nor objects.
    fn is_plain(&self, schema: SchemaRef<'_>, at: &Pointer) -> bool {
        any_layer(self.document, schema, at, |_, view| {
            matches!(view.ty, Some("string" | "integer" | "number" | "boolean"))
        })
    }

    /// Leaves a parameter out, or the operation that cannot do without it.
    fn left_out(
        &mut self,
        data: &ParameterData,
        at: &Pointer,
        message: String,
        help: &str,
    ) -> Option<Option<Parameter>> {
        let consequence =
            if data.required { "the operation is left out" } else { "the parameter is left out" };
        self.report.warning(Code::UnsupportedParameter, at, message).then(consequence).help(help);
        if data.required { None } else { Some(None) }
    }

    /// OpenAPI 3.0.3, "Path Templating": each name in braces has a parameter, and each path
    /// parameter stands in braces.
    fn match_path(&mut self, parameters: &mut Vec<Parameter>, context: &Context) {
        let names = placeholders(&context.path);
        let at_path = self.document.span(&context.at.parent().unwrap_or_else(Pointer::root));
        parameters.retain(|parameter| {
            let fits =
                parameter.place != Place::Path || names.contains(parameter.name.wire.as_str());
            if !fits {
                let wire = &parameter.name.wire;
                let message = format!("the path has no `{{{wire}}}`");
                // As paths are written for Express, Rails and others.
                let is_meant = context
                    .path
                    .split('/')
                    .any(|step| step.strip_prefix(':') == Some(wire.as_str()));
                let help = match is_meant {
                    true => format!("write `{{{wire}}}` in the path, in the place of `:{wire}`"),
                    false => "add it to the path, or remove the parameter".to_owned(),
                };
                self.report
                    .warning(Code::PathMismatch, &parameter.origin, message)
                    .also(at_path, "the path")
                    .then("the parameter is left out")
                    .help(help);
            }
            fits
        });
        let in_path = parameters.iter().filter(|parameter| parameter.place == Place::Path);
        let declared: BTreeSet<String> =
            in_path.map(|parameter| parameter.name.wire.clone()).collect();
        for wire in names.iter().copied().filter(|wire| !declared.contains(*wire)) {
            let message = format!("`{{{wire}}}` of the path has no parameter");
            self.report
                .warning(Code::PathMismatch, &context.at, message)
                .also(at_path, "the path")
                .then("it becomes a required text")
                .help(format!("declare a parameter `{wire}` with `in: path`"));
            parameters.push(Parameter {
                name: Name { rust: name::value_name(wire), wire: wire.to_owned() },
                place: Place::Path,
                style: Style::Simple,
                explode: false,
                allow_reserved: false,
                required: true,
                preset: None,
                secret: false,
                limits: Limits::default(),
                content_type: None,
                part: None,
                ty: Type::Text,
                docs: String::new(),
                default: None,
                example: None,
                origin: context.at.clone(),
            });
        }
        // In the order of the path, so that arguments read as the URL does.
        let position = |parameter: &Parameter| names.get_index_of(parameter.name.wire.as_str());
        parameters.sort_by_key(|parameter| {
            (
                parameter.place,
                if parameter.place == Place::Path { position(parameter) } else { None },
            )
        });
    }
}

/// Whether two parameters are one: names of headers are the same in any case (RFC 9110, section
/// 5.1).
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    let (name, wire) = (&one.name.wire, &other.name.wire);
    let is_named = match one.place {
        Place::Header => name.eq_ignore_ascii_case(wire),
        _ => name == wire,
    };
    one.place == other.place && is_named
}

fn is_authorization(header: &str) -> bool {
    header.eq_ignore_ascii_case("authorization")
}

/// Whether a parameter has something that OpenAPI 3.0 cannot say.
fn is_kept(data: &ParameterData, key: &str) -> bool {
    document::kept(&data.extensions, key).is_some_and(|kept| kept.as_bool() != Some(false))
}

fn place_and_style(item: &ParameterItem) -> (Place, Style) {
    match item {
        ParameterItem::Path { style, .. } => (
            Place::Path,
            match style {
                PathStyle::Simple => Style::Simple,
                PathStyle::Label => Style::Label,
                PathStyle::Matrix => Style::Matrix,
            },
        ),
        ParameterItem::Query { style, .. } => (Place::Query, query_style(style)),
        ParameterItem::Header { .. } => (Place::Header, Style::Simple),
        ParameterItem::Cookie { .. } => (Place::Cookie, Style::Form),
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}
