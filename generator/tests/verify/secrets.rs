//! No secret of a recording is in what is told.

use serde_json::{Value, json};

use crate::support::{Exchange, archive, compared};

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Login, version: '1'}
servers: [{url: 'https://eu.example.com/v1'}]
components:
  securitySchemes: {key: {type: apiKey, in: query, name: sid}}
paths:
  /login/{ticket}:
    post:
      operationId: login
      parameters:
        - {name: ticket, in: path, required: true, schema: {type: string, format: password, maxLength: 2}}
      requestBody:
        content: {application/json: {schema: {type: object, properties: {password: {type: integer}}}}}
      responses:
        '200':
          description: In
          content:
            application/json:
              schema:
                type: object
                properties:
                  pass: {type: string, format: password, enum: [a]}
                  pin: {type: string}
                  text: {type: integer}
";

#[test]
fn credentials_marked_and_called_ones_are_never_told() {
    let secrets = [
        "AAticketAA",
        "BBbearerBB",
        "CCcookieCC",
        "DDsetDDDDD",
        "EEqueryEE",
        "FFpasswordFF",
        "GGpassGG",
        "90817263",
        "IItokenII",
        "JJheaderJJ",
    ];
    let [ticket, bearer, cookie, set, query, password, pass, pin, token, header] = secrets;
    let body = json!({
        "pass": pass, "pin": pin.parse::<u64>().unwrap(), "text": format!("you sent {password} and {bearer}"),
        "access_token": token, "copy": {"of": [ticket, cookie, query]},
    });
    let exchange = Exchange::new(&format!("POST /login/{ticket}?sid={query}&next={query}"), 200)
        .header("Authorization", &format!("Bearer {bearer}"))
        .header("Cookie", &format!("session={cookie}"))
        .header("X-Api-Key", header)
        .sends("application/json", json!({"password": password}).to_string())
        .comes_with("Set-Cookie", &format!("session={set}; HttpOnly"))
        .comes_with("X-Echo", &format!("{header} {set}"))
        .json(&body);
    let report = compared(DOCUMENT, archive([exchange]));
    assert!(report.differences.len() > 5, "{}", report.render());
    for text in [report.render(), report.json(), report.annotations(), report.overlay.clone()] {
        for secret in secrets {
            assert!(!text.contains(secret), "{secret}\n{text}");
        }
    }
    assert!(report.render().contains("[redacted]"));
}

#[test]
fn a_secret_in_an_unknown_path_is_left_out() {
    let exchange = Exchange::new("GET /reset/0123456789abcdef0123?token=KKtokenKK", 200);
    let report = compared(DOCUMENT, archive([exchange]));
    let messages: Vec<_> = report.differences.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, ["the document has no path for GET /v1/reset/{…}"]);
    for text in [report.render(), report.json(), report.annotations()] {
        assert!(!text.contains("KKtokenKK"), "{text}");
    }
}

#[test]
fn the_json_report_has_all_that_people_are_told() {
    let exchange = Exchange::new("POST /login/a", 200).json(&json!({"text": "seven"}));
    let report = compared(DOCUMENT, archive([exchange]));
    let json: Value = serde_json::from_str(&report.json()).unwrap();
    insta::assert_snapshot!(format!("{:#}", json["differences"][0]), @r##"
        {
          "code": "wrong-type",
          "count": 1,
          "exchanges": 1,
          "first": {
            "entry": 1,
            "line": 8,
            "recording": "shop.har",
            "request": "POST /v1/login/a"
          },
          "found": [
            {
              "count": 1,
              "value": "\"seven\""
            }
          ],
          "level": "difference",
          "message": "`text` has another type than is documented",
          "more_operations": 0,
          "operations": [
            "POST /login/{ticket}"
          ],
          "part": "response 200, application/json",
          "place": {
            "column": 26,
            "file": "things.yaml",
            "line": 24
          },
          "pointer": "#/paths/~1login~1{ticket}/post/responses/200/content/application~1json/schema/properties/text/type"
        }
    "##);
}
