//! Filters and orders of Orbit's lists, as they are sent.

mod language;
mod lists;

use cbrain_apteco::AnyError;
use cbrain_apteco::apteco::filters::{
    AudienceFields, AudienceUpdateFields, ElementStatusFields, FilterError, HitFields, SpanFields,
    UserAudienceFields, VariableFields,
};
use cbrain_apteco::apteco::types::{IncludeDeleted, VariableType};
use jiff::civil::{date, datetime};
use tests::server::{CannedResponse, Server};

use crate::support::apteco;

const EMPTY: &str = r#"{"offset":0,"count":0,"totalCount":0,"list":[]}"#;

fn server() -> Server {
    Server::start([CannedResponse::json(200, EMPTY)])
}

#[tokio::test]
async fn a_filter_and_an_order_are_parameters_of_the_query() {
    let server = server();
    let filter = AudienceFields::TITLE.contains("50% & more");
    let filter = filter.and(AudienceFields::ID.is_at_least(300));
    let list = apteco(&server).audiences().list().matching(filter).unwrap();
    let list = list.sorted_by(AudienceFields::CREATED_ON.descending());
    list.include_deleted(&IncludeDeleted::All).count(5).await.unwrap();
    assert_eq!(
        server.request().target,
        "/holidays/Audiences?includeDeleted=All\
         &filter=%28Title%20like%20%2750%25%20%26%20more%27%29%20and%20%28Id%20gte%20300%29\
         &orderBy=-CreatedOn&count=5"
    );
}

#[tokio::test]
async fn an_enum_is_a_choice_and_an_order_goes_up_without_a_sign() {
    let server = server();
    let systems = apteco(&server).fast_stats_systems();
    let list = systems.list_variables("Holidays");
    let list = list.matching(VariableFields::TYPE.is(VariableType::Selector)).unwrap();
    list.sorted_by(VariableFields::NAME.ascending()).await.unwrap();
    assert_eq!(
        server.request().target,
        "/holidays/FastStatsSystems/Holidays/Variables\
         ?filter=Type%20eq%20%27Selector%27&orderBy=Name"
    );
}

#[tokio::test]
async fn a_text_with_an_apostrophe_stands_between_quotation_marks() {
    let server = server();
    let filter = UserAudienceFields::OWNER_USERNAME.is("O'Brien");
    let list = apteco(&server).users().list_audiences("anna").matching(filter).unwrap();
    list.await.unwrap();
    assert_eq!(
        server.request().target,
        "/holidays/Users/anna/Audiences?filter=OwnerUsername%20eq%20%22O%27Brien%22"
    );
}

#[tokio::test]
async fn a_text_with_both_kinds_of_quotes_is_refused_before_anything_is_sent() {
    let server = Server::start([]);
    let client = apteco(&server);
    let list = || async {
        let said = AudienceFields::TITLE.is("O'Brien's \"best\"");
        let filter = AudienceFields::ID.is(1).or(!said).and(AudienceFields::ID.is(2));
        client.audiences().list().matching(filter)?.await?;
        Ok::<(), AnyError>(())
    };
    let error = list().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "a filter cannot have the text \"O'Brien's \\\"best\\\"\": it has quotes of both kinds, \
         which the language of filters cannot escape; look for a part of it, and compare the \
         entries"
    );
    assert!(error.downcast_ref::<FilterError>().is_some());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn each_page_is_asked_for_with_the_filter() {
    let page = |offset: u8| {
        let hit = r#"{"id":1,"audienceId":301,"user":{"id":7,"username":"anna","firstname":"A","surname":"S","emailAddress":"a@example.com"},"timestamp":"2024-01-02T03:04:05"}"#;
        let list = if offset == 0 { hit } else { "" };
        let text = format!(r#"{{"offset":{offset},"count":1,"totalCount":2,"list":[{list}]}}"#);
        CannedResponse::json(200, &text)
    };
    let server = Server::start([page(0), page(1)]);
    let list = apteco(&server).audiences().list_hits(301);
    let list = list.matching(HitFields::USERNAME.is("anna")).unwrap();
    let mut hits = list.sorted_by(HitFields::TIMESTAMP.ascending()).count(1).items();
    while let Some(hit) = hits.next().await {
        hit.unwrap();
    }
    let targets: Vec<String> =
        server.requests().into_iter().map(|request| request.target).collect();
    let filter = "filter=Username%20eq%20%27anna%27&orderBy=Timestamp";
    assert_eq!(
        targets,
        [
            format!("/holidays/Audiences/301/Hits?{filter}&count=1"),
            format!("/holidays/Audiences/301/Hits?{filter}&offset=1&count=1"),
        ]
    );
}

#[tokio::test]
async fn a_span_of_days_is_a_filter_of_its_own() {
    let server = Server::start([CannedResponse::json(200, "{}")]);
    let span = SpanFields::DATE.is_at_earliest(date(2024, 1, 1));
    let span = span.and(SpanFields::DATE.is_before(date(2024, 2, 1)));
    let call = apteco(&server).people_stage().get_descendant_range_statistics("Holidays", "e-1");
    let call = call.during(span).unwrap();
    let _ = call.await;
    assert_eq!(
        server.request().target,
        "/holidays/PeopleStage/Holidays/Elements/e-1/RangeStats/Descendants/Sync\
         ?dateRange=%28Date%20gte%20%272024-01-01%27%29%20and%20%28Date%20lt%20%272024-02-01%27%29"
    );
}

#[test]
fn texts_choices_numbers_and_times_have_operators_of_their_own() {
    type Of = AudienceFields;
    let name = ElementStatusFields::TYPE.is_not("Campaign");
    assert_eq!(name.into_text().unwrap(), "Type neq 'Campaign'");
    let moment = datetime(2024, 1, 2, 3, 4, 5, 0);
    let (day, last) = (date(2024, 2, 29), date(9999, 12, 31));
    let all = [
        (Of::TITLE.is(""), "Title eq ''"),
        (Of::TITLE.is_not("a b"), "Title neq 'a b'"),
        (Of::TITLE.contains("日\n"), "Title like '日\n'"),
        (Of::ID.is(7), "Id eq 7"),
        (Of::ID.is_not(i64::MAX), "Id neq 9223372036854775807"),
        (Of::ID.is_less_than(7_u8), "Id lt 7"),
        (Of::ID.is_at_most(7_u32), "Id lte 7"),
        (Of::ID.is_greater_than(0), "Id gt 0"),
        (Of::ID.is_at_least(7), "Id gte 7"),
        (Of::CREATED_ON.is_before(moment), "CreatedOn lt '2024-01-02T03:04:05'"),
        (Of::CREATED_ON.is_at_latest(day), "CreatedOn lte '2024-02-29'"),
        (Of::DELETED_ON.is_after(day), "DeletedOn gt '2024-02-29'"),
        (Of::DELETED_ON.is_at_earliest(date(1, 1, 1)), "DeletedOn gte '0001-01-01'"),
        (Of::CREATED_ON.is_on(day), "(CreatedOn gte '2024-02-29') and (CreatedOn lt '2024-03-01')"),
        (Of::CREATED_ON.is_on(last), "CreatedOn gte '9999-12-31'"),
    ];
    for (filter, text) in all {
        assert_eq!(filter.into_text().unwrap(), text);
    }
}

#[test]
fn what_the_same_word_joins_is_not_nested_and_all_else_has_brackets() {
    let id = |number: i64| AudienceFields::ID.is(number);
    let all = [
        (id(1).and(id(2)).and(id(3)), "(Id eq 1) and (Id eq 2) and (Id eq 3)"),
        (id(1).and(id(2)).or(id(3)), "((Id eq 1) and (Id eq 2)) or (Id eq 3)"),
        (id(1).or(id(2).and(id(3))), "(Id eq 1) or ((Id eq 2) and (Id eq 3))"),
        (!id(1).or(id(2)), "not ((Id eq 1) or (Id eq 2))"),
        (!!id(1), "not (not (Id eq 1))"),
        ((!id(1)).or(id(2)).or(id(3)), "(not (Id eq 1)) or (Id eq 2) or (Id eq 3)"),
    ];
    for (filter, text) in all {
        assert_eq!(filter.into_text().unwrap(), text);
    }
}

#[test]
fn a_text_that_the_server_would_read_as_a_date_is_refused() {
    let dates = [
        "20240131",
        "20240131 235959",
        "2024-01-31T23:59:59",
        "2024-01-31",
        "31-01-2024",
        "31-01-2024 23:59:59",
    ];
    for text in dates {
        let error = AudienceFields::TITLE.is(text).into_text().unwrap_err();
        assert_eq!(error, FilterError::Date { text: text.to_owned() });
        assert!(error.to_string().contains("the server would read it as a date"), "{error}");
    }
}

#[test]
fn a_text_that_is_no_date_is_none_because_it_has_digits() {
    for text in
        ["12345678", "20240231", "2024-1-31", "31-13-2024", "20240131 246060", "二〇二四〇一三一"]
    {
        let filter = AudienceFields::TITLE.is(text).into_text();
        assert_eq!(filter.unwrap(), format!("Title eq '{text}'"));
    }
}

#[test]
fn a_time_that_the_language_does_not_have_is_refused() {
    let moments = [datetime(2024, 1, 2, 3, 4, 5, 6_000_000), datetime(0, 1, 1, 0, 0, 0, 0)];
    for moment in moments {
        let error = AudienceUpdateFields::TIMESTAMP.is_after(moment).into_text().unwrap_err();
        assert_eq!(error, FilterError::Time { time: moment.to_string() });
        assert!(error.to_string().contains("whole seconds"), "{error}");
    }
}

#[test]
fn a_filter_in_words_of_ones_own_is_joined_as_any_other() {
    type Filter = cbrain_apteco::apteco::filters::Filter<UserAudienceFields>;
    let own = || Filter::of_text("SharedToMe = 1 or SharedByMe = 1");
    assert_eq!(own().into_text().unwrap(), "SharedToMe = 1 or SharedByMe = 1");
    assert_eq!(
        UserAudienceFields::ID.is(1).and(own()).into_text().unwrap(),
        "(Id eq 1) and (SharedToMe = 1 or SharedByMe = 1)"
    );
    assert_eq!(Filter::of_text(" ").and(own()).into_text(), Err(FilterError::Empty));
}

#[test]
fn a_function_takes_the_name_of_a_table() {
    let filter = VariableFields::ancestors_descendants_and_self("People");
    let filter = filter.and(VariableFields::ancestors_and_self("It's"));
    let filter = filter.and(VariableFields::ancestors("Bookings"));
    assert_eq!(
        filter.into_text().unwrap(),
        "(GetAncestorsDescendantsAndSelf('People')) and (GetAncestorsAndSelf(\"It's\")) \
         and (GetAncestors('Bookings'))"
    );
}

#[tokio::test]
async fn an_order_is_a_text_for_the_setter_that_takes_one() {
    let server = server();
    let order = UserAudienceFields::SHARED_TO_ME.descending();
    apteco(&server).users().list_audiences("anna").order_by(&order).await.unwrap();
    assert_eq!(server.request().target, "/holidays/Users/anna/Audiences?orderBy=-SharedToMe");
}
