//! For people: by operation and type, with places and answers.

use std::fmt::Write as _;

use super::super::change::{Change, Diff};
use super::head::{Head, answers, groups, is_small, places, safe, summary, title, whole};

/// How many operations are named that lead to a type.
const NAMED: usize = 3;

pub(super) fn text(diff: &Diff, head: &Head) -> String {
    let mut out = String::new();
    if let Some(package) = &head.package {
        // Writing to text cannot fail.
        let _ = writeln!(out, "{}\n", whole(package, head));
    }
    for group in groups(diff) {
        let Some(first) = group.first() else { continue };
        let _ = write!(out, "{}", title(first));
        let reached = reached(first);
        let _ = writeln!(out, "{}{reached}", if reached.is_empty() { "" } else { " " });
        group.iter().for_each(|change| one(&mut out, change, head));
        out.push('\n');
    }
    let _ = writeln!(out, "{}", summary(diff, head));
    out
}

fn one(out: &mut String, change: &Change, head: &Head) {
    let rule = change.kind.rule();
    let what = safe(&change.what);
    let _ = writeln!(out, "  {:<5}  {}: {what}", change.level().word(), rule.slug);
    let places = places(change, head);
    if !places.is_empty() {
        let _ = writeln!(out, "         {places}");
    }
    if is_small(change.kind) {
        return;
    }
    if !change.items.is_empty() {
        let mut items: Vec<String> =
            change.items.iter().take(NAMED).map(|item| safe(item)).collect();
        if change.items.len() > NAMED {
            items.push(format!("{} more", change.items.len() - NAMED));
        }
        let _ = writeln!(out, "         in Rust: {}", items.join(", "));
    }
    let _ = writeln!(out, "         {}", answers(change.answers));
}

/// The operations that lead to a type.
fn reached(change: &Change) -> String {
    let mut names: Vec<String> =
        change.reached_by.iter().take(NAMED).map(|name| safe(name)).collect();
    if change.reached_by.len() > NAMED {
        names.push(format!("{} more", change.reached_by.len() - NAMED));
    }
    if names.is_empty() { String::new() } else { format!("({})", names.join(", ")) }
}
