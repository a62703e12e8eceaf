//! What has a name of ours, beside what the document calls so later.

use clientwright::Generated;
use clientwright::model::Shape;
use clientwright::name::lock::Lock;

use super::crate_of;
use super::lines::schemas;

/// The methods by which the pages of `list` are read, and what its parameter `pages` is called.
fn paged(of: &Generated) -> (String, Option<String>) {
    let list = &of.apis[0].tags[0].operations[0];
    let parameter = list.parameters.iter().find(|parameter| parameter.name.wire == "pages");
    let parameter = parameter.map(|parameter| parameter.name.rust.clone());
    (list.paging.as_ref().unwrap().pages_method.clone(), parameter)
}

#[test]
fn the_method_that_gives_pages_stays_when_a_parameter_is_called_so() {
    let of = |more: &str, lock: Option<&Lock>| {
        crate_of(
            &format!(
                "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths:\n  /a:\n    get:\n      operationId: list\n      x-paging: {{style: page, parameter: page}}\n      parameters:\n        - {{name: page, in: query, schema: {{type: integer}}}}\n{more}      responses: {{'200': {{description: a, content: {{application/json: {{schema: {{type: array, items: {{type: string}}}}}}}}}}}}\n"
            ),
            lock,
        )
    };
    let parameter = "        - {name: pages, in: query, schema: {type: integer}}\n";
    let required = "        - {name: pages, in: query, required: true, schema: {type: integer}}\n";
    let name = |name: &str| Some(name.to_owned());
    let first = of("", None);
    assert_eq!(paged(&first), ("pages".to_owned(), None));
    assert_eq!(paged(&of(parameter, None)), ("all_pages".to_owned(), name("pages")));
    let grown = of(parameter, Some(&first.lock));
    assert_eq!(paged(&grown), ("pages".to_owned(), name("pages_2")));
    assert!(of(parameter, Some(&grown.lock)).tree == grown.tree);
    // The other way round, and where no method is called as the parameter is.
    let parameter_first = of(parameter, None);
    assert_eq!(paged(&of("", Some(&parameter_first.lock))), ("all_pages".to_owned(), None));
    let beside = of(required, None);
    assert!(of(required, Some(&beside.lock)).tree == beside.tree);
    assert_eq!(paged(&beside), ("pages".to_owned(), name("pages")));
}

#[test]
fn the_method_that_gives_pages_stays_when_a_field_of_a_form_is_called_so() {
    let of = |more: &str, lock: Option<&Lock>| {
        crate_of(
            &format!(
                "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths:\n  /a:\n    post:\n      operationId: list\n      x-paging: {{style: page, parameter: page}}\n      parameters:\n        - {{name: page, in: query, schema: {{type: integer}}}}\n      requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{{more}}}}}}}}}}}\n      responses: {{'200': {{description: a, content: {{application/json: {{schema: {{type: array, items: {{type: string}}}}}}}}}}}}\n"
            ),
            lock,
        )
    };
    let (one, both) = ("name: {type: string}", "name: {type: string}, pages: {type: integer}");
    let first = of(one, None);
    assert_eq!(paged(&of(both, None)), ("all_pages".to_owned(), Some("pages".to_owned())));
    let grown = of(both, Some(&first.lock));
    assert_eq!(paged(&grown), ("pages".to_owned(), Some("pages_2".to_owned())));
    assert!(of(both, Some(&grown.lock)).tree == grown.tree);
}

#[test]
fn what_keeps_other_properties_stays_when_a_property_is_called_so() {
    let of = |properties: &str, lock: Option<&Lock>| {
        let schema = format!(
            "    Pet: {{type: object, properties: {{{properties}}}, additionalProperties: {{type: string}}}}\n"
        );
        crate_of(&schemas(&schema), lock)
    };
    let named = |of: &Generated| {
        let pet = &of.apis[0].types[0];
        let Shape::Struct { fields, rest: Some((rest, _)) } = &pet.shape else { panic!("{pet:?}") };
        (rest.clone(), fields.last().unwrap().name.rust.clone())
    };
    let pair = |rest: &str, field: &str| (rest.to_owned(), field.to_owned());
    let (few, more) =
        ("id: {type: string}", "id: {type: string}, additional_properties: {type: string}");
    let first = of(few, None);
    assert_eq!(named(&of(more, None)), pair("additional_properties_2", "additional_properties"));
    let grown = of(more, Some(&first.lock));
    assert_eq!(named(&grown), pair("additional_properties", "additional_properties_2"));
    assert!(of(more, Some(&grown.lock)).tree == grown.tree);
    let less = of(few, Some(&of(more, None).lock));
    assert_eq!(named(&less), pair("additional_properties_2", "id"));
}

#[test]
fn a_type_that_is_called_by_its_first_owner_stays_when_that_one_goes() {
    let of = |order: &str, lock: Option<&Lock>| {
        let one = |name: &str, values: &str| {
            format!(
                "    {name}: {{type: object, properties: {{status: {{type: string, enum: [{values}]}}}}}}\n"
            )
        };
        let [pet, user, shop] = [("Pet", "a, b"), ("User", "c, d"), ("Shop", "c, d")];
        let others = [pet, user, shop].map(|(name, values)| one(name, values)).concat();
        let order = match order {
            "" => String::new(),
            values => one("Order", values),
        };
        crate_of(&schemas(&(others + &order)), lock)
    };
    let of_pet = |of: &Generated| {
        let api = &of.apis[0];
        let pet = api.types.iter().find(|decl| decl.name.rust == "Pet").unwrap();
        let mut named = Vec::new();
        pet.types()[0].names(&mut named);
        api.decl(named[0]).unwrap().name.rust.clone()
    };
    let first = of("a, b", None);
    assert_eq!(of_pet(&first), "OrderStatus");
    assert_eq!(of_pet(&of("", None)), "PetStatus");
    assert_eq!(of_pet(&of("", Some(&first.lock))), "OrderStatus");
    // What it is called by keeps its own name if it is another one now.
    assert_eq!(of_pet(&of("f, g", Some(&first.lock))), "PetStatus");
}
