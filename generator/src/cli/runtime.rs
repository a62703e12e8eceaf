//! The package of the runtime, for clients that share it.

use std::path::Path;
use std::process::ExitCode;

use super::failure::described;
use super::print::{self, Output};
use super::{DRIFT, Failure, failed, package, quoted, wrong};
use crate::diagnostic::Format;
use crate::source::visible_text;
use crate::{disk, output};

/// Writes the package of the runtime into a folder, or compares what is there with it.
pub fn runtime(out: &Path, check: bool) -> ExitCode {
    let (tree, manifest) = match output::runtime() {
        Ok(package) => package,
        Err(reason) => return wrong(&format!("a mistake of the generator: {reason}")),
    };
    let shown = visible_text(&out.display().to_string());
    let done = if check {
        disk::compare(out, &tree).map(|drift| {
            if drift.is_clean() {
                return (format!("{shown} is up to date\n"), ExitCode::SUCCESS);
            }
            let command = format!("clientwright runtime --out {}", quoted(&shown));
            (described(&shown, &drift, &command), ExitCode::from(DRIFT))
        })
    } else {
        disk::write(out, &tree, Some(&manifest))
            .map(|summary| (format!("{summary}\n"), ExitCode::SUCCESS))
    };
    match done {
        Ok((said, code)) => {
            print::err(&package::lacks(out, &manifest));
            let is_done = code == ExitCode::SUCCESS;
            print::out(&said, if is_done { Output::Done } else { Output::Report }, code)
        }
        Err(error) => failed(&Failure::Disk(error), Format::Human),
    }
}
