//! What follows of a change: three answers, and the version.

use std::fmt;

/// Whether a program and a server that were made for different documents understand each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// They do.
    Works,
    /// They do, and something else happens than before.
    Differs,
    /// The document says something of which the client knows nothing.
    Unknown,
    /// Some values are refused, or cannot be read.
    MayFail,
    /// Each call fails that uses it.
    Fails,
}

impl Wire {
    /// The answer in a few words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Differs => "works, with another effect",
            Self::Unknown => "not known",
            Self::MayFail => "may fail",
            Self::Fails => "fails",
        }
    }

    /// The answer as one word of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Differs => "differs",
            Self::Unknown => "unknown",
            Self::MayFail => "may-fail",
            Self::Fails => "fails",
        }
    }
}

/// What follows of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answers {
    /// Whether code that compiled with the crate of OLD compiles with that of NEW.
    pub compiles: bool,
    /// A program with the crate of OLD, at a server of NEW.
    pub old_to_new: Wire,
    /// A program with the crate of NEW, at a server of OLD.
    pub new_to_old: Wire,
}

impl Answers {
    /// Nothing follows.
    pub const NONE: Self = yes(Wire::Works, Wire::Works);

    /// Whether a program that worked has to be changed.
    pub fn is_breaking(self) -> bool {
        !self.compiles || self.old_to_new >= Wire::MayFail
    }

    /// The worse of each.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            compiles: self.compiles && other.compiles,
            old_to_new: self.old_to_new.max(other.old_to_new),
            new_to_old: self.new_to_old.max(other.new_to_old),
        }
    }

    /// The better of each.
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        Self {
            compiles: self.compiles || other.compiles,
            old_to_new: self.old_to_new.min(other.old_to_new),
            new_to_old: self.new_to_old.min(other.new_to_old),
        }
    }
}

/// Code compiles that compiled.
pub(super) const fn yes(old_to_new: Wire, new_to_old: Wire) -> Answers {
    Answers { compiles: true, old_to_new, new_to_old }
}

/// Code does not compile that did.
pub(super) const fn no(old_to_new: Wire, new_to_old: Wire) -> Answers {
    Answers { compiles: false, old_to_new, new_to_old }
}

/// Which way a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// It is in what a server sends.
    pub received: bool,
    /// It is in what a program sends.
    pub sent: bool,
}

impl Way {
    /// From the server to the program.
    pub const RECEIVED: Self = Self { received: true, sent: false };
    /// From the program to the server.
    pub const SENT: Self = Self { received: false, sent: true };
    /// Both.
    pub const BOTH: Self = Self { received: true, sent: true };
}

/// What follows by the way that a value goes.
#[derive(Debug, Clone, Copy)]
pub struct Ways {
    /// Where it is received.
    pub received: Answers,
    /// Where it is sent.
    pub sent: Answers,
}

impl Ways {
    /// What follows for a value that goes this way. Of what goes neither way, code alone knows.
    pub fn answers(&self, way: Way) -> Answers {
        match (way.received, way.sent) {
            (true, true) => self.received.and(self.sent),
            (true, false) => self.received,
            (false, true) => self.sent,
            (false, false) => Answers { compiles: self.received.compiles, ..Answers::NONE },
        }
    }
}

/// The same, whichever way a value goes.
pub(super) const fn both(answers: Answers) -> Ways {
    Ways { received: answers, sent: answers }
}

/// Another answer for each way.
pub(super) const fn ways(received: Answers, sent: Answers) -> Ways {
    Ways { received, sent }
}

/// What follows for the version of the crate, by the rules of cargo ("SemVer Compatibility").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing that a program could use or miss.
    Patch,
    /// Something new, and all that was there is as it was.
    Minor,
    /// A program has to be changed.
    Major,
}

impl Level {
    /// The word that cargo has for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The version after this one. Before 1.0.0, a new minor version is incompatible, and before 0.1.0
    /// each version is.
    #[must_use]
    pub fn next(self, version: &semver::Version) -> semver::Version {
        let semver::Version { major, minor, patch, .. } = *version;
        let step = match (self, major, minor) {
            (Self::Major, 1.., _) => (major + 1, 0, 0),
            (Self::Minor, 1.., _) | (Self::Major, 0, 1..) => (major, minor + 1, 0),
            (Self::Major | Self::Minor | Self::Patch, ..) => (major, minor, patch + 1),
        };
        semver::Version::new(step.0, step.1, step.2)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, Way, Wire, no, ways, yes};

    #[test]
    fn the_next_version_is_as_cargo_compares_them() {
        let cases = [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.4.2", "0.5.0", "0.4.3", "0.4.3"),
            ("0.0.7", "0.0.8", "0.0.8", "0.0.8"),
        ];
        for (version, major, minor, patch) in cases {
            let version = version.parse().unwrap();
            for (level, next) in
                [(Level::Major, major), (Level::Minor, minor), (Level::Patch, patch)]
            {
                let found = level.next(&version);
                assert_eq!(found.to_string(), next, "{level} after {version}");
                // What is compatible is taken by a dependency on the version before, and nothing else.
                let taken =
                    semver::VersionReq::parse(&version.to_string()).unwrap().matches(&found);
                assert_eq!(taken, level != Level::Major && next != "0.0.8", "{version} {level}");
            }
        }
    }

    #[test]
    fn what_goes_both_ways_has_the_worse_answers() {
        let ways = ways(no(Wire::Works, Wire::MayFail), yes(Wire::Fails, Wire::Works));
        assert_eq!(ways.answers(Way::BOTH), no(Wire::Fails, Wire::MayFail));
        assert_eq!(ways.answers(Way::SENT), yes(Wire::Fails, Wire::Works));
        let none = Way { received: false, sent: false };
        assert_eq!(ways.answers(none), no(Wire::Works, Wire::Works));
    }
}
