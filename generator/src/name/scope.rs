//! Names in one Rust namespace, each once.

use std::collections::BTreeMap;

use crate::source::Pointer;

/// How the names of a namespace are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Style {
    /// In small letters, or all in capitals: words have an underscore between them.
    #[default]
    Snake,
    /// In camel case: an underscore stands between digits only.
    Camel,
}

/// Names in one Rust namespace, each once.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    style: Style,
    /// Whether names that differ by case only are two: they name no files.
    is_exact: bool,
    /// The names, and the place of what has each; none where it is nothing of the document.
    taken: BTreeMap<String, Option<Pointer>>,
    /// The last number behind each name, so that the next one is found at once.
    numbers: BTreeMap<String, u32>,
}

impl Scope {
    /// A namespace of methods, fields, modules or constants in which `reserved` names are not to be had.
    pub fn new(reserved: &[&str]) -> Self {
        Self::default().without(reserved)
    }

    /// The same of types. Names that differ by case only count as the same, which is easily misread.
    pub fn types(reserved: &[&str]) -> Self {
        Self { style: Style::Camel, ..Self::default() }.without(reserved)
    }

    /// The same of the variants of an enum, or of types that a document names itself: what differs by
    /// case only is two names, since neither could give way without moving.
    pub fn exact(reserved: &[&str]) -> Self {
        Self { style: Style::Camel, is_exact: true, ..Self::default() }.without(reserved)
    }

    fn without(mut self, reserved: &[&str]) -> Self {
        self.taken = reserved.iter().map(|name| (self.key(name), None)).collect();
        self
    }

    /// What names that count as the same have in common.
    fn key(&self, name: &str) -> String {
        if self.is_exact { name.to_owned() } else { name.to_lowercase() }
    }

    /// Whether `name` is still to be had.
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(&self.key(name))
    }

    /// `wanted`, or the first of `wanted_2`, `wanted_3`, … (`Wanted2` in camel case) that is free.
    pub fn claim(&mut self, wanted: &str) -> String {
        self.claim_for(wanted, None)
    }

    /// As [`Scope::claim`], for what is at this place in the document.
    pub fn claim_for(&mut self, wanted: &str, place: Option<&Pointer>) -> String {
        let free = self.free(wanted);
        self.taken.insert(self.key(&free), place.cloned());
        free
    }

    /// What [`Scope::claim`] would give. It is not taken.
    pub fn free(&mut self, wanted: &str) -> String {
        self.free_where(wanted, |_| true)
    }

    /// As [`Scope::free`], among the names that `may` be had.
    pub fn free_where(&mut self, wanted: &str, may: impl Fn(&str) -> bool) -> String {
        if self.is_free(wanted) && may(wanted) {
            return wanted.to_owned();
        }
        let (name, key, number) = self.numbered(wanted, may);
        self.numbers.insert(key, number);
        name
    }

    /// Whether [`Scope::claim`] would give this name.
    pub fn would_give(&self, wanted: &str, name: &str) -> bool {
        match self.is_free(wanted) {
            true => name == wanted,
            false => self.numbered(wanted, |_| true).0 == name,
        }
    }

    /// A name with a number that is free and may be had, and what the number is kept by.
    fn numbered(&self, wanted: &str, may: impl Fn(&str) -> bool) -> (String, String, u32) {
        // Behind the underscore of `self_` or `Self_`, a number would be in no style.
        let stem = wanted.trim_end_matches('_');
        let is_counted = stem.ends_with(|letter: char| letter.is_ascii_digit());
        let separator = if self.style == Style::Camel && !is_counted { "" } else { "_" };
        let key = self.key(stem);
        let mut number = self.numbers.get(&key).copied().unwrap_or(1);
        loop {
            // The numbers do not run out before the names of a document do.
            number = number.saturating_add(1);
            let name = format!("{stem}{separator}{number}");
            if self.is_free(&name) && may(&name) || number == u32::MAX {
                return (name, key, number);
            }
        }
    }

    /// The place of what has the name, if it is in the document.
    pub fn holder(&self, name: &str) -> Option<&Pointer> {
        self.taken.get(&self.key(name))?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn a_number_is_in_the_style_of_the_names() {
        let twice = |mut scope: Scope, name: &str| {
            scope.claim(name);
            scope.claim(name)
        };
        for (name, value, ty) in [
            ("on", "on_2", "on2"),
            ("On", "On_2", "On2"),
            ("_1m", "_1m_2", "_1m2"),
            ("V1", "V1_2", "V1_2"),
            ("V1_5", "V1_5_2", "V1_5_2"),
            ("self_", "self_2", "self2"),
            ("日本", "日本_2", "日本2"),
        ] {
            assert_eq!(twice(Scope::default(), name), value);
            assert_eq!(twice(Scope::types(&[]), name), ty);
            assert_eq!(twice(Scope::exact(&[]), name), ty);
        }
    }

    #[test]
    fn a_name_that_is_passed_over_stays_free() {
        let mut scope = Scope::types(&[]);
        let free = scope.free_where("Pet", |name| name != "Pet" && name != "Pet2");
        assert_eq!(scope.claim(&free), "Pet3");
        assert!(scope.is_free("Pet") && scope.is_free("Pet2"));
    }

    #[test]
    fn names_that_differ_by_case_are_one_where_they_name_files() {
        let both = |mut scope: Scope| [scope.claim("_1m"), scope.claim("_1M")];
        assert_eq!(both(Scope::types(&[])), ["_1m", "_1M2"]);
        assert_eq!(both(Scope::exact(&[])), ["_1m", "_1M"]);
        assert_eq!(both(Scope::new(&["_1M"])), ["_1m_2", "_1M_3"]);
    }
}
