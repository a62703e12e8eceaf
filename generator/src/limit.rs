//! All that bounds what a document may cost. Documents come from other people, and can ask for
//! much with few words.

use crate::diagnostic::near;

/// A limit as people set it.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it bounds, and why there.
    pub docs: &'static str,
    /// What it is unless one says otherwise.
    pub default: usize,
    /// The highest that it can be.
    pub most: usize,
}

macro_rules! limits {
    ($($(#[doc = $docs:literal])+ $name:ident = $default:expr, at most $most:expr;)+) => {
        /// What a document may cost.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Limits {
            $($(#[doc = $docs])+ pub $name: usize,)+
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl Limits {
            /// All limits that can be set.
            pub const ALL: &'static [Limit] = &[$(Limit {
                name: stringify!($name),
                docs: concat!($($docs, "\n"),+),
                default: $default,
                most: $most,
            },)+];

            fn place(&mut self, name: &str) -> Option<&mut usize> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)+
                    _ => None,
                }
            }
        }
    };
}

limits! {
    /// Bytes of one file. Ten times the largest public document known to us; spans count in 32
    /// bits, which bounds what is possible.
    bytes = 128 * 1024 * 1024, at most u32::MAX as usize;
    /// Lists and objects inside each other. Real documents stay below 50; each level needs stack.
    depth = 200, at most 2_000;
    /// Values in the tree, those that aliases copy included. A text counts as one more for each
    /// 256 bytes. Fifteen times the largest public document, and about a gigabyte of memory.
    values = 10_000_000, at most u32::MAX as usize;
    /// Files of one document.
    files = 10_000, at most u32::MAX as usize;
    /// Schemas by `allOf` inside each other.
    parts = 32, at most 256;
    /// Values of an enum that become variants. A compiler reads more than that for minutes.
    variants = 10_000, at most u32::MAX as usize;
}

impl Limits {
    /// Sets a limit as the command line writes it: `depth=400`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as a sentence.
    pub fn set(&mut self, written: &str) -> Result<(), String> {
        let (name, number) = written
            .split_once('=')
            .ok_or_else(|| format!("`{written}` is no limit: write it as `depth=400`"))?;
        let Some(limit) = Self::ALL.iter().find(|limit| limit.name == name) else {
            let known: Vec<&str> = Self::ALL.iter().map(|limit| limit.name).collect();
            let near = near(name, known.iter().copied());
            let known = known.join(", ");
            let meant = if near.is_empty() { format!("; there are {known}") } else { near };
            return Err(format!("there is no limit `{name}`{meant}"));
        };
        let number: usize = number
            .replace('_', "")
            .parse()
            .map_err(|_| format!("the limit `{name}` needs a number, and not `{number}`"))?;
        if number > limit.most {
            return Err(format!("the limit `{name}` can be {} at most", limit.most));
        }
        if let Some(place) = self.place(name) {
            *place = number;
        }
        Ok(())
    }
}

/// How a limit is raised, as the end of a sentence.
pub(crate) fn raise(name: &str, needed: usize) -> String {
    let most = Limits::ALL.iter().find(|limit| limit.name == name).map_or(needed, |it| it.most);
    match needed.checked_mul(2).map(|twice| twice.min(most)) {
        Some(number) if needed < most => format!("raise the limit with `--limit {name}={number}`"),
        _ => format!("the limit `{name}` cannot be raised above {most}"),
    }
}

/// How many references may lead to one another before one is followed no further. It cannot be
/// raised: a reference can name what it is about.
pub const REFERENCES: usize = 64;

/// The longest key that needs no `?` before it, in characters. YAML says 1024 (section 7.4.2),
/// JSON sets no bound; this one keeps what the reader looks ahead small.
pub const KEY: usize = 65_536;

/// After this many problems in one file the reading stops: nobody reads more, and a document that
/// is made of faults would need more memory for its messages than for itself.
pub const PROBLEMS: usize = 1_000;

/// How many nodes the copies of shared media types may have: OpenAPI 3.0 has no references to
/// them. It cannot be raised: their schemas can be shared by references.
pub const COPIES: usize = 1_000_000;

/// How many names and values are looked at to tell the alternatives of all unions apart. Of a union
/// within another one, those of all its alternatives count for each union around it; a union of objects
/// alone takes no more than is written of it at most. It cannot be raised: a crate of so many compiles for
/// hours.
pub const EVIDENCE: usize = 4_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_set_by_its_name() {
        let mut limits = Limits::default();
        assert_eq!(limits.set("depth=1_000"), Ok(()));
        assert_eq!(limits, Limits { depth: 1_000, ..Limits::default() });
    }

    #[test]
    fn what_is_no_limit_is_told() {
        let mut limits = Limits::default();
        let mut told = |written: &str| limits.set(written).unwrap_err();
        insta::assert_snapshot!(told("depth"), @"`depth` is no limit: write it as `depth=400`");
        insta::assert_snapshot!(told("dept=1"), @"there is no limit `dept`; did you mean `depth`?");
        insta::assert_snapshot!(told("x=1"), @"there is no limit `x`; there are bytes, depth, values, files, parts, variants");
        insta::assert_snapshot!(told("depth=many"), @"the limit `depth` needs a number, and not `many`");
        insta::assert_snapshot!(told("depth=9999"), @"the limit `depth` can be 2000 at most");
    }
}
