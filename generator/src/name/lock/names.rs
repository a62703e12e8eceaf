//! What has a name, and which.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::spelling::Spelling;

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An inline alternative of a union that the document does not name, by what its values have.
    Alternative,
    /// The argument of an operation.
    Argument,
    /// The alternative of a union.
    Arm,
    /// The failures that several operations share, by what they are.
    Failures,
    /// What the types of an operation begin with, where that is not its whole name.
    Family,
    /// The cargo feature of a tag.
    Feature,
    /// The property of an object.
    Field,
    /// The type that holds the methods of a tag.
    Handle,
    /// The header of responses.
    Header,
    /// The headers that several operations share, by what they are.
    Headers,
    /// The method of an operation, or one of its further methods.
    Method,
    /// The module of a tag.
    Module,
    /// The whole name of an operation, which those of its types begin with.
    Operation,
    /// A method of a call that gives pages, or their items.
    Paging,
    /// Where an object keeps the properties that its document does not name.
    Rest,
    /// A schema that the document gives a name.
    Schema,
    /// What sets a credential, a variable of servers or a parameter of all calls on the client.
    Setter,
    /// The type that stands for several places.
    Shared,
    /// A tag.
    Tag,
    /// A type that is called by its place.
    Type,
    /// The value of an enum.
    Value,
}

impl Kind {
    /// All kinds, in their order.
    pub const ALL: [Self; 21] = [
        Self::Alternative,
        Self::Argument,
        Self::Arm,
        Self::Failures,
        Self::Family,
        Self::Feature,
        Self::Field,
        Self::Handle,
        Self::Header,
        Self::Headers,
        Self::Method,
        Self::Module,
        Self::Operation,
        Self::Paging,
        Self::Rest,
        Self::Schema,
        Self::Setter,
        Self::Shared,
        Self::Tag,
        Self::Type,
        Self::Value,
    ];

    /// The word for it in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Alternative => "alternative",
            Self::Argument => "argument",
            Self::Arm => "arm",
            Self::Failures => "failures",
            Self::Family => "family",
            Self::Feature => "feature",
            Self::Field => "field",
            Self::Handle => "handle",
            Self::Header => "header",
            Self::Headers => "headers",
            Self::Method => "method",
            Self::Module => "module",
            Self::Operation => "operation",
            Self::Paging => "paging",
            Self::Rest => "rest",
            Self::Schema => "schema",
            Self::Setter => "setter",
            Self::Shared => "shared",
            Self::Tag => "tag",
            Self::Type => "type",
            Self::Value => "value",
        }
    }

    /// Whether names follow from wire names, so that those which do need no line.
    pub fn is_spelled(self) -> bool {
        match self {
            Self::Argument | Self::Field | Self::Operation | Self::Schema | Self::Tag => true,
            Self::Header | Self::Value => true,
            Self::Alternative | Self::Arm | Self::Failures | Self::Family => false,
            Self::Feature | Self::Handle | Self::Headers | Self::Method => false,
            Self::Module | Self::Paging | Self::Rest | Self::Setter | Self::Shared => false,
            Self::Type => false,
        }
    }
}

/// What has each name, and whether that follows from its wire name. It is asked for at each name that is
/// made, and so not sorted.
pub type Named = IndexMap<Key, (String, bool), foldhash::fast::RandomState>;

/// What a name is of: nothing in it depends on an order, or on what else is in the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What has the name.
    pub kind: Kind,
    /// What it belongs to; empty where that is the document.
    pub owner: String,
    /// The name on the wire, or the one by the place.
    pub of: String,
}

impl Key {
    /// What belongs to `owner` and is called `of` there.
    pub fn new(kind: Kind, owner: impl Into<String>, of: impl Into<String>) -> Self {
        Self { kind, owner: owner.into(), of: of.into() }
    }
}

/// The names that one document has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// How most wire names of a kind are spelled, and those of an owner where that is another way.
    pub spellings: BTreeMap<(Kind, String), Spelling>,
    /// Each name, by what it is of.
    pub kept: BTreeMap<Key, String>,
}

impl Names {
    /// The names of all that was named: each with its name, and whether that follows from its wire
    /// name. The spelling that is `known` of a kind stays, so that few lines change.
    pub fn of(all: &Named, known: Option<&Self>) -> Self {
        let mut wires: IndexMap<_, Vec<&str>, foldhash::fast::RandomState> = IndexMap::default();
        for Key { kind, owner, of } in all.keys().filter(|key| key.kind.is_spelled()) {
            wires.entry((*kind, owner.as_str())).or_default().push(of);
        }
        let of_owners = wires.into_iter().filter_map(|(owner, wires)| {
            let spelling = Spelling::of_most(wires.iter().copied())?;
            Some((owner, (spelling, wires)))
        });
        let of_owners: Vec<_> = of_owners.collect();
        let mut spellings = BTreeMap::new();
        for kind in Kind::ALL {
            let known = known.and_then(|known| known.spelling(kind, ""));
            let votes = of_owners.iter().filter(|((of, _), _)| *of == kind);
            let votes = votes.map(|(_, (spelling, _))| *spelling);
            let usual = known.or_else(|| Spelling::most(votes));
            spellings.extend(usual.map(|usual| ((kind, String::new()), usual)));
        }
        for ((kind, owner), (spelling, wires)) in of_owners {
            let usual: Option<&Spelling> = spellings.get(&(kind, String::new()));
            let lines = |of: Spelling| wires.iter().filter(|wire| !of.has(wire)).count();
            // One line for the owner, or one for each name.
            let saves = usual.is_some_and(|usual| lines(*usual) > lines(spelling) + 1);
            if saves && !owner.is_empty() {
                spellings.insert((kind, owner.to_owned()), spelling);
            }
        }
        let mut names = Self { spellings, kept: BTreeMap::new() };
        let kept = all.iter().filter(|(key, (_, is_plain))| !(*is_plain && names.follows(key)));
        names.kept = kept.map(|(key, (name, _))| (key.clone(), name.clone())).collect();
        names
    }

    /// How the names of an owner are spelled.
    pub fn spelling(&self, kind: Kind, owner: &str) -> Option<Spelling> {
        let of = |owner: &str| self.spellings.get(&(kind, owner.to_owned())).copied();
        of(owner).or_else(|| of(""))
    }

    fn follows(&self, key: &Key) -> bool {
        self.spelling(key.kind, &key.owner).is_some_and(|spelling| spelling.has(&key.of))
    }
}

/// What the file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// The version of the generator that wrote it.
    pub version: String,
    /// The SHA-256 of each document with all that belongs to it, in hexadecimal digits, by the stem
    /// of its file.
    pub documents: BTreeMap<String, String>,
    /// The names of each document, by the stem of its file.
    pub names: BTreeMap<String, Names>,
}

impl Lock {
    /// How many names of it another one does not have any more.
    pub fn gone_in(&self, other: &Self) -> usize {
        let gone = |(document, names): (&String, &Names)| {
            let other = other.names.get(document);
            let is_gone = |key: &&Key| other.is_none_or(|other| !other.kept.contains_key(*key));
            names.kept.keys().filter(is_gone).count()
        };
        self.names.iter().map(gone).sum()
    }
}
