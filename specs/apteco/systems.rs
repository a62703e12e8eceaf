//! What lists of a system hold.

use super::super::types::{
    FastStatsSystemItem, Folder, FolderStructureNode, SystemItemType, TableItem, VarCode, Variable,
};

/// Anything of a system: [`FastStatsSystemItem::kind`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum SystemItem<'a> {
    /// A variable.
    Variable(&'a Variable),
    /// A category, and its variable.
    VarCode {
        /// The category.
        code: &'a VarCode,
        /// The variable, if the server sent it.
        variable: Option<&'a Variable>,
    },
    /// A table.
    Table(&'a TableItem),
    /// A folder.
    Folder(&'a Folder),
}

impl FastStatsSystemItem {
    /// What it is: what its type names. `None` where the server did not send that, or the type is a
    /// new one.
    pub fn kind(&self) -> Option<SystemItem<'_>> {
        let variable = self.variable.as_ref();
        match self.r#type {
            SystemItemType::Variable => variable.map(SystemItem::Variable),
            SystemItemType::VarCode => {
                self.var_code.as_ref().map(|code| SystemItem::VarCode { code, variable })
            }
            SystemItemType::Table => self.table.as_ref().map(SystemItem::Table),
            SystemItemType::Folder => self.folder.as_ref().map(SystemItem::Folder),
            _ => None,
        }
    }
}

/// What is in a folder: [`FolderStructureNode::kind`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum FolderEntry<'a> {
    /// A folder.
    Folder(&'a Folder),
    /// A variable.
    Variable(&'a Variable),
}

impl FolderStructureNode {
    /// What it is; `None` where nothing of it is known.
    pub fn kind(&self) -> Option<FolderEntry<'_>> {
        let folder = self.folder.as_ref().map(FolderEntry::Folder);
        folder.or(self.variable.as_ref().map(FolderEntry::Variable))
    }
}
