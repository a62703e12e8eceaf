//! Builds the page on which the generator can be tried in a browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use clap::Args;

/// What a browser runs.
const TARGET: &str = "wasm32-unknown-unknown";

/// Where the page is built.
#[derive(Debug, Args)]
pub(crate) struct Playground {
    /// The folder of the page; it can be served as it is. By default `playground` in cargo's folder
    /// for what it builds.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Compiles the generator, gives it its bindings, and puts the files of `docs/playground/` beside it.
pub(crate) fn run(playground: &Playground) -> Result<()> {
    let root = xtask::root();
    let target = target(&root)?;
    let out = playground.out.clone().unwrap_or_else(|| target.join("playground-page"));
    fs::create_dir_all(&out).with_context(|| format!("{} cannot be made", out.display()))?;
    let package = ["--locked", "--package", "playground"];
    let compiled = ["build", "--lib", "--target", TARGET, "--profile", "playground"];
    done(cargo().args(compiled).args(package)).with_context(|| {
        format!("the generator is not compiled; `rustup target add {TARGET}` gets what it needs")
    })?;
    let module = target.join(TARGET).join("playground").join("playground.wasm");
    let bindings = ["run", "--quiet", "--features", "bindings", "--bin", "bindings"];
    done(cargo().args(bindings).args(package).arg("--").arg(&module).arg(&out))?;
    let module = out.join("generator_bg.wasm");
    optimize(&module)?;
    copy(&root.join("docs/playground"), &out)?;
    let bytes = fs::metadata(&module)?.len();
    println!(
        "{} is {} kB; serve it with\n\n    python3 -m http.server --directory {}",
        module.display(),
        bytes / 1000,
        out.display()
    );
    Ok(())
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end.
fn done(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?} cannot be started"))?;
    if !status.success() {
        bail!("{command:?} failed: {status}");
    }
    Ok(())
}

/// Where cargo puts what it builds.
fn target(root: &Path) -> Result<PathBuf> {
    let mut command = cargo();
    command.args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"]);
    let output = command.arg(root.join("Cargo.toml")).stderr(Stdio::inherit()).output()?;
    let said: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let folder = said.get("target_directory").and_then(serde_json::Value::as_str);
    Ok(PathBuf::from(folder.context("cargo does not say where it builds")?))
}

/// Makes the module smaller, where there is the tool for it.
fn optimize(module: &Path) -> Result<()> {
    let mut command = Command::new("wasm-opt");
    command.args(["-O", "--all-features", "-o"]).args([module, module]);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("{command:?} failed: {status}"),
        Err(_) => Ok(()),
    }
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), &place)?;
        }
    }
    Ok(())
}
