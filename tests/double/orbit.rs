//! Orbit's lists, and what a system tells of itself.

use cbrain_apteco::apteco::{Client, Session};

use crate::double::Double;
use crate::raw::double;

/// A session of the administrator, or of another user.
pub(crate) async fn session_of(double: &Double, user: &str) -> Session {
    let value = |name| double.variable(name).unwrap();
    let client = Client::builder().base_url(value("APTECO_URL")).build().unwrap();
    Session::log_in(&client, "holidays", user, value("APTECO_PASSWORD")).await.unwrap()
}

pub(crate) async fn session(double: &Double) -> Session {
    session_of(double, "anna").await
}

#[tokio::test]
async fn data_views_are_listed_before_anybody_logs_in() {
    let double = double().await;
    let url = double.variable("APTECO_URL").unwrap();
    let client = Client::builder().base_url(url).build().unwrap();
    let views = client.about().data_views().await.unwrap();
    assert_eq!(views.list.len(), 1);
}

#[tokio::test]
async fn a_system_is_found_with_its_tables_and_variables() {
    let double = double().await;
    let systems = session(&double).await.fast_stats_systems();
    assert_eq!(systems.list().await.unwrap().list[0].view_name, "Holidays");
    // Capitals do not matter.
    assert!(systems.get("holidays").await.unwrap().date_settings.is_some());
    let tables = systems.list_tables("Holidays").await.unwrap().into_inner().list;
    let tables: Vec<_> = tables
        .iter()
        .map(|table| (&*table.name, &*table.parent_table, table.total_records))
        .collect();
    assert_eq!(tables, [("People", "", 30), ("Bookings", "People", 43)]);
    let variable = systems.get_variable("Holidays", "peBirth").await.unwrap();
    assert!(variable.text_info.is_none());
    // A time without an offset.
    assert!(variable.selector_info.as_ref().unwrap().minimum_date.is_some());
    let codes = systems.list_codes("Holidays", "peGender").await.unwrap().into_inner().list;
    let codes: Vec<_> = codes.iter().map(|code| (&*code.code, code.count)).collect();
    assert_eq!(codes, [("!", Some(3)), ("F", Some(15)), ("M", Some(12))]);
    let folder = systems.list_folder("Holidays", "People").await.unwrap();
    assert_eq!(folder.list.len(), 6);
    assert!(systems.get("Hotels").await.unwrap_err().is_not_found());
}

/// The names of the variables that meet a filter, in an order.
async fn variables(filter: &str, order: &str) -> Vec<String> {
    let double = double().await;
    let systems = session(&double).await.fast_stats_systems();
    let mut items =
        systems.list_variables("Holidays").filter(filter).order_by(order).count(2).items();
    let mut names = Vec::new();
    while let Some(item) = items.next().await {
        names.push(item.unwrap().name);
    }
    names
}

#[tokio::test]
async fn lists_are_filtered_and_ordered() {
    let names = variables("(TableName eq 'People') and (Type eq 'Selector')", "-Name").await;
    assert_eq!(names, ["peRegion", "peGender", "peBirth"]);
    assert_eq!(variables("numberofcodes > 5", "Name").await, ["boDest"]);
    assert_eq!(variables("Name like 'COST' or Name like \"urn\"", "Name").await.len(), 4);
    // `and` and `or` have the same rank: they are read from left to right.
    let names =
        variables("Name eq 'peUrn' or Name eq 'boUrn' and TableName eq 'Bookings'", "").await;
    assert_eq!(names, ["boUrn"]);
    assert_eq!(variables("not (TableName eq 'People')", "Name").await.len(), 4);
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_refused() {
    let double = double().await;
    let systems = session(&double).await.fast_stats_systems();
    for filter in ["Nonsense eq 'x'", "Name eq", "Name eq 'x", "(Name eq 'x'", "Name near 'x'"] {
        let error = systems.list_variables("Holidays").filter(filter).await.unwrap_err();
        assert!(error.is_bad_request(), "{filter}: {error}");
        assert!(error.message().is_some(), "{filter}");
    }
}
