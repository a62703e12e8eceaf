//! What everything runs on, without what would say whose it is.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::process::Command;
use std::thread;

use super::model::Machine;

/// Asks the system, as far as it responds.
pub(super) fn describe() -> Machine {
    let processor = field("/proc/cpuinfo", "model name");
    let memory = field("/proc/meminfo", "MemTotal");
    let kilobytes = memory.and_then(|text| text.strip_suffix("kB")?.trim().parse::<u64>().ok());
    let rustc = Command::new("rustc").arg("--version").output().ok();
    let rustc = rustc.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    Machine {
        processor: processor.unwrap_or_else(|| "a processor that has no name".to_owned()),
        cores: thread::available_parallelism().map_or(1, usize::from),
        memory: kilobytes.map(|kilobytes| kilobytes * 1024),
        system: format!("{OS}, {ARCH}"),
        rustc: rustc.unwrap_or_default(),
    }
}

/// The first value of a field in a file of Linux.
fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let mut fields = text.lines().filter_map(|line| line.split_once(':'));
    fields.find(|(found, _)| found.trim() == name).map(|(_, value)| value.trim().to_owned())
}
