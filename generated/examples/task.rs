//! Uploads a file to CBRAIN, runs a tool on it, waits for it, and downloads what came of it.
//!
//! ```text
//! cargo run -p cbrain-apteco --features fs --example task -- --demo
//!
//! export CBRAIN_URL=https://portal.example.org CBRAIN_LOGIN=me CBRAIN_PASSWORD=…
//! # The numbers of a project, of a data provider, and of a version of a tool.
//! export CBRAIN_GROUP=103 CBRAIN_DATA_PROVIDER=15 CBRAIN_TOOL_CONFIG=21
//! cargo run -p cbrain-apteco --features fs --example task -- scan.mnc
//! ```
//!
//! The result goes into the folder for temporary files.

mod double;
mod setting;

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use cbrain_apteco::cbrain::types::{CreateTasks, NewTask, Task, TaskStatus, Userfile};
use cbrain_apteco::cbrain::{self, Client};
use cbrain_apteco::runtime::{Part, Progress};
use tokio::time::{sleep, timeout};

/// How long a task may take.
const PATIENCE: Duration = Duration::from_secs(60 * 60);
/// The first time between two looks at a task, and the longest.
const WAITS: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(30));

#[tokio::main]
async fn main() -> ExitCode {
    setting::end(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let [url, login, password, group, provider, tool] = setting::variables([
        "CBRAIN_URL",
        "CBRAIN_LOGIN",
        "CBRAIN_PASSWORD",
        "CBRAIN_GROUP",
        "CBRAIN_DATA_PROVIDER",
        "CBRAIN_TOOL_CONFIG",
    ])
    .await?;
    let place = Place { group: group.parse()?, provider: provider.parse()?, tool: tool.parse()? };
    // Without a path, this file itself.
    let path = env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let here = || Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/task.rs");
    let path = path.map_or_else(here, PathBuf::from);

    let client = Client::builder().base_url(url).build()?;
    let session = cbrain::Session::log_in(&client, &login, password).await?;
    let done = process(&session, &place, &path).await;
    let closed = session.log_out().await;
    // Of two failures, the first tells more.
    done?;
    Ok(closed?)
}

/// Where the file goes, and what is to be done with it.
struct Place {
    group: i64,
    provider: i64,
    tool: i64,
}

async fn process(client: &Client, place: &Place, path: &Path) -> Result<(), Box<dyn Error>> {
    let file = upload(client, place, path).await?;
    println!("uploaded {} as file {}", file.name, file.id);

    let task = launch(client, place, &file).await?;
    let over = timeout(PATIENCE, finished(client, task)).await;
    let task = over.map_err(|_| format!("the task is not over after {PATIENCE:?}"))??;
    println!("task {} is over: {}", task.id, task.status);
    if task.status != TaskStatus::Completed {
        return Err("the task came to no good end".into());
    }

    let mut results = client.userfiles().list().parent_id(file.id).items();
    while let Some(result) = results.next().await {
        download(client, &result?).await?;
    }
    Ok(())
}

async fn upload(client: &Client, place: &Place, path: &Path) -> Result<Userfile, Box<dyn Error>> {
    let name = path.file_name().and_then(|name| name.to_str()).ok_or("the file has no name")?;
    let part = Part::file(path).await?;
    client.userfiles().upload(part, place.provider, place.group, "SingleFile").await?;
    // The response does not tell the number of the new file.
    let mut files = client.userfiles().list().data_provider_id(place.provider).items();
    while let Some(file) = files.next().await {
        let file = file?;
        if file.name == name {
            return Ok(file);
        }
    }
    Err(format!("{name} was uploaded, and cannot be found").into())
}

async fn launch(client: &Client, place: &Place, file: &Userfile) -> Result<Task, Box<dyn Error>> {
    // Tools find their files by this name. What else they want to know depends on the tool.
    let files = vec![file.id.to_string()];
    let task = NewTask::new(place.tool, place.provider)
        .with_group_id(place.group)
        .with_params([("interface_userfile_ids", files)]);
    let task = CreateTasks::new(task);
    let tasks = client.tasks().create(&task).await?.into_inner();
    Ok(tasks.into_iter().next().ok_or("the server made no task of it")?)
}

/// Looks at a task, less and less often, until nothing more will come of it.
async fn finished(client: &Client, mut task: Task) -> Result<Task, Box<dyn Error>> {
    let (mut wait, longest) = WAITS;
    while !is_over(&task.status) {
        println!("task {}: {}", task.id, task.status);
        sleep(wait).await;
        wait = longest.min(wait * 2);
        task = client.tasks().get(task.id).await?.into_inner();
    }
    Ok(task)
}

fn is_over(status: &TaskStatus) -> bool {
    matches!(
        status,
        TaskStatus::Completed
            | TaskStatus::Terminated
            | TaskStatus::FailedToSetup
            | TaskStatus::FailedToPostProcess
            | TaskStatus::FailedOnCluster
            | TaskStatus::FailedSetupPrerequisites
            | TaskStatus::FailedPostProcessPrerequisites
    )
}

async fn download(client: &Client, file: &Userfile) -> Result<(), Box<dyn Error>> {
    // The server's own name could be that of another folder.
    let path = env::temp_dir().join(format!("cbrain-{}", file.id));
    let progress = |progress: Progress| match progress.total() {
        Some(total) => eprint!("\r{} of {total} bytes", progress.transferred()),
        None => eprint!("\r{} bytes", progress.transferred()),
    };
    let length = *client.userfiles().content(file.id).download(&path, progress).await?;
    eprintln!();
    println!("downloaded {} to {}, {length} bytes", file.name, path.display());
    Ok(())
}
