//! Examples of commands, as help and manual show them. A test runs each of them, in this order.

use std::fmt::Write as _;

/// A command line, and what it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Example {
    /// What it does, in a few words.
    pub(super) says: &'static str,
    /// The line, for a shell.
    pub(super) line: &'static str,
}

const fn example(says: &'static str, line: &'static str) -> Example {
    Example { says, line }
}

/// The examples of each command; those of the empty name are of the whole program.
const EXAMPLES: [(&str, &[Example]); 10] = [
    (
        "",
        &[
            example(
                "Write the client of a document as a crate",
                "clientwright codegen petstore.yaml --out petstore-client",
            ),
            example(
                "See one operation, from the document to Rust",
                "clientwright explain petstore.yaml \"GET /pets/{petId}\"",
            ),
            example(
                "See what a new document changes for who uses the crate",
                "clientwright diff petstore.yaml petstore-2.yaml",
            ),
        ],
    ),
    (
        "codegen",
        &[
            example(
                "Write the client of a document as a crate, or bring it up to date",
                "clientwright codegen petstore.yaml --out petstore-client",
            ),
            example(
                "Check that the crate is up to date, such as in continuous integration",
                "clientwright codegen petstore.yaml --out petstore-client --check",
            ),
            example(
                "Do the same with all crates of a workspace, as their Cargo.toml say",
                "clientwright codegen --check",
            ),
            example(
                "Write what is used of a large document",
                "clientwright codegen shop.yaml --out shop-client \\\n  --include tag:Files --include 'GET /users/**'",
            ),
            example(
                "Mend a document that is not yours",
                "clientwright codegen shop.yaml --out mended --overlay mend.yaml",
            ),
            example(
                "Write the types of a service's webhooks, without a client",
                "clientwright codegen shop.yaml --out shop-types --types-only",
            ),
            example(
                "Read the document from another program",
                "clientwright codegen - --out pets-client < petstore.yaml",
            ),
        ],
    ),
    (
        "explain",
        &[
            example(
                "See one operation, from the document to Rust",
                "clientwright explain petstore.yaml \"GET /pets/{petId}\"",
            ),
            example(
                "See what keeps each type alive in a part of a document",
                "clientwright explain shop.yaml --uses --include tag:Files",
            ),
        ],
    ),
    (
        "diff",
        &[
            example(
                "See what breaks; the exit code is 1 where something does",
                "clientwright diff petstore.yaml petstore-2.yaml",
            ),
            example(
                "Write an entry of a changelog",
                "clientwright diff petstore.yaml petstore-2.yaml --format markdown > new.md",
            ),
        ],
    ),
    (
        "overlay",
        &[example(
            "Begin an overlay, to be edited and given to `--overlay`",
            "clientwright overlay shop.yaml > mend.yaml",
        )],
    ),
    (
        "verify",
        &[
            example(
                "Compare what a browser recorded with the document",
                "clientwright verify petstore.yaml petstore.har",
            ),
            example(
                "Write what would mend the document, too",
                "clientwright verify petstore.yaml petstore.har --write-overlay mend2.yaml",
            ),
        ],
    ),
    (
        "runtime",
        &[
            example(
                "Write the package that several clients share",
                "clientwright runtime --out clients/runtime",
            ),
            example(
                "Write a client that uses it",
                "clientwright codegen petstore.yaml --out clients/petstore \\\n  --runtime crate --runtime-path clients/runtime",
            ),
        ],
    ),
    (
        "explain-code",
        &[
            example("Read what a message means", "clientwright explain-code duplicate-key"),
            example("List the limits of documents", "clientwright explain-code limit-exceeded"),
        ],
    ),
    (
        "completions",
        &[
            example(
                "For bash",
                "clientwright completions bash \\\n  > ~/.local/share/bash-completion/completions/clientwright",
            ),
            example(
                "For zsh, with ~/.zfunc in its `fpath`",
                "clientwright completions zsh > ~/.zfunc/_clientwright",
            ),
            example(
                "For fish",
                "clientwright completions fish \\\n  > ~/.config/fish/completions/clientwright.fish",
            ),
        ],
    ),
    (
        "man",
        &[
            example(
                "Install the page of the whole program",
                "clientwright man > ~/.local/share/man/man1/clientwright.1",
            ),
            example(
                "Install that of one command",
                "clientwright man codegen \\\n  > ~/.local/share/man/man1/clientwright-codegen.1",
            ),
        ],
    ),
];

/// The names of the commands.
pub(super) fn commands() -> impl Iterator<Item = &'static str> {
    EXAMPLES.iter().map(|(name, _)| *name).filter(|name| !name.is_empty())
}

/// The examples of a command; of the whole program for the empty name.
pub(super) fn of(command: &str) -> &'static [Example] {
    EXAMPLES.iter().find(|(name, _)| *name == command).map_or(&[], |(_, examples)| examples)
}

/// The examples of a command as its help shows them, ready to be copied into a shell.
pub(super) fn text(command: &str) -> String {
    let mut text = String::from("Examples:\n");
    for Example { says, line } in of(command) {
        // Writing to text cannot fail.
        let _ = writeln!(text, "  # {says}\n  {}", line.replace('\n', "\n  "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_name_is_the_whole_program_and_an_unknown_one_has_none() {
        assert_eq!(of("").len(), 3);
        assert!(of("no-command").is_empty());
    }
}
