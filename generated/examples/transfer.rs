//! Uploads a file to Orbit, downloads it again, and uploads it in parts as a temporary file.
//!
//! ```text
//! cargo run -p cbrain-apteco --features fs,salted-login --example transfer -- --demo
//!
//! export APTECO_URL=https://orbit.example.com/OrbitAPI APTECO_DATA_VIEW=holidays
//! export APTECO_SYSTEM=Holidays APTECO_LOGIN=me APTECO_PASSWORD=…
//! cargo run -p cbrain-apteco --features fs,salted-login --example transfer -- people.csv
//! ```
//!
//! The download goes into the folder for temporary files. On the server, the file is deleted behind.

mod double;
mod setting;
mod login;

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use cbrain_apteco::apteco::Session;
use cbrain_apteco::runtime::{Body, Part, Progress};

/// How large a part of a temporary file is, in bytes. Larger ones than here make fewer calls.
const PART: usize = 1024;

#[tokio::main]
async fn main() -> ExitCode {
    setting::end(login::within(run).await)
}

async fn run(
    session: &Session,
    system: &str,
    arguments: Vec<String>,
) -> Result<(), Box<dyn Error>> {
    // Without a path, this file itself.
    let here = || Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/transfer.rs");
    let path = arguments.first().map_or_else(here, PathBuf::from);
    let name = path.file_name().and_then(|name| name.to_str()).ok_or("the file has no name")?;

    let target = format!("Private/uploads/{name}");
    session.directories().create(system, "Private/uploads").await?;
    // The file is read while it is sent.
    let file = Part::new(Body::file(&path).await?.with_progress(tell)).with_file_name(name);
    let entry = session.files().upload(system, &target, file).await?;
    println!("uploaded {}", entry.path);

    let copy = env::temp_dir().join(format!("orbit-{name}"));
    let length = *session.files().get(system, &target).download(&copy, tell).await?;
    println!("downloaded {length} bytes to {}", copy.display());
    session.files().delete(system, &target).await?;

    // The caller makes up the id, which has to be a new one.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_nanos();
    let id = format!("upload__{now:032x}.txt");
    let files = session.temporary_files();
    files.upload_in_parts(&id, Body::file(&path).await?, PART, tell).await?;
    let mut whole = files.get(&id).stream().await?.into_inner();
    let mut length = 0;
    while let Some(piece) = whole.next().await {
        length += piece?.len();
    }
    println!("put together {length} bytes of parts");
    Ok(())
}

fn tell(progress: Progress) {
    match progress.total() {
        Some(total) => eprintln!("{} of {total} bytes", progress.transferred()),
        None => eprintln!("{} bytes", progress.transferred()),
    }
}
