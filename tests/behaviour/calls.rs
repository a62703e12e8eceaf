//! What calls send and read. Runs inside of the crate of the fixtures.

use bytes::Bytes;
use fixtures::Error;
use fixtures::runtime::{Body, BoxFuture, TransportError};
use fixtures::secret::types::Login;

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

fn response(status: u16, body: &'static str) -> http::Response<Bytes> {
    http::Response::builder().status(status).body(Bytes::from(body)).unwrap()
}

macro_rules! operations {
    ($api:ident) => {
        fixtures::$api::Client::builder().transport(Unused).build().unwrap().operations()
    };
}

#[test]
fn secrets_behind_references_in_lists_and_in_bodies_are_not_printed() {
    let many = ["tw0-secret".into(), "thr33-secret".into()];
    let login = Login::new("anna", [("k", "f0ur-secret")]);
    let call = operations!(secret).login("0ne-secret", &login).many(&many);
    let request = call.request().unwrap();
    assert_eq!(request.uri().query(), Some("one=0ne-secret&many=tw0-secret&many=thr33-secret"));
    assert_eq!(request.body().as_bytes().unwrap(), r#"{"user":"anna","keys":{"k":"f0ur-secret"}}"#);
    let error = call.decode(response(500, "0ne-secret tw0-secret thr33-secret f0ur-secret of anna")).unwrap_err();
    let printed = format!("{call:?} {login:?} {error} {error:?}");
    assert!(!printed.contains("-secret"), "{printed}");
    assert!(printed.contains("[redacted] [redacted] [redacted] [redacted] of anna"), "{printed}");
}

#[test]
fn the_status_of_a_failure_counts_whatever_its_body_is() {
    let call = operations!(bodiless).get();
    for (body, is_read) in [(r#"{"title":"No"}"#, true), ("", false), ("<html>", false)] {
        let Err(Error::Api(fixtures::bodiless::operations::GetError::ClientError(failure))) =
            call.decode(response(404, body))
        else {
            panic!("{body}")
        };
        assert_eq!(failure.body().is_ok(), is_read, "{body}");
        assert_eq!(failure.response().body(), body);
    }
}

#[test]
fn a_response_without_a_body_needs_none() {
    assert!(operations!(bodiless).head().decode(response(200, "")).is_ok());
    assert!(operations!(bodiless).delete().decode(response(204, "")).is_ok());
    assert_eq!(operations!(bodiless).get().request().unwrap().headers()["accept"], "application/json, text/json");
}

#[test]
fn paths_are_sent_as_a_url_can_carry_them() {
    let uri = |request: Result<http::Request<Body>, Error<std::convert::Infallible>>| {
        request.unwrap().uri().to_string().replace("https://api.example.com", "")
    };
    let operations = operations!(literal);
    assert_eq!(uri(operations.encoded().request()), "/gr%C3%B6%C3%9Fe/a%20b");
    assert_eq!(uri(operations.fragment().x("1").request()), "/?x=1");
    assert_eq!(uri(operations.braces(7).request()), "/un%7Bclosed/%7Ba/b%7D/7");
    assert_eq!(uri(operations.twice("x", "y").request()), "/x.y/xy:verb");
    assert_eq!(uri(operations.slashes().request()), "//double/");
}

#[test]
fn values_outside_of_their_limits_are_refused() {
    let list = || operations!(bound).list();
    let refused = |request: Result<http::Request<Body>, Error<std::convert::Infallible>>| {
        request.unwrap_err().to_string().replace("list: nothing was sent: parameter ", "")
    };
    assert_eq!(refused(list().offset(-1).request()), "`offset` is below 0");
    assert_eq!(refused(list().count(101).request()), "`count` is above 100");
    assert_eq!(refused(list().ratio(0.0).request()), "`ratio` is not above 0");
    assert_eq!(refused(list().ratio(1.0).request()), "`ratio` is not below 1");
    assert_eq!(refused(list().name("é").request()), "`name` has fewer than 2 characters");
    assert_eq!(refused(list().name("abcd").request()), "`name` has more than 3 characters");
    assert_eq!(refused(list().tags(&[""; 0]).request()), "`tags` has fewer than 1 items");
    assert_eq!(refused(list().tags(&["long".to_owned()]).request()), "`tags` has more than 3 characters");
    assert!(list().ratio(0.5).name("éé").tags(&["abc".to_owned()]).request().is_ok());
}

#[test]
fn a_parameter_of_a_media_type_is_json_text() {
    let filter = fixtures::content::types::FindFilter::new().with_ids(vec![1, 2]);
    let request = operations!(content).find(&filter).request().unwrap();
    assert_eq!(request.uri().query(), Some("filter=%7B%22ids%22%3A%5B1%2C2%5D%7D"));
}

#[test]
fn calls_go_to_the_server_of_their_operation() {
    let uri = |request: Result<http::Request<Body>, Error<std::convert::Infallible>>| request.unwrap().uri().to_string();
    let operations = operations!(own);
    assert_eq!(uri(operations.of_path().request()), "https://path.example.com/v1/a");
    assert_eq!(uri(operations.of_operation().request()), "https://eu.example.com/a");
    assert_eq!(uri(operations.of_document().request()), "https://api.example.com/b");
}

#[test]
fn a_base_url_of_the_clients_own_is_for_all_calls() {
    let client = fixtures::own::Client::builder().transport(Unused).base_url("http://localhost:1/x/").build().unwrap();
    assert_eq!(client.operations().of_path().request().unwrap().uri(), "http://localhost:1/x/a");
}

#[test]
fn a_response_that_may_be_null_is_an_option() {
    let nothing = operations!(success).replaced().decode(response(200, "null")).unwrap();
    assert!(nothing.is_none());
    let something = operations!(success).replaced().decode(response(200, r#"{"id":1}"#)).unwrap();
    assert_eq!(something.as_ref().and_then(|value| value.id), Some(1));
}

#[test]
fn what_is_required_can_be_given_by_name() {
    use fixtures::by_name::operations::{DeleteRequired, GetRequired, PutPictureAsPartsRequired, SetRequired};

    let get = GetRequired { name: "key", owner: "anna", environment: "test", repo: "site" };
    let uri = |request: http::Request<Body>| request.uri().to_string();
    let path = "https://api.example.com/anna/site/test/key";
    // `get_with` is an operation of the document.
    let request = operations!(by_name).get_with_2(get).page(2).request().unwrap();
    assert_eq!(uri(request), format!("{path}?page=2"));

    let GetRequired { owner, repo, environment, name } = get;
    let set = SetRequired { owner, repo, environment, name, version: 3, r#type: &["a", "b"] };
    let body = fixtures::by_name::types::SetBody::new().with_value("new");
    let request = operations!(by_name).set_with(set, &body).request().unwrap();
    assert_eq!(request.body().as_bytes().unwrap(), r#"{"value":"new"}"#);
    assert_eq!(uri(request), format!("{path}?version=3&type=a&type=b"));

    #[allow(deprecated)]
    let call = operations!(by_name).delete_with(DeleteRequired { owner, repo, environment, name, password: "0ne-secret" });
    assert!(!format!("{call:?}").contains("0ne-secret"));

    let file = fixtures::Part::new("text");
    let picture = PutPictureAsPartsRequired { owner, repo, environment, name, file };
    let request = operations!(by_name).put_picture_as_parts_with(picture).request().unwrap();
    assert_eq!(uri(request), format!("{path}/picture"));
}

#[test]
fn what_is_required_and_has_a_default_goes_with_it_unless_it_is_set() {
    let call = operations!(defaulted).search("second", "lamp", &["price"]);
    let request = call.request().unwrap();
    let uri = "https://api.example.com/second/search?q=lamp&limit=20&exact=false&order=price&fields=price";
    assert_eq!(request.uri().to_string(), uri);
    assert_eq!(request.headers()["x-version"], "2026-01");

    let call = operations!(defaulted).search("second", "lamp", &["price"]).limit(5).exact(true).x_version("2027-01");
    let request = call.request().unwrap();
    assert_eq!(request.uri().query(), Some("q=lamp&limit=5&exact=true&order=price&fields=price"));
    assert_eq!(request.headers()["x-version"], "2027-01");
    assert!(operations!(defaulted).search("second", "lamp", &["price"]).limit(101).request().is_err());

    let request = operations!(defaulted).save("second", "lamp").request().unwrap();
    assert_eq!(request.body().as_bytes().unwrap(), "name=lamp&kind=own");

    for request in [
        operations!(defaulted_2_0).search().request().unwrap(),
        operations!(defaulted_3_1).search().request().unwrap(),
    ] {
        assert_eq!(request.uri().query(), Some("limit=20"));
        assert_eq!(request.headers()["x-version"], "2026-01");
    }
}
