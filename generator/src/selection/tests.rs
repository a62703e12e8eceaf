//! Tests of the patterns.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use super::{Pattern, Selection, Subject};

fn is_match(pattern: &str, request: &str) -> bool {
    let tags = ["Users / Admin".to_owned(), "Files".to_owned()];
    let (method, path) = request.split_once(' ').unwrap();
    let subject = Subject::Operation { tags: &tags, id: "listUsers", method, path };
    Pattern::parse(pattern).unwrap().matches(subject)
}

#[test]
fn a_star_stays_within_a_segment_of_a_path() {
    assert!(is_match("path:/users/*", "GET /users/{id}"));
    assert!(!is_match("path:/users/*", "GET /users/{id}/files"));
    assert!(!is_match("path:/users/*", "GET /users"));
}

#[test]
fn two_stars_are_all_below_and_the_path_itself() {
    for request in ["GET /users", "GET /users/{id}", "PUT /users/{id}/files"] {
        assert!(is_match("path:/users/**", request), "{request}");
    }
    assert!(!is_match("path:/users/**", "GET /users2"));
    assert!(is_match("path:/**/files", "PUT /users/{id}/files"));
}

#[test]
fn the_braces_of_a_path_are_braces() {
    assert!(is_match("path:/users/{id}", "GET /users/{id}"));
    assert!(!is_match("path:/users/{id}", "GET /users/id"));
}

#[test]
fn a_path_is_found_as_it_is_written() {
    assert!(is_match("path:/a b", "GET /a%20b"));
}

#[test]
fn a_method_is_the_same_in_small_letters() {
    assert!(is_match("get /users/*", "GET /users/{id}"));
    assert!(!is_match("POST /users/*", "GET /users/{id}"));
    assert!(is_match("* /users/*", "GET /users/{id}"));
}

#[test]
fn any_of_the_tags_counts_in_any_case_and_a_slash_is_a_letter() {
    assert!(is_match("tag:Files", "GET /a"));
    assert!(is_match("tag:Users*", "GET /a"));
    assert!(is_match("tag:files", "GET /a"));
    assert!(!is_match("tag:file", "GET /a"));
}

#[test]
fn an_id_is_matched_as_a_whole() {
    assert!(is_match("id:list*", "GET /a"));
    assert!(!is_match("id:list", "GET /a"));
}

#[test]
fn the_name_of_an_api_can_stand_in_front() {
    let pattern = Pattern::parse("my-api:GET /users").unwrap();
    assert!(pattern.concerns("my-api"));
    assert!(!pattern.concerns("other"));
}

#[test]
fn what_is_no_pattern_is_told_so() {
    let said = |text: &str| Pattern::parse(text).unwrap_err();
    for text in ["Files", "", "tag:", "tag:[", "path:/a**", "kind:x", "/users"] {
        assert!(said(text).contains("is no pattern"), "{text}");
    }
}

#[test]
fn a_selection_shows_its_options() {
    let [one, other] = ["tag:A", "id:b*"].map(|text| vec![text.to_owned()]);
    let selection = Selection::parse(&one, &other).unwrap();
    assert_eq!(selection.to_string(), "--include tag:A --exclude id:b*");
}
