//! A response that becomes larger and larger when it is decompressed, at the client of a generated crate.

use std::fs;
use std::io::Write;

use clientwright::source::Source;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{cargo, write};

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Bomb, version: '1'}
servers: [{url: 'https://api.example.com'}]
paths:
  /words:
    get:
      tags: [words]
      operationId: list
      responses:
        '200': {description: Words, content: {application/json: {schema: {type: array, items: {type: string}}}}}
";

/// How many blanks each piece becomes.
const PIECE: usize = 8 << 20;

/// The begin of a compressed text, and a piece of it that can follow as often as one likes.
fn pieces() -> [Vec<u8>; 2] {
    let blanks = vec![b' '; PIECE];
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    [(); 2].map(|()| {
        encoder.write_all(&blanks).unwrap();
        encoder.flush().unwrap();
        std::mem::take(encoder.get_mut())
    })
}

#[test]
fn what_grows_without_an_end_when_it_is_decompressed_is_too_large() {
    let folder = write("bomb", &[Source::new("bomb.yaml", DOCUMENT)]);
    // To count what is allocated takes an allocator, which is `unsafe`.
    let manifest = folder.path().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap().replace("\"forbid\"", "\"deny\"");
    fs::write(manifest, text).unwrap();
    let [begin, piece] = pieces();
    assert!(piece.len() < PIECE / 500, "{}", piece.len());
    let tests = folder.path().join("tests");
    fs::create_dir(&tests).unwrap();
    fs::write(tests.join("begin.gz"), begin).unwrap();
    fs::write(tests.join("piece.gz"), piece).unwrap();
    fs::write(tests.join("client.rs"), include_str!("bomb_client.rs")).unwrap();
    let features = ["--test", "client", "--no-default-features", "--features", "blocking,gzip"];
    let (is_right, report) = cargo("test", folder.path(), &features);
    assert!(is_right, "{report}");
}
