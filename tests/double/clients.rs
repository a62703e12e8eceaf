//! The generated clients at the double, beyond what the examples do.

use cbrain_apteco::apteco::LoginError;
use cbrain_apteco::cbrain::sessions::SessionPostError;
use cbrain_apteco::cbrain::types::{
    BourreauResponse, DataProviderResponse, DownloadFiles, FileSelection,
};
use cbrain_apteco::cbrain::userfiles::{self, DeleteError};
use cbrain_apteco::{Error, apteco, cbrain};

use crate::double::Double;
use crate::raw::double;

async fn cbrain(double: &Double) -> cbrain::Session {
    let value = |name| double.variable(name).unwrap();
    let client = cbrain::Client::builder().base_url(value("CBRAIN_URL")).build().unwrap();
    let (login, password) = (value("CBRAIN_LOGIN"), value("CBRAIN_PASSWORD"));
    cbrain::Session::log_in(&client, &login, password).await.unwrap()
}

#[tokio::test]
async fn a_wrong_password_is_the_documented_failure() {
    let double = double().await;
    let url = double.variable("CBRAIN_URL").unwrap();
    let client = cbrain::Client::builder().base_url(url).build().unwrap();
    let refused = cbrain::Session::log_in(&client, "jane", "wrong").await.unwrap_err();
    assert!(matches!(refused, Error::Api(SessionPostError::Unauthorized(_))), "{refused}");
}

#[tokio::test]
async fn a_wrong_password_is_refused_by_its_hash() {
    let double = double().await;
    let url = double.variable("APTECO_URL").unwrap();
    let client = apteco::Client::builder().base_url(url).build().unwrap();
    let refused = apteco::Session::log_in(&client, "holidays", "anna", "wrong").await.unwrap_err();
    assert!(matches!(refused, LoginError::Salted(_)), "{refused}");
}

#[tokio::test]
async fn a_session_goes_on_after_its_token_was_closed_elsewhere() {
    let double = double().await;
    let session = cbrain(&double).await;
    session.sessions().delete().await.unwrap();
    assert_eq!(session.sessions().get().await.unwrap().user_id, 2);
    session.log_out().await.unwrap();
}

#[tokio::test]
async fn pages_of_every_size_give_the_same_files() {
    let double = double().await;
    let session = cbrain(&double).await;
    for size in [1, 7, 29, 58, 59, 1000] {
        let mut files = session.userfiles().list().per_page(size).items();
        let mut count = 0;
        while let Some(file) = files.next().await {
            file.unwrap();
            count += 1;
        }
        assert_eq!(count, 58, "pages of {size}");
    }
}

#[tokio::test]
async fn files_are_downloaded_and_deleted_by_their_numbers() {
    let double = double().await;
    let userfiles = cbrain(&double).await.userfiles();
    let file = userfiles.download(&DownloadFiles::new(vec![501])).await.unwrap();
    assert_eq!(file.as_ref(), b"scan 1\n");
    userfiles.delete(&FileSelection::new(vec![501])).await.unwrap();
    let gone = userfiles.delete(&FileSelection::new(vec![501])).await.unwrap_err();
    assert!(matches!(gone, Error::Api(DeleteError::Found(_))), "{gone}");
}

#[tokio::test]
async fn every_list_of_the_double_is_what_the_document_says() {
    let double = double().await;
    let session = cbrain(&double).await;
    assert_eq!(session.bourreaux().list().await.unwrap().len(), 2);
    assert_eq!(session.data_providers().list().await.unwrap().len(), 2);
    assert_eq!(session.groups().list().await.unwrap().len(), 2);
    assert_eq!(session.tools().list().await.unwrap().len(), 1);
    assert_eq!(session.tool_configs().list().await.unwrap().len(), 15);
    let response = session.bourreaux().get(99).await.unwrap().into_inner();
    assert!(matches!(response, BourreauResponse::ErrorMessage(_)), "{response:?}");
    let response = session.data_providers().get(16).await.unwrap().into_inner();
    assert!(matches!(response, DataProviderResponse::DataProvider(_)), "{response:?}");
}

#[tokio::test]
async fn a_password_that_has_to_be_chosen_is_a_documented_failure() {
    let double = double().await;
    let value = |name| double.variable(name).unwrap();
    let client = cbrain::Client::builder().base_url(value("CBRAIN_URL")).build().unwrap();
    let session = cbrain::Session::log_in(&client, "paul", value("CBRAIN_PASSWORD")).await.unwrap();
    let sent_away = session.userfiles().list().await.unwrap_err();
    assert!(matches!(sent_away, Error::Api(userfiles::ListError::Found(_))), "{sent_away}");
    session.log_out().await.unwrap();
}
