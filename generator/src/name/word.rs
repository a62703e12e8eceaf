//! The words that a wire name is made of.

use heck::ToUpperCamelCase as _;
use unicode_security::GeneralSecurityProfile as _;

/// Whether a letter or digit is one of everyday writing (Unicode Technical Standard #39, section
/// 3.1): the compiler warns of all others in a name.
fn is_usual(letter: char) -> bool {
    letter.is_alphanumeric() && (letter.is_ascii() || letter.identifier_allowed())
}

/// Whether a wire name is made of words of ASCII, each of which begins with a letter and has a capital
/// only there, with one mark between two of them at most: so most are, and need no close look.
pub(super) fn is_plain(wire: &str) -> bool {
    let mut before = b'_';
    let mut has_inner = false;
    for letter in wire.bytes() {
        let is_usual = match letter {
            b'a'..=b'z' => true,
            b'A'..=b'Z' => !before.is_ascii_uppercase(),
            b'0'..=b'9' => before.is_ascii_lowercase() || before.is_ascii_digit(),
            b'_' | b'-' | b' ' | b'.' | b'/' => is_inner(before),
            _ => false,
        };
        if !is_usual {
            return false;
        }
        has_inner |= letter.is_ascii_uppercase() && before.is_ascii_lowercase();
        before = letter;
    }
    is_inner(before) && !(has_inner && ONE_WORD.iter().any(|(word, _)| wire.contains(word)))
}

/// What is one word for its readers and has a capital within, and how it is written in small letters. In
/// a type it keeps its capitals: `GitHubApp` is `github_app`.
const ONE_WORD: [(&str, &str); 24] = [
    ("OAuth", "Oauth"),
    ("oAuth", "oauth"),
    ("OEmbed", "Oembed"),
    ("oEmbed", "oembed"),
    ("ETag", "Etag"),
    ("eTag", "etag"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("IPsec", "Ipsec"),
    ("IOps", "Iops"),
    ("GitHub", "Github"),
    ("gitHub", "github"),
    ("GitLab", "Gitlab"),
    ("gitLab", "gitlab"),
    ("PagerDuty", "Pagerduty"),
    ("pagerDuty", "pagerduty"),
    ("CodeQL", "Codeql"),
    ("MySQL", "Mysql"),
    ("PostgreSQL", "Postgresql"),
    ("GraphQL", "Graphql"),
    ("graphQL", "graphql"),
    ("JavaScript", "Javascript"),
    ("macOS", "macos"),
    ("WhatsApp", "Whatsapp"),
];

/// Whether a word of a plain name can end with a letter.
fn is_inner(letter: u8) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit()
}

/// A plain name in small letters, with underscores between the words.
pub(super) fn plain_snake(wire: &str) -> String {
    let mut out = String::with_capacity(wire.len() + 4);
    for letter in wire.chars() {
        match letter {
            'A'..='Z' => {
                if !out.is_empty() && !out.ends_with('_') {
                    out.push('_');
                }
                out.push(letter.to_ascii_lowercase());
            }
            '-' | ' ' | '.' | '/' => out.push('_'),
            _ => out.push(letter),
        }
    }
    out
}

/// A plain name in camel case.
pub(super) fn plain_camel(wire: &str) -> String {
    let mut out = String::with_capacity(wire.len());
    let mut is_first = true;
    for letter in wire.chars() {
        let is_mark = !letter.is_ascii_alphanumeric();
        if !is_mark {
            out.push(if is_first { letter.to_ascii_uppercase() } else { letter });
        }
        is_first = is_mark;
    }
    out
}

/// The wire name as words that `heck` can read, for names in small letters.
pub(super) fn text(wire: &str) -> String {
    let is_bounded = |before: Option<char>, after: Option<char>| {
        !before.is_some_and(char::is_uppercase) && !after.is_some_and(char::is_lowercase)
    };
    let mut words = words(wire);
    for (word, small) in ONE_WORD {
        if words.contains(word) {
            let is_capital = word.starts_with(char::is_uppercase);
            words = match is_capital {
                true => replaced(&words, word, small, &is_bounded),
                false => replaced(&words, word, small, &is_alone),
            };
        }
    }
    words
}

/// The wire name as words that `heck` can read: what it would drop is said in letters.
pub(super) fn words(wire: &str) -> String {
    let has_letters = wire.chars().any(is_usual);
    let mut out = String::with_capacity(wire.len());
    let mut letters = wire.chars().peekable();
    let mut is_first = true;
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let before_word = is_first && next.is_some_and(is_usual);
        let within_word = out.ends_with(is_usual) && next.is_some_and(is_usual);
        match letter {
            _ if is_usual(letter) => out.push(letter),
            // It belongs to the letters around it.
            _ if letter.is_alphanumeric() && has_letters => {}
            '\'' | '’' if within_word => {}
            // `+1` and `-1` are two values, and so are `created` and `-created` of an order.
            '+' if before_word => out.push_str(" plus "),
            '-' if before_word => out.push_str(" minus "),
            _ if !has_letters => out.push_str(&format!(" {} ", symbol(letter))),
            _ => out.push(' '),
        }
        is_first = false;
    }
    plurals(&replaced(&out, "iOS", "ios", &is_alone))
}

/// Words as a name in camel case. Digits that were apart stay apart: `1.5` is not `15`.
pub(super) fn camel(words: &str) -> String {
    joined(words, |word| word.to_upper_camel_case())
}

/// The same with capitals as they are, but for the first letter of a word, which is one.
pub(super) fn kept(words: &str) -> String {
    joined(words, |word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    })
}

fn joined(words: &str, written: impl Fn(&str) -> String) -> String {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let mut out = String::with_capacity(words.len());
    for part in words.split(|letter: char| !letter.is_alphanumeric()) {
        if out.ends_with(is_digit) && part.starts_with(is_digit) {
            out.push('_');
        }
        out.push_str(&written(part));
    }
    out
}

/// Whether what stands before a word and behind it ends it.
fn is_alone(before: Option<char>, after: Option<char>) -> bool {
    !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_lowercase)
}

/// The text with another word in the place of each `word` between letters that `is_word` takes.
fn replaced(
    text: &str,
    word: &str,
    other: &str,
    is_word: &dyn Fn(Option<char>, Option<char>) -> bool,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(word) {
        out.push_str(before);
        let is_it = is_word(out.chars().next_back(), after.chars().next());
        out.push_str(if is_it { other } else { word });
        rest = after;
    }
    out + rest
}

/// Makes one word of the plural of an acronym: `floatingIPs` is `floatingIps`.
fn plurals(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    let is_capital = |index: usize| letters.get(index).is_some_and(|letter| letter.is_uppercase());
    let is_plural = |end: usize| {
        letters.get(end) == Some(&'s')
            && !letters.get(end + 1).is_some_and(|next| next.is_lowercase())
    };
    let mut out = String::with_capacity(words.len());
    let mut index = 0;
    while let Some(letter) = letters.get(index) {
        let run = (index..).take_while(|index| is_capital(*index)).count();
        out.push(*letter);
        if run >= 2 {
            let rest = letters.get(index + 1..index + run).unwrap_or_default();
            match is_plural(index + run) {
                true => out.extend(rest.iter().flat_map(|letter| letter.to_lowercase())),
                false => out.extend(rest),
            }
        }
        index += run.max(1);
    }
    out
}

fn symbol(letter: char) -> String {
    let word = match letter {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '_' => "underscore",
        '~' => "tilde",
        '^' => "caret",
        ' ' => "space",
        _ => return format!("u{:x}", u32::from(letter)),
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use heck::ToSnakeCase as _;

    use super::{camel, text, words};

    fn both(wire: &str) -> (String, String) {
        (text(wire).to_snake_case(), camel(&words(wire)))
    }

    fn is(wire: &str, small: &str, capital: &str) {
        assert_eq!(both(wire), (small.to_owned(), capital.to_owned()), "{wire}");
    }

    #[test]
    fn the_plural_of_an_acronym_is_one_word() {
        is("floatingIPs", "floating_ips", "FloatingIps");
        is("VMs", "vms", "Vms");
        is("listVMs", "list_vms", "ListVms");
        is("URLsByID", "urls_by_id", "UrlsById");
        is("IDs2", "ids2", "Ids2");
        // Neighbours: no plurals.
        is("IPsum", "i_psum", "IPsum");
        is("HTTPServer", "http_server", "HttpServer");
        is("thisAs", "this_as", "ThisAs");
        is("ÄÖs", "äös", "Äös");
    }

    #[test]
    fn names_with_a_capital_within_are_one_word() {
        is("OAuth2Token", "oauth2_token", "OAuth2Token");
        is("useOAuth", "use_oauth", "UseOAuth");
        is("oAuthApp", "oauth_app", "OAuthApp");
        is("oauth_app", "oauth_app", "OauthApp");
        is("iOS", "ios", "Ios");
        is("iOSVersion", "ios_version", "IosVersion");
        is("os iOS15", "os_ios15", "OsIos15");
        is("EnableIPv6", "enable_ipv6", "EnableIPv6");
        is("GlobalIPv6PrefixLen", "global_ipv6_prefix_len", "GlobalIPv6PrefixLen");
        is("IOMaximumIOps", "io_maximum_iops", "IoMaximumIOps");
        is("getOEmbed", "get_oembed", "GetOEmbed");
        is("enabledForGitHubApps", "enabled_for_github_apps", "EnabledForGitHubApps");
        is("gitHubId", "github_id", "GitHubId");
        is("ifMatchETag", "if_match_etag", "IfMatchETag");
        is("macOSVersion", "macos_version", "MacOsVersion");
        is("PagerDutyLogin", "pagerduty_login", "PagerDutyLogin");
        is("CodeQL", "codeql", "CodeQl");
        // Neighbours.
        is("noAuth", "no_auth", "NoAuth");
        is("protoAuth", "proto_auth", "ProtoAuth");
        is("OAuthor", "o_author", "OAuthor");
        is("radiOS", "radi_os", "RadiOs");
        is("createTag", "create_tag", "CreateTag");
        is("DESKTOPs", "desktops", "Desktops");
        is("GitHubs", "git_hubs", "GitHubs");
        is("pagerDutyCalls", "pagerduty_calls", "PagerDutyCalls");
    }

    #[test]
    fn an_apostrophe_ends_no_word() {
        is("a project's", "a_projects", "AProjects");
        is("don’t", "dont", "Dont");
        is("'quoted'", "quoted", "Quoted");
        is("users' own", "users_own", "UsersOwn");
    }

    #[test]
    fn digits_stay_apart() {
        is("gpt-5.5-2026-04-23", "gpt_5_5_2026_04_23", "Gpt5_5_2026_04_23");
        is("v1.5", "v1_5", "V1_5");
        is("v15", "v15", "V15");
        is("1 2", "1_2", "1_2");
        is("a1b2", "a1b2", "A1b2");
        is("1-a-2", "1_a_2", "1A2");
    }

    #[test]
    fn a_sign_before_a_word_is_said() {
        is("-1", "minus_1", "Minus1");
        is("+1", "plus_1", "Plus1");
        is("-created", "minus_created", "MinusCreated");
        is("+created", "plus_created", "PlusCreated");
        is("--flag", "flag", "Flag");
        is("a-b", "a_b", "AB");
    }
}
