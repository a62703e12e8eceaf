//! All that is printed: the one place where text leaves the program.

use std::io::{self, Write};
use std::process::ExitCode;

use anstream::adapter::strip_str;
use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};

use super::manners;
use crate::diagnostic::Format;
use crate::source::inert;

/// The exit code of a file or folder that cannot be read or written, or of an output.
pub(super) const DISK: u8 = 4;

/// What the standard output is to a command.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Output {
    /// It says that all went well, which nobody has to know.
    Done,
    /// It says what was found or done: that holds whether or not it can be said.
    Report,
    /// It is all that was asked for.
    Product,
}

/// Prints to the standard output. Gives the exit code: `code`, unless that is lost which was asked
/// for. Nobody who stops to read, as `head` does, loses anything.
pub(super) fn out(text: &str, output: Output, code: ExitCode) -> ExitCode {
    if output == Output::Done && manners::is_quiet() {
        return code;
    }
    lost(write(&mut anstream::stdout(), &shown(&io::stdout(), text)), output, code)
}

/// Prints what the program says of itself, in which nothing of any input is.
pub(super) fn own(text: &str) -> ExitCode {
    lost(write(&mut anstream::stdout(), text), Output::Product, ExitCode::SUCCESS)
}

/// Prints diagnostics to the standard output in their format. A line that begins as a command of
/// GitHub is one that is meant, and [`Format::Github`] has no other.
pub(super) fn diagnostics(report: &str, format: Format, code: ExitCode) -> ExitCode {
    match format {
        Format::Github => lost(write(&mut anstream::stdout(), report), Output::Report, code),
        Format::Human | Format::Json => out(report, Output::Report, code),
    }
}

/// Prints to the standard error output. Where that cannot be written, nothing can be said of it.
pub(super) fn err(text: &str) {
    let _ = write(&mut anstream::stderr(), &shown(&io::stderr(), text));
}

/// The text as the stream takes it: colors are for terminals. Without them, commands are looked for:
/// a color could have stood within one.
fn shown(stream: &impl RawStream, text: &str) -> String {
    if AutoStream::choice(stream) == ColorChoice::Never {
        inert(&strip_str(text).to_string())
    } else {
        inert(text)
    }
}

fn write(stream: &mut dyn Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes()).and_then(|()| stream.flush())
}

fn lost(written: io::Result<()>, output: Output, code: ExitCode) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let (kind, follows, code) = match output {
                Output::Done | Output::Report => {
                    ("warning", "the exit code says what was done", code)
                }
                Output::Product => ("error", "nothing else was asked for", ExitCode::from(DISK)),
            };
            err(&format!(
                "{kind}: the standard output cannot be written ({error}); {follows}: send it to another place\n"
            ));
            code
        }
        _ => code,
    }
}

/// A word of a command, in quotes if a shell would take it for several.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:=+,@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else if word.contains(['"', '$', '`', '!']) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        format!("\"{word}\"")
    }
}
