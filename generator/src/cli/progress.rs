//! A spinner for what takes longer than a moment, where somebody looks at it.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::ProgressBar;

/// How long nothing is shown: most runs are over by then.
const MOMENT: Duration = Duration::from_millis(400);
/// How often the spinner turns.
const TICK: Duration = Duration::from_millis(100);

/// Work that is going on.
pub(super) struct Progress {
    stop: Sender<()>,
    spinner: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows `message` after a moment, if the error output is a terminal.
    pub(super) fn start(message: &'static str) -> Self {
        let (stop, stopped) = mpsc::channel();
        let spinner = thread::spawn(move || {
            if stopped.recv_timeout(MOMENT) == Err(RecvTimeoutError::Timeout) {
                // Draws nothing where there is no terminal.
                let bar = ProgressBar::new_spinner().with_message(message);
                bar.enable_steady_tick(TICK);
                // Either end of the channel ends the work.
                let _ = stopped.recv();
                bar.finish_and_clear();
            }
        });
        Self { stop, spinner: Some(spinner) }
    }

    /// Takes the spinner away.
    pub(super) fn finish(mut self) {
        // The other end is gone only when the thread is.
        let _ = self.stop.send(());
        if let Some(spinner) = self.spinner.take() {
            let _ = spinner.join();
        }
    }
}
