//! Where the examples run, and how they end.

use std::env;
use std::error::Error;
use std::process::ExitCode;

use crate::double::{Double, Settings};

/// The values of environment variables, or one message that names those that are missing.
///
/// With `--demo`, they are such that the example runs at a double of the service.
pub(crate) async fn variables<const N: usize>(
    names: [&str; N],
) -> Result<[String; N], Box<dyn Error>> {
    let double = match env::args().any(|argument| argument == "--demo") {
        true => Some(Double::start(Settings::default()).await?),
        false => None,
    };
    let values = names.map(|name| match &double {
        Some(double) => double.variable(name),
        None => env::var(name).ok().filter(|value| !value.is_empty()),
    });
    let missing: Vec<&str> = names
        .iter()
        .zip(&values)
        .filter(|(_, value)| value.is_none())
        .map(|(name, _)| *name)
        .collect();
    if missing.is_empty() {
        Ok(values.map(Option::unwrap_or_default))
    } else {
        let missing = missing.join(", ");
        Err(format!("set these environment variables, or try `--demo`: {missing}").into())
    }
}

/// Tells an error with its causes, and how the process ends.
pub(crate) fn end(done: Result<(), Box<dyn Error>>) -> ExitCode {
    let Err(error) = done else { return ExitCode::SUCCESS };
    eprintln!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
    ExitCode::FAILURE
}
