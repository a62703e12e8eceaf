//! The fields of each kind of entry, each field said once.

use super::field::{Choice, Field, Number, Opaque, Text, Time};
use super::filter::Filter;

/// A field by its name: the constant for it, and the kind of its values.
macro_rules! field {
    (Name) => { field! { NAME: Text = Name, "Its name." } };
    (GroupName) => { field! { GROUP_NAME: Text = GroupName, "The tag of an operation." } };
    (Method) => { field! { METHOD: Text = Method, "The method of HTTP, such as `GET`." } };
    (UrlTemplate) => { field! { URL_TEMPLATE: Text = UrlTemplate, "The path, without a slash in front, with names of parameters in braces." } };
    (Description) => { field! { DESCRIPTION: Text = Description, "Its description." } };
    (SystemName) => { field! { SYSTEM_NAME: Text = SystemName, "The name of the system." } };
    (Title) => { field! { TITLE: Text = Title, "Its title." } };
    (Code) => { field! { CODE: Text = Code, "The code of a category." } };
    (Key) => { field! { KEY: Text = Key, "What names it in the system." } };
    (SingularDisplayName) => { field! { SINGULAR_DISPLAY_NAME: Text = SingularDisplayName, "What one record of it is called." } };
    (PluralDisplayName) => { field! { PLURAL_DISPLAY_NAME: Text = PluralDisplayName, "What several records of it are called." } };
    (TableName) => { field! { TABLE_NAME: Text = TableName, "The name of the table." } };
    (FolderName) => { field! { FOLDER_NAME: Text = FolderName, "The name of the folder." } };
    (ResolveTableName) => { field! { RESOLVE_TABLE_NAME: Text = ResolveTableName, "The table whose records it selects." } };
    (BriefText) => { field! { BRIEF_TEXT: Text = BriefText, "The notes." } };
    (Notes) => { field! { NOTES: Text = Notes, "The notes." } };
    (ProgrammeDescription) => { field! { PROGRAMME_DESCRIPTION: Text = ProgrammeDescription, "The description of the programme." } };
    (Resource) => { field! { RESOURCE: Text = Resource, "What may be done or not." } };
    (Username) => { field! { USERNAME: Text = Username, "The name of the user, by which people log in." } };
    (OwnerUsername) => { field! { OWNER_USERNAME: Text = OwnerUsername, "The name of the user who owns it." } };
    (LastUpdatedUsername) => { field! { LAST_UPDATED_USERNAME: Text = LastUpdatedUsername, "The name of the user who changed it last." } };
    (EmailAddress) => { field! { EMAIL_ADDRESS: Text = EmailAddress, "The mail address of the user." } };
    (Firstname) => { field! { FIRSTNAME: Text = Firstname, "The first name of the user." } };
    (Surname) => { field! { SURNAME: Text = Surname, "The surname of the user." } };
    (UserAgentDetails) => { field! { USER_AGENT_DETAILS: Text = UserAgentDetails, "The program that was used." } };
    (ClientType) => { field! { CLIENT_TYPE: Text = ClientType, "The program that logged in." } };
    (Type) => { field! { TYPE: Choice = Type, "What kind it is of." } };
    (VariableType) => { field! { VARIABLE_TYPE: Choice = VariableType, "What kind the variable is of." } };
    (SelectorType) => { field! { SELECTOR_TYPE: Choice = SelectorType, "How many codes a record has in a selector." } };
    (VisualisationType) => { field! { VISUALISATION_TYPE: Choice = VisualisationType, "What is drawn." } };
    (ShareableType) => { field! { SHAREABLE_TYPE: Choice = ShareableType, "What kind of thing is shared." } };
    (ResourceType) => { field! { RESOURCE_TYPE: Choice = ResourceType, "What kind of thing the permission is about." } };
    (PermissionType) => { field! { PERMISSION_TYPE: Choice = PermissionType, "What may be done." } };
    (Status) => { field! { STATUS: Choice = Status, "What the user made of it, such as `Archived`." } };
    (Id) => { field! { ID: Number = Id, "Its number." } };
    // Elements of campaigns have GUIDs, which are texts.
    (ElementId) => { field! { ID: Text = Id, "Its GUID." } };
    (AudienceUpdateId) => { field! { AUDIENCE_UPDATE_ID: Number = AudienceUpdateId, "The number of the version." } };
    (ShareableId) => { field! { SHAREABLE_ID: Number = ShareableId, "The number of what is shared." } };
    (NumberOfUsersSharedWith) => { field! { NUMBER_OF_USERS_SHARED_WITH: Number = NumberOfUsersSharedWith, "To how many users it is given." } };
    (NumberOfCodes) => { field! { NUMBER_OF_CODES: Number = NumberOfCodes, "How many categories a selector has." } };
    (Count) => { field! { COUNT: Number = Count, "How many records have the code." } };
    (TotalRecords) => { field! { TOTAL_RECORDS: Number = TotalRecords, "How many records there are." } };
    (Size) => { field! { SIZE: Number = Size, "How large it is, in bytes." } };
    (SuccessfulCampaignsCount) => { field! { SUCCESSFUL_CAMPAIGNS_COUNT: Number = SuccessfulCampaignsCount, "How many campaigns went well." } };
    (ErroredCampaignsCount) => { field! { ERRORED_CAMPAIGNS_COUNT: Number = ErroredCampaignsCount, "How many campaigns went wrong." } };
    (InactiveCampaignsCount) => { field! { INACTIVE_CAMPAIGNS_COUNT: Number = InactiveCampaignsCount, "How many campaigns do not run." } };
    (NeedsApprovalCampaignsCount) => { field! { NEEDS_APPROVAL_CAMPAIGNS_COUNT: Number = NeedsApprovalCampaignsCount, "How many campaigns wait for somebody's consent." } };
    (TotalCommunicationsCount) => { field! { TOTAL_COMMUNICATIONS_COUNT: Number = TotalCommunicationsCount, "How many communications there were." } };
    (TotalDeliveriesCount) => { field! { TOTAL_DELIVERIES_COUNT: Number = TotalDeliveriesCount, "How many deliveries there were." } };
    (TotalMessagesCount) => { field! { TOTAL_MESSAGES_COUNT: Number = TotalMessagesCount, "How many messages there are." } };
    (TotalCampaignsCount) => { field! { TOTAL_CAMPAIGNS_COUNT: Number = TotalCampaignsCount, "How many campaigns there are." } };
    (CommunicationsCount) => { field! { COMMUNICATIONS_COUNT: Number = CommunicationsCount, "How many communications there were in the span." } };
    (DeliveriesCount) => { field! { DELIVERIES_COUNT: Number = DeliveriesCount, "How many deliveries there were in the span." } };
    (MessagesCount) => { field! { MESSAGES_COUNT: Number = MessagesCount, "How many messages there were in the span." } };
    (CampaignsCount) => { field! { CAMPAIGNS_COUNT: Number = CampaignsCount, "How many campaigns there were in the span." } };
    (CreatedOn) => { field! { CREATED_ON: Time = CreatedOn, "When it was made." } };
    (CreationDate) => { field! { CREATION_DATE: Time = CreationDate, "When it was made." } };
    (DeletedOn) => { field! { DELETED_ON: Time = DeletedOn, "When it was deleted." } };
    (DeletionDate) => { field! { DELETION_DATE: Time = DeletionDate, "When it was deleted." } };
    (LastUpdatedOn) => { field! { LAST_UPDATED_ON: Time = LastUpdatedOn, "When it was changed last." } };
    (LastModified) => { field! { LAST_MODIFIED: Time = LastModified, "When it was changed last." } };
    (Timestamp) => { field! { TIMESTAMP: Time = Timestamp, "When it was." } };
    (FastStatsBuildDate) => { field! { FAST_STATS_BUILD_DATE: Time = FastStatsBuildDate, "When the system was built." } };
    (UserDisabledDate) => { field! { USER_DISABLED_DATE: Time = UserDisabledDate, "From when on the user cannot log in." } };
    (ConfirmedDate) => { field! { CONFIRMED_DATE: Time = ConfirmedDate, "When it was confirmed." } };
    (ExpiredDate) => { field! { EXPIRED_DATE: Time = ExpiredDate, "When it ended without being confirmed." } };
    (FirstRan) => { field! { FIRST_RAN: Time = FirstRan, "When it ran first." } };
    (LastRan) => { field! { LAST_RAN: Time = LastRan, "When it ran last." } };
    (Date) => { field! { DATE: Time = Date, "A day of the span." } };
    (IsDeleted) => { field! { IS_DELETED: Opaque = IsDeleted, "Whether it is deleted." } };
    (SharedToMe) => { field! { SHARED_TO_ME: Opaque = SharedToMe, "Whether somebody gave it to the user." } };
    (SharedByMe) => { field! { SHARED_BY_ME: Opaque = SharedByMe, "Whether the user gave it to somebody." } };
    (LastUpdatedBy) => { field! { LAST_UPDATED_BY: Opaque = LastUpdatedBy, "Who changed it last; by which of the names is not known." } };
    // No program is known to call them.
    (TableFunctions) => {
        /// Entries of this table, of those above it and of those below it.
        pub fn ancestors_descendants_and_self(table: impl AsRef<str>) -> Filter<Self> {
            Filter::function("GetAncestorsDescendantsAndSelf", table.as_ref())
        }

        /// Entries of this table and of those above it.
        pub fn ancestors_and_self(table: impl AsRef<str>) -> Filter<Self> {
            Filter::function("GetAncestorsAndSelf", table.as_ref())
        }

        /// Entries of the tables above this one.
        pub fn ancestors(table: impl AsRef<str>) -> Filter<Self> {
            Filter::function("GetAncestors", table.as_ref())
        }
    };
    ($constant:ident: $kind:ident = $name:ident, $docs:literal) => {
        #[doc = $docs]
        pub const $constant: Field<Self, $kind> = Field::new(stringify!($name));
    };
}

/// The fields of kinds of entries.
macro_rules! fields {
    ($($of:ident, $entry:literal: $($field:ident)*;)*) => {
        $(
            #[doc = concat!("Fields of ", $entry, ".")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum $of {}

            impl $of {
                $(field! { $field })*
            }
        )*
    };
}

fields! {
    DataViewFields, "a data view": Name;
    EndpointFields, "an operation of the API": Name GroupName Method UrlTemplate;
    SystemFields, "a FastStats system": Name Description FastStatsBuildDate;
    VariableFields, "a variable":
        Name Description Type SelectorType TableName NumberOfCodes FolderName TableFunctions;
    CodeFields, "a category of a selector": Code Description Count;
    TableFields, "a table": Name SingularDisplayName PluralDisplayName TotalRecords TableFunctions;
    FolderFields, "a folder or a variable in a folder":
        Name Description Type TableName VariableType TableFunctions;
    SystemItemFields, "anything that a system has": Key Type TableName VariableType TableFunctions;
    ExportSystemFields, "a system to export from": Name;
    AudienceFields, "an audience, in the list of all":
        Id SystemName Title Description OwnerUsername CreatedOn DeletedOn ResolveTableName
        LastUpdatedUsername LastUpdatedOn;
    AudienceUpdateFields, "a version of an audience":
        Timestamp Username Title Description OwnerUsername IsDeleted ResolveTableName;
    AudienceResultFields, "a count of an audience":
        Timestamp Username AudienceUpdateId Description OwnerUsername IsDeleted ResolveTableName
        BriefText;
    AudienceSettingsFields, "a system that has audiences": SystemName;
    HitFields, "a look at an audience or a collection": Username Timestamp UserAgentDetails;
    CompositionFields, "a composition": Description Type SystemName;
    CollectionFields, "a collection, in the list of all":
        Id Title Description CreationDate OwnerUsername DeletionDate;
    CollectionPartFields, "a part of a collection": Title VisualisationType;
    UserCollectionFields, "a collection that a user has":
        Id Title Description CreationDate OwnerUsername Status DeletionDate SharedToMe SharedByMe;
    UserAudienceFields, "an audience that a user has":
        Id SystemName Title Description OwnerUsername CreatedOn DeletedOn ResolveTableName
        BriefText Status SharedToMe SharedByMe LastUpdatedUsername LastUpdatedOn;
    UserDashboardFields, "a dashboard that a user has":
        Id SystemName Title Description OwnerUsername CreatedOn DeletedOn Status SharedToMe
        SharedByMe LastUpdatedBy LastUpdatedOn;
    UserCompositionFields, "a composition that a user has":
        Id Description Type OwnerUsername SharedToMe SharedByMe;
    FileSystemFields, "a system that has files": SystemName;
    FileEntryFields, "a file or a directory": Name Type;
    JobFields, "a job of the FastStats queue. The entries show none of them but the number":
        Id Title Description CreationDate OwnerUsername DeletionDate;
    UserFields, "a user": Username EmailAddress Firstname Surname UserDisabledDate;
    LoginFields, "a login": Username ClientType SystemName Timestamp;
    GroupFields, "a group of users": Name;
    TeamFields, "a team of users": Name;
    SessionFields, "an open session": Username;
    ShareFields, "a share": ShareableId ShareableType NumberOfUsersSharedWith;
    ShareUserFields, "a user to whom something is given": Username EmailAddress;
    ShareGroupFields, "a group to which something is given": Id Name;
    ShareUpdateFields, "a change of a share": Timestamp Notes;
    ShareUpdateUserFields, "a user whom a change of a share added or removed": Firstname Surname;
    PeopleStageSystemFields, "a system with campaigns": SystemName ProgrammeDescription;
    ChannelFields, "a channel": Description Type;
    ElementFields, "an element of a campaign programme": Description Type;
    ElementStatusFields, "how the campaigns of an element go":
        ElementId Description Type SuccessfulCampaignsCount ErroredCampaignsCount
        InactiveCampaignsCount NeedsApprovalCampaignsCount TotalCommunicationsCount
        TotalDeliveriesCount TotalMessagesCount TotalCampaignsCount FirstRan LastRan;
    RangeStatisticsFields, "what an element did in a span":
        ElementId CommunicationsCount DeliveriesCount MessagesCount CampaignsCount FirstRan
        LastRan;
    SpanFields, "a span of days, which is no list: `during` takes its filter": Date;
    PermissionFields, "a permission": ResourceType Resource PermissionType;
    DataLicensingSystemFields, "a system with records to license": Name;
    LicensingSetFields, "a set of records to license": Name;
    ResourceCategoryFields, "a category of images": Name Description;
    ResourceFields, "an image": Name Size LastModified;
    RegistrationRequestFields, "a request for a registration":
        Username Firstname Surname EmailAddress CreationDate ConfirmedDate ExpiredDate;
    ResetPasswordRequestFields, "a request for a new password":
        Username EmailAddress CreationDate ConfirmedDate ExpiredDate;
}
