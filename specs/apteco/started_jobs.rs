//! The jobs of the document: how each is begun, and where its result stands.

#[cfg(feature = "apteco-audiences")]
use super::super::audiences::Audiences;
#[cfg(feature = "apteco-dashboards")]
use super::super::dashboards::Dashboards;
#[cfg(feature = "apteco-data-licensing")]
use super::super::data_licensing::DataLicensing;
#[cfg(feature = "apteco-fast-stats-builds")]
use super::super::fast_stats_builds::FastStatsBuilds;
use super::super::types;
#[cfg(feature = "apteco-visualisations")]
use super::super::visualisations::Visualisations;
use super::jobs::{Job, JobDetail, JobError, JobProgress};
use crate::runtime::{ApiError, Error};

fn not_begun<E: ApiError + Send + Sync + 'static>(error: Error<E>) -> JobError {
    JobError::Call { id: None, error: error.into() }
}

/// The body of a job whose result is in one of its members.
#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-dashboards",
    feature = "apteco-data-licensing",
    feature = "apteco-fast-stats-builds"
))]
macro_rules! job_detail {
    ($detail:ident, $output:ty, $result:expr) => {
        impl JobDetail for types::$detail {
            type Output = $output;

            fn job_id(&self) -> i32 {
                self.id
            }

            fn progress(&self) -> JobProgress {
                let Self { queue_position, progress, is_complete, is_cancelled, .. } = *self;
                JobProgress::new(queue_position, progress, is_complete, is_cancelled)
            }

            fn messages(&self) -> Vec<String> {
                let messages = self.server_messages.iter().flatten();
                messages.map(|message| message.text.clone()).collect()
            }

            fn into_output(self) -> Option<$output> {
                let result: fn(Self) -> Option<$output> = $result;
                result(self)
            }
        }
    };
}

#[cfg(feature = "apteco-audiences")]
job_detail!(AudienceCalculateJobDetail, types::AudienceResultDetail, |job| job.audience_result);
#[cfg(feature = "apteco-audiences")]
job_detail!(AudienceExportJobDetail, types::AudienceExportDetail, |job| job.audience_export);
#[cfg(feature = "apteco-audiences")]
job_detail!(AudienceCheckJobDetail, types::AudienceCheckDetail, |job| job.audience_check);
#[cfg(feature = "apteco-audiences")]
job_detail!(AudienceDataLicensingInfoJobDetail, types::LicensingInfo, |job| job.licensing_info);
#[cfg(feature = "apteco-dashboards")]
job_detail!(DashboardItemDataJobDetail, types::DashboardItemDataResultDetail, |job| {
    job.dashboard_item_data
});
#[cfg(feature = "apteco-data-licensing")]
job_detail!(LicensingSetsJobDetail, Vec<types::LicensingSet>, |job| job.licensing_sets);
#[cfg(feature = "apteco-data-licensing")]
job_detail!(DataPurchaseJobDetail, types::PurchaseInfo, |job| job.purchase_info);
// A build says by a flag that it failed.
#[cfg(feature = "apteco-fast-stats-builds")]
job_detail!(BuildJobDetail, types::BuildResult, |job| {
    job.build_result.filter(|result| result.success)
});

#[cfg(feature = "apteco-visualisations")]
impl JobDetail for types::RenderDataRefreshJobDetail {
    type Output = ();

    fn job_id(&self) -> i32 {
        self.id
    }

    fn progress(&self) -> JobProgress {
        JobProgress::new(None, None, self.is_complete, None)
    }

    fn messages(&self) -> Vec<String> {
        Vec::new()
    }

    /// The result is elsewhere.
    fn into_output(self) -> Option<()> {
        Some(())
    }
}

/// Jobs, each with the call that waits for the same beside it.
#[cfg(feature = "apteco-audiences")]
impl Audiences {
    /// Begins to count the latest version of an audience; [`calculate`](Self::calculate) waits for
    /// it.
    ///
    /// # Errors
    ///
    /// Those of [`create_calculate_job`](Self::create_calculate_job).
    pub async fn start_calculate(
        &self,
        audience_id: i32,
        body: &types::CalculateAudienceDetails,
    ) -> Result<Job<types::AudienceResultDetail>, JobError> {
        let begun = self.create_calculate_job(audience_id, body).await.map_err(not_begun)?;
        Ok(Job::begun(begun.into_inner(), |id| {
            (
                self.get_calculate_job(audience_id, id),
                self.cancel_calculate_job(audience_id, id),
            )
        }))
    }

    /// Begins to export the latest version of an audience; [`export`](Self::export) waits for it.
    ///
    /// # Errors
    ///
    /// Those of [`create_export_job`](Self::create_export_job).
    pub async fn start_export(
        &self,
        audience_id: i32,
        body: &types::ExportAudienceDetails,
    ) -> Result<Job<types::AudienceExportDetail>, JobError> {
        let begun = self.create_export_job(audience_id, body).await.map_err(not_begun)?;
        Ok(Job::begun(begun.into_inner(), |id| {
            (self.get_export_job(audience_id, id), self.cancel_export_job(audience_id, id))
        }))
    }

    /// Begins to check the latest version of an audience, in as many jobs as the server likes;
    /// [`check`](Self::check) waits for it.
    ///
    /// # Errors
    ///
    /// Those of [`create_check_job`](Self::create_check_job), and [`JobError::Unnamed`] where the
    /// server does not tell the numbers of the jobs.
    pub async fn start_check(
        &self,
        audience_id: i32,
        body: &types::CheckAudienceDetails,
    ) -> Result<Vec<Job<types::AudienceCheckDetail>>, JobError> {
        let begun = self.create_check_job(audience_id, body).await.map_err(not_begun)?;
        let begun = begun.into_inner().ok_or(JobError::Unnamed)?.into_iter();
        let follow = |job| {
            Job::begun(job, |id| {
                (self.get_check_job(audience_id, id), self.cancel_check_job(audience_id, id))
            })
        };
        Ok(begun.map(follow).collect())
    }

    /// Begins to reckon what it costs to license the records of an audience;
    /// [`calculate_data_licensing`](Self::calculate_data_licensing) waits for it.
    ///
    /// Each look at the job sends the body once more, as the service wants it.
    ///
    /// # Errors
    ///
    /// Those of [`create_data_licensing_job`](Self::create_data_licensing_job).
    pub async fn start_data_licensing(
        &self,
        audience_id: i32,
        body: &types::DataLicensingDetail,
    ) -> Result<Job<types::LicensingInfo>, JobError> {
        let begun =
            self.create_data_licensing_job(audience_id, body).await.map_err(not_begun)?;
        Ok(Job::begun(begun.into_inner(), |id| {
            let look = self.get_data_licensing_job(audience_id, id, body);
            (look, self.cancel_data_licensing_job(audience_id, id))
        }))
    }
}

/// A tile of a dashboard, and the job that reckons its numbers.
#[cfg(feature = "apteco-dashboards")]
#[derive(Debug)]
#[non_exhaustive]
pub struct TileJob {
    /// Id of the tile.
    pub dashboard_item_id: Option<String>,
    /// Drill-down level.
    pub drill_down_level: Option<i32>,
    /// The job; none where the server began none for the tile.
    pub job: Option<Job<types::DashboardItemDataResultDetail>>,
}

/// Jobs, each with the call that waits for the same beside it.
#[cfg(feature = "apteco-dashboards")]
impl Dashboards {
    /// Begins to reckon the numbers of tiles, in a job for each;
    /// [`calculate_item`](Self::calculate_item) waits for those of one.
    ///
    /// Each job is looked at by itself; [`get_calculate_jobs`](Self::get_calculate_jobs) looks at
    /// several in one call.
    ///
    /// # Errors
    ///
    /// Those of [`create_calculate_jobs`](Self::create_calculate_jobs).
    pub async fn start_calculate(
        &self,
        dashboard_id: i32,
        body: &types::CalculateDashboardData,
    ) -> Result<Vec<TileJob>, JobError> {
        let begun = self.create_calculate_jobs(dashboard_id, body).await.map_err(not_begun)?;
        let follow = |id| {
            let look = self.get_calculate_job(dashboard_id, id);
            Job::follow(id, look, self.cancel_calculate_job(dashboard_id, id))
        };
        let tile = |tile: types::CalculateDashboardItemJobCreatedResult| TileJob {
            dashboard_item_id: tile.dashboard_item_id,
            drill_down_level: tile.drill_down_level,
            job: tile.job_id.map(follow),
        };
        Ok(begun.into_inner().into_iter().map(tile).collect())
    }

    /// Begins to reckon the numbers of tiles that are not saved yet, in a job for each. No call waits
    /// for them.
    ///
    /// # Errors
    ///
    /// Those of [`create_preview_jobs`](Self::create_preview_jobs), and [`JobError::Unnamed`] where
    /// the server does not tell the numbers of the jobs.
    pub async fn start_preview(
        &self,
        system_name: &str,
        body: &[types::DashboardItemPreviewData],
    ) -> Result<Vec<TileJob>, JobError> {
        let begun = self.create_preview_jobs(system_name, body).await.map_err(not_begun)?;
        let follow = |id| {
            let look = self.get_preview_job(system_name, id);
            Job::follow(id, look, self.cancel_preview_job(system_name, id))
        };
        let tile = |tile: types::DashboardItemDataJobCreated| TileJob {
            dashboard_item_id: tile.dashboard_item_id,
            drill_down_level: tile.drill_down_level,
            job: tile.job_id.map(follow),
        };
        let begun = begun.into_inner().ok_or(JobError::Unnamed)?;
        Ok(begun.into_iter().map(tile).collect())
    }
}

/// Jobs, each with the call that waits for the same beside it.
#[cfg(feature = "apteco-data-licensing")]
impl DataLicensing {
    /// Begins to list what can be licensed; [`list_sets`](Self::list_sets) waits for it, page by
    /// page.
    ///
    /// # Errors
    ///
    /// Those of [`create_sets_job`](Self::create_sets_job).
    pub async fn start_sets(
        &self,
        system_name: &str,
    ) -> Result<Job<Vec<types::LicensingSet>>, JobError> {
        let begun = self.create_sets_job(system_name).await.map_err(not_begun)?;
        Ok(Job::begun(begun.into_inner(), |id| {
            (self.get_sets_job(system_name, id), self.cancel_sets_job(system_name, id))
        }))
    }

    /// Begins to license records; [`purchase`](Self::purchase) waits for it.
    ///
    /// # Errors
    ///
    /// Those of [`create_purchase_job`](Self::create_purchase_job).
    pub async fn start_purchase(
        &self,
        system_name: &str,
        body: &types::DataPurchaseDetail,
    ) -> Result<Job<types::PurchaseInfo>, JobError> {
        let begun = self.create_purchase_job(system_name, body).await.map_err(not_begun)?;
        Ok(Job::begun(begun.into_inner(), |id| {
            (self.get_purchase_job(system_name, id), self.cancel_purchase_job(system_name, id))
        }))
    }
}

/// Jobs, each with the call that waits for the same beside it.
#[cfg(feature = "apteco-fast-stats-builds")]
impl FastStatsBuilds {
    /// Begins to build a system; [`run`](Self::run) waits for it. A build that did not succeed is
    /// [`JobError::Failed`].
    ///
    /// # Errors
    ///
    /// Those of [`create_job`](Self::create_job).
    pub async fn start(
        &self,
        system_name: &str,
        body: &types::BuildDefinition,
    ) -> Result<Job<types::BuildResult>, JobError> {
        let begun = self.create_job(system_name, body).await.map_err(not_begun)?;
        Ok(Job::begun(begun.into_inner(), |id| {
            (self.get_job(system_name, id), self.cancel_job(system_name, id))
        }))
    }
}

/// Jobs, each with the call that waits for the same beside it.
#[cfg(feature = "apteco-visualisations")]
impl Visualisations {
    /// Begins to draw a visualisation anew; [`refresh`](Self::refresh) waits for it. What came of it
    /// is fetched by [`get_render_data`](Self::get_render_data).
    ///
    /// # Errors
    ///
    /// Those of [`create_refresh_job`](Self::create_refresh_job).
    pub async fn start_refresh(&self, visualisation_id: &str) -> Result<Job<()>, JobError> {
        let begun = self.create_refresh_job(visualisation_id).await.map_err(not_begun)?;
        Ok(Job::begun(begun.into_inner(), |id| {
            (
                self.get_refresh_job(visualisation_id, id),
                self.cancel_refresh_job(visualisation_id, id),
            )
        }))
    }
}
