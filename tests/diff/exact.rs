//! What follows of two documents, where that is less than the worst of a rule.

use clientwright::Options;
use clientwright::analysis::diff::{Answers, Kind, Wire, diff};
use clientwright::source::Source;

/// A document whose only call gives a pet, with the responses beside it, and whose schemas are these.
fn document(responses: &str, rest: &str) -> Source {
    let text = format!(
        "openapi: 3.1.0
info: {{title: Pets, version: '1'}}
paths:
  /pet:
    get:
      operationId: getPet
      tags: [Pets]
      responses:
        '200': {{description: OK, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}
        {responses}
{rest}"
    );
    Source::new("pets.yaml", text)
}

fn schemas(pet: &str) -> String {
    format!("components: {{schemas: {{Pet: {{type: object, {pet}}}}}}}\n")
}

/// What follows of the changes of a kind.
fn answers(old: Source, new: Source, kind: Kind) -> Vec<Answers> {
    let found = diff(&[old], &[new], &Options::new("pets")).unwrap();
    let of_kind = found.changes.iter().filter(|change| change.kind == kind);
    of_kind.map(|change| change.answers).collect()
}

/// The same of one change of a pet.
fn of_pet(old: &str, new: &str, kind: Kind) -> Answers {
    let found = answers(document("", &schemas(old)), document("", &schemas(new)), kind);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0]
}

const NAMED: &str = "required: [name], properties: {name: {type: string}}";

#[test]
fn what_may_be_null_is_missed_by_no_program() {
    let added = |ty: &str| {
        let new = format!(
            "required: [name, age], properties: {{name: {{type: string}}, age: {{type: {ty}}}}}"
        );
        let added = of_pet(NAMED, &new, Kind::RequiredPropertyAdded).new_to_old;
        assert_eq!(of_pet(&new, NAMED, Kind::RequiredPropertyRemoved).old_to_new, added);
        let optional = new.replace("[name, age]", "[name]");
        let required = of_pet(&optional, &new, Kind::PropertyBecameRequired).new_to_old;
        assert_eq!(of_pet(&new, &optional, Kind::PropertyBecameOptional).old_to_new, required);
        (added, required)
    };
    assert_eq!(added("integer"), (Wire::Fails, Wire::MayFail));
    assert_eq!(added("[integer, 'null']"), (Wire::Works, Wire::Works));
}

#[test]
fn the_body_of_a_webhook_is_read() {
    let webhook = |event: &str| {
        let body =
            format!("{{application/json: {{schema: {{type: object, title: Event, {event}}}}}}}");
        let webhook = format!(
            "webhooks: {{event: {{post: {{requestBody: {{content: {body}}}, responses: {{'204': {{description: Done}}}}}}}}}}"
        );
        document("", &format!("{webhook}\n{}", schemas(NAMED)))
    };
    let old = webhook("properties: {at: {type: string}}");
    let new = webhook("required: [name], properties: {at: {type: string}, name: {type: string}}");
    let found = answers(old, new, Kind::RequiredPropertyAdded);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].new_to_old, Wire::Fails);
}

#[test]
fn another_success_is_read_where_its_body_is_one_of_the_success_that_was_known() {
    let added = |schema: &str| {
        let other = format!(
            "'201': {{description: New, content: {{application/json: {{schema: {schema}}}}}}}"
        );
        let (old, new) = (document("", &schemas(NAMED)), document(&other, &schemas(NAMED)));
        answers(old, new, Kind::SuccessAdded)[0].old_to_new
    };
    assert_eq!(added("{$ref: '#/components/schemas/Pet'}"), Wire::Works);
    assert_eq!(added("{type: integer}"), Wire::MayFail);
}

#[test]
fn further_properties_of_any_kind_are_read_as_what_they_were() {
    let added = |rest: &str| {
        let new = format!("{NAMED}, additionalProperties: {rest}");
        of_pet(NAMED, &new, Kind::RestAdded).new_to_old
    };
    assert_eq!(added("true"), Wire::Works);
    assert_eq!(added("{type: integer}"), Wire::MayFail);
}

#[test]
fn a_change_compiles_though_another_one_of_its_type_does_not() {
    let old = "properties: {name: {type: string}, age: {type: integer}}";
    let new = "properties: {age: {type: integer, readOnly: true}}";
    assert!(of_pet(old, new, Kind::AccessChanged).compiles);
    assert!(!of_pet(old, new, Kind::PropertyRemoved).compiles);
}

#[test]
fn an_alternative_without_a_tag_is_unknown_where_it_does_not_fit() {
    let union = |ty: &str| {
        let rest = format!(
            "components: {{schemas: {{Pet: {{oneOf: [{{type: object, title: Cat, required: [a], properties: {{a: {{type: \
             integer}}}}}}, {{title: Name, type: {ty}}}]}}}}}}\n"
        );
        document("", &rest)
    };
    let found = answers(union("string"), union("boolean"), Kind::TypeChanged);
    let is_kept = |it: &Answers| it.old_to_new <= Wire::Differs && !it.compiles;
    assert!(!found.is_empty() && found.iter().all(is_kept), "{found:?}");
}
