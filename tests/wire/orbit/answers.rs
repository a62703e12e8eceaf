//! Responses as servers of Orbit are known to send them: read, and written back without a loss.

use cbrain_apteco::apteco::types::{
    AudienceCalculateJobDetail, AudienceUpdateDetail, ChannelStatistics, CreateSessionParameters,
    CubeResult, DashboardItemDataJobDetail, EndpointDetails, ErrorMessage, ExportResult,
    FastStatsSystemDetail, FastStatsSystemItem, FolderStructureNode, LicensingInfo,
    PagedResultsUserCollectionSummary, QueryResult, SessionDetails, Size, Table, TemporaryFilePart,
    VarCode, Variable,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A response, and what the client makes of it: read by its types, and written again.
struct Row {
    what: &'static str,
    sent: Value,
    back: Value,
}

fn row<T: Serialize + DeserializeOwned>(what: &'static str, sent: Value) -> Row {
    let value: T = serde_json::from_value(sent.clone()).unwrap_or_else(|e| panic!("{what}: {e}"));
    Row { what, sent, back: serde_json::to_value(value).unwrap() }
}

/// The same without members that are null: what is only received does not tell them from what is
/// not there. Numbers are as JSON means them: 5 is 5.0.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(members) => {
            let set = members.iter().filter(|(_, value)| !value.is_null());
            set.map(|(name, value)| (name.clone(), plain(value))).collect()
        }
        other => other.clone(),
    }
}

fn user() -> Value {
    json!({"id": 3, "username": "ben", "firstname": "Ben", "surname": "Jones", "emailAddress": "ben@example.com"})
}

fn results() -> Vec<Row> {
    vec![
        row::<QueryResult>(
            "a count",
            json!({"counts": [
            {"tableName": "Orders", "countValue": 12}, {"tableName": "Persons", "countValue": 7}]}),
        ),
        row::<QueryResult>(
            "a count with nulls",
            json!({"title": null, "ranSuccessfully": true, "counts": null,
            "messages": [], "query": {"selection": {"tableName": "Orders", "topN": {"percent": "NaN"}}}}),
        ),
        row::<CubeResult>(
            "a cube",
            json!({"title": null, "notes": null, "ranSuccessfully": null, "systemName": null,
            "systemLoadDate": "2023-02-03T04:05:06", "userName": null, "runDate": null, "queryDescription": null,
            "dimensionResults": [{"id": "d1", "headerCodes": " !\t3\tiTOTAL", "headerDescriptions": "None\tA\tiTOTAL"},
                {"id": "d2", "headerCodes": "000000\t202301\tiTOTAL", "headerDescriptions": "None\tJan\tiTOTAL"}],
            "measureResults": [{"id": "m1", "rows": ["0\t0\t0", "1\tNaN\t4", "1\t3\t4"], "cells": []}],
            "cube": null, "counts": [{"tableName": "Persons", "countValue": 4}]}),
        ),
        row::<ExportResult>(
            "rows",
            json!({"rows": [{"codes": "3\t\t!", "descriptions": "A\t87.65\t03-02-2023"},
            {"codes": null, "descriptions": "B\t-\t03-02-2023 04:05:06"}], "export": null}),
        ),
        row::<ExportResult>(
            "no rows",
            json!({"rows": null, "counts": [{"tableName": "Orders", "countValue": 0}]}),
        ),
    ]
}

fn systems() -> Vec<Row> {
    let variable = |kind: &str, info: &Value| {
        let mut variable = json!({"name": "orSum", "description": "Sum", "type": kind, "folderName": "Orders",
            "tableName": "Orders", "isSelectable": true, "isBrowsable": false, "isExportable": true,
            "isVirtual": false, "selectorInfo": null, "numericInfo": null, "textInfo": null, "referenceInfo": null});
        variable.as_object_mut().unwrap().extend(info.as_object().unwrap().clone());
        variable
    };
    let selector = variable(
        "Selector",
        &json!({"selectorInfo": {"selectorType": "OrBitArray",
        "subType": "DateTime", "varCodeOrder": "Nominal", "numberOfCodes": null, "codeLength": 2,
        "minimumDate": "2020-01-02T00:00:00", "maximumDate": null}}),
    );
    let numeric = variable(
        "Numeric",
        &json!({"numericInfo": {"minimum": "NaN", "maximum": 12.5,
        "isCurrency": true, "currencyLocale": "en-GB", "currencySymbol": "£"}}),
    );
    let code = json!({"code": "!", "description": "None", "count": null});
    vec![
        row::<FastStatsSystemDetail>(
            "an older system",
            json!({"name": "shop", "viewName": "Shop",
            "description": null, "fastStatsBuildDate": "2023-02-03T04:05:06.789"}),
        ),
        row::<FastStatsSystemDetail>(
            "a system",
            json!({"name": "shop", "viewName": "Shop", "description": "d",
            "fastStatsBuildDate": "2023-02-03T04:05:06Z", "dateSettings": {"useIso8601WeekOfYear": true}}),
        ),
        row::<Table>(
            "the master table",
            json!({"name": "Persons", "singularDisplayName": "Person",
            "pluralDisplayName": "Persons", "isDefaultTable": true, "isPeopleTable": true, "totalRecords": 5_000_000_000_i64,
            "childRelationshipName": null, "parentRelationshipName": "", "hasChildTables": true, "parentTable": ""}),
        ),
        row::<Variable>("a selector", selector.clone()),
        row::<Variable>("a number without a least value", numeric),
        row::<Variable>(
            "a text",
            variable("Text", &json!({"textInfo": {"maximumTextLength": 20}})),
        ),
        row::<Variable>("a reference", variable("Reference", &json!({"referenceInfo": {}}))),
        row::<VarCode>("a category that is not counted", code.clone()),
        row::<FastStatsSystemItem>(
            "a category among all",
            json!({"type": "VarCode", "variable": selector,
            "varCode": code, "table": null, "folder": null}),
        ),
        row::<FolderStructureNode>(
            "a folder",
            json!({"folder": {"name": "Orders", "description": ""}, "variable": null}),
        ),
    ]
}

fn audiences() -> Vec<Row> {
    vec![
        row::<AudienceCalculateJobDetail>(
            "a job of a newer server",
            json!({"audienceResult": null, "id": 7,
            "isComplete": false, "isCancelled": false, "queuePosition": null, "progress": null, "serverMessages": null}),
        ),
        row::<AudienceCalculateJobDetail>(
            "a job that is done",
            json!({"id": 7, "isComplete": true, "queuePosition": 0,
            "progress": 100, "audienceResult": {"id": 1, "audienceUpdateId": 2, "timestamp": "2023-02-03T04:05:06",
                "fastStatsBuildDate": "2023-02-01T00:00:00", "user": user(), "urnFilePath": null,
                "nettResults": {"counts": [{"tableName": "Persons", "countValue": 4}], "messages": null},
                "includeResults": null, "excludeResults": null, "bodyResults": {"messages": []}}}),
        ),
        row::<DashboardItemDataJobDetail>(
            "a job of a tile",
            json!({"dashboardItemData": null, "id": 2,
            "isComplete": false, "queuePosition": 3, "progress": null}),
        ),
        row::<AudienceUpdateDetail>(
            "a version with an order",
            json!({"id": 2, "timestamp": "2023-02-03T04:05:06.7",
            "user": user(), "title": "T", "description": null, "owner": null, "isDeleted": false,
            "resolveTableName": "Persons", "briefText": null, "excludeQuery": null, "includeQuery": null,
            "bodyQuery": {"selection": {"tableName": "Persons", "limits": null}, "todayAt": null},
            "selectionModifiers": {"limits": {"type": "Percent", "percent": "NaN"}, "topN": {"variableName": "peIncome",
                "direction": "Top", "value": 5, "percent": "NaN", "minValue": "NaN", "maxValue": "NaN"}, "nPer": null, "rfv": null}}),
        ),
    ]
}

fn others() -> Vec<Row> {
    let session = json!({"accessToken": "a.b.c", "user": user(), "sessionId": "s-1", "lastLogin": null,
        "licence": {"audienceSelection": true, "audiencePreview": true, "export": true, "advancedQuery": true,
            "cube": true, "profile": false, "dashboards": true, "dashboardsPareto": false}});
    let mut newer = session.clone();
    let more = json!({"campaignSingleStep": true, "campaignOrbitOverview": false,
        "campaignCustomisedDataDelivery": true, "bundles": [{"id": 3}], "aiId": "a-1"});
    newer["licence"].as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    vec![
        row::<PagedResultsUserCollectionSummary>(
            "a list of an older server",
            json!({"offset": 0, "count": 12,
            "totalCount": 1, "list": [{"viewingUsername": "ben", "status": "Default", "sharedToMe": true,
                "sharedByMe": false, "id": 1, "title": "T", "description": "D", "creationDate": "2023-02-03T04:05:06.789",
                "owner": null, "deletionDate": null, "numberOfParts": null, "numberOfUsersSharedWith": 1,
                "shareId": 2, "numberOfHits": 3, "systemName": "shop"}]}),
        ),
        row::<SessionDetails>("a session", session),
        row::<SessionDetails>("a session of a newer server", newer),
        row::<CreateSessionParameters>(
            "salts",
            json!({"loginSalt": "l", "saltPassword": true, "userSalt": "",
            "usePasswordHashes": false, "hashAlgorithm": "SHA384"}),
        ),
        row::<TemporaryFilePart>(
            "a part",
            json!({"id": "a__1.csv", "partNumber": 1, "temporaryFileCreated": true}),
        ),
        row::<EndpointDetails>(
            "an operation of the server",
            json!({"name": "CountQuerySync", "groupName": "Queries",
            "method": "POST", "urlTemplate": "{dataViewName}/Queries/{systemName}/CountSync",
            "allowsAnonymousAccess": false, "isExperimental": false, "isUnderDevelopment": false,
            "requiresLicenceFlags": ["AdvancedQuery"], "optionallyRequiresLicenceFlags": ["Later"], "requiresRoles": []}),
        ),
        row::<ErrorMessage>(
            "a failure",
            json!({"code": 4, "id": 91, "message": "No.", "parameters": [
            {"key": "name", "value": "x"}]}),
        ),
        row::<ErrorMessage>("a failure that says little", json!({"message": null})),
        row::<LicensingInfo>(
            "a price that is not known",
            json!({"creditRemaining": 10.5, "grandTotalCost": "NaN",
            "numberOfRecordsToLicense": 4, "queryId": null}),
        ),
        row::<ChannelStatistics>(
            "costs that are not known",
            json!({"days": ["2023-02-03"], "totalCommunicationsCount": 1,
            "totalCost": "NaN", "perChannelStats": {"5": {"communicationsCounts": [1], "costs": ["NaN", 0.5],
                "totalCommunicationsCount": 1, "totalCost": 0.5}}}),
        ),
        row::<Size>("a size of none", json!({"width": "NaN", "height": 4.5})),
    ]
}

#[test]
fn each_is_read_and_written_back() {
    for Row { what, sent, back } in
        [results(), systems(), audiences(), others()].into_iter().flatten()
    {
        assert_eq!(plain(&back), plain(&sent), "{what}");
    }
}
