//! What recordings can be, and what is told of those that are none.

use clientwright::analysis::verify::VerifyError;
use clientwright::source::Source;
use serde_json::json;

use crate::support::{DOCUMENT, Exchange, archive, compared, told, verified};

fn fault(text: &str) -> String {
    let recording = Source::new("shop.har", text);
    let sources = [Source::new("things.yaml", DOCUMENT)];
    match verified(&sources, recording.clone()) {
        Err(VerifyError::Recording(found)) => {
            let lines = found.iter().map(|one| one.one_line(std::slice::from_ref(&recording)));
            lines.collect::<Vec<_>>().join("\n")
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_malformed_recording_is_told_with_its_place() {
    let entry = |request: &str, response: &str| {
        format!(
            "{{\"log\": {{\"entries\": [\n{{\"request\": {request},\n\"response\": {response}}}]}}}}"
        )
    };
    let sound = r#"{"method": "GET", "url": "/a"}"#;
    insta::assert_snapshot!(fault("{}"), @r#"shop.har:1:1: error[wrong-shape]: this is no recording that is known"#);
    insta::assert_snapshot!(fault("{\"log\": {}}"), @r#"shop.har:1:9: error[missing-key]: `entries` is missing"#);
    insta::assert_snapshot!(fault("{\"log\": {\"entries\": 7}}"), @r#"shop.har:1:21: error[wrong-shape]: a list should stand here, found a number"#);
    insta::assert_snapshot!(fault(&entry("{\"method\": \"GET\"}", "{}")), @r#"shop.har:2:13: error[missing-key]: `url` is missing"#);
    insta::assert_snapshot!(fault(&entry(sound, "{\"status\": \"200\"}")), @r#"shop.har:3:24: error[wrong-shape]: a status of HTTP should stand here, found text"#);
    insta::assert_snapshot!(fault(&entry(sound, "{\"status\": 200, \"headers\": [{\"value\": 1}]}")), @r#"shop.har:3:41: error[missing-key]: `name` is missing"#);
    insta::assert_snapshot!(
        fault(&entry(sound, "{\"status\": 200, \"content\": {\"text\": \"?\", \"encoding\": \"base64\"}}")), @r#"shop.har:3:49: error[wrong-shape]: the body cannot be read: it is no base64: Invalid symbol 63, offset 0."#);
    insta::assert_snapshot!(fault("[\n{\"request\": \"GET\", \"status\": 200, \"headers\": [], \"text\": \"\"}]"), @r#"shop.har:2:13: error[wrong-shape]: method and path should stand here"#);
    insta::assert_snapshot!(fault("[\n{\"request\": \"GET /a\", \"status\": 7, \"headers\": [], \"text\": \"\"}]"), @r#"shop.har:2:33: error[wrong-shape]: a status of HTTP should stand here, found a number"#);
}

#[test]
fn a_compressed_body_is_read() {
    let body = |coding: &str, text: &str| {
        Exchange::new("GET /things/7", 200).comes_with("Content-Encoding", coding).content(json!({
            "size": 9, "mimeType": "application/json", "encoding": "base64", "text": text,
        }))
    };
    // {"id": "x", "name": "a"}
    let gzip = "H4sIAAAAAAACA6tWykxRslJQqlDSUVDKS8xNBXESlWoBmP7LEBgAAAA=";
    let deflate = "eJyrVspMUbJSUKpQ0lFQykvMTQVxEpVqAU9VBlA=";
    for (coding, text) in [("gzip", gzip), ("deflate", deflate)] {
        let report = compared(DOCUMENT, archive([body(coding, text)]));
        let wanted = ["wrong-type #/components/schemas/Thing/properties/id/type"];
        assert_eq!(told(&report), wanted, "{}", report.render());
    }
    let report = compared(DOCUMENT, archive([body("br", "iwuA/////w==")]));
    assert!(!report.has_differences());
    assert!(report.render().contains("not looked into: a body, of which it is compressed by `br`"));
}

#[test]
fn what_a_recording_does_not_have_is_not_guessed() {
    let missing = Exchange::new("GET /things/7", 200)
        .content(json!({"size": 99, "mimeType": "application/json"}));
    let report = compared(DOCUMENT, archive([missing]));
    assert!(!report.has_differences(), "{}", report.render());
    assert!(
        report.render().contains("not looked into: bodies that the recording does not have (1)")
    );
    let tape = "[{\"request\": \"GET /v1/things?view&limit\", \"status\": 200, \
                \"headers\": [[\"content-type\", \"application/json\"]], \"text\": \"[]\"}]";
    let report = compared(DOCUMENT, Source::new("tape.json", tape));
    // The header that is required of the response; nothing of what was sent.
    assert_eq!(
        told(&report),
        ["missing-header #/paths/~1things/get/responses/200/headers/X-Total"]
    );
}

#[test]
fn what_a_tape_has_of_a_request_is_compared() {
    let tape = |sent: &str| {
        let text = format!(
            "[{{\"request\": \"POST /v1/things?key\", \"status\": 201, \"headers\": [], \"text\": \"\", \
             \"sent\": {sent}}}]"
        );
        told(&compared(DOCUMENT, Source::new("tape.json", text)))
    };
    let json =
        |text: &str| tape(&json!({"media_type": "application/json", "text": text}).to_string());
    let none: [&str; 0] = [];
    assert_eq!(json(r#"{"id": 1, "name": "Lamp"}"#), none);
    assert_eq!(
        json(r#"{"id": 1, "name": 2}"#),
        ["wrong-type #/components/schemas/Thing/properties/name/type"]
    );
    assert_eq!(tape("null"), ["missing-body #/paths/~1things/post/requestBody"]);
    assert_eq!(tape("{\"media_type\": \"application/zip\", \"text\": null}"), none);
    // What is cut out of it fits everything.
    assert_eq!(
        json(r#"{"id": 1, "name": "Lamp", "uid": "[redacted]", "kind": "[redacted]"}"#),
        none
    );
    assert_eq!(json(r#"{"id": [redacted], "name": "Lamp"}"#), none);
}

#[test]
fn servers_are_told_by_their_hosts_and_paths() {
    let elsewhere = |url: &str| {
        let text = archive([Exchange::new("GET /nothing", 200)]).text().to_owned();
        Source::new("shop.har", text.replace("https://eu.example.com/v1/nothing", url))
    };
    let report = compared(DOCUMENT, elsewhere("https://cdn.example.org/v1/nothing"));
    assert_eq!(told(&report), ["other-server #/servers"]);
    assert!(report.render().contains("other servers, not compared: cdn.example.org (1)"));
    for url in ["https://us.example.com/v1/nothing", "http://us.example.com:80/v1//nothing"] {
        let report = compared(DOCUMENT, elsewhere(url));
        assert_eq!(told(&report), ["unknown-path #/paths"], "{url}");
    }
}

#[test]
fn a_request_that_is_near_to_an_operation_is_told_beside_it() {
    let near = |request: &str| {
        let report = compared(DOCUMENT, archive([Exchange::new(request, 200)]));
        report.differences[0].message.clone()
    };
    insta::assert_snapshot!(near("GET /things/"), @r#"the document has no path for GET /v1/things/; like it are GET /things/top, GET /things/{id}, PUT /things/{id}"#);
    insta::assert_snapshot!(near("POST /things/top"), @r#"the document has the path of POST /v1/things/top with other methods; it has GET /things/top, GET /things/{id}, PUT /things/{id}, DELETE /things/{id}"#);
    insta::assert_snapshot!(near("GET /elsewhere/a/b"), @r#"the document has no path for GET /v1/elsewhere/a/b"#);
}
