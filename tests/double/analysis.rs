//! Orbit's cubes and exports.

use cbrain_apteco::apteco::types::{
    BandingType, Column, ColumnDetail, Cube, CubeRequired, CubeStorage, Dimension,
    DimensionBanding, DimensionType, Export, Measure, MeasureFunction, Output, Query,
    UnclassifiedFormat,
};
use cbrain_apteco::apteco::variable;

use crate::orbit::session;
use crate::raw::double;

fn cube(dimensions: Vec<Dimension>, measure: Measure) -> Cube {
    Cube::from(CubeRequired {
        base_query: Query::of("Bookings"),
        resolve_table_name: "Bookings",
        storage: CubeStorage::Full,
        dimensions,
        measures: vec![measure],
    })
}

fn destination() -> Dimension {
    Dimension::new("d1", DimensionType::Selector).with_variable_name("boDest")
}

/// The headers of the dimensions, and the rows of the measure.
async fn calculated(cube: &Cube) -> (Vec<String>, Vec<String>) {
    let double = double().await;
    let result = session(&double).await.cubes().calculate("Holidays", cube).await.unwrap();
    let result = result.into_inner();
    // Null, though upstream says that it is a flag.
    assert_eq!(result.ran_successfully, None);
    let headers = result.dimension_results.unwrap();
    let rows = result.measure_results.unwrap().remove(0).rows;
    (headers.into_iter().map(|header| header.header_codes).collect(), rows)
}

#[tokio::test]
async fn a_cube_counts_each_pair_of_categories_and_all_of_them() {
    let years = Dimension::new("d2", DimensionType::DateBand)
        .with_variable_name("boTravel")
        .with_banding(DimensionBanding::new(BandingType::Years));
    let count = Measure::new("m1", "Bookings", MeasureFunction::Count);
    let (headers, rows) = calculated(&cube(vec![destination(), years], count)).await;
    assert_eq!(headers, [" !\t10\t11\t12\t13\t14\tiTOTAL", "0000\t2021\t2022\t2023\t2024\tiTOTAL"]);
    assert_eq!(
        rows,
        [
            "0\t0\t0\t0\t0\t0\t0",
            "0\t2\t3\t3\t2\t2\t12",
            "0\t3\t2\t2\t2\t3\t12",
            "0\t2\t2\t2\t3\t2\t11",
            "0\t1\t2\t2\t1\t2\t8",
            "0\t8\t9\t9\t8\t9\t43",
        ]
    );
}

#[tokio::test]
async fn a_mean_of_no_records_is_no_number() {
    let mean = Measure::new("m1", "Bookings", MeasureFunction::Mean).with_variable_name("boCost");
    let (_, rows) = calculated(&cube(vec![destination()], mean)).await;
    let cells: Vec<&str> = rows[0].split('\t').collect();
    assert_eq!(cells[..4], ["NaN", "929.9375", "612.75", "650.25"]);
}

#[tokio::test]
async fn a_variable_of_the_table_above_divides_the_records_below() {
    let gender = Dimension::new("d1", DimensionType::Selector).with_variable_name("peGender");
    let count = Measure::new("m1", "Bookings", MeasureFunction::Count);
    let (_, rows) = calculated(&cube(vec![gender], count)).await;
    let numbers: Vec<&str> = rows[0].split('\t').collect();
    assert_eq!((numbers[1], numbers[3]), ("14", "43"));
}

fn export(columns: Vec<Column>) -> Export {
    Export::new("Bookings", 2, true, columns)
        .selecting(Query::of("Bookings").where_(variable("boDest").is("10")))
}

fn column(id: &str, variable: &str) -> Column {
    Column::new(id, variable).with_variable_name(variable)
}

#[tokio::test]
async fn an_export_has_codes_and_descriptions_and_no_more_rows_than_wanted() {
    let double = double().await;
    let columns = vec![column("0", "boDest"), column("1", "boCost"), column("2", "boTravel")];
    let exports = session(&double).await.exports();
    let result = exports.run("Holidays", &export(columns)).await.unwrap().into_inner();
    assert_eq!(result.counts.unwrap()[0].count_value, 8);
    let rows = result.rows.unwrap();
    assert_eq!(rows.len(), 2);
    let cells: Vec<&str> = rows[0].descriptions.split('\t').collect();
    assert_eq!((cells[0], cells.len()), ("France", 3));
    // Days as people write them, and no code where the description is it.
    assert_eq!(cells[2].split('-').map(str::len).collect::<Vec<_>>(), [2, 2, 4]);
    let codes: Vec<&str> = rows[0].codes.as_deref().unwrap().split('\t').collect();
    assert_eq!((codes[0], codes[1]), ("10", ""));
}

#[tokio::test]
async fn an_export_writes_a_file_of_all_rows() {
    let double = double().await;
    let session = session(&double).await;
    let columns = vec![
        column("0", "boDest").with_detail(ColumnDetail::Code),
        column("1", "peGender").with_unclassified_format(UnclassifiedFormat::Empty),
    ];
    let output = Output::new().with_delimiter(";").with_alpha_encloser("\"");
    let export = export(columns).with_path_to_export_to("Private/lists/a.csv").with_output(output);
    session.exports().run("Holidays", &export).await.unwrap();
    let file = session.files().get("Holidays", "Private/lists/a.csv").await.unwrap().into_inner();
    let file = String::from_utf8(file.to_vec()).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!((lines[0], lines.len()), ("\"boDest\";\"peGender\"", 9));
    assert!(lines[1].starts_with("\"10\";"), "{file}");
}
