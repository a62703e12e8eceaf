//! Reads instances into the types of a crate and writes them again: a line of standard input asks
//! for one, a line of standard output is what came of it. `krate` is the generated crate.

use std::fmt::Debug;
use std::io::{BufRead, Write};
use std::marker::PhantomData;

use krate::runtime::{FromJson, ToJson};
use serde_json::{Value, json};

pub type Try = fn(&str) -> Value;

pub struct Probe<T>(pub PhantomData<T>);

pub trait ReadsAndWrites {
    fn try_on(&self, text: &str) -> Value;
}

impl<T: FromJson + ToJson + Debug> ReadsAndWrites for Probe<T> {
    fn try_on(&self, text: &str) -> Value {
        let mut reader = serde_json::Deserializer::from_str(text);
        let value: T = match krate::runtime::deserialize(&mut reader) {
            Ok(value) => value,
            Err(error) => return json!({ "refused": error.to_string() }),
        };
        match krate::runtime::write(&value) {
            Ok(written) => {
                let debug = format!("{value:?}");
                let variant = debug.split(['(', ' ']).next();
                json!({ "written": written, "variant": variant, "unmatched": unmatched(&debug) })
            }
            Err(error) => json!({ "unwritable": error.to_string() }),
        }
    }
}

/// Why a value is in no variant that the crate knows.
fn unmatched(debug: &str) -> Option<&str> {
    let from = debug.find("Unmatched { reason:")?;
    let text = debug.get(from..)?;
    let end = text.find(", .. }").unwrap_or(text.len());
    text.get(..end)
}

/// Other types, such as bytes, are nothing that JSON holds.
pub trait IsNoJson {
    fn try_on(&self, text: &str) -> Value;
}

impl<T> IsNoJson for &Probe<T> {
    fn try_on(&self, _: &str) -> Value {
        json!({ "skipped": "its values are no JSON" })
    }
}

macro_rules! probe {
    ($ty:ty) => {
        |text| {
            use crate::judged::{IsNoJson as _, ReadsAndWrites as _};
            (&crate::judged::Probe::<$ty>(std::marker::PhantomData)).try_on(text)
        }
    };
}

pub fn main(types: &[(&str, Try)]) {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let ty = line["type"].as_u64().expect("a type");
        let (_, attempt) = types[usize::try_from(ty).expect("a small number")];
        let response = attempt(line["text"].as_str().expect("text"));
        writeln!(output, "{response}").expect("standard output");
    }
}
