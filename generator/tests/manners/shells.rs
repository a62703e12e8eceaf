//! Completions and the manual, in the programs that take them.

use std::fs;
use std::process::Command;

use crate::support::{commands, printed, program, said, workspace};

/// Whether a program is here.
fn is_here(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
    found.is_ok_and(|output| output.status.success())
}

#[test]
fn each_shell_has_completions_of_each_command_and_its_options() {
    let folder = workspace();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(folder.path(), &["completions", shell]);
        for name in commands(folder.path()) {
            assert!(script.contains(&name), "{shell}: {name}");
        }
        assert!(script.contains("cut-type-prefix"), "{shell}");
    }
    let (code, _, errors) =
        said(&program(folder.path(), &["completions", "bahs"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(errors.contains("a similar value exists: 'bash'"), "{errors}");
}

#[test]
fn bash_completes_commands_options_and_their_values() {
    if !is_here("bash") {
        eprintln!("skipped: there is no bash here");
        return;
    }
    let folder = workspace();
    let script = printed(folder.path(), &["completions", "bash"]);
    fs::write(folder.path().join("completions"), script).unwrap();
    let completed = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let (last, before) = (words.last().unwrap(), words.get(words.len() - 2).unwrap());
        let asked = format!(
            "source completions; COMP_WORDS=({line}); COMP_CWORD={}; \
             _clientwright clientwright '{last}' '{before}'; echo ${{COMPREPLY[@]}}",
            words.len() - 1
        );
        let output = Command::new("bash").args(["-c", &asked]).current_dir(folder.path()).output();
        let (code, text, errors) = said(&output.unwrap());
        assert_eq!((code, errors.as_str()), (0, ""), "{line}");
        text.trim().to_owned()
    };
    assert_eq!(completed("clientwright expl"), "explain explain-code");
    assert_eq!(completed("clientwright codegen --tag"), "--tag-features");
    assert_eq!(completed("clientwright codegen --tag-features a"), "auto always");
    assert_eq!(completed("clientwright man ver"), "verify");
    assert_eq!(completed("clientwright diff --color n"), "never");
}

#[test]
fn the_manual_has_each_command_its_options_and_its_examples() {
    let folder = workspace();
    let whole = printed(folder.path(), &["man"]);
    assert!(whole.starts_with(".ie"), "{whole}");
    for name in commands(folder.path()) {
        let as_written = name.replace('-', "\\-");
        assert!(whole.contains(&format!("clientwright\\-{as_written}(1)")), "{name}");
        let page = printed(folder.path(), &["man", &name]);
        assert!(page.contains(&format!("clientwright\\-{as_written}")), "{page}");
        assert!(page.contains(".SH EXAMPLES\n"), "{page}");
    }
    let page = printed(folder.path(), &["man", "codegen"]);
    assert!(
        page.contains(r"clientwright codegen petstore.yaml \-\-out petstore\-client"),
        "{page}"
    );
    let (code, _, errors) = said(&program(folder.path(), &["man", "codgen"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(errors.contains("a similar value exists: 'codegen'"), "{errors}");
}

#[test]
fn groff_finds_nothing_wrong_with_the_manual_and_shows_the_examples_as_they_are() {
    if !is_here("groff") {
        eprintln!("skipped: there is no groff here");
        return;
    }
    let folder = workspace();
    for name in commands(folder.path()) {
        fs::write(folder.path().join("page"), printed(folder.path(), &["man", &name])).unwrap();
        let arguments = ["-man", "-ww", "-Tutf8", "-P-c", "page"];
        let output = Command::new("groff").args(arguments).current_dir(folder.path()).output();
        let (code, text, errors) = said(&output.unwrap());
        assert_eq!((code, errors.as_str()), (0, ""), "{name}");
        if name == "codegen" {
            let example = "clientwright codegen shop.yaml --out shop-client \\\n";
            let rest = "--include tag:Files --include 'GET /users/**'\n";
            assert!(text.contains(example) && text.contains(rest), "{text}");
        }
    }
}
