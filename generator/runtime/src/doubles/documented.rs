//! What an operation documents, for a double that responds as it does.

use std::fmt;

use super::encoded::{EncodedResponse, ToResponse};
use crate::operation::Operation;

/// What an operation documents: the type of its success, `T`, and that of its failures, `E`, each
/// with the way to write it. A constant of the generated code beside each method: what `get` of
/// `Pets` documents is `Pets::GET`.
pub struct Documented<T, E> {
    pub(super) operation: &'static Operation,
    pub(super) success: fn(&T) -> EncodedResponse,
    pub(super) failure: fn(&E) -> EncodedResponse,
    /// The media types of failures that differ from what their form is called by most.
    media_types: &'static [(u16, &'static str)],
}

impl<T, E: ToResponse> Documented<T, E> {
    /// What `operation` documents, whose successes are written by `success`.
    #[must_use]
    pub const fn new(operation: &'static Operation, success: fn(&T) -> EncodedResponse) -> Self {
        Self { operation, success, failure: E::to_response, media_types: &[] }
    }

    /// The same, with the media types of failures that are called otherwise than others, by status.
    #[must_use]
    pub const fn media_types(mut self, media_types: &'static [(u16, &'static str)]) -> Self {
        self.media_types = media_types;
        self
    }
}

impl<T, E> Documented<T, E> {
    /// The operation.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The response of a failure.
    pub(super) fn failed(&self, failure: &E) -> EncodedResponse {
        let response = (self.failure)(failure);
        let mut own = self.media_types.iter();
        let own = own.find(|(status, _)| response.documented == Some(*status));
        match own {
            Some((_, media_type)) => response.of_type(media_type),
            None => response,
        }
    }
}

impl<T, E> Clone for Documented<T, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, E> Copy for Documented<T, E> {}

impl<T, E> fmt::Debug for Documented<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Documented").field(self.operation).finish()
    }
}
