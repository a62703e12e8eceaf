//! The starting overlay: each action of it does what its reason promises, without any other change.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::analysis::explain;
use clientwright::diagnostic::{Code, Diagnostics};
use clientwright::source::Source;
use clientwright::{Options, generate};
use tests::settled;

/// The largest document of a corpus that is tried.
const LARGEST: u64 = 400_000;

fn suggested(sources: &[Source]) -> String {
    explain::overlay(sources, &Options::new("client")).unwrap_or_else(|found| {
        panic!("{}", found.render(sources, false));
    })
}

/// The overlay with all its actions.
fn whole(overlay: &str) -> String {
    let action = |line: &str| {
        let line = line.strip_prefix("  # ").unwrap_or(line);
        match line.starts_with("- target: ") || line.starts_with("  update: ") {
            true => format!("  {line}\n"),
            false => format!("{line}\n"),
        }
    };
    let (head, rest) = overlay.split_once("  #\n").unwrap_or((overlay, ""));
    let lines =
        rest.lines().filter(|line| line.starts_with("  # - ") || line.starts_with("  #   "));
    format!("{head}{}", lines.map(action).collect::<String>())
}

/// What is found in a document with all actions.
fn found(sources: &[Source]) -> (Diagnostics, Vec<Source>) {
    let mut sources = sources.to_vec();
    let name = sources[0].name().to_owned();
    sources.push(Source::overlay(&name, "suggested.yaml", whole(&suggested(&sources))));
    let (_, found) = generate(&sources, &Options::new("client"));
    (found, sources)
}

fn codes(found: &Diagnostics) -> Vec<Code> {
    found.iter().map(|one| one.code()).collect()
}

const SHOP: &str = "
openapi: 3.0.3
info: {title: 'Shop: \"all\" of it', version: '1'}
servers: [{url: 'https://shop.example'}]
paths:
  /orders:
    get:
      operationId: list_orders
      parameters:
        - {name: skip, in: query, schema: {type: integer}}
        - {name: take, in: query, schema: {type: integer}}
        - {name: api_key, in: query, schema: {$ref: '#/components/schemas/Key'}}
      responses:
        '200':
          description: Some of them.
          content:
            application/json:
              schema:
                type: object
                properties:
                  result: {type: array, items: {type: string}}
                  meta: {type: object, properties: {totalCount: {type: integer}}}
  /events:
    get:
      operationId: list.events
      parameters: [{name: page-token, in: query, schema: {type: string}}]
      responses:
        '200':
          description: Some of them.
          content:
            application/json:
              schema:
                type: object
                properties:
                  data: {type: array, items: {type: string}}
                  links: {type: array, items: {type: string}}
                  nextPageToken: {type: string, nullable: true}
components:
  schemas:
    Key: {type: string}
    Login: {type: object, properties: {'a-b': {type: string}, a_b: {type: string}, password: {type: string}}}
";

#[test]
fn lists_secrets_and_collisions_are_mended() {
    let text = suggested(&[Source::new("shop.yaml", SHOP)]);
    for action in [
        "# - target: $.paths['/orders'].get\n  #   update: {x-paging: {style: offset, parameter: skip, \
         size: take, total: meta.totalCount, items: result}}\n",
        "# - target: $.paths['/events'].get\n  #   update: {x-paging: {style: cursor, parameter: \
         page-token, next: nextPageToken, items: data}}\n",
        "# - target: $.components.schemas.Key\n  #   update: {format: password}\n",
        "# - target: $.components.schemas.Login.properties.password\n  #   update: {format: password}\n",
        "# - target: $.components.schemas.Login.properties.a_b\n  #   update: {x-rust-name: a_b_2}\n",
    ] {
        assert!(text.contains(action), "{action}\n{text}");
    }
}

#[test]
fn as_it_is_it_changes_nothing() {
    let document = Source::new("shop.yaml", SHOP);
    let overlay = suggested(std::slice::from_ref(&document));
    let with = [document.clone(), Source::overlay("shop.yaml", "shop.overlay.yaml", overlay)];
    let files = |sources: &[Source]| {
        let (generated, found) = generate(sources, &Options::new("client"));
        let tree = generated.unwrap_or_else(|| panic!("{}", found.render(sources, false))).tree;
        // The lock has the hash of all that the crate is made of, as first lines have.
        let files = tree.iter().filter(|(path, _)| *path != "clientwright.lock");
        files.map(|(path, text)| (path.to_owned(), settled(text))).collect::<Vec<_>>()
    };
    assert!(files(&[document]) == files(&with));
}

#[test]
fn all_actions_together_leave_nothing_to_mend() {
    let (found, sources) = found(&[Source::new("shop.yaml", SHOP)]);
    assert_eq!(codes(&found), [], "{}", found.render(&sources, false));
}

#[test]
fn an_overlay_of_a_document_that_cannot_be_read_says_why() {
    let sources = [Source::new("shop.yaml", "openapi: 9.9.9")];
    let found = explain::overlay(&sources, &Options::new("client")).unwrap_err();
    assert!(codes(&found).contains(&Code::UnsupportedVersion));
}

/// `CORPUS`, or the folder beside ours.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let folder = std::env::var_os("CORPUS").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no folder {}", folder.display());
    None
}

#[test]
fn what_is_suggested_for_real_documents_can_be_taken() {
    let Some(corpus) = corpus() else { return };
    let mut actions = 0;
    for entry in fs::read_dir(corpus).unwrap().map(Result::unwrap) {
        if entry.metadata().unwrap().len() > LARGEST || !entry.path().is_file() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let sources = [Source::new(&name, text)];
        if explain::overlay(&sources, &Options::new("client")).is_err() {
            continue;
        }
        actions += suggested(&sources).matches("\n  # - target").count();
        let (found, sources) = found(&sources);
        let refused =
            [Code::InvalidOverlay, Code::IdleOverlay, Code::InvalidPaging, Code::PlainSecret];
        let refused: Vec<Code> =
            codes(&found).into_iter().filter(|code| refused.contains(code)).collect();
        assert_eq!(refused, [], "{name}\n{}", found.render(&sources, false));
    }
    assert!(actions > 0);
}
