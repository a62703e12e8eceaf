//! Commands that the runners of continuous integration find in what a program prints.

use super::is_hidden;

/// Ends the name of a command of GitLab and Travis CI: the folds of their logs.
const FOLDS: [&str; 3] = ["section_start:", "section_end:", "travis_fold:"];

/// The text without anything that a runner would obey: one letter of each command becomes another
/// one that looks alike.
///
/// GitHub's runner takes a line for a command that begins with `::` behind blanks, and `##[` anywhere
/// in a line; that of Azure Pipelines `##vso[` and `##[`, TeamCity `##teamcity[`.
pub fn inert(text: &str) -> String {
    let text = broken(text, |letter| if letter == '#' { "\u{2317}" } else { "\u{2236}" });
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start();
        let (blanks, rest) = line.split_at(line.len() - rest.len());
        out.push_str(blanks);
        // Three begin the name of a file in the look of `rustc`, and no command.
        if let Some(rest) = rest.strip_prefix("::").filter(|rest| !rest.starts_with(':')) {
            out.push_str("\u{2236}:");
            out.push_str(rest);
        } else {
            out.push_str(rest);
        }
    }
    out
}

/// JSON on one line, without anything that a runner or a terminal would obey: one letter of each
/// command and each hidden character is an escape (RFC 8259, section 7), so that the values stay what
/// they are. No line of it begins with a colon.
pub fn inert_json(json: &str) -> String {
    escaped(&broken(json, |letter| if letter == '#' { "\\u0023" } else { "\\u003a" }))
}

fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_hidden(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// The text with `stand_in` in the place of a letter of each command that can stand anywhere.
fn broken(text: &str, stand_in: fn(char) -> &'static str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['#', ':']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let mut letters = tail.chars();
        let letter = letters.next().unwrap_or_default();
        let behind = letters.as_str();
        let is_command = if letter == '#' {
            out.ends_with('#') && opens(behind)
        } else {
            FOLDS.iter().any(|fold| fold.strip_suffix(':').is_some_and(|fold| out.ends_with(fold)))
        };
        if is_command {
            out.push_str(stand_in(letter));
        } else {
            out.push(letter);
        }
        rest = behind;
    }
    out + rest
}

/// Whether a word and a bracket follow, or the bracket alone.
fn opens(behind: &str) -> bool {
    let is_of_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    behind.trim_start_matches(is_of_word).starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::{inert, inert_json};

    #[test]
    fn what_a_runner_obeys_is_broken_wherever_it_stands() {
        for command in [
            "::set-env name=a::b",
            "a\n \t\u{a0}::stop-commands::x",
            "a ##[set-output name=a]b",
            "###[group]",
            "a ##vso[task.setvariable variable=a]b",
            "##teamcity[message text='a']",
            "##a_b-c.d[e]",
            "section_start:1:a",
            "a section_end:1:a",
            "travis_fold:start:a",
        ] {
            let text = inert(command);
            assert_ne!(text, command);
            assert_eq!(text.chars().count(), command.chars().count());
            assert_eq!(inert(&text), text);
        }
    }

    #[test]
    fn what_is_broken_looks_as_it_did() {
        assert_eq!(inert("##vso[a]"), "#\u{2317}vso[a]");
        assert_eq!(inert("section_start:1"), "section_start\u{2236}1");
        assert_eq!(inert("::a::b"), "\u{2236}:a::b");
    }

    #[test]
    fn what_is_no_command_stays() {
        for text in [
            "  ::: a.yaml:1:1",
            "# A\n## B\n### C [d](e)",
            "a::b\nc ::d",
            "##",
            "a ## [b]",
            "#[doc]",
            "",
        ] {
            assert_eq!(inert(text), text);
        }
    }

    #[test]
    fn json_has_the_same_values() {
        let texts = ["##vso[a]", "a##[b]", "section_start:1", "::a", "a\u{202e}b\u{9b}2J"];
        let json = serde_json::json!(texts).to_string();
        let written = inert_json(&json);
        assert!(!written.contains("##") && !written.contains("section_start:"), "{written}");
        assert!(written.is_ascii(), "{written}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), texts);
    }
}
