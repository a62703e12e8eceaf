//! JSON by a reader of its own, which needs a fraction of the time of that of YAML.
//!
//! It has no messages: where anything is to be said about a text, it gives up, and the text is read
//! again as YAML, which makes the same tree of all that both accept. (JSON allows letters in a text
//! that YAML does not, such as U+FFFE: they are read.)

use std::ops::Range;

use jiter::{Jiter, Peek};

use super::{Entry, Node, Object, Value, scalar};
use crate::limit::{self, Limits};
use crate::source::{SourceId, Span};

/// The first comment in a text that is JSON otherwise: where a value or a key could begin, or behind one.
pub(super) fn comment(text: &str) -> Option<Range<usize>> {
    let start = text.trim_start().strip_prefix(['{', '['])?.trim_start();
    if !start.starts_with(['"', '{', '[', '/']) {
        return None;
    }
    let (mut at, mut last) = (0, None);
    while let Some(letter) = text.get(at..)?.chars().next() {
        let rest = text.get(at..)?;
        let is_behind = matches!(last, Some('{' | '[' | ',' | '"' | '}' | ']'));
        if is_behind && (rest.starts_with("//") || rest.starts_with("/*")) {
            let line = rest.split('\n').next().unwrap_or_default();
            return Some(at..at + line.trim_end().len());
        }
        at += match letter {
            '"' => quoted(rest)?,
            _ => letter.len_utf8(),
        };
        if !letter.is_whitespace() {
            last = Some(letter);
        }
    }
    None
}

/// How long the text in quotes is that begins here.
fn quoted(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, letter)| {
        let is_end = *letter == '"' && !is_escaped;
        is_escaped = *letter == '\\' && !is_escaped;
        is_end
    });
    end.map(|(at, _)| at + 1)
}

/// The tree of a JSON object or list; `None` where the text is not plainly that.
pub(super) fn read(id: SourceId, text: &str, limits: &Limits) -> Option<Node> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let jiter = Jiter::new(text.as_bytes());
    Reader { id, text, limits, jiter, open: Vec::new(), size: 0 }.document()
}

struct Reader<'a> {
    id: SourceId,
    text: &'a str,
    limits: &'a Limits,
    jiter: Jiter<'a>,
    /// The lists and objects that are not closed yet.
    open: Vec<Open>,
    /// What counts against [`Limits::values`].
    size: usize,
}

struct Open {
    start: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Object { entries: Object, key: String, place: Span },
}

impl Reader<'_> {
    fn document(mut self) -> Option<Node> {
        loop {
            let mut complete = self.value()?;
            while let Some(node) = complete {
                let Some(open) = self.open.last_mut() else {
                    self.jiter.finish().ok()?;
                    return Some(node);
                };
                open.attach(node)?;
                complete = self.after_value()?;
            }
        }
    }

    /// Reads a value; none if it is a list or an object whose first value comes next.
    fn value(&mut self) -> Option<Option<Node>> {
        let first = self.jiter.peek().ok()?;
        let start = self.jiter.current_index();
        if matches!(first, Peek::Array | Peek::Object) && self.open.len() >= self.limits.depth {
            return None;
        }
        let value = match first {
            Peek::Null => self.jiter.known_null().map(|()| Value::Null).ok()?,
            Peek::True | Peek::False => self.jiter.known_bool(first).map(Value::Bool).ok()?,
            Peek::String => Value::String(self.jiter.known_str().ok()?.to_owned()),
            Peek::Array => match self.jiter.known_array().ok()? {
                Some(_) => return self.begin(start, Content::List(Vec::new())).map(|()| None),
                None => Value::Array(Vec::new()),
            },
            Peek::Object => match self.jiter.known_object().ok()?.map(str::to_owned) {
                Some(key) => {
                    let place = self.key(start + 1, &key)?;
                    let content = Content::Object { entries: Object::default(), key, place };
                    return self.begin(start, content).map(|()| None);
                }
                None => Value::Object(Object::default()),
            },
            _ => {
                let digits = self.jiter.known_number_bytes(first).ok()?;
                scalar::plain(std::str::from_utf8(digits).ok()?).ok()?
            }
        };
        self.spend(1 + self.jiter.current_index().saturating_sub(start) / 256)?;
        Some(Some(self.node(start, value)))
    }

    /// Reads on to the next value of the innermost list or object; that itself if none follows.
    fn after_value(&mut self) -> Option<Option<Node>> {
        let from = self.jiter.current_index();
        let follows = match &self.open.last()?.content {
            Content::List(_) => self.jiter.array_step().ok()?.is_some(),
            Content::Object { .. } => match self.jiter.next_key().ok()?.map(str::to_owned) {
                Some(next) => {
                    let at = self.key(from, &next)?;
                    if let Some(Open { content: Content::Object { key, place, .. }, .. }) =
                        self.open.last_mut()
                    {
                        (*key, *place) = (next, at);
                    }
                    true
                }
                None => false,
            },
        };
        if follows {
            return Some(None);
        }
        let Open { start, content } = self.open.pop()?;
        Some(Some(self.node(
            start,
            match content {
                Content::List(items) => Value::Array(items),
                Content::Object { entries, .. } => Value::Object(entries),
            },
        )))
    }

    fn begin(&mut self, start: usize, content: Content) -> Option<()> {
        self.open.push(Open { start, content });
        self.spend(1)
    }

    /// The place of the key that was read, which begins somewhere after `from`.
    fn key(&mut self, from: usize, key: &str) -> Option<Span> {
        let read = self.text.get(from..self.jiter.current_index())?;
        let start = from + read.find('"')?;
        let end = from + read.rfind('"')? + 1;
        self.spend(1 + key.len() / 256)?;
        (end - start < limit::KEY).then(|| self.span(start, end))
    }

    fn node(&self, start: usize, value: Value) -> Node {
        Node { value, span: self.span(start, self.jiter.current_index()) }
    }

    /// All places fit: a text with more bytes is not read.
    fn span(&self, start: usize, end: usize) -> Span {
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { source: self.id, start: narrow(start), end: narrow(end) }
    }

    fn spend(&mut self, size: usize) -> Option<()> {
        self.size = self.size.saturating_add(size);
        (self.size <= self.limits.values).then_some(())
    }
}

impl Open {
    /// A key that is there twice is for the other reader, which tells of it.
    fn attach(&mut self, node: Node) -> Option<()> {
        match &mut self.content {
            Content::List(items) => {
                items.push(node);
                Some(())
            }
            Content::Object { entries, key, place } => {
                let entry = Entry { key: *place, node };
                entries.insert(std::mem::take(key), entry).is_none().then_some(())
            }
        }
    }
}
