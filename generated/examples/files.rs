//! Lists all files that a user of CBRAIN has, however many there are.
//!
//! ```text
//! cargo run -p cbrain-apteco --example files -- --demo
//!
//! export CBRAIN_URL=https://portal.example.org CBRAIN_LOGIN=me CBRAIN_PASSWORD=…
//! cargo run -p cbrain-apteco --example files
//! ```

mod double;
mod setting;

use std::error::Error;
use std::process::ExitCode;

use cbrain_apteco::cbrain;

#[tokio::main]
async fn main() -> ExitCode {
    setting::end(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let [url, login, password] =
        setting::variables(["CBRAIN_URL", "CBRAIN_LOGIN", "CBRAIN_PASSWORD"]).await?;
    let client = cbrain::Client::builder().base_url(url).build()?;
    let session = cbrain::Session::log_in(&client, &login, password).await?;
    let listed = list(&session).await;
    let closed = session.log_out().await;
    // Of two failures, the first tells more.
    listed?;
    Ok(closed?)
}

async fn list(client: &cbrain::Client) -> Result<(), Box<dyn Error>> {
    let (mut count, mut bytes) = (0, 0);
    // A page at a time, each asked for when the one before it is used up.
    let mut files = client.userfiles().list().items();
    while let Some(file) = files.next().await {
        let file = file?;
        println!("{:>8}  {}", file.id, file.name);
        count += 1;
        bytes += file.size.unwrap_or_default();
    }
    println!("{count} files, {bytes} bytes");
    Ok(())
}
