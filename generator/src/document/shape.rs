//! The objects of OpenAPI 3.0 as tables: which fields they have, of which shape.
//!
//! The tables follow section 4.7 of the OpenAPI Specification 3.0.3, object by object.

/// What a value has to look like.
#[derive(Debug)]
pub(super) enum Shape {
    /// Any value at all.
    Anything,
    /// Text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A whole number from 0 on.
    Count,
    /// A list.
    List(&'static Shape),
    /// An object whose keys are data.
    Map(&'static Shape),
    /// An object of the specification.
    Object(&'static Object),
    /// An object of the specification, or a `$ref` to one.
    RefOr(&'static Object),
    /// A schema, a `$ref` to one, or `true` or `false`.
    SchemaOrBoolean,
}

/// An object of the specification.
#[derive(Debug)]
pub(super) struct Object {
    /// Its name in the specification, without the word Object.
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
    /// The shape of fields whose names are data, and which names those are.
    pub(super) others: Option<(Names, &'static Shape)>,
}

/// Which names of fields are data.
#[derive(Debug, Clone, Copy)]
pub(super) enum Names {
    /// Those that begin with a slash.
    Paths,
    /// Status codes, their ranges, and `default`.
    Statuses,
    /// All but extensions.
    All,
}

/// A field of an object of the specification.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) shape: Shape,
}

/// What follows when a field is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing.
    Optional,
    /// The object makes no sense.
    Required,
    /// The specification asks for it; empty text does as well.
    Formal,
}

const fn optional(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        need: Need::Optional,
        shape,
    }
}

const fn required(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        need: Need::Required,
        shape,
    }
}

const fn formal(name: &'static str) -> Field {
    Field {
        name,
        need: Need::Formal,
        shape: Shape::Text,
    }
}

const fn object(name: &'static str, fields: &'static [Field]) -> Object {
    Object {
        name,
        fields,
        others: None,
    }
}

const fn keyed(name: &'static str, names: Names, shape: &'static Shape) -> Object {
    Object {
        name,
        fields: &[],
        others: Some((names, shape)),
    }
}

const REQUIREMENTS: Shape = Shape::List(&Shape::Map(&Shape::List(&Shape::Text)));

pub(super) static OPENAPI: Object = object(
    "OpenAPI",
    &[
        required("openapi", Shape::Text),
        required("info", Shape::Object(&INFO)),
        optional("servers", Shape::List(&Shape::Object(&SERVER))),
        required("paths", Shape::Object(&PATHS)),
        optional("components", Shape::Object(&COMPONENTS)),
        optional("security", REQUIREMENTS),
        optional("tags", Shape::List(&Shape::Object(&TAG))),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    ],
);

static INFO: Object = object(
    "Info",
    &[
        formal("title"),
        optional("description", Shape::Text),
        optional("termsOfService", Shape::Text),
        optional("contact", Shape::Object(&CONTACT)),
        optional("license", Shape::Object(&LICENSE)),
        formal("version"),
    ],
);

static CONTACT: Object = object(
    "Contact",
    &[
        optional("name", Shape::Text),
        optional("url", Shape::Text),
        optional("email", Shape::Text),
    ],
);

static LICENSE: Object = object("License", &[formal("name"), optional("url", Shape::Text)]);

static SERVER: Object = object(
    "Server",
    &[
        required("url", Shape::Text),
        optional("description", Shape::Text),
        optional("variables", Shape::Map(&Shape::Object(&SERVER_VARIABLE))),
    ],
);

static SERVER_VARIABLE: Object = object(
    "Server Variable",
    &[
        optional("enum", Shape::List(&Shape::Text)),
        required("default", Shape::Text),
        optional("description", Shape::Text),
    ],
);

static TAG: Object = object(
    "Tag",
    &[
        required("name", Shape::Text),
        optional("description", Shape::Text),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    ],
);

static EXTERNAL_DOCS: Object = object(
    "External Documentation",
    &[
        optional("description", Shape::Text),
        required("url", Shape::Text),
    ],
);

static COMPONENTS: Object = object(
    "Components",
    &[
        optional("schemas", Shape::Map(&Shape::RefOr(&SCHEMA))),
        optional("responses", Shape::Map(&Shape::RefOr(&RESPONSE))),
        optional("parameters", Shape::Map(&Shape::RefOr(&PARAMETER))),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("requestBodies", Shape::Map(&Shape::RefOr(&REQUEST_BODY))),
        optional("headers", Shape::Map(&Shape::RefOr(&HEADER))),
        optional(
            "securitySchemes",
            Shape::Map(&Shape::RefOr(&SECURITY_SCHEME)),
        ),
        optional("links", Shape::Map(&Shape::RefOr(&LINK))),
        optional("callbacks", Shape::Map(&Shape::RefOr(&CALLBACK))),
    ],
);

static PATHS: Object = keyed("Paths", Names::Paths, &Shape::RefOr(&PATH_ITEM));

static PATH_ITEM: Object = object(
    "Path Item",
    &[
        optional("$ref", Shape::Text),
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("get", Shape::Object(&OPERATION)),
        optional("put", Shape::Object(&OPERATION)),
        optional("post", Shape::Object(&OPERATION)),
        optional("delete", Shape::Object(&OPERATION)),
        optional("options", Shape::Object(&OPERATION)),
        optional("head", Shape::Object(&OPERATION)),
        optional("patch", Shape::Object(&OPERATION)),
        optional("trace", Shape::Object(&OPERATION)),
        optional("servers", Shape::List(&Shape::Object(&SERVER))),
        optional("parameters", Shape::List(&Shape::RefOr(&PARAMETER))),
    ],
);

static OPERATION: Object = object(
    "Operation",
    &[
        optional("tags", Shape::List(&Shape::Text)),
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        optional("operationId", Shape::Text),
        optional("parameters", Shape::List(&Shape::RefOr(&PARAMETER))),
        optional("requestBody", Shape::RefOr(&REQUEST_BODY)),
        required("responses", Shape::Object(&RESPONSES)),
        optional("callbacks", Shape::Map(&Shape::RefOr(&CALLBACK))),
        optional("deprecated", Shape::Boolean),
        optional("security", REQUIREMENTS),
        optional("servers", Shape::List(&Shape::Object(&SERVER))),
    ],
);

static PARAMETER: Object = object(
    "Parameter",
    &[
        required("name", Shape::Text),
        required("in", Shape::Text),
        optional("description", Shape::Text),
        optional("required", Shape::Boolean),
        optional("deprecated", Shape::Boolean),
        optional("allowEmptyValue", Shape::Boolean),
        optional("style", Shape::Text),
        optional("explode", Shape::Boolean),
        optional("allowReserved", Shape::Boolean),
        optional("schema", Shape::RefOr(&SCHEMA)),
        optional("example", Shape::Anything),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
    ],
);

static HEADER: Object = object(
    "Header",
    &[
        optional("description", Shape::Text),
        optional("required", Shape::Boolean),
        optional("deprecated", Shape::Boolean),
        optional("allowEmptyValue", Shape::Boolean),
        optional("style", Shape::Text),
        optional("explode", Shape::Boolean),
        optional("allowReserved", Shape::Boolean),
        optional("schema", Shape::RefOr(&SCHEMA)),
        optional("example", Shape::Anything),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
    ],
);

static REQUEST_BODY: Object = object(
    "Request Body",
    &[
        optional("description", Shape::Text),
        required("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
        optional("required", Shape::Boolean),
    ],
);

static MEDIA_TYPE: Object = object(
    "Media Type",
    &[
        optional("schema", Shape::RefOr(&SCHEMA)),
        optional("example", Shape::Anything),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("encoding", Shape::Map(&Shape::Object(&ENCODING))),
    ],
);

static ENCODING: Object = object(
    "Encoding",
    &[
        optional("contentType", Shape::Text),
        optional("headers", Shape::Map(&Shape::RefOr(&HEADER))),
        optional("style", Shape::Text),
        optional("explode", Shape::Boolean),
        optional("allowReserved", Shape::Boolean),
    ],
);

static RESPONSES: Object = keyed("Responses", Names::Statuses, &Shape::RefOr(&RESPONSE));

static RESPONSE: Object = object(
    "Response",
    &[
        formal("description"),
        optional("headers", Shape::Map(&Shape::RefOr(&HEADER))),
        optional("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
        optional("links", Shape::Map(&Shape::RefOr(&LINK))),
    ],
);

static CALLBACK: Object = keyed("Callback", Names::All, &Shape::Object(&PATH_ITEM));

static EXAMPLE: Object = object(
    "Example",
    &[
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("value", Shape::Anything),
        optional("externalValue", Shape::Text),
    ],
);

static LINK: Object = object(
    "Link",
    &[
        optional("operationRef", Shape::Text),
        optional("operationId", Shape::Text),
        optional("parameters", Shape::Map(&Shape::Anything)),
        optional("requestBody", Shape::Anything),
        optional("description", Shape::Text),
        optional("server", Shape::Object(&SERVER)),
    ],
);

static SCHEMA: Object = object(
    "Schema",
    &[
        optional("title", Shape::Text),
        optional("multipleOf", Shape::Number),
        optional("maximum", Shape::Number),
        optional("exclusiveMaximum", Shape::Boolean),
        optional("minimum", Shape::Number),
        optional("exclusiveMinimum", Shape::Boolean),
        optional("maxLength", Shape::Count),
        optional("minLength", Shape::Count),
        optional("pattern", Shape::Text),
        optional("maxItems", Shape::Count),
        optional("minItems", Shape::Count),
        optional("uniqueItems", Shape::Boolean),
        optional("maxProperties", Shape::Count),
        optional("minProperties", Shape::Count),
        optional("required", Shape::List(&Shape::Text)),
        optional("enum", Shape::List(&Shape::Anything)),
        optional("type", Shape::Text),
        optional("allOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("oneOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("anyOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("not", Shape::RefOr(&SCHEMA)),
        optional("items", Shape::RefOr(&SCHEMA)),
        optional("properties", Shape::Map(&Shape::RefOr(&SCHEMA))),
        optional("additionalProperties", Shape::SchemaOrBoolean),
        optional("description", Shape::Text),
        optional("format", Shape::Text),
        optional("default", Shape::Anything),
        optional("nullable", Shape::Boolean),
        optional("discriminator", Shape::Object(&DISCRIMINATOR)),
        optional("readOnly", Shape::Boolean),
        optional("writeOnly", Shape::Boolean),
        optional("xml", Shape::Object(&XML)),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        optional("example", Shape::Anything),
        optional("deprecated", Shape::Boolean),
    ],
);

/// The shape of a schema wherever one can stand.
pub(super) static ANY_SCHEMA: Shape = Shape::RefOr(&SCHEMA);

static DISCRIMINATOR: Object = object(
    "Discriminator",
    &[
        required("propertyName", Shape::Text),
        optional("mapping", Shape::Map(&Shape::Text)),
    ],
);

static XML: Object = object(
    "XML",
    &[
        optional("name", Shape::Text),
        optional("namespace", Shape::Text),
        optional("prefix", Shape::Text),
        optional("attribute", Shape::Boolean),
        optional("wrapped", Shape::Boolean),
    ],
);

static SECURITY_SCHEME: Object = object(
    "Security Scheme",
    &[
        required("type", Shape::Text),
        optional("description", Shape::Text),
        optional("name", Shape::Text),
        optional("in", Shape::Text),
        optional("scheme", Shape::Text),
        optional("bearerFormat", Shape::Text),
        optional("flows", Shape::Object(&FLOWS)),
        optional("openIdConnectUrl", Shape::Text),
    ],
);

static FLOWS: Object = object(
    "OAuth Flows",
    &[
        optional("implicit", Shape::Object(&FLOW)),
        optional("password", Shape::Object(&FLOW)),
        optional("clientCredentials", Shape::Object(&FLOW)),
        optional("authorizationCode", Shape::Object(&FLOW)),
    ],
);

static FLOW: Object = object(
    "OAuth Flow",
    &[
        optional("authorizationUrl", Shape::Text),
        optional("tokenUrl", Shape::Text),
        optional("refreshUrl", Shape::Text),
        required("scopes", Shape::Map(&Shape::Text)),
    ],
);
