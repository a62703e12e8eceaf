//! Orbit's cubes and exports: how their parts are made, and what its servers send. The bodies as a whole are in
//! `bodies`.

use cbrain_apteco::apteco::types::{Column, ColumnDetail, Cube, CubeResult, Export, Query, Row};
use cbrain_apteco::apteco::{mean, variable};
use serde::Serialize;
use serde_json::{Value, json};

fn sent(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn a_measure_is_of_its_own_table_or_of_that_of_the_cube() {
    let own = mean("vCost").named("Mean(Cost)").of("Bookings").on("People");
    let wanted = json!({"id": "Mean(Cost)", "resolveTableName": "Bookings", "function": "Mean", "variableName": "vCost"});
    assert_eq!(sent(&own), wanted);
    let cube = Cube::of("People").measure(mean("vCost"));
    assert_eq!(cube.measures[0].resolve_table_name, "People");
    assert_eq!(cube.measures[0].id, "Mean(vCost)");
}

#[test]
fn a_number_in_bands() {
    let bands = variable("vCost").in_bands(["<=0", ">0 - <=10"]).with_none_cell(true);
    assert_eq!(
        sent(&bands.with_omit_unclassified(true)),
        json!({"id": "vCost", "type": "NumericBand", "variableName": "vCost",
            "banding": {"type": "Custom", "customValues": "<=0\t>0 - <=10"},
            "noneCell": true, "omitUnclassified": true})
    );
}

#[test]
fn ids_of_a_cube_and_an_export_are_different() {
    let day = || variable("vDay");
    let cube = Cube::of("T").by(day().per_year()).by(day().per_month()).by(day().per_day());
    let ids: Vec<&str> = cube.dimensions.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["vDay", "vDay 2", "vDay 3"]);
    let export = Export::of("T").column(day()).column(day().titled("Day"));
    assert_eq!(export.columns[1].id, "vDay 2");
}

#[test]
fn a_column_is_of_a_variable_or_of_a_query() {
    let column = Column::of_query("Abroad", Query::of("People")).with_detail(ColumnDetail::Code);
    assert_eq!(
        sent(&column),
        json!({"id": "Abroad", "columnHeader": "Abroad", "detail": "Code",
            "query": {"selection": {"tableName": "People"}}})
    );
}

#[test]
fn conditions_narrow_cubes_and_exports() {
    let place = || variable("vPlace").is("10");
    let query = sent(&Query::of("T").where_(place()));
    assert_eq!(sent(&Cube::of("T").where_(place()).base_query), query);
    for export in [Export::of("T"), Export::new("T", 0, false, [])] {
        assert_eq!(export.where_(place()).base_query.value().map(sent), Some(query.clone()));
    }
}

#[test]
fn the_numbers_and_the_categories_of_a_cube() {
    let text = r#"{"title": null, "notes": null, "ranSuccessfully": null, "systemName": null,
        "systemLoadDate": "2024-01-02T15:03:02", "userName": null, "runDate": null, "queryDescription": null,
        "dimensionResults": [
            {"id": "d1", "headerCodes": " !\t01\t02\tiTOTAL", "headerDescriptions": "Unclassified\tA\tB\tiTOTAL"},
            {"id": "d2", "headerCodes": "0000\t2024\tiTOTAL", "headerDescriptions": "Unclassified\t2024"}],
        "measureResults": [{"id": "m1", "rows": ["0\t0\tNaN\t-", "1\t20\t3.5\t24"], "cells": []}], "cube": null,
        "counts": [{"tableName": "People", "countValue": 24}]}"#;
    let cube: CubeResult = serde_json::from_str(text).unwrap();
    let [first, second] = &cube.dimension_results.unwrap()[..] else { panic!("two dimensions") };
    assert_eq!(first.categories()[..2], [(" !", "Unclassified"), ("01", "A")]);
    assert_eq!(second.categories()[2], ("iTOTAL", ""));
    assert_eq!(
        cube.measure_results.unwrap()[0].numbers(),
        [
            vec![Some(0.0), Some(0.0), None, None],
            vec![Some(1.0), Some(20.0), Some(3.5), Some(24.0)]
        ]
    );
}

#[test]
fn a_row_has_a_code_and_a_description_for_each_column() {
    let row: Row =
        serde_json::from_value(json!({"codes": "10\t", "descriptions": "Spain\t87.65"})).unwrap();
    assert_eq!(row.values(), [("10", "Spain"), ("87.65", "87.65")]);
    let bare: Row = serde_json::from_value(json!({"codes": null, "descriptions": "a\tb"})).unwrap();
    assert_eq!(bare.values(), [("a", "a"), ("b", "b")]);
}
