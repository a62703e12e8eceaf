//! Temporary files of Orbit, written in parts.

use cbrain_apteco::apteco::Client;
use cbrain_apteco::apteco::temporary_files::TemporaryFiles;
use cbrain_apteco::apteco::types::TemporaryFilePart;
use cbrain_apteco::runtime::{Body, Double, Progress};

const ID: &str = "people__2b1c9d7e.csv";

fn client(double: &Double) -> Client {
    let builder = Client::builder().transport(double.clone()).faststats_auth("tok.en-123");
    builder.data_view_name("holidays").build().unwrap()
}

/// Takes so many parts, and says of the last that the file is there, or that it is not.
fn taking(parts: i32, is_there: bool) -> Double {
    let double = Double::new();
    for number in 0..parts {
        let part = TemporaryFilePart::sample().with_part_number(number);
        let part = part.with_temporary_file_created(is_there && number + 1 == parts);
        double.on(TemporaryFiles::UPLOAD_PART).returns(part);
    }
    double
}

/// The part's number, whether it is the last, and what is in it.
fn sent(double: &Double) -> Vec<(String, String, String)> {
    let sent = double.requests_of(TemporaryFiles::UPLOAD_PART).into_iter().map(|request| {
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        assert!(body.contains(&format!("name=\"file\"; filename=\"{ID}\"")), "{body}");
        let content = body.split("\r\n\r\n").nth(1).unwrap().split("\r\n--").next().unwrap();
        let last = request.query("finalPart").unwrap();
        (request.path_value("partNumber").unwrap(), last, content.to_owned())
    });
    sent.collect()
}

async fn upload(double: &Double, file: impl Into<Body>) -> Vec<(u64, Option<u64>)> {
    let mut seen = Vec::new();
    let watch = |progress: Progress| seen.push((progress.transferred(), progress.total()));
    let files = client(double).temporary_files();
    files.upload_in_parts(ID, file.into(), 3, watch).await.unwrap();
    double.assert_done();
    seen
}

fn part(number: &str, is_last: &str, content: &str) -> (String, String, String) {
    (number.to_owned(), is_last.to_owned(), content.to_owned())
}

#[tokio::test]
async fn a_file_is_sent_in_parts_of_which_the_last_is_what_is_left() {
    let double = taking(3, true);
    let seen = upload(&double, "abcdefgh").await;
    let parts = [part("0", "false", "abc"), part("1", "false", "def"), part("2", "true", "gh")];
    assert_eq!(sent(&double), parts);
    assert_eq!(seen, [(0, Some(8)), (3, Some(8)), (6, Some(8)), (8, Some(8))]);
}

#[tokio::test]
async fn a_file_of_whole_parts_has_no_empty_one() {
    let double = taking(2, true);
    upload(&double, "abcdef").await;
    assert_eq!(sent(&double), [part("0", "false", "abc"), part("1", "true", "def")]);
}

#[tokio::test]
async fn an_empty_file_is_one_empty_part() {
    let double = taking(1, true);
    assert_eq!(upload(&double, "").await, [(0, Some(0)), (0, Some(0))]);
    assert_eq!(sent(&double), [part("0", "true", "")]);
}

#[tokio::test]
async fn a_reader_in_other_pieces_gives_the_same_parts() {
    let double = taking(2, true);
    let file = Body::reader(tokio::io::AsyncReadExt::chain(&b"a"[..], &b"bcde"[..]), None);
    assert_eq!(upload(&double, file).await, [(0, None), (3, None), (5, None)]);
    assert_eq!(sent(&double), [part("0", "false", "abc"), part("1", "true", "de")]);
}

#[tokio::test]
async fn parts_that_are_not_put_together_are_an_error() {
    let double = taking(1, false);
    let files = client(&double).temporary_files();
    let error = files.upload_in_parts(ID, Body::from("ab"), 3, |_| {}).await.unwrap_err();
    assert_eq!(error.to_string(), format!("the server did not put the parts of {ID} together"));
}
