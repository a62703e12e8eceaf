//! Values that a client has for parameters of all its operations.

use std::sync::Arc;

use crate::json::ToJson;

/// Values by the names of the parameters that they are for.
#[derive(Clone, Default)]
pub(crate) struct BoundValues(Vec<(&'static str, Arc<dyn ToJson + Send + Sync>)>);

impl BoundValues {
    /// Sets a value, in the place of the one that is there.
    #[inline]
    pub(super) fn set(&mut self, name: &'static str, value: Arc<dyn ToJson + Send + Sync>) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = value,
            None => self.0.push((name, value)),
        }
    }

    /// The value for a parameter of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&(dyn ToJson + Send + Sync)> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
