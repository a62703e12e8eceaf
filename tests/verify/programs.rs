//! The tests of a program say when a service drifts: what they recorded is compared.

use cbrain_apteco::cbrain;
use cbrain_apteco::cbrain::tools::Tools;
use cbrain_apteco::runtime::{Double, RecordingTransport};
use clientwright::source::Source;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde_json::json;

use crate::known::compared;

/// What a program records that lists the tools of a server that responds so.
async fn recorded(body: serde_json::Value) -> Source {
    let double = Double::new();
    let json = double
        .on(Tools::LIST)
        .with_header(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    json.responds(StatusCode::OK, body.to_string());
    let transport = RecordingTransport::new(double.clone());
    let tape = transport.tape();
    let client = cbrain::Client::builder().transport(transport);
    let client = client.brain_portal_session("s3cret-token").build().unwrap();
    let _ = client.tools().list().await;
    assert_eq!(tape.len(), 1);
    Source::new("tape.json", tape.to_json())
}

fn tool() -> serde_json::Value {
    json!({
        "id": 2, "name": "Diagnostics", "user_id": 1, "group_id": 1, "description": "",
        "category": "scientific tool", "url": null,
    })
}

#[tokio::test]
async fn a_tape_of_a_service_that_keeps_its_word_has_nothing_to_report() {
    let report = compared("cbrain", recorded(json!([tool()])).await, "/");
    assert!(!report.has_differences(), "{}", report.render());
    assert!(report.render().contains("  GET /tools: 1 exchange; statuses seen 200"));
}

#[tokio::test]
async fn a_tape_of_a_service_that_drifted_says_where() {
    let mut drifted = tool();
    drifted["id"] = json!("two");
    drifted["licence"] = json!("MIT");
    drifted["name"] = json!(null);
    let report = compared("cbrain", recorded(json!([drifted])).await, "/");
    let found: Vec<_> =
        report.differences.iter().map(|one| (one.kind.slug(), one.message.as_str())).collect();
    assert_eq!(
        found,
        [
            ("undocumented-property", "`[].licence` is not documented"),
            ("wrong-type", "`[].id` has another type than is documented"),
            ("null-value", "`[].name` is null, and null is not documented"),
        ]
    );
}
