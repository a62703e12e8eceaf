//! A session of Orbit for an example: from the environment variables to the log-out.

use std::env;
use std::error::Error;

use cbrain_apteco::apteco::{Client, Session};

use crate::setting;

/// Logs in without sending the password, lets an example do its work in a system, and logs out.
///
/// It is told its arguments, but for those that begin with two dashes.
pub(crate) async fn within(
    work: impl AsyncFnOnce(&Session, &str, Vec<String>) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let [url, view, system, login, password] = setting::variables([
        "APTECO_URL",
        "APTECO_DATA_VIEW",
        "APTECO_SYSTEM",
        "APTECO_LOGIN",
        "APTECO_PASSWORD",
    ])
    .await?;
    let client = Client::builder().base_url(url).build()?;
    let session = Session::log_in(&client, &view, &login, password).await?;
    let arguments = env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let done = work(&session, &system, arguments.collect()).await;
    let closed = session.log_out().await;
    // Of two failures, the first tells more.
    done?;
    Ok(closed?)
}
