//! Orbit's audiences: versions, counts, exports, checks, at once and by jobs.

use std::time::Duration;

use cbrain_apteco::apteco::filters::{AudienceFields, UserAudienceFields};
use cbrain_apteco::apteco::types::{
    CalculateAudienceDetails, CheckAudienceDetails, Column, CreateAudienceDetail,
    CreateAudienceUpdate, Dimension, DimensionType, ExportAudienceDetails, IncludeDeleted, Query,
};
use cbrain_apteco::apteco::{Job, JobError, any, variable};

use crate::orbit::{session, session_of};
use crate::raw::double;

fn women() -> CreateAudienceDetail {
    let query = Query::of("People").where_(variable("peGender").is("F"));
    CreateAudienceDetail::new("Women", "Holidays").with_body_query(query)
}

#[tokio::test]
async fn audiences_are_walked_and_deleted_ones_only_if_they_are_wanted() {
    let double = double().await;
    let session = session(&double).await;
    let walk = async |includes: IncludeDeleted| {
        let mut items = session.audiences().list().include_deleted(&includes).count(5).items();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            found.push(item.unwrap());
        }
        found
    };
    let found = walk(IncludeDeleted::OnlyNotDeleted).await;
    assert_eq!(found.len(), 12);
    assert!(found[0].deletion_date.is_none());
    assert!(found[0].resolve_table_nett_count.is_none());
    assert_eq!(walk(IncludeDeleted::All).await.len(), 13);
    let own = session.users().list_audiences("anna").count(100).await.unwrap();
    assert_eq!(own.list.len(), 12);
}

#[tokio::test]
async fn audiences_are_picked_and_sorted_by_their_fields() {
    let double = double().await;
    let session = session(&double).await;
    let filter = AudienceFields::TITLE.contains("TRAVELLERS 1");
    let filter = filter.and(!AudienceFields::ID.is(301)).and(AudienceFields::ID.is_at_most(311));
    let list = session.audiences().list().matching(filter).unwrap();
    let list = list.sorted_by(AudienceFields::ID.descending()).await.unwrap();
    assert_eq!(list.list.iter().map(|one| one.id).collect::<Vec<_>>(), [311, 310]);
    let own = session.users().list_audiences("anna");
    let other = UserAudienceFields::LAST_UPDATED_USERNAME.is_not("anna");
    assert_eq!(own.matching(other).unwrap().await.unwrap().total_count, 0);
}

#[tokio::test]
async fn an_audience_has_versions_and_results() {
    let double = double().await;
    let audiences = session(&double).await.audiences();
    let id = audiences.create(&women()).await.unwrap().id;
    let details = CalculateAudienceDetails::new(false);
    let counted = async || {
        let result = audiences.calculate(id, &details).await.unwrap().into_inner();
        result.nett_results.unwrap().counts.unwrap()[0].count_value
    };
    assert_eq!(counted().await, 15);
    let excluded = Query::of("People").where_(any("Bookings", variable("boDest").is("10")));
    let update = CreateAudienceUpdate::new().with_exclude_query(excluded);
    assert_eq!(audiences.create_update(id, &update).await.unwrap().id, 2);
    // Without the two who travel to France.
    assert_eq!(counted().await, 13);
    assert_eq!(audiences.list_updates(id).await.unwrap().list.len(), 2);
    let results = audiences.list_results(id).await.unwrap().into_inner().list;
    assert_eq!(results.iter().map(|one| one.audience_update_id).collect::<Vec<_>>(), [1, 2]);
    let audience = audiences.get(id).await.unwrap();
    assert_eq!(audience.resolve_table_nett_count, Some(13));
    assert!(audience.include_query.is_none());
}

#[tokio::test]
async fn an_audience_is_its_owners() {
    let double = double().await;
    let id = session(&double).await.audiences().create(&women()).await.unwrap().id;
    let ben = session_of(&double, "ben").await.audiences();
    assert!(ben.delete(id).await.unwrap_err().is_forbidden());
    assert!(ben.list().await.unwrap_err().is_forbidden());
    let anna = session(&double).await.audiences();
    anna.delete(id).await.unwrap();
    assert!(anna.get(id).await.unwrap().deletion_date.is_some());
}

fn quickly<R>(job: Job<R>) -> Job<R> {
    job.with_interval(Duration::from_millis(1), Duration::from_millis(1))
}

#[tokio::test]
async fn a_job_waits_in_the_queue_goes_on_and_has_a_result() {
    let double = double().await;
    let audiences = session(&double).await.audiences();
    let id = audiences.create(&women()).await.unwrap().id;
    let details = CalculateAudienceDetails::new(false);
    let mut job = quickly(audiences.start_calculate(id, &details).await.unwrap());
    let mut seen = vec![(job.progress().queue_position(), job.progress().progress())];
    while let Some(progress) = job.next().await {
        let progress = progress.unwrap();
        seen.push((progress.queue_position(), progress.progress()));
    }
    let (queued, running) =
        ([(Some(2), None), (Some(1), None)], [(None, Some(20)), (None, Some(60))]);
    assert_eq!(seen, [&queued[..], &running[..], &[(None, None)]].concat());
    let counts = job.finish().await.unwrap().nett_results.unwrap().counts.unwrap();
    assert_eq!(counts[0].count_value, 15);
}

#[tokio::test]
async fn exports_and_checks_are_jobs_as_well() {
    let double = double().await;
    let session = session(&double).await;
    let audiences = session.audiences();
    let id = audiences.create(&women()).await.unwrap().id;
    let columns = [Column::new("0", "Surname").with_variable_name("peSurname")];
    let details = ExportAudienceDetails::new(3, true, columns, false).with_filename("a.csv");
    let export =
        quickly(audiences.start_export(id, &details).await.unwrap()).finish().await.unwrap();
    assert_eq!(export.rows.unwrap().len(), 3);
    let file = session.files().get("Holidays", &export.file_path.unwrap()).await.unwrap();
    assert!(file.starts_with(b"Surname\r\n"));

    let region = Dimension::new("d", DimensionType::Selector).with_variable_name("peRegion");
    let checks = audiences.start_check(id, &CheckAudienceDetails::new([region])).await.unwrap();
    let [check] = checks.try_into().unwrap();
    let check = quickly(check).finish().await.unwrap();
    assert_eq!(check.dimension_results[0].base_counts, "0\t8\t7\t7\t8");
}

#[tokio::test]
async fn a_job_that_is_given_up_says_so() {
    let double = double().await;
    let audiences = session(&double).await.audiences();
    let id = audiences.create(&women()).await.unwrap().id;
    let details = CalculateAudienceDetails::new(false);
    let job = audiences.start_calculate(id, &details).await.unwrap();
    let number = job.id();
    job.cancel().await.unwrap();
    let look = audiences.get_calculate_job(id, number);
    let again = Job::follow(number, look, audiences.cancel_calculate_job(id, number));
    let error = again.finish().await.unwrap_err();
    assert!(matches!(error, JobError::Cancelled { .. }), "{error}");
}

#[tokio::test]
async fn a_job_that_cannot_be_done_ends_with_the_reason() {
    let double = double().await;
    let audiences = session(&double).await.audiences();
    let query = Query::of("People").where_(variable("peNothing").is("F"));
    let broken = CreateAudienceDetail::new("Broken", "Holidays").with_body_query(query);
    let id = audiences.create(&broken).await.unwrap().id;
    let details = CalculateAudienceDetails::new(false);
    let job = quickly(audiences.start_calculate(id, &details).await.unwrap());
    let error = job.finish().await.unwrap_err();
    let reason = "job 71 is over without a result: there is no variable \"peNothing\"";
    assert_eq!(error.to_string(), reason);
}
