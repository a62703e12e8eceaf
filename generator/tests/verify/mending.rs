//! The overlay that mends the document.

use clientwright::source::Source;

use crate::plants::{plants, sound};
use crate::support::{DOCUMENT, archive, told, verified};

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
