//! Logs in to Apteco Orbit without sending the password, and tells who else is there.
//!
//! ```text
//! cargo run -p cbrain-apteco --features salted-login --example orbit -- --demo
//!
//! export APTECO_URL=https://orbit.example.com/OrbitAPI APTECO_DATA_VIEW=holidays
//! export APTECO_LOGIN=me APTECO_PASSWORD=…
//! cargo run -p cbrain-apteco --features salted-login --example orbit
//! ```
//!
//! The list of all sessions is for administrators only.

mod double;
mod setting;

use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;

use cbrain_apteco::apteco;

#[tokio::main]
async fn main() -> ExitCode {
    setting::end(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let names = ["APTECO_URL", "APTECO_DATA_VIEW", "APTECO_LOGIN", "APTECO_PASSWORD"];
    let [url, view, login, password] = setting::variables(names).await?;
    let client = apteco::Client::builder().base_url(url).build()?;
    let session = apteco::Session::log_in(&client, &view, &login, password).await?;
    let walked = walk(&session).await;
    let closed = session.log_out().await;
    // Of two failures, the first tells more.
    walked?;
    Ok(closed?)
}

async fn walk(session: &apteco::Session) -> Result<(), Box<dyn Error>> {
    let mut counts = BTreeMap::<String, u32>::new();
    // A page at a time, each asked for when the one before it is used up.
    let mut sessions = session.sessions().get_details_list().count(10).items();
    while let Some(one) = sessions.next().await {
        *counts.entry(one?.user.username).or_default() += 1;
    }
    for (user, count) in counts {
        println!("{user}: {count} sessions");
    }
    Ok(())
}
