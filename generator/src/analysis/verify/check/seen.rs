//! What was seen of the document in recordings, whether or not it fits.

use std::collections::BTreeMap;

use crate::source::Pointer;

/// What was seen.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Seen {
    /// Of each schema with properties, how many objects of responses were of it.
    pub(in super::super) objects: BTreeMap<Pointer, ObjectSeen>,
    /// What was not looked into, with the reason and how often.
    pub(in super::super) unread: BTreeMap<String, usize>,
}

/// How often properties were there.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct ObjectSeen {
    pub(in super::super) count: usize,
    pub(in super::super) present: BTreeMap<String, usize>,
}

impl Seen {
    /// Adds an object of a schema, with its documented properties that are there.
    pub(super) fn object<'n>(&mut self, schema: &Pointer, present: impl Iterator<Item = &'n str>) {
        let object = self.objects.entry(schema.clone()).or_default();
        object.count += 1;
        for name in present {
            *object.present.entry(name.to_owned()).or_default() += 1;
        }
    }

    /// Says that something was not looked into.
    pub(super) fn not_read(&mut self, reason: impl Into<String>) {
        *self.unread.entry(reason.into()).or_default() += 1;
    }

    /// Adds what was seen elsewhere.
    pub(in super::super) fn add(&mut self, other: Self) {
        for (schema, seen) in other.objects {
            let object = self.objects.entry(schema).or_default();
            object.count += seen.count;
            for (name, count) in seen.present {
                *object.present.entry(name).or_default() += count;
            }
        }
        for (reason, count) in other.unread {
            *self.unread.entry(reason).or_default() += count;
        }
    }
}
