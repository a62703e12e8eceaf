//! Counts what a user's hand stumbles over in the crates of a folder's documents: names that say
//! a thing twice, names that say nothing, and wrappings without a reason.

mod size;

use std::fmt::Write as _;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use clap::Args;
use clientwright::model::{Api, Arm, Presence, Shape, Tag, Type, TypeId};
use clientwright::name::{noun, value_name};
use clientwright::{Options, disk, generate};

use crate::{corpus, print};

/// Whose surface is counted.
#[derive(Debug, Args)]
pub(crate) struct Surface {
    /// The folder with the documents, in YAML or JSON.
    folder: PathBuf,
    /// Leave out documents with more bytes than this.
    #[arg(long, value_name = "BYTES")]
    max_bytes: Option<u64>,
    /// Print each name that is counted, too.
    #[arg(long)]
    names: bool,
}

/// What is counted, each with the number of all that could have been.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Methods that begin with the words of their handle.
    begins: usize,
    /// Methods that have the noun of their handle behind their first word.
    repeats: usize,
    methods: usize,
    /// Variants that are called by their number.
    numbered: usize,
    variants: usize,
    /// Types whose names end in a digit that their schemas' names do not end in.
    digits: usize,
    types: usize,
    /// Variants with a box around what is small and does not hold them.
    boxes: usize,
    /// Properties that tell null from absent, and are only received.
    maybes: usize,
    fields: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.begins += other.begins;
        self.repeats += other.repeats;
        self.methods += other.methods;
        self.numbered += other.numbered;
        self.variants += other.variants;
        self.digits += other.digits;
        self.types += other.types;
        self.boxes += other.boxes;
        self.maybes += other.maybes;
        self.fields += other.fields;
    }
}

impl Counts {
    /// A line of the table.
    fn line(&self, document: &str) -> String {
        let of = |part: usize, whole: usize| format!("{part}/{whole}");
        format!(
            "{:>11} {:>11} {:>11} {:>11} {:>11} {:>11}  {document}",
            of(self.begins, self.methods),
            of(self.repeats, self.methods),
            of(self.numbered, self.variants),
            of(self.digits, self.types),
            of(self.boxes, self.variants),
            of(self.maybes, self.fields),
        )
    }
}

/// Prints the table.
///
/// # Errors
///
/// When the folder cannot be read.
pub(crate) fn run(surface: &Surface) -> std::io::Result<()> {
    let mut names = String::new();
    let mut sum = Counts::default();
    println!(
        "{:>11} {:>11} {:>11} {:>11} {:>11} {:>11}  document",
        "begin", "repeat", "numbered", "digit", "boxed", "maybe"
    );
    for path in corpus::documents(&surface.folder, surface.max_bytes)? {
        let document = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match counts(&path, &mut names) {
            Some(counts) => {
                print::out(&format!("{}\n", counts.line(&document)));
                sum += counts;
            }
            None => print::out(&format!("{:>71}  {document}\n", "no crate")),
        }
    }
    println!("{}", sum.line("all of them"));
    if surface.names {
        print::out(&names);
    }
    Ok(())
}

/// What is counted in a document, and the names of it; none where it becomes no crate.
fn counts(path: &Path, names: &mut String) -> Option<Counts> {
    let options = Options::new("counted");
    let sources = disk::read_document(path, &disk::Reach::default(), &options.limits).ok()?;
    let (generated, _) = generate(&sources, &options);
    let mut counts = Counts::default();
    for api in &generated?.apis {
        let mut tell = |kind: &str, name: &str| {
            // Writing to text cannot fail.
            let _ = writeln!(names, "{}: {kind} {name}", api.name.rust);
        };
        api.tags.iter().for_each(|tag| counts.add_methods(tag, &mut tell));
        (0..api.types.len()).for_each(|index| counts.add_type(api, TypeId(index), &mut tell));
    }
    Some(counts)
}

impl Counts {
    fn add_methods(&mut self, tag: &Tag, tell: &mut impl FnMut(&str, &str)) {
        let handle = value_name(&tag.name.wire);
        let handle: Vec<&str> = handle.split('_').collect();
        // Further methods of an operation are called as the first one is.
        for operation in tag.operations.iter().filter(|operation| operation.variant_of.is_none()) {
            let words: Vec<&str> = operation.name.rust.split('_').collect();
            let name = format!("{}().{}", tag.name.rust, operation.name.rust);
            self.methods += 1;
            if noun::begins(&words, &handle).is_some() {
                self.begins += 1;
                tell("begin", &name);
            } else if words.get(1..).is_some_and(|rest| noun::begins(rest, &handle).is_some()) {
                self.repeats += 1;
                tell("repeat", &name);
            }
        }
    }

    fn add_type(&mut self, api: &Api, id: TypeId, tell: &mut impl FnMut(&str, &str)) {
        let Some(decl) = api.decl(id) else { return };
        let ends_in_digit = |name: &str| name.ends_with(|letter: char| letter.is_ascii_digit());
        self.types += 1;
        if ends_in_digit(&decl.name.rust) && !ends_in_digit(&decl.name.wire) {
            self.digits += 1;
            tell("digit", &decl.name.rust);
        }
        match &decl.shape {
            Shape::Union { arms, .. } => {
                arms.iter().for_each(|arm| self.add_variant(api, id, arm, tell));
            }
            Shape::Struct { fields, .. } => {
                for field in fields.iter().filter(|field| field.presence == Presence::Maybe) {
                    self.fields += 1;
                    let is_received = decl.received && !decl.sent;
                    self.maybes += usize::from(is_received);
                    if is_received {
                        tell("maybe", &format!("{}.{}", decl.name.rust, field.name.rust));
                    }
                }
            }
            _ => {}
        }
    }

    fn add_variant(
        &mut self,
        api: &Api,
        holder: TypeId,
        arm: &Arm,
        tell: &mut impl FnMut(&str, &str),
    ) {
        let holder_name = api.decl(holder).map_or("", |decl| decl.name.rust.as_str());
        let name = format!("{holder_name}::{}", arm.name);
        self.variants += 1;
        let number = arm.name.strip_prefix("Option");
        if number.is_some_and(|number| number.parse::<u32>().is_ok()) {
            self.numbered += 1;
            tell("numbered", &name);
        }
        if let Type::Boxed(inner) = &arm.ty
            && size::is_small(api, inner, holder)
        {
            self.boxes += 1;
            tell("boxed", &name);
        }
    }
}
