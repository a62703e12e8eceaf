//! A pair of documents for each rule.

use clientwright::analysis::diff::{Kind, Level, Wire};

use super::support::{compared, fixtures, told};

#[test]
fn each_rule_has_a_pair_of_documents_and_each_pair_a_rule() {
    let mut slugs: Vec<&str> = Kind::ALL.iter().map(|kind| kind.rule().slug).collect();
    slugs.sort_unstable();
    assert_eq!(fixtures(), slugs);
}

#[test]
fn each_pair_is_told_by_its_rule() {
    for name in fixtures() {
        let found = compared(&name);
        let is_told = found.changes.iter().any(|change| change.kind.rule().slug == name);
        assert!(is_told, "{name}:\n{}", told(&found));
        insta::with_settings!({ snapshot_path => "../snapshots/diff", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name.as_str(), told(&found));
        });
    }
}

#[test]
fn no_pair_has_a_difference_that_no_rule_knows_but_the_one_that_is_for_it() {
    for name in fixtures().into_iter().filter(|name| name != "other-difference") {
        let found = compared(&name);
        let is_unknown = found.changes.iter().any(|change| change.kind == Kind::OtherDifference);
        assert!(!is_unknown, "{name}:\n{}", told(&found));
    }
}

#[test]
fn a_change_says_no_worse_than_its_rule() {
    for name in fixtures() {
        for change in compared(&name).changes {
            let rule = change.kind.rule();
            assert!(change.level() <= rule.worst(), "{name}: {}", rule.slug);
        }
    }
}

#[test]
fn a_program_that_works_nowhere_is_no_minor_change() {
    for kind in Kind::ALL {
        let rule = kind.rule();
        let answers = rule.ways.received.and(rule.ways.sent);
        let breaks = !answers.compiles || answers.old_to_new >= Wire::MayFail;
        assert_eq!(rule.worst() == Level::Major, breaks, "{}", rule.slug);
    }
}
