//! What a line of each kind holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use clientwright::model::{Shape, Tag};
use clientwright::name::lock::Lock;
use clientwright::source::Source;
use clientwright::{Generated, generate};

use super::crate_of;

/// A document of schemas.
pub(crate) fn schemas(schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    )
}

#[test]
fn a_name_is_not_passed_to_what_comes_before_it() {
    let pet = "    PetStatus: {type: object}\n    Pet: {type: object, properties: {";
    let status = "Status: {type: string, enum: [on, off]}";
    let first = crate_of(&schemas(&format!("{pet}{status}}}}}")), None);
    let grown = schemas(&format!("{pet}status: {{type: string, enum: [on, off]}}, {status}}}}}"));
    let second = crate_of(&grown, Some(&first.lock));
    let line = "type a Pet/properties/Status = PetStatusProperty\n";
    assert!(first.lock.text("").contains(line), "{}", first.lock.text(""));
    assert!(second.lock.text("").contains(line), "{}", second.lock.text(""));
}

#[test]
fn what_is_in_a_type_is_called_by_the_name_that_it_has() {
    let due =
        "DueDate: {oneOf: [{type: string}, {type: object, properties: {z: {type: integer}}}]}";
    let pet = "    Pet: {type: object, properties: {";
    let first = crate_of(&schemas(&format!("{pet}{due}}}}}")), None);
    let grown = schemas(&format!("{pet}dueDate: {{type: string, enum: [on, off]}}, {due}}}}}"));
    let second = crate_of(&grown, Some(&first.lock));
    let line = "type a Pet/properties/DueDate Z = PetDueDateZ\n";
    assert!(first.lock.text("").contains(line), "{}", first.lock.text(""));
    assert!(second.lock.text("").contains(line), "{}", second.lock.text(""));
}

/// The names of the types, in the order of the document.
fn types(of: &Generated) -> Vec<&str> {
    of.apis[0].types.iter().map(|decl| decl.name.rust.as_str()).collect()
}

/// No lock could tell which of them was there before: both are spelled as schemas are.
#[test]
fn schemas_that_differ_by_where_words_end_have_their_names_whatever_comes_first() {
    let of = |names: &[&str]| {
        let all: String =
            names.iter().map(|name| format!("    {name}: {{type: object}}\n")).collect();
        schemas(&all)
    };
    let first = crate_of(&of(&["PetStatus"]), None);
    for lock in [None, Some(&first.lock)] {
        let grown = crate_of(&of(&["Petstatus", "PetStatus", "PETStatus"]), lock);
        assert_eq!(types(&grown)[..2], ["Petstatus", "PetStatus"]);
        let files: BTreeSet<String> =
            grown.tree.iter().map(|(path, _)| path.to_lowercase()).collect();
        assert_eq!(files.len(), grown.tree.iter().count());
    }
}

#[test]
fn a_name_without_its_prefix_is_not_passed_to_a_schema_that_has_it() {
    let of = |all: &str, lock: Option<&Lock>| {
        let mut options = super::options(lock.cloned());
        options.cut_type_prefixes = vec!["lnrpc".to_owned()];
        generate(&[Source::new("a.yaml", schemas(all))], &options).0.unwrap()
    };
    let invoice = "    lnrpcInvoice: {type: object}\n";
    let first = of(invoice, None);
    assert_eq!(types(&first), ["Invoice"]);
    let grown = of(&format!("    Invoice: {{type: object}}\n{invoice}"), Some(&first.lock));
    assert_eq!(types(&grown), ["Invoice2", "Invoice"]);
}

#[test]
fn what_a_call_takes_by_name_keeps_its_names() {
    let of = |ids: &[&str], lock: Option<&Lock>| {
        let mut out = "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths:\n".to_owned();
        for id in ids {
            let parameters = ["a", "b", "c", "d"].map(|name| {
                format!("{{name: {name}, in: query, required: true, schema: {{type: string}}}}")
            });
            writeln!(out, "  /{id}: {{get: {{operationId: {id}, tags: [x], parameters: [{}], responses: {{'204': {{description: a}}}}}}}}", parameters.join(", ")).unwrap();
        }
        crate_of(&out, lock)
    };
    let named = |of: &Generated, id: &str| {
        let one = of.apis[0].tags[0].operations.iter().find(|one| one.name.wire == id).unwrap();
        let named = one.named.as_ref().unwrap();
        [&one.name.rust, &one.type_name, &named.method, &named.ty].map(String::clone)
    };
    let first = of(&["find"], None);
    assert_eq!(named(&first, "find"), ["find", "Find", "find_with", "FindRequired"]);
    let ids = ["find_with", "find_required", "find"];
    let grown = of(&ids, Some(&first.lock));
    assert_eq!(named(&grown, "find"), named(&first, "find"));
    assert_eq!(named(&grown, "find_with")[0], "find_with_2");
    assert_eq!(named(&grown, "find_required")[1], "FindRequiredCall");
    assert!(of(&ids, Some(&grown.lock)).tree == grown.tree);
}

#[test]
fn a_name_of_which_nothing_is_left_is_free() {
    let before = schemas(
        "    Pet: {type: object, properties: {status: {type: string, enum: [a, b]}, dueDate: {type: string}}}\n",
    );
    let first = crate_of(&before, None);
    let inline = "{$ref: '#/components/schemas/PetStatus'}";
    let after = schemas(&format!(
        "    PetStatus: {{type: string, enum: [a, b, c]}}\n    Pet: {{type: object, properties: {{status: {inline}, due_date: {{type: string}}}}}}\n"
    ));
    let second = crate_of(&after, Some(&first.lock));
    let names: Vec<&str> =
        second.apis[0].types.iter().map(|decl| decl.name.rust.as_str()).collect();
    assert_eq!(names, ["PetStatus", "Pet"]);
    let pet = &second.apis[0].types[1];
    let Shape::Struct { fields, .. } = &pet.shape else { panic!("{pet:?}") };
    assert_eq!(fields[1].name.rust, "due_date");
    assert!(first.lock.gone_in(&second.lock) > 0);
}

/// A document with operations of the tag `pets`, each with its failures.
fn failing(operations: &[(&str, &str)]) -> String {
    let mut out = "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths:\n".to_owned();
    for (id, failures) in operations {
        let failures = failures.split(' ').map(|code| format!(", '{code}': {{description: b}}"));
        let failures: String = failures.collect();
        writeln!(out, "  /{id}: {{get: {{operationId: {id}, tags: [pets], responses: {{'204': {{description: a}}{failures}}}}}}}").unwrap();
    }
    out
}

#[test]
fn failures_are_called_by_the_tag_as_long_as_one_operation_has_them() {
    let usual = "404 409";
    let before = failing(&[("a", usual), ("b", usual), ("c", "500")]);
    let first = crate_of(&before, None);
    let names = |of: &Generated| {
        let errors = of.apis[0].tags[0].common.errors.iter();
        errors.map(|errors| (errors.name.clone(), errors.variants.len())).collect::<Vec<_>>()
    };
    assert_eq!(names(&first), [("PetsError".to_owned(), 2)]);
    // The first that had them has others now, as most have.
    let others = "401 402 403";
    let after = [("a", others), ("b", usual), ("c", others), ("d", others)];
    let second = crate_of(&failing(&after), Some(&first.lock));
    assert_eq!(names(&second), [("PetsError".to_owned(), 2), ("AError".to_owned(), 3)]);
    let own = second.apis[0].tags[0].operations.iter().map(|one| one.error_name.as_str());
    assert_eq!(own.collect::<Vec<_>>(), ["AError", "BError", "CError", "DError"]);
    let again = crate_of(&failing(&after), Some(&second.lock));
    assert!(again.tree == second.tree);
    // Where nothing has them any more, the name is free.
    let third = failing(&[("a", others), ("b", others), ("c", others)]);
    let third = crate_of(&third, Some(&second.lock));
    assert_eq!(names(&third), [("PetsError".to_owned(), 3)]);
}

#[test]
fn what_a_client_is_set_up_with_keeps_its_name() {
    let document = |schemes: &[&str], variables: &[&str]| {
        let scheme = |name: &&str| format!("{name}: {{type: apiKey, in: header, name: a}}");
        let schemes = schemes.iter().map(scheme).collect::<Vec<_>>().join(", ");
        let variable = |name: &&str| {
            format!(
                "{{url: 'https://{{{name}}}.example.com', variables: {{{name}: {{default: a}}}}}}"
            )
        };
        let servers = variables.iter().map(variable).collect::<Vec<_>>().join(", ");
        format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: b}}\nservers: [{servers}]\npaths:\n  /a: {{get: {{operationId: a, responses: {{'204': {{description: a}}}}}}}}\ncomponents: {{securitySchemes: {{{schemes}}}}}\n"
        )
    };
    let names = |of: &Generated| {
        let api = &of.apis[0];
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        names.extend(api.auth.iter().map(|one| (one.name.wire.clone(), one.name.rust.clone())));
        names
            .extend(api.variables.iter().map(|one| (one.name.wire.clone(), one.name.rust.clone())));
        names
    };
    let first = crate_of(&document(&["apiKey", "serverKey"], &["regionName"]), None);
    let grown = document(
        &["api-key", "server_region_name", "apiKey", "serverKey"],
        &["region-name", "regionName"],
    );
    let second = crate_of(&grown, Some(&first.lock));
    let (before, after) = (names(&first), names(&second));
    for (wire, name) in &before {
        assert_eq!(after.get(wire), Some(name), "{after:?}");
    }
    let distinct: BTreeSet<&String> = after.values().collect();
    assert_eq!(distinct.len(), 6, "{after:?}");
    assert!(crate_of(&grown, Some(&second.lock)).tree == second.tree);
    // What is gone holds no name, from the first run on.
    let third = crate_of(&document(&["api-key"], &[]), Some(&first.lock));
    assert_eq!(names(&third)["api-key"], "api_key");
}

#[test]
fn headers_of_a_response_keep_their_names() {
    let document = |headers: &[&str]| {
        let header = |name: &&str| format!("{name}: {{schema: {{type: string}}}}");
        let headers = headers.iter().map(header).collect::<Vec<_>>().join(", ");
        format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths:\n  /a: {{get: {{operationId: a, responses: {{'204': {{description: a, headers: {{{headers}}}}}}}}}}}\n"
        )
    };
    let names = |of: &Generated| {
        let headers = of.apis[0].tags[0].operations[0].headers.clone().unwrap();
        let fields = headers.fields.into_iter().map(|field| (field.name.wire, field.name.rust));
        fields.collect::<BTreeMap<_, _>>()
    };
    let first = crate_of(&document(&["X-Rate", "X-Left"]), None);
    let grown = document(&["x_rate", "X-Left", "X-Rate"]);
    let second = crate_of(&grown, Some(&first.lock));
    assert_eq!(names(&second)["X-Rate"], "x_rate");
    assert_eq!(names(&second)["x_rate"], "x_rate_2");
    assert!(crate_of(&grown, Some(&second.lock)).tree == second.tree);
    let fresh = names(&crate_of(&grown, None));
    assert_eq!(fresh["x_rate"], "x_rate", "{fresh:?}");
}

/// A document with these operations, each with its tag and what else it has.
fn operations(all: &[(&str, &str, &str)]) -> String {
    let operation = |(id, tag, more): &(&str, &str, &str)| {
        format!(
            "  /{id}: {{post: {{operationId: {id}, tags: [{tag}]{more}, responses: {{'204': {{description: a}}}}}}}}\n"
        )
    };
    let paths: String = all.iter().map(operation).collect();
    format!("openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths:\n{paths}")
}

const TWO_BODIES: &str = ", requestBody: {content: {application/json: {schema: {type: object}}, text/plain: {schema: {type: string}}}}";

/// The methods of the first tag, each with what its types begin with.
fn methods(of: &Generated) -> Vec<(String, String)> {
    let operations = of.apis[0].tags[0].operations.iter();
    operations.map(|one| (one.name.rust.clone(), one.type_name.clone())).collect()
}

#[test]
fn a_method_for_another_form_of_a_body_keeps_its_name() {
    let upload = ("upload", "pets", TWO_BODIES);
    let other = ("upload_as_text", "pets", "");
    let first = crate_of(&operations(&[upload]), None);
    let names = |all: &[(&str, &str)]| {
        let all = all.iter().map(|(method, ty)| ((*method).to_owned(), (*ty).to_owned()));
        all.collect::<Vec<_>>()
    };
    let both = [("upload", "Upload"), ("upload_as_text", "UploadAsText")];
    assert_eq!(methods(&first), names(&both));
    let grown = operations(&[other, upload]);
    let second = crate_of(&grown, Some(&first.lock));
    let [one, two] = both;
    assert_eq!(methods(&second), names(&[("upload_as_text_2", "UploadAsText2"), one, two]));
    assert!(crate_of(&grown, Some(&second.lock)).tree == second.tree);
    // The other way about: an operation of the document keeps its name beside a form.
    let first = crate_of(&operations(&[other, ("upload", "pets", "")]), None);
    let second = crate_of(&grown, Some(&first.lock));
    assert_eq!(methods(&second)[0], names(&both)[1]);
    // What is gone holds nothing.
    let third = crate_of(&operations(&[other]), Some(&crate_of(&operations(&[upload]), None).lock));
    assert_eq!(methods(&third), names(&[("upload_as_text", "UploadAsText")]));
}

#[test]
fn the_types_of_an_operation_keep_their_names() {
    let first = crate_of(&operations(&[("list", "pets", "")]), None);
    let grown = operations(&[("list_error", "pets", ""), ("list", "pets", "")]);
    let second = crate_of(&grown, Some(&first.lock));
    let of = |of: &Generated| methods(of).into_iter().map(|(_, ty)| ty).collect::<Vec<_>>();
    assert_eq!(of(&second), ["ListErrorCall", "List"]);
    assert!(crate_of(&grown, Some(&second.lock)).tree == second.tree);
    // So does the one that gave way, when the other is gone.
    let third = operations(&[("list_error", "pets", "")]);
    assert_eq!(of(&crate_of(&third, Some(&second.lock))), ["ListErrorCall"]);
}

#[test]
fn a_tag_keeps_its_handle_its_module_and_its_feature() {
    let of = |of: &Generated| {
        let tag = |tag: &Tag| {
            let feature = tag.feature.clone().unwrap_or_default();
            (tag.name.wire.clone(), [tag.handle.clone(), tag.module.clone(), feature])
        };
        of.apis[0].tags.iter().map(tag).collect::<BTreeMap<_, _>>()
    };
    // `types` is the module of the types, names in other letters are written in ASCII, and some features
    // are there in any crate.
    for (old, new) in [("types_api", "types"), ("é", "ue9"), ("blocking_2", "blocking")] {
        let old = ("first", old, "");
        let first = crate_of(&operations(&[old, ("other", "z", "")]), None);
        let grown = operations(&[("second", new, ""), old, ("other", "z", "")]);
        let second = crate_of(&grown, Some(&first.lock));
        let (before, after) = (of(&first), of(&second));
        before.iter().for_each(|(tag, names)| assert_eq!(after.get(tag), Some(names), "{after:?}"));
        for place in 0..3 {
            let names: BTreeSet<&str> = after.values().map(|names| &*names[place]).collect();
            assert_eq!(names.len(), 3, "{after:?}");
        }
        assert!(crate_of(&grown, Some(&second.lock)).tree == second.tree);
        let fresh = of(&crate_of(&grown, None));
        assert!(before.iter().any(|(tag, names)| fresh.get(tag) != Some(names)), "{fresh:?}");
        // What has a number keeps it when the other one is gone.
        let third = operations(&[("second", new, ""), ("other", "z", "")]);
        assert_eq!(of(&crate_of(&third, Some(&second.lock)))[new], after[new]);
    }
}

#[test]
fn a_tag_keeps_the_spelling_that_its_handle_has() {
    let old = ("list", "Pet Shops", "");
    let first = crate_of(&operations(&[old]), None);
    let grown = operations(&[("add", "petshops", ""), old]);
    let handle = |of: &Generated| of.apis[0].tags[0].name.rust.clone();
    assert_eq!(handle(&crate_of(&grown, None)), "petshops");
    assert_eq!(handle(&crate_of(&grown, Some(&first.lock))), "pet_shops");
}

#[test]
fn a_header_is_called_by_its_capitals_in_any_case() {
    let document = |header: &str| {
        let headers = format!("headers: {{{header}: {{schema: {{type: string}}}}}}");
        format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths:\n  /a: {{get: {{operationId: a, responses: {{'204': {{description: a, {headers}}}}}}}}}\n"
        )
    };
    let name = |of: &Generated| {
        of.apis[0].tags[0].operations[0].headers.clone().unwrap().fields[0].name.rust.clone()
    };
    for (wire, rust) in [("ETag", "e_tag"), ("X-Rate-Limit", "x_rate_limit")] {
        let first = crate_of(&document(wire), None);
        assert_eq!(name(&first), rust);
        assert_eq!(name(&crate_of(&document(wire), Some(&first.lock))), rust);
    }
}
