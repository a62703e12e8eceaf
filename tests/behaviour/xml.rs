//! XML on the wire, byte by byte, and how it is read. Runs inside of the crate of the fixtures.

#![cfg(feature = "xml")]

use bytes::Bytes;
use fixtures::runtime::{Body, BoxFuture, Maybe, TransportError};
use fixtures::xml_response::types::{Line, Order};
use fixtures::xml_response::xml_only::OrderError;
use fixtures::xml_body::types::{NoteAsXmlBody, Owner, Pet, PetStatus};
use fixtures::Error;

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

fn bodies() -> fixtures::xml_body::operations::Operations {
    fixtures::xml_body::Client::builder().transport(Unused).build().unwrap().operations()
}

fn responses() -> fixtures::xml_response::Client {
    fixtures::xml_response::Client::builder().transport(Unused).build().unwrap()
}

fn sent<E: std::fmt::Debug>(request: Result<http::Request<Body>, Error<E>>) -> String {
    let request = request.unwrap();
    let body = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
    body.strip_prefix(HEAD).unwrap().to_owned()
}

fn response(status: u16, body: impl Into<Bytes>) -> http::Response<Bytes> {
    http::Response::builder().status(status).body(body.into()).unwrap()
}

fn read(body: impl Into<Bytes>) -> Result<Order, String> {
    let call = responses().xml_only().order();
    let order = call.decode(response(200, body));
    order.map(|order| order.into_inner()).map_err(|error| format!("{error} {error:?}"))
}

fn pet() -> Pet {
    Pet::new(1, ["a", "b"], PetStatus::Here)
}

#[test]
fn a_value_is_written_as_its_schema_says() {
    let owner = Owner::new().with_name("O").with_pet(Pet::new(3, [""; 0], PetStatus::Sold));
    let pet = pet()
        .with_kind("<cat> & \"dog\"\n")
        .with_name("Rex & <Co>\r]]>")
        .with_labels(["x"])
        .with_sizes(vec![1, 2])
        .with_weight(Maybe::Null)
        .with_good(true)
        .with_born("2024-03-01T12:30:00Z".parse::<jiff::Timestamp>().unwrap())
        .with_owner(owner)
        .with_friends(vec![Pet::new(2, [""; 0], PetStatus::Here)])
        .with_grid(vec![vec![1, 2], vec![]]);
    let call = bodies().add(&pet);
    let request = call.request().unwrap();
    assert_eq!(request.headers()["content-type"], "application/xml");
    assert_eq!(
        sent(Ok::<_, Error<std::convert::Infallible>>(request)),
        "<pet xmlns=\"http://example.com/pets\" id=\"1\" xmlns:m=\"http://example.com/meta\" \
               m:kind=\"&lt;cat&gt; &amp; &quot;dog&quot;&#10;\">\
               <m:name>Rex &amp; &lt;Co&gt;&#13;]]&gt;</m:name><photo>a</photo><photo>b</photo>\
               <labelList><label>x</label></labelList><sizes><sizes>1</sizes><sizes>2</sizes></sizes>\
               <status>here</status>\
               <weight xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>\
               <good>true</good><born>2024-03-01T12:30:00Z</born>\
               <owner><name>O</name><pet id=\"3\"><status>sold</status></pet></owner>\
               <pet id=\"2\"><status>here</status></pet>\
               <grid><row><cell>1</cell><cell>2</cell></row><row/></grid></pet>"
    );
}

#[test]
fn a_list_is_a_root_with_an_element_for_each_item() {
    let pets = [Pet::new(1, [""; 0], PetStatus::Here)];
    assert_eq!(
        sent(bodies().replace().body(&pets).request()),
        "<pets><pet xmlns=\"http://example.com/pets\" id=\"1\"><status>here</status></pet></pets>"
    );
    assert_eq!(sent(bodies().replace().body(&[]).request()), "<pets/>");
}

#[test]
fn json_is_sent_where_it_is_offered_with_the_same_schema() {
    let call = bodies().either(&pet());
    assert_eq!(call.request().unwrap().headers()["content-type"], "application/json");
    let note = NoteAsXmlBody::new().with_text("t");
    assert_eq!(sent(bodies().note_as_xml(&note).request()), "<note><text>t</text></note>");
    let raw = bodies().note_as_xml_2("<raw/>").request().unwrap();
    assert_eq!((raw.headers()["content-type"].to_str().unwrap(), &raw.body().as_bytes().unwrap()[..]), ("application/xml", &b"<raw/>"[..]));
}

#[test]
fn what_xml_cannot_carry_is_refused_and_secrets_are_kept() {
    let error = bodies().add(&pet().with_name("a\u{0}b")).request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "add: nothing was sent: parameter `body` holds a control character, which XML cannot carry"
    );
    let call = bodies().add(&pet().with_token("s3cret-token"));
    let error = call.decode(response(500, "no s3cret-token here")).unwrap_err();
    assert!(!format!("{call:?} {error:?} {error}").contains("s3cret"), "{error}");
}

#[test]
fn a_value_is_read_as_its_schema_says() {
    let order = read(
        "\u{feff}<?xml version='1.0' encoding='utf-8'?>\n<!-- c --><?p i?>\
         <o:Order xmlns:o='urn:o' number=' 7 ' other='x'>\
           <ignored><deep a='1'>text</deep></ignored>\
           <o:note>a &amp; &#98;<![CDATA[ <c> ]]><!-- x -->&#x64;\r\n</o:note>\n\
           <total> 1.50 </total><paid>1</paid><due/>\
           <line><sku>A</sku><count>2</count></line>\
           <tags><tag>x</tag><other/><tag></tag></tags>\
           <line><sku/></line>\
         </o:Order>\n",
    )
    .unwrap();
    assert_eq!(order.number, 7);
    assert_eq!(order.note, Maybe::Value("a & b <c> d\n".to_owned()));
    assert_eq!((order.total, order.paid, order.due), (Some(1.5), Some(true), None));
    assert_eq!(order.tags, Some(vec!["x".to_owned(), String::new()]));
    let lines: Vec<_> = order.lines.iter().map(|line| (line.sku.as_str(), line.count)).collect();
    assert_eq!(lines, [("A", Some(2)), ("", None)]);
}

#[test]
fn what_is_written_is_read_again() {
    let texts = ["", " ", "a\tb\nc\rd\r\n", "<![CDATA[x]]>", "&amp;&#38;", "\"'", "größe 用户 \u{1f600}", "]]>", "<!-- -->"];
    for text in texts {
        let line = Line::new(text.to_owned()).with_count(-1);
        let order = Order::new(i64::MIN, vec![line, Line::new(String::new())])
            .with_note(Maybe::Value(text.to_owned()))
            .with_total(0.1)
            .with_paid(false)
            .with_due("2024-02-29".parse().unwrap())
            .with_tags(vec![text.to_owned()]);
        let call = responses().both().keep(&order);
        let body = call.request().unwrap().body().as_bytes().unwrap().clone();
        assert_eq!(call.decode(response(200, body)).unwrap().into_inner(), order, "{text:?}");
    }
    let order = Order::new(0, vec![]).with_note(Maybe::Null).with_tags([""; 0]);
    let call = responses().both().keep(&order);
    assert_eq!(call.decode(response(200, call.request().unwrap().body().as_bytes().unwrap().clone())).unwrap().into_inner(), order);
}

#[test]
fn nothing_is_an_empty_list_where_one_is_required() {
    let order = read("<order number='1'/>").unwrap();
    assert_eq!((order.lines.len(), order.tags, order.note), (0, None, Maybe::Absent));
    let order = read(
        "<Order number='1'><tags/><note xsi:nil='true' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'/></Order>",
    );
    let order = order.unwrap();
    assert_eq!((order.tags, order.note), (Some(vec![]), Maybe::Null));
}

#[test]
fn lists_and_failures_are_read() {
    let orders = responses().both().orders();
    let body = "<Orders><Orders number='1'></Orders><Orders number='2'/></Orders>";
    let fixtures::xml_response::both::OrdersSuccess::Ok(list) = orders.decode(response(200, body)).unwrap().into_inner()
    else {
        panic!()
    };
    assert_eq!(list.iter().map(|order| order.number).collect::<Vec<_>>(), [1, 2]);
    let call = responses().xml_only().order();
    assert_eq!(call.request().unwrap().headers()["accept"], "application/xml, text/xml");
    let fault = "<Fault><code>4</code><message>m</message></Fault>";
    let Err(Error::Api(OrderError::NotFound(failure))) = call.decode(response(404, fault)) else { panic!() };
    assert_eq!(failure.body().unwrap().code, Some(4));
    let Err(Error::Api(OrderError::NotFound(failure))) = call.decode(response(404, "none")) else { panic!() };
    assert!(failure.body().is_err());
    assert_eq!(responses().both().raw().decode(response(200, "<x>")).unwrap().into_inner(), "<x>");
    assert_eq!(responses().both().free().decode(response(200, "<x>")).unwrap().into_inner(), "<x>");
}

#[test]
fn what_is_no_such_xml_is_an_error_that_repeats_nothing() {
    let deep = format!("<Order number='1'>{}", "<line>".repeat(200_000));
    let faults: [(&str, &str); 19] = [
        ("", "at $: expected XML, found an empty body"),
        ("s3cret", "at $: expected XML, found other text"),
        ("<s3cret/>", "at $: expected the element <Order>, found another one"),
        ("<Order", "at $: no valid XML at byte 0"),
        ("<Order number='1'>", "at $: no valid XML at byte"),
        ("<Order number='1'><line></Order>", "at $.lines[0]: no valid XML at byte 24"),
        ("<Order number='1'/><s3cret/>", "at $: expected nothing behind the root element"),
        ("<Order number='s3cret'/>", "at $.number: expected a number, found other text"),
        ("<Order/>", "property \"number\" is missing"),
        ("<Order number='1' number='2'/>", "at $: has an attribute that cannot be read"),
        ("<Order number='&s3cret;'/>", "at $.number: has an attribute that cannot be read"),
        ("<Order number='1'><paid>s3cret</paid></Order>", "at $.paid: expected true or false, found other text"),
        ("<Order number='1'><total><s3cret/></total></Order>", "at $.total: expected text, found an element"),
        ("<Order number='1'><line><sku/></line><line><count>s3cret</count></line></Order>", "at $.lines[1].count: expected a number"),
        ("<Order number='1'><note>&s3cret;</note></Order>", "at $.note: refers to an entity, which is not expanded"),
        ("<!DOCTYPE a [<!ENTITY e 's3cret'>]><Order number='1'><note>&e;</note></Order>", "at $: expected XML without a document type"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><Order number='1'/>", "at $: expected XML in UTF-8, found that another encoding is declared"),
        ("<Order number='1'><due>s3cret</due></Order>", "at $.due: expected a date such as 2024-03-01"),
        (&deep, ": the elements are nested too deeply"),
    ];
    for (body, message) in faults {
        let error = read(body.to_owned()).unwrap_err();
        assert!(error.contains(message), "{message}: {error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
    let (open, close) = ("<x>".repeat(100_000), "</x>".repeat(100_000));
    assert_eq!(read(format!("<Order number='1'>{open}{close}</Order>")).unwrap().number, 1);
    let error = read(Bytes::from_static(b"<Order number='1'><note>\xe9</note></Order>")).unwrap_err();
    assert!(error.contains("expected XML in UTF-8, found another encoding"), "{error}");
}

#[test]
fn what_is_sent_in_another_form_is_so_in_xml() {
    let users = fixtures::xml_request::Client::builder().transport(Unused).build().unwrap();
    let user = fixtures::xml_request::types::UserRequest::new("Ann", "s3cret");
    let call = users.operations().add(&user);
    let body = "<User><name>Ann</name><password>s3cret</password></User>";
    assert_eq!(sent(call.request()), body);
    let added = call.decode(response(201, r#"<User id="7"><name>Ann</name></User>"#)).unwrap();
    assert_eq!((added.id, added.name.as_str()), (7, "Ann"));
}
