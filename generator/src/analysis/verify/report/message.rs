//! Differences as sentences.

use super::super::check::Part;
use super::super::fold::Folded;
use super::super::kind::Kind;

/// What is wrong, without the place.
pub(super) fn of(folded: &Folded) -> String {
    let Folded { kind, subject, part, at, .. } = folded;
    let it = match (at.is_empty(), part) {
        (false, _) => format!("`{at}`"),
        (true, Part::Parameter(..) | Part::ResponseHeader(..)) => part.to_string(),
        (true, _) => "the body".to_owned(),
    };
    let rule = folded.origin.last().map(|last| last.into_owned()).unwrap_or_default();
    let near = |words: &str| if at.is_empty() { String::new() } else { format!("; {words} {at}") };
    match kind {
        Kind::OtherServer => {
            "no exchange is with a server of the document; `--server URL` names another one"
                .to_owned()
        }
        Kind::UnknownPath => {
            format!("the document has no path for {subject}{}", near("like it are"))
        }
        Kind::UnknownMethod => {
            format!("the document has the path of {subject} with other methods{}", near("it has"))
        }
        Kind::MissingParameter => format!("{part} is required, and was not sent"),
        Kind::UndocumentedParameter => format!("{part} was sent, and is not documented"),
        Kind::MissingBody if part.is_received() => {
            "the response has a media type in the document, and came without a body".to_owned()
        }
        Kind::MissingBody => "a body is required, and was not sent".to_owned(),
        Kind::UndocumentedBody => {
            format!("there is a body{}, and none is documented", of_type(subject))
        }
        Kind::MalformedBody => format!("the body is not the {subject} that it is said to be"),
        Kind::UndocumentedMediaType => format!("a body{} is not documented", of_type(subject)),
        Kind::UndocumentedStatus => format!("status {subject} is not documented"),
        Kind::MissingHeader => format!("header `{subject}` is required, and did not come"),
        Kind::UndocumentedHeader => format!("header `{subject}` is not documented"),
        Kind::WrongType => format!("{it} has another type than is documented"),
        Kind::NullValue => format!("{it} is null, and null is not documented"),
        Kind::UnknownEnumValue => format!("{it} has a value that is not documented"),
        Kind::WrongFormat => format!("{it} does not have the `format` that is documented"),
        Kind::WrongPattern => format!("{it} does not match the `pattern` that is documented"),
        Kind::OutOfBounds | Kind::WrongLength | Kind::WrongCount => {
            format!("{it} does not keep the `{rule}` that is documented")
        }
        Kind::DuplicateItems => format!("{it} has an item twice, and its items are unique"),
        Kind::MissingProperty => format!("{it} is required, and is missing"),
        Kind::UndocumentedProperty => format!("{it} is not documented"),
        Kind::ReadOnlyProperty => format!("{it} is read-only, and was sent"),
        Kind::WriteOnlyProperty => format!("{it} is write-only, and was received"),
        Kind::NoAlternative => format!("{it} fits none of {subject}"),
        Kind::SeveralAlternatives => {
            format!("{it} fits {subject} alternatives of `oneOf`, which takes one")
        }
        Kind::UnknownAlternative => format!("{it} names no alternative that is documented"),
        Kind::ForbiddenValue => format!("{it} is what `not` excludes"),
        Kind::BrokenRule => format!("{it} does not keep the rule `{subject}`"),
        Kind::AlwaysPresent => format!("`{subject}` is optional, and was always there"),
        Kind::NeverPresent => format!("`{subject}` is documented, and was never there"),
    }
}

fn of_type(media_type: &str) -> String {
    if media_type.is_empty() { String::new() } else { format!(" of {media_type}") }
}
