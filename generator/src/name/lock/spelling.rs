//! How the words of a wire name are put together: of two names that could be called the same, the
//! one that is spelled as most are has the name.

use heck::{
    ToKebabCase as _, ToLowerCamelCase as _, ToShoutySnakeCase as _, ToSnakeCase as _,
    ToUpperCamelCase as _,
};

/// How the words of a name are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelling {
    /// `pet_shop`.
    Snake,
    /// `petShop`.
    Camel,
    /// `PetShop`.
    Capital,
    /// `PET_SHOP`.
    Upper,
    /// `pet-shop`.
    Kebab,
    /// `Pets_GetShop`: behind a name space.
    Spaced,
    /// `pets/get-shop`: the same, in small letters.
    Slashed,
}

impl Spelling {
    const ALL: [Self; 7] = [
        Self::Snake,
        Self::Camel,
        Self::Capital,
        Self::Upper,
        Self::Kebab,
        Self::Spaced,
        Self::Slashed,
    ];

    /// How it is written itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Snake => "pet_shop",
            Self::Camel => "petShop",
            Self::Capital => "PetShop",
            Self::Upper => "PET_SHOP",
            Self::Kebab => "pet-shop",
            Self::Spaced => "Pets_GetShop",
            Self::Slashed => "pets/get-shop",
        }
    }

    /// The spelling that is written so.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|spelling| spelling.word() == word)
    }

    /// Whether a name is spelled so.
    pub fn has(self, name: &str) -> bool {
        self.can_have(name)
            && name
                == match self {
                    // Most names are spelled so, and need not be made again.
                    Self::Snake if is_snake(name) => return true,
                    Self::Snake => name.to_snake_case(),
                    Self::Camel => name.to_lower_camel_case(),
                    Self::Capital => name.to_upper_camel_case(),
                    Self::Upper => name.to_shouty_snake_case(),
                    Self::Kebab => name.to_kebab_case(),
                    Self::Spaced => {
                        let parts = name.split('_').map(|part| part.to_upper_camel_case());
                        parts.collect::<Vec<_>>().join("_")
                    }
                    Self::Slashed => {
                        let parts = name.split('/').map(|part| part.to_kebab_case());
                        parts.collect::<Vec<_>>().join("/")
                    }
                }
    }

    /// Whether no letter of a name says that it is spelled otherwise, which most names say at once.
    fn can_have(self, name: &str) -> bool {
        let has = |is: fn(char) -> bool| name.contains(is);
        let begins = |is: fn(char) -> bool| name.starts_with(is);
        let is_mark = |letter: char| letter == '_' || letter == '-';
        match self {
            Self::Snake => !has(char::is_uppercase) && !has(|letter| letter == '-'),
            Self::Kebab | Self::Slashed => !has(char::is_uppercase) && !has(|letter| letter == '_'),
            Self::Upper => !has(char::is_lowercase),
            Self::Camel => !begins(char::is_uppercase) && !has(is_mark),
            Self::Capital => !begins(char::is_lowercase) && !has(is_mark),
            Self::Spaced => !begins(char::is_lowercase) && !has(|letter| letter == '-'),
        }
    }

    /// The one that most names have; the first of the list where several have as many.
    pub(super) fn of_most<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Option<Self> {
        let count = |spelling: Self| names.clone().filter(|name| spelling.has(name)).count();
        let counted = Self::ALL.into_iter().rev().map(|spelling| (spelling, count(spelling)));
        let (usual, _) = counted.max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0)?;
        Some(usual)
    }

    /// The one that stands most often in a list.
    pub(super) fn most(all: impl Iterator<Item = Self> + Clone) -> Option<Self> {
        all.clone().next()?;
        let count = |spelling: &Self| all.clone().filter(|other| other == spelling).count();
        Self::ALL.into_iter().rev().max_by_key(count)
    }
}

/// Whether a name is of small letters and digits of ASCII, with single underscores between them.
fn is_snake(name: &str) -> bool {
    let is_word = |word: &str| {
        let mut letters = word.bytes();
        !word.is_empty() && letters.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.split('_').all(is_word)
}

#[cfg(test)]
mod tests {
    use heck::ToSnakeCase as _;
    use proptest::prelude::*;

    use super::{Spelling, is_snake};

    proptest! {
        #[test]
        fn what_is_taken_for_snake_case_at_once_is_snake_case(name in "[a-zA-Z0-9_-]{0,8}") {
            prop_assert!(!is_snake(&name) || name == name.to_snake_case());
            prop_assert_eq!(Spelling::Snake.has(&name), name == name.to_snake_case());
        }
    }

    #[test]
    fn a_document_is_spelled_as_most_of_its_names_are() {
        let most = |names: &[&str]| Spelling::of_most(names.iter().copied());
        assert_eq!(most(&["dueDate", "paid_at", "id", "taxRate"]), Some(Spelling::Camel));
        assert_eq!(most(&["id"]), Some(Spelling::Snake));
        assert_eq!(most(&["ON", "OFF", "On"]), Some(Spelling::Upper));
        assert_eq!(most(&["pets/get-shop", "pets/list", "meta"]), Some(Spelling::Slashed));
        assert_eq!(most(&[]), None);
    }

    #[test]
    fn each_spelling_is_called_as_it_is_written() {
        for spelling in Spelling::ALL {
            assert!(spelling.has(spelling.word()));
            assert_eq!(Spelling::of_word(spelling.word()), Some(spelling));
        }
    }
}
