//! What is done with types alone.

use crate::emit::argument::{Expression, Sample};
use crate::emit::krate::Crate;
use crate::model::{Api, Shape, TypeDecl};

/// What can be done with types alone.
const TYPES: [&str; 6] = [
    "Types alone, for programs that serve the API or receive what it sends: there are no calls.",
    "",
    "Each type is read from JSON and written as JSON by `serde`, whoever sends it. `new` makes a value of",
    "what is required, setters add the rest, and all fields are public. `Maybe` tells what is null from",
    "what is not there. `runtime::read` says where a text is not what it should be; `runtime::write`",
    "refuses a value that is out of the limits of the document, and says where it is.",
];

/// A value that is made, written and read.
pub(super) fn docs(krate: &Crate<'_>) -> Vec<String> {
    let mut lines: Vec<String> = TYPES.map(str::to_owned).to_vec();
    let value = |api: &Api, decl: &TypeDecl| {
        let is_struct = matches!(decl.shape, Shape::Struct { .. });
        let value = Sample::of_type(api, decl).filter(|value| is_struct && !value.is_bare())?;
        Some((decl.name.rust.clone(), value))
    };
    let found = krate.apis.iter().find_map(|api| {
        let (name, value) = api.types.iter().find_map(|decl| value(api, decl))?;
        Some((krate.path(api), name, value))
    });
    if let Some((path, name, value)) = found {
        lines.push(String::new());
        lines.push(
            if krate.has_features() { "```rust,ignore" } else { "```rust,no_run" }.to_owned(),
        );
        lines.extend(written(&path, &name, &value));
        lines.push("```".to_owned());
    }
    lines
}

fn written(path: &str, name: &str, value: &Expression) -> Vec<String> {
    let mut lines = vec![
        format!("use {path}::types;"),
        String::new(),
        "fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
    ];
    let mut body = value.statement("let value = ");
    body.extend([
        "let json = serde_json::to_string(&value)?;".to_owned(),
        format!("let read: types::{name} = serde_json::from_str(&json)?;"),
        "println!(\"{read:?}\");".to_owned(),
        "Ok(())".to_owned(),
    ]);
    lines.extend(body.into_iter().map(|line| format!("    {line}")));
    lines.push("}".to_owned());
    lines
}
