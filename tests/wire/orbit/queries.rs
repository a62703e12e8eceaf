//! Orbit's queries: how conditions are put together, and what its servers send. The bodies as a whole are in `bodies`.

use cbrain_apteco::Error;
use cbrain_apteco::apteco::types::{
    Clause, CubeResult, FastStatsSystemDetail, PagedResultsUserCollectionSummary, Query,
};
use cbrain_apteco::apteco::{any, variable};
use serde_json::{Value, json};
use tests::server::{CannedResponse, Server};

use crate::support::apteco;

fn sent(query: &Query) -> Value {
    serde_json::to_value(query).unwrap()
}

#[test]
fn conditions_are_joined_flat_and_turned_round() {
    let one = |value: &str| variable("v").is(value);
    let clause = serde_json::to_value((!one("a").or(one("b")).or(one("c"))).on("T")).unwrap();
    assert_eq!(clause["logic"]["operation"], "NOT");
    let inner = &clause["logic"]["operands"][0]["logic"];
    assert_eq!(
        (&inner["operation"], inner["operands"].as_array().unwrap().len()),
        (&json!("OR"), 3)
    );
    let twice = sent(&Query::of("T").where_(one("a")).where_(one("b")));
    let twice = &twice["selection"]["rule"]["clause"]["logic"];
    assert_eq!(
        (&twice["operation"], twice["operands"].as_array().unwrap().len()),
        (&json!("AND"), 2)
    );
}

#[test]
fn texts_are_compared_in_their_ways() {
    let condition = variable("v").contains(["a", "b"]).ignoring_case();
    let clause = serde_json::to_value(condition.on("People")).unwrap();
    let criteria = &clause["criteria"];
    assert_eq!(
        (&criteria["textMatchType"], &criteria["ignoreCase"]),
        (&json!("Contains"), &json!(true))
    );
}

#[test]
fn capitals_do_not_matter_in_any_part_of_a_condition() {
    let condition = !variable("v").is("a").or(any("Bookings", variable("w").is("b")));
    let clause = serde_json::to_value(condition.ignoring_case().on("People")).unwrap().to_string();
    assert!(!clause.contains(r#""ignoreCase":false"#), "{clause}");
}

/// A query as a server writes it, with a member that upstream does not describe.
const WRITTEN: &str = r#"{"selection": {"ancestorCounts": false, "recordSet": null, "rule": {"clause": {"logic": null,
"criteria": {"variableName": "v", "path": "", "include": true, "logic": "OR", "ignoreCase": true, "textMatchType": "Contains",
"valueRules": [{"ageRule": null, "dateRule": null, "listRule": {"bandingType": "None", "list": "a\tb", "variableName": "v"},
"timeRule": null, "predefinedRule": null, "name": "label"}], "expressionRule": null, "todayAt": null, "tableName": "People",
"name": "label"}, "subSelection": null, "audienceReference": null}}, "rfv": null, "nPer": null,
"topN": {"direction": "Top", "percent": "NaN"}, "limits": null, "tableName": "People", "name": "Selection 1"}, "todayAt": null}"#;

#[test]
fn a_query_of_the_server_goes_back_as_it_came() {
    let query: Query = serde_json::from_str(WRITTEN).unwrap();
    assert_eq!(sent(&query), serde_json::from_str::<Value>(WRITTEN).unwrap());
    let narrowed = sent(&query.where_(variable("vSex").is("F")));
    let operands = &narrowed["selection"]["rule"]["clause"]["logic"]["operands"];
    assert_eq!(operands[0]["criteria"]["variableName"], "v");
    let clause: Clause = serde_json::from_value(operands[1].clone()).unwrap();
    assert_eq!(
        clause.criteria.value().map(|criteria| criteria.table_name.as_str()),
        Some("People")
    );
}

#[test]
fn nulls_of_servers_are_read_where_upstream_asks_for_values() {
    let page = r#"{"offset": 0, "count": 1, "totalCount": 1, "list": [{"viewingUsername": "user", "status": "Default",
        "sharedToMe": true, "sharedByMe": false, "id": 1, "title": "T", "description": "D",
        "creationDate": "2024-01-02T14:49:43.233", "owner": null, "deletionDate": null, "numberOfParts": null,
        "numberOfUsersSharedWith": 1, "shareId": 2, "numberOfHits": 3, "systemName": "s"}]}"#;
    let page: PagedResultsUserCollectionSummary = serde_json::from_str(page).unwrap();
    assert_eq!(page.list[0].share_id, Some(2));
    let cube = r#"{"title": null, "notes": null, "ranSuccessfully": null, "systemName": null,
        "systemLoadDate": "2024-01-02T15:03:02", "userName": null, "runDate": null, "queryDescription": null,
        "dimensionResults": [{"id": "d1", "headerCodes": " !\t01\tiTOTAL", "headerDescriptions": "Unclassified\tA\tiTOTAL"}],
        "measureResults": [{"id": "m1", "rows": ["0\t20\t20"], "cells": []}], "cube": null,
        "counts": [{"tableName": "People", "countValue": 20}]}"#;
    let cube: CubeResult = serde_json::from_str(cube).unwrap();
    assert_eq!(cube.measure_results.unwrap()[0].rows, ["0\t20\t20"]);
    let system = r#"{"name": "s", "viewName": "S", "description": "d", "fastStatsBuildDate": "2024-01-02T15:03:02"}"#;
    serde_json::from_str::<FastStatsSystemDetail>(system).unwrap();
}

#[tokio::test]
async fn slashes_of_paths_stay_and_all_else_is_encoded() {
    let server = Server::start([CannedResponse::new(200, Some("application/octet-stream"), "a,b")]);
    let file = apteco(&server).files().get("sys", "Private/my dir/a+b.csv").timeout_in_seconds(30);
    assert_eq!(file.await.unwrap().as_ref(), b"a,b");
    assert_eq!(
        server.request().target,
        "/holidays/Files/sys/Private/my%20dir/a%2Bb.csv?timeoutInSeconds=30"
    );
}

#[tokio::test]
async fn a_path_that_would_lead_elsewhere_is_refused() {
    let server = Server::start([]);
    for path in ["/Private", "Private//x", "Private/", "../x", "Private/./x", "Private/.."] {
        let refused = apteco(&server).files().delete("sys", path).await.unwrap_err();
        assert!(matches!(refused, Error::InvalidParameter(_)), "{path}: {refused:?}");
    }
}

#[tokio::test]
async fn a_success_without_its_body_is_none() {
    let server = Server::start([CannedResponse::new(200, None, "")]);
    let definition = serde_json::from_value(json!({"designFilename": "a.xml"})).unwrap();
    let built = apteco(&server).fast_stats_builds().run("sys", &definition).await.unwrap();
    assert!(built.is_none());
}
