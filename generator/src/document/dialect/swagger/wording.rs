//! What later stages say in the words of OpenAPI 3.0, in the words of Swagger 2.0.

/// The words of OpenAPI 3.0, and those of Swagger 2.0 for the same.
const WORDS: [(&str, &str); 9] = [
    ("components/schemas", "definitions"),
    ("components/securitySchemes", "securityDefinitions"),
    ("components/parameters", "parameters"),
    ("components/responses", "responses"),
    (
        "describe it by `content` and `application/json`, if the server reads JSON",
        "describe it as text, if the server reads another form",
    ),
    ("remove its `content`", "remove its `schema`"),
    ("the media types of `content` say what it is", "`produces` says what it is"),
    ("or move it out of `content`", "or move it out of the list"),
    (
        "let the other schemas extend it, or list them in `oneOf`",
        "let the other definitions extend it by `allOf`",
    ),
];

/// A text of a message as the user's document has its words.
pub(in super::super) fn as_written(text: &str) -> String {
    WORDS.iter().fold(text.to_owned(), |text, (new, old)| text.replace(new, old))
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    /// The code that says the sentences.
    const CODE: [&str; 5] = [
        include_str!("../../../lower/operations/response.rs"),
        include_str!("../../../lower/operations/guess.rs"),
        include_str!("../../../lower/operations/header.rs"),
        include_str!("../../../lower/schemas/hierarchy.rs"),
        include_str!("../../../lower/passes/writing/style.rs"),
    ];

    #[test]
    fn each_of_the_sentences_is_still_said_by_a_later_stage() {
        for (sentence, _) in WORDS.iter().filter(|(words, _)| words.contains(' ')) {
            assert!(CODE.iter().any(|code| code.contains(sentence)), "{sentence}");
        }
    }
}
