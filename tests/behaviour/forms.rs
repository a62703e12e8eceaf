//! Forms and bodies in parts, on the wire. Runs inside of the crate of the fixtures.

use fixtures::Error;
use fixtures::form_values::types::{Address, OrderFormEither};
use fixtures::needed::types::Payment;
use fixtures::runtime::{Body, BoxFuture, Part, TransportError};

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

macro_rules! client {
    ($api:ident) => {
        fixtures::$api::Client::builder().transport(Unused).build().unwrap().operations()
    };
}

/// The media type, if there is one, and the body.
fn sent<E: std::fmt::Debug>(request: Result<http::Request<Body>, Error<E>>) -> (String, String) {
    let request = request.unwrap();
    let body = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
    let media_type = request.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    (media_type.unwrap_or_default(), body)
}

fn is(media_type: &str, body: &str) -> (String, String) {
    (media_type.to_owned(), body.to_owned())
}

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=form-boundary-00000000000000000000";

#[test]
fn a_form_that_a_call_needs_is_sent_even_if_it_is_empty() {
    let calls = client!(empty_form);
    assert_eq!(sent(calls.message().request()), is(PARTS, "--form-boundary-00000000000000000000--\r\n"));
    assert_eq!(sent(calls.change().request()), is(FORM, ""));
    assert_eq!(sent(calls.change().text("a b").request()), is(FORM, "text=a+b"));
    assert_eq!(sent(calls.touch().request()), is("", ""));
}

#[test]
fn what_a_body_has_to_hold_is_asked_for_and_can_be_left_out_as_a_whole() {
    let calls = client!(needed);
    assert_eq!(sent(calls.verify("+1").channel("sms").request()), is(FORM, "to=%2B1&channel=sms"));
    assert_eq!(sent(calls.verify("+1").channel("sms").without_body().request()), is("", ""));
    let upload = calls.upload(Part::new("x")).note("n");
    assert!(sent(upload.request()).1.contains("\r\n\r\nx\r\n"));
    assert_eq!(sent(upload.without_body().request()), is("", ""));
    let payment = Payment::new(7);
    assert_eq!(sent(calls.pay(&payment).request()), is("application/json", r#"{"amount":7}"#));
    assert_eq!(sent(calls.pay(&payment).without_body().request()), is("", ""));
    assert_eq!(sent(calls.pay_maybe().body(&payment).request()), is("application/json", r#"{"amount":7}"#));
    assert_eq!(sent(calls.pay_maybe().request()), is("", ""));
    assert_eq!(sent(calls.search_payments().request()), is("", ""));
    assert_eq!(sent(calls.change_payment().request()), is("", ""));
}

#[test]
fn a_form_of_several_shapes_has_a_method_for_each() {
    let calls = client!(form_shapes);
    assert_eq!(sent(calls.token("c").request()), is(FORM, "grant_type=authorization_code&code=c"));
    let refresh = calls.token_as_refresh().scopes(&["a".to_owned(), "b".to_owned()]);
    assert_eq!(sent(refresh.request()), is(FORM, "grant_type=refresh_token&scopes=a&scopes=b"));
    assert_eq!(sent(calls.device("c", "me").request()), is(FORM, "code=c&client=me"));
    assert_eq!(sent(calls.device_as_serial("s", "me").request()), is(FORM, "serial=s&client=me"));
    assert_eq!(sent(calls.told("1").request()), is(FORM, "kind=card&number=1"));
    assert_eq!(sent(calls.told_as_bank("2").request()), is(FORM, "kind=Bank&iban=2"));
    assert_eq!(sent(calls.told_as_bank("2").kind("sepa").request()), is(FORM, "kind=sepa&iban=2"));
    assert!(sent(calls.picture_as_link("u").request()).1.contains("name=\"url\"\r\n\r\nu\r\n"));
    assert!(sent(calls.picture_as_upload(Part::new("x")).request()).1.contains("name=\"file\""));
}

#[test]
fn parts_that_the_document_does_not_name_are_named_by_the_caller() {
    let calls = client!(parts_by_name);
    let part = |name: &str, part: Part| (name.to_owned(), part);
    let body = "--form-boundary-00000000000000000000\r\n\
                Content-Disposition: form-data; name=\"a\"; filename=\"a.txt\"\r\n\
                Content-Type: text/plain\r\n\r\nx\r\n\
                --form-boundary-00000000000000000000\r\n\
                Content-Disposition: form-data; name=\"b\"\r\n\r\ny\r\n\
                --form-boundary-00000000000000000000--\r\n";
    let file = Part::new("x").with_file_name("a.txt").with_content_type("text/plain");
    let named = vec![part("a", file), part("b", Part::new("y"))];
    assert_eq!(sent(calls.plain(named.clone()).request()), is(PARTS, body));
    assert_eq!(sent(calls.unsaid().additional_parts(named).request()), is(PARTS, body));
    let open = calls.open().additional_parts(vec![part("c", Part::new("z"))]).title("t");
    let (_, body) = sent(open.request());
    assert!(body.contains("name=\"title\"\r\n\r\nt\r\n") && body.contains("name=\"c\"\r\n\r\nz\r\n"), "{body}");
}

#[test]
fn an_object_in_a_form_is_json_under_its_name() {
    let calls = client!(form_values);
    let body = |call: fixtures::form_values::operations::Order| sent(call.request()).1;
    let address = Address::new().with_street("1 Main").with_id(5);
    let json = "%7B%22street%22%3A%221+Main%22%2C%22id%22%3A5%7D";
    assert_eq!(body(calls.order("top").address(&address)), format!("id=top&address={json}"));
    assert_eq!(body(calls.order("top").exploded(&address)), "id=top&street=1+Main&id=5");
    let labels = [("a".to_owned(), "b".to_owned())].into();
    assert_eq!(body(calls.order("top").labels(&labels)), "id=top&labels=%7B%22a%22%3A%22b%22%7D");
    assert_eq!(body(calls.order("top").tags(&["a".to_owned(), "b".to_owned()])), "id=top&tags=a&tags=b");
    assert_eq!(body(calls.order("top").any(&serde_json::json!({"q": [1, 2]}))), "id=top&any=%7B%22q%22%3A%5B1%2C2%5D%7D");
    assert_eq!(body(calls.order("top").any(&serde_json::json!([1, "a"]))), "id=top&any=1&any=a");
    assert_eq!(body(calls.order("top").any(&serde_json::json!("a b"))), "id=top&any=a+b");
    assert_eq!(body(calls.order("top").either(&OrderFormEither::Text("t".to_owned()))), "id=top&either=t");
    assert_eq!(body(calls.order("top").either(&OrderFormEither::Address(address))), format!("id=top&either={json}"));
}

#[test]
fn a_list_inside_of_an_exploded_object_is_a_name_for_each_value() {
    use fixtures::listed::types::{PagesJoined, Pageable, PagesNested};
    let calls = client!(listed);
    let uri = |call: fixtures::listed::operations::Pages| call.request().unwrap().uri().query().map(str::to_owned);
    let pageable = Pageable::new().with_page(0).with_sort(["name,asc", "id,desc"]);
    assert_eq!(uri(calls.pages(&pageable)).unwrap(), "page=0&sort=name%2Casc&sort=id%2Cdesc");
    let none = Pageable::new();
    assert_eq!(uri(calls.pages(&none.clone().with_sort([""; 0]))), None);
    let filter = [("a".to_owned(), vec![1, 2])].into();
    assert_eq!(uri(calls.pages(&none).filter(&filter)).unwrap(), "a=1&a=2");
    let nested = PagesNested::new().with_lists(vec![vec![1]]);
    assert_eq!(uri(calls.pages(&none).nested(&nested)).unwrap(), "lists=%5B%5B1%5D%5D");
    let joined = PagesJoined::new().with_list(vec![1, 2]);
    assert_eq!(uri(calls.pages(&none).joined(&joined)).unwrap(), "joined=list,%5B1%2C2%5D");
}
