//! Reads instances into types that serde reads and writes: a line of standard input asks for one,
//! a line of standard output is what came of it. `krate` is the crate of another generator.

use std::io::{BufRead, Write};
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub type Try = fn(&str) -> Value;

pub struct Probe<T>(pub PhantomData<T>);

pub trait ReadsAndWrites {
    fn try_on(&self, text: &str) -> Value;
}

impl<T: DeserializeOwned + Serialize> ReadsAndWrites for &&Probe<T> {
    fn try_on(&self, text: &str) -> Value {
        match serde_json::from_str::<T>(text).map(|value| serde_json::to_string(&value)) {
            Ok(Ok(written)) => json!({ "written": written }),
            Ok(Err(error)) => json!({ "read": true, "unwritable": error.to_string() }),
            Err(error) => json!({ "refused": error.to_string() }),
        }
    }
}

/// A type that is only received.
pub trait Reads {
    fn try_on(&self, text: &str) -> Value;
}

impl<T: DeserializeOwned> Reads for &Probe<T> {
    fn try_on(&self, text: &str) -> Value {
        match serde_json::from_str::<T>(text) {
            Ok(_) => json!({ "read": true }),
            Err(error) => json!({ "refused": error.to_string() }),
        }
    }
}

/// Any other: one that is only sent, too.
pub trait IsNotRead {
    fn try_on(&self, text: &str) -> Value;
}

impl<T> IsNotRead for Probe<T> {
    fn try_on(&self, _: &str) -> Value {
        json!({ "skipped": "it cannot be read" })
    }
}

macro_rules! probe {
    ($ty:ty) => {
        |text| {
            #[allow(unused_imports)]
            use crate::serde_types::{IsNotRead as _, Reads as _, ReadsAndWrites as _};
            (&&&crate::serde_types::Probe::<$ty>(std::marker::PhantomData)).try_on(text)
        }
    };
}

pub fn main(types: &[(&str, Try)]) {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let ty = line["type"].as_u64().expect("a type");
        let (_, attempt) = types[usize::try_from(ty).expect("a small number")];
        writeln!(output, "{}", attempt(line["text"].as_str().expect("text"))).expect("output");
    }
}
