//! Values as XML.

use std::convert::Infallible;

use serde_json::{Value, json};

use crate::runtime::{
    Call, Error, Request, Scalar, UndecodedResponse, XmlContent, XmlElement, XmlField, XmlName,
    XmlNode, XmlObject,
};
use crate::support::{core, operation};

const fn element(name: &'static str) -> XmlElement {
    XmlElement { name: XmlName(name, ""), content: XmlContent::Text(Scalar::Number) }
}

static PAGE: XmlObject = XmlObject {
    fields: &[
        XmlField { property: "total", node: XmlNode::Element(element("total")) },
        XmlField { property: "items", node: XmlNode::Repeated(element("item"), true) },
        XmlField { property: "more", node: XmlNode::Repeated(element("more"), false) },
    ],
};

/// The value of a body.
fn read(body: &'static str) -> Value {
    fn decode(response: &UndecodedResponse) -> Result<Value, Error<Infallible>> {
        let root = XmlElement { name: XmlName("page", ""), content: XmlContent::Object(&PAGE) };
        response.xml(&root)
    }
    let call = Call::new(&core(), Request::new(operation("/a", &[], &[])), decode);
    call.decode(http::Response::new(body.into())).unwrap().into_inner()
}

#[test]
fn the_items_of_a_list_can_stand_between_others() {
    let body = "<page><item>1</item><total>2</total><item>3</item><more>4</more></page>";
    assert_eq!(read(body), json!({"items": [1, 3], "total": 2, "more": [4]}));
}

#[test]
fn a_list_that_has_to_be_there_can_be_empty() {
    assert_eq!(read("<page/>"), json!({"items": []}));
}
