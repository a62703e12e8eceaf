//! Orbit's queries, counted.

use cbrain_apteco::apteco::types::{
    Limits, NPer, Query, QueryFile, RecordSet, Sampling, SaveQueryFile, Selection, TopN,
};
use cbrain_apteco::apteco::{Condition, any, the, variable};
use jiff::civil::date;

use crate::orbit::session;
use crate::raw::double;

async fn count(query: &Query) -> Vec<(String, i64)> {
    let double = double().await;
    let result = session(&double).await.queries().count("Holidays", query).await.unwrap();
    let counts = result.into_inner().counts.unwrap();
    counts.into_iter().map(|count| (count.table_name, count.count_value)).collect()
}

async fn people(condition: impl Into<Condition>) -> i64 {
    count(&Query::of("People").where_(condition)).await[0].1
}

async fn bookings(condition: impl Into<Condition>) -> i64 {
    count(&Query::of("Bookings").where_(condition)).await[0].1
}

#[tokio::test]
async fn codes_numbers_texts_and_days_are_compared() {
    assert_eq!(people(variable("peGender").is("F")).await, 15);
    assert_eq!(people(variable("peGender").is_in(["F", "M"])).await, 27);
    assert_eq!(people(variable("peGender").is("!")).await, 3);
    assert_eq!(people(variable("peIncome").is("<25000")).await, 6);
    assert_eq!(people(variable("peIncome").is(">=25000 - <30000")).await, 4);
    assert_eq!(people(variable("peIncome").is_missing()).await, 3);
    assert_eq!(people(variable("peSurname").contains(["ar"])).await, 4);
    assert_eq!(people(variable("peSurname").begins_with(["b"])).await, 0);
    assert_eq!(people(variable("peSurname").begins_with(["b"]).ignoring_case()).await, 5);
    assert_eq!(people(variable("peSurname").ends_with(["s"])).await, 9);
    let days = [date(2021, 1, 15), date(2021, 2, 15), date(2021, 2, 16)];
    assert_eq!(bookings(variable("boTravel").is_on(days)).await, 2);
    let year = variable("boTravel").is_between(Some(date(2022, 1, 1)), Some(date(2022, 12, 31)));
    assert_eq!(bookings(year).await, 12);
    let later = variable("boTravel").is_between(Some(date(2023, 1, 1)), None);
    assert_eq!(bookings(later).await, 19);
}

#[tokio::test]
async fn conditions_are_joined_and_turned_round() {
    let women = || variable("peGender").is("F");
    assert_eq!(people(!women()).await, 15);
    assert_eq!(people(women().or(variable("peGender").is("M"))).await, 27);
    assert_eq!(people(women().and(variable("peGender").is("M"))).await, 0);
}

#[tokio::test]
async fn conditions_lead_up_and_down() {
    let france = || any("Bookings", variable("boDest").is("10"));
    assert_eq!(people(france()).await, 8);
    assert_eq!(people(variable("peGender").is("F").and(france())).await, 2);
    assert_eq!(bookings(the("People", variable("peGender").is("F"))).await, 14);
    let query = Query::of("Bookings").where_(variable("boDest").is("10")).with_ancestors();
    assert_eq!(count(&query).await, [("Bookings".to_owned(), 8), ("People".to_owned(), 8)]);
}

#[tokio::test]
async fn what_is_selected_is_limited() {
    let all = || Query::of("Bookings");
    let one = async |query: Query| count(&query).await[0].1;
    assert_eq!(one(all().limited(Limits::count(5, Sampling::First))).await, 5);
    assert_eq!(one(all().limited(Limits::share(10.0, Sampling::Random))).await, 5);
    assert_eq!(one(all().limited(Limits::part(1, 2, Sampling::First))).await, 22);
    assert_eq!(one(all().top(TopN::greatest("boCost", 3))).await, 3);
    assert_eq!(one(all().top(TopN::places("boCost", 2.0, 4.0))).await, 3);
    assert_eq!(one(all().top(TopN::greatest_of_each("boDest", "boCost", 2))).await, 10);
    assert_eq!(one(all().per(NPer::last(1, "Bookings", "boTravel", "People"))).await, 22);
    assert_eq!(one(Query::of("People").among(RecordSet::of("peUrn", [3, 4, 99]))).await, 2);
    // A part with limits of its own.
    let first = Selection::new("People").with_limits(Limits::count(10, Sampling::First));
    assert_eq!(people(Condition::from(first).and(variable("peGender").is("F"))).await, 5);
}

#[tokio::test]
async fn a_query_is_kept_in_a_file() {
    let double = double().await;
    let queries = session(&double).await.queries();
    let query = Query::of("People").where_(variable("peGender").is("F"));
    let kept = SaveQueryFile::new("Private/women.xml", query.clone());
    queries.save_file("Holidays", &kept).await.unwrap();
    let file = QueryFile::new("Private/women.xml");
    let counted = queries.count_file("Holidays", &file).await.unwrap().into_inner();
    assert_eq!(counted.counts.unwrap()[0].count_value, 15);
    assert_eq!(queries.get_file("Holidays", &file).await.unwrap().query, Some(query));
    let none = QueryFile::new("Private/none.xml");
    assert!(queries.count_file("Holidays", &none).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn what_cannot_be_meant_and_what_the_double_cannot_do_are_told_apart() {
    let double = double().await;
    let queries = session(&double).await.queries();
    let refused = async |query: Query| {
        let error = queries.count("Holidays", &query).await.unwrap_err();
        (error.status().unwrap().as_u16(), error.message().unwrap())
    };
    assert_eq!(refused(Query::new()).await, (400, "the query has no selection".to_owned()));
    let other = Query::of("People").where_(variable("boDest").is("10"));
    assert_eq!(refused(other).await, (400, "boDest is not in the table \"People\"".to_owned()));
    let rule = variable("boTravel").is_during(cbrain_apteco::apteco::types::PredefinedRule::Today);
    assert_eq!(refused(Query::of("Bookings").where_(rule)).await.0, 501);
}
