//! What is told while a crate is made.

use std::sync::{Arc, Mutex};

use clientwright::output::watch::{Stage, Watch};
use clientwright::source::Source;
use clientwright::{Options, generate};

use crate::support::PETSTORE;

#[test]
fn each_stage_is_told_and_every_file_is_counted_once() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let counted = Arc::new(Mutex::new(Vec::new()));
    let (stages, counts) = (Arc::clone(&told), Arc::clone(&counted));
    let watch = Watch::new(move |stage| match stage {
        Stage::Emitting { made, files } => counts.lock().unwrap().push((made, files)),
        stage => stages.lock().unwrap().push(format!("{stage:?}")),
    });
    let options = Options { watch, ..Options::new("petstore-client") };
    let (generated, _) = generate(&[Source::new("petstore.yaml", PETSTORE)], &options);
    assert_eq!(
        *told.lock().unwrap(),
        [
            "Reading { document: \"petstore.yaml\" }",
            "Lowering { document: \"petstore.yaml\", paths: 1 }"
        ]
    );
    // The lock is a file, too, and made of what is known already.
    let files = generated.unwrap().tree.iter().count() - 1;
    let mut counted = counted.lock().unwrap().clone();
    counted.sort_unstable();
    assert_eq!(counted, (1..=files).map(|made| (made, files)).collect::<Vec<_>>());
}
