//! Names that say that a text is a secret.

use crate::name::value_name;

/// Last words of such names.
const SECRETS: [&str; 16] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "pwd",
    "secret",
    "token",
    "credential",
    "credentials",
    "apikey",
    "otp",
    "cvc",
    "cvc2",
    "cvv",
    "cvv2",
    "pin",
];

/// Last two words of such names.
const PAIRS: [(&str, &str); 12] = [
    ("api", "key"),
    ("private", "key"),
    ("secret", "key"),
    ("access", "key"),
    ("signing", "key"),
    ("encryption", "key"),
    ("auth", "key"),
    ("card", "number"),
    ("security", "code"),
    ("password", "hash"),
    ("password", "confirmation"),
    ("token", "value"),
];

/// Words before `token` that make it a place in a list, or the name of an attempt.
const PLACES: [&str; 17] = [
    "page",
    "next",
    "previous",
    "prev",
    "first",
    "last",
    "continuation",
    "continue",
    "sync",
    "resume",
    "cursor",
    "pagination",
    "change",
    "delta",
    "idempotency",
    "skip",
    "consistency",
];

/// First words of what is said of a secret, and is none.
const SAID: [&str; 14] = [
    "has", "is", "use", "uses", "require", "requires", "needs", "allow", "enable", "show", "hide",
    "no", "forgot", "max",
];

/// Whether a name is that of a secret: `client_secret`, and not `secret_name`.
pub(super) fn names_secret(wire: &str) -> bool {
    let name = value_name(wire);
    let words: Vec<&str> = name.split('_').filter(|word| !word.is_empty()).collect();
    let Some((last, before)) = words.split_last() else { return false };
    if before.first().is_some_and(|first| SAID.contains(first)) {
        return false;
    }
    match before.last() {
        Some(word) if *last == "token" => !PLACES.contains(word),
        Some(word) => SECRETS.contains(last) || PAIRS.contains(&(*word, *last)),
        None => SECRETS.contains(last),
    }
}

/// Whether a name is that of a secret in what has it: `number` of a `Card`.
pub(super) fn names_secret_of(owner: &str, wire: &str) -> bool {
    let owner = value_name(owner);
    let last = owner.rsplit('_').next().unwrap_or_default();
    PAIRS.contains(&(last, value_name(wire).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_told_from_names_about_them() {
        for name in [
            "password",
            "newPassword",
            "passwd",
            "token",
            "access_token",
            "refreshToken",
            "X-Auth-Token",
            "secret",
            "client_secret",
            "api_key",
            "apiKey",
            "APIKey",
            "x-api-key",
            "private_key",
            "secretAccessKey",
            "cvc",
            "cvv",
            "card_number",
            "cardNumber",
            "pin",
            "otp",
            "credentials",
        ] {
            assert!(names_secret(name), "{name}");
        }
        for name in [
            "token_type",
            "tokens_used",
            "max_tokens",
            "next_page_token",
            "pageToken",
            "continuationToken",
            "nextToken",
            "password_expires_at",
            "has_password",
            "secret_name",
            "key",
            "number",
            "pinned",
            "spin",
            "opinion",
            "",
        ] {
            assert!(!names_secret(name), "{name}");
        }
    }

    #[test]
    fn a_name_can_be_a_secret_by_what_has_it() {
        for (owner, wire) in [("Card", "number"), ("CreditCard", "Number"), ("api", "key")] {
            assert!(names_secret_of(owner, wire), "{owner}.{wire}");
        }
        for (owner, wire) in
            [("Cards", "number"), ("Card", "holder"), ("House", "number"), ("", "")]
        {
            assert!(!names_secret_of(owner, wire), "{owner}.{wire}");
        }
    }
}
