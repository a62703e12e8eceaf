//! The objects of each version of OpenAPI, which fields they have and of which shape.

mod rows;
mod security;
mod v3_0;
pub(super) mod modern;
pub(super) mod swagger;

pub(super) use self::v3_0::{OPENAPI, referable};
