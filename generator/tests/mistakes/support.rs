//! A document without a mistake, and what the program says of others.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// A document of which nothing is to be said.
pub(crate) const SHOP: &str = "\
openapi: 3.0.3
info:
  title: Shop
  version: '1'
servers:
  - url: https://shop.example
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: integer
      responses:
        '200':
          description: The order.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Order'
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id:
          type: integer
        note:
          type: string
";

/// A mistake in [`SHOP`]: what stands in the place of a piece of it.
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    pub(crate) before: &'static str,
    pub(crate) after: &'static str,
}

pub(crate) const fn edit(name: &'static str, before: &'static str, after: &'static str) -> Edit {
    Edit { name, before, after }
}

/// What the program says when it is run with these words in a folder.
pub(crate) fn said(folder: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright"));
    command.args(words).current_dir(folder).stdin(Stdio::null());
    let output = command.env_remove("CLICOLOR_FORCE").output().unwrap();
    let code = output.status.code().unwrap();
    // What was done well is no part of a message.
    let done = if code == 0 { &[] } else { output.stdout.as_slice() };
    let text = [done, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    format!("exit code {code}\n{}\n", text.concat().trim_end())
}

/// What is said of a file of this name.
pub(crate) fn of_file(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    said(folder.path(), &["codegen", name, "--out", "client"])
}

/// What is said of each edit, with its name above it.
pub(crate) fn of_edits(edits: &[Edit]) -> String {
    let mut all = String::new();
    for Edit { name, before, after } in edits {
        assert!(SHOP.contains(before), "{name}");
        let text = SHOP.replacen(before, after, 1);
        // Writing to text cannot fail.
        let _ = writeln!(all, "## {name}\n{}", of_file("shop.yaml", text.as_bytes()));
    }
    all
}

#[test]
fn nothing_is_said_of_a_document_without_a_mistake() {
    assert_eq!(of_file("shop.yaml", SHOP.as_bytes()), "exit code 0\n\n");
}
