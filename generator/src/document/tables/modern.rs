//! The objects of OpenAPI 3.1 and 3.2.

use super::super::shape::{Names, Object, Shape};
use super::keyed;

pub(in super::super) static OPENAPI: Object = keyed("OpenAPI", Names::All, &Shape::Anything);
