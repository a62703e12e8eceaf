//! From one page of a list to the next.

use super::link;
use super::met::Met;

use bytes::Bytes;
use url::Url;

use crate::client::Core;
use crate::exchange::{UndecodedResponse, redirect};
use crate::json::{JsonWriter, ToJson, View};
use crate::operation::Place;
use crate::request::{Request, Set};
use crate::response::{PagingError, PagingErrorKind};

/// How many pages in a row may have no item. A server that filters what it has found can send some.
const EMPTY: u32 = 1000;

/// How the pages of a list follow each other: a constant of the generated code.
///
/// Parameters are query parameters, by their names on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// A page begins at the item of a number.
    Offset {
        /// The parameter that says where a page begins.
        parameter: &'static str,
        /// The parameter that says how many items a page has.
        size: Option<&'static str>,
        /// The number of the first item.
        first: i64,
        /// Whether the next page begins where this one would end if it had all the items that
        /// were asked for, and not behind those that came.
        by_size: bool,
    },
    /// Pages are numbered.
    Page {
        /// The parameter that is the number of the page.
        parameter: &'static str,
        /// The parameter that says how many items a page has.
        size: Option<&'static str>,
        /// The number of the first page.
        first: i64,
        /// Whether only the last page has fewer items than were asked for.
        is_exact: bool,
    },
    /// A page names the next one.
    Cursor {
        /// The parameter that says which page.
        parameter: &'static str,
    },
    /// A page has the URL of the next one.
    Link {
        /// Whether it stands in the body, and not in the header `Link` (RFC 8288).
        in_body: bool,
    },
}

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageInfo {
    length: usize,
    total: Option<i64>,
    granted: Option<i64>,
    next: Option<String>,
}

impl PageInfo {
    /// A page with this number of items.
    #[inline]
    pub fn of(length: usize) -> Self {
        Self { length, ..Self::default() }
    }

    /// How many items there are on all pages together. What is no number is no total.
    #[must_use]
    pub fn total<T: ToJson + ?Sized>(mut self, total: Option<&T>) -> Self {
        // Where the number is not known, it is -1 to some servers.
        self.total = number(total).filter(|total| *total >= 0);
        self
    }

    /// The size that the server took for the page, which can be smaller than what was asked for.
    /// What is no number, or no size, says nothing.
    #[must_use]
    pub fn granted<T: ToJson + ?Sized>(mut self, granted: Option<&T>) -> Self {
        self.granted = number(granted).filter(|granted| *granted > 0);
        self
    }

    /// The cursor or the URL of the next page. Null and empty text mean that there is none.
    #[must_use]
    pub fn next<T: ToJson + ?Sized>(mut self, next: Option<&T>) -> Self {
        self.next = next.and_then(|next| word(&JsonWriter::of(next)));
        self.next = self.next.filter(|next| !next.is_empty());
        self
    }
}

/// The number that a text or a number says.
fn number<T: ToJson + ?Sized>(value: Option<&T>) -> Option<i64> {
    word(&JsonWriter::of(value?))?.parse().ok()
}

/// What a text or a number says.
fn word(json: &JsonWriter) -> Option<String> {
    let word = json.look(|value| match value.view() {
        View::Text(text) | View::Number(text) => Some(text.to_owned()),
        _ => None,
    });
    word.ok().flatten()
}

/// What is known between two pages.
pub(crate) struct Walk {
    paging: &'static Paging,
    /// The number of the page or of its first item.
    position: i64,
    /// How many items the caller asked for on a page.
    size: Option<i64>,
    /// How many items there were.
    count: i64,
    /// How many pages in a row had no item.
    empty: u32,
    /// The last page, as it came.
    body: Option<Bytes>,
    /// The cursors and URLs that were there.
    met: Met,
}

/// What follows from a page.
pub(crate) struct Turn {
    /// Whether the page is one of the list.
    pub(crate) is_shown: bool,
    /// The request of the next page, if there is one.
    pub(crate) next: Result<Option<Box<Request>>, PagingError>,
}

impl Walk {
    #[inline]
    pub(crate) fn new(paging: &'static Paging, request: &Request) -> Self {
        let sent = |name| request.query_value(name).and_then(|text| text.parse().ok());
        let (position, size) = match *paging {
            Paging::Offset { parameter, size, first, .. }
            | Paging::Page { parameter, size, first, .. } => {
                (sent(parameter).unwrap_or(first), size)
            }
            Paging::Cursor { .. } | Paging::Link { .. } => (0, None),
        };
        let size = size.and_then(sent);
        Self { paging, position, size, count: 0, empty: 0, body: None, met: Met::default() }
    }

    /// What follows from the response to a request.
    #[inline]
    pub(crate) fn turn(
        &mut self,
        core: &Core,
        mut request: Box<Request>,
        response: &UndecodedResponse,
        info: PageInfo,
    ) -> Turn {
        let body = response.0.body().clone();
        let is_first = self.body.is_none();
        if info.length > 0 && self.body.as_ref() == Some(&body) {
            let error = fault(&request, PagingErrorKind::Repeated, self.same_page());
            return Turn { is_shown: false, next: Err(error) };
        }
        self.body = Some(body);
        // Where pages are counted, an empty one is behind the last.
        let is_counted = matches!(self.paging, Paging::Offset { .. } | Paging::Page { .. });
        let is_shown = is_first || !is_counted || info.length > 0;
        self.empty = if info.length > 0 { 0 } else { self.empty + 1 };
        let has_next = match self.advance(core, &mut request, response, info) {
            Ok(true) if self.empty >= EMPTY => Err(self.nothing(&request)),
            has_next => has_next,
        };
        Turn { is_shown, next: has_next.map(|has_next| has_next.then_some(request)) }
    }

    /// Makes the request that of the next page; false where there is none.
    #[inline]
    fn advance(
        &mut self,
        core: &Core,
        request: &mut Request,
        response: &UndecodedResponse,
        info: PageInfo,
    ) -> Result<bool, PagingError> {
        let length = i64::try_from(info.length).unwrap_or(i64::MAX);
        self.count = self.count.saturating_add(length);
        match *self.paging {
            Paging::Offset { parameter, first, by_size, .. } => {
                // A server that takes a smaller size than it is asked for begins its pages by that.
                let asked = self.size.filter(|_| by_size).unwrap_or(0);
                let taken = info.granted.map_or(asked, |granted| asked.min(granted));
                // Who asks for less than the server sends at least has seen all of it.
                let size = taken.max(length);
                self.position = moved(request, self.position, size)?;
                request.query(parameter, &self.position);
                let before = self.position.saturating_sub(first);
                Ok(length > 0 && info.total.is_none_or(|total| before < total))
            }
            Paging::Page { parameter, is_exact, .. } => {
                self.position = moved(request, self.position, 1)?;
                request.query(parameter, &self.position);
                let is_short = is_exact && self.size.is_some_and(|size| length < size);
                let has_more = info.total.is_none_or(|total| self.count < total);
                Ok(length > 0 && has_more && !is_short)
            }
            Paging::Cursor { parameter } => {
                let Some(cursor) = info.next else { return Ok(false) };
                request.query(parameter, cursor.as_str());
                self.meet(request, &cursor, "the server names a cursor for the second time")
            }
            Paging::Link { in_body } => {
                let next =
                    if in_body { info.next } else { link::target(response.0.headers(), "next") };
                let Some(next) = next else { return Ok(false) };
                let (own, next) = followed(core, request, response, &next)?;
                self.met.insert(own.as_str());
                request.follow(next.clone());
                let words = "the server links to a page for the second time";
                self.meet(request, next.as_str(), words)
            }
        }
    }

    /// Whether a cursor or a URL is there for the first time. Otherwise all would come again.
    #[inline]
    fn meet(&mut self, request: &Request, next: &str, words: &str) -> Result<bool, PagingError> {
        if self.met.insert(next) {
            return Ok(true);
        }
        Err(fault(request, PagingErrorKind::Repeated, words))
    }

    #[inline]
    fn nothing(&self, request: &Request) -> PagingError {
        let words = format!("the last {EMPTY} pages had no item, and each named another one");
        fault(request, PagingErrorKind::Empty, words)
    }

    #[inline]
    fn same_page(&self) -> String {
        match self.paging {
            Paging::Offset { parameter, .. }
            | Paging::Page { parameter, .. }
            | Paging::Cursor { parameter } => format!(
                "the server sends the same page again; does it know the parameter `{parameter}`?"
            ),
            Paging::Link { .. } => "the server sends the same page again".to_owned(),
        }
    }
}

#[inline]
fn moved(request: &Request, position: i64, by: i64) -> Result<i64, PagingError> {
    let words = "its number is larger than a number can be";
    position.checked_add(by).ok_or_else(|| fault(request, PagingErrorKind::OutOfRange, words))
}

/// The URL of a page, and that of the next one, if it may be called: credentials go to the
/// origin that they are meant for, and nowhere else.
#[inline]
fn followed(
    core: &Core,
    request: &Request,
    response: &UndecodedResponse,
    next: &str,
) -> Result<(Url, Url), PagingError> {
    let invalid = |words| fault(request, PagingErrorKind::InvalidLink, words);
    let own = request.url(core).ok_or_else(|| invalid("its own URL is none"))?;
    // RFC 8288, section 3.1: relative to where the response came from.
    let mut next = own.join(next).map_err(|_| invalid("the server's link to it is no URL"))?;
    next.set_fragment(None);
    if !redirect::is_same_origin(&own, &next) {
        let origin = response.0.clean(&next.origin().ascii_serialization());
        let origin = origin.map(|origin| format!(", {origin}")).unwrap_or_default();
        let words = format!(
            "the server links to another origin{origin}, where the client's credentials do not go"
        );
        return Err(fault(request, PagingErrorKind::OtherOrigin, words));
    }
    if !next.username().is_empty() || next.password().is_some() {
        return Err(invalid("the server's link to it holds a user or password"));
    }
    Ok((own, next))
}

#[inline]
fn fault(request: &Request, kind: PagingErrorKind, words: impl Into<String>) -> PagingError {
    PagingError { operation: request.operation(), kind, message: words.into() }
}

impl Request {
    /// The value of a query parameter that is no list and no object, as it is sent.
    #[inline]
    fn query_value(&self, name: &str) -> Option<&str> {
        for Set { parameter, text, .. } in &self.values {
            if (parameter.place, parameter.name) == (Place::Query, name) {
                let (_, value) = text.split('&').next()?.split_once('=')?;
                return Some(value);
            }
        }
        None
    }

    /// Goes where a link of the server's leads, in the place of path and query.
    #[inline]
    fn follow(&mut self, link: Url) {
        self.link = Some(link);
    }
}
