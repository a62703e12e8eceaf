//! The declarations while they are made: the names that are taken, and the schemas that have one.

use std::collections::BTreeMap;

use openapiv3::Schema;

use crate::lower::report::Report;
use crate::model::{Derives, Shape, Type, TypeDecl, TypeId};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// The names of types, and of their modules.
pub(in crate::lower) struct TypeNames {
    types: Scope,
    modules: Scope,
}

impl TypeNames {
    fn new() -> Self {
        // `mod.rs` is the folder's own file, and `aliases.rs` has the other names of types.
        Self { types: Scope::default(), modules: Scope::new(&["mod", "aliases"]) }
    }

    /// A name for a type, and for its module.
    pub(in crate::lower) fn claim(
        &mut self,
        report: &Report<'_>,
        wire: &str,
        wanted: &str,
        at: &Pointer,
    ) -> (Name, String) {
        let rust = report.claim(&mut self.types, wanted, wire, at);
        let module = self.module(&rust);
        (Name { rust, wire: wire.to_owned() }, module)
    }

    /// The wanted name and one for its module, unless it is taken.
    pub(in crate::lower) fn claim_free(
        &mut self,
        wire: &str,
        wanted: &str,
        at: &Pointer,
    ) -> Option<(Name, String)> {
        let rust = self.types.is_free(wanted).then(|| self.types.claim_for(wanted, Some(at)))?;
        let module = self.module(&rust);
        Some((Name { rust, wire: wire.to_owned() }, module))
    }

    fn module(&mut self, rust: &str) -> String {
        let mut module = name::module_name(rust);
        if module == rust {
            // `_404`, or a script without capitals: both would be one name in `mod.rs`.
            module.push('_');
        }
        self.modules.claim(&module)
    }
}

/// The declarations, each an alias of JSON until it is finished.
pub(super) struct Declared {
    decls: Vec<TypeDecl>,
    /// The declaration of each schema that has one, by its place.
    known: BTreeMap<Pointer, TypeId>,
    names: TypeNames,
}

impl Declared {
    pub(super) fn new() -> Self {
        Self { decls: Vec::new(), known: BTreeMap::new(), names: TypeNames::new() }
    }

    /// The declaration of the schema at a place.
    pub(super) fn at(&self, at: &Pointer) -> Option<TypeId> {
        self.known.get(at).copied()
    }

    /// What a declaration is called.
    pub(super) fn name(&self, id: TypeId) -> Option<&str> {
        self.decls.get(id.0).map(|decl| decl.name.rust.as_str())
    }

    /// Takes a name for the schema at a place.
    pub(super) fn begin(
        &mut self,
        report: &Report<'_>,
        wire: &str,
        wanted: &str,
        at: &Pointer,
    ) -> TypeId {
        let id = TypeId(self.decls.len());
        let (name, module) = self.names.claim(report, wire, wanted, at);
        // Stands until the declaration is finished; a cycle meets its id only.
        let shape = Shape::Alias(Type::Json);
        let (docs, origin) = (String::new(), at.clone());
        self.decls.push(TypeDecl {
            name,
            module,
            shape,
            sent: false,
            received: false,
            twin: None,
            derives: Derives::default(),
            features: Vec::new(),
            docs,
            deprecated: false,
            origin,
        });
        self.known.insert(at.clone(), id);
        id
    }

    /// Says what a declaration is.
    pub(super) fn finish(
        &mut self,
        id: TypeId,
        shape: Shape,
        schema: Option<&Schema>,
        at: &Pointer,
    ) {
        let Some(decl) = self.decls.get_mut(id.0) else {
            return;
        };
        decl.shape = shape;
        decl.origin = at.clone();
        if let Some(schema) = schema {
            let data = &schema.schema_data;
            decl.docs = data.description.clone().or_else(|| data.title.clone()).unwrap_or_default();
            decl.deprecated = data.deprecated;
        }
    }

    /// All of them, and the names that they have.
    pub(super) fn into_parts(self) -> (Vec<TypeDecl>, TypeNames) {
        (self.decls, self.names)
    }
}
