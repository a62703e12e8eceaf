//! What cubes and exports share: the records that they are of, and names of their parts, by which a
//! server gives them back.

/// Says which records a cube or an export is of.
macro_rules! of_records {
    ($of:ident, $name:literal) => {
        impl $of {
            #[doc = concat!("The same ", $name, ", of the records that this query selects.")]
            #[must_use]
            pub fn selecting(mut self, query: Query) -> Self {
                self.base_query = query.into();
                self
            }

            #[doc = concat!("The same ", $name, ", of records that meet this condition, too.")]
            #[must_use]
            pub fn where_(self, condition: impl Into<Condition>) -> Self {
                let query = self.records().where_(condition);
                self.selecting(query)
            }
        }
    };
}

pub(super) use of_records;

/// This id, or with a number behind it where another part is called so.
pub(super) fn free_id(id: String, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(&id) {
        return id;
    }
    let numbered = (2_u32..).map(|number| format!("{id} {number}"));
    numbered.into_iter().find(|name| !is_taken(name)).unwrap_or(id)
}
