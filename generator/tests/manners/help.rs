//! Help, and the examples in it.

use std::process::Command;

use crate::support::{commands, printed, program, said, workspace};

/// A terminal of the usual width shows no more in a line.
const COLUMNS: usize = 80;

/// The examples in a help.
fn examples(help: &str) -> &str {
    help.split_once("\nExamples:\n").unwrap_or_else(|| panic!("no examples: {help}")).1
}

#[test]
fn each_help_has_examples_that_a_terminal_does_not_break() {
    let folder = workspace();
    let mut helps = vec![printed(folder.path(), &["--help"]), printed(folder.path(), &["-h"])];
    for name in commands(folder.path()) {
        helps.push(printed(folder.path(), &[&name, "--help"]));
        helps.push(printed(folder.path(), &["help", &name]));
    }
    assert!(helps.len() >= 20, "{}", helps.len());
    for help in helps {
        let long = examples(&help).lines().find(|line| line.chars().count() > COLUMNS);
        assert_eq!(long, None);
        assert!(examples(&help).contains("\n  clientwright "), "{help}");
    }
}

#[test]
fn help_is_as_wide_as_a_terminal_and_begins_with_one_line_for_each_command() {
    let folder = workspace();
    let help = printed(folder.path(), &["--help"]);
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let lines = list.lines().take_while(|line| !line.is_empty()).count();
    assert!(lines <= commands(folder.path()).len() + 4, "{help}");
}

/// Each is run as it stands, by a shell, where the documents are that it names: one after the other, as
/// the help has them.
#[cfg(unix)]
#[test]
fn each_example_is_a_command_that_works() {
    let folder = workspace();
    let mut script = examples(&printed(folder.path(), &["--help"])).to_owned();
    for name in commands(folder.path()) {
        script.push_str(examples(&printed(folder.path(), &[&name, "--help"])));
    }
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_clientwright"));
    let paths = std::env::var("PATH").unwrap();
    let paths = format!("{}:{paths}", program.parent().unwrap().display());
    let mut shell = Command::new("sh");
    shell.args(["-e", "-x", "-c", &script]).current_dir(folder.path());
    // Cargo finds its toolchain by the home of who runs the tests, which the examples write into.
    let home = std::env::home_dir().unwrap();
    let toolchain = |name, below: &str| {
        std::env::var_os(name).unwrap_or_else(|| home.join(below).into_os_string())
    };
    shell.env("CARGO_HOME", toolchain("CARGO_HOME", ".cargo"));
    shell.env("RUSTUP_HOME", toolchain("RUSTUP_HOME", ".rustup"));
    let output = shell.env("PATH", paths).env("HOME", folder.path()).output().unwrap();
    let (code, text, errors) = said(&output);
    assert_eq!(code, 0, "{text}\n{errors}");
    let ran = errors.lines().filter(|line| line.starts_with("+ clientwright ")).count();
    assert_eq!(ran, script.matches("\n  clientwright ").count());
    for made in ["petstore-client/Cargo.toml", "new.md", "mend2.yaml", ".zfunc/_clientwright"] {
        let text = std::fs::read_to_string(folder.path().join(made)).unwrap();
        assert!(!text.is_empty(), "{made}");
    }
}

#[test]
fn quiet_says_nothing_of_what_went_well_and_all_that_is_wrong() {
    let folder = workspace();
    let codegen = |more: &[&str]| {
        let arguments = ["codegen", "petstore.yaml", "--out", "out"];
        said(&program(folder.path(), &[&arguments, more].concat()).output().unwrap())
    };
    let nothing = (0, String::new(), String::new());
    assert_eq!(codegen(&["--quiet"]), nothing);
    assert_eq!(codegen(&["--check", "-q"]), nothing);
    assert_eq!(codegen(&["--check", "-q", "--format", "github"]), nothing);
    assert!(codegen(&["--check"]).1.contains("up to date"));
    std::fs::write(folder.path().join("out/src/lib.rs"), "// other\n").unwrap();
    let (code, text, _) = codegen(&["--check", "--quiet"]);
    assert_eq!(code, 1);
    assert!(text.contains("is not what would be generated"), "{text}");
    let explained = printed(folder.path(), &["--quiet", "explain-code", "internal"]);
    assert!(explained.starts_with("internal"), "{explained}");
}
