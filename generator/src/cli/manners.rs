//! How the program behaves to who runs it: what is colored, and how much is said.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Args, ColorChoice, ValueEnum as _};

/// Whether only that is said which somebody has to know. One program has one terminal.
static QUIET: AtomicBool = AtomicBool::new(false);

/// What every command can be told.
#[derive(Debug, Clone, Copy, Args)]
pub struct Manners {
    /// When the output is colored. `auto` is on terminals, as far as `NO_COLOR`, `CLICOLOR`,
    /// `CLICOLOR_FORCE` and `TERM` let it be.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value = "auto",
        display_order = 900
    )]
    pub color: ColorChoice,
    /// Show no progress, and do not say what was done; what is wrong is said in any case.
    #[arg(long, short, global = true, display_order = 901)]
    pub quiet: bool,
}

impl Manners {
    /// Behaves so from here on.
    pub fn apply(self) {
        set_color(self.color);
        QUIET.store(self.quiet, Ordering::Relaxed);
    }
}

/// Colors as the words of a command ask for, before anything is made of them: help and what is said of
/// wrong use are printed by it, too.
pub fn color_as_asked(words: impl Iterator<Item = OsString>) {
    let words: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    let options = words.iter().take_while(|word| *word != "--");
    let next = words.iter().skip(1).map(Some).chain([None]);
    let said = options.zip(next).filter_map(|(word, next)| match word.strip_prefix("--color") {
        Some("") => next.map(String::as_str),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    if let Some(choice) = said.last().and_then(|word| ColorChoice::from_str(word, false).ok()) {
        set_color(choice);
    }
}

fn set_color(choice: ColorChoice) {
    let choice = match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// Whether only that is said which somebody has to know.
pub(super) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Whether somebody looks on: at a terminal that can take back what it shows, and whose text no runner
/// of continuous integration keeps.
pub(super) fn is_watched() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // Terminals of Windows have no such name.
    let can_erase = cfg!(windows) || std::env::var_os("TERM").is_some_and(|term| term != "dumb");
    let is_here = can_erase && io::stderr().is_terminal();
    is_here && !is_quiet() && !is_set("CI")
}
