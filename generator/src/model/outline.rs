//! The model as text: a line for each operation and each type. It is what snapshots show.

mod ty;

use std::fmt::{self, Write};

use super::{
    Access, Api, Arm, BodyFormat, Constant, Content, Evidence, Header, HeaderForm, Label, LeftOut,
    Operation, Paging, Parameter, Place, Presence, Range, Route, Server, Shape, Status, Success,
    Type, TypeDecl, TypeId,
};

impl Api {
    /// The outline of the whole API.
    pub fn outline(&self) -> String {
        let mut out = String::new();
        // Writing to text cannot fail.
        let _ = self.write_outline(&mut out);
        out
    }

    /// The outline of one operation, and of the types that it names.
    pub fn outline_operation(&self, operation: &Operation) -> String {
        let mut out = String::new();
        let _ = self.write_operation(&mut out, operation);
        let mut named: Vec<TypeId> = Vec::new();
        for ty in operation.types() {
            ty.any(&mut |part| {
                match part {
                    Type::Named(id) if !named.contains(id) => named.push(*id),
                    _ => {}
                }
                false
            });
        }
        for decl in named.into_iter().filter_map(|id| self.decl(id)) {
            let _ = self.write_decl(&mut out, decl);
        }
        out
    }

    fn write_outline(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "api {} \"{}\" {}", self.name.rust, self.title, self.version)?;
        if self.is_types_only {
            writeln!(out, "types only")?;
        }
        for server in &self.servers {
            writeln!(out, "server {}", server.line())?;
        }
        for setter in &self.variables {
            writeln!(out, "variable {} <- {}", setter.name.rust, setter.name.wire)?;
        }
        for scheme in &self.auth {
            writeln!(
                out,
                "auth {} <- {}: {}",
                scheme.name.rust,
                scheme.name.wire,
                scheme.describe()
            )?;
        }
        for tag in &self.tags {
            let (name, handle) = (&tag.name, &tag.handle);
            let needs = needs(tag.feature.as_slice());
            let (method, module) = (&name.rust, &tag.module);
            writeln!(out, "tag {method}() -> {module}::{handle} <- {}{needs}", name.wire)?;
            for operation in &tag.operations {
                self.write_operation(out, operation)?;
            }
        }
        for LeftOut { request, .. } in &self.left_out {
            writeln!(out, "left out {request}")?;
        }
        let mut types: Vec<&TypeDecl> = self.types.iter().collect();
        types.sort_by_key(|decl| &decl.name.rust);
        for decl in types {
            self.write_decl(out, decl)?;
        }
        for alias in &self.aliases {
            writeln!(out, "also {} = {}", alias.name.rust, Type::Named(alias.ty).text(self))?;
        }
        Ok(())
    }

    fn write_operation(&self, out: &mut String, operation: &Operation) -> fmt::Result {
        let Operation { name, method, path, .. } = operation;
        write!(out, "  {} <- {}: {method} {path}", name.rust, name.wire)?;
        match &operation.variant_of {
            Some(main) => writeln!(out, " (a variant of {})", main)?,
            None => writeln!(out)?,
        }
        if let Some(server) = &operation.server {
            writeln!(out, "    server {}", server.line())?;
        }
        for parameter in &operation.parameters {
            writeln!(out, "    {}", self.parameter_line(parameter))?;
        }
        if let Some(named) = &operation.named {
            writeln!(out, "    by name: {}({})", named.method, named.ty)?;
        }
        if let Some(body) = &operation.body {
            let mark = if body.required { "" } else { "?" };
            let ty = body.ty.text(self);
            writeln!(out, "    body{mark}: {ty} as {}{}", body.media_type, body.label)?;
        }
        writeln!(out, "    accept {}", operation.accept)?;
        match &operation.success {
            Success::One(content) => writeln!(out, "    -> {}", self.content(content))?,
            Success::Many { name, variants } => {
                for variant in variants {
                    writeln!(
                        out,
                        "    -> {name}::{} {} {}",
                        variant.name,
                        variant.status,
                        self.content(&variant.content)
                    )?;
                }
            }
        }
        if let Some(paging) = &operation.paging {
            writeln!(out, "    {}", self.paging_line(paging))?;
        }
        for failure in &operation.failures {
            writeln!(
                out,
                "    !! {} {} {}",
                failure.name,
                failure.status,
                self.content(&failure.content)
            )?;
        }
        for header in operation.headers.iter().flat_map(|headers| &headers.fields) {
            let Header { name, ty, form, .. } = header;
            writeln!(out, "    header {}: {} <- {} {form}", name.rust, ty.text(self), name.wire)?;
        }
        for name in &operation.undeclared {
            writeln!(out, "    auth by the caller, for {name}")?;
        }
        for way in &operation.security {
            let names: Vec<_> = way
                .iter()
                .filter_map(|need| Some((self.auth.get(need.scheme)?, &need.scopes)))
                .map(|(scheme, scopes)| match scopes.as_slice() {
                    [] => scheme.name.wire.clone(),
                    scopes => format!("{} ({})", scheme.name.wire, scopes.join(", ")),
                })
                .collect();
            writeln!(
                out,
                "    auth {}",
                if names.is_empty() { "none".to_owned() } else { names.join(" and ") }
            )?;
        }
        Ok(())
    }

    fn paging_line(&self, paging: &Paging) -> String {
        let part = |word: &str, route: Option<&Route>| match route.map(Route::to_string) {
            Some(path) if !path.is_empty() => format!(", {word} {path}"),
            _ => String::new(),
        };
        let (items, total, next) = (
            part("items", Some(&paging.items)),
            part("total", paging.total.as_ref()),
            part("next", paging.next.as_ref()),
        );
        let (pages, method) = (&paging.pages_method, &paging.items_method);
        let item = paging.item.text(self);
        format!("{pages}(), {method}(): {item} <- {}{items}{total}{next}", paging.style)
    }

    fn parameter_line(&self, parameter: &Parameter) -> String {
        let mark = if parameter.required { "" } else { "?" };
        let secret = if parameter.secret { " secret" } else { "" };
        let explode = if parameter.explode { "*" } else { "" };
        let bounds = parameter.limits.words().join(", ");
        let bounds = if bounds.is_empty() { bounds } else { format!(" ({bounds})") };
        let (name, ty) = (&parameter.name, parameter.ty.text(self));
        let part = parameter.part.as_ref().map(|part| format!("{part} ")).unwrap_or_default();
        format!(
            "{}{mark}: {ty}{bounds}{secret} <- {} {:?}{explode} {part}{}",
            name.rust,
            parameter.place.word(),
            parameter.style,
            name.wire
        )
    }

    fn content(&self, content: &Content) -> String {
        match content {
            Content::Empty => "()".to_owned(),
            Content::Value(BodyFormat::Json, ty) => ty.text(self),
            Content::Value(BodyFormat::Xml(_), ty) => format!("{} as XML", ty.text(self)),
            Content::Value(BodyFormat::Text, _) => "text".to_owned(),
            Content::Value(BodyFormat::Bytes, _) => "bytes".to_owned(),
            Content::Items(framing, ty) => format!("{} one by one, as {framing:?}", ty.text(self)),
        }
    }

    fn write_decl(&self, out: &mut String, decl: &TypeDecl) -> fmt::Result {
        let sent = if decl.sent { " (sent)" } else { "" };
        let sent = format!("{sent}{}", needs(&decl.features));
        let name = &decl.name;
        match &decl.shape {
            Shape::Alias(ty) => {
                writeln!(out, "type {} <- {}{sent} = {}", name.rust, name.wire, ty.text(self))
            }
            Shape::Newtype(ty) => {
                writeln!(out, "newtype {} <- {}{sent} = {}", name.rust, name.wire, ty.text(self))
            }
            Shape::Enum { values, repr, unknown, .. } => {
                let closed = if unknown.is_none() { ", closed" } else { "" };
                writeln!(out, "enum {} <- {}{sent}{closed}", name.rust, name.wire)?;
                for value in values {
                    writeln!(out, "    {} <- {:?}", value.name.rust, value.name.wire)?;
                }
                match unknown {
                    Some(unknown) => writeln!(out, "    {unknown}({})", repr.rust()),
                    None => Ok(()),
                }
            }
            Shape::Union { tag, told_by, arms, unknown, .. } => {
                let tag = match (tag, told_by.as_slice()) {
                    (Some(tag), _) => format!(" by {tag}"),
                    (None, []) => String::new(),
                    (None, path) => format!(" told by {}", path.join(".")),
                };
                writeln!(out, "union {} <- {}{sent}{tag}", name.rust, name.wire)?;
                for arm in arms {
                    let default = match (arm.is_default, arm.several.is_some()) {
                        (true, _) => "; or by default",
                        (_, true) => ", of several at once",
                        _ => "",
                    };
                    let (ty, evidence) = (arm.ty.text(self), arm.evidence_line());
                    writeln!(out, "    {}({ty}) <- {evidence}{default}", arm.name)?;
                }
                writeln!(out, "    {unknown}(Unmatched)")
            }
            Shape::Struct { fields, rest } => {
                writeln!(out, "struct {} <- {}{sent}", name.rust, name.wire)?;
                for field in fields {
                    let (name, ty) = (&field.name, field.ty.text(self));
                    let access = match field.access {
                        Access::Both => "",
                        Access::ReadOnly => " (read-only)",
                        Access::MaybeSent => " (read-only, and asked for)",
                        Access::WriteOnly => " (write-only)",
                    };
                    let ty = field.presence.wrap(&ty);
                    let only =
                        field.only.iter().map(|only| format!(" = {only}")).collect::<String>();
                    let limits = field.limits.words().join(", ");
                    let limits = if limits.is_empty() { limits } else { format!(" ({limits})") };
                    writeln!(
                        out,
                        "    {}: {ty}{only}{limits} <- {}{access}",
                        name.rust, name.wire
                    )?;
                }
                match rest {
                    Some((name, ty)) => {
                        writeln!(out, "    {name}: all other properties, each {}", ty.text(self))
                    }
                    None => Ok(()),
                }
            }
        }
    }
}

impl Server {
    fn line(&self) -> String {
        let variables = self.variables.iter().map(|variable| {
            let values = match variable.values.as_slice() {
                [] => String::new(),
                values => format!(" of {}", values.join(", ")),
            };
            format!("; {} is {:?}{values}", variable.name, variable.default)
        });
        format!("{}{}", self.url, variables.collect::<String>())
    }
}

impl Arm {
    fn evidence_line(&self) -> String {
        let Evidence { kind, values, required, kinds, sets, ranges, .. } = &self.evidence;
        let mut line = self.tags.iter().map(|tag| format!("{tag} ")).collect::<String>();
        line.push_str(
            &kind.map_or_else(|| "anything".to_owned(), |kind| format!("{kind:?}").to_lowercase()),
        );
        if !values.is_empty() {
            let _ = write!(line, " of {}", values.join(", "));
        }
        if !required.is_empty() {
            let _ = write!(line, " with {}", required.join(", "));
        }
        for (name, kind) in kinds.iter() {
            let _ = write!(line, " where {name} is {}", format!("{kind:?}").to_lowercase());
        }
        for (path, values) in sets.iter() {
            let values: Vec<String> = values.iter().map(Constant::to_string).collect();
            let _ = write!(line, " where {} is {}", path.join("."), values.join(" or "));
        }
        for (name, Range { least, most }) in ranges.iter() {
            let _ = write!(line, " where {name} is from {least} to {most}");
        }
        line
    }
}

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Integer(number) => number.fmt(f),
            Self::Bool(truth) => truth.fmt(f),
        }
    }
}

impl Presence {
    /// The text of a type with what can be missing.
    pub fn wrap(self, ty: &str) -> String {
        match self {
            Self::Required => ty.to_owned(),
            Self::Nullable => format!("Option<{ty}> (null)"),
            Self::Optional => format!("Option<{ty}>"),
            Self::Maybe => format!("Maybe<{ty}>"),
        }
    }
}

impl Place {
    /// The specification's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Form => "form",
            Self::Part => "part",
            Self::PartHeader => "part_header",
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed => Ok(()),
            Self::Argument(_) => f.write_str(" (named by the caller)"),
            Self::Setter(others) => write!(f, " or {}", others.join(" or ")),
        }
    }
}

impl fmt::Display for HeaderForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(scalar) => write!(f, "{scalar:?}"),
            Self::List(scalar) => write!(f, "list of {scalar:?}"),
            Self::Object { explode, .. } => {
                f.write_str(if *explode { "object*" } else { "object" })
            }
            Self::Lines => f.write_str("lines"),
            Self::Json => f.write_str("Json"),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(code) => write!(f, "{code}"),
            Self::Range(hundred) => write!(f, "{hundred}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The features any of which something needs.
fn needs(features: &[String]) -> String {
    if features.is_empty() { String::new() } else { format!(" [{}]", features.join(" or ")) }
}
