//! One error for all operations.

use std::convert::Infallible;

use crate::runtime::{AnyError, Error, Request, TransportErrorKind};
use crate::script::{Script, Step, get, response};
use crate::support::{call, core, operation, text_call};

type Plain = Error<Infallible>;

fn failed(status: u16, headers: &[(&str, &str)], body: &'static str) -> AnyError {
    let response = response(status, headers, body).map(|_| body.into());
    call(&core(), Request::new(operation("/", &[], &[]))).decode(response).unwrap_err().into()
}

#[test]
fn it_keeps_what_the_error_of_the_operation_says() {
    let headers = [("x-request-id", "r-1"), ("content-type", "application/json")];
    let error = failed(404, &headers, r#"{"error":{"code":"no_such_pet","message":"No pet."}}"#);
    assert!(error.is_not_found() && !error.is_conflict());
    assert_eq!(error.operation().map(|operation| operation.name), Some("operate"));
    assert_eq!(
        (error.status().map(|it| it.as_u16()), error.request_id().as_deref()),
        (Some(404), Some("r-1"))
    );
    assert_eq!(
        (error.code().as_deref(), error.message().as_deref()),
        (Some("no_such_pet"), Some("No pet."))
    );
    assert_eq!(
        error.to_string(),
        "operate: 404 Not Found: No pet. (a status that the operation does not document)"
    );
    assert!(matches!(error.downcast_ref::<Plain>(), Some(Error::Unexpected(_))));
    assert!(error.downcast::<Plain>().is_ok());
}

#[test]
fn a_body_names_the_request_where_no_header_does() {
    for (headers, body, id) in [
        (&[][..], r#"{"requestId":"r-2"}"#, Some("r-2")),
        (&[][..], r#"{"error":{"request_id":3}}"#, Some("3")),
        (&[("request-id", "r-4")][..], r#"{"requestId":"r-2"}"#, Some("r-4")),
        (&[][..], r#"{"pet":{"requestId":"r-2"}}"#, None),
        (&[][..], "r-2", None),
    ] {
        assert_eq!(failed(422, headers, body).request_id().as_deref(), id, "{body}");
    }
}

#[test]
fn each_status_has_its_question() {
    for (status, is_it) in [
        (400, AnyError::is_bad_request as fn(&AnyError) -> bool),
        (401, AnyError::is_unauthorized),
        (403, AnyError::is_forbidden),
        (404, AnyError::is_not_found),
        (409, AnyError::is_conflict),
        (412, AnyError::is_precondition_failed),
        (422, AnyError::is_unprocessable),
        (429, AnyError::is_rate_limited),
        (503, AnyError::is_server_error),
    ] {
        assert!(is_it(&failed(status, &[], "")), "{status}");
        assert!(!is_it(&failed(418, &[], "")), "{status}");
    }
}

#[test]
fn a_code_is_a_word_or_a_number_wherever_servers_put_it() {
    for (body, code) in [
        (r#"{"code":17}"#, Some("17")),
        (r#"{"error_code":"E1"}"#, Some("E1")),
        (r#"{"errors":[{"code":"first"},{"code":"second"}]}"#, Some("first")),
        (r#"{"detail":{"code":"d"}}"#, Some("d")),
        (r#"{"error":{"error":{"code":"deep"}}}"#, None),
        (r#"{"code":{"a":1}}"#, None),
        ("no JSON", None),
        ("", None),
    ] {
        assert_eq!(failed(400, &[], body).code().as_deref(), code, "{body}");
    }
}

#[tokio::test]
async fn one_function_has_one_error() {
    async fn all(script: &Script) -> Result<String, AnyError> {
        let core = script.core(crate::runtime::Options::new());
        let first = text_call(&core, get()).await?.into_inner();
        std::fs::read_to_string("/no/such/file").or_else(|error| match first.as_str() {
            "file" => Err(error),
            _ => Ok(String::new()),
        })?;
        call(&core, get()).await?;
        Ok(first)
    }
    let file = Script::new([Step::Response(response(200, &[], "file"))]);
    let error = all(&file).await.unwrap_err();
    assert!(
        error.response().is_none() && error.downcast_ref::<std::io::Error>().is_some(),
        "{error}"
    );
    let last = Script::new([
        Step::Response(response(200, &[], "go")),
        Step::Response(response(409, &[], "")),
    ]);
    assert!(all(&last).await.unwrap_err().is_conflict());
    let broken = Script::new([Step::Failure(TransportErrorKind::Body)]);
    let error = all(&broken).await.unwrap_err();
    assert_eq!((error.attempts(), error.status()), (1, None));
}

#[test]
fn it_can_go_to_other_threads_and_be_an_error_of_others() {
    fn is_usual<T: std::error::Error + Send + Sync + 'static>() {}
    is_usual::<AnyError>();
}
