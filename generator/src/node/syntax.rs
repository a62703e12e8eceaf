//! Faults in the syntax of a text, in words for people who do not know how a YAML reader works.

use granit_parser::ErrorKind;

/// With what the lines of a conflict begin that git could not settle.
const CONFLICT: [&str; 4] = ["<<<<<<< ", "||||||| ", "=======", ">>>>>>> "];

/// What is wrong with the line at which the reading ended, and what to do about it, where the line tells
/// more than the reader knows.
pub(super) fn of_line(text: &str, at: usize) -> Option<(String, Option<&'static str>)> {
    let (before, after) = text.split_at_checked(at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let before = before.get(start..)?;
    let after = after.split('\n').next().unwrap_or_default();
    if CONFLICT.iter().any(|mark| before.is_empty() && after.starts_with(mark)) {
        let help = "keep one of the two sides, and remove the lines with such marks";
        return Some(("this is a mark of a conflict that git left".to_owned(), Some(help)));
    }
    let value = before.split_once(": ")?.1.trim();
    let is_closed = [('{', '}'), ('[', ']')]
        .iter()
        .any(|(open, close)| value.starts_with(*open) && value.ends_with(*close));
    is_closed.then(|| {
        let help = "put text in quotes that begins with a bracket";
        ("there is text behind the closing bracket".to_owned(), Some(help))
    })
}

/// What is wrong, and what to do about it if that is known.
pub(super) fn explain(kind: &ErrorKind) -> (String, Option<&'static str>) {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart => ("a tab is used for indentation", Some("indent with spaces")),
        E::MappingValueNotAllowed => (
            "a `:` stands where no key can be",
            Some("put text that contains `: ` in quotes, or check the indentation"),
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => (
            "a line has neither a `:` after its key nor a place in the text before it",
            Some("write `key: value`, and check the indentation of this line"),
        ),
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent => (
            "this does not fit the indentation of the lines before it",
            Some("give all entries of one object or list the same indentation"),
        ),
        E::BlockSequenceEntryNotAllowed => {
            ("a list cannot start here", Some("start the list on a line of its own"))
        }
        E::InvalidQuotedScalarIndent => (
            "text in quotes goes on at an indentation that does not fit",
            Some("close the quote that was opened before this line, or indent the line"),
        ),
        E::UnclosedQuotedScalar => ("this quote is never closed", None),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            "there is text after the closing quote",
            Some("inside single quotes write `''` for a quote, inside double quotes `\\\"`"),
        ),
        E::UnknownQuotedScalarEscape => (
            "an escape sequence that YAML does not have",
            Some("write `\\\\` for a backslash, or use single quotes, where it stands for itself"),
        ),
        E::ExpectedFlowMappingSeparator => ("expected `,` or `}` here", None),
        E::ExpectedFlowSequenceSeparator => ("expected `,` or `]` here", None),
        E::UnexpectedEof
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnexpectedEofBlockSequence
        | E::UnexpectedEofBlockMapping => ("the text ends too early", None),
        E::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("`{open}` is closed by `{close}`"), None);
        }
        E::UnclosedFlowCollection { open } => return (format!("`{open}` is never closed"), None),
        E::UnexpectedCharacter { .. } => return unexpected_character(kind),
        _ => return (kind.to_string(), None),
    };
    (message.to_owned(), help)
}

fn unexpected_character(kind: &ErrorKind) -> (String, Option<&'static str>) {
    let ErrorKind::UnexpectedCharacter { character } = kind else {
        return (kind.to_string(), None);
    };
    match character {
        '@' | '`' | '%' => {
            (format!("text cannot begin with `{character}`"), Some("put the text in quotes"))
        }
        _ if character.is_control() || !character.is_ascii() => (
            format!("the character U+{:04X} cannot stand here", u32::from(*character)),
            Some("write it as an escape sequence in double quotes"),
        ),
        _ => (format!("unexpected character `{character}`"), None),
    }
}
