//! What is written by hand, as far as the code around it has to know.

use syn::{Item, Visibility};

/// Whether a file of Rust has items that everybody may see. What cannot be read, or is a macro that makes
/// items, may have them.
pub(super) fn has_public(text: &str) -> bool {
    let is_public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    let Ok(file) = syn::parse_file(text) else { return true };
    file.items.iter().any(|item| match item {
        Item::Const(item) => is_public(&item.vis),
        Item::Enum(item) => is_public(&item.vis),
        Item::Fn(item) => is_public(&item.vis),
        Item::Mod(item) => is_public(&item.vis),
        Item::Static(item) => is_public(&item.vis),
        Item::Struct(item) => is_public(&item.vis),
        Item::Trait(item) => is_public(&item.vis),
        Item::TraitAlias(item) => is_public(&item.vis),
        Item::Type(item) => is_public(&item.vis),
        Item::Union(item) => is_public(&item.vis),
        Item::Use(item) => is_public(&item.vis),
        Item::Macro(item) => item.ident.is_none(),
        Item::Impl(_) | Item::ExternCrate(_) | Item::ForeignMod(_) => false,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::has_public;

    #[test]
    fn only_what_everybody_may_see_is_public() {
        for text in
            ["pub fn a() {}", "pub use self::b::C;\nmod b;", "pub struct A;", "make!();", "no rust"]
        {
            assert!(has_public(text), "{text}");
        }
        for text in [
            "",
            "//! Docs.\nuse std::fmt;",
            "fn a() {}",
            "pub(super) fn a() {}\npub(crate) struct B;",
            "impl super::Client { pub fn a(&self) {} }",
            "mod b;",
        ] {
            assert!(!has_public(text), "{text}");
        }
    }
}
