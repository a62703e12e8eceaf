//! What variables hold.

use super::super::types::{
    NumericVariableInfo, ReferenceVariableInfo, SelectorVariableInfo, TextVariableInfo, Variable,
    VariableType,
};

/// What is known of the values of a variable: [`Variable::info`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum VariableInfo<'a> {
    /// It has categories.
    Selector(&'a SelectorVariableInfo),
    /// It has numbers.
    Numeric(&'a NumericVariableInfo),
    /// It has texts.
    Text(&'a TextVariableInfo),
    /// It has references.
    Reference(&'a ReferenceVariableInfo),
}

impl Variable {
    /// What is known of its values: what its type names. `None` where the server did not send that,
    /// or the type is a new one.
    pub fn info(&self) -> Option<VariableInfo<'_>> {
        match self.r#type {
            VariableType::Selector => self.selector_info.as_ref().map(VariableInfo::Selector),
            VariableType::Numeric => self.numeric_info.as_ref().map(VariableInfo::Numeric),
            VariableType::Text => self.text_info.as_ref().map(VariableInfo::Text),
            VariableType::Reference => self.reference_info.as_ref().map(VariableInfo::Reference),
            _ => None,
        }
    }
}
