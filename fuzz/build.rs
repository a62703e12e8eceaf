//! For the targets of `cargo fuzz`, the types of the fixtures: the crate of all of them is generated
//! where its target takes it in. Nothing else is compiled with it.

#[cfg(feature = "libfuzzer")]
#[path = "src/types.rs"]
mod types;

#[cfg(feature = "libfuzzer")]
fn main() {
    fixtures::write();
}

#[cfg(not(feature = "libfuzzer"))]
fn main() {}

#[cfg(feature = "libfuzzer")]
mod fixtures {
    use std::fs;
    use std::path::{Path, PathBuf};

    use clientwright::emit::Runtime;
    use clientwright::source::Source;
    use clientwright::{Options, disk, generate};

    use super::types::table;

    /// Writes the crate of the fixtures that are one file, and the table of its types.
    pub(super) fn write() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
        println!("cargo:rerun-if-changed={}", folder.display());
        let mut paths: Vec<PathBuf> =
            files(&folder).iter().flat_map(|topic| files(topic)).collect();
        paths.sort();
        let sources = paths.iter().filter(|path| path.is_file()).filter_map(|path| {
            let source = Source::new(path.file_name()?.to_str()?, fs::read_to_string(path).ok()?);
            // What is written by hand is in another file.
            let is_whole =
                !source.text().lines().nth(1).is_some_and(|line| line.contains("--by-hand"));
            let is_sound =
                || generate(std::slice::from_ref(&source), &Options::new("fixture")).0.is_some();
            (is_whole && is_sound()).then_some(source)
        });
        let sources: Vec<Source> = sources.collect();
        let mut options = Options::new("fixtures");
        options.runtime = Runtime::Crate { path: None };
        let generated = generate(&sources, &options).0.expect("a crate of sound documents");
        let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
        disk::write(&out, &generated.tree, None).expect("a folder of one's own");
        // What is taken in has no attributes of its own.
        let root = out.join("src/lib.rs");
        let text = fs::read_to_string(&root).expect("a root");
        let is_code = |line: &&str| !line.starts_with("//!") && !line.starts_with("#![");
        let text: Vec<&str> = text.lines().filter(is_code).collect();
        fs::write(&root, text.join("\n")).expect("a file of one's own");
        println!("cargo:rustc-check-cfg=cfg(feature, values(any()))");
        for api in &generated.apis {
            println!("cargo:rustc-cfg=feature=\"{}\"", api.name.rust);
            for feature in api.all_tags.iter().chain(&api.other_types) {
                println!("cargo:rustc-cfg=feature=\"{feature}\"");
            }
            for tag in api.tags.iter().filter_map(|tag| tag.feature.as_ref()) {
                println!("cargo:rustc-cfg=feature=\"{tag}\"");
            }
        }
        println!("cargo:rustc-cfg=feature=\"xml\"");
        let text = |stem: &str| {
            let source = sources.iter().find(|source| source.stem() == stem);
            source.map(|source| source.text().to_owned()).unwrap_or_default()
        };
        let table = table(&generated.apis, "crate", &|api| text(&api.name.wire));
        fs::write(out.join("types.rs"), table).expect("a file of one's own");
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
    }
}
