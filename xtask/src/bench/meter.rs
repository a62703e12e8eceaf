//! Runs a command and says what it cost: it, and all that it started and waited for.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use wait4::Wait4 as _;

use super::model::Cost;

/// What came of a command.
pub(super) struct Run {
    pub(super) outcome: Outcome,
    pub(super) cost: Cost,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Success,
    Failure,
    /// It was ended, since its time was over.
    OutOfTime,
}

/// Runs the command, and ends it and all that it started after `bound`.
///
/// # Errors
///
/// When it cannot be started.
pub(super) fn run(command: &mut Command, bound: Duration) -> Result<Run> {
    let shown = format!("{command:?}");
    measured(command, bound).with_context(|| format!("`{shown}` cannot be run"))
}

fn measured(command: &mut Command, bound: Duration) -> Result<Run> {
    // Files, not pipes: nobody has to read while it runs.
    let (stdout, stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    command.stdin(Stdio::null()).stdout(stdout.try_clone()?).stderr(stderr.try_clone()?);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let start = Instant::now();
    let mut child = command.spawn()?;
    let id = child.id();
    let (ended, end) = channel::<()>();
    let (used, is_late) = thread::scope(|scope| {
        let guard = scope.spawn(move || {
            let is_late = end.recv_timeout(bound) == Err(RecvTimeoutError::Timeout);
            if is_late {
                kill(id);
            }
            is_late
        });
        let used = child.wait4();
        drop(ended);
        (used, guard.join().unwrap_or_default())
    });
    let (wall, used) = (start.elapsed(), used?);
    let outcome = match (used.status.success(), is_late) {
        (true, _) => Outcome::Success,
        (false, true) => Outcome::OutOfTime,
        (false, false) => Outcome::Failure,
    };
    let cost = Cost {
        wall: wall.as_secs_f64(),
        cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        peak_memory: used.rusage.maxrss,
    };
    Ok(Run { outcome, cost, stdout: text(stdout)?, stderr: text(stderr)? })
}

/// Ends the process and all that it started: they are one group.
#[cfg(unix)]
fn kill(id: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let group = i32::try_from(id).ok().and_then(Pid::from_raw);
    // Whoever has ended by itself needs no end.
    let _ = group.map(|group| kill_process_group(group, Signal::KILL));
}

/// Nothing is known of groups here: the command may take as long as it likes.
#[cfg(not(unix))]
fn kill(_: u32) {}

fn text(mut file: File) -> Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_command_says_what_it_cost() {
        let run = run(Command::new("sh").args(["-c", "echo said; exit 3"]), Duration::MAX).unwrap();
        assert_eq!((run.outcome, run.stdout.as_str()), (Outcome::Failure, "said\n"));
        assert!(run.cost.peak_memory > 0 && run.cost.wall > 0.0);
    }

    #[test]
    fn a_command_that_takes_too_long_is_ended_with_all_that_it_started() {
        let start = Instant::now();
        let mut command = Command::new("sh");
        let run = run(command.args(["-c", "sleep 60; echo"]), Duration::from_millis(50)).unwrap();
        assert_eq!(run.outcome, Outcome::OutOfTime);
        assert!(start.elapsed() < Duration::from_secs(30));
    }
}
