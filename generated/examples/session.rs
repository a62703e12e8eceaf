//! Logs in, reads the session, and logs out, at either service.
//!
//! ```text
//! export CBRAIN_URL=https://portal.example.org CBRAIN_LOGIN=me CBRAIN_PASSWORD=…
//! cargo run -p cbrain-apteco --example session -- cbrain
//!
//! export APTECO_URL=https://orbit.example.com/OrbitAPI APTECO_DATA_VIEW=holidays
//! export APTECO_LOGIN=me APTECO_PASSWORD=…
//! cargo run -p cbrain-apteco --example session -- apteco
//! ```

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
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn at_cbrain() -> Result<(), Box<dyn Error>> {
    let [url, login, password] = variables(["CBRAIN_URL", "CBRAIN_LOGIN", "CBRAIN_PASSWORD"])?;
    let client = cbrain::Client::builder().base_url(&url).build()?;
    let session = cbrain::Session::log_in(&client, &login, password).await?;
    println!("logged in as user {}", session.user_id());

    let again = session.sessions().session_get().await?;
    println!("the session is that of user {}", again.user_id);

    session.log_out().await?;
    println!("logged out");
    Ok(())
}

async fn at_apteco() -> Result<(), Box<dyn Error>> {
    let [url, view, login, password] =
        variables(["APTECO_URL", "APTECO_DATA_VIEW", "APTECO_LOGIN", "APTECO_PASSWORD"])?;
    let client = apteco::Client::builder().base_url(&url).build()?;
    let session = apteco::Session::log_in_simple(&client, &view, &login, password).await?;
    let details = session.details().ok_or("a login has details")?;
    println!("logged in as {}", details.user.username);

    let id = details.session_id.expose();
    let details = session.sessions().get_session_details(&view, id).await?;
    println!("the session is that of {} {}", details.user.firstname, details.user.surname);

    session.log_out().await?;
    println!("logged out");
    Ok(())
}

/// The values of all variables, or one message that names those that are missing.
fn variables<const N: usize>(names: [&str; N]) -> Result<[String; N], String> {
    let values = names.map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let missing: Vec<&str> = names
        .iter()
        .zip(&values)
        .filter(|(_, value)| value.is_none())
        .map(|(name, _)| *name)
        .collect();
    if missing.is_empty() {
        Ok(values.map(Option::unwrap_or_default))
    } else {
        Err(format!("these environment variables have to be set: {}", missing.join(", ")))
    }
}
