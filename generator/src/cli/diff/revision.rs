//! A revision of a repository of git: its files are read without a checkout, by `git` itself.

use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Read, Write as _};
use std::path::{Component, Path, PathBuf, absolute};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::super::choice::plain;
use crate::disk::{self, DiskError, Store};
use crate::limit::Limits;
use crate::source::visible_text;

/// A revision of a repository.
#[derive(Debug)]
pub(super) struct Revision {
    /// As it was asked for.
    name: String,
    /// The commit that it is.
    commit: String,
    /// The folder of the repository, without links in its path.
    top: PathBuf,
    files: RefCell<Files>,
}

impl Revision {
    /// A revision of the repository that a folder is in.
    ///
    /// # Errors
    ///
    /// There is no git, no repository, or no such revision.
    pub(super) fn open(folder: &Path, name: &str) -> Result<Self, DiskError> {
        let near = nearest(folder);
        let shown = visible_text(&near.display().to_string());
        let top = git(&near, &["rev-parse", "--show-toplevel"])?.map_err(|said| {
            wrong(
                format!("`{shown}` is in no repository that git reads ({said})"),
                "compare two files: `clientwright diff OLD NEW`",
            )
        })?;
        let top = std::fs::canonicalize(&top).map_err(|error| {
            wrong(format!("the repository `{top}` cannot be read ({error})"), RETRY)
        })?;
        let unknown = || {
            let top = visible_text(&top.display().to_string());
            wrong(
                format!("the repository `{top}` has no revision `{}`", visible_text(name)),
                "`git log` lists them; a shallow clone lacks most: `git fetch --unshallow` gets them",
            )
        };
        // Git would take it for an option.
        if name.is_empty() || name.starts_with('-') {
            return Err(unknown());
        }
        let commit = format!("{name}^{{commit}}");
        let commit = git(&top, &["rev-parse", "--verify", "--quiet", &commit])?;
        let commit = commit.map_err(|_| unknown())?;
        let files = RefCell::new(Files::open(&top)?);
        Ok(Self { name: name.to_owned(), commit, top, files })
    }

    /// As it was asked for.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// A path as the repository has it.
    ///
    /// # Errors
    ///
    /// It is outside of the repository.
    pub(super) fn inside(&self, path: &Path) -> Result<PathBuf, DiskError> {
        let whole = absolute(path).map(|path| plain(&path)).unwrap_or_else(|_| path.to_owned());
        // The file itself may be a link, which led elsewhere then.
        let (folder, name) = match (whole.parent(), whole.file_name()) {
            (Some(folder), Some(name)) => (folder, Some(name)),
            _ => (whole.as_path(), None),
        };
        let known = nearest(folder);
        let rest = folder.strip_prefix(&known).unwrap_or(Path::new(""));
        let real = std::fs::canonicalize(&known).unwrap_or(known).join(rest);
        let real = name.map_or(real.clone(), |name| real.join(name));
        real.strip_prefix(&self.top).map(Path::to_owned).map_err(|_| DiskError::SourceOutside {
            path: visible_text(&path.display().to_string()),
            repository: visible_text(&self.top.display().to_string()),
        })
    }

    /// What git calls a file of the revision.
    fn object(&self, inside: &Path) -> String {
        let parts: Vec<_> =
            inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        format!("{}:{}", self.commit, parts.join("/"))
    }

    /// The bytes of a file, and how many there are, which can be more than the limit; none where there
    /// is no such file.
    fn bytes(&self, inside: &Path, limits: &Limits) -> io::Result<Option<(Vec<u8>, u64)>> {
        self.files.borrow_mut().read(&self.object(inside), limits)
    }

    /// Whether the revision has a file whose content is not here, as in a partial clone.
    fn lacks(&self, inside: &Path) -> bool {
        let object = self.object(inside);
        let is_fine = |arguments: &[&str]| matches!(git(&self.top, arguments), Ok(Ok(_)));
        is_fine(&["rev-parse", "--verify", "--quiet", &object])
            && !is_fine(&["cat-file", "-e", &object])
    }
}

impl Store for Revision {
    fn read(&self, path: &Path, limits: &Limits) -> Result<(String, String), DiskError> {
        let name = visible_text(&path.display().to_string()).replace('\\', "/");
        let inside = self.inside(path)?;
        match self.bytes(&inside, limits) {
            Ok(Some((bytes, length))) => disk::text_of(name, bytes, length, limits),
            Ok(None) if self.lacks(&inside) => Err(wrong(
                format!("the content of `{name}` in `{}` is not here", visible_text(&self.name)),
                "`git show REVISION:FILE` fetches what a partial clone lacks",
            )),
            Ok(None) => Err(DiskError::SourceNotInRevision {
                path: name,
                revision: visible_text(&self.name),
            }),
            Err(error) => Err(wrong(format!("git gives no more files ({error})"), RETRY)),
        }
    }

    fn has(&self, path: &Path) -> bool {
        let is_there = |inside: PathBuf| match self.bytes(&inside, &Limits::default()) {
            Ok(found) => found.is_some() || self.lacks(&inside),
            Err(_) => false,
        };
        self.inside(path).is_ok_and(is_there)
    }

    fn folder(&self, path: &Path) -> Result<PathBuf, DiskError> {
        self.inside(path)
    }

    fn part(&self, name: &str, folders: &[PathBuf], limits: &Limits) -> Result<String, String> {
        let outside = "is outside of the folder of the document; `--within FOLDER` widens what may \
                       be read";
        let inside = self.inside(Path::new(name)).map_err(|_| outside.to_owned())?;
        let is_open =
            |folder: &PathBuf| inside.strip_prefix(folder).is_ok_and(|below| !is_hidden(below));
        if !folders.iter().any(is_open) {
            return Err(match folders.iter().any(|folder| inside.starts_with(folder)) {
                true => {
                    "has a name with a dot in front, as files have that hold secrets or settings"
                }
                false => outside,
            }
            .to_owned());
        }
        self.read(Path::new(name), limits).map(|(_, text)| text).map_err(|error| match error {
            DiskError::SourceTooLong { limit, raise, .. } => {
                format!("has more than {limit} bytes; {raise}")
            }
            DiskError::SourceNotUtf8 { .. } => "is not UTF-8".to_owned(),
            DiskError::SourceNotInRevision { revision, .. } => format!("is not in `{revision}`"),
            DiskError::Revision { reason, .. } => format!("cannot be read: {reason}"),
            _ => "cannot be read".to_owned(),
        })
    }
}

/// What to do where git stops in the middle.
const RETRY: &str = "mend the cause and run again";

fn wrong(reason: String, help: &'static str) -> DiskError {
    DiskError::Revision { reason, help }
}

/// Whether a path has a part with a dot in front.
fn is_hidden(path: &Path) -> bool {
    let is_hidden =
        |part: Component<'_>| part.as_os_str().as_encoded_bytes().first() == Some(&b'.');
    path.components().any(is_hidden)
}

/// The nearest folder of a path that is there.
fn nearest(path: &Path) -> PathBuf {
    let whole = absolute(path).unwrap_or_else(|_| path.to_owned());
    let found = whole.ancestors().find(|folder| folder.is_dir());
    found.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// Git in a folder, where it runs no program that a checkout names. What a partial clone lacks it would
/// fetch, by a command of the repository's configuration; and of any folder that looks like a bare
/// repository, as a folder of a checkout can, it would take the configuration (git-config(1),
/// `safe.bareRepository`). Versions that do not know the first variable obey the second.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .args(["-c", "safe.bareRepository=explicit", "-C"])
        .arg(folder);
    command
}

/// What git says to a question in a folder: a line, or why there is none.
fn git(folder: &Path, arguments: &[&str]) -> Result<Result<String, String>, DiskError> {
    let output = command(folder).args(arguments).output();
    let output = output.map_err(|error| no_git(&error))?;
    let line = |bytes: &[u8]| visible_text(String::from_utf8_lossy(bytes).trim());
    Ok(match output.status.success() {
        true => Ok(line(&output.stdout)),
        false => Err(line(&output.stderr).lines().next().unwrap_or_default().to_owned()),
    })
}

fn no_git(error: &io::Error) -> DiskError {
    wrong(
        format!("`git`, which has the revisions, cannot be run ({error})"),
        "install git, or compare two files: `clientwright diff OLD NEW`",
    )
}

/// A running `git cat-file`, which gives one file after the other.
#[derive(Debug)]
struct Files {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Files {
    fn open(top: &Path) -> Result<Self, DiskError> {
        let mut child = command(top)
            .args(["cat-file", "--batch", "--follow-symlinks"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| no_git(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => {
                Ok(Self { child, input, output: BufReader::new(output) })
            }
            _ => Err(no_git(&io::ErrorKind::BrokenPipe.into())),
        }
    }

    /// What git has of a name: its header is `ID blob SIZE` for a file (git-cat-file(1), "BATCH OUTPUT").
    fn read(&mut self, name: &str, limits: &Limits) -> io::Result<Option<(Vec<u8>, u64)>> {
        if name.contains(['\n', '\r']) {
            return Ok(None);
        }
        writeln!(self.input, "{name}")?;
        self.input.flush()?;
        let mut header = String::new();
        self.output.read_line(&mut header)?;
        let words: Vec<&str> = header.trim_end().rsplitn(3, ' ').collect();
        let (size, kind) = match words.as_slice() {
            [] | [""] => return Err(io::ErrorKind::UnexpectedEof.into()),
            // `NAME missing`, or `NAME ambiguous`.
            ["missing" | "ambiguous", ..] => return Ok(None),
            [size, kind, ..] => (size.parse::<u64>().map_err(io::Error::other)?, *kind),
            [_] => return Err(io::ErrorKind::InvalidData.into()),
        };
        let kept = size.min((limits.bytes as u64).saturating_add(1));
        let mut bytes = Vec::new();
        self.output.by_ref().take(kept).read_to_end(&mut bytes)?;
        // The rest, and the end of the line.
        io::copy(&mut self.output.by_ref().take(size - kept + 1), &mut io::sink())?;
        // A folder, or a link that leads nowhere or out of the repository, has content as well.
        Ok((kind == "blob").then_some((bytes, size)))
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        // It ends by itself when its input does, and waits for nothing else.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
