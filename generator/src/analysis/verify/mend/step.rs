//! An action of the overlay.

/// What mends a place.
pub(super) struct Action {
    /// A path of JSONPath.
    pub(super) target: String,
    /// What is merged there; none where it is taken out.
    pub(super) update: Option<serde_json::Value>,
}
