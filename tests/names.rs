//! Names of types stay: what is added to a document takes no name away, and lets none stand for
//! something else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clientwright::model::{Api, Shape, Type, TypeId};
use clientwright::source::Source;
use clientwright::{Options, generate};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;

/// The words for properties and parameters with inline schemas.
const WORDS: [&str; 3] = ["status", "kind", "owner"];

/// The contents of an inline schema that differ; most of them hold other ones.
const CONTENTS: [&str; 5] = [
    "{type: string, enum: [on, off]}",
    "{type: integer, enum: [1, 2]}",
    "{type: object, properties: {a: {type: string}}}",
    "{type: object, properties: {deep: {type: string, enum: [x, y]}}}",
    "{type: array, items: {type: object, properties: {b: {type: string}}}}",
];

/// A place with an inline schema: which word it has, and which content.
type Place = (usize, usize);

/// A document with a component for each list of places, and an operation for each place.
#[derive(Debug, Clone)]
struct Parts {
    components: Vec<(usize, Vec<Place>)>,
    operations: Vec<(usize, Place)>,
    /// A component that has the name of an inline schema, and its content.
    taken: Option<(String, usize)>,
}

impl Parts {
    fn text(&self) -> String {
        let mut out =
            "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths:\n  /first: {get: {responses: {'204': {description: a}}}}\n".to_owned();
        for (number, (word, content)) in &self.operations {
            let (word, content) = (WORDS[*word], CONTENTS[*content]);
            write!(
                out,
                "  /p{number}:\n    post:\n      operationId: call{number}\n      requestBody: {{content: \
                 {{application/json: {{schema: {{type: object, properties: {{{word}: {content}}}}}}}}}}}\n      \
                 responses: {{'200': {{description: a, content: {{application/json: {{schema: {content}}}}}}}}}\n"
            )
            .unwrap();
        }
        out.push_str("components:\n  schemas:\n    First: {type: object}\n");
        if let Some((name, content)) = &self.taken {
            writeln!(out, "    {name}: {}", CONTENTS[*content]).unwrap();
        }
        for (number, places) in &self.components {
            write!(out, "    C{number}:\n      type: object\n      properties:\n        id: {{type: string}}\n").unwrap();
            for (word, content) in places.iter().copied().collect::<BTreeMap<_, _>>() {
                writeln!(out, "        {}: {}", WORDS[word], CONTENTS[content]).unwrap();
            }
        }
        out
    }

    /// What all names of its types stand for.
    fn names(&self) -> BTreeMap<String, String> {
        let sources = [Source::new("d.yaml", self.text())];
        let (generated, diagnostics) = generate(&sources, &Options::new("a"));
        let generated =
            generated.unwrap_or_else(|| panic!("{}", diagnostics.render(&sources, false)));
        let api = &generated.apis[0];
        let ids = (0..api.types.len()).map(TypeId);
        let types = ids.map(|id| (api.decl(id).unwrap().name.rust.clone(), id));
        let aliases = api.aliases.iter().map(|alias| (alias.name.rust.clone(), alias.ty));
        types.chain(aliases).map(|(name, id)| (name, content(api, &Type::Named(id)))).collect()
    }
}

/// What a type is, down to its leaves; an object that has a name is that.
fn content(api: &Api, ty: &Type) -> String {
    if let Some(inner) = ty.inner() {
        return format!("[{}]", content(api, inner));
    }
    let Type::Named(id) = ty else { return ty.text(api) };
    let decl = api.decl(*id).unwrap();
    match &decl.shape {
        Shape::Struct { fields, .. } if fields.iter().any(|field| field.name.wire == "id") => {
            decl.name.rust.clone()
        }
        Shape::Struct { fields, .. } => {
            let fields = fields.iter().map(|field| (&field.name.wire, content(api, &field.ty)));
            format!("{:?}", fields.collect::<Vec<_>>())
        }
        Shape::Enum { values, .. } => {
            format!("{:?}", values.iter().map(|value| &value.name.wire).collect::<Vec<_>>())
        }
        Shape::Alias(ty) | Shape::Newtype(ty) => content(api, ty),
        Shape::Union { arms, .. } => {
            format!("{:?}", arms.iter().map(|arm| content(api, &arm.ty)).collect::<Vec<_>>())
        }
    }
}

/// Documents whose places of one word have all the same content, or are one with it.
fn parts() -> impl Strategy<Value = Parts> {
    let contents = prop::array::uniform3(0..CONTENTS.len());
    let components = vec(vec(0..WORDS.len(), 0..3), 0..4);
    let operations = vec(0..WORDS.len(), 0..3);
    (contents, components, operations).prop_map(|(contents, components, operations)| {
        let place = |word: &usize| (*word, contents[*word]);
        // Numbers with gaps, so that what is added can be first, in between or last.
        let components = components.iter().enumerate();
        let components = components
            .map(|(index, words)| (10 * index + 10, words.iter().map(place).collect()))
            .collect();
        let operations = operations.iter().enumerate();
        let operations = operations.map(|(index, word)| (10 * index + 10, place(word))).collect();
        Parts { components, operations, taken: None }
    })
}

/// What is added: a component, an operation, or a property of a component.
fn changed(parts: &Parts, kind: usize, number: usize, place: Place) -> Parts {
    let mut parts = parts.clone();
    match kind {
        0 => parts.components.push((number, vec![place])),
        1 => parts.operations.push((number, place)),
        _ => {
            if let Some((_, places)) = parts.components.first_mut()
                && places.iter().all(|(word, _)| *word != place.0)
            {
                places.push(place);
            }
        }
    }
    // The order of the document is that of the numbers: what is new stands anywhere.
    parts.components.sort_by_key(|(number, _)| *number);
    parts.operations.sort_by_key(|(number, _)| *number);
    parts
}

fn config() -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Config { cases: cases.unwrap_or(64), failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_added_takes_no_name_away(
        before in parts(),
        kind in 0..3usize,
        number in 0..6usize,
        word in 0..WORDS.len(),
        content in 0..CONTENTS.len(),
    ) {
        let after = changed(&before, kind, 5 + 10 * number, (word, content)).names();
        for (name, content) in before.names() {
            prop_assert_eq!(after.get(&name), Some(&content), "{} in {:?}", name, before);
        }
    }

    #[test]
    fn a_component_takes_no_name_but_its_own_and_none_where_it_says_the_same(
        before in parts(),
        component in 0..4usize,
        content in 0..CONTENTS.len(),
    ) {
        let places = before.components.get(component);
        let Some((number, (word, own))) = places.and_then(|(number, places)| Some((number, *places.first()?))) else {
            return Ok(());
        };
        let letters = WORDS[word].split_at(1);
        let name = format!("C{number}{}{}", letters.0.to_uppercase(), letters.1);
        let mut after = before.clone();
        after.taken = Some((name.clone(), content));
        let names = after.names();
        let is_below = |other: &String| other.starts_with(&name) && content != own;
        for (other, content) in before.names().into_iter().filter(|(other, _)| !is_below(other)) {
            prop_assert_eq!(names.get(&other), Some(&content), "{} in {:?}", other, before);
        }
        let is_numbered = |name: &&String| name.ends_with(|letter: char| letter.is_ascii_digit());
        let numbered = |names: &BTreeMap<String, String>| {
            names.keys().filter(is_numbered).cloned().collect::<Vec<_>>()
        };
        prop_assert_eq!(numbered(&names), numbered(&before.names()));
    }

    #[test]
    fn the_order_of_a_document_changes_no_name(mut before in parts()) {
        let names = before.names();
        before.components.reverse();
        before.operations.reverse();
        prop_assert_eq!(names, before.names());
    }
}
