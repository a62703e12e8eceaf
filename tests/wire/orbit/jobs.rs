//! Orbit's jobs: begun, followed to their ends, given up.

use std::time::Duration;

use cbrain_apteco::apteco::audiences::{Audiences, CancelCalculateJobError};
use cbrain_apteco::apteco::dashboards::Dashboards;
use cbrain_apteco::apteco::data_licensing::DataLicensing;
use cbrain_apteco::apteco::fast_stats_builds::FastStatsBuilds;
use cbrain_apteco::apteco::types::{
    AudienceCalculateJobDetail, AudienceCheckDetail, AudienceCheckJobDetail,
    AudienceDataLicensingInfoJobDetail, AudienceExportDetail, AudienceExportJobDetail,
    AudienceResultDetail, BuildDefinition, BuildJobDetail, BuildResult, CalculateAudienceDetails,
    CalculateDashboardData, CalculateDashboardItemJobCreatedResult, CheckAudienceDetails,
    DashboardItemDataJobCreated, DashboardItemDataJobDetail, DashboardItemDataResultDetail,
    DataLicensingDetail, DataPurchaseDetail, DataPurchaseJobDetail, ExportAudienceDetails,
    LicensingInfo, LicensingSet, LicensingSetsJobDetail, NumberOrNan, PurchaseInfo,
    RenderDataRefreshJobDetail, ServerMessage,
};
use cbrain_apteco::apteco::visualisations::Visualisations;
use cbrain_apteco::apteco::{Client, Job, JobError};
use cbrain_apteco::runtime::{Double, TokioTimer};
use cbrain_apteco::{AnyError, Failure};
use tokio::time::Instant;

type Count = AudienceCalculateJobDetail;

fn client(double: &Double) -> Client {
    let builder = Client::builder().transport(double.clone()).faststats_auth("tok.en-123");
    builder.data_view_name("holidays").build().unwrap()
}

fn double() -> Double {
    Double::new().with_timer(TokioTimer::new())
}

/// Job 71, which waits, or has ended.
fn count(is_complete: bool) -> Count {
    Count::sample().with_id(71).with_is_complete(is_complete)
}

fn done() -> Count {
    count(true).with_audience_result(AudienceResultDetail::sample().with_id(5))
}

/// Begins a count that the server says this of.
async fn begun(double: &Double, said: Count) -> Job<AudienceResultDetail> {
    double.on(Audiences::CREATE_CALCULATE_JOB).returns(said);
    let audiences = client(double).audiences();
    audiences.start_calculate(7, &CalculateAudienceDetails::new(false)).await.unwrap()
}

/// Lets all run that can.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_is_looked_at_less_and_less_often_until_it_is_over() {
    let double = double();
    let job = begun(&double, count(false)).await;
    let look = || double.on(Audiences::GET_CALCULATE_JOB);
    look().times(5).returns(count(false));
    look().returns(done());
    let begin = Instant::now();
    assert_eq!(job.finish().await.unwrap().id, 5);
    // Half a second, one, two, four, five, five.
    assert_eq!(begin.elapsed().as_millis() / 100, 175);
    settle().await;
    // Nobody gives up what is over.
    double.assert_done();
}

#[tokio::test(start_paused = true)]
async fn each_look_says_how_far_a_job_is() {
    let double = double();
    let job = begun(&double, count(false).with_queue_position(2)).await;
    let mut job = job.with_interval(Duration::from_millis(1), Duration::from_millis(1));
    assert_eq!((job.id(), job.progress().queue_position()), (71, Some(2)));
    double.on(Audiences::GET_CALCULATE_JOB).returns(count(false).with_progress(60));
    double.on(Audiences::GET_CALCULATE_JOB).returns(done());
    let progress = job.next().await.unwrap().unwrap();
    assert_eq!((progress.queue_position(), progress.progress()), (None, Some(60)));
    assert!(!progress.is_complete());
    assert!(job.next().await.unwrap().unwrap().is_complete());
    assert!(job.next().await.is_none());
    assert_eq!(job.finish().await.unwrap().id, 5);
    double.assert_done();
}

#[tokio::test(start_paused = true)]
async fn a_job_without_a_result_has_failed_and_says_what_the_server_said() {
    let double = double();
    let message = ServerMessage::sample().with_text("no such variable");
    let job = begun(&double, count(true).with_server_messages(vec![message])).await;
    let error = job.finish().await.unwrap_err();
    assert!(matches!(error, JobError::Failed { id: 71, .. }), "{error:?}");
    assert_eq!(error.to_string(), "job 71 is over without a result: no such variable");
    settle().await;
    double.assert_done();
}

#[tokio::test(start_paused = true)]
async fn a_job_that_somebody_else_gave_up_is_an_error() {
    let double = double();
    let job = begun(&double, count(false)).await;
    double.on(Audiences::GET_CALCULATE_JOB).returns(count(false).with_is_cancelled(true));
    let error = job.finish().await.unwrap_err();
    assert_eq!(error.to_string(), "job 71 was given up");
    settle().await;
    double.assert_done();
}

#[tokio::test(start_paused = true)]
async fn a_limit_ends_the_wait_with_one_last_look_and_gives_the_job_up() {
    let double = double();
    let job = begun(&double, count(false)).await.with_limit(Duration::from_secs(2));
    // After half a second, one and a half, two.
    double.on(Audiences::GET_CALCULATE_JOB).times(3).returns(count(false));
    double.on(Audiences::CANCEL_CALCULATE_JOB).returns(());
    let begin = Instant::now();
    let error = job.finish().await.unwrap_err();
    assert_eq!(error.to_string(), "job 71 is not over after 2s");
    assert_eq!(begin.elapsed().as_secs(), 2);
    settle().await;
    double.assert_done();
}

#[tokio::test]
async fn a_job_that_is_dropped_is_given_up() {
    let double = double();
    let job = begun(&double, count(false)).await;
    double.on(Audiences::CANCEL_CALCULATE_JOB).returns(());
    drop(job);
    settle().await;
    double.assert_done();
    let path = double.requests().last().unwrap().path().to_owned();
    assert!(path.ends_with("/Audiences/7/CalculateJobs/71"), "{path}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_broken_off_gives_the_job_up() {
    let double = double();
    let job = begun(&double, count(false)).await;
    double.on(Audiences::CANCEL_CALCULATE_JOB).returns(());
    tokio::time::timeout(Duration::from_millis(10), job.finish()).await.unwrap_err();
    settle().await;
    double.assert_done();
}

#[tokio::test]
async fn a_job_that_is_left_goes_on() {
    let double = double();
    let id = begun(&double, count(false)).await.leave();
    settle().await;
    double.assert_done();
    double.on(Audiences::GET_CALCULATE_JOB).returns(done());
    let audiences = client(&double).audiences();
    let calls = (audiences.get_calculate_job(7, id), audiences.cancel_calculate_job(7, id));
    // What is followed is looked at without a wait.
    assert_eq!(Job::follow(id, calls.0, calls.1).finish().await.unwrap().id, 5);
}

#[tokio::test]
async fn giving_up_what_the_server_does_not_know_is_no_failure() {
    let double = double();
    let job = begun(&double, count(false)).await;
    let gone = CancelCalculateJobError::NotFound(Failure::new(()));
    double.on(Audiences::CANCEL_CALCULATE_JOB).fails(gone);
    job.cancel().await.unwrap();
    let job = begun(&double, count(false)).await;
    let denied = CancelCalculateJobError::Forbidden(Failure::new(()));
    double.on(Audiences::CANCEL_CALCULATE_JOB).fails(denied);
    let error = AnyError::from(job.cancel().await.unwrap_err());
    assert!(error.is_forbidden(), "{error}");
    settle().await;
    double.assert_done();
}

#[tokio::test]
async fn without_a_timer_a_job_is_looked_at_and_not_waited_for() {
    let double = Double::new();
    let mut job = begun(&double, count(false)).await;
    assert!(matches!(job.next().await, Some(Err(JobError::NoTimer { id: 71 }))));
    double.on(Audiences::GET_CALCULATE_JOB).returns(done());
    assert!(job.look().await.unwrap().is_complete());
    assert_eq!(job.finish().await.unwrap().id, 5);
    double.assert_done();
}

#[tokio::test]
async fn a_look_that_failed_is_tried_again_by_the_next() {
    let double = double();
    let mut job = begun(&double, count(false)).await;
    double.on(Audiences::GET_CALCULATE_JOB).responds(http::StatusCode::CONFLICT, "");
    double.on(Audiences::GET_CALCULATE_JOB).returns(done());
    let error = job.look().await.unwrap_err();
    assert!(error.to_string().starts_with("job 71: "), "{error}");
    assert!(job.look().await.unwrap().is_complete());
    double.assert_done();
}

#[tokio::test(start_paused = true)]
async fn every_job_on_audiences_has_its_result() {
    let double = double();
    let audiences = client(&double).audiences();

    let job = AudienceExportJobDetail::sample();
    double.on(Audiences::CREATE_EXPORT_JOB).returns(job.clone().with_is_complete(false));
    let result = AudienceExportDetail::sample().with_audience_update_id(3);
    let job = job.with_is_complete(true).with_audience_export(result);
    double.on(Audiences::GET_EXPORT_JOB).returns(job);
    let details = ExportAudienceDetails::new(10, true, [], false);
    let job = audiences.start_export(7, &details).await.unwrap();
    assert_eq!(job.finish().await.unwrap().audience_update_id, 3);

    let job = AudienceCheckJobDetail::sample().with_is_complete(false);
    double.on(Audiences::CREATE_CHECK_JOB).returns(Some(vec![job.clone(), job.clone()]));
    let result = AudienceCheckDetail::sample().with_audience_update_id(3);
    let job = job.with_is_complete(true).with_audience_check(result);
    double.on(Audiences::GET_CHECK_JOB).times(2).returns(job);
    for job in audiences.start_check(7, &CheckAudienceDetails::new([])).await.unwrap() {
        assert_eq!(job.finish().await.unwrap().audience_update_id, 3);
    }

    let job = AudienceDataLicensingInfoJobDetail::sample();
    double.on(Audiences::CREATE_DATA_LICENSING_JOB).returns(job.clone().with_is_complete(false));
    let result = LicensingInfo::sample().with_credit_remaining(NumberOrNan::from(7.5));
    let job = job.with_is_complete(true).with_licensing_info(result);
    double.on(Audiences::GET_DATA_LICENSING_JOB).returns(job);
    let job = audiences.start_data_licensing(7, &DataLicensingDetail::new()).await.unwrap();
    let licence = job.finish().await.unwrap();
    assert_eq!(licence.credit_remaining.unwrap().as_number(), Some(7.5));
    double.assert_done();
}

#[tokio::test(start_paused = true)]
async fn every_tile_of_a_dashboard_has_a_job_or_none() {
    let double = double();
    let dashboards = client(&double).dashboards();
    let done = DashboardItemDataJobDetail::sample().with_is_complete(true);
    let done = done.with_dashboard_item_data(DashboardItemDataResultDetail::sample());

    let tile = CalculateDashboardItemJobCreatedResult::sample().with_dashboard_item_id("a");
    let tiles = vec![tile.clone().with_job_id(1), tile];
    double.on(Dashboards::CREATE_CALCULATE_JOBS).returns(tiles);
    double.on(Dashboards::GET_CALCULATE_JOB).returns(done.clone());
    let tiles = dashboards.start_calculate(7, &CalculateDashboardData::new()).await.unwrap();
    let [first, second] = tiles.try_into().unwrap();
    assert_eq!(first.dashboard_item_id.as_deref(), Some("a"));
    first.job.unwrap().finish().await.unwrap();
    assert!(second.job.is_none());

    let tile = DashboardItemDataJobCreated::sample().with_job_id(2);
    double.on(Dashboards::CREATE_PREVIEW_JOBS).returns(Some(vec![tile]));
    double.on(Dashboards::GET_PREVIEW_JOB).returns(done);
    let [tile] = dashboards.start_preview("Holidays", &[]).await.unwrap().try_into().unwrap();
    tile.job.unwrap().finish().await.unwrap();
    double.assert_done();
}

#[tokio::test(start_paused = true)]
async fn every_job_on_systems_has_its_result() {
    let double = double();
    let client = client(&double);

    let job = LicensingSetsJobDetail::sample();
    double.on(DataLicensing::CREATE_SETS_JOB).returns(job.clone().with_is_complete(false));
    let job = job.with_is_complete(true).with_licensing_sets(vec![LicensingSet::sample()]);
    double.on(DataLicensing::GET_SETS_JOB).returns(job);
    let job = client.data_licensing().start_sets("Holidays").await.unwrap();
    assert_eq!(job.finish().await.unwrap().len(), 1);

    let job = DataPurchaseJobDetail::sample();
    double.on(DataLicensing::CREATE_PURCHASE_JOB).returns(job.clone().with_is_complete(false));
    let result = PurchaseInfo::sample().with_number_of_records_licensed(9);
    let job = job.with_is_complete(true).with_purchase_info(result);
    double.on(DataLicensing::GET_PURCHASE_JOB).returns(job);
    let details = DataPurchaseDetail::new();
    let job = client.data_licensing().start_purchase("Holidays", &details).await.unwrap();
    assert_eq!(job.finish().await.unwrap().number_of_records_licensed, 9);

    let job = RenderDataRefreshJobDetail::sample();
    double.on(Visualisations::CREATE_REFRESH_JOB).returns(job.clone().with_is_complete(false));
    double.on(Visualisations::GET_REFRESH_JOB).returns(job.with_is_complete(true));
    let job = client.visualisations().start_refresh("v1").await.unwrap();
    job.finish().await.unwrap();
    double.assert_done();
}

#[tokio::test(start_paused = true)]
async fn a_build_that_did_not_succeed_has_failed() {
    let double = double();
    let builds = client(&double).fast_stats_builds();
    for success in [true, false] {
        double.on(FastStatsBuilds::CREATE_JOB).returns(BuildJobDetail::sample());
        let result = BuildResult::sample().with_success(success);
        let job = BuildJobDetail::sample().with_is_complete(true).with_build_result(result);
        double.on(FastStatsBuilds::GET_JOB).returns(job);
        let job = builds.start("Holidays", &BuildDefinition::new()).await.unwrap();
        assert_eq!(job.finish().await.is_ok(), success);
    }
    double.assert_done();
}

#[tokio::test]
async fn a_job_whose_number_is_not_told_is_an_error() {
    let double = double();
    let audiences = client(&double).audiences();
    double.on(Audiences::CREATE_CHECK_JOB).responds(http::StatusCode::CREATED, "");
    let begun = audiences.start_check(7, &CheckAudienceDetails::new([])).await;
    assert!(matches!(begun, Err(JobError::Unnamed)), "{begun:?}");
}
