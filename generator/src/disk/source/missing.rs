//! What to do about a file that is not there.

use std::path::Path;

use fs_err as fs;

use crate::diagnostic::nearest;
use crate::disk::path::{printable, shown};

/// How many names of a folder are looked at for the one that was meant.
const ENTRIES: usize = 1_000;

/// What to do about a path that leads nowhere, as the end of a sentence.
pub(super) fn advice(path: &Path) -> String {
    let text = path.to_string_lossy();
    if let Some((scheme, rest)) = text.split_once("://")
        && matches!(scheme, "http" | "https")
    {
        let name = rest.rsplit('/').next().filter(|name| name.contains('.'));
        let name = printable(name.unwrap_or("openapi.json"));
        return format!(
            "nothing is read from the network: save it first, for example by \
             `curl --fail --location --output {name} {}`",
            shown(path)
        );
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.exists()) {
        return format!("there is no folder `{}` either", shown(folder));
    }
    let here = folder.unwrap_or_else(|| Path::new("."));
    let wanted = path.file_name().map(|name| name.to_string_lossy().into_owned());
    match wanted.and_then(|wanted| near(here, &wanted)) {
        Some(name) => {
            let meant = folder.map_or_else(|| Path::new(&name).to_owned(), |it| it.join(&name));
            format!("did you mean `{}`?", shown(&meant))
        }
        None => "check the path (a relative one starts at the current folder)".to_owned(),
    }
}

/// The file of a folder whose name is nearly this one.
fn near(folder: &Path, wanted: &str) -> Option<String> {
    let entries = fs::read_dir(folder).ok()?.take(ENTRIES).filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut names: Vec<String> =
        files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    // The system gives them in no order.
    names.sort();
    nearest(wanted, names.iter().map(String::as_str)).map(str::to_owned)
}
