//! The table of all diagnostic codes. One entry here is all that a new code needs.

use std::fmt;

macro_rules! codes {
    ($($name:ident = $slug:literal: $explanation:literal,)*) => {
        /// Which rule a diagnostic is about. The slug is stable: people search for it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $explanation] $name,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name shown to the user: `duplicate-key`.
            pub const fn slug(self) -> &'static str {
                match self {
                    $(Self::$name => $slug,)*
                }
            }

            /// One paragraph on what the rule is and why it holds.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => $explanation,)*
                }
            }
        }
    };
}

codes! {
    InvalidYaml = "invalid-yaml":
        "The text is neither YAML 1.2 nor JSON. Reading stops at the first such place, since what comes after it cannot be told apart reliably.",
    EmptyDocument = "empty-document":
        "The file has no content besides comments, so there is nothing to generate from.",
    EmptyApi = "empty-api":
        "Nothing can be generated: the document has neither operations nor schemas, or all operations are left out, or none has a type where types are all that is wanted. The crate would be empty, and a program would learn of it only when it is written.",
    TypesOnly = "types-only":
        "The document has no operations, as a collection of definitions or of webhooks has none: what is generated is a crate of its types, without a client, as by `--types-only`.",
    MultipleDocuments = "multiple-documents":
        "The file has more than one YAML document (a line with `---` starts a new one). One file describes one API.",
    DuplicateKey = "duplicate-key":
        "A key is written twice in the same object. YAML 1.2 (section 3.2.1.1) forbids it, and readers differ in which of the two values they use.",
    ComplexKey = "complex-key":
        "A list or an object is used as a key. YAML allows it, but JSON and OpenAPI know only text as keys.",
    InvalidMerge = "invalid-merge":
        "The value of a merge key `<<` is neither an object nor a list of objects.",
    UnknownAnchor = "unknown-anchor":
        "An alias (`*name`) refers to an anchor (`&name`) that is not defined before it in the file.",
    RecursiveAlias = "recursive-alias":
        "An alias stands inside the very value that its anchor names, so the value would contain itself without end.",
    InvalidScalar = "invalid-scalar":
        "A value does not fit the YAML tag before it, such as `!!int` before a word.",
    NumberOutOfRange = "number-out-of-range":
        "A number is infinite, not a number, or too large for a 64-bit floating point number. JSON, and so OpenAPI, has no such numbers.",
    UnknownTag = "unknown-tag":
        "A YAML tag other than those of the core schema stands before a value. JSON has no tags, so it has no meaning in an OpenAPI document.",
    UnsupportedVersion = "unsupported-version":
        "The document does not say that it follows Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2. Other versions mean other things by the same words, so nothing is guessed.",
    MissingKey = "missing-key":
        "The OpenAPI Specification asks for a field that is not there.",
    UnknownKey = "unknown-key":
        "A field that the OpenAPI Specification does not know, perhaps a misspelt one. Extensions begin with `x-`.",
    WrongType = "wrong-type":
        "A field has a value of another type than the OpenAPI Specification asks for.",
    WrongShape = "wrong-shape":
        "A part of the document fits none of the forms that the OpenAPI Specification allows in its place.",
    UnresolvedReference = "unresolved-reference":
        "A `$ref` leads to nothing, to something of another kind, in a circle, or out of the document.",
    ForeignReference = "foreign-reference":
        "A `$ref` stands in the place of something that the OpenAPI Specification has no references to, such as an Operation Object, a map or a description. Every program that makes one file of several follows it, and so does this one.",
    InvalidOverlay = "invalid-overlay":
        "An overlay is none by the OpenAPI Overlay Specification, or an action of it cannot be done: what it merges does not fit what stands there.",
    IdleOverlay = "idle-overlay":
        "The target of an overlay's action selects nothing, so that the action changes nothing: a typing mistake looks the same. Or the overlay says that it is made for another document.",
    CircularAllOf = "circular-all-of":
        "A schema is a part of itself by `allOf`. An object cannot hold all of itself, so no type fits.",
    RecursiveType = "recursive-type":
        "A schema is another name for itself, or one of its own alternatives, so that nothing says what its values are.",
    LongChain = "long-chain":
        "Types own each other in a chain that is longer than the compiler follows (E0320). A crate can raise the limit for itself only, not for those that use it.",
    EmptySelection = "empty-selection":
        "A pattern of `--include` or `--exclude` matches nothing, or they leave nothing of a document. A pattern that was mistyped would change the crate in silence.",
    UnknownType = "unknown-type":
        "The `type` of a schema is none of string, number, integer, boolean, array, object (OpenAPI 3.0.3, Schema Object).",
    UnknownFormat = "unknown-format":
        "The `format` of a value is none of the OpenAPI Format Registry, and nearly one: it is read as what it means.",
    UnsupportedSchema = "unsupported-schema":
        "A schema that has no Rust type of its own yet. Its values are kept as JSON, so nothing is lost.",
    UnsupportedParameter = "unsupported-parameter":
        "A parameter that cannot be sent yet. An operation that needs it is left out.",
    UndefinedStyle = "undefined-style":
        "A style is asked to write a value for which the specification defines no form (OpenAPI 3.0.3, Style Values): another server may read another form.",
    UncheckedPattern = "unchecked-pattern":
        "A `pattern` that the client does not check before it sends a text: it looks around or back, which takes unbounded time to match, or is no regular expression.",
    UnsupportedMediaType = "unsupported-media-type":
        "A key of `content` that is no media type, or one whose bodies cannot be written or read yet. By the place, a response is bytes, or a body or its operation is left out; each message says which.",
    UnsupportedSecurity = "unsupported-security":
        "A security scheme that the client cannot apply. Operations that can be authorized by it alone cannot be called.",
    UnsupportedPart = "unsupported-part":
        "A part of the document that no code is generated for yet. The rest is not touched by it.",
    UnresolvedSecurity = "unresolved-security":
        "A security requirement names a scheme that is not declared. The call is never sent without it.",
    InvalidExtension = "invalid-extension":
        "An extension that the generator reads has a value of the wrong type. One of another tool is then as if it were not there.",
    ClosedEnum = "closed-enum":
        "An extension of another tool says that enums take no other values than theirs, as `x-open-enum: false` does. Then a response with another value is an error, so a value that the server adds breaks a client that was made before.",
    InvalidPaging = "invalid-paging":
        "The extension `x-paging` does not fit its operation: it names a parameter or a property that is not there, or has a key that its style does not know.",
    IgnoredParameter = "ignored-parameter":
        "The headers Accept, Content-Type and Authorization are no parameters (OpenAPI 3.0.3, Parameter Object): media types and security schemes describe them.",
    Contradiction = "contradiction":
        "Two parts of the document exclude each other, such as two parameters of one name, or `schema` beside `content`. One of them is taken; the message says which.",
    IgnoredBody = "ignored-body":
        "A body is described where HTTP has none: in a response to HEAD, or with the status 204, 205 or 304 (RFC 9110).",
    IgnoredHeader = "ignored-header":
        "A response header `Content-Type` is described; media types say what it is (OpenAPI 3.0.3, Response Object).",
    UnsupportedHeader = "unsupported-header":
        "The value of a response header has no type that a header can carry, or has several. It is read as text.",
    PathMismatch = "path-mismatch":
        "A path parameter has no place in the path, or a place in the path has no parameter (OpenAPI 3.0.3, Path Templating).",
    RelativeServer = "relative-server":
        "The URL of a server begins neither with a scheme nor with a slash: most of the time the scheme was forgotten (OpenAPI 3.0.3, Server Object).",
    NameCollision = "name-collision":
        "Two things of the document become the same Rust name. An inline schema then says what it is of its owner; of all else, the later one gets a number. Tags that differ only in how they are written are one.",
    SharedPrefix = "shared-prefix":
        "The names of all schemas of a document begin with the same words, which then stand in each use of a type; or a prefix that is to be cut is not there. `--cut-type-prefix` leaves a prefix out.",
    SharedParameter = "shared-parameter":
        "Nearly all operations of an API ask for the same parameter, as the name of a tenant; or one that is to be set once is not there, or of several types. `--bind` sets a parameter once, on the client.",
    PlainSecret = "plain-secret":
        "A property, a parameter or a header is called like a secret, such as `password` or `client_secret`, and the document says no more than that it is text. Only what is known as a secret is kept out of all that is printed: `format: password` says it in the document, `--secret NAME` from outside.",
    Internal = "internal":
        "A mistake of the generator itself. Please report it with the document.",
    LimitExceeded = "limit-exceeded":
        "The document is larger, deeper, or expands to more than the limits allow. They guard against documents that are made to exhaust the machine.",
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.slug())
    }
}
