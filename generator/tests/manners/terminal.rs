//! The program at a terminal, which is a pseudo terminal here.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::support::{PETSTORE, program, workspace};

/// How long nothing has to come before it is believed that nothing comes: more than the second for which
/// no progress is shown.
const SILENCE: Duration = Duration::from_millis(1_800);

/// A terminal, and what arrives at it.
struct Terminal {
    line: File,
    arriving: Receiver<String>,
}

impl Terminal {
    fn open() -> Self {
        let desk = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&desk).unwrap();
        unlockpt(&desk).unwrap();
        let name = ptsname(&desk, Vec::new()).unwrap().into_string().unwrap();
        let line = OpenOptions::new().read(true).write(true).open(name).unwrap();
        let (send, arriving) = mpsc::channel();
        let mut desk = File::from(desk);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // It ends by an error when the last program has hung up.
            while let Ok(count) = desk.read(&mut bytes) {
                let text = String::from_utf8_lossy(bytes.get(..count).unwrap()).into_owned();
                if count == 0 || send.send(text).is_err() {
                    break;
                }
            }
        });
        Self { line, arriving }
    }

    fn stdio(&self) -> Stdio {
        Stdio::from(self.line.try_clone().unwrap())
    }

    /// All that arrives until `text` does, if it does in time.
    fn until(&self, text: &str, time: Duration) -> Result<String, String> {
        let mut all = String::new();
        while !all.contains(text) {
            match self.arriving.recv_timeout(time) {
                Ok(more) => all.push_str(&more),
                Err(_) => return Err(all),
            }
        }
        Ok(all)
    }

    /// All that arrives until the last program has hung up.
    fn rest(self) -> String {
        drop(self.line);
        self.arriving.iter().collect()
    }
}

/// What a command prints at a terminal.
fn at_terminal(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let terminal = Terminal::open();
    let mut command = program(folder, arguments);
    command.envs(variables.iter().copied());
    command.stdin(Stdio::null()).stdout(terminal.stdio()).stderr(terminal.stdio());
    let mut child = command.spawn().unwrap();
    // It holds the terminal's other end, too.
    drop(command);
    child.wait().unwrap();
    terminal.rest()
}

fn is_colored(text: &str) -> bool {
    text.contains("\u{1b}[")
}

#[test]
fn colors_are_for_terminals_that_are_not_asked_to_do_without() {
    let folder = workspace();
    std::fs::write(folder.path().join("bad.yaml"), "openapi: 5.0.0\n").unwrap();
    let commands: [&[&str]; 2] = [&["codegen", "bad.yaml", "--out", "out"], &["--help"]];
    for arguments in commands {
        let colored = |variables: &[(&str, &str)], more: &[&str]| {
            let arguments = [more, arguments].concat();
            is_colored(&at_terminal(folder.path(), &arguments, variables))
        };
        assert!(colored(&[], &[]), "{arguments:?}");
        assert!(!colored(&[("NO_COLOR", "1")], &[]));
        assert!(!colored(&[("CLICOLOR", "0")], &[]));
        assert!(!colored(&[("TERM", "dumb")], &[]));
        assert!(!colored(&[], &["--color", "never"]));
        assert!(!colored(&[], &["--color=never"]));
        // What is said last and most clearly holds.
        assert!(colored(&[("NO_COLOR", "1")], &["--color", "always"]));
        assert!(colored(&[("TERM", "dumb"), ("CLICOLOR", "0")], &["--color", "always"]));
    }
}

#[test]
fn without_a_terminal_colors_are_forced_or_not_there() {
    let folder = workspace();
    let colored = |variable: (&str, &str), more: &[&str]| {
        let mut command = program(folder.path(), &[more, &["--help"]].concat());
        let output = command.env(variable.0, variable.1).output().unwrap();
        is_colored(&String::from_utf8(output.stdout).unwrap())
    };
    assert!(!colored(("TERM", "xterm"), &[]));
    assert!(colored(("CLICOLOR_FORCE", "1"), &[]));
    assert!(colored(("TERM", "xterm"), &["--color", "always"]));
    assert!(!colored(("CLICOLOR_FORCE", "1"), &["--color", "never"]));
    // The word behind `--` is none of the program's options.
    assert!(!colored(("TERM", "xterm"), &["--", "--color=always"]));
}

/// The program at a terminal, while it waits for its document.
fn waiting(folder: &Path, terminal: &Terminal, more: &[&str], variables: &[(&str, &str)]) -> Child {
    let arguments = [&["codegen", "-", "--out", "out"], more].concat();
    let mut command = program(folder, &arguments);
    command.envs(variables.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(terminal.stdio()).spawn().unwrap()
}

fn give(child: &mut Child, document: &str) {
    child.stdin.take().unwrap().write_all(document.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

/// What is left on a line where something was shown: what a terminal does with the texts that arrive.
fn left(texts: &str) -> String {
    let mut line = String::new();
    let mut at = 0;
    let mut letters = texts.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => at = 0,
            '\u{1b}' => {
                let code: String =
                    std::iter::from_fn(|| letters.next_if(|letter| !letter.is_ascii_alphabetic()))
                        .collect();
                let name = letters.next().unwrap();
                match (code.as_str(), name) {
                    ("[2" | "[", 'K') => line.clear(),
                    (_, 'A' | 'B' | 'G') => {}
                    other => panic!("{other:?} in {texts:?}"),
                }
            }
            letter => {
                let kept: String = line.chars().chain(std::iter::repeat(' ')).take(at).collect();
                line = format!("{kept}{letter}{}", line.chars().skip(at + 1).collect::<String>());
                at += 1;
            }
        }
    }
    line.trim().to_owned()
}

#[test]
fn what_takes_long_says_what_it_is_doing_and_leaves_nothing_of_that() {
    let folder = workspace();
    let terminal = Terminal::open();
    let mut child = waiting(folder.path(), &terminal, &[], &[]);
    let shown = terminal.until("reading", Duration::from_secs(60)).unwrap();
    give(&mut child, PETSTORE);
    let all = shown + &terminal.rest();
    assert_eq!(left(&all), "", "{all:?}");
}

/// Arguments, and variables of the environment.
type Case<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)]);

#[test]
fn progress_is_shown_to_nobody_who_does_not_look_on() {
    let folder = workspace();
    let cases: [Case<'_>; 4] = [
        (&["--quiet"], &[]),
        (&[], &[("CI", "true")]),
        (&[], &[("TERM", "dumb")]),
        (&["--format", "json", "-q"], &[]),
    ];
    for (more, variables) in cases {
        let terminal = Terminal::open();
        let mut child = waiting(folder.path(), &terminal, more, variables);
        assert_eq!(
            terminal.until("reading", SILENCE),
            Err(String::new()),
            "{more:?} {variables:?}"
        );
        give(&mut child, PETSTORE);
        assert_eq!(terminal.rest(), "", "{more:?} {variables:?}");
    }
}
