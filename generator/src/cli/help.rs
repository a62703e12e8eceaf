//! What the program says of itself: examples in its help, completions for shells, pages of a manual.

mod examples;
mod manual;

use std::process::ExitCode;

use clap::Command;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use super::print;

/// The command with examples in the help of each of its commands, and with their names where a page of
/// the manual is asked for.
pub fn helpful(command: Command) -> Command {
    let pages = PossibleValuesParser::new(examples::commands());
    let command = command
        .after_help(examples::text(""))
        .mut_subcommand("man", |command| command.mut_arg("page", |arg| arg.value_parser(pages)));
    examples::commands().fold(command, |command, name| {
        command.mut_subcommand(name, |command| command.after_help(examples::text(name)))
    })
}

/// Prints the help that was asked for, or the version.
pub fn helped(text: &str) -> ExitCode {
    print::own(text)
}

/// Prints what a shell needs to complete the words of the command.
pub fn completions(mut command: Command, shell: Shell) -> ExitCode {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    print::own(&String::from_utf8_lossy(&script))
}

/// Prints the page of a manual, in the language of `man`: that of one command, or of all.
pub fn manual(command: Command, name: Option<&str>) -> ExitCode {
    print::own(&manual::page(command, name))
}
