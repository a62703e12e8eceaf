//! Mistakes around schemas: versions, paths, operations, parameters, responses, security.

use crate::support::{Edit, edit, of_edits};

pub(crate) const ALL: [Edit; 26] = [
    edit("a version that is a number", "openapi: 3.0.3", "openapi: 3.0"),
    edit("half a version", "openapi: 3.0.3", "openapi: 3"),
    edit("a version of Swagger that is one of OpenAPI", "openapi: 3.0.3", "swagger: 3.0.3"),
    edit("a misspelt `openapi`", "openapi: 3.0.3", "openApi: 3.0.3"),
    edit("no version", "openapi: 3.0.3\n", ""),
    edit("no info", "info:\n  title: Shop\n  version: '1'\n", ""),
    edit("no responses", "      responses:", "      x-responses:"),
    edit("a misspelt `responses`", "      responses:", "      response:"),
    edit("a misspelt `operationId`", "operationId", "operationID"),
    edit("a misspelt `components`", "components:\n", "component:\n"),
    edit("a method in capitals", "    get:", "    GET:"),
    edit("a method that is none", "    get:", "    fetch:"),
    edit("a path without a slash", "  /orders/{id}:", "  orders/{id}:"),
    edit("a path as for Express", "/orders/{id}", "/orders/:id"),
    edit("a parameter that the path does not have", "name: id\n", "name: orderId\n"),
    edit(
        "a parameter without a schema",
        "          schema:\n            type: integer\n      resp",
        "          type: integer\n      resp",
    ),
    edit(
        "a body among the parameters",
        "          in: path\n          required: true",
        "          in: body",
    ),
    edit("a status in words", "'200'", "OK"),
    edit(
        "a schema without a media type",
        "          content:\n            application/json:\n              schema:\n                $ref",
        "          schema:\n                $ref",
    ),
    edit("half a media type", "application/json", "json"),
    edit(
        "an operation id twice",
        "components:",
        "  /orders:\n    get:\n      operationId: getOrder\n      responses: {'204': {description: None.}}\ncomponents:",
    ),
    edit(
        "a scheme that is not declared",
        "      responses:",
        "      security:\n        - token: []\n      responses:",
    ),
    edit(
        "`bearer` as the type of a scheme",
        "components:\n",
        "components:\n  securitySchemes:\n    token:\n      type: bearer\n",
    ),
    edit("a server without `https`", "https://shop.example", "shop.example"),
    edit("a server that is no list", "  - url: https", "  url: https"),
    edit(
        "a variable of a server without a value",
        "https://shop.example",
        "https://{region}.shop.example",
    ),
];

#[test]
fn what_is_wrong_around_schemas_has_what_to_write_in_its_place() {
    insta::assert_snapshot!(of_edits(&ALL));
}
