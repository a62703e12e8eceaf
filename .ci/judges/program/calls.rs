//! Calls the operations of a crate. The arguments are in a file; the first segment of a request's
//! path says which call it is of.

use std::collections::BTreeMap;
use std::error::Error;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::value::RawValue;
use serde_json::{Value, json};

pub type Outcome = Result<String, Box<dyn Error>>;
pub type Run = fn(Given) -> Pin<Box<dyn Future<Output = Outcome>>>;
type Arguments = BTreeMap<String, Box<RawValue>>;

static BASE: OnceLock<String> = OnceLock::new();
/// The calls of each operation.
static CALLS: OnceLock<BTreeMap<usize, Vec<Arguments>>> = OnceLock::new();

/// The arguments of a call.
#[derive(Clone, Copy)]
pub struct Given {
    operation: usize,
    call: usize,
}

impl Given {
    pub fn base(&self) -> String {
        format!("{}/{}.{}", BASE.get().unwrap(), self.operation, self.call)
    }

    pub fn options(&self) -> krate::Options {
        let once = krate::Retry::new().attempts(1);
        krate::Options::new().retry(once).timeout(Duration::from_secs(20))
    }

    fn arguments(&self) -> &'static Arguments {
        &CALLS.get().unwrap()[&self.operation][self.call]
    }

    pub fn has(&self, name: &str) -> bool {
        self.arguments().contains_key(name)
    }

    fn text(&self, name: &str) -> Result<&'static str, Box<dyn Error>> {
        let value = self.arguments().get(name).map(|value| value.get());
        value.ok_or_else(|| format!("judge: no value for {name}").into())
    }

    pub fn get<T: krate::runtime::FromJson>(&self, name: &str) -> Result<T, Box<dyn Error>> {
        let mut reader = serde_json::Deserializer::from_str(self.text(name)?);
        let value = krate::runtime::deserialize(&mut reader);
        value.map_err(|error| format!("judge: argument {name}: {error}").into())
    }

    pub fn parsed<T>(&self, name: &str) -> Result<T, Box<dyn Error>>
    where
        T: FromStr<Err: Error + 'static>,
    {
        let text: String = serde_json::from_str(self.text(name)?)?;
        text.parse().map_err(|error| format!("judge: argument {name}: {error}").into())
    }

    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        let text = self.text(name)?;
        Ok(match serde_json::from_str(text)? {
            Value::String(text) => text.into_bytes(),
            _ => text.as_bytes().to_vec(),
        })
    }

    pub fn part(&self, name: &str) -> Result<krate::runtime::Part, Box<dyn Error>> {
        Ok(krate::runtime::Part::new(self.bytes(name)?).with_file_name("judge.bin"))
    }
}

/// Runs the calls of a file: a line of standard output has the outcome of each.
pub fn main(operations: &[(usize, Run, Option<Run>)], base: &str, file: &str, is_full: bool) {
    BASE.set(base.to_owned()).unwrap();
    let calls = std::fs::read_to_string(file).expect("the file with the arguments");
    CALLS.set(serde_json::from_str(&calls).expect("arguments")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for &(operation, example, full) in operations {
        let run = if is_full { full } else { Some(example) };
        let calls = CALLS.get().unwrap().get(&operation).map_or(0, Vec::len);
        let Some(run) = run else { continue };
        for call in 0..calls {
            let outcome = runtime.block_on(run(Given { operation, call }));
            let fault = outcome.err().map(|error| error.to_string());
            println!("{}", json!({ "operation": operation, "call": call, "fault": fault }));
        }
    }
}
