//! Crates with something less than their documents, or more.

use clientwright::model::{Api, Operation};
use clientwright::source::Source;
use clientwright::{Options, generate};

use super::differences;
use crate::corpus::count;

/// What differs where a document's crate was changed by hand.
fn changed(document: &str, change: impl Fn(&mut Api)) -> Vec<String> {
    let sources = [Source::new("document.yaml", document)];
    let mut options = Options::new("held");
    options.bound_parameters = vec!["tenant".to_owned()];
    let (generated, diagnostics) = generate(&sources, &options);
    let mut generated =
        generated.unwrap_or_else(|| panic!("{}", diagnostics.render(&sources, false)));
    change(&mut generated.apis[0]);
    let documented = count::of(document).unwrap();
    let all = differences(&documented, &generated.apis);
    all.iter().map(ToString::to_string).collect()
}

fn operations(api: &mut Api) -> impl Iterator<Item = &mut Operation> {
    api.tags.iter_mut().flat_map(|tag| &mut tag.operations)
}

const PETS: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /pets/{id}:
    parameters:
      - {in: path, name: id, required: true, schema: {type: string}}
      - {in: header, name: X-Trace, schema: {type: string}}
    get:
      parameters: [{in: query, name: limit, schema: {type: integer}}]
      responses: {'204': {description: Done}}
    put:
      parameters: [{in: cookie, name: theme, schema: {type: string}}]
      requestBody:
        required: true
        content:
          application/json: {schema: {type: object, properties: {name: {type: string}}}}
          multipart/form-data:
            schema: {type: object, properties: {photo: {type: string, format: binary}}}
      responses: {'204': {description: Done}}
";

#[test]
fn a_crate_with_all_of_its_document_does_not_differ() {
    assert_eq!(changed(PETS, |_| {}), [""; 0]);
}

#[test]
fn an_operation_that_is_missing_is_named() {
    let without = |api: &mut Api| {
        api.tags.iter_mut().for_each(|tag| tag.operations.retain(|one| one.method != "GET"));
    };
    assert_eq!(changed(PETS, without), ["GET /pets/{id}: the operation is missing"]);
}

#[test]
fn parameters_that_are_missing_are_named_with_their_place() {
    let without = |name: &'static str| {
        changed(PETS, move |api| {
            operations(api).for_each(|one| one.parameters.retain(|one| one.name.wire != name));
        })
    };
    assert_eq!(without("limit"), ["GET /pets/{id}: the parameter `limit` (query) is missing"]);
    assert_eq!(
        without("X-Trace"),
        [
            "GET /pets/{id}: the parameter `X-Trace` (header) is missing",
            "PUT /pets/{id}: the parameter `X-Trace` (header) is missing"
        ]
    );
    assert_eq!(without("theme"), ["PUT /pets/{id}: the parameter `theme` (cookie) is missing"]);
    assert_eq!(without("id").len(), 2);
}

#[test]
fn every_method_of_an_operation_has_its_parameters_and_its_body() {
    let without = |api: &mut Api| {
        let one = operations(api).find(|one| one.is_variant()).unwrap();
        one.parameters.clear();
        one.body = None;
    };
    let expected = [
        "the parameter `id` (path) is missing (in `put_as_form`)",
        "the parameter `X-Trace` (header) is missing (in `put_as_form`)",
        "the parameter `theme` (cookie) is missing (in `put_as_form`)",
        "the body is missing (in `put_as_form`)",
    ];
    let found = changed(PETS, without);
    // What the method is called is decided elsewhere.
    let plain = |text: &str| text.split(" (in ").next().unwrap().to_owned();
    let expected = expected.map(|text| plain(&format!("PUT /pets/{{id}}: {text}")));
    assert_eq!(found.iter().map(|text| plain(text)).collect::<Vec<_>>(), expected);
    assert!(found.iter().all(|text| text.contains(" (in `put")), "{found:?}");
}

#[test]
fn a_body_that_is_missing_is_named() {
    let without = |api: &mut Api| {
        for one in operations(api) {
            one.body = None;
            one.parameters.retain(|one| one.name.wire != "photo");
        }
    };
    assert_eq!(changed(PETS, without), ["PUT /pets/{id}: the body is missing"]);
}

#[test]
fn what_the_document_does_not_have_is_named_too() {
    let with = |api: &mut Api| {
        let operations = &mut api.tags[0].operations;
        let theme = operations[1].parameters.iter().find(|one| one.name.wire == "theme").cloned();
        let body = operations.iter().find_map(|one| one.body.clone());
        let mut other = operations[0].clone();
        (other.method, other.path) = ("HEAD".to_owned(), "/owners".to_owned());
        operations[0].parameters.extend(theme);
        operations[0].body = body;
        operations.push(other);
    };
    assert_eq!(
        changed(PETS, with),
        [
            "GET /pets/{id}: the parameter `theme` (cookie) is in the crate only",
            "GET /pets/{id}: the body is in the crate only",
            "HEAD /owners: the operation is in the crate only",
        ]
    );
}

#[test]
fn what_the_client_sets_is_there() {
    let document = "
openapi: 3.0.3
info: {title: T, version: '1'}
security: [{key: []}]
paths:
  /pets:
    get:
      parameters:
        - {in: query, name: tenant, schema: {type: string}}
        - {in: query, name: api_key, schema: {type: string}}
        - {in: header, name: Authorization, schema: {type: string}}
      responses: {'204': {description: Done}}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: api_key}
";
    assert_eq!(changed(document, |_| {}), [""; 0]);
    // The key goes with each call, whether or not the call has a parameter for it.
    let without = |api: &mut Api| {
        operations(api).for_each(|one| one.parameters.retain(|one| one.name.wire == "tenant"));
    };
    assert_eq!(changed(document, without), [""; 0]);
    let open = |api: &mut Api| {
        operations(api).for_each(|one| {
            one.parameters.clear();
            one.security.clear();
        });
    };
    assert_eq!(
        changed(document, open),
        [
            "GET /pets: the parameter `tenant` (query) is missing",
            "GET /pets: the parameter `api_key` (query) is missing"
        ]
    );
}

#[test]
fn swagger_has_its_body_among_the_parameters() {
    let document = "
swagger: '2.0'
info: {title: T, version: '1'}
securityDefinitions: {user: {type: basic}}
paths:
  /pets:
    parameters: [{$ref: '#/parameters/Trace'}]
    post:
      security: [{user: []}]
      parameters:
        - {in: body, name: pet, schema: {type: object}}
        - {in: header, name: authorization, type: string}
      responses: {'204': {description: Done}}
    put:
      consumes: [multipart/form-data]
      parameters:
        - {in: formData, name: photo, type: file}
        - {in: formData, name: name, type: string}
      responses: {'204': {description: Done}}
    get:
      parameters: [{in: header, name: Authorization, type: string}]
      responses: {'204': {description: Done}}
parameters:
  Trace: {in: header, name: X-Trace, type: string}
";
    assert_eq!(changed(document, |_| {}), [""; 0]);
    let without = |api: &mut Api| {
        for one in operations(api) {
            one.body = None;
            one.parameters.retain(|one| one.name.wire == "photo");
        }
    };
    assert_eq!(
        changed(document, without),
        [
            "POST /pets: the parameter `X-Trace` (header) is missing",
            "POST /pets: the body is missing",
            "PUT /pets: the parameter `X-Trace` (header) is missing",
            "PUT /pets: the parameter `name` (formData) is missing",
            "GET /pets: the parameter `X-Trace` (header) is missing",
            "GET /pets: the parameter `Authorization` (header) is missing",
        ]
    );
}

#[test]
fn a_whole_query_is_one_parameter_or_its_properties() {
    let document = "
openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /form:
    get:
      parameters:
        - in: querystring
          name: filter
          content:
            application/x-www-form-urlencoded:
              schema: {type: object, properties: {from: {type: string}, to: {type: string}}}
      responses: {'204': {description: Done}}
  /json:
    get:
      parameters:
        - {in: querystring, name: filter, content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: Done}}
";
    assert_eq!(changed(document, |_| {}), [""; 0]);
    let without = |api: &mut Api| {
        operations(api).for_each(|one| {
            one.parameters.truncate(1);
            one.parameters.retain(|one| one.name.wire == "from");
        });
    };
    assert_eq!(
        changed(document, without),
        [
            "GET /form: the parameter `filter` (querystring) is missing",
            "GET /json: the parameter `filter` (querystring) is missing",
        ]
    );
}

#[test]
fn operations_of_one_request_are_told_by_their_place() {
    let operation = "{get: {responses: {'204': {description: Done}}, parameters: [{in: query, \
                     name: NAME, schema: {type: string}}]}}";
    let document = format!(
        "
openapi: 3.0.3
info: {{title: T, version: '1'}}
paths:
  /a#one: {}
  /a#two: {}
  /%61#three: {{$ref: '#/x-item'}}
x-item: {}
",
        operation.replace("NAME", "one"),
        operation.replace("NAME", "two"),
        operation.replace("NAME", "three"),
    );
    assert_eq!(changed(&document, |_| {}), [""; 0]);
    let without = |api: &mut Api| {
        api.tags[0].operations.retain(|one| one.parameters[0].name.wire != "one");
    };
    assert_eq!(changed(&document, without), ["GET /a#one: the operation is missing"]);
}

#[test]
fn operations_that_the_generator_lists_as_left_out_say_so() {
    let document = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a: {get: {responses: {'204': {description: Done}}}}
";
    let left_out = |api: &mut Api| {
        let one = api.tags.remove(0).operations.remove(0);
        api.left_out.push(clientwright::model::LeftOut {
            request: one.request(),
            id: None,
            tags: one.tags,
            origin: one.origin,
        });
    };
    assert_eq!(
        changed(document, left_out),
        ["GET /a: the operation is missing (the generator lists it as left out)"]
    );
}

#[test]
fn what_cannot_be_read_is_missing_whatever_the_crate_has() {
    let good = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a: {get: {responses: {'204': {description: Done}}}}
  /b: {get: {responses: {'204': {description: Done}}}}
";
    let bad = "
openapi: 3.0.3
paths:
  /a: {get: {$ref: 'https://example.com/a.yaml'}}
  /b: {get: {parameters: [{$ref: '#/none'}]}}
";
    let (generated, _) = generate(&[Source::new("a.yaml", good)], &Options::new("held"));
    let all = differences(&count::of(bad).unwrap(), &generated.unwrap().apis);
    let expected = [
        "GET /a: the operation is missing (`https://example.com/a.yaml` is on the network, which is \
         not asked)",
        "GET /b: a parameter is missing (`#/none` leads nowhere)",
    ];
    assert_eq!(all.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
}
