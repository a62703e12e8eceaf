//! Lists and maps of themselves. Runs inside of the crate of the fixtures.

use fixtures::newtype::types::{First, Folder, Leaf, Second, Tree};

#[test]
fn a_list_of_itself_is_read_and_written() {
    let tree: Tree = serde_json::from_str("[[],[[]]]").unwrap();
    assert_eq!(tree.len(), 2);
    assert_eq!(tree, Tree::from(vec![Tree::default(), Tree(vec![Tree::default()])]));
    assert_eq!(serde_json::to_string(&tree).unwrap(), "[[],[[]]]");
}

#[test]
fn a_map_of_itself_is_read_and_written() {
    let text = r#"{"a":{},"b":null}"#;
    let folder: Folder = serde_json::from_str(text).unwrap();
    assert_eq!(folder["a"], Some(Folder::default()));
    assert_eq!(serde_json::to_string(&folder).unwrap(), text);
}

#[test]
fn a_circle_of_names_has_one_new_type() {
    let third: Second = vec![First::default()];
    assert_eq!(serde_json::to_string(&third).unwrap(), "[{}]");
}

#[test]
fn alternatives_are_told_by_what_a_new_type_holds() {
    assert!(matches!(serde_json::from_str("[[]]").unwrap(), Leaf::Tree(_)));
    assert!(matches!(serde_json::from_str("{}").unwrap(), Leaf::Folder(_)));
}
