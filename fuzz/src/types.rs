//! The types of a generated crate, as a table of what reads an answer into each.

use std::collections::BTreeSet;

use clientwright::model::Api;
use clientwright::name::ident;

/// How many words of a document there are at most.
const WORDS: usize = 1000;

/// What is done with an answer, in the words of the crate that reads it.
const CHECK: &str = r#"
/// Reads an answer as a type: it is refused with a message, or it is read, shown and written, and
/// read again from that.
fn check<T>(text: &[u8]) -> Result<(), String>
where
    T: ROOT::runtime::FromJson + ROOT::runtime::ToJson + std::fmt::Debug,
{
    use ROOT::runtime::{read, write};
    let start = std::time::Instant::now();
    match read::<T>(text) {
        Ok(value) => {
            let shown = format!("{value:?}");
            let Ok(written) = write(&value) else { return Ok(()) };
            // What was null within the last level is an empty list below it.
            let is_deeper = |error: &str| error.contains("more than 128 levels");
            match read::<T>(written.as_bytes()) {
                Err(error) if !is_deeper(&error.to_string()) => {
                    return Err(format!("{written} is refused: {error}; it was read as {shown}"));
                }
                _ => {}
            }
        }
        Err(error) => {
            let told = error.to_string();
            if told.len() > 100_000 {
                return Err(format!("an error of {} bytes", told.len()));
            }
        }
    }
    match start.elapsed() {
        time if time > std::time::Duration::from_secs(10) => Err(format!("it took {time:?}")),
        _ => Ok(()),
    }
}

/// What reads an answer as a type.
type Check = fn(&[u8]) -> Result<(), String>;

/// Reads the answer that is made of the bytes as the type that the first two of them choose.
///
/// # Errors
///
/// What went wrong, with the type and the answer.
fn check_any(data: &[u8]) -> Result<(), String> {
    let (first, rest) = data.split_at(data.len().min(2));
    let index = first.iter().fold(0, |index, byte| 256 * index + usize::from(*byte));
    let (name, check, words) = TYPES[index % TYPES.len()];
    let text = answer(rest, words);
    check(&text).map_err(|fault| format!("{name}: {fault}, of {}", String::from_utf8_lossy(&text)))
}
"#;

/// Rust that reads answers as each type that a server can send, of the crate that `root` leads to.
/// `texts` are the documents of the APIs. It needs `answer` beside it.
#[must_use]
pub fn table(apis: &[Api], root: &str, texts: &dyn Fn(&Api) -> String) -> String {
    let mut out = CHECK.replace("ROOT", root);
    let mut rows = String::new();
    for api in apis {
        let received = api.types.iter().filter(|decl| decl.is_new() && decl.received);
        let types: Vec<String> = received.map(|decl| ident(&decl.name.rust).to_string()).collect();
        if types.is_empty() {
            continue;
        }
        let (module, text) = (ident(&api.name.rust), texts(api));
        let list = format!("WORDS_OF_{}", api.name.rust.to_uppercase());
        out.push_str(&format!("\nconst {list}: &[&str] = &{:?};\n", words(&text)));
        for ty in types {
            let check = format!("check::<{root}::{module}::types::{ty}>");
            rows.push_str(&format!("    (\"{module}::{ty}\", {check}, {list}),\n"));
        }
    }
    out.push_str(&format!(
        "\n/// Each type, and the words of its document.\nconst TYPES: &[(&str, Check, &[&str])] = &[\n{rows}];\n"
    ));
    out
}

/// The names and values of a document, as far as they can be.
fn words(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.$@".contains(c);
    let words = text.split(|c| !is_part(c)).filter(|word| (1..40).contains(&word.len()));
    let words: BTreeSet<&str> = words.collect();
    words.into_iter().take(WORDS).collect()
}
