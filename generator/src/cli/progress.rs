//! A line that says what is being done, for what takes longer than a moment, where somebody looks on.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::manners;
use crate::Options;
use crate::output::watch::{Stage, Watch};
use crate::source::visible_text;

/// How long nothing is shown: most runs are over by then.
const MOMENT: Duration = Duration::from_secs(1);
/// How often the line is drawn.
const TICK: Duration = Duration::from_millis(100);

/// Does work by these options while its stages are shown on the error output. Nothing is left of them
/// there when it is done.
pub(super) fn during<T>(options: &Options, work: impl FnOnce(&Options) -> T) -> T {
    if !manners::is_watched() {
        return work(options);
    }
    let text = Arc::new(Mutex::new("reading".to_owned()));
    let told = Arc::clone(&text);
    let watch = Watch::new(move |stage| {
        *told.lock().unwrap_or_else(PoisonError::into_inner) = line(stage);
    });
    let options = Options { watch, ..options.clone() };
    let (end, ended) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || show(&ended, &text));
        let done = work(&options);
        // The line is taken away before anything else is printed, and when the work panics.
        drop(end);
        done
    })
}

/// Shows the text after a moment, until the other end of the channel is gone.
fn show(ended: &Receiver<()>, text: &Mutex<String>) {
    let is_over = |wait| ended.recv_timeout(wait) != Err(RecvTimeoutError::Timeout);
    if is_over(MOMENT) {
        return;
    }
    let style = ProgressStyle::with_template("{spinner} {wide_msg}");
    let bar = ProgressBar::new_spinner()
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    loop {
        bar.set_message(text.lock().unwrap_or_else(PoisonError::into_inner).clone());
        bar.tick();
        if is_over(TICK) {
            break;
        }
    }
    bar.finish_and_clear();
}

fn line(stage: Stage<'_>) -> String {
    match stage {
        Stage::Reading { document } => format!("reading {}", visible_text(document)),
        Stage::Lowering { document, paths } => {
            format!("deciding what becomes of {paths} paths of {}", visible_text(document))
        }
        Stage::Emitting { made, files } => format!("making files: {made} of {files}"),
        Stage::Comparing { files } => format!("comparing {files} files"),
        Stage::Writing { files } => format!("writing {files} files"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_the_stage_and_how_much_of_it_there_is() {
        let stages = [
            Stage::Reading { document: "shop\u{1b}[2J.yaml" },
            Stage::Lowering { document: "shop.yaml", paths: 812 },
            Stage::Emitting { made: 312, files: 1804 },
            Stage::Comparing { files: 1804 },
            Stage::Writing { files: 1804 },
        ];
        assert_eq!(
            stages.map(line).join("\n"),
            "reading shop\u{241b}[2J.yaml\n\
             deciding what becomes of 812 paths of shop.yaml\n\
             making files: 312 of 1804\n\
             comparing 1804 files\n\
             writing 1804 files"
        );
    }
}
