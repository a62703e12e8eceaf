//! Form bodies: what credentials hold does not end a field.

use tests::server::{CannedResponse, Server};

use crate::support::{LOGIN_PARAMETERS, SESSION_DETAILS, SESSION_INFO, apteco, cbrain};

/// The value, and how a form carries it.
const VALUES: [(&str, &str); 11] = [
    ("a&b", "a%26b"),
    ("a+b", "a%2Bb"),
    ("50%", "50%25"),
    ("a=b", "a%3Db"),
    ("a b", "a+b"),
    ("a/b\\c", "a%2Fb%5Cc"),
    ("pass\u{df}wörd 日", "pass%C3%9Fw%C3%B6rd+%E6%97%A5"),
    ("a\r\nb", "a%0D%0Ab"),
    ("\"';,", "%22%27%3B%2C"),
    ("%41", "%2541"),
    ("", ""),
];

#[tokio::test]
async fn a_password_of_cbrain_is_encoded() {
    let server = Server::start(VALUES.map(|_| CannedResponse::json(200, SESSION_INFO)));
    let sessions = cbrain(&server).sessions();
    for (value, _) in VALUES {
        sessions.post("anna", value).await.unwrap();
    }
    let bodies: Vec<_> =
        server.requests().iter().map(|request| request.text().to_owned()).collect();
    assert_eq!(bodies, VALUES.map(|(_, encoded)| format!("login=anna&password={encoded}")));
}

#[tokio::test]
async fn a_user_of_apteco_is_encoded() {
    let server = Server::start(VALUES.map(|_| CannedResponse::json(201, SESSION_DETAILS)));
    let sessions = apteco(&server).sessions();
    for (value, _) in VALUES {
        sessions.create_simple(value, "p").await.unwrap();
    }
    let bodies: Vec<_> =
        server.requests().iter().map(|request| request.text().to_owned()).collect();
    assert_eq!(bodies, VALUES.map(|(_, encoded)| format!("UserLogin={encoded}&Password=p")));
}

#[tokio::test]
async fn all_fields_of_the_salted_login_are_encoded() {
    let server = Server::start([CannedResponse::json(201, SESSION_DETAILS)]);
    apteco(&server).sessions().create_salted("a b", "s+/=", "h&h").await.unwrap();
    assert_eq!(server.request().text(), "Username=a+b&LoginSalt=s%2B%2F%3D&PasswordHash=h%26h");
}

#[tokio::test]
async fn content_length_counts_the_encoded_bytes() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    cbrain(&server).sessions().post("é", "日").await.unwrap();
    let request = server.request();
    assert_eq!(request.text(), "login=%C3%A9&password=%E6%97%A5");
    assert_eq!(request.header("content-length"), Some("31"));
}

#[tokio::test]
async fn an_empty_user_name_is_a_field_without_text() {
    let server = Server::start([CannedResponse::json(200, LOGIN_PARAMETERS)]);
    apteco(&server).sessions().create_login_parameters().user_name("").await.unwrap();
    let request = server.request();
    assert_eq!(request.text(), "userName=");
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
}

#[tokio::test]
async fn of_a_field_that_is_set_twice_the_last_value_is_sent() {
    let server = Server::start([CannedResponse::json(200, LOGIN_PARAMETERS)]);
    let call = apteco(&server).sessions().create_login_parameters();
    call.user_name("anna").user_name("bert").await.unwrap();
    assert_eq!(server.request().text(), "userName=bert");
}
