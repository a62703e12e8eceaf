//! The double of the services, recorded by the clients that call it.

use std::time::Duration;

use cbrain_apteco::apteco::types::{
    CalculateAudienceDetails, CreateAudienceDetail, Cube, Export, Query,
};
use cbrain_apteco::apteco::{self, count, variable};
use cbrain_apteco::cbrain;
use cbrain_apteco::runtime::{RecordingTransport, ReqwestTransport, Tape};
use clientwright::source::Source;

use crate::double::{Double, Settings};
use crate::known::{CBRAIN, ORBIT, assert_known, compared};

async fn double() -> Double {
    Double::start(Settings { refusal: Duration::from_millis(1) }).await.unwrap()
}

fn recording() -> RecordingTransport<ReqwestTransport> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    RecordingTransport::new(ReqwestTransport::new(client.build().unwrap()))
}

fn source(tape: &Tape) -> Source {
    Source::new("tape.json", tape.to_json())
}

#[tokio::test]
async fn the_double_of_cbrain_does_what_the_document_says() {
    let double = double().await;
    let value = |name| double.variable(name).unwrap();
    let (transport, url) = (recording(), value("CBRAIN_URL"));
    let tape = transport.tape();
    let client = cbrain::Client::builder().base_url(&url).transport(transport).build().unwrap();
    let (login, password) = (value("CBRAIN_LOGIN"), value("CBRAIN_PASSWORD"));
    assert!(cbrain::Session::log_in(&client, &login, "wrong").await.is_err());
    let session = cbrain::Session::log_in(&client, &login, password).await.unwrap();
    session.sessions().get().await.unwrap();
    session.bourreaux().list().await.unwrap();
    session.bourreaux().get(99).await.unwrap();
    session.data_providers().list().await.unwrap();
    session.data_providers().get(16).await.unwrap();
    session.groups().list().await.unwrap();
    session.tools().list().await.unwrap();
    session.tool_configs().list().await.unwrap();
    let mut files = session.userfiles().list().per_page(29).items();
    while let Some(file) = files.next().await {
        file.unwrap();
    }
    session.log_out().await.unwrap();
    assert!(tape.len() > 10);
    let report = compared("cbrain", source(&tape), &url);
    assert_known("cbrain", &report, CBRAIN);
}

#[tokio::test]
async fn the_double_of_orbit_does_what_the_document_says() {
    let double = double().await;
    let value = |name| double.variable(name).unwrap();
    let (transport, url) = (recording(), value("APTECO_URL"));
    let tape = transport.tape();
    let client = apteco::Client::builder().base_url(&url).transport(transport).build().unwrap();
    let (login, password) = (value("APTECO_LOGIN"), value("APTECO_PASSWORD"));
    client.about().data_views().await.unwrap();
    assert!(apteco::Session::log_in(&client, "holidays", &login, "wrong").await.is_err());
    let session = apteco::Session::log_in(&client, "holidays", &login, password).await.unwrap();
    let systems = session.fast_stats_systems();
    systems.list().await.unwrap();
    systems.get("Holidays").await.unwrap();
    systems.list_tables("Holidays").await.unwrap();
    systems.list_variables("Holidays").await.unwrap();
    systems.list_codes("Holidays", "peGender").await.unwrap();
    assert!(systems.get("Hotels").await.is_err());
    let women = Query::of("People").where_(variable("peGender").is("F"));
    session.queries().count("Holidays", &women).await.unwrap();
    let cube = Cube::of("People").by(variable("peGender")).measure(count());
    session.cubes().calculate("Holidays", &cube).await.unwrap();
    let export = Export::of("People").column(variable("peGender"));
    session.exports().run("Holidays", &export).await.unwrap();
    let audiences = session.audiences();
    audiences.list().await.unwrap();
    let details = CreateAudienceDetail::new("Women", "Holidays").with_body_query(women);
    let id = audiences.create(&details).await.unwrap().id;
    audiences.get(id).await.unwrap();
    let job = audiences.start_calculate(id, &CalculateAudienceDetails::new(false)).await.unwrap();
    let quick = Duration::from_millis(1);
    job.with_interval(quick, quick).finish().await.unwrap();
    audiences.delete(id).await.unwrap();
    session.log_out().await.unwrap();
    assert!(tape.len() > 15);
    let report = compared("apteco", source(&tape), &url);
    assert_known("apteco", &report, ORBIT);
}
