//! The objects of Swagger 2.0.

use super::super::shape::{Names, Object, Shape};
use super::keyed;

pub(in super::super) static SWAGGER: Object = keyed("OpenAPI", Names::All, &Shape::Anything);
