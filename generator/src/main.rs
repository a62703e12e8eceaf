//! The command line of `clientwright`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use clientwright::Options;
use clientwright::cli::{
    self, Choice, Difference, Job, Manners, Question, Reading, Settings, Verifying,
};
use clientwright::diagnostic::Format;

/// A tree of a document is millions of small pieces: they cost a third less so.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Writes typed Rust client crates from OpenAPI documents.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    manners: Manners,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the client crate of a document, or check that it is up to date.
    ///
    /// Without a document, do so with each crate of the workspace whose Cargo.toml says how it is
    /// generated.
    Codegen {
        /// The OpenAPI document, YAML or JSON; `-` is the standard input.
        #[arg(requires = "out", value_name = "DOCUMENT", value_hint = ValueHint::FilePath)]
        spec: Option<PathBuf>,
        /// The crate's folder; `src/` and `docs/` in it belong to the generator.
        #[arg(long, requires = "spec", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        out: Option<PathBuf>,
        /// The package's name; by default that of the crate in the folder, or of the folder.
        #[arg(long, value_name = "NAME")]
        package: Option<String>,
        /// Write nothing; exit with 1 if the crate is not up to date.
        #[arg(long)]
        check: bool,
        /// Treat warnings as errors.
        #[arg(long)]
        strict: bool,
        #[command(flatten)]
        reading: Reading,
        /// Rust that goes into the crate's module as it is; named as the document is. Its modules
        /// are where Rust looks for them: `mod orders;` of `shop.rs` is `shop/orders.rs`.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        by_hand: Option<PathBuf>,
        #[command(flatten)]
        choice: Choice,
        /// Name all anew: forget the names in `clientwright.lock`, and write those that a new crate
        /// would have. It breaks what uses the crate. Without a document, of all crates of the workspace
        /// that remember how they are made, or of the one of `--package`.
        #[arg(long, conflicts_with = "check")]
        rename: bool,
        /// How what is found in the document is written: for people, as a JSON object on each
        /// line, or as annotations of GitHub's workflows.
        #[arg(long, value_enum, default_value = "human")]
        format: FormatName,
        /// A limit on what the document may cost, such as `depth=400`; `clientwright explain-code
        /// limit-exceeded` lists them.
        #[arg(long = "limit", value_name = "NAME=NUMBER")]
        limits: Vec<String>,
    },
    /// Show one operation stage by stage, from the document to Rust, or what keeps what alive.
    Explain {
        /// The OpenAPI document, YAML or JSON; `-` is the standard input.
        #[arg(value_name = "DOCUMENT", value_hint = ValueHint::FilePath)]
        spec: PathBuf,
        #[command(flatten)]
        question: Question,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        reading: Reading,
        /// A limit on what the document may cost, such as `depth=400`; `clientwright explain-code
        /// limit-exceeded` lists them.
        #[arg(long = "limit", value_name = "NAME=NUMBER")]
        limits: Vec<String>,
    },
    /// Say what changes for who uses the crate of a document, when the document changes.
    ///
    /// It says whether code compiles, whether programs and servers understand each other, and what
    /// version follows.
    Diff {
        #[command(flatten)]
        question: Box<Difference>,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        choice: Choice,
        /// A limit on what the documents may cost, such as `depth=400`; `clientwright explain-code
        /// limit-exceeded` lists them.
        #[arg(long = "limit", value_name = "NAME=NUMBER")]
        limits: Vec<String>,
    },
    /// Print a starting overlay for a document.
    ///
    /// It has an action for each finding that one can mend, commented out, with its reason.
    Overlay {
        /// The OpenAPI document, YAML or JSON; `-` is the standard input.
        #[arg(value_name = "DOCUMENT", value_hint = ValueHint::FilePath)]
        spec: PathBuf,
        #[command(flatten)]
        reading: Reading,
        /// A limit on what the document may cost, such as `depth=400`; `clientwright explain-code
        /// limit-exceeded` lists them.
        #[arg(long = "limit", value_name = "NAME=NUMBER")]
        limits: Vec<String>,
    },
    /// Compare recorded exchanges with a document: does the service do what it says?
    ///
    /// The exit code is 1 if there are differences.
    Verify {
        /// The OpenAPI document, YAML or JSON; `-` is the standard input.
        #[arg(value_name = "DOCUMENT", value_hint = ValueHint::FilePath)]
        spec: PathBuf,
        /// HAR 1.2 files of browsers and proxies, or tapes of `RecordingTransport`.
        #[arg(required = true, value_name = "RECORDING", value_hint = ValueHint::FilePath)]
        recordings: Vec<PathBuf>,
        /// A URL of the service beside those that the document names, such as that of a server for
        /// tests. Can be repeated.
        #[arg(long = "server", value_name = "URL")]
        servers: Vec<String>,
        /// Write an overlay to this file that would mend the document.
        #[arg(long, value_name = "FILE")]
        write_overlay: Option<PathBuf>,
        /// A property, a parameter or a header whose text is a secret: `password`, `*_token`,
        /// `Card.number`. It is kept out of all that is printed, as is what is called like a secret.
        /// Can be repeated.
        #[arg(long, value_name = "PATTERN")]
        secret: Vec<String>,
        /// How the report is written: for people, as a JSON object, or as annotations of GitHub's workflows.
        #[arg(long, value_enum, default_value = "human")]
        format: FormatName,
        #[command(flatten)]
        reading: Reading,
        /// A limit on what the document and the recordings may cost, such as `depth=400`;
        /// `clientwright explain-code limit-exceeded` lists them.
        #[arg(long = "limit", value_name = "NAME=NUMBER")]
        limits: Vec<String>,
    },
    /// Write the package `clientwright-runtime` for clients that share it, or check that it is up to
    /// date.
    ///
    /// `codegen --runtime crate --runtime-path FOLDER` writes such a client.
    Runtime {
        /// The package's folder; `src/` in it belongs to the generator.
        #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        out: PathBuf,
        /// Write nothing; exit with 1 if the package is not up to date.
        #[arg(long)]
        check: bool,
    },
    /// Say what a code of a diagnostic means.
    ExplainCode {
        /// The code, such as `duplicate-key`.
        code: String,
    },
    /// Print what a shell needs to complete the words of this command.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the page of the manual for this program, or for one of its commands.
    Man {
        /// The command, such as `codegen`; without it, the page is that of the whole program.
        #[arg(value_name = "COMMAND")]
        page: Option<String>,
    },
}

/// The names of [`Format`].
#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    Human,
    Json,
    Github,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Human => Self::Human,
            FormatName::Json => Self::Json,
            FormatName::Github => Self::Github,
        }
    }
}

fn main() -> ExitCode {
    cli::color_as_asked(std::env::args_os());
    let command = || cli::helpful(Arguments::command());
    let parsed = command().try_get_matches();
    let arguments = match parsed.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        // Help, or the version.
        Err(error) if !error.use_stderr() => {
            return cli::helped(&error.render().ansi().to_string());
        }
        Err(error) => return cli::misused(&error.to_string()),
    };
    arguments.manners.apply();
    match arguments.command {
        Command::Codegen {
            spec,
            out,
            package,
            check,
            strict,
            reading,
            by_hand,
            choice,
            rename,
            format,
            limits,
        } => {
            let format = format.into();
            let settings = Settings { package, strict, reading, by_hand, choice, limits };
            let (Some(spec), Some(out)) = (spec, out) else {
                return cli::remembered(settings, format, check, rename);
            };
            let remembered = cli::remembering(&spec, &out, &settings);
            match Job::of_document("clientwright codegen", &spec, &out, settings) {
                Ok(job) => cli::codegen(&Job { format, remembered, renames: rename, ..job }, check),
                Err(message) => cli::wrong(&message),
            }
        }
        Command::Explain { spec, question, choice, reading, limits } => {
            let mut options = Options::new("client");
            let chosen = cli::limits(&limits).and_then(|limits| {
                options.limits = limits;
                choice.apply(&mut options)
            });
            match chosen {
                Ok(()) => cli::explained(&spec, &reading, question.request.as_deref(), &options),
                Err(message) => cli::wrong(&message),
            }
        }
        Command::Diff { question, reading, choice, limits } => {
            cli::difference(&question, &reading, &choice, &limits)
        }
        Command::Overlay { spec, reading, limits } => match cli::limits(&limits) {
            Ok(limits) => {
                let options = Options { limits, ..Options::new("client") };
                cli::suggested(&spec, &reading, &options)
            }
            Err(message) => cli::wrong(&message),
        },
        Command::Verify {
            spec,
            recordings,
            servers,
            write_overlay,
            secret,
            format,
            reading,
            limits,
        } => {
            let mut options = Options::new("client");
            let choice = Choice { secret, ..Choice::default() };
            let chosen = cli::limits(&limits).and_then(|limits| {
                options.limits = limits;
                choice.apply(&mut options)
            });
            let (document, mend) = (spec, write_overlay);
            let format = format.into();
            let wanted = Verifying { document, recordings, servers, mend, format };
            match chosen {
                Ok(()) => cli::verified(&wanted, &reading, &options),
                Err(message) => cli::wrong(&message),
            }
        }
        Command::Runtime { out, check } => cli::runtime(&out, check),
        Command::ExplainCode { code } => cli::explained_code(&code),
        Command::Completions { shell } => cli::completions(command(), shell),
        Command::Man { page } => cli::manual(command(), page.as_deref()),
    }
}
