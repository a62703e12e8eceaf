//! The kinds of differences between a document and what was recorded.

/// How much a difference says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The service, or its caller, does what the document does not say.
    Difference,
    /// All is as the document says, which could say more.
    Note,
}

impl Kind {
    /// Whether it is about a body as a whole, of which nothing more is known.
    pub(super) fn is_of_body(self) -> bool {
        matches!(
            self,
            Self::UndocumentedBody | Self::UndocumentedMediaType | Self::UndocumentedStatus
        )
    }
}

macro_rules! kinds {
    ($($(#[doc = $docs:literal])+ $name:ident = $slug:literal, $level:ident;)+) => {
        /// A kind of difference.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[doc = $docs])+ $name,)+
        }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// What it is called in the output.
            pub fn slug(self) -> &'static str {
                match self {
                    $(Self::$name => $slug,)+
                }
            }

            /// How much it says.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$name => Level::$level,)+
                }
            }

            /// What it is, in a sentence or two.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($docs, "\n"),+),)+
                }
            }
        }
    };
}

kinds! {
    /// No exchange is with a server of the document.
    OtherServer = "other-server", Difference;
    /// The document has no such path.
    UnknownPath = "unknown-path", Difference;
    /// The document has the path, and not with this method.
    UnknownMethod = "unknown-method", Difference;
    /// A required parameter was not sent.
    MissingParameter = "missing-parameter", Difference;
    /// A query parameter was sent that the operation does not have.
    UndocumentedParameter = "undocumented-parameter", Difference;
    /// A required request body, or the body of a response that has a media type, was empty.
    MissingBody = "missing-body", Difference;
    /// There was a body where the document has none.
    UndocumentedBody = "undocumented-body", Difference;
    /// A body is not what its media type says: no JSON, say.
    MalformedBody = "malformed-body", Difference;
    /// A body has a media type that the document does not have there.
    UndocumentedMediaType = "undocumented-media-type", Difference;
    /// A status came that the operation does not have.
    UndocumentedStatus = "undocumented-status", Difference;
    /// A required header of a response did not come.
    MissingHeader = "missing-header", Difference;
    /// A header that neither HTTP nor the document knows.
    UndocumentedHeader = "undocumented-header", Difference;
    /// A value has another type than its schema says.
    WrongType = "wrong-type", Difference;
    /// A value is null, and its schema does not allow it.
    NullValue = "null-value", Difference;
    /// A value is none of its schema's `enum`, or not its `const`.
    UnknownEnumValue = "unknown-enum-value", Difference;
    /// A text does not have the form that `format` says.
    WrongFormat = "wrong-format", Difference;
    /// A text does not match `pattern`.
    WrongPattern = "wrong-pattern", Difference;
    /// A number is beyond its bounds, those of its format included, or no multiple of `multipleOf`.
    OutOfBounds = "out-of-bounds", Difference;
    /// A text is shorter than `minLength` or longer than `maxLength`.
    WrongLength = "wrong-length", Difference;
    /// A list or an object has fewer or more entries than its schema allows.
    WrongCount = "wrong-count", Difference;
    /// A list with `uniqueItems` has an item twice.
    DuplicateItems = "duplicate-items", Difference;
    /// A required property is not there.
    MissingProperty = "missing-property", Difference;
    /// A property is there that the schema does not have.
    UndocumentedProperty = "undocumented-property", Difference;
    /// A property was sent that is `readOnly`.
    ReadOnlyProperty = "read-only-property", Difference;
    /// A property was received that is `writeOnly`.
    WriteOnlyProperty = "write-only-property", Difference;
    /// A value fits none of the alternatives of `oneOf` or `anyOf`.
    NoAlternative = "no-alternative", Difference;
    /// A value fits more than one alternative of `oneOf`, which takes exactly one.
    SeveralAlternatives = "several-alternatives", Difference;
    /// The property of a `discriminator` has a value that names no schema.
    UnknownAlternative = "unknown-alternative", Difference;
    /// A value fits what `not` excludes.
    ForbiddenValue = "forbidden-value", Difference;
    /// A rule of JSON Schema 2020-12 that no type shows does not hold: `if`, `contains`,
    /// `dependentRequired`, `prefixItems` and the like.
    BrokenRule = "broken-rule", Difference;
    /// An optional property of a response was in each of at least ten objects.
    AlwaysPresent = "always-present", Note;
    /// An optional property of a response was in none of at least ten objects.
    NeverPresent = "never-present", Note;
}
