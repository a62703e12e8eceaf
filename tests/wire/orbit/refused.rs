//! What would mean nothing to Orbit, or something else than was said, is not sent.

use cbrain_apteco::apteco::Condition;
use cbrain_apteco::apteco::types::{
    BandingType, Clause, Column, CompositionType, CreateAudienceCompositionDetail, Criteria,
    CubeSpecification, DashboardItemDataSpecification, DateRule, Dimension, DimensionBanding,
    DimensionType, Fraction, LimitType, Limits, ListRule, Logic, Measure, MeasureFunction,
    NumberOrNan, ParetoSpecification, PredefinedRule, Query, RangeEnd, RangeStart, RecordSet,
    TimeRule, TopN, ValueRule,
};
use cbrain_apteco::apteco::{any, variable};
use cbrain_apteco::runtime::{ToJson, write};
use tests::server::Server;

use crate::support::apteco;

/// Why a value is not sent.
fn refusal(value: &impl ToJson) -> Option<String> {
    write(value).err().map(|error| error.to_string())
}

#[track_caller]
fn assert_refused(value: &impl ToJson, reason: &str) {
    let told = refusal(value).expect("it is not sent");
    assert!(told.contains(reason), "{told}");
}

#[tokio::test]
async fn a_call_fails_before_anything_is_sent_and_says_where_and_why() {
    let server = Server::start([]);
    let both = Clause::new().with_logic(Logic::new("T")).with_criteria(Criteria::new("T"));
    let query = Query::of("T").where_(Condition::from(both));
    let error = apteco(&server).queries().count("sys", &query).await.unwrap_err();
    let told = error.to_string();
    assert!(
        told.contains(
            "at `selection.rule.clause` has `logic` and `criteria`, of which one can be there"
        ),
        "{told}"
    );
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_value_with_a_tab_would_be_two() {
    let server = Server::start([]);
    let query = Query::of("T").where_(any("U", !variable("v").is_in(["a", "b\tc"])));
    let error = apteco(&server).queries().count("sys", &query).await.unwrap_err();
    assert!(
        error.to_string().contains("has a tab, or the sign for one, within a value of `list`"),
        "{error}"
    );
    assert!(server.requests().is_empty());
    assert_refused(&RecordSet::of("urn", ["1\t2"]), "within a value of `values`");
    assert_refused(&variable("v").in_bands(["<=0\t>0"]), "within a value of `customValues`");
    // What a server wrote has its tabs where they belong.
    assert_eq!(refusal(&ListRule::new().with_list("a\tb")), None);
}

#[test]
fn a_condition_is_one_of_several() {
    assert_refused(&Clause::new(), "has no condition");
    let criteria = Clause::new().with_criteria(Criteria::new("T"));
    assert_eq!(refusal(&criteria), None);
    let mut audience = criteria;
    audience.audience_reference = Some(serde_json::json!({"id": 4}));
    assert_refused(&audience, "has `criteria` and `audienceReference`");
}

#[test]
fn a_rule_goes_with_its_name() {
    let days = || ValueRule::new().with_date_rule(DateRule::new());
    let list = || ValueRule::new().with_list_rule(ListRule::new().with_list("a"));
    assert_refused(&days().with_list_rule(ListRule::new()), "has `dateRule` and `listRule`");
    assert_refused(&days(), "has a `dateRule`, which goes with `CustomRule`");
    assert_refused(&ValueRule::new().with_time_rule(TimeRule::new()), "goes with `CustomTimeRule`");
    assert_refused(&list().with_predefined_rule(PredefinedRule::CustomRule), "has no `dateRule`");
    assert_refused(
        &list().with_predefined_rule(PredefinedRule::CustomTimeRule),
        "has no `timeRule`",
    );
    assert_eq!(refusal(&days().with_predefined_rule(PredefinedRule::CustomRule)), None);
    assert_eq!(refusal(&list().with_predefined_rule(PredefinedRule::AdhocDates)), None);
    assert_eq!(refusal(&list()), None);
}

#[test]
fn the_end_of_a_span_has_what_its_kind_says() {
    let start = |kind| DateRule::new().with_start_range_limit(kind);
    let end = |kind| DateRule::new().with_end_range_limit(kind);
    assert_refused(&start(RangeStart::Actual), "has no `rangeStartDate`");
    assert_refused(&start(RangeStart::Relative), "has no `startRangeRelative`");
    assert_refused(&end(RangeEnd::Actual), "has no `rangeEndDate`");
    assert_refused(&end(RangeEnd::Relative), "has no `endRangeRelative`");
    assert_eq!(refusal(&end(RangeEnd::Latest)), None);
}

#[test]
fn a_limit_has_what_its_type_says() {
    let of = |kind| Limits::new().with_type(kind);
    assert_refused(&of(LimitType::Total).with_start_at(1), "has no `total`");
    assert_refused(&of(LimitType::Fraction), "has no `fraction`");
    assert_refused(
        &of(LimitType::Fraction).with_fraction(Fraction::new().with_denominator(0)),
        "of nothing",
    );
    for percent in [-0.5, 100.5] {
        assert_refused(
            &of(LimitType::Percent).with_percent(NumberOrNan::from(percent)),
            "not within 0 and 100",
        );
    }
    assert_eq!(refusal(&of(LimitType::None).with_total(0)), None);
    let both = TopN::greatest("a", 1).with_grouping_variable_name("b");
    assert_refused(&both, "has `variableName` and `groupingVariableName`");
}

#[test]
fn what_is_broken_down_and_measured_is_one_thing() {
    let of = |kind| Dimension::new("d", kind);
    let query = || Query::of("T");
    assert_refused(&of(DimensionType::Query), "has no `query`");
    assert_refused(&of(DimensionType::Selector), "has no `variableName`");
    assert_refused(&of(DimensionType::DateBand).with_variable_name("v"), "has no `banding`");
    let named = || of(DimensionType::Selector).with_variable_name("v");
    assert_refused(&named().with_query(query()), "has `variableName` and `query`");
    let fewer = named().with_minimum_category_count(1).with_top_n_category_count(2);
    assert_refused(&fewer, "has `minimumCategoryCount` and `topNCategoryCount`");
    assert_eq!(refusal(&DimensionBanding::new(BandingType::Years)), None);
    let measure = Measure::new("m", "T", MeasureFunction::Sum).with_variable_name("v");
    assert_refused(&measure.with_query(query()), "has `variableName` and `query`");
    let column = Column::new("c", "C").with_variable_name("v").with_query(query());
    assert_refused(&column, "has `variableName` and `query`");
}

#[test]
fn a_tile_and_a_template_have_one_definition() {
    let cube: CubeSpecification =
        serde_json::from_str(r#"{"dimensions": [], "measures": []}"#).unwrap();
    let pareto: ParetoSpecification = serde_json::from_str(
        r#"{"valueVariableName": "v", "numberOfBands": 5, "resolveTableName": "T"}"#,
    )
    .unwrap();
    let tile = DashboardItemDataSpecification::new().with_cube_specification(cube);
    assert_refused(
        &tile.with_pareto_specification(pareto),
        "has `cubeSpecification` and `paretoSpecification`",
    );
    let template = CreateAudienceCompositionDetail::new("d", CompositionType::Export);
    assert_refused(&template, "has no `exportCompositionDefinition`");
}
