//! Documents that nobody would write: the generator ends with a message or with code, and never
//! with a mistake of its own.
//!
//! `PROPTEST_CASES` sets how many there are: 64 of each kind unless it says otherwise.

use std::fs;
use std::time::{Duration, Instant};

use clientwright::diagnostic::Code;
use clientwright::source::Source;
use clientwright::{Options, generate};
use proptest::prelude::*;
use proptest::test_runner::Config;
use tests::fixture;

/// How long one document may take, unoptimized and beside other tests.
const PATIENCE: Duration = Duration::from_secs(30);

/// Words that stand in documents where they mean something.
const WORDS: [&str; 48] = [
    "$ref",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "type",
    "object",
    "array",
    "string",
    "integer",
    "null",
    "true",
    "items",
    "properties",
    "required",
    "enum",
    "const",
    "default",
    "nullable",
    "format",
    "binary",
    "byte",
    "discriminator",
    "mapping",
    "propertyName",
    "additionalProperties",
    "additionalProperties: true",
    "schema",
    "content",
    "application/json",
    "multipart/form-data",
    "text/event-stream",
    "parameters",
    "in",
    "path",
    "query",
    "header",
    "style",
    "deepObject",
    "responses",
    "'200'",
    "default:",
    "security",
    "servers",
    "#/components/schemas/A",
    "#",
    "{}",
    "[]",
];

fn texts() -> Vec<String> {
    fixture::all().iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Fails where the generator makes a mistake of its own, or takes too long.
fn check(text: &str) -> Result<(), TestCaseError> {
    let start = Instant::now();
    let sources = [Source::new("fuzzed.yaml", text)];
    let (generated, diagnostics) = generate(&sources, &Options::new("fuzzed"));
    prop_assert!(start.elapsed() < PATIENCE, "{:?} for\n{text}", start.elapsed());
    let internal = diagnostics.iter().find(|found| found.code() == Code::Internal);
    prop_assert!(internal.is_none(), "{}\nfor\n{text}", diagnostics.render(&sources, false));
    prop_assert_eq!(generated.is_none(), diagnostics.has_errors());
    // What is said can be shown in every way.
    for format in [clientwright::diagnostic::Format::Json, clientwright::diagnostic::Format::Github]
    {
        prop_assert_eq!(
            diagnostics.report(&sources, format).lines().count(),
            diagnostics.iter().count()
        );
    }
    Ok(())
}

/// A change of a text: at a share of its length, over a number of lines or letters.
#[derive(Debug, Clone)]
enum Change {
    /// Some letters are missing.
    Cut { at: f64, length: usize },
    /// Some lines stand twice, the second time somewhere else.
    Copy { from: f64, to: f64, lines: usize },
    /// Some lines are indented more or less.
    Indent { at: f64, lines: usize, by: i8 },
    /// A word takes the place of another.
    Word { at: f64, word: usize },
    /// Letters that mean something to YAML, to Rust or to a terminal.
    Letters { at: f64, letters: String },
}

fn change() -> impl Strategy<Value = Change> {
    let at = || 0.0..1.0f64;
    prop_oneof![
        (at(), 1..60usize).prop_map(|(at, length)| Change::Cut { at, length }),
        (at(), at(), 1..12usize).prop_map(|(from, to, lines)| Change::Copy { from, to, lines }),
        (at(), 1..6usize, -4..=4i8).prop_map(|(at, lines, by)| Change::Indent { at, lines, by }),
        (at(), 0..WORDS.len()).prop_map(|(at, word)| Change::Word { at, word }),
        (at(), "[&*!|>'\"%@`{}\\[\\],#:?\\-\t\u{0}\u{202e}\u{1b}/\\\\$r#]{1,6}")
            .prop_map(|(at, letters)| Change::Letters { at, letters }),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let line = |at: f64| ((lines.len().saturating_sub(1)) as f64 * at) as usize;
    let letter = |at: f64| {
        let place = (text.len() as f64 * at) as usize;
        (place..=text.len()).find(|place| text.is_char_boundary(*place)).unwrap_or(text.len())
    };
    match change {
        Change::Cut { at, length } => {
            let (start, rest) = text.split_at(letter(*at));
            start.to_owned() + &rest.chars().skip(*length).collect::<String>()
        }
        Change::Letters { at, letters } => {
            let (start, rest) = text.split_at(letter(*at));
            format!("{start}{letters}{rest}")
        }
        Change::Copy { from, to, lines: number } => {
            let (from, to) = (line(*from), line(*to));
            let copy: Vec<String> = lines.iter().skip(from).take(*number).cloned().collect();
            lines.splice(to..to, copy);
            lines.join("\n")
        }
        Change::Indent { at, lines: number, by } => {
            let at = line(*at);
            for line in lines.iter_mut().skip(at).take(*number) {
                *line = match usize::try_from(*by) {
                    Ok(more) => " ".repeat(more) + line,
                    Err(_) => {
                        let less = usize::from(by.unsigned_abs());
                        let blanks = line.len() - line.trim_start().len();
                        line[blanks.min(less)..].to_owned()
                    }
                };
            }
            lines.join("\n")
        }
        Change::Word { at, word } => {
            let start = letter(*at);
            let is_letter = |c: char| c.is_alphanumeric() || "$_/#".contains(c);
            let end = text[start..].find(|c| !is_letter(c)).map_or(text.len(), |end| start + end);
            format!("{}{}{}", &text[..start], WORDS[*word], &text[end..])
        }
    }
}

fn config() -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Config { cases: cases.unwrap_or(64), failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn documents_with_some_changes(
        fixture in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let texts = texts();
        let text = changes.iter().fold(fixture.get(&texts).clone(), |text, one| changed(&text, one));
        check(&text)?;
    }

    #[test]
    fn two_documents_in_one(
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        at in 0.0..1.0f64,
    ) {
        let texts = texts();
        let (one, other) = (one.get(&texts), other.get(&texts));
        let half = |text: &str| text.lines().count() as f64 * at;
        let first: Vec<&str> = one.lines().take(half(one) as usize).collect();
        let second: Vec<&str> = other.lines().skip(half(other) as usize).collect();
        check(&[first, second].concat().join("\n"))?;
    }

    #[test]
    fn texts_of_any_kind(text in any::<String>()) {
        check(&text)?;
        check(&format!("openapi: 3.1.0\ninfo: {{title: a, version: b}}\n{text}"))?;
    }
}

/// A document with these schemas.
fn with_schemas(schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths: {{}}\ncomponents:\n  schemas:\n\
         {schemas}"
    )
}

#[test]
fn parts_that_double_at_each_level_end_in_time() {
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let level = |level: u32| {
            let part = format!("{{$ref: '#/components/schemas/L{}'}}", level - 1);
            format!("    L{level}: {{{keyword}: [{part}, {part}]}}\n")
        };
        let levels: String = (1..30).map(level).collect();
        let first = "    L0: {type: object, properties: {a: {type: string}}}\n";
        check(&with_schemas(&format!("{first}{levels}"))).unwrap();
    }
}

#[test]
fn an_enum_of_many_values_is_no_enum() {
    let values: Vec<String> = (0..100_000).map(|value| format!("v{value}")).collect();
    let text = with_schemas(&format!("    E: {{type: string, enum: [{}]}}\n", values.join(", ")));
    check(&text).unwrap();
    let sources = [Source::new("many.yaml", text)];
    let (_, diagnostics) = generate(&sources, &Options::new("many"));
    assert!(diagnostics.iter().any(|found| found.code() == Code::LimitExceeded));
}
