//! Documents by the grammar of OpenAPI: each field may hold what it can, or what it cannot.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

use crate::words::WORDS;

/// How deep schemas stand in one another.
const DEPTH: usize = 5;

/// The names that components and properties have: few, so that they meet.
const NAMES: [&str; 12] = ["A", "B", "C", "a", "b", "type", "Self", "self", "a-b", "a_b", "1", "ä"];

type Choices<'a, 'd> = &'a mut Unstructured<'d>;

/// A document in one of the versions. Where the bytes end, so do the choices.
pub(crate) fn document(choices: &mut Unstructured<'_>) -> Value {
    let swagger = json!({"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {}});
    try_document(choices).unwrap_or(swagger)
}

fn try_document(choices: Choices<'_, '_>) -> Result<Value> {
    let version = *choices.choose(&["2.0", "3.0.3", "3.1.0", "3.2.0"])?;
    let schemas = map(choices, 8, |choices| schema(choices, DEPTH))?;
    let paths = paths(choices)?;
    let info = json!({"title": name(choices)?, "version": "1"});
    let mut root = if version == "2.0" {
        let mut root = json!({"swagger": version, "info": info, "paths": paths});
        insert(&mut root, "definitions", schemas);
        insert(&mut root, "parameters", map(choices, 3, parameter)?);
        insert(&mut root, "responses", map(choices, 3, response)?);
        insert(&mut root, "host", text(choices)?);
        insert(&mut root, "basePath", text(choices)?);
        insert(&mut root, "securityDefinitions", map(choices, 3, security_scheme)?);
        root
    } else {
        let components = json!({
            "schemas": schemas,
            "parameters": map(choices, 3, parameter)?,
            "responses": map(choices, 3, response)?,
            "requestBodies": map(choices, 2, body)?,
            "headers": map(choices, 2, header)?,
            "securitySchemes": map(choices, 3, security_scheme)?,
        });
        let servers = list(choices, 2, server)?;
        json!({
            "openapi": version, "info": info, "paths": paths, "components": components,
            "servers": servers,
        })
    };
    insert(&mut root, "security", list(choices, 2, requirement)?);
    insert(&mut root, "tags", list(choices, 2, |choices| Ok(json!({"name": text(choices)?})))?);
    Ok(root)
}

fn paths(choices: Choices<'_, '_>) -> Result<Value> {
    let mut paths = Map::new();
    for _ in 0..choices.int_in_range(0..=5)? {
        let mut path = String::new();
        for _ in 0..choices.int_in_range(0..=3)? {
            let name = name(choices)?;
            path += &if choices.ratio(1, 2)? { format!("/{{{name}}}") } else { format!("/{name}") };
        }
        paths.insert(if path.is_empty() { "/".to_owned() } else { path }, path_item(choices)?);
    }
    Ok(Value::Object(paths))
}

fn path_item(choices: Choices<'_, '_>) -> Result<Value> {
    let mut item = json!({});
    for _ in 0..choices.int_in_range(0..=3)? {
        let methods = ["get", "put", "post", "delete", "patch", "head", "query", "trace"];
        let method = *choices.choose(&methods)?;
        insert(&mut item, method, operation(choices)?);
    }
    maybe(choices, &mut item, "parameters", |choices| list(choices, 2, parameter))?;
    maybe(choices, &mut item, "servers", |choices| list(choices, 2, server))?;
    Ok(item)
}

fn operation(choices: Choices<'_, '_>) -> Result<Value> {
    let mut operation = json!({"responses": responses(choices)?});
    maybe(choices, &mut operation, "operationId", name)?;
    maybe(choices, &mut operation, "description", text)?;
    maybe(choices, &mut operation, "tags", |choices| list(choices, 2, name))?;
    maybe(choices, &mut operation, "parameters", |choices| list(choices, 4, parameter))?;
    maybe(choices, &mut operation, "requestBody", body)?;
    maybe(choices, &mut operation, "security", |choices| list(choices, 2, requirement))?;
    maybe(choices, &mut operation, "x-paging", |choices| {
        let style = *choices.choose(&["page", "offset", "cursor", "link", "next"])?;
        Ok(json!({"style": style, "parameter": name(choices)?, "items": text(choices)?}))
    })?;
    Ok(operation)
}

fn responses(choices: Choices<'_, '_>) -> Result<Value> {
    let mut responses = Map::new();
    for _ in 0..choices.int_in_range(0..=3)? {
        let status =
            *choices.choose(&["200", "201", "204", "2XX", "404", "4XX", "default", "x"])?;
        responses.insert(status.to_owned(), response(choices)?);
    }
    Ok(Value::Object(responses))
}

fn response(choices: Choices<'_, '_>) -> Result<Value> {
    if choices.ratio(1, 6)? {
        return reference(choices, "responses");
    }
    let mut response = json!({"description": text(choices)?});
    maybe(choices, &mut response, "content", content)?;
    maybe(choices, &mut response, "schema", |choices| schema(choices, DEPTH))?;
    maybe(choices, &mut response, "headers", |choices| map(choices, 2, header))?;
    Ok(response)
}

fn body(choices: Choices<'_, '_>) -> Result<Value> {
    if choices.ratio(1, 6)? {
        return reference(choices, "requestBodies");
    }
    Ok(json!({"content": content(choices)?, "required": choices.ratio(1, 2)?}))
}

fn header(choices: Choices<'_, '_>) -> Result<Value> {
    Ok(json!({"schema": schema(choices, 2)?, "required": choices.ratio(1, 2)?}))
}

fn content(choices: Choices<'_, '_>) -> Result<Value> {
    let mut content = Map::new();
    for _ in 0..choices.int_in_range(0..=2)? {
        let types = [
            "application/json",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/mixed",
            "text/plain",
            "text/event-stream",
            "application/jsonl",
            "application/octet-stream",
            "application/vnd.a+json; v=1",
            "*/*",
            "x",
        ];
        let mut media = json!({"schema": schema(choices, DEPTH)?});
        maybe(choices, &mut media, "itemSchema", |choices| schema(choices, 3))?;
        maybe(choices, &mut media, "example", value)?;
        maybe(choices, &mut media, "encoding", |choices| {
            map(choices, 2, |choices| {
                Ok(json!({"contentType": text(choices)?, "style": style(choices)?}))
            })
        })?;
        content.insert((*choices.choose(&types)?).to_owned(), media);
    }
    Ok(Value::Object(content))
}

fn style(choices: Choices<'_, '_>) -> Result<Value> {
    let styles = [
        "form",
        "simple",
        "label",
        "matrix",
        "deepObject",
        "spaceDelimited",
        "pipeDelimited",
        "cookie",
        "x",
    ];
    Ok((*choices.choose(&styles)?).into())
}

fn parameter(choices: Choices<'_, '_>) -> Result<Value> {
    if choices.ratio(1, 6)? {
        return reference(choices, "parameters");
    }
    let places = ["path", "query", "header", "cookie", "querystring", "body", "formData"];
    let mut parameter = json!({"name": name(choices)?, "in": *choices.choose(&places)?});
    maybe(choices, &mut parameter, "required", |choices| Ok(choices.ratio(1, 2)?.into()))?;
    maybe(choices, &mut parameter, "style", style)?;
    maybe(choices, &mut parameter, "explode", |choices| Ok(choices.ratio(1, 2)?.into()))?;
    if choices.ratio(1, 6)? {
        insert(&mut parameter, "content", content(choices)?);
    } else if choices.ratio(1, 4)? {
        // As in Swagger 2.0.
        let Value::Object(fields) = schema(choices, 1)? else { return Ok(parameter) };
        for (key, value) in fields {
            insert(&mut parameter, &key, value);
        }
    } else {
        insert(&mut parameter, "schema", schema(choices, 3)?);
    }
    Ok(parameter)
}

fn server(choices: Choices<'_, '_>) -> Result<Value> {
    let urls = ["https://a.example", "/v1", "https://{a}.example/{b}", "", "{a}", "x y", "ftp://a"];
    let mut server = json!({"url": *choices.choose(&urls)?});
    maybe(choices, &mut server, "variables", |choices| {
        map(choices, 2, |choices| {
            Ok(json!({"default": text(choices)?, "enum": list(choices, 2, text)?}))
        })
    })?;
    Ok(server)
}

fn security_scheme(choices: Choices<'_, '_>) -> Result<Value> {
    let types = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS", "basic"];
    let mut scheme = json!({"type": *choices.choose(&types)?});
    maybe(choices, &mut scheme, "name", name)?;
    maybe(choices, &mut scheme, "in", |choices| {
        Ok((*choices.choose(&["query", "header", "cookie"])?).into())
    })?;
    maybe(choices, &mut scheme, "scheme", |choices| {
        Ok((*choices.choose(&["basic", "bearer", "digest"])?).into())
    })?;
    maybe(choices, &mut scheme, "flows", |choices| {
        let flow = *choices.choose(&["implicit", "password", "clientCredentials"])?;
        Ok(json!({flow: {"tokenUrl": text(choices)?, "scopes": {"a": "b"}}}))
    })?;
    Ok(scheme)
}

fn requirement(choices: Choices<'_, '_>) -> Result<Value> {
    map(choices, 2, |choices| list(choices, 1, text))
}

/// A schema, at most so many levels deep.
pub(crate) fn schema(choices: Choices<'_, '_>, depth: usize) -> Result<Value> {
    let kind = choices.int_in_range(0..=12)?;
    if depth == 0 || kind < 2 {
        return reference(choices, "schemas");
    }
    let depth = depth - 1;
    let parts = |choices: Choices<'_, '_>| list(choices, 3, |choices| schema(choices, depth));
    let mut made = match kind {
        2 | 3 => {
            let properties = map(choices, 4, |choices| schema(choices, depth))?;
            json!({"type": "object", "properties": properties, "required": list(choices, 2, name)?})
        }
        4 => json!({"type": "array", "items": schema(choices, depth)?}),
        5 => json!({"allOf": parts(choices)?}),
        6 => json!({"oneOf": parts(choices)?}),
        7 => json!({"anyOf": parts(choices)?}),
        8 => json!({"enum": list(choices, 4, value)?}),
        9 => json!({"additionalProperties": schema(choices, depth)?}),
        10 => {
            let types = ["string", "integer", "number", "boolean", "null", "object", "array"];
            json!({"type": list(choices, 2, |choices| Ok((*choices.choose(&types)?).into()))?})
        }
        _ => {
            let types = ["string", "integer", "number", "boolean"];
            let formats = [
                "date",
                "date-time",
                "uuid",
                "byte",
                "binary",
                "int32",
                "int64",
                "float",
                "decimal",
                "duration",
                "time",
                "uri",
                "x",
            ];
            json!({"type": *choices.choose(&types)?, "format": *choices.choose(&formats)?})
        }
    };
    maybe(choices, &mut made, "discriminator", |choices| {
        Ok(json!({"propertyName": name(choices)?, "mapping": map(choices, 2, text)?}))
    })?;
    for _ in 0..choices.int_in_range(0..=2)? {
        let keyword = *choices.choose(WORDS)?;
        let any = if choices.ratio(1, 4)? { schema(choices, depth)? } else { value(choices)? };
        insert(&mut made, keyword, any);
    }
    Ok(made)
}

fn reference(choices: Choices<'_, '_>, kind: &str) -> Result<Value> {
    let name = *choices.choose(&NAMES)?;
    let targets = [
        format!("#/components/{kind}/{name}"),
        format!("#/definitions/{name}"),
        format!("#/components/schemas/{name}/properties/{name}"),
        format!("#/components/schemas/{name}/allOf/0"),
        format!("#/paths/~1{name}/get/responses/200"),
        name.to_owned(),
    ];
    // Mostly the first: the others lead nowhere more often than not.
    let index = if choices.ratio(3, 4)? { 0 } else { choices.choose_index(targets.len())? };
    Ok(json!({"$ref": targets.get(index)}))
}

fn value(choices: Choices<'_, '_>) -> Result<Value> {
    Ok(match choices.int_in_range(0..=8)? {
        0 => Value::Null,
        1 => choices.arbitrary::<bool>()?.into(),
        2 => choices.arbitrary::<i64>()?.into(),
        3 => choices.arbitrary::<u64>()?.into(),
        4 => choices.arbitrary::<f64>()?.into(),
        5 => json!([text(choices)?]),
        6 => json!({name(choices)?.as_str().unwrap_or_default(): text(choices)?}),
        _ => text(choices)?,
    })
}

fn name(choices: Choices<'_, '_>) -> Result<Value> {
    Ok((*choices.choose(&NAMES)?).into())
}

fn text(choices: Choices<'_, '_>) -> Result<Value> {
    if choices.ratio(1, 3)? {
        return Ok(choices.arbitrary::<String>()?.into());
    }
    let known = if choices.ratio(1, 2)? { WORDS } else { crate::words::LETTERS };
    Ok((*choices.choose(known)?).into())
}

fn list(
    choices: Choices<'_, '_>,
    longest: usize,
    item: impl Fn(Choices<'_, '_>) -> Result<Value>,
) -> Result<Value> {
    let length = choices.int_in_range(0..=longest)?;
    (0..length).map(|_| item(choices)).collect()
}

fn map(
    choices: Choices<'_, '_>,
    longest: usize,
    item: impl Fn(Choices<'_, '_>) -> Result<Value>,
) -> Result<Value> {
    let mut map = Map::new();
    for _ in 0..choices.int_in_range(0..=longest)? {
        map.insert((*choices.choose(&NAMES)?).to_owned(), item(choices)?);
    }
    Ok(Value::Object(map))
}

/// One time of three, the object has this field.
fn maybe(
    choices: Choices<'_, '_>,
    object: &mut Value,
    key: &str,
    value: impl Fn(Choices<'_, '_>) -> Result<Value>,
) -> Result<()> {
    if choices.ratio(1, 3)? {
        let value = value(choices)?;
        insert(object, key, value);
    }
    Ok(())
}

fn insert(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(entries) = object {
        entries.insert(key.to_owned(), value);
    }
}
