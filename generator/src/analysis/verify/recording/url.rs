//! URLs of requests (RFC 3986), as far as they tell an operation.

use percent_encoding::percent_decode_str;

use super::super::exchange::Pair;

/// Host, path and query of a URL; a path alone has no host. User and fragment are left out.
pub(in super::super) fn split(url: &str) -> (Option<String>, &str, Option<&str>) {
    let url = url.split_once('#').map_or(url, |(url, _)| url);
    let (host, rest) = match url.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => {
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            let (authority, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
            let port = if scheme.eq_ignore_ascii_case("http") { ":80" } else { ":443" };
            let host = host.strip_suffix(port).unwrap_or(host);
            (Some(host.to_lowercase()), rest)
        }
        _ => (None, url),
    };
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (rest, None),
    };
    (host, if path.is_empty() { "/" } else { path }, query)
}

/// The names and values of a query or of a form (URL Standard, section 5.1).
pub(in super::super) fn pairs(query: &str) -> Vec<Pair> {
    let pair = |piece: &str| {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        let plain = |text: &str| decoded(&text.replace('+', " "));
        Pair { name: plain(name), value: Some(plain(value)) }
    };
    query.split('&').filter(|piece| !piece.is_empty()).map(pair).collect()
}

/// The text without percent-encoding.
pub(in super::super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_a_host_a_path_and_a_query() {
        let host = |name: &str| Some(name.to_owned());
        assert_eq!(
            split("https://u:p@A.example:443/a/b?c=d#e"),
            (host("a.example"), "/a/b", Some("c=d"))
        );
        assert_eq!(split("http://a.example:8080"), (host("a.example:8080"), "/", None));
        assert_eq!(split("/a?b"), (None, "/a", Some("b")));
        assert_eq!(split("/a?b=http://c"), (None, "/a", Some("b=http://c")));
    }

    #[test]
    fn names_and_values_of_a_query_are_decoded() {
        let pair = |name: &str, value: &str| Pair { name: name.into(), value: Some(value.into()) };
        assert_eq!(
            pairs("a=1+2&b%5B%5D=%C3%A9&&c"),
            [pair("a", "1 2"), pair("b[]", "é"), pair("c", "")]
        );
    }
}
