//! Pages of a manual, in the language of `man`.

use std::fmt::Write as _;
use std::io;

use clap::Command;
use clap_mangen::Man;

use super::examples::{Example, of};

/// The page of one command, or, without a name, of the whole program.
pub(super) fn page(command: Command, name: Option<&str>) -> String {
    // `help` says what these pages say.
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let one = name.and_then(|name| command.find_subcommand(name)).cloned();
    let (has_commands, command) = (one.is_none(), one.unwrap_or(command));
    let mut page = Vec::new();
    // Writing to memory cannot fail.
    let _ = sections(&Man::new(command), has_commands, &mut page);
    let page = String::from_utf8_lossy(&page);
    format!("{page}{}", examples(of(name.unwrap_or_default())))
}

/// All but the examples.
fn sections(man: &Man, has_commands: bool, out: &mut Vec<u8>) -> io::Result<()> {
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    if has_commands {
        man.render_subcommands_section(out)?;
    }
    Ok(())
}

/// The examples: lines that are not to be filled.
fn examples(examples: &[Example]) -> String {
    let mut text = String::from(".SH EXAMPLES\n");
    for Example { says, line } in examples {
        // Writing to text cannot fail.
        let _ = writeln!(text, ".PP\n{}\n.PP\n.RS 4\n.nf\n{}\n.fi\n.RE", plain(says), plain(line));
    }
    text
}

/// A text that begins with no control character of `roff`, in its language: a hyphen by itself would be
/// typeset as one that no shell takes.
fn plain(text: &str) -> String {
    text.replace('\\', r"\e").replace('-', r"\-").replace('\'', r"\(aq").replace('~', r"\(ti")
}
