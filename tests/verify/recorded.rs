//! What the services are known to say and to be told.

use crate::exchanges::archive;
use crate::known::{CBRAIN, ORBIT, assert_known, compared};

#[test]
fn cbrain_does_what_its_document_says() {
    let recording = archive("cbrain.har", "http://localhost:3000", include_str!("cbrain.txt"));
    let report = compared("cbrain", recording, "http://localhost:3000");
    assert_known("cbrain", &report, CBRAIN);
    assert!(report.render().contains("operations seen: 28 of 45\n"), "{}", report.render());
}

#[test]
fn orbit_does_what_its_document_says() {
    let recording = archive("orbit.har", "https://orbit.test", include_str!("orbit.txt"));
    let report = compared("apteco", recording, "https://orbit.test/OrbitAPI");
    assert_known("apteco", &report, ORBIT);
    assert!(report.render().contains("operations seen: 11 of 253\n"), "{}", report.render());
}
