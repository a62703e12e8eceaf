//! Mistakes in schemas, and in references to them.

use crate::support::{Edit, edit, of_edits};

pub(crate) const ALL: [Edit; 17] = [
    edit("`int`", "type: integer", "type: int"),
    edit("`Float`", "type: string", "type: Float"),
    edit("`datetime`", "type: string", "type: datetime"),
    edit("`file`", "type: string", "type: file"),
    edit("a reference that is misspelt", "schemas/Order", "schemas/Oder"),
    edit(
        "a reference without its `#`",
        "'#/components/schemas/Order'",
        "'components/schemas/Order'",
    ),
    edit("a name as a reference", "'#/components/schemas/Order'", "Order"),
    edit("a reference of Swagger 2.0", "'#/components/schemas/Order'", "'#/definitions/Order'"),
    edit(
        "a reference without quotes",
        "'#/components/schemas/Order'",
        "#/components/schemas/Order",
    ),
    edit("a misspelt `$ref`", "$ref", "ref"),
    edit(
        "a property that says that it is required",
        "type: string",
        "type: string\n          required: true",
    ),
    edit("a misspelt `properties`", "properties:", "propertys:"),
    edit("values of an enum as a text", "type: string", "type: string\n          enum: new, paid"),
    edit("a minimum in quotes", "type: string", "type: integer\n          minimum: '0'"),
    edit("an `allOf` that is no list", "type: string", "allOf:\n            type: string"),
    edit("a type of OpenAPI 3.1", "type: string", "type: [string, 'null']"),
    edit("a required property that is not there", "required: [id]", "required: [id, total]"),
];

#[test]
fn what_is_wrong_in_schemas_has_what_to_write_in_its_place() {
    insta::assert_snapshot!(of_edits(&ALL));
}
