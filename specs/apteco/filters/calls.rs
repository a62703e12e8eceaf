//! The calls of lists, each with the fields of its entries.

use super::error::FilterError;
use super::field::Order;
use super::fields::*;
use super::filter::Filter;

/// What lists take that have fields, by the feature and the module of their tag.
macro_rules! calls {
    ($($feature:literal $tag:ident { $($call:ident $fields:ident,)* })*) => {
        $($(
            #[cfg(feature = $feature)]
            impl super::super::super::$tag::$call {
                /// Entries that meet a condition on their fields. It takes the place of what
                /// [`filter`](Self::filter) says.
                ///
                /// # Errors
                ///
                /// Where the condition has what no filter can say, such as a text with quotes of
                /// both kinds. Nothing was sent.
                pub fn matching(self, filter: Filter<$fields>) -> Result<Self, FilterError> {
                    Ok(self.filter(&filter.into_text()?))
                }

                /// Entries sorted by one of their fields. It takes the place of what
                /// [`order_by`](Self::order_by) says.
                pub fn sorted_by(self, order: Order<$fields>) -> Self {
                    self.order_by(&order)
                }
            }
        )*)*
    };
}

calls! {
    "apteco-about" about {
        DataViews DataViewFields,
        ListDataViewsForDomain DataViewFields,
        ListDataViewsForSystem DataViewFields,
        ListEndpoints EndpointFields,
    }
    "apteco-fast-stats-systems" fast_stats_systems {
        List SystemFields,
        ListVariables VariableFields,
        ListCodes CodeFields,
        ListTables TableFields,
        ListRootFolder FolderFields,
        ListFolder FolderFields,
        ListAll SystemItemFields,
    }
    "apteco-exports" exports {
        ListSystems ExportSystemFields,
    }
    "apteco-audiences" audiences {
        List AudienceFields,
        ListUpdates AudienceUpdateFields,
        ListResults AudienceResultFields,
        ListHits HitFields,
    }
    "apteco-audience-hits" audience_hits {
        List HitFields,
    }
    "apteco-audience-settings" audience_settings {
        List AudienceSettingsFields,
    }
    "apteco-audience-compositions" audience_compositions {
        List CompositionFields,
        ListForSystem CompositionFields,
    }
    "apteco-collections" collections {
        List CollectionFields,
        ListParts CollectionPartFields,
        ListHits HitFields,
    }
    "apteco-collection-hits" collection_hits {
        List HitFields,
    }
    "apteco-directories" directories {
        ListSystems FileSystemFields,
        ListRoots FileEntryFields,
        ListEntries FileEntryFields,
    }
    "apteco-fast-stats-jobs" fast_stats_jobs {
        List JobFields,
        ListForSystem JobFields,
    }
    "apteco-users" users {
        List UserFields,
        ListLogins LoginFields,
        ListCollections UserCollectionFields,
        ListAudiences UserAudienceFields,
        ListDashboards UserDashboardFields,
        ListAudienceCompositions UserCompositionFields,
    }
    "apteco-groups" groups {
        List GroupFields,
        ListUsers UserFields,
        ListUnallocatedUsers UserFields,
    }
    "apteco-teams" teams {
        List TeamFields,
    }
    "apteco-sessions" sessions {
        GetSessionDetailsList SessionFields,
    }
    "apteco-shares" shares {
        List ShareFields,
        ListUsers ShareUserFields,
        ListGroups ShareGroupFields,
        ListUpdates ShareUpdateFields,
        ListAddedUsers ShareUpdateUserFields,
        ListRemovedUsers ShareUpdateUserFields,
    }
    "apteco-people-stage" people_stage {
        ListSystems PeopleStageSystemFields,
        ListChannels ChannelFields,
        ListElements ElementFields,
        ListElementChildren ElementFields,
        ListDescendantStatuses ElementStatusFields,
        GetDescendantRangeStatistics RangeStatisticsFields,
    }
    "apteco-permissions" permissions {
        ListForUser PermissionFields,
        ListForGroup PermissionFields,
        ListForSystem PermissionFields,
        ListForTeam PermissionFields,
        ListForSet PermissionFields,
    }
    "apteco-data-licensing" data_licensing {
        ListSystems DataLicensingSystemFields,
        ListSets LicensingSetFields,
    }
    "apteco-static-resources" static_resources {
        ListCategories ResourceCategoryFields,
        List ResourceFields,
    }
    "apteco-user-registration-requests" user_registration_requests {
        List RegistrationRequestFields,
    }
    "apteco-user-reset-password-requests" user_reset_password_requests {
        List ResetPasswordRequestFields,
    }
}

/// Spans of days, for calls that have no list of them.
macro_rules! spans {
    ($($call:ident)*) => {
        $(
            #[cfg(feature = "apteco-people-stage")]
            impl super::super::super::people_stage::$call {
                /// What was in a span of days. It takes the place of what
                /// [`date_range`](Self::date_range) says.
                ///
                /// # Errors
                ///
                /// Where the condition has a time that no filter can say. Nothing was sent.
                pub fn during(self, span: Filter<SpanFields>) -> Result<Self, FilterError> {
                    Ok(self.date_range(&span.into_text()?))
                }
            }
        )*
    };
}

spans! { GetRangeStatistics GetDescendantRangeStatistics }
