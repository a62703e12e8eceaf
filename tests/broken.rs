//! Documents with one fault each: the message points at the line that was edited.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::source::Source;
use clientwright::{Options, generate};
use tests::fixture::with_files;

/// An edit of a document in `specs/`: what stood there, and what stands there now.
struct Edit {
    name: &'static str,
    api: &'static str,
    before: &'static str,
    after: &'static str,
}

const fn edit(
    name: &'static str,
    api: &'static str,
    before: &'static str,
    after: &'static str,
) -> Edit {
    Edit { name, api, before, after }
}

/// Each is made once, at the first place where `before` stands.
const EDITS: &[Edit] = &[
    edit("a tab", "apteco", "      summary: List the open", "\t      summary: List the open"),
    edit(
        "no colon",
        "apteco",
        "      summary: List the open sessions",
        "      summary List the open sessions",
    ),
    edit("no end of a quote", "apteco", "        '403':", "        '403:"),
    edit(
        "a key twice",
        "apteco",
        "      summary: Log out\n",
        "      summary: Log out\n      summary: Log off\n",
    ),
    edit("an anchor that is not there", "cbrain", "            schema: &", "            schema: *"),
    edit("a version of the future", "apteco", "openapi: 3.0.3", "openapi: 5.0.0"),
    edit("no version", "apteco", "openapi: 3.0.3", "openapi:"),
    edit(
        "a title that is a list",
        "apteco",
        "  title: Apteco Orbit API",
        "  title: [Apteco Orbit API]",
    ),
    edit("a path without a slash", "apteco", "  /About/DataViews:", "  About/DataViews:"),
    edit(
        "a parameter that is not in the path",
        "apteco",
        "  /{dataViewName}/Sessions:",
        "  /{dataView}/Sessions:",
    ),
    edit(
        "a brace without an end",
        "apteco",
        "  /{dataViewName}/Sessions/{sessionId}:",
        "  /{dataViewName}/Sessions/{sessionId:",
    ),
    edit(
        "a reference to a schema that is not there",
        "apteco",
        "'#/components/schemas/Licence'",
        "'#/components/schemas/License'",
    ),
    edit(
        "a reference to a parameter that is not there",
        "apteco",
        "'#/components/parameters/SessionId'",
        "'#/components/parameters/SessionID'",
    ),
    edit(
        "a reference to a response that is not there",
        "apteco",
        "'#/components/responses/LoginRefused'",
        "'#/components/responses/LoginRefuse'",
    ),
    edit(
        "a reference to something of another kind",
        "apteco",
        "'#/components/schemas/Licence'",
        "'#/components/parameters/SessionId'",
    ),
    edit(
        "a reference into a file that is not there",
        "apteco",
        "'#/components/schemas/Licence'",
        "'licence.yaml#/Licence'",
    ),
    edit(
        "an unknown type",
        "apteco",
        "          type: boolean\n          description: Whether audiences may be selected.",
        "          type: bool\n          description: Whether audiences may be selected.",
    ),
    edit(
        "a minimum that is a text",
        "apteco",
        "            minimum: 0\n          example: 20",
        "            minimum: none\n          example: 20",
    ),
    edit("a status that is none", "apteco", "        '403':", "        '4033':"),
    edit(
        "required that is a truth value",
        "apteco",
        "      required:\n        - loginSalt",
        "      required: true\n      x-was:\n        - loginSalt",
    ),
    edit(
        "properties that are a list",
        "apteco",
        "      properties:\n        loginSalt:",
        "      properties: []\n      x-was:\n        loginSalt:",
    ),
    edit(
        "a place that is none",
        "apteco",
        "          in: query\n          required: false\n          description: >-\n            Field to sort by",
        "          in: queries\n          required: false\n          description: >-\n            Field to sort by",
    ),
    edit(
        "an operation id twice",
        "apteco",
        "operationId: Sessions_LogoutSession",
        "operationId: Sessions_GetSessionDetails",
    ),
    edit(
        "a scheme that is not there",
        "apteco",
        "        - faststats_auth: []",
        "        - faststats: []",
    ),
    edit(
        "a scheme without a name of its header",
        "apteco",
        "      name: Authorization\n",
        "      header: Authorization\n",
    ),
    edit(
        "an unknown kind of scheme",
        "apteco",
        "      type: apiKey\n      in: header",
        "      type: apikey\n      in: header",
    ),
    edit(
        "content that is a schema",
        "apteco",
        "          content:\n            application/json:\n              schema:",
        "          content:\n            schema:\n              schema:",
    ),
    edit(
        "a list without items",
        "apteco",
        "          items:\n            $ref: '#/components/schemas/SessionAndUserDetails'",
        "          item:\n            $ref: '#/components/schemas/SessionAndUserDetails'",
    ),
    edit(
        "paging by a parameter that is not there",
        "apteco",
        "        parameter: offset",
        "        parameter: offsets",
    ),
    edit(
        "paging through a list that is not there",
        "apteco",
        "        items: list",
        "        items: lists",
    ),
    edit(
        "a path parameter that may be left out",
        "apteco",
        "      in: path\n      required: true",
        "      in: path\n      required: false",
    ),
    edit(
        "a server that is no URL",
        "apteco",
        "  - url: http://example.com/OrbitAPI",
        "  - url: 'http://exa mple.com:port/OrbitAPI'",
    ),
    edit(
        "a response without a description",
        "apteco",
        "          description: The data views.\n",
        "",
    ),
    edit(
        "an enum that is a text",
        "apteco",
        "      enum:\n        - BasicCipher",
        "      enum: BasicCipher\n      x-was:\n        - BasicCipher",
    ),
];

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs")
}

/// A document without the paths that are in other files: each edit would read them again.
fn text_of(api: &str) -> String {
    let text = fs::read_to_string(specs().join(format!("{api}.yaml"))).unwrap();
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with("    $ref: ") && line.contains("#/paths/") {
            lines.pop();
        } else {
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}

/// What is found in the edited document, and the first line that was edited.
fn found(edit: &Edit) -> (String, usize) {
    let text = text_of(edit.api);
    let (before, after) = text
        .split_once(edit.before)
        .unwrap_or_else(|| panic!("{}: not in {}", edit.name, edit.api));
    let common = edit.before.bytes().zip(edit.after.bytes()).take_while(|(a, b)| a == b).count();
    let same_lines = edit.before[..common].matches('\n').count();
    let line = before.matches('\n').count() + same_lines + 1;
    let text = format!("{before}{}{after}", edit.after);
    let document = Source::new(format!("{}.yaml", edit.api), text);
    let sources = with_files(document, &specs(), &[]);
    let (_, diagnostics) = generate(&sources, &Options::new("broken"));
    let lines = diagnostics.iter().map(|one| {
        let other = one.secondary().iter().map(|label| {
            let line = sources[0].position(label.span.start as usize).line;
            format!("\n  and {}.yaml:{line}: {}", edit.api, label.text)
        });
        one.one_line(&sources) + &other.collect::<String>()
    });
    (lines.collect::<Vec<_>>().join("\n"), line)
}

#[test]
fn there_are_thirty_of_them() {
    assert!(EDITS.len() >= 30, "{}", EDITS.len());
}

#[test]
fn the_message_points_at_the_edited_line() {
    let mut elsewhere = String::new();
    for edit in EDITS {
        let (found, line) = found(edit);
        let near = [line.saturating_sub(1), line, line + 1];
        if !near.iter().any(|line| found.contains(&format!(".yaml:{line}:"))) {
            elsewhere.push_str(&format!("{} (line {line}):\n{found}\n\n", edit.name));
        }
    }
    assert!(elsewhere.is_empty(), "{elsewhere}");
}

#[test]
fn the_messages_are_these() {
    let all: String = EDITS
        .iter()
        .map(|edit| {
            let (found, line) = found(edit);
            format!("{}, in line {line}:\n{found}\n\n", edit.name)
        })
        .collect();
    insta::assert_snapshot!(all);
}
