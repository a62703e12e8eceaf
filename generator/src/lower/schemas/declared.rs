//! The declarations while they are made: the names that are taken, and the schemas that have one.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::Schema;

use crate::lower::report::Report;
use crate::model::{Added, Derives, Repeated, Shape, Type, TypeDecl, TypeId};
use crate::name::lock::{Key, Kind};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// The names of types, and of their modules.
pub(in crate::lower) struct TypeNames {
    types: Scope,
    modules: Scope,
    /// The names that inline schemas would have, had they not been taken, by those that they have.
    yielded: BTreeMap<String, String>,
    /// What components are called, by the names that they would have, had inline schemas not had
    /// them before.
    displaced: BTreeMap<String, String>,
}

impl TypeNames {
    fn new() -> Self {
        // `mod.rs` is the folder's own file, and `aliases.rs` has the other names of types. A module
        // `types` would be called as the one that it is in.
        let modules = Scope::new(&["mod", "types", "aliases", "samples"]);
        Self {
            types: Scope::exact(&[]),
            modules,
            yielded: BTreeMap::new(),
            displaced: BTreeMap::new(),
        }
    }

    /// A name for a type, and for its module.
    pub(in crate::lower) fn claim(
        &mut self,
        report: &Report<'_>,
        wire: &str,
        wanted: &str,
        at: &Pointer,
    ) -> (Name, String) {
        let key = key(report, wanted, at);
        let rust = match self.had(report, &key, wanted) {
            Some(had) => self.types.claim_for(had, Some(at)),
            None if report.held.allows(wanted, &key) => {
                report.claim(&mut self.types, wanted, wire, at)
            }
            None => self.beside(report, &key, wanted, at),
        };
        report.held.keep_one(key, &rust, false);
        self.named(rust, wire)
    }

    /// The same for a component. The name of an inline schema that was there before is not to be
    /// had, unless it is the document's own choice.
    fn claim_component(
        &mut self,
        report: &Report<'_>,
        wire: &str,
        wanted: &Wanted,
        at: &Pointer,
    ) -> (Name, String) {
        let key = Key::new(Kind::Schema, "", wire);
        let Wanted { name, plain } = wanted;
        let is_own = plain.is_none();
        let rust = if is_own || report.held.allows(name, &key) {
            report.claim(&mut self.types, name, wire, at)
        } else {
            let rust = self.beside(report, &key, &format!("{name}Schema"), at);
            self.displaced.insert(name.clone(), rust.clone());
            rust
        };
        if let Some(plain) = plain {
            report.held.keep_one(key, &rust, *plain == rust);
        }
        self.named(rust, wire)
    }

    /// The name that a type had, unless another one has it by now; to be claimed as what gives it.
    fn had<'n>(&self, report: &Report<'n>, key: &Key, wanted: &'n str) -> Option<&'n str> {
        let had = report.held.get(key).filter(|had| self.types.is_free(had))?;
        if self.types.would_give(wanted, had) {
            // Its number is counted.
            return Some(wanted);
        }
        report.held.differs();
        Some(had)
    }

    /// Whether nothing has a name, or had it before.
    fn is_free(&self, report: &Report<'_>, name: &str, key: &Key) -> bool {
        self.types.is_free(name) && report.held.allows(name, key)
    }

    /// A name, or the first one with a number, that nothing has and nothing had.
    fn beside(&mut self, report: &Report<'_>, key: &Key, wanted: &str, at: &Pointer) -> String {
        let name = self.types.free_where(wanted, |name| report.held.allows(name, key));
        self.types.claim_for(&name, Some(at))
    }

    fn named(&mut self, rust: String, wire: &str) -> (Name, String) {
        let module = self.module(&rust);
        (Name { rust, wire: wire.to_owned() }, module)
    }

    /// What a component is called that would have this name, had an inline schema not had it.
    pub(in crate::lower) fn displaced(&self, name: &str) -> Option<&str> {
        self.displaced.get(name).map(String::as_str)
    }

    /// The same for an inline schema. Where the name is taken, which is that of a component as a
    /// rule, it says what the schema is of its owner, and only then has a number. That is reported
    /// when it is known whether the schema is not that component, by [`TypeNames::report_yielded`].
    fn claim_inline(
        &mut self,
        report: &Report<'_>,
        key: Key,
        wire: &str,
        wanted: &str,
        at: &Pointer,
    ) -> (Name, String) {
        let longer = kind(at).map(|kind| format!("{wanted}{kind}"));
        let longer = |is_taken: bool| longer.as_deref().filter(|_| is_taken).unwrap_or(wanted);
        let rust = match self.had(report, &key, longer(!self.types.is_free(wanted))) {
            Some(had) => self.types.claim_for(had, Some(at)),
            None => {
                let wanted = longer(!self.is_free(report, wanted, &key));
                self.beside(report, &key, wanted, at)
            }
        };
        report.held.keep_one(key, &rust, false);
        if rust != wanted {
            self.yielded.insert(rust.clone(), wanted.to_owned());
        }
        self.named(rust, wire)
    }

    /// The name that an inline schema would have, had it not been taken.
    pub(in crate::lower) fn yielded(&self, rust: &str) -> Option<&str> {
        self.yielded.get(rust).map(String::as_str)
    }

    /// Reports that an inline schema has another name than it would have.
    pub(in crate::lower) fn report_yielded(&self, report: &Report<'_>, decl: &TypeDecl) {
        if let Some(wanted) = self.yielded(&decl.name.rust) {
            report.taken(&self.types, (wanted, &decl.name.rust), &decl.name.wire, &decl.origin);
        }
    }

    /// The wanted name and one for its module, unless it is taken, or was that of something else than
    /// what has the key.
    pub(in crate::lower) fn claim_free(
        &mut self,
        report: &Report<'_>,
        key: &Key,
        wire: &str,
        wanted: &str,
        at: &Pointer,
    ) -> Option<(Name, String)> {
        let is_free = self.is_free(report, wanted, key);
        let rust = is_free.then(|| self.types.claim_for(wanted, Some(at)))?;
        report.held.keep_one(key.clone(), &rust, false);
        Some(self.named(rust, wire))
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

/// What a component is called, if it can be.
pub(super) struct Wanted {
    pub(super) name: String,
    /// The name by the wire name alone; none where the document says the name outright.
    pub(super) plain: Option<String>,
}

/// What the name of a type at a place is told by.
fn key(report: &Report<'_>, wanted: &str, at: &Pointer) -> Key {
    report.held.unkept(Key::new(Kind::Type, report.held.owner_at(at), wanted))
}

/// The declarations, each an alias of JSON until it is finished.
pub(super) struct Declared {
    decls: Vec<TypeDecl>,
    /// The declaration of each schema that has one, by its place.
    known: IndexMap<Pointer, TypeId, foldhash::fast::RandomState>,
    names: TypeNames,
}

impl Declared {
    pub(super) fn new() -> Self {
        Self { decls: Vec::new(), known: IndexMap::default(), names: TypeNames::new() }
    }

    /// The declaration of the schema at a place.
    pub(super) fn at(&self, at: &Pointer) -> Option<TypeId> {
        self.known.get(at).copied()
    }

    /// What a declaration is called.
    pub(super) fn name(&self, id: TypeId) -> Option<&str> {
        self.decls.get(id.0).map(|decl| decl.name.rust.as_str())
    }

    /// The declaration that has a name, and the place of its schema.
    pub(super) fn called(&self, name: &str) -> Option<(TypeId, Pointer)> {
        let index = self.decls.iter().position(|decl| decl.name.rust == name)?;
        Some((TypeId(index), self.decls.get(index)?.origin.clone()))
    }

    /// Takes the description from the type of an inline schema.
    pub(super) fn forget_docs(&mut self, id: TypeId, origin: &Pointer) {
        if let Some(decl) = self.decls.get_mut(id.0).filter(|_| kind(origin).is_some()) {
            decl.docs.clear();
        }
    }

    /// Takes a name for the schema at a place.
    pub(super) fn begin(
        &mut self,
        report: &Report<'_>,
        wire: &str,
        wanted: &str,
        at: &Pointer,
    ) -> TypeId {
        let named = self.names.claim(report, wire, wanted, at);
        self.add(named, at)
    }

    /// Takes a name for the component at a place.
    pub(super) fn begin_component(
        &mut self,
        report: &Report<'_>,
        wire: &str,
        wanted: &Wanted,
        at: &Pointer,
    ) -> TypeId {
        let named = self.names.claim_component(report, wire, wanted, at);
        self.add(named, at)
    }

    /// Takes a name for the inline schema at a place; `told` is what the name is told by, unless that
    /// is the name that it would have.
    pub(super) fn begin_inline(
        &mut self,
        report: &Report<'_>,
        told: Option<Key>,
        wire: &str,
        at: &Pointer,
    ) -> TypeId {
        let wanted = name::type_name(wire);
        let key = match told {
            Some(told) => report.held.unkept(told),
            None => key(report, &wanted, at),
        };
        let named = self.names.claim_inline(report, key, wire, &wanted, at);
        self.add(named, at)
    }

    fn add(&mut self, (name, module): (Name, String), at: &Pointer) -> TypeId {
        let id = TypeId(self.decls.len());
        // Stands until the declaration is finished; a cycle meets its id only.
        let shape = Shape::Alias(Type::Json);
        let (docs, origin) = (String::new(), at.clone());
        self.decls.push(TypeDecl {
            named: None,
            name,
            module,
            shape,
            sent: false,
            received: false,
            twin: None,
            derives: Derives::default(),
            added: Added::default(),
            sample: None,
            repeated: Repeated::default(),
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

/// What an inline schema is of its owner, by its place; none where the place does not say.
fn kind(at: &Pointer) -> Option<&'static str> {
    let (last, parent) = (at.last()?, at.parent()?);
    let list = parent.last()?;
    match (list.as_ref(), last.as_ref()) {
        ("properties", _) => Some("Property"),
        ("oneOf" | "anyOf", _) => Some("Variant"),
        ("allOf", _) => Some("Part"),
        (_, "items") => Some("Element"),
        (_, "additionalProperties") => Some("Entry"),
        (_, "schema") => {
            let owner = parent.parent()?;
            let list = owner.last()?;
            match list.as_ref() {
                "parameters" => Some("Parameter"),
                "headers" => Some("Header"),
                _ => Some("Body"),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::kind;
    use crate::source::Pointer;

    #[test]
    fn a_place_says_what_a_schema_is_of_its_owner() {
        for (at, word) in [
            ("#/components/schemas/A/properties/b", Some("Property")),
            ("#/components/schemas/A/properties/b/items", Some("Element")),
            ("#/components/schemas/A/oneOf/0", Some("Variant")),
            ("#/components/schemas/A/additionalProperties", Some("Entry")),
            ("#/paths/~1a/get/parameters/0/schema", Some("Parameter")),
            ("#/components/parameters/a/schema", Some("Parameter")),
            ("#/paths/~1a/get/responses/200/headers/A/schema", Some("Header")),
            ("#/paths/~1a/get/responses/200/content/application~1json/schema", Some("Body")),
            ("#/paths/~1a/get", None),
            ("#", None),
        ] {
            let tokens = at.split('/').skip(1).map(|token| token.replace("~1", "/"));
            let at = tokens.fold(Pointer::root(), |at, token| at.child(&token));
            assert_eq!(kind(&at), word, "{at}");
        }
    }
}
