//! The overlay that mends the document.

use clientwright::source::{Source, inert, is_hidden};
use serde_json::json;

use crate::plants::{plants, sound};
use crate::support::{DOCUMENT, Exchange, archive, told, verified, with};

/// What no overlay says: which of the two is wrong, or what else there is.
const LEFT: [&str; 6] = [
    "forbidden-value",
    "malformed-body",
    "missing-body",
    "unknown-alternative",
    "unknown-method",
    "unknown-path",
];

#[test]
fn with_the_overlay_nothing_is_left_but_what_no_overlay_can_say() {
    let recording =
        || archive(sound().into_iter().chain(plants().into_iter().map(|(.., exchange)| exchange)));
    let document = Source::new("things.yaml", DOCUMENT);
    let report = verified(std::slice::from_ref(&document), recording()).unwrap();
    let overlay = Source::overlay("things.yaml", "mend.yaml", report.overlay.clone());
    let mended = verified(&[document, overlay], recording()).unwrap();
    let left = told(&mended);
    let code = |line: &String| line.split(' ').next().unwrap_or_default().to_owned();
    let others: Vec<&String> =
        left.iter().filter(|line| !LEFT.contains(&code(line).as_str())).collect();
    assert!(others.is_empty(), "{others:#?}\n{}", report.overlay);
    for code in LEFT {
        assert!(report.overlay.contains(&format!("  # Not mended here: {code}: ")), "{code}");
    }
}

/// What a terminal, or the runner of a continuous integration, would obey.
const OBEYED: [&str; 8] = [
    "a\n::set-env name=a::b",
    "##[set-output name=a]b",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[a]",
    "section_start:1:a",
    "travis_fold:end:a",
    "a\u{1b}[2J",
    "a\u{202e}\u{9b}2J\u{2028}b",
];

#[test]
fn nothing_that_was_recorded_is_obeyed_where_the_overlay_is_printed() {
    let recording = |text: &str| {
        archive([
            Exchange::new("GET /things/7", 200).json(&with(text, json!(1))),
            Exchange::new("GET /things/7", 200).json(&with("kind", json!(text))),
            Exchange::new("GET /things/7", 200).text(&format!("text/x; a={text}"), text),
            Exchange::new(&format!("PATCH /things/{text}"), 200),
        ])
    };
    let document = Source::new("things.yaml", DOCUMENT);
    for text in OBEYED {
        let report = verified(std::slice::from_ref(&document), recording(text)).unwrap();
        let overlay = &report.overlay;
        assert_eq!(overlay, &inert(overlay), "{text:?}");
        assert!(!overlay.chars().any(|one| is_hidden(one) && one != '\n'), "{overlay}");
        // The values are the same all the same: it mends what it did.
        let mend = Source::overlay("things.yaml", "mend.yaml", overlay.clone());
        let mended = verified(&[document.clone(), mend], recording(text)).unwrap();
        let known = |line: &&String| LEFT.iter().any(|code| line.starts_with(code));
        let left = told(&mended);
        assert!(left.iter().all(|line| known(&line)), "{text:?}: {left:?}\n{overlay}");
    }
}
