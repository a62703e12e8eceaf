//! Bodies as clients are known to send them to Orbit: read and written back, and built by makers.

use cbrain_apteco::apteco::types::{
    BandingType, CalculateAudienceDetails, Clause, Column, ColumnDetail, Criteria, Cube, Dimension,
    DimensionBanding, DimensionFunction, DimensionType, Export, ExportAudienceDetails,
    ExportFormat, Fraction, LimitType, Limits, Measure, NPer, NumberOrNan, Output, PredefinedRule,
    Query, QueryFile, RecordSet, Sampling, SaveQueryFile, Selection, SelectionModifiers, TopN,
    UnclassifiedFormat, ValueRule,
};
use cbrain_apteco::apteco::{Condition, any, count, mean, the, variable};
use cbrain_apteco::runtime::{Maybe, ToJson, write};
use jiff::civil::date;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A body, and what the client makes of it.
struct Row {
    what: &'static str,
    body: Value,
    /// Read by the client's types, and written again.
    back: Value,
    /// Built by the client's makers, where they build such a body.
    made: Option<Value>,
}

/// What is sent of a value.
fn sent(what: &str, value: &impl ToJson) -> Value {
    let text = write(value).unwrap_or_else(|e| panic!("{what} is refused: {e}"));
    serde_json::from_str(&text).unwrap()
}

fn read<T: ToJson + DeserializeOwned>(what: &'static str, body: Value) -> Row {
    let value: T = serde_json::from_value(body.clone()).unwrap_or_else(|e| panic!("{what}: {e}"));
    let back = sent(what, &value);
    Row { what, body, back, made: None }
}

fn row<T: ToJson + DeserializeOwned>(what: &'static str, body: Value, made: &T) -> Row {
    let made = Some(sent(what, made));
    Row { made, ..read::<T>(what, body) }
}

/// The same value, with numbers as JSON means them: 5 is 5.0.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), plain(value))).collect()
        }
        other => other.clone(),
    }
}

fn criteria(table: &str, variable: &str, rule: &Value) -> Value {
    json!({"criteria": {
        "variableName": variable, "include": true, "logic": "OR", "ignoreCase": false,
        "textMatchType": "Is", "valueRules": [rule], "tableName": table,
    }})
}

fn listed(variable: &str, list: &str) -> Value {
    json!({"listRule": {"list": list, "variableName": variable}})
}

fn selection(more: &Value) -> Value {
    let mut body = json!({"selection": {"tableName": "Orders"}});
    let members = more.as_object().unwrap().clone();
    body["selection"].as_object_mut().unwrap().extend(members);
    body
}

fn queries() -> Vec<Row> {
    let orders = || Query::of("Orders");
    let rule =
        |rule: &Value| selection(&json!({"rule": {"clause": criteria("Orders", "orDay", rule)}}));
    let days = [date(2022, 5, 6), date(2023, 7, 8)];
    let mut named_days = listed("orDay", "20220506\t20230708");
    named_days["predefinedRule"] = json!("AdhocDates");
    let span = json!({"predefinedRule": "CustomRule", "dateRule": {
        "patternFrequency": "Daily", "patternInterval": 1, "patternDaysOfWeek": ["All"],
        "startRangeLimit": "Actual", "rangeStartDate": "2022-05-06T00:00:00", "endRangeLimit": "Latest",
    }});
    let with_ancestors = json!({"ancestorCounts": true});
    let codes =
        json!({"rule": {"clause": criteria("Orders", "orShop", &listed("orShop", "3\t4"))}});
    vec![
        row("all records", selection(&with_ancestors), &orders().with_ancestors()),
        row(
            "some codes",
            selection(&codes),
            &orders().where_(variable("orShop").is_in(["3", "4"])),
        ),
        row("some days", rule(&named_days), &orders().where_(variable("orDay").is_on(days))),
        row(
            "days from one on",
            rule(&span),
            &orders().where_(variable("orDay").is_between(Some(days[0]), None)),
        ),
        row(
            "days of a named span",
            rule(&json!({"predefinedRule": "LastMonth"})),
            &orders().where_(variable("orDay").is_during(PredefinedRule::LastMonth)),
        ),
        row(
            "some records",
            selection(
                &json!({"recordSet": {"type": "URN", "keyVariableName": "orUrn", "values": "77"}}),
            ),
            &orders().among(RecordSet::of("orUrn", [77])),
        ),
    ]
}

fn conditions() -> Vec<Row> {
    let shop = || variable("orShop").is("3");
    let person = || criteria("Persons", "peTown", &listed("peTown", "X"));
    let order = || criteria("Orders", "orShop", &listed("orShop", "3"));
    let few =
        Selection::new("Orders").where_(shop()).with_limits(Limits::count(9, Sampling::Random));
    let both = variable("peTown").is("X").and(any("Orders", shop()));
    vec![
        row(
            "joined, and a table below",
            json!({"logic": {"operation": "AND", "tableName": "Persons", "operands": [
                person(), {"logic": {"operation": "ANY", "tableName": "Persons", "operands": [order()]}},
            ]}}),
            &both.on("Persons"),
        ),
        row(
            "a table above",
            json!({"logic": {"operation": "THE", "tableName": "Orders", "operands": [person()]}}),
            &the("Persons", variable("peTown").is("X")).on("Orders"),
        ),
        row(
            "a limited part",
            json!({"subSelection": {"selection": {"tableName": "Orders", "rule": {"clause": order()},
                "limits": {"sampling": "Random", "total": 9, "type": "Total", "startAt": 0}}}}),
            &Condition::from(few).on("Orders"),
        ),
        row(
            "a criterion without values",
            json!({"criteria": {"variableName": "peTown", "tableName": "Persons"}}),
            &Clause::new().with_criteria(Criteria::new("Persons").with_variable_name("peTown")),
        ),
        row(
            "a named rule",
            json!({"predefinedRule": "Last4Weeks", "listRule": null}),
            &ValueRule::new()
                .with_predefined_rule(PredefinedRule::Last4Weeks)
                .with_list_rule(Maybe::Null),
        ),
    ]
}

fn narrowed() -> Vec<Row> {
    let limits = [
        (
            "so many",
            json!({"sampling": "Random", "total": 100, "type": "Total", "startAt": 0}),
            Limits::count(100, Sampling::Random),
        ),
        (
            "so many of a hundred",
            json!({"sampling": "First", "type": "Percent", "startAt": 3, "percent": 10.0}),
            Limits::share(10.0, Sampling::First).with_start_at(3),
        ),
        (
            "a part",
            json!({"sampling": "Random", "type": "Fraction", "startAt": 0, "fraction": {"numerator": 2, "denominator": 9}}),
            Limits::part(2, 9, Sampling::Random),
        ),
    ];
    let tops = [
        (
            "the most",
            json!({"variableName": "orSum", "direction": "Top", "value": 8, "percent": "NaN", "minValue": "NaN", "maxValue": "NaN"}),
            TopN::greatest("orSum", 8),
        ),
        (
            "places",
            json!({"variableName": "orSum", "direction": "RangeTopDown", "value": 0, "percent": "NaN", "minValue": 5, "maxValue": 10}),
            TopN::places("orSum", 5.0, 10.0),
        ),
        (
            "the most of each",
            json!({"groupingVariableName": "orShop", "groupingSequenceVariableName": "orSum", "groupingAscending": false, "groupMax": 1}),
            TopN::greatest_of_each("orShop", "orSum", 1),
        ),
    ];
    let per = json!({"recency": {"variableName": "orSum", "direction": "Last", "value": 1},
        "groupingTableName": "Persons", "transactionalTableName": "Orders"});
    let query = || Query::of("Orders");
    let mut rows: Vec<Row> = Vec::new();
    for (what, body, made) in limits {
        rows.push(row(what, selection(&json!({"limits": body})), &query().limited(made)));
    }
    for (what, body, made) in tops {
        rows.push(row(what, selection(&json!({"topN": body})), &query().top(made)));
    }
    let last = NPer::last(1, "Orders", "orSum", "Persons");
    rows.push(row("the last of each", selection(&json!({"nPer": per})), &query().per(last)));
    rows.push(row(
        "limits that say nothing",
        json!({"limits": silent(), "topN": null}),
        &SelectionModifiers::new().with_limits(unlimited()).with_top_n(Maybe::Null),
    ));
    rows
}

/// Limits that say nothing, as a client writes them.
fn silent() -> Value {
    json!({"sampling": "All", "stopAtLimit": true, "total": 0, "type": "None", "startAt": 0,
        "percent": 0, "fraction": {"numerator": 0, "denominator": 0}})
}

fn unlimited() -> Limits {
    Limits::new()
        .with_sampling(Sampling::All)
        .with_stop_at_limit(true)
        .with_total(0)
        .with_type(LimitType::None)
        .with_start_at(0)
        .with_percent(NumberOrNan::from(0.0))
        .with_fraction(Fraction::new().with_numerator(0).with_denominator(0))
}

fn files() -> Vec<Row> {
    let query = || Query::of("Orders");
    let saved =
        json!({"path": "Private/Orders.xml", "query": {"selection": {"tableName": "Orders"}}});
    // As a server writes it, with null for all that is not there.
    let written = json!({"selection": {"ancestorCounts": false, "recordSet": null, "rule": {"clause": {
        "logic": null, "criteria": {"variableName": "peTown", "path": "", "include": false, "logic": "AND",
            "ignoreCase": true, "textMatchType": "Begins", "valueRules": [{"ageRule": null, "dateRule": null,
                "listRule": {"bandingType": "None", "list": "x\ty", "variableName": "peTown"}, "timeRule": null,
                "predefinedRule": null, "name": "Towns"}],
            "expressionRule": null, "todayAt": null, "tableName": "Persons", "name": "Towns"},
        "subSelection": null, "audienceReference": null, "fileReference": null}},
        "rfv": null, "nPer": null, "topN": {"direction": "Top", "percent": "NaN", "minValue": null},
        "limits": null, "tableName": "Persons", "name": "All"}, "todayAt": null});
    vec![
        row("a file", json!({"path": "Private/Orders.xml"}), &QueryFile::new("Private/Orders.xml")),
        row("a query to keep", saved, &SaveQueryFile::new("Private/Orders.xml", query())),
        read::<Query>("a query of the server", written),
    ]
}

fn cubes() -> Vec<Row> {
    let cube = Cube::of("Persons")
        .by(Dimension::from(variable("peTown")).named("d1"))
        .by(variable("peBorn").per_year().named("d2"))
        .measure(count().named("m1").titled("Number"))
        .with_left_join(false)
        .with_sub_totals("All");
    let bands = Dimension::new("d", DimensionType::NumericBand)
        .with_variable_name("peIncome")
        .with_banding(
            DimensionBanding::new(BandingType::Custom).with_custom_values("<=0\t>0 - <=5"),
        )
        .with_function(DimensionFunction::None)
        .with_none_cell(true)
        .with_omit_unclassified(true)
        .with_expression(Maybe::Null);
    vec![
        row(
            "a cube",
            json!({"baseQuery": {"selection": {"tableName": "Persons"}}, "resolveTableName": "Persons",
                "storage": "Full", "leftJoin": false, "dimensions": [
                    {"id": "d1", "type": "Selector", "variableName": "peTown"},
                    {"id": "d2", "type": "DateBand", "variableName": "peBorn", "banding": {"type": "Years"}}],
                "measures": [{"id": "m1", "displayName": "Number", "resolveTableName": "Persons", "function": "Count"}],
                "subTotals": "All"}),
            &cube,
        ),
        row::<Measure>(
            "a mean",
            json!({"id": "Mean(Sum)", "resolveTableName": "Orders", "function": "Mean", "variableName": "orSum"}),
            &mean("orSum").named("Mean(Sum)").on("Orders"),
        ),
        row(
            "bands",
            json!({"id": "d", "type": "NumericBand", "variableName": "peIncome", "banding": {"type": "Custom",
                "customValues": "<=0\t>0 - <=5"}, "function": "None", "noneCell": true,
                "omitUnclassified": true, "expression": null}),
            &bands,
        ),
    ]
}

fn exports() -> Vec<Row> {
    let export = Export::of("Orders")
        .column(variable("orShop").titled("Shop").named("0"))
        .column(variable("orSum").titled("Sum").named("1"))
        .browsing(1000);
    let detailed = Column::new("0", "Town")
        .with_variable_name("peTown")
        .with_detail(ColumnDetail::Description)
        .with_unclassified_format(UnclassifiedFormat::Empty);
    let output = || {
        Output::new()
            .with_format(ExportFormat::Csv)
            .with_delimiter(";")
            .with_alpha_encloser("\"")
            .with_numeric_encloser(Maybe::Null)
            .with_export_extra_name(Maybe::Null)
    };
    let audience = ExportAudienceDetails::new(10, true, [detailed.clone()], true)
        .with_filename("towns.csv")
        .with_output(output());
    let columns = json!([{"id": "0", "variableName": "peTown", "columnHeader": "Town",
        "detail": "Description", "unclassifiedFormat": "Empty"}]);
    let written = json!({"format": "CSV", "delimiter": ";", "alphaEncloser": "\"", "numericEncloser": null,
        "exportExtraName": null});
    let empty = json!({"format": "CSV", "delimiter": ";", "alphaEncloser": "\"", "numericEncloser": "",
        "authorisationCode": "", "exportExtraName": ""});
    let mut formatted = columns.clone();
    formatted[0]["valueFormat"] = json!("0.00");
    let with_format = detailed.clone().with_value_format(json!("0.00"));
    vec![
        row(
            "an export to look at",
            json!({"baseQuery": {"selection": {"tableName": "Orders"}}, "resolveTableName": "Orders",
                "maximumNumberOfRowsToBrowse": 1000, "returnBrowseRows": true, "columns": [
                    {"id": "0", "variableName": "orShop", "columnHeader": "Shop"},
                    {"id": "1", "variableName": "orSum", "columnHeader": "Sum"}]}),
            &export,
        ),
        row(
            "an export into files, of no query",
            json!({"resolveTableName": "Persons", "maximumNumberOfRowsToBrowse": 10, "returnBrowseRows": true,
                "pathToExportTo": "Private/a.csv", "pathToExportUrnFileTo": "Private/a.csv.urn",
                "output": empty, "columns": columns.clone(), "limits": silent()}),
            &into_files(detailed.clone()).with_path_to_export_urn_file_to("Private/a.csv.urn"),
        ),
        row(
            "an export into a file",
            json!({"baseQuery": {"selection": {"tableName": "Persons"}}, "resolveTableName": "Persons",
                "maximumNumberOfRowsToBrowse": 10, "returnBrowseRows": true,
                "pathToExportTo": "Private/a.csv", "pathToExportUrnFileTo": null, "filterQuery": null,
                "output": empty, "columns": columns.clone(), "limits": silent()}),
            &into_files(detailed.clone())
                .selecting(Query::of("Persons"))
                .with_path_to_export_urn_file_to(Maybe::Null)
                .with_filter_query(Maybe::Null),
        ),
        row(
            "a count of an audience",
            json!({"generateUrnFile": false}),
            &CalculateAudienceDetails::new(false),
        ),
        row(
            "an export of an audience",
            json!({"maximumNumberOfRowsToBrowse": 10, "returnBrowseRows": true, "filename": "towns.csv",
                "output": written, "columns": columns, "generateUrnFile": true}),
            &audience,
        ),
        row("columns with a format", formatted, &vec![with_format]),
    ]
}

/// An export into a file that names each setting of it.
fn into_files(column: Column) -> Export {
    let output = Output::new()
        .with_format(ExportFormat::Csv)
        .with_delimiter(";")
        .with_alpha_encloser("\"")
        .with_numeric_encloser("")
        .with_authorisation_code("")
        .with_export_extra_name("");
    Export::new("Persons", 10, true, [column])
        .into_file("Private/a.csv", output)
        .limited(unlimited())
}

#[test]
fn each_is_read_written_back_and_built_as_it_is() {
    let rooms = [queries(), conditions(), narrowed(), files(), cubes(), exports()];
    for Row { what, body, back, made } in rooms.into_iter().flatten() {
        assert_eq!(plain(&back), plain(&body), "written back: {what}");
        if let Some(made) = made {
            assert_eq!(plain(&made), plain(&body), "built: {what}");
        }
    }
}
