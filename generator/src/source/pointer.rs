//! A place in a tree, as users know it from `$ref`.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A JSON pointer (RFC 6901), shown in its URI fragment form: `#/paths/~1session/get`.
///
/// What is shown can be put in a `$ref` and is read back as the same pointer by [`Pointer::parse`].
/// For the sake of the reader, only `%` is percent-encoded in it, not braces or spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer {
    /// The plain form of RFC 6901 section 3: empty for the root, else each token after a `/`.
    text: Arc<str>,
}

impl Pointer {
    /// The whole document: `#`.
    pub fn root() -> Self {
        Self { text: Arc::from("") }
    }

    /// The entry of this object with the given key.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.text.len() + 1 + key.len());
        text.push_str(&self.text);
        text.push('/');
        // RFC 6901 section 3: `~` becomes `~0` and `/` becomes `~1`.
        for part in key.split_inclusive(['~', '/']) {
            match (part.strip_suffix('~'), part.strip_suffix('/')) {
                (Some(plain), _) => text.extend([plain, "~0"]),
                (_, Some(plain)) => text.extend([plain, "~1"]),
                _ => text.push_str(part),
            }
        }
        Self { text: text.into() }
    }

    /// What is at `below` as seen from here.
    #[must_use]
    pub fn with(&self, below: &Self) -> Self {
        Self { text: format!("{}{}", self.text, below.text).into() }
    }

    /// The item of this list with the given index.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self { text: format!("{}/{index}", self.text).into() }
    }

    /// Reads the URI fragment form: `#`, `#/a/b`, with the percent-encoding of RFC 6901 section 6.
    ///
    /// A `%` that no two hexadecimal digits follow stands for itself, as real documents have it.
    /// `None` if the text does not begin with `#`, has a token without `/` before it, encodes
    /// something other than UTF-8, or has a `~` that neither `0` nor `1` follows.
    pub fn parse(fragment: &str) -> Option<Self> {
        let text = percent_decode(fragment.strip_prefix('#')?)?;
        let rooted = text.is_empty() || text.starts_with('/');
        let escapes = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        (rooted && escapes).then(|| Self { text: text.into() })
    }

    /// The keys and indices from the root to this place, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.text.split('/').skip(1).map(unescape)
    }

    /// The object or list that this place is in; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        let (parent, _) = self.text.rsplit_once('/')?;
        Some(Self { text: parent.into() })
    }

    /// The last key or index, unescaped; `None` for the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.text.rsplit_once('/').map(|(_, token)| unescape(token))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.text.replace('%', "%25"))
    }
}

/// RFC 6901 section 4: first `~1`, then `~0`, so that `~01` becomes `~1`.
fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

fn percent_decode(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match after.split_first_chunk::<2>() {
            Some(([high, low], tail)) if *first == b'%' => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    decoded.push(high * 16 + low);
                    rest = tail;
                }
                _ => decoded.push(*first),
            },
            _ => decoded.push(*first),
        }
    }
    String::from_utf8(decoded).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
