//! Documents that grow: what is in them from the start, and what is added.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;

/// Something of a document: whether it comes later only, and where it stands then.
type Added<T> = (T, bool, u8);

/// Things with a name each, which have such things: each with a number for what it is.
type Named = Vec<Added<(String, Vec<Added<(String, usize)>>)>>;

/// A document: what is in it from the start, and what is added.
#[derive(Debug, Clone)]
pub(crate) struct Growing {
    schemas: Named,
    operations: Named,
    /// The tag, the failures, the headers, the bodies and the forms of the response of each operation,
    /// by its number in the list.
    kinds: Vec<[usize; 5]>,
    /// Unions of what the document does not name, each of some alternatives, by their numbers.
    unions: Vec<Added<(usize, Vec<Added<usize>>)>>,
}

const UNIONS: [&str; 3] = ["Any", "AnyPet", "Choice"];
const ALTERNATIVES: [&str; 9] = [
    "{type: string}",
    "{type: array, items: {type: string}}",
    "{type: array, items: {type: integer}}",
    "{type: object, required: [a], properties: {a: {type: string}, b: {type: string}}}",
    "{type: object, required: [b], properties: {b: {type: string}}}",
    "{type: object, required: [k], properties: {k: {type: string, enum: [one]}, b: {type: string}}}",
    "{type: object, required: [k], properties: {k: {type: string, enum: [two]}}}",
    "{type: object, required: [c], properties: {c: {type: array, items: {type: string}}, a: {type: string}}}",
    "{$ref: '#/components/schemas/First'}",
];

const TAGS: [&str; 7] =
    ["pets", "shops", "Pet Shops", "petshops", "types", "types_api", "blocking"];
const BODIES: [&str; 3] = [
    "",
    "requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string, enum: [f, g]}}}}, application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string, enum: [h, i]}}}}}}",
    "requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}, text/plain: {schema: {type: string}}}}",
];
const FORMS: [&str; 2] = ["", ", text/csv: {schema: {type: string}}"];
const FAILURES: [&str; 3] = [
    "",
    ", '404': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/First'}}}}",
    ", '404': {description: a}, '409': {description: b}",
];
const HEADERS: [&str; 3] = [
    "{}",
    "{X-Rate: {schema: {type: integer}}}",
    "{X-Rate: {schema: {type: string}}, X-Left: {schema: {type: string}}}",
];

/// Which state of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// What is in it from the start, in its order.
    Before,
    /// All of it, in another order.
    Grown,
    /// Some of what is in it from the start and some of what is not, in that other order: a thing that
    /// has gone and one that has come are the two sides of a rename.
    Changed,
}

/// What is there in a state.
fn taken<T>(all: &[Added<T>], state: State) -> Vec<&T> {
    let is_there = |(_, is_new, order): &&Added<T>| match state {
        State::Before => !is_new,
        State::Grown => true,
        State::Changed => order % 3 > 0,
    };
    let mut all: Vec<_> = all.iter().filter(is_there).collect();
    if state != State::Before {
        all.sort_by_key(|(_, _, order)| *order);
    }
    all.into_iter().map(|(thing, _, _)| thing).collect()
}

const SCHEMAS: [&str; 17] = [
    "Petstatus",
    "PETSTATUS",
    "FirstRequired",
    "Pet",
    "pet",
    "Owner",
    "PetStatus",
    "petStatus",
    "Status",
    "Kind",
    "OwnerKind",
    "Item",
    "PetKind",
    "PetStatusProperty",
    "Pet2",
    "PetRequest",
    "OwnerStatusSchema",
];
const WORDS: [&str; 9] =
    ["status", "Status", "kind", "dueDate", "due_date", "DueDate", "type", "kind-", "a"];
const OPERATIONS: [&str; 18] = [
    "get_pet_with",
    "get_pet_required",
    "createPetWith",
    "list",
    "list_pets",
    "get_pet",
    "get_pets",
    "pets_get",
    "createPet",
    "create_pet",
    "CREATE_PET",
    "create",
    "create_as_form",
    "create_pet_as_form",
    "create_as_text",
    "list_as_text",
    "list_error",
    "create_error",
];
const CONTENTS: [&str; 6] = [
    "{type: string, enum: [on, off]}",
    "{type: string, enum: [ON, off, on]}",
    "{type: object, properties: {x: {type: string, enum: [u, v]}}}",
    "{type: array, items: {type: object, properties: {b: {type: string}}}}",
    "{type: string}",
    "{oneOf: [{type: string}, {type: object, required: [z], properties: {z: {type: integer}}}]}",
];

impl Growing {
    pub(crate) fn text(&self, state: State) -> String {
        let mut out = "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths:\n".to_owned();
        out.push_str(
            "  /z: {put: {operationId: zzz, tags: [pets], requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/First'}}}}, responses: {'204': {description: a}}}}\n",
        );
        for (id, parameters) in taken(&self.operations, state) {
            let place = self.operations.iter().position(|((known, _), ..)| known == id).unwrap();
            let [tag, failures, headers, body, form] = self.kinds[place];
            let (tag, failures, headers) = (TAGS[tag], FAILURES[failures], HEADERS[headers]);
            let (body, form) = (BODIES[body], FORMS[form]);
            let method = if body.is_empty() { "get" } else { "post" };
            writeln!(out, "  /{id}:\n    {method}:\n      operationId: {id}\n      tags: [{tag}]")
                .unwrap();
            writeln!(out, "      parameters:").unwrap();
            writeln!(out, "      - {{name: q0, in: query, schema: {{type: string}}}}").unwrap();
            // Half of them require what is better given by name.
            for name in ["r1", "r2", "r3", "r4"].iter().filter(|_| place % 2 == 0) {
                writeln!(
                    out,
                    "      - {{name: {name}, in: query, required: true, schema: {{type: string}}}}"
                )
                .unwrap();
            }
            for (name, content) in taken(parameters, state) {
                let content = CONTENTS[content % 2];
                writeln!(out, "      - {{name: {name}, in: query, schema: {content}}}").unwrap();
            }
            let schema = "{type: object, properties: {status: {type: string, enum: [r, s]}}}";
            if !body.is_empty() {
                writeln!(out, "      {body}").unwrap();
            }
            writeln!(out, "      responses: {{'200': {{description: a, headers: {headers}, content: {{application/json: {{schema: {schema}}}{form}}}}}{failures}}}").unwrap();
        }
        out.push_str("components:\n  schemas:\n    First: {type: object, required: [a, b, c], properties: {a: {type: string}, b: {type: string}, c: {type: string}}}\n");
        for (name, properties) in taken(&self.schemas, state) {
            writeln!(out, "    {name}:\n      type: object\n      properties:").unwrap();
            writeln!(out, "        id: {{type: string}}").unwrap();
            for (word, content) in taken(properties, state) {
                writeln!(out, "        {word}: {}", CONTENTS[*content]).unwrap();
            }
        }
        for (name, alternatives) in taken(&self.unions, state) {
            writeln!(out, "    {}:\n      oneOf:\n      - {{type: boolean}}", UNIONS[*name])
                .unwrap();
            for alternative in taken(alternatives, state) {
                writeln!(out, "      - {}", ALTERNATIVES[*alternative]).unwrap();
            }
        }
        out
    }
}

pub(crate) fn growing() -> impl Strategy<Value = Growing> {
    let parts = || vec(((0..WORDS.len(), 0..CONTENTS.len()), any::<bool>(), any::<u8>()), 0..5);
    let named = |names: &'static [&'static str]| {
        let all = vec(((0..names.len(), parts()), any::<bool>(), any::<u8>()), 0..6);
        all.prop_map(move |all| {
            let mut known = BTreeSet::new();
            let all = all.into_iter().filter(|((name, _), ..)| known.insert(*name));
            let all: Vec<_> = all.collect();
            let all = all.into_iter().map(|((name, parts), is_new, order)| {
                let mut known = BTreeSet::new();
                let parts: Vec<_> =
                    parts.into_iter().filter(|((word, _), ..)| known.insert(*word)).collect();
                let parts = parts.into_iter().map(|((word, content), is_new, order)| {
                    ((WORDS[word].to_owned(), content), is_new, order)
                });
                ((names[name].to_owned(), parts.collect()), is_new, order)
            });
            all.collect()
        })
    };
    let kinds =
        (0..TAGS.len(), 0..FAILURES.len(), 0..HEADERS.len(), 0..BODIES.len(), 0..FORMS.len())
            .prop_map(|(tag, failures, headers, body, form)| [tag, failures, headers, body, form]);
    let kinds = vec(kinds, OPERATIONS.len());
    let unlike = |all: Vec<Added<usize>>| {
        let mut known = BTreeSet::new();
        all.into_iter().filter(|(one, ..)| known.insert(*one)).collect::<Vec<_>>()
    };
    let alternatives = vec((0..ALTERNATIVES.len(), any::<bool>(), any::<u8>()), 0..7);
    let unions = vec(((0..UNIONS.len(), alternatives), any::<bool>(), any::<u8>()), 0..4);
    let unions = unions.prop_map(move |all| {
        let mut known = BTreeSet::new();
        let all = all.into_iter().filter(|((name, _), ..)| known.insert(*name));
        all.map(|((name, all), is_new, order)| ((name, unlike(all)), is_new, order)).collect()
    });
    let all = (named(&SCHEMAS), named(&OPERATIONS), kinds, unions);
    all.prop_map(|(schemas, operations, kinds, unions)| Growing {
        schemas,
        operations,
        kinds,
        unions,
    })
}
