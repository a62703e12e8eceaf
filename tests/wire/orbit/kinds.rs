//! What the flat objects of Orbit are, and what makers make of ages, times, transactions and
//! computed values.

use cbrain_apteco::apteco::types::{
    AgeReferenceDay, AgeRule, Clause, DateUnit, Dimension, Expression, ExpressionType,
    FastStatsSystemItem, FolderStructureNode, Limits, MeasureFunction, PredefinedRule, Query, Rfv,
    RfvFrequency, RfvRecency, RfvValue, Sampling, Selection, TimeRule, TopN, ValueAction,
    ValueRule, Variable,
};
use cbrain_apteco::apteco::{
    ClauseKind, Condition, FolderEntry, SelectionPart, SystemItem, ValueKind, VariableInfo,
    computed, variable,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn sent(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

fn of_type(kind: &str) -> Value {
    json!({"name": "v", "type": kind, "tableName": "T", "isSelectable": true, "isBrowsable": true,
        "isExportable": true, "isVirtual": false, "numericInfo": {"minimum": "NaN"}, "textInfo": null})
}

#[test]
fn a_variable_holds_what_its_type_names() {
    let numeric: Variable = read(&of_type("Numeric"));
    let Some(VariableInfo::Numeric(info)) = numeric.info() else { panic!("{numeric:?}") };
    assert_eq!(info.minimum.as_ref().and_then(|minimum| minimum.as_number()), None);
    for kind in ["Text", "Selector", "Reference", "Later"] {
        assert_eq!(read::<Variable>(&of_type(kind)).info(), None, "{kind}");
    }
}

#[test]
fn an_item_of_a_system_is_what_its_type_names() {
    let item = json!({"type": "VarCode", "varCode": {"code": "3"}, "variable": of_type("Selector"), "table": null});
    let item: FastStatsSystemItem = read(&item);
    let Some(SystemItem::VarCode { code, variable: Some(of) }) = item.kind() else {
        panic!("{item:?}")
    };
    assert_eq!((code.code.as_str(), of.name.as_str()), ("3", "v"));
    assert_eq!(read::<FastStatsSystemItem>(&json!({"type": "Table", "table": null})).kind(), None);
    let table: FastStatsSystemItem = read(&json!({"type": "Table", "table": {"name": "T"}}));
    assert!(matches!(table.kind(), Some(SystemItem::Table(table)) if table.name == "T"));
    let node: FolderStructureNode = read(&json!({"folder": null, "variable": of_type("Text")}));
    assert!(matches!(node.kind(), Some(FolderEntry::Variable(_))));
}

#[test]
fn a_query_is_taken_apart() {
    let few = Selection::new("T").where_(variable("v").is_in(["a", "b"]));
    let query = Query::from(few.with_limits(Limits::count(3, Sampling::First)));
    let selection = query.selection.value().unwrap();
    let [SelectionPart::Condition(clause), SelectionPart::Limits(_)] = selection.parts()[..] else {
        panic!("{selection:?}");
    };
    assert_eq!(query.clause(), Some(clause));
    let Some(ClauseKind::Criteria(criteria)) = clause.kind() else { panic!("{clause:?}") };
    let rules = criteria.value_rules.value().unwrap();
    let Some(ValueKind::List(list)) = rules[0].kind() else { panic!("{rules:?}") };
    assert_eq!(list.values(), ["a", "b"]);
}

#[test]
fn conditions_and_rules_say_which_they_are() {
    let joined = (!variable("v").is("a")).on("T");
    assert!(matches!(joined.kind(), Some(ClauseKind::Logic(_))));
    let few = Condition::from(Selection::new("T")).on("T");
    assert!(matches!(few.kind(), Some(ClauseKind::SubSelection(_))));
    let audience: Clause = read(&json!({"logic": null, "audienceReference": {"id": 4}}));
    assert!(matches!(audience.kind(), Some(ClauseKind::Audience(_))));
    assert_eq!(read::<Clause>(&json!({"logic": null, "audienceReference": null})).kind(), None);
    let named = ValueRule::new().with_predefined_rule(PredefinedRule::Today);
    assert_eq!(named.kind(), Some(ValueKind::Named(&PredefinedRule::Today)));
    assert_eq!(ValueRule::new().kind(), None);
}

fn rule(condition: Condition) -> Value {
    sent(&condition.on("T"))["criteria"]["valueRules"][0].clone()
}

#[test]
fn ages_and_times_of_day() {
    let ages = AgeRule::between(18, 30, DateUnit::Years).counted_to(AgeReferenceDay::LoadDate);
    assert_eq!(
        rule(variable("born").is_aged(ages)),
        json!({"predefinedRule": "CustomAgeRule", "ageRule": {"rangeLow": 18, "rangeHigh": 30, "units": "Years",
            "relativeTo": "Relative", "referenceType": "LoadDate"}})
    );
    let day = "2023-02-03T00:00:00".parse().unwrap();
    let ages = AgeRule::at_most(6, DateUnit::Months).counted_to_date(day);
    assert_eq!(
        sent(&ages),
        json!({"rangeHigh": 6, "units": "Months", "relativeTo": "Actual", "referenceDate": "2023-02-03T00:00:00"})
    );
    assert_eq!(
        rule(variable("seen").is_at(TimeRule::between("09:00", "17:30"))),
        json!({"predefinedRule": "CustomTimeRule", "timeRule": {"rangeLow": "09:00", "rangeHigh": "17:30"}})
    );
}

#[test]
fn transactions_by_recency_frequency_and_value() {
    let rfv = Rfv::of("Persons", "Orders")
        .with_recency(RfvRecency::last("orDay", 5))
        .with_frequency(RfvFrequency::of(">=3"))
        .with_value(RfvValue::of("orSum", ValueAction::Sum, ">=100"));
    assert_eq!(
        sent(&Query::of("Persons").by_transactions(rfv)),
        json!({"selection": {"tableName": "Persons", "rfv": {"groupingTable": "Persons", "transactionalTable": "Orders",
            "recency": {"variableName": "orDay", "direction": "Last", "value": 5}, "frequency": {"values": ">=3"},
            "value": {"variableName": "orSum", "action": "Sum", "values": ">=100"}}}})
    );
}

#[test]
fn computed_values() {
    let twice = || Expression::of("Orders", ExpressionType::Double, "[orSum] * 2");
    let body = json!({"tableName": "Orders", "serverText": "[orSum] * 2", "outputType": "Double"});
    assert_eq!(sent(&twice()), body);
    let some = twice().using("All", Query::of("Orders")).using("Again", Query::of("Orders"));
    assert_eq!(sent(&some)["queryDescriptions"], json!(["All", "Again"]));
    assert_eq!(sent(&some)["queries"][1]["selection"]["tableName"], "Orders");
    assert_eq!(sent(&Condition::from(twice()).on("Orders"))["criteria"]["expressionRule"], body);
    let sum = computed("twice", MeasureFunction::Sum, twice()).on("Orders");
    assert_eq!(sent(&sum)["expression"], body);
    assert_eq!(sent(&Dimension::of_expression("d", twice()))["type"], "Expression");
    assert_eq!(sent(&TopN::greatest_computed(twice(), 4))["orderExpression"], body);
}
