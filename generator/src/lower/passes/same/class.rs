//! Which declarations are the same: those whose contents are, and the types that they name.
//!
//! What the document calls by different words is kept apart: an owner may have what a label has,
//! and is none.

use std::collections::BTreeMap;

use super::content::Content;
use super::word::Word;
use crate::model::{Api, TypeDecl, TypeId};

/// The classes of declarations that are the same.
pub(super) struct Classes {
    /// The inline declarations of each class, in their order.
    members: BTreeMap<usize, Vec<TypeId>>,
    /// The class of each declaration.
    of: Vec<usize>,
}

impl Classes {
    /// Finds them. All whose words and texts are the same are taken to be one class, and classes
    /// are parted as long as two members name types of different classes: what is left is the
    /// same, also where types hold themselves.
    pub(super) fn of(api: &Api, inline: &[bool], words: &[Option<Word>]) -> Self {
        let contents: Vec<Content> = api.types.iter().map(Content::of).collect();
        let word = |index: usize| words.get(index)?.as_ref().map(|word| word.rust.as_str());
        let texts = contents.iter().zip(inline).enumerate().map(|(index, (content, inline))| {
            // One that is not inline is the same as none.
            (if *inline { 0 } else { index + 1 }, word(index), content.text.as_str())
        });
        let (mut of, mut count) = numbered(texts);
        loop {
            let class = |id: &TypeId| of.get(id.0).copied();
            let named = contents
                .iter()
                .zip(&of)
                .map(|(content, own)| (*own, content.types.iter().map(class).collect::<Vec<_>>()));
            let (parted, parts) = numbered(named);
            of = parted;
            if parts == count {
                break;
            }
            count = parts;
        }
        let mut members: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
        let ids = of.iter().enumerate().zip(inline).filter(|(_, inline)| **inline);
        ids.for_each(|((index, class), _)| members.entry(*class).or_default().push(TypeId(index)));
        Self { members, of }
    }

    /// Whether two declarations say the same and name the same types, whatever they are themselves.
    pub(super) fn say_the_same(&self, one: &TypeDecl, other: &TypeDecl) -> bool {
        let [one, other] = [one, other].map(Content::of);
        let class = |id: &TypeId| self.of.get(id.0);
        one.text == other.text && one.types.iter().map(class).eq(other.types.iter().map(class))
    }

    /// The inline declarations of each class.
    pub(super) fn members(&self) -> impl Iterator<Item = &[TypeId]> {
        self.members.values().map(Vec::as_slice)
    }
}

/// Gives equal things equal numbers. How many there are stands beside them.
fn numbered<T: Ord>(things: impl Iterator<Item = T>) -> (Vec<usize>, usize) {
    let mut known: BTreeMap<T, usize> = BTreeMap::new();
    let mut number = |thing| {
        let next = known.len();
        *known.entry(thing).or_insert(next)
    };
    let numbers = things.map(&mut number).collect();
    (numbers, known.len())
}
