//! The work of reading, counted in the crate of the fixtures.

use std::fs;
use std::path::Path;

/// Writes a test of the same types, for which the runtime counts what it does: `tests/growth.rs`.
pub(super) fn write(folder: &Path) {
    let instances = fs::read_to_string(folder.join("tests/instances.rs")).unwrap();
    let checks: String = instances
        .lines()
        .filter(|line| line.contains("check::<"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let test = include_str!("../growth.rs").replace("    // CHECKS\n", &checks);
    fs::write(folder.join("tests/growth.rs"), test).unwrap();
    let module = folder.join("src/runtime/mod.rs");
    let counter = "\nstd::thread_local! {\n    /// How often something was looked at.\n    \
                   pub static WORK: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };\n}\n";
    let text = fs::read_to_string(&module).unwrap();
    fs::write(module, text + counter).unwrap();
    for (file, function) in [
        ("parsed", "fn entry(&self, at: u32) -> Entry {"),
        ("read", "fn peek(&mut self) -> Option<u8> {"),
        ("read", "fn plain(&mut self) {"),
    ] {
        let path = folder.join(format!("src/runtime/json/parse/{file}.rs"));
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(function).count(), 1, "{function}");
        let counted = format!(
            "{function}\n        crate::runtime::WORK.set(crate::runtime::WORK.get() + 1);"
        );
        fs::write(path, text.replace(function, &counted)).unwrap();
    }
}
