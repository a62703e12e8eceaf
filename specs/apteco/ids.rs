//! Names of the parts of a cube or an export, by which a server gives them back.

/// This id, or with a number behind it where another part is called so.
pub(super) fn free(id: String, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(&id) {
        return id;
    }
    let numbered = (2_u32..).map(|number| format!("{id} {number}"));
    numbered.into_iter().find(|name| !is_taken(name)).unwrap_or(id)
}
