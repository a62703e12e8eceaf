//! Mistakes in YAML.

use crate::support::{Edit, edit, of_edits};

pub(crate) const ALL: [Edit; 11] = [
    edit("a tab", "  title: Shop", "\ttitle: Shop"),
    edit("one blank too few", "          in: path", "         in: path"),
    edit("a key that belongs further out", "      responses:", "        responses:"),
    edit("no blank behind a colon", "type: string", "type:string"),
    edit("a colon in a text", "description: The order.", "description: The order: all of it"),
    edit(
        "a text that begins with a bracket",
        "description: The order.",
        "description: {id} of the order",
    ),
    edit("a text that begins with an at sign", "description: The order.", "description: @Order"),
    edit(
        "a quote that is not closed",
        "'#/components/schemas/Order'",
        "'#/components/schemas/Order",
    ),
    edit(
        "a path twice",
        "components:",
        "  /orders/{id}:\n    delete: {responses: {'204': {description: Deleted.}}}\ncomponents:",
    ),
    edit("an alias of nothing", "{id}:\n    get:", "{id}: *order\n  /all:\n    get:"),
    edit(
        "a conflict that git left",
        "      operationId: getOrder",
        "<<<<<<< HEAD\n      operationId: getOrder\n=======\n      operationId: fetchOrder\n>>>>>>> theirs",
    ),
];

#[test]
fn what_is_wrong_in_yaml_is_said_in_words_for_people() {
    insta::assert_snapshot!(of_edits(&ALL));
}
