//! What CBRAIN's document makes of the oddities of its servers.

use cbrain_apteco::cbrain::types::{
    BourreauResponse, CopyFiles, DownloadFiles, FileSelection, GroupMembersUpdate, MoveFiles,
    ProviderChange, TaskOperation, TaskOperationResponse, TaskSelection, UpdateGroupMembers,
    UpdateUserfile, UserfileUpdate, Yes,
};
use cbrain_apteco::cbrain::userfiles::{ContentHeaders, DownloadError};
use cbrain_apteco::runtime::Part;
use cbrain_apteco::{Error, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{JSON, cbrain};

const JOB: &str = r#"{"message":"In background","background_activity_id":61}"#;

#[tokio::test]
async fn files_are_moved_or_copied_by_a_key_of_the_body() {
    let server = Server::start([CannedResponse::json(200, JOB), CannedResponse::json(200, JOB)]);
    let userfiles = cbrain(&server).userfiles();
    let copy: ProviderChange = CopyFiles::new([501], 16).into();
    assert_eq!(userfiles.change_provider(&copy).await.unwrap().background_activity_id, 61);
    let shift = MoveFiles::new([501], 16).with_overwrite(Yes::Yes).into();
    userfiles.change_provider(&shift).await.unwrap();
    let requests = server.requests();
    let bodies: Vec<_> = requests.iter().map(|request| request.text()).collect();
    assert_eq!(bodies[0], r#"{"file_ids":[501],"data_provider_id_for_mv_cp":16,"copy":"yes"}"#);
    assert_eq!(
        bodies[1],
        r#"{"file_ids":[501],"data_provider_id_for_mv_cp":16,"move":"yes","crush_destination":"yes"}"#
    );
}

#[tokio::test]
async fn labels_and_members_are_always_said() {
    let server =
        Server::start([CannedResponse::new(200, JSON, ""), CannedResponse::new(200, JSON, "")]);
    let client = cbrain(&server);
    let userfile = UserfileUpdate::new().with_hidden(true);
    client.userfiles().update(501, &UpdateUserfile::new(userfile, vec![4])).await.unwrap();
    let members = UpdateGroupMembers::new(GroupMembersUpdate::new(vec![2, 3]));
    client.groups().update(103, &members.into()).await.unwrap();
    let requests = server.requests();
    let bodies: Vec<_> = requests.iter().map(|request| request.text()).collect();
    assert_eq!(bodies[0], r#"{"userfile":{"hidden":true},"tag_ids":[4]}"#);
    assert_eq!(bodies[1], r#"{"group":{"user_ids":[2,3]},"update_users":"yes"}"#);
}

#[tokio::test]
async fn a_success_can_be_a_refusal() {
    let server = Server::start([
        CannedResponse::json(200, r#"{"error":"Not yours."}"#),
        CannedResponse::json(200, r#"{"message":"No tasks selected."}"#),
    ]);
    let client = cbrain(&server);
    let response = client.bourreaux().get(7).await.unwrap().into_inner();
    assert!(
        matches!(response, BourreauResponse::ErrorMessage(refusal) if refusal.error == "Not yours.")
    );
    let response =
        client.tasks().operate(&TaskOperation::ZapWd, &TaskSelection::new()).await.unwrap();
    assert!(matches!(response.into_inner(), TaskOperationResponse::Message(_)));
    assert!(server.requests()[1].target.starts_with("/tasks/operation?operation=zap_wd"));
}

#[tokio::test]
async fn downloads_are_bytes_whatever_their_type_and_ask_for_json_first() {
    let file = [("Content-Disposition", "attachment; filename=\"a.json\"")];
    let server = Server::start([
        CannedResponse::with_headers(200, &file, "not JSON"),
        CannedResponse::json(200, r#"{"error":"Too large"}"#),
        CannedResponse::with_headers(302, &[("Location", "/userfiles")], ""),
    ]);
    let userfiles = cbrain(&server).userfiles();
    let request = DownloadFiles::new(vec![501]);
    let response = userfiles.download(&request).await.unwrap();
    assert_eq!(&response[..], b"not JSON");
    let response = userfiles.content(501).await.unwrap();
    assert!(response.typed_headers::<ContentHeaders>().unwrap().content_disposition.is_none());
    let error = userfiles.download(&request).await.unwrap_err();
    assert!(matches!(error, Error::Api(DownloadError::Found(_))), "{error:?}");
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    let accept = requests[0].header("Accept");
    assert_eq!(accept, Some("application/json, application/octet-stream"));
}

#[tokio::test]
async fn a_body_that_is_labelled_json_and_is_none_is_read_as_text() {
    let server = Server::start([CannedResponse::new(422, JSON, "Archive is bad")]);
    let upload = cbrain(&server).userfiles().upload(Part::new("x"), 15, 103, "SingleFile");
    let error = upload.tags(&[4, 5]).await.unwrap_err();
    let Error::Api(cbrain::userfiles::UploadError::UnprocessableEntity(failure)) = error else {
        panic!("{error:?}");
    };
    assert_eq!(failure.body().unwrap(), "Archive is bad");
    let request = server.request();
    let body = request.text();
    assert!(body.contains(r#"name="userfile[group_id]""#), "{body}");
    assert_eq!(body.matches(r#"name="tags[]""#).count(), 2, "{body}");
}

#[tokio::test]
async fn a_misspelt_key_has_its_name() {
    let server = Server::start([CannedResponse::json(200, r#"{"backgroud_activity_id":null}"#)]);
    let job = cbrain(&server).userfiles().compress(&FileSelection::new(vec![501])).await.unwrap();
    assert_eq!(job.background_activity_id, None);
}

#[tokio::test]
async fn times_have_the_offset_of_the_user() {
    let server = Server::start([CannedResponse::json(
        200,
        r#"[{"id":2,"login":"jdoe","full_name":"Jane Doe","email":null,"city":null,"time_zone":null,
            "type":"Robot","site_id":null,"last_connected_at":"2018-11-03T19:04:07.000-04:00",
            "account_locked":false}]"#,
    )]);
    let users = cbrain(&server).users().list().per_page(1).await.unwrap();
    let seen = users[0].last_connected_at.as_ref().expect("it is there");
    assert_eq!(seen.instant().to_string(), "2018-11-03T23:04:07Z");
    assert_eq!(users[0].r#type.as_str(), "Robot");
}
