//! The examples run at the double that they bring along, and say what they did.

use std::path::Path;
use std::process::{Command, Output};

/// Runs an example; the files that it leaves behind go into `folder`.
fn run(folder: &Path, name: &str, arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    // The same features for all, so that all share what is compiled; without TLS, which is slow to
    // compile.
    let features = "apteco,apteco-all-tags,cbrain,fs,reqwest,salted-login";
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--package", "cbrain-apteco", "--no-default-features"]);
    cargo.args(["--features", features, "--example", name, "--"]).args(arguments);
    let variables = std::env::vars().map(|(name, _)| name);
    for name in variables.filter(|name| name.starts_with("CBRAIN_") || name.starts_with("APTECO_"))
    {
        cargo.env_remove(name);
    }
    cargo
        .current_dir(root)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples"))
        .env("RUSTFLAGS", "-Dwarnings")
        .env("TMPDIR", folder)
        .output()
        .unwrap()
}

/// What an example prints that ends well.
fn demo(folder: &Path, name: &str, arguments: &[&str]) -> String {
    let output = run(folder, name, arguments);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_session_is_read_at_either_service() {
    let folder = tempfile::tempdir().unwrap();
    let said = demo(folder.path(), "session", &["cbrain", "--demo"]);
    assert_eq!(said, "logged in as user 2\nthe session is that of user 2\nlogged out\n");
    let said = demo(folder.path(), "session", &["apteco", "--demo"]);
    assert_eq!(said, "logged in as anna\nthe session is that of anna Example\nlogged out\n");
}

#[test]
fn files_are_listed_over_several_pages() {
    let folder = tempfile::tempdir().unwrap();
    let said = demo(folder.path(), "files", &["--demo"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.first(), Some(&"     501  scan1.mnc"));
    // One of the sixty is hidden, and one somebody else's.
    assert_eq!(lines.last(), Some(&"58 files, 455 bytes"));
    assert_eq!(lines.len(), 59);
}

#[test]
fn a_task_is_followed_to_its_end_and_its_result_downloaded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.txt");
    std::fs::write(&path, "one\ntwo\nthree\n").unwrap();
    let said = demo(folder.path(), "task", &["--demo", path.to_str().unwrap()]);
    let result = folder.path().join("cbrain-562");
    assert_eq!(
        said,
        format!(
            "uploaded lines.txt as file 561\n\
             task 301: New\n\
             task 301: Queued\n\
             task 301: On CPU\n\
             task 301 is over: Completed\n\
             downloaded lines.txt-301.txt to {}, 21 bytes\n",
            result.display()
        )
    );
    assert_eq!(std::fs::read_to_string(result).unwrap(), "3 lines in lines.txt\n");
}

#[test]
fn sessions_are_walked_after_a_salted_login() {
    let folder = tempfile::tempdir().unwrap();
    let said = demo(folder.path(), "orbit", &["--demo"]);
    // The login made the ninth of anna's.
    assert_eq!(said, "anna: 9 sessions\nben: 8 sessions\ncarla: 8 sessions\n");
}

#[test]
fn a_selection_is_counted_in_a_system_that_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let said = demo(folder.path(), "selection", &["--demo", "boDest", "10", "11"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.first(), Some(&"holidays: People and their holidays"));
    assert!(lines.contains(&"  boDest     Selector Bookings   Destination"), "{said}");
    assert_eq!(lines[11..], ["17 of Bookings", "16 of People"]);
    let said = demo(folder.path(), "selection", &["--demo"]);
    assert!(said.ends_with("\n30 of People\n"), "{said}");
}

#[test]
fn a_cube_is_printed_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let said = demo(folder.path(), "cube", &["--demo"]);
    let rows: Vec<Vec<&str>> = said.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["Unclassified", "Female", "Male", "iTOTAL"]);
    assert_eq!((rows[2][0], rows[2][4]), ("France", "8"));
    assert_eq!((rows[7][0], rows[7][2], rows[7][4]), ("iTOTAL", "14", "43"));
}

#[test]
fn records_are_exported_to_a_file_that_is_read_while_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let said = demo(folder.path(), "export", &["--demo"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 44);
    assert_eq!(lines[..2], ["boUrn,boDest,boCost,peGender", "1001,Germany,150.25,Male"]);
}

#[test]
fn audiences_are_walked_and_one_is_counted_by_a_job() {
    let folder = tempfile::tempdir().unwrap();
    let said = demo(folder.path(), "audiences", &["--demo"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[..2], ["   301  Travellers 1", "   302  Travellers 2"]);
    assert_eq!(
        lines[12..],
        [
            "job 71: number 1 in the queue",
            "job 71: 20 of 100",
            "job 71: 60 of 100",
            "job 71: no news",
            "audience 301: 8 of People",
        ]
    );
}

#[test]
fn a_file_goes_to_the_server_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.txt");
    std::fs::write(&path, "x".repeat(3000)).unwrap();
    let said = demo(folder.path(), "transfer", &["--demo", path.to_str().unwrap()]);
    let copy = folder.path().join("orbit-list.txt");
    assert_eq!(
        said,
        format!(
            "uploaded Private/uploads/list.txt\n\
             downloaded 3000 bytes to {}\n\
             put together 3000 bytes of parts\n",
            copy.display()
        )
    );
    assert_eq!(std::fs::read_to_string(copy).unwrap(), "x".repeat(3000));
}

#[test]
fn an_example_that_knows_no_server_says_how_to_name_one() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), "files", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: set these environment variables, or try `--demo`: \
         CBRAIN_URL, CBRAIN_LOGIN, CBRAIN_PASSWORD\n"
    );
}
