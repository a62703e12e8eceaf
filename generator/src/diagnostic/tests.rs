//! Tests of collecting and rendering.

use super::{Code, Diagnostic, Diagnostics};
use crate::source::{Pointer, Source, SourceId, Span};
use std::collections::BTreeSet;

/// The place of the first occurrence of some words in a text.
fn find(source: u32, text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    let narrow = |offset| u32::try_from(offset).unwrap();
    Span { source: SourceId(source), start: narrow(start), end: narrow(start + words.len()) }
}

fn error(span: impl Into<Option<Span>>, message: &str) -> Diagnostic {
    Diagnostic::error(Code::DuplicateKey, Pointer::root().child("paths").child("/a"), span, message)
}

fn render(diagnostic: Diagnostic, sources: &[Source]) -> String {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic);
    diagnostics.render(sources, false)
}

#[test]
fn every_part_is_shown() {
    let text = "openapi: 3.0.3\npaths:\n  /a: 1\n  /b: 2\n  /a: 3\n";
    let first = find(0, text, "/a");
    let second = Span { start: 41, end: 43, ..first };
    let diagnostic = error(second, "the key `/a` is written twice")
        .label("written again here")
        .also(first, "first written here")
        .consequence("the operation is left out")
        .help("remove one of them");
    insta::assert_snapshot!(render(diagnostic, &[Source::new("specs/x.yaml", text)]), @r"
    error[duplicate-key]: the key `/a` is written twice
     --> specs/x.yaml:5:4
      |
    3 |   /a: 1
      |   -- first written here
    4 |   /b: 2
    5 |   /a: 3
      |    ^^ written again here
      |
      = note: at #/paths/~1a
      = note: the operation is left out
      = help: remove one of them

    1 error
    ");
}

#[test]
fn what_has_no_place_is_shown_without_one() {
    insta::assert_snapshot!(render(error(None, "two sources have the name `x`"), &[]), @"
    error[duplicate-key]: two sources have the name `x`
     |
     = note: at #/paths/~1a
     = note: nothing is generated from this document

    1 error
    ");
}

#[test]
fn places_far_apart_and_in_other_files_are_shown_apart() {
    let one = format!("a: 1\n{}b: 2\n", "#\n".repeat(5_000));
    let two = "x: 1\nc: 3\n";
    let sources = [Source::new("one.yaml", one.as_str()), Source::new("two.yaml", two)];
    let diagnostic = error(find(0, &one, "b"), "three places")
        .also(find(0, &one, "a"), "here")
        .also(find(1, two, "c"), "and here");
    insta::assert_snapshot!(render(diagnostic, &sources), @"
    error[duplicate-key]: three places
        --> one.yaml:5002:1
         |
    5002 | b: 2
         | ^
         |
        ::: one.yaml:1:1
         |
       1 | a: 1
         | - here
         |
        ::: two.yaml:2:1
         |
       2 | c: 3
         | - and here
         |
         = note: at #/paths/~1a
         = note: nothing is generated from this document

    1 error
    ");
}

#[test]
fn a_range_of_many_lines_is_underlined_in_its_first() {
    let text = "a:\r\n  b: 1\r\n  c: 2\r\n";
    insta::assert_snapshot!(render(error(find(0, text, "b: 1\r\n  c: 2"), "wrong"), &[Source::new("x.yaml", text)]), @"
    error[duplicate-key]: wrong
     --> x.yaml:2:3
      |
    2 |   b: 1
      |   ^^^^
      |
      = note: at #/paths/~1a
      = note: nothing is generated from this document

    1 error
    ");
}

#[test]
fn line_ends_of_each_kind_are_one_and_tabs_stay_blank() {
    let text = "a:\tb\r\nc: d\re: f\r\n";
    let diagnostic = error(find(0, text, "f"), "wrong").also(find(0, text, "b"), "first");
    let shown = render(diagnostic, &[Source::new("x.yaml", text)]);
    assert!(shown.contains("\n1 | a:  ") && shown.contains("\n3 | e: f"), "{shown}");
}

#[test]
fn a_long_line_is_cut_and_its_columns_stay_true() {
    let text = format!(
        "{{{} \"here\": 2, {}}}",
        "\"é\": 1, ".repeat(100_000),
        "\"b\": 1, ".repeat(100_000)
    );
    let diagnostic = error(find(0, &text, "\"here\""), "long").also(find(0, &text, "\"é\""), "far");
    insta::assert_snapshot!(render(diagnostic, &[Source::new("x.json", text.as_str())]), @r#"
    error[duplicate-key]: long
     --> x.json:1:800003
      |
    1 | ...: 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1,  "here": 2, "b": 1, "b": 1, "b": 1, "b": 1, "b": 1, "b": 1, "b": 1, "...
      |                                                                  ^^^^^^
      |
     ::: x.json:1:2
      |
    1 | {"é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é": 1, "é":...
      |  --- far
      |
      = note: at #/paths/~1a
      = note: nothing is generated from this document

    1 error
    "#);
}

#[test]
fn an_empty_range_at_the_end_of_the_text_is_shown() {
    let text = "a: 1\n";
    let end = Span { source: SourceId(0), start: 5, end: 5 };
    insta::assert_snapshot!(render(error(end, "the text ends"), &[Source::new("x.yaml", text)]), @"
    error[duplicate-key]: the text ends
     --> x.yaml:2:1
      |
    2 |
      | ^
      |
      = note: at #/paths/~1a
      = note: nothing is generated from this document

    1 error
    ");
}

#[test]
fn spans_that_do_not_fit_their_text_are_no_problem() {
    for (source, start, end) in
        [(0, 900, 1000), (0, 1, 2), (0, 3, 1), (7, 0, 1), (0, u32::MAX, u32::MAX)]
    {
        let span = Span { source: SourceId(source), start, end };
        let text = render(error(span, "odd"), &[Source::new("x.yaml", "é\n")]);
        assert!(text.starts_with("error[duplicate-key]: odd\n"), "{text}");
    }
}

#[test]
fn nothing_that_steers_a_terminal_gets_through() {
    let bad = "\u{1B}[31m\u{7}\u{9B}2J\u{202E}\u{2066}\u{200B}\u{E000}9:9\0";
    let text = format!("a: {bad} x\n");
    let sources = [Source::new(format!("{bad}.yaml"), text.as_str())];
    let diagnostic =
        Diagnostic::error(Code::InvalidYaml, Pointer::root().child(bad), find(0, &text, "x"), bad)
            .label(bad)
            .consequence(bad)
            .help(bad);
    let line = diagnostic.one_line(&sources);
    let rendered = render(diagnostic, &sources) + &line;
    let leaks: Vec<_> = rendered
        .chars()
        .filter(|c| (c.is_control() && *c != '\n') || bad.contains(*c) && !c.is_ascii_graphic())
        .collect();
    assert!(leaks.is_empty(), "{leaks:?}");
    assert!(rendered.contains(".yaml:1:22\n"), "{rendered}");
}

#[test]
fn a_message_stays_in_its_line() {
    assert_eq!(error(None, "a\nb").one_line(&[]), "error[duplicate-key]: a\u{240A}b");
}

#[test]
fn one_line_names_the_place() {
    let text = "a: 1\n  b: 2";
    let line = error(find(0, text, "b"), "message").one_line(&[Source::new("specs/x.yaml", text)]);
    assert_eq!(line, "specs/x.yaml:2:3: error[duplicate-key]: message");
}

#[test]
fn color_adds_styles_only() {
    let text = "a: 1\n";
    let sources = [Source::new("x.yaml", text)];
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(error(find(0, text, "a"), "wrong"));
    let plain = diagnostics.render(&sources, false);
    let colored = diagnostics.render(&sources, true);
    assert!(colored.contains("\u{1B}["));
    assert!(colored.contains("x.yaml:1:1") && plain.contains("x.yaml:1:1"));
    assert!(!plain.contains('\u{1B}'));
}

#[test]
fn the_summary_counts_each_severity() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend([error(None, "a"), error(None, "b")]);
    diagnostics.push(Diagnostic::warning(Code::UnknownTag, Pointer::root(), None, "c"));
    assert!(diagnostics.render(&[], false).ends_with("\n2 errors, 1 warning\n"));
}

#[test]
fn nothing_is_rendered_as_nothing() {
    assert_eq!(Diagnostics::new().render(&[], true), "");
}

#[test]
fn strict_makes_errors_of_warnings_and_leaves_notes() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::warning(Code::UnknownTag, Pointer::root(), None, "w"));
    diagnostics.push(Diagnostic::note(Code::UnknownTag, Pointer::root(), None, "n"));
    assert!(!diagnostics.has_errors());
    diagnostics.promote_warnings();
    assert!(diagnostics.has_errors());
    assert_eq!(diagnostics.counts().to_string(), "1 error, 1 note");
}

#[test]
fn sorted_by_source_place_and_code() {
    let at = |source, start| Span { source: SourceId(source), start, end: start };
    let mut diagnostics = Diagnostics::new();
    for (span, message) in
        [(Some(at(1, 0)), "d"), (Some(at(0, 9)), "c"), (Some(at(0, 2)), "b"), (None, "a")]
    {
        diagnostics.push(error(span, message));
    }
    diagnostics.push(Diagnostic::error(Code::InvalidYaml, Pointer::root(), at(0, 9), "before c"));
    diagnostics.sort();
    let messages: Vec<_> = diagnostics.iter().map(Diagnostic::message).collect();
    assert_eq!(messages, ["a", "b", "before c", "c", "d"]);
}

#[test]
fn slugs_are_unique_and_in_kebab_case() {
    let slugs: BTreeSet<_> = Code::ALL.iter().map(|code| code.slug()).collect();
    assert_eq!(slugs.len(), Code::ALL.len());
    assert!(slugs.iter().all(|slug| slug.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
}

#[test]
fn many_that_say_the_same_are_shown_thrice() {
    let sources = [Source::new("x.yaml", "a: 1\n".repeat(20))];
    let at = |line: u32| Span { source: SourceId(0), start: line * 5, end: line * 5 + 1 };
    let one = |line| Diagnostic::warning(Code::DuplicateKey, Pointer::root(), at(line), "twice");
    let diagnostics: Diagnostics = (0..16).map(one).collect();
    let text = diagnostics.render(&sources, false);
    assert_eq!(text.matches("warning[duplicate-key]: twice").count(), 3);
    let places: Vec<String> = (4..=13).map(|line| format!("x.yaml:{line}:1")).collect();
    assert!(text.contains(&format!("the same at {} and 3 more\n", places.join(", "))), "{text}");
    assert!(text.ends_with("\n16 warnings\n"), "{text}");
}

#[test]
fn of_notes_of_one_kind_the_first_is_shown_and_the_others_are_counted() {
    let sources = [Source::new("x.yaml", "a: 1\n".repeat(20))];
    let at = |line: u32| Span { source: SourceId(0), start: line * 5, end: line * 5 + 1 };
    let note = |line| {
        let message = format!("word {line}");
        Diagnostic::note(Code::UnknownKey, Pointer::root(), at(line), message)
    };
    let diagnostics: Diagnostics = (0..15).map(note).collect();
    let text = diagnostics.render(&sources, false);
    assert_eq!(text.matches("note[unknown-key]: word 0").count(), 1);
    assert_eq!(text.matches("note[unknown-key]").count(), 1);
    assert!(text.contains("14 more of this kind at x.yaml:2:1, x.yaml:3:1, "), "{text}");
    assert!(text.contains(" and 4 more\n"), "{text}");
}

#[test]
fn of_a_name_as_long_as_a_document_the_start_is_shown() {
    let name = "long".repeat(100_000);
    let found = error(None, &format!("the key `{name}` is written twice")).help(&name);
    for shown in [render(found.clone(), &[]), found.one_line(&[])] {
        assert!(shown.contains("`longlong") && shown.contains('…'), "{}", shown.len());
        assert!(shown.len() < 10_000, "{}", shown.len());
    }
}
