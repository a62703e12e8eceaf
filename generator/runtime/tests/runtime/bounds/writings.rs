//! Secrets that a server repeats in another writing.

use ::base64::Engine as _;
use ::base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use bytes::Bytes;
use proptest::prelude::{any, proptest};
use proptest::{prop_assert, prop_assert_eq};

use crate::runtime::{Config, Core, Credential, Error, Place, Request, SecurityScheme};
use crate::support::{Nowhere, call, operation};

static BASIC: SecurityScheme = SecurityScheme::Basic { name: "basic" };
static QUERY: SecurityScheme =
    SecurityScheme::ApiKey { name: "query", place: Place::Query, key: "key", prefix: "" };
static BEARER: SecurityScheme = SecurityScheme::Bearer { name: "bearer" };

fn client(scheme: &'static SecurityScheme, credential: Credential) -> Core {
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(Nowhere);
    config.credential(scheme, credential);
    config.build("tests").unwrap()
}

fn failed(core: &Core, response: http::Response<Bytes>) -> Error<std::convert::Infallible> {
    call(core, Request::new(operation("/x", &[], &[]))).decode(response).unwrap_err()
}

/// The message that is left of a text of a server whose client has this token.
fn message(token: &str, text: &str) -> Option<String> {
    let core = client(&BEARER, Credential::token(token));
    let response = http::Response::builder().status(418).body(text.to_owned().into()).unwrap();
    failed(&core, response).response().unwrap().message()
}

/// Every byte of a text by this function.
fn each(text: &str, write: impl Fn(u8) -> String) -> String {
    text.bytes().map(write).collect()
}

/// Every UTF-16 unit of a text, as JSON may escape it.
fn units(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect()
}

fn html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

fn url(text: &str) -> String {
    each(text, |byte| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    })
}

/// What may stand around an escaped text, and the text itself, in all usual writings.
fn writings(secret: &str) -> Vec<(&'static str, String)> {
    let json = serde_json::to_string(secret).unwrap();
    let json = json[1..json.len() - 1].to_owned();
    vec![
        ("as it is", secret.to_owned()),
        ("in small letters", secret.to_ascii_lowercase()),
        ("in capitals", secret.to_ascii_uppercase()),
        ("in JSON", json),
        ("in JSON by units", units(secret)),
        ("in HTML", html(secret)),
        ("in HTML by numbers", secret.chars().map(|c| format!("&#{};", c as u32)).collect()),
        ("in HTML by hexadecimal numbers", {
            secret.chars().map(|c| format!("&#x{:x};", c as u32)).collect()
        }),
        ("in a URL", url(secret)),
        ("in a form", url(secret).replace("%20", "+")),
        ("in a URL in a URL", url(&url(secret))),
        ("in a URL in HTML in JSON", units(&html(&url(secret)))),
        ("in a URL by every byte", each(secret, |byte| format!("%{byte:02x}"))),
        ("in hexadecimal digits", each(secret, |byte| format!("{byte:02x}"))),
        ("in large hexadecimal digits", each(secret, |byte| format!("{byte:02X}"))),
        ("in escapes of a debugger", each(secret, |byte| format!("\\x{byte:02x}"))),
        ("in escapes of Rust", secret.chars().map(|c| format!("\\u{{{:x}}}", c as u32)).collect()),
        ("in base64", STANDARD.encode(secret)),
        ("in base64 of URLs", URL_SAFE.encode(secret)),
        ("in base64 without padding", URL_SAFE_NO_PAD.encode(secret)),
        ("in base64 in a URL", url(&STANDARD.encode(secret))),
    ]
}

#[test]
fn a_secret_is_taken_out_in_every_usual_writing() {
    for secret in ["hunter&2 %ü", "a\"b\\c/d<e>'f", "tok/en+4=711 x", "Zürich", "0123abcd", "😀key"]
    {
        for (name, written) in writings(secret) {
            let text = message(secret, &format!("no «{written}» here")).unwrap();
            assert_eq!(text, "no «[redacted]» here", "{secret} {name}: {written}");
        }
    }
}

#[test]
fn control_characters_of_a_secret_are_known_by_their_letters() {
    let core = client(&QUERY, Credential::token("a\u{8}\u{c}\n\r\tz"));
    let body = r#"no key «a\b\f\n\r\tz»"#;
    let response = http::Response::builder().status(418).body(body.into()).unwrap();
    let message = failed(&core, response).response().unwrap().message();
    assert_eq!(message.as_deref(), Some("no key «[redacted]»"));
}

#[test]
fn a_secret_is_found_behind_a_start_of_itself() {
    assert_eq!(message("ababac", "«abababac»").unwrap(), "«ab[redacted]»");
}

#[test]
fn a_secret_is_found_in_the_rest_of_what_was_encoded() {
    // Two bytes and a half of a letter stood before it.
    let encoded = STANDARD.encode("xyhunter-22");
    assert_eq!(message("hunter-22", &encoded[3..]).unwrap(), "[redacted]");
}

#[test]
fn escapes_are_undone_three_times_and_no_more() {
    let mut written = "hunter&22".to_owned();
    for _ in 0..3 {
        written = url(&written);
        assert_eq!(message("hunter&22", &written).unwrap(), "[redacted]", "{written}");
    }
    let written = url(&written);
    assert_eq!(message("hunter&22", &written).unwrap(), written);
}

#[test]
fn other_than_ascii_letters_have_capitals_too() {
    assert_eq!(message("pässwörd", "no PÄSSWÖRD").unwrap(), "no [redacted]");
}

proptest! {
    #[test]
    fn any_secret_is_taken_out_wherever_it_stands(
        secret in "[ -~äß😀]{5,24}",
        before in "[0-9 ]{0,9}",
        behind in "[0-9 ]{0,9}",
        index in 0..21_usize,
    ) {
        let (name, written) = writings(&secret).swap_remove(index);
        let text = message(&secret, &format!("{before}«{written}»{behind}")).unwrap();
        let words = format!("{before}«[redacted]»{behind}");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(text, words, "{}: {}", name, written);
    }

    #[test]
    fn any_secret_is_taken_out_of_what_is_encoded_around_it(
        secret in "[!-~]{6,24}",
        before in proptest::collection::vec(any::<u8>(), 0..9),
        behind in proptest::collection::vec(any::<u8>(), 0..9),
        is_url in any::<bool>(),
    ) {
        let bytes = [before.as_slice(), secret.as_bytes(), behind.as_slice()].concat();
        let encoded = if is_url { URL_SAFE.encode(&bytes) } else { STANDARD.encode(&bytes) };
        let text = message(&secret, &format!("«{encoded}»")).unwrap();
        prop_assert!(text.contains("[redacted]"), "{}", text);
        // What is left is as much as what stood around it.
        let left = text.replace("[redacted]", "").chars().filter(|c| c.is_ascii()).count();
        prop_assert!(left <= 4 * before.len() / 3 + 4 * behind.len().div_ceil(3) + 2, "{}", text);
    }

    #[test]
    fn a_text_without_a_secret_stays_as_it_is(text in r"[a-z%&;+/=\\0-9]{0,80}") {
        let text = format!("x{text}");
        prop_assert_eq!(message("ÄÖÜ-secret", &text).unwrap(), text);
    }
}

#[test]
fn the_pair_of_a_user_and_a_password_is_taken_out_whole() {
    let core = client(&BASIC, Credential::basic("anna", "hunter-22"));
    let pair = STANDARD.encode("anna:hunter-22");
    let body = format!("no such header: Basic {pair}");
    let response = http::Response::builder().status(401).body(body.into()).unwrap();
    let error = failed(&core, response);
    assert_eq!(
        error.response().unwrap().message().unwrap(),
        "no such header: Basic [redacted]",
        "{pair}"
    );
}

#[test]
fn a_secret_in_the_name_of_a_header_is_taken_out_in_any_case() {
    let core = client(&BEARER, Credential::token("S3cret-Of-Mine"));
    for name in ["s3cret-of-mine", "x-s3cret-of-mine-y", "uznjcmv0lu9mlu1pbmu"] {
        let response = http::Response::builder().status(418).header(name, "1");
        let error = failed(&core, response.body(Bytes::new()).unwrap());
        let text = format!("{error:?}");
        assert!(text.contains("[redacted]") && !text.contains(name), "{text}");
    }
}

#[test]
fn a_success_names_its_headers_without_secrets() {
    let core = client(&BEARER, Credential::token("S3cret-Of-Mine"));
    let call = crate::support::text_call(&core, Request::new(operation("/x", &[], &[])));
    let response = http::Response::builder().header("x-s3cret-of-mine", "1");
    let response = call.decode(response.body(Bytes::new()).unwrap()).unwrap();
    assert_eq!(
        format!("{response:?}"),
        "Response { status: 200, headers: [\"x-[redacted]\"], value: \"\" }"
    );
}

#[test]
fn a_short_secret_shreds_no_name_and_hides_what_it_is_all_of() {
    let core = client(&BEARER, Credential::token("abc"));
    for (name, shown) in [("x-abc-y", "x-abc-y"), ("abcabc", "abcabc"), ("ABC", "[redacted]")] {
        let response = http::Response::builder().status(418).header(name, "1");
        let error = failed(&core, response.body(Bytes::new()).unwrap());
        let text = format!("{error:?}");
        assert!(text.contains(&format!("headers: [\"{shown}\"]")), "{text}");
    }
}

#[test]
fn words_are_hidden_where_they_hold_a_short_secret() {
    // A security code of a card, as it may be repeated.
    let held = ["no card 4123 x", "MTIz", "xMTIzx", "313233", "&#49;23", "%3123", r"\u00312\u0033"];
    for text in held {
        assert_eq!(message("123", text), None, "{text}");
    }
    for text in ["Your card's security code is incorrect.", "no 12 3", "no 1243"] {
        assert_eq!(message("123", text).as_deref(), Some(text));
    }
}

#[test]
fn a_secret_of_four_letters_is_long_enough_to_be_taken_out_of_a_name() {
    let core = client(&BEARER, Credential::token("abcd"));
    let response = http::Response::builder().status(418).header("x-abcd-y", "1");
    let text = format!("{:?}", failed(&core, response.body(Bytes::new()).unwrap()));
    assert!(text.contains("headers: [\"x-[redacted]-y\"]"), "{text}");
}

#[test]
fn a_text_of_starts_of_a_secret_is_searched_once() {
    // Each place would be a start: looked at anew, 30,000 places of 8,000 letters each.
    let secret = format!("{}b", "a".repeat(8_000));
    let start = std::time::Instant::now();
    for _ in 0..20 {
        assert!(message(&secret, &"a".repeat(29_000)).is_some());
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn a_long_secret_is_not_cut_in_half_where_its_text_is() {
    // What is left of twenty tokens is short, and all that is shown is at the end of what is looked at.
    for length in [1_500, 5_000, 40_000] {
        let secret: String = (0..length).map(|at| char::from(b'a' + (at % 23) as u8)).collect();
        for text in [
            secret.repeat(80_000 / length + 2),
            format!("{}{secret}", " ".repeat(30_000)),
            units(&secret).repeat(80_000 / length + 2),
            each(&url(&secret), |byte| format!("\\u{byte:04x}")).repeat(2),
        ] {
            let left = message(&secret, &text).unwrap().replace("[redacted]", "");
            assert!(["", "…"].contains(&left.as_str()), "{length}: {left}");
        }
    }
}

#[test]
fn a_long_secret_is_not_cut_in_half_in_a_name() {
    let secret = format!("{}z", "ab".repeat(20_000));
    let core = client(&BEARER, Credential::token(secret.as_str()));
    let name = secret.repeat(3);
    let decode = |response: &crate::runtime::UndecodedResponse| {
        response.json::<std::collections::BTreeMap<String, i64>, std::convert::Infallible>()
    };
    let call = crate::runtime::Call::new(&core, Request::new(operation("/x", &[], &[])), decode);
    let body = format!("{{\"{name}\": \"x\"}}");
    let error = call.decode(http::Response::new(body.into())).unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(text.contains("[redacted]") && !text.contains("abab"), "{text}");
}

#[test]
fn of_a_name_of_any_length_the_start_is_looked_at() {
    // Were all of it, each escape of each layer would be kept with its place: a GB.
    let core = client(&BEARER, Credential::token("s3cret-of-mine"));
    let decode = |response: &crate::runtime::UndecodedResponse| {
        response.json::<std::collections::BTreeMap<String, i64>, std::convert::Infallible>()
    };
    let call = crate::runtime::Call::new(&core, Request::new(operation("/x", &[], &[])), decode);
    let body = Bytes::from(format!("{{\"{}\": \"x\"}}", "%2525".repeat(1 << 21)));
    let size = body.len() as u64;
    let used = allocation_counter::measure(|| {
        let error = call.decode(http::Response::new(body)).unwrap_err();
        assert!(error.to_string().contains("%2525%2525"), "{error}");
    });
    assert!(used.bytes_max < 4 * size, "{} of {size}", used.bytes_max);
}

#[test]
fn why_a_value_is_none_of_several_types_names_nothing_that_the_server_made_up() {
    use crate::runtime::{Alternative, FromJson, JsonRef, Kind, Unmatched, read_union};
    #[derive(Debug)]
    struct Numbers(Result<std::collections::BTreeMap<String, i64>, Unmatched>);
    impl FromJson for Numbers {
        fn from_json(json: JsonRef<'_>) -> Result<Self, crate::runtime::JsonError> {
            let arms = &[Alternative::new("Numbers", Kind::Object)];
            Ok(Self(read_union(json, &[], arms, &[FromJson::from_json])))
        }
    }
    let numbers: Numbers = crate::support::read(r#"{"s3cret-of-mine": "x"}"#).unwrap();
    let reason = numbers.0.unwrap_err().reason().to_owned();
    assert_eq!(reason, "Numbers: at $[\"…\"]: expected a 64-bit integer, found text");
}
