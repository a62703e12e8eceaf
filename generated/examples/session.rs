//! Logs in, reads the session, and logs out, at either service.
//!
//! ```text
//! cargo run -p cbrain-apteco --example session -- cbrain --demo
//!
//! export CBRAIN_URL=https://portal.example.org CBRAIN_LOGIN=me CBRAIN_PASSWORD=…
//! cargo run -p cbrain-apteco --example session -- cbrain
//!
//! export APTECO_URL=https://orbit.example.com/OrbitAPI APTECO_DATA_VIEW=holidays
//! export APTECO_LOGIN=me APTECO_PASSWORD=…
//! cargo run -p cbrain-apteco --example session -- apteco
//! ```

mod double;
mod setting;

use std::env;
use std::error::Error;
use std::process::ExitCode;

use cbrain_apteco::{apteco, cbrain};

#[tokio::main]
async fn main() -> ExitCode {
    let done = match env::args().nth(1).as_deref() {
        Some("cbrain") => at_cbrain().await,
        Some("apteco") => at_apteco().await,
        _ => Err("say which service: `session cbrain` or `session apteco`".into()),
    };
    setting::end(done)
}

async fn at_cbrain() -> Result<(), Box<dyn Error>> {
    let [url, login, password] =
        setting::variables(["CBRAIN_URL", "CBRAIN_LOGIN", "CBRAIN_PASSWORD"]).await?;
    let client = cbrain::Client::builder().base_url(url).build()?;
    let session = cbrain::Session::log_in(&client, &login, password).await?;
    println!("logged in as user {}", session.user_id());

    let again = session.sessions().get().await?;
    println!("the session is that of user {}", again.user_id);

    session.log_out().await?;
    println!("logged out");
    Ok(())
}

async fn at_apteco() -> Result<(), Box<dyn Error>> {
    let names = ["APTECO_URL", "APTECO_DATA_VIEW", "APTECO_LOGIN", "APTECO_PASSWORD"];
    let [url, view, login, password] = setting::variables(names).await?;
    let client = apteco::Client::builder().base_url(url).build()?;
    let session = apteco::Session::log_in_simple(&client, &view, &login, password).await?;
    let details = session.details().ok_or("a login has details")?;
    println!("logged in as {}", details.user.username);

    let id = details.session_id.expose();
    let details = session.sessions().get_details(id).await?;
    println!("the session is that of {} {}", details.user.firstname, details.user.surname);

    session.log_out().await?;
    println!("logged out");
    Ok(())
}
