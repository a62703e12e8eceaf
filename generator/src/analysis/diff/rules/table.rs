//! The table of the kinds of change. `docs/diff.md` shows it.

use super::answers::Wire::{Differs, Fails, MayFail, Unknown, Works};
use super::answers::{both, no, ways, yes};
use super::rule::Rule;

macro_rules! rules {
    ($($kind:ident $slug:literal $title:literal $ways:expr, $adds:literal, $reason:literal;)+) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each has its title in the table")]
        pub enum Kind {
            $($kind,)+
        }

        impl Kind {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// What it means.
            pub fn rule(self) -> Rule {
                match self {
                    $(Self::$kind => Rule {
                        slug: $slug, title: $title, ways: $ways, adds: $adds, reason: $reason,
                    },)+
                }
            }
        }
    };
}

// Name, slug and title; answers where it is received and where it is sent: whether code compiles, a
// program of OLD at a server of NEW, one of NEW at a server of OLD; whether something is new; why.
rules! {
    OperationAdded "operation-added" "an operation can be called that could not"
        both(yes(Works, Fails)), true, "a new method; a server of OLD does not know the call";
    OperationRemoved "operation-removed" "an operation is gone"
        both(no(Fails, Works)), false, "its method is gone, and a server of NEW does not know the call";
    OperationLeftOut "operation-left-out" "an operation cannot be called any more"
        both(no(Works, Works)), false, "the document has it, and no method can be made of it: the diagnostics of NEW say why";
    OperationMoved "operation-moved" "an operation has another method of HTTP or another path"
        both(yes(Fails, Fails)), false, "the `operationId` is the same, and so is the method of the crate; the call is another one";
    OperationRenamed "operation-renamed" "the method of an operation has another name"
        both(no(Works, Works)), false, "names come from the `operationId`; the call is the same";
    HandleChanged "handle-changed" "an operation is found at another handle"
        both(no(Works, Works)), false, "its first tag gives the handle; the call is the same";
    HandleRemoved "handle-removed" "no operation is found at a handle any more"
        both(no(Works, Works)), false, "its module, its type and the method of the client that gives it are gone; the calls are told by themselves";
    OperationDeprecated "operation-deprecated" "the document warns against an operation"
        both(yes(Works, Works)), true, "the compiler warns where it is called, and goes on";
    OperationReinstated "operation-reinstated" "the document warns no more against an operation"
        both(yes(Works, Works)), false, "the compiler does not warn any more";
    CallTypeChanged "call-type-changed" "a call has setters for the first time, or none any more"
        both(no(Works, Works)), false, "a call with setters has a type of its own: code that names the type of the call has another one; a call that is only awaited compiles";
    RetryChanged "retry-changed" "`x-idempotent` is other than it was"
        both(yes(Works, Works)), false, "it says whether a call is sent again when it failed";
    PagingAdded "paging-added" "a list comes page by page that did not"
        both(yes(Works, MayFail)), true, "there are methods for its pages and its items";
    PagingChanged "paging-changed" "a list comes page by page in another way, or no more"
        both(no(MayFail, MayFail)), false, "what leads from a page to the next is another parameter or property";
    VariantAdded "variant-added" "a call can have another body"
        both(yes(Works, MayFail)), true, "there is a method for each kind of body";
    VariantRemoved "variant-removed" "a call cannot have one of its bodies any more"
        both(no(Fails, Works)), false, "the method for it is gone, and a server of NEW need not read it";

    ParameterAdded "parameter-added" "an optional parameter is new"
        both(yes(Works, MayFail)), true, "there is a setter; a server of OLD does not know it";
    RequiredParameterAdded "required-parameter-added" "a required parameter is new"
        both(no(Fails, MayFail)), false, "the method takes one argument more";
    ParameterRemoved "parameter-removed" "an optional parameter is gone"
        both(no(MayFail, Works)), false, "its setter is gone; a server of NEW may ignore it or refuse it";
    RequiredParameterRemoved "required-parameter-removed" "a required parameter is gone"
        both(no(MayFail, Fails)), false, "the method takes one argument less; a server of OLD needs it";
    ParameterBecameRequired "parameter-became-required" "an optional parameter is required"
        both(no(MayFail, Works)), false, "it is an argument and no setter";
    ParameterBecameOptional "parameter-became-optional" "a required parameter is optional"
        both(no(Works, MayFail)), false, "it is a setter and no argument";
    ParameterMoved "parameter-moved" "a parameter goes to another place"
        both(yes(Fails, Fails)), false, "it is looked for where it is not: path, query, header, cookie and body are different places";
    ParameterRenamed "parameter-renamed" "the setter of a parameter has another name"
        both(no(Works, Works)), false, "the name on the wire is the same";
    PathParameterRenamed "path-parameter-renamed" "a parameter of the path has another name"
        both(yes(Works, Works)), false, "its place in the path counts, and arguments have no names for who calls";
    ArgumentsReordered "arguments-reordered" "the arguments of a method are in another order"
        both(no(Works, Works)), false, "arguments stand in the order of the document; where their types are the same, nothing but this tells it";
    StyleChanged "style-changed" "a parameter is written in another way"
        both(yes(MayFail, MayFail)), false, "`style`, `explode`, `allowReserved` and the media type of a part say how lists and objects become text";
    PresetChanged "preset-changed" "a parameter is set by the crate, or no more"
        both(no(MayFail, MayFail)), false, "a parameter with one value only is filled in; one that is bound is set on the client";
    SecretChanged "secret-changed" "a value is kept out of all that is printed, or no more"
        both(yes(Works, Works)), false, "it is about what `Debug`, errors and traces show";

    BodyAdded "body-added" "a call can have a body that had none"
        both(yes(Works, MayFail)), true, "there is a setter for it";
    RequiredBodyAdded "required-body-added" "a call needs a body that had none"
        both(no(Fails, MayFail)), false, "the method takes one argument more";
    BodyRemoved "body-removed" "a call has no body any more"
        both(no(MayFail, MayFail)), false, "what took it is gone";
    BodyBecameRequired "body-became-required" "an optional body is required"
        both(no(MayFail, Works)), false, "it is an argument and no setter";
    BodyBecameOptional "body-became-optional" "a required body is optional"
        both(no(Works, MayFail)), false, "it is a setter and no argument";
    MediaTypeChanged "media-type-changed" "a body is of another media type"
        both(yes(MayFail, MayFail)), false, "a server reads what `Content-Type` names";

    ResponseAdded "response-added" "a status is documented that was not"
        both(yes(Works, Works)), true, "a failure is a variant of its error; enums can grow, and what is not documented is an error without a variant";
    ResponseRemoved "response-removed" "a status is not documented any more"
        both(no(Works, Works)), false, "its variant is gone; where it comes, it is an error without a variant";
    SuccessAdded "success-added" "a success is documented that was not"
        both(yes(MayFail, Works)), true, "a program of OLD reads its body as that of the success that it knows, which may be another type";
    SuccessRemoved "success-removed" "a success is not documented any more"
        both(no(Works, MayFail)), false, "its variant is gone";
    FirstFailure "first-failure" "the first failure is documented, or none any more"
        both(no(Works, Works)), false, "the type of the error is another one: code that names it does not compile";
    SuccessChanged "success-changed" "a method gives back one type in the place of several, or several in the place of one"
        both(no(MayFail, MayFail)), false, "successes with different bodies are an enum";
    ResponseBodyAdded "response-body-added" "a response has a body that had none"
        both(no(Works, MayFail)), false, "what was `()` is a value";
    ResponseBodyRemoved "response-body-removed" "a response has no body any more"
        both(no(MayFail, Works)), false, "what was a value is `()`";
    ResponseFormatChanged "response-format-changed" "a response is read in another way"
        both(no(Fails, Fails)), false, "JSON, XML, text, bytes and sequences of items are read each by its own";
    ResponseMediaTypeChanged "response-media-type-changed" "a response is of other media types"
        both(yes(MayFail, MayFail)), false, "`Accept` names what the client reads; what is of the same kind is read as before";
    HeaderAdded "header-added" "a header of responses is documented that was not"
        both(yes(Works, Works)), true, "there is a field for it; a header may always be missing";
    HeaderRemoved "header-removed" "a header of responses is not documented any more"
        both(no(Works, Works)), false, "its field is gone; `headers()` still has what comes";

    TypeAdded "type-added" "a type is new"
        both(yes(Works, Works)), true, "nothing that was there uses it";
    TypeRemoved "type-removed" "a type is gone"
        both(no(Works, Works)), false, "code that names it does not compile; what used it is told by itself";
    TypeRenamed "type-renamed" "a type has another name"
        both(no(Works, Works)), false, "names are not on the wire";
    TypeWidened "type-widened" "a value can be more than it could"
        ways(no(MayFail, Works), no(Works, MayFail)), false, "each value of OLD is one of NEW; the type is another one";
    TypeNarrowed "type-narrowed" "a value can be less than it could"
        ways(no(Works, MayFail), no(MayFail, Works)), false, "each value of NEW is one of OLD; the type is another one";
    TypeChanged "type-changed" "a value is of another type"
        both(no(MayFail, MayFail)), false, "what one writes the other does not read";
    TypeRewritten "type-rewritten" "the same values are of another Rust type"
        both(no(Works, Works)), false, "the JSON is the same";
    TypeBecameSent "type-became-sent" "values of a type can be made that could not"
        both(yes(Works, Works)), true, "what is sent has a constructor and setters";
    TypeNoLongerSent "type-no-longer-sent" "values of a type cannot be made any more"
        both(no(Works, Works)), false, "what is only received has no constructor";
    TraitLost "trait-lost" "a type does not implement a trait any more"
        both(no(Works, Works)), false, "`Eq` and `Hash` need that nothing in it is a float, `Default` that nothing is required";
    TraitGained "trait-gained" "a type implements a trait that it did not"
        both(yes(Works, Works)), true, "all that it holds does";

    PropertyAdded "property-added" "an optional property is new"
        ways(yes(Works, Works), yes(Works, MayFail)), true, "structs can grow; a server of OLD may refuse what it does not know";
    RequiredPropertyAdded "required-property-added" "a required property is new"
        ways(yes(Works, Fails), no(Fails, MayFail)), true, "a program of NEW misses it in what a server of OLD sends; where it is sent, the constructor asks for it";
    DefaultedPropertyAdded "defaulted-property-added" "a required property is new whose value is known"
        ways(yes(Works, Fails), yes(Fails, MayFail)), true, "the constructor fills it in by its default or its only value";
    PropertyRemoved "property-removed" "an optional property is gone"
        ways(no(Works, Works), no(MayFail, Works)), false, "its field is gone; a server of NEW may refuse what it does not know";
    RequiredPropertyRemoved "required-property-removed" "a required property is gone"
        ways(no(Fails, Works), no(MayFail, Fails)), false, "a program of OLD misses it in what a server of NEW sends";
    PropertyBecameOptional "property-became-optional" "a required property may be missing"
        ways(no(MayFail, Works), no(Works, MayFail)), false, "the field is an `Option`, and the constructor does not ask for it";
    PropertyBecameRequired "property-became-required" "an optional property is required"
        ways(no(Works, MayFail), no(MayFail, Works)), false, "the field is no `Option`, and the constructor asks for it";
    PropertyBecameNullable "property-became-nullable" "a property may be null"
        ways(no(MayFail, Works), no(Works, MayFail)), false, "the field is an `Option`, or a `Maybe` where it may be missing, too";
    PropertyBecameNotNullable "property-became-not-nullable" "a property is not null any more"
        ways(no(Works, MayFail), no(MayFail, Works)), false, "the field has no null any more";
    PropertyRenamed "property-renamed" "the field of a property has another name"
        both(no(Works, Works)), false, "the name on the wire is the same";
    AccessChanged "access-changed" "a property is read-only or write-only, or no more"
        both(no(MayFail, MayFail)), false, "what is only received has no setter; where a required property goes one way only, what is sent is a type of its own";
    ConstructorChanged "constructor-changed" "a constructor asks for a property, or no more"
        both(no(Works, Works)), false, "what has a default or one value only is not asked for";
    ConstructorReordered "constructor-reordered" "the arguments of a constructor are in another order"
        both(no(Works, Works)), false, "they stand in the order of the document; where their types are the same, nothing but this tells it";
    DefaultChanged "default-changed" "a default is another one"
        ways(yes(Works, Works), yes(Differs, Differs)), false, "a program that says nothing gets what the server takes; the document says that it is something else";
    ConstantChanged "constant-changed" "the only value of a property is another one"
        ways(yes(Works, Works), yes(MayFail, MayFail)), false, "what is filled in is another value; another one that comes is kept";
    RestAdded "rest-added" "properties that no schema names are kept"
        both(yes(Works, MayFail)), true, "`additionalProperties` are a map";
    RestRemoved "rest-removed" "properties that no schema names are not kept any more"
        ways(no(Works, Works), no(MayFail, Works)), false, "the map of them is gone";
    LimitTightened "limit-tightened" "a limit allows less"
        ways(yes(Works, Works), yes(MayFail, Works)), false, "what is sent is checked before, what is received is not";
    LimitLoosened "limit-loosened" "a limit allows more"
        ways(yes(Works, Works), yes(Works, MayFail)), false, "what is sent is checked before, what is received is not";
    LimitChanged "limit-changed" "a pattern, or limits in both directions, are others"
        ways(yes(Works, Works), yes(MayFail, MayFail)), false, "nobody knows which texts both patterns take";
    Deprecated "deprecated" "the document warns against a property or a type"
        both(yes(Works, Works)), false, "the docs say so";
    Reinstated "reinstated" "the document warns no more against a property or a type"
        both(yes(Works, Works)), false, "the docs do not say so any more";

    EnumValueAdded "enum-value-added" "an enum has a value more"
        ways(yes(Works, Works), yes(Works, MayFail)), true, "enums can grow, and a program of OLD reads it as `Unknown`; a server of OLD may refuse it";
    EnumValueRemoved "enum-value-removed" "an enum has a value less"
        ways(no(Works, Works), no(MayFail, Works)), false, "its variant is gone; where it comes, it is `Unknown`";
    EnumValueRenamed "enum-value-renamed" "the variant of a value has another name"
        both(no(Works, Works)), false, "the value on the wire is the same";
    EnumOpened "enum-opened" "an enum takes values that it does not name, or no more"
        ways(yes(Works, Works), yes(MayFail, MayFail)), false, "the variant for other values is there in either case";
    EnumClosed "enum-closed" "an enum does not keep other values any more, or keeps them from now on"
        ways(no(MayFail, MayFail), no(Works, Works)), false, "the variant for other values goes or comes; without it such a value is an error";
    ClosedEnumValueAdded "closed-enum-value-added" "an enum that did not keep other values has a value more"
        ways(no(MayFail, Works), no(Works, MayFail)), true, "a `match` lacks it, and a program of OLD cannot read it; a server of OLD may refuse it";
    ClosedEnumValueRemoved "closed-enum-value-removed" "an enum that does not keep other values has a value less"
        ways(no(Works, MayFail), no(MayFail, Works)), false, "its variant is gone, and where it comes, it is an error";
    ArmAdded "arm-added" "a union has an alternative more"
        ways(yes(Works, Works), yes(Works, MayFail)), true, "unions can grow, and a program of OLD keeps such a value as `Unknown`";
    ArmRemoved "arm-removed" "a union has an alternative less"
        ways(no(Works, Works), no(MayFail, Works)), false, "its variant is gone; such a value is kept as `Unknown`";
    ArmRenamed "arm-renamed" "the variant of an alternative has another name"
        both(no(Works, Works)), false, "names are not on the wire";
    DiscriminatorChanged "discriminator-changed" "the alternatives of a union are told apart in another way"
        ways(yes(Differs, Differs), yes(MayFail, MayFail)), false, "the property or its values are others; what comes and is told by none of them is `Unknown`";
    SharedPropertyRemoved "shared-property-removed" "the alternatives of a union do not share a property any more"
        both(no(Works, Works)), false, "the method of the union that gives it is gone";

    SchemeAdded "scheme-added" "a way to prove who calls is new"
        both(yes(Works, Works)), true, "the builder of the client has a method more";
    SchemeRemoved "scheme-removed" "a way to prove who calls is gone"
        both(no(MayFail, MayFail)), false, "the builder's method is gone";
    SchemeChanged "scheme-changed" "a credential is sent in another way"
        both(no(Fails, Fails)), false, "a server looks for it where it is not";
    ScopesChanged "scopes-changed" "the scopes or the addresses of a security scheme are others"
        both(yes(Differs, Differs)), false, "where a token comes from, and what it allows, is not for the crate to say";
    SecurityRequired "security-required" "a call needs a credential that needed none"
        both(yes(MayFail, Works)), false, "the client sends the credentials that it has, where the document asks for them";
    SecurityDropped "security-dropped" "a call needs no credential any more"
        both(yes(Works, MayFail)), false, "a program of NEW does not send what a server of OLD needs";
    SecurityChanged "security-changed" "a call needs other credentials"
        both(yes(MayFail, MayFail)), false, "the client sends the credentials that it has, where the document asks for them";
    ScopeAdded "scope-added" "a call needs a scope more"
        both(yes(MayFail, Works)), false, "a token without it is refused";
    ScopeRemoved "scope-removed" "a call needs a scope less"
        both(yes(Works, MayFail)), false, "a server of OLD may refuse a token without it";
    ServerChanged "server-changed" "the default server is another one"
        both(yes(Differs, Differs)), false, "a program that sets no base URL calls the server that its document names first";
    ServersChanged "servers-changed" "other servers, or the variables of one, are others"
        both(yes(Works, Works)), true, "the builder's methods for variables are told by what is lost of the crate";
    InfoChanged "info-changed" "the title or the version of the API is another one"
        both(yes(Works, Works)), false, "the docs show them";

    ApiAdded "api-added" "a document is new beside others of the crate"
        both(yes(Works, Works)), true, "it has a module and a feature of its own; what was there is where it was";
    ApiRemoved "api-removed" "a document of several is gone"
        both(no(Works, Works)), false, "its module and its feature are gone";
    ApiMoved "api-moved" "a crate has several documents in the place of one, or one in the place of several"
        both(no(Works, Works)), false, "what one document has is at the root of the crate, what several have is in a module of each";
    FeatureRemoved "feature-removed" "a cargo feature is gone"
        both(no(Works, Works)), false, "a manifest that names it is refused by cargo";
    RustItemChanged "rust-item-changed" "an item of the crate is another one, or gone"
        both(no(Works, Works)), false, "what follows for names and signatures from changes elsewhere, found by comparing the items of both crates";
    ReferenceChanged "reference-changed" "a reference leads to another place, or stands where its target stood"
        both(yes(Works, Works)), false, "what is different there is told there, and the crate is the same";
    DocsChanged "docs-changed" "descriptions, examples and the like are others"
        both(yes(Works, Works)), false, "they are for people";
    KeywordChanged "keyword-changed" "a keyword changes that the client does not use"
        both(yes(Unknown, Unknown)), false, "the client neither checks it nor is generated from it; a server may";
    OtherDifference "other-difference" "the documents differ, and no other rule knows what follows"
        both(yes(Unknown, Unknown)), false, "the crates are the same there; look at both places";
}
