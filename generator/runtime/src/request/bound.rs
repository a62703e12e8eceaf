//! Parameters whose values the client has.

use super::draft::Request;
use crate::client::Core;
use crate::operation::Place;
use crate::response::InvalidParameter;

impl Request {
    /// Takes the values of the client for the parameters that are set once for all operations.
    pub(crate) fn bind(&mut self, core: &Core) {
        if core.bound().is_empty() {
            return;
        }
        for parameter in self.operation.parameters {
            let value = core.bound().get(parameter.name).filter(|_| parameter.is_bound);
            let (Some(value), name) = (value, parameter.name) else { continue };
            match parameter.place {
                Place::Path => self.path(name, value),
                Place::Query => self.query(name, value),
                Place::Header => self.header(name, value),
                Place::Cookie => self.cookie(name, value),
                Place::Form | Place::Part | Place::PartHeader => {}
            }
        }
    }

    /// That the client has no value for a parameter which the operation needs.
    pub(super) fn check_bound(&self) -> Result<(), InvalidParameter> {
        for parameter in self.operation.parameters {
            let is_it = |set: &super::draft::Set| {
                (set.parameter.place, set.parameter.name) == (parameter.place, parameter.name)
            };
            if parameter.is_needed && !self.values.iter().any(is_it) {
                let reason = "has no value: set it once, on the client".to_owned();
                let operation = self.operation;
                return Err(InvalidParameter { operation, name: parameter.name, reason });
            }
        }
        Ok(())
    }
}
