//! Walks the audiences of a user of Orbit that are not archived, the oldest first, and counts the
//! first one of a system by a job.
//!
//! ```text
//! cargo run -p cbrain-apteco --features salted-login --example audiences -- --demo
//!
//! export APTECO_URL=https://orbit.example.com/OrbitAPI APTECO_DATA_VIEW=holidays
//! export APTECO_SYSTEM=Holidays APTECO_LOGIN=me APTECO_PASSWORD=…
//! cargo run -p cbrain-apteco --features salted-login --example audiences -- me
//! ```
//!
//! The argument is the user; without it, it is the one who logged in.

mod double;
mod setting;
mod login;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use cbrain_apteco::apteco::Session;
use cbrain_apteco::apteco::filters::UserAudienceFields;
use cbrain_apteco::apteco::types::{CalculateAudienceDetails, ItemStatus};

/// The first time between two looks at a job, and the longest.
const INTERVAL: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));
/// How long a job may take.
const PATIENCE: Duration = Duration::from_secs(10 * 60);

#[tokio::main]
async fn main() -> ExitCode {
    setting::end(login::within(run).await)
}

async fn run(
    session: &Session,
    system: &str,
    arguments: Vec<String>,
) -> Result<(), Box<dyn Error>> {
    let own = || session.details().map(|details| details.user.username);
    let user = arguments.into_iter().next().or_else(own).ok_or("a login has details")?;
    let mut first = None;
    // The server picks and sorts them.
    let audiences = session.users().list_audiences(&user);
    let audiences = audiences.matching(UserAudienceFields::STATUS.is_not(ItemStatus::Archived))?;
    let audiences = audiences.sorted_by(UserAudienceFields::CREATED_ON.ascending());
    // A page at a time, each asked for when the one before it is used up.
    let mut audiences = audiences.items();
    while let Some(audience) = audiences.next().await {
        let audience = audience?;
        println!("{:>6}  {}", audience.id, audience.title);
        if audience.system_name.eq_ignore_ascii_case(system) {
            first.get_or_insert(audience.id);
        }
    }
    let Some(id) = first else {
        println!("none of them is in {system}");
        return Ok(());
    };
    count(session, id).await
}

async fn count(session: &Session, id: i32) -> Result<(), Box<dyn Error>> {
    let details = CalculateAudienceDetails::new(false);
    let job = session.audiences().start_calculate(id, &details).await?;
    // Whatever ends this early, the server hears that nobody waits any more.
    let mut job = job.with_interval(INTERVAL.0, INTERVAL.1).with_limit(PATIENCE);
    while let Some(progress) = job.next().await {
        match (progress?.queue_position(), job.progress().progress()) {
            (Some(place), _) => println!("job {}: number {place} in the queue", job.id()),
            (None, Some(done)) => println!("job {}: {done} of 100", job.id()),
            (None, None) => println!("job {}: no news", job.id()),
        }
    }
    let result = job.finish().await?.nett_results.unwrap_or_default();
    for count in result.counts.unwrap_or_default() {
        println!("audience {id}: {} of {}", count.count_value, count.table_name);
    }
    Ok(())
}
