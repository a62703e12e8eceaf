//! Where a redirect leads, and what goes along: between two real servers.

use std::convert::Infallible;

use test_server::{CannedResponse, Request as Sent, Server};

use crate::runtime::{
    Call, Config, Core, Credential, Error, Operation, Options, Parameter, Place, Request,
    SecurityScheme, UndecodedResponse,
};
use crate::script::{Script, Step, get, response};
use crate::streams::body::stream;
use crate::support::operation_by;

static BEARER: SecurityScheme = SecurityScheme::Bearer { name: "bearer" };
static KEY: SecurityScheme =
    SecurityScheme::ApiKey { name: "key", place: Place::Header, key: "X-Key", prefix: "" };
static COOKIE: SecurityScheme =
    SecurityScheme::ApiKey { name: "cookie", place: Place::Cookie, key: "session", prefix: "" };
static QUERY: SecurityScheme =
    SecurityScheme::ApiKey { name: "query", place: Place::Query, key: "api_key", prefix: "" };
static ALL: [&SecurityScheme; 4] = [&BEARER, &KEY, &COOKIE, &QUERY];

fn core(server: &Server) -> Core {
    let mut config = Config::new(&[]);
    config.base_url(&server.url());
    for scheme in ALL {
        config.credential(scheme, Credential::token("s3cret-711"));
    }
    config.build("tests").expect("a plain client")
}

/// A request with every kind of credential, a header, a cookie and a parameter of its own.
fn request(method: &'static str) -> Request {
    let parameters = [Parameter::query("q"), Parameter::header("X-Own"), Parameter::cookie("own")];
    let mut request = Request::new(operation_by(method, "/from", &parameters, &[&ALL]));
    request.query("q", "1");
    request.header("X-Own", "own-711");
    request.cookie("own", "own-711");
    request
}

fn call(core: &Core, request: Request) -> Call<String, Infallible> {
    fn decode(response: &UndecodedResponse) -> Result<String, Error<Infallible>> {
        match response.status() {
            200 => response.text(),
            _ => response.unexpected(),
        }
    }
    Call::new(core, request, decode)
}

fn to(status: u16, location: &str) -> CannedResponse {
    CannedResponse::with_headers(status, &[("Location", location)], "moved")
}

fn done() -> CannedResponse {
    CannedResponse::new(200, None, "done")
}

/// The names of all headers that are not those of every request.
fn names(sent: &Sent) -> Vec<String> {
    let names = sent.headers.iter().map(|(name, _)| name.to_lowercase());
    names.filter(|name| !["host", "user-agent", "accept"].contains(&name.as_str())).collect()
}

/// Fails when anything went to `server` but that somebody wants this resource.
fn assert_stranger(server: &Server) {
    for sent in server.requests() {
        assert_eq!(names(&sent), [""; 0], "{sent:?}");
        assert!(!format!("{sent:?}").contains("-711"), "{sent:?}");
    }
}

#[tokio::test]
async fn within_an_origin_everything_goes_along() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start([to(status, "/to"), done()]);
        assert_eq!(*call(&core(&server), request("GET")).await.unwrap(), "done");
        let [first, second] = &server.requests()[..] else { panic!("{status}") };
        assert_eq!((first.headers.clone(), "GET"), (second.headers.clone(), &*second.method));
        assert_eq!(first.header("authorization"), Some("Bearer s3cret-711"));
        assert_eq!(second.target, "/to?api_key=s3cret-711");
    }
}

#[tokio::test]
async fn a_location_can_be_relative_in_each_way() {
    for (location, target) in [
        ("to", "/to?api_key=s3cret-711"),
        ("./a/../to?x=1", "/to?x=1&api_key=s3cret-711"),
        ("?x=1", "/from?x=1&api_key=s3cret-711"),
        ("/to#part", "/to?api_key=s3cret-711"),
        ("/to?api_key=own", "/to?api_key=own"),
    ] {
        let server = Server::start([to(302, location), done()]);
        call(&core(&server), request("GET")).await.unwrap();
        assert_eq!(server.requests()[1].target, target, "{location}");
    }
}

#[tokio::test]
async fn to_another_origin_nothing_goes_along() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::start([done()]);
        let server = Server::start([to(status, &format!("{}/to?x=1", other.url()))]);
        assert_eq!(*call(&core(&server), request("GET")).await.unwrap(), "done");
        assert_eq!(other.request().target, "/to?x=1");
        assert_stranger(&other);
    }
}

#[tokio::test]
async fn a_location_without_a_scheme_can_be_another_origin() {
    let other = Server::start([done()]);
    let location = other.url().replace("http:", "") + "/to";
    let server = Server::start([to(302, &location)]);
    call(&core(&server), request("GET")).await.unwrap();
    assert_stranger(&other);
}

#[tokio::test]
async fn a_user_in_a_location_is_not_the_host() {
    let other = Server::start([done()]);
    let server = Server::start([]);
    let host = server.url().replace("http://", "");
    let location = format!("http://{host}@{}/to", other.url().replace("http://", ""));
    let server = Server::start([to(302, &location)]);
    call(&core(&server), request("GET")).await.unwrap();
    for sent in other.requests() {
        assert!(!format!("{sent:?}").contains("-711"), "{sent:?}");
    }
}

#[tokio::test]
async fn who_comes_back_from_another_origin_comes_as_a_stranger() {
    let back = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let home = back.clone();
    let other = Server::by(move |_| to(302, &format!("{}/again", home.get().unwrap())));
    let other_url = other.url();
    let server = Server::by(move |sent| match &*sent.target {
        "/again" => to(302, "/end"),
        "/end" => done(),
        _ => to(302, &format!("{other_url}/away")),
    });
    back.set(server.url()).unwrap();
    assert_eq!(*call(&core(&server), request("GET")).await.unwrap(), "done");
    assert_stranger(&other);
    let [_, again, end] = &server.requests()[..] else { panic!() };
    for sent in [again, end] {
        assert!(!format!("{sent:?}").contains("-711"), "{sent:?}");
    }
}

#[tokio::test]
async fn no_other_method_is_sent_again_or_changed() {
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        for status in [301, 302, 303, 307, 308] {
            let server = Server::start([to(status, "/to"), done()]);
            let mut request = request(method);
            request.bytes("text/plain", "password=711");
            let error = call(&core(&server), request).await.unwrap_err();
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(server.request().method, method);
            assert!(error.to_string().contains("the redirect to /to is not followed"), "{error}");
        }
    }
}

#[tokio::test]
async fn where_a_redirect_leads_is_told_without_user_and_query() {
    for (location, place) in [
        ("https://anna:hunter2@h/to?key=hunter2#hunter2", "https://h/to"),
        ("//hunter2@h/to", "//h/to"),
        (r"https:\anna:hunter2@h\to", r"https:\h\to"),
        ("https:hunter2@h", "https:h"),
        ("https://a@hunter2@h:1/x@y", "https://h:1/x@y"),
        ("/to/x@y", "/to/x@y"),
        ("x@y", "x@y"),
        ("to:8080", "to:8080"),
    ] {
        let server = Server::start([to(307, location)]);
        let error = call(&core(&server), request("POST")).await.unwrap_err();
        let words = format!("; the redirect to {place} is not followed");
        assert!(error.to_string().ends_with(&words), "{error}");
    }
}

#[tokio::test]
async fn the_time_of_an_attempt_holds_for_all_its_redirects() {
    let silent = Server::start([CannedResponse::Silence]);
    let server = Server::start([to(302, &silent.url())]);
    let options = Options::new().attempt_timeout(std::time::Duration::from_millis(30));
    let call = call(&core(&server), request("GET"));
    let call = call.options(options.retry(crate::runtime::Retry::never()));
    let error = call.await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect(), "{error:?}");
}

#[tokio::test]
async fn a_head_stays_a_head() {
    let moved = b"HTTP/1.1 302 Found\r\nLocation: /to\r\nContent-Length: 5\r\n\r\n".to_vec();
    let end = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".to_vec();
    let server = Server::start([CannedResponse::Raw(moved), CannedResponse::Raw(end)]);
    call(&core(&server), request("HEAD")).await.unwrap();
    assert!(server.requests().iter().all(|sent| sent.method == "HEAD"));
}

#[tokio::test]
async fn a_loop_ends_after_five_redirects() {
    let server = Server::by(|_| to(302, "/from"));
    let error = call(&core(&server), request("GET")).await.unwrap_err();
    assert_eq!((server.requests().len(), error.attempts()), (6, 1));
    assert!(error.to_string().contains("is not followed"), "{error}");
}

#[tokio::test]
async fn how_many_are_followed_can_be_said() {
    for most in [0, 1, 8] {
        let server = Server::by(|_| to(302, "/from"));
        let call = call(&core(&server), request("GET")).options(Options::new().redirects(most));
        call.await.unwrap_err();
        assert_eq!(server.requests().len(), most as usize + 1);
    }
}

#[tokio::test]
async fn a_redirect_that_is_a_documented_response_is_that_response() {
    let operation = operation_by("GET", "/from", &[], &[]);
    let documented = Operation {
        name: operation.name,
        path: operation.path,
        has_redirects: true,
        ..Operation::DEFAULT
    };
    let server = Server::start([to(302, "/to"), done()]);
    let request = Request::new(Box::leak(Box::new(documented)));
    let error = call(&core(&server), request).await.unwrap_err();
    assert_eq!(error.headers().unwrap()["location"], "/to");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_location_that_leads_nowhere_is_not_followed() {
    for location in
        ["", "http://", "http://[::1", "ftp://h/", "file:///etc/passwd", "data:,x", "//"]
    {
        let server = Server::start([to(302, location), to(404, "")]);
        let result = call(&core(&server), request("GET")).await;
        let error = result.unwrap_err();
        // An empty one leads to where it came from (RFC 3986, section 5.2.2).
        let status = if location.is_empty() { 404 } else { 302 };
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{location}");
    }
}

#[tokio::test]
async fn statuses_that_are_no_redirects_lead_nowhere() {
    for status in [300, 304, 305, 306] {
        let server = Server::start([to(status, "/to"), done()]);
        let error = call(&core(&server), request("GET")).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
}

#[tokio::test]
async fn nothing_goes_from_https_to_http_or_from_one_scheme_to_the_other_with_credentials() {
    for (base, location, count) in [
        ("https://h", "http://h/to", 1),
        ("https://h", "https://other/to", 2),
        ("http://h", "https://h/to", 2),
    ] {
        let moved = response(302, &[("Location", location)], "");
        let script = Script::new([Step::Response(moved)]);
        let core = script.core_with(|config| {
            config.base_url(base);
            for scheme in ALL {
                config.credential(scheme, Credential::token("s3cret-711"));
            }
        });
        let _ = call(&core, request("GET")).await;
        let seen = script.seen();
        assert_eq!(seen.len(), count, "{base} to {location}");
        for seen in &seen[1..] {
            let names: Vec<_> =
                seen.request.headers().keys().map(http::HeaderName::as_str).collect();
            assert_eq!(names, ["accept", "user-agent"]);
            assert_eq!(seen.request.uri(), location);
        }
    }
}

#[tokio::test]
async fn a_body_goes_on_within_its_origin_only() {
    for (location, count) in [("/to", 2), ("http://other/to", 1)] {
        let script = Script::new([Step::Response(response(302, &[("Location", location)], ""))]);
        let mut request = get();
        request.bytes("text/plain", "query");
        let _ = call(&script.core(Options::new()), request).await;
        let seen = script.seen();
        assert_eq!(seen.len(), count, "{location}");
        assert!(seen.iter().all(|seen| seen.request.body().as_bytes().unwrap() == "query"));
    }
}

#[tokio::test]
async fn a_streamed_body_is_not_sent_on() {
    let moved = response(302, &[("Location", "/to")], "");
    let script = Script::new([Step::Response(moved)]);
    let mut request = get();
    request.bytes("application/octet-stream", stream(&["a"], None));
    let error = call(&script.core(Options::new()), request).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
    assert_eq!(script.count(), 1);
}
