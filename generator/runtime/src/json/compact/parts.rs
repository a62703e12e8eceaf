//! The parts of what was written, without a look into them.

/// The items of a list or the properties of an object, of a text without white space between its
/// words, as it is written here: the name of each, in its quotes and empty for an item, and its
/// value.
#[derive(Debug, Clone)]
pub(crate) struct Parts<'t> {
    rest: &'t str,
}

impl<'t> Parts<'t> {
    /// Those of a value, which has none if it is no list and no object.
    pub(crate) fn of(text: &'t str) -> Self {
        let rest = text.strip_prefix(['[', '{']).unwrap_or_default();
        Self { rest: rest.strip_suffix([']', '}']).unwrap_or(rest) }
    }

    /// What stands before the next sign that parts others, which is left.
    fn take(&mut self) -> &'t str {
        let (part, rest) = self.rest.split_at_checked(length(self.rest)).unwrap_or((self.rest, ""));
        self.rest = rest;
        part
    }
}

impl<'t> Iterator for Parts<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<(&'t str, &'t str)> {
        if self.rest.is_empty() {
            return None;
        }
        let mut part = ("", self.take());
        if let Some(value) = self.rest.strip_prefix(':') {
            self.rest = value;
            part = (part.1, self.take());
        }
        self.rest = self.rest.strip_prefix(',').unwrap_or(self.rest);
        Some(part)
    }
}

/// Where a comma or a colon is that stands in no other part.
fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut level, mut is_quoted) = (0, 0_usize, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'{' | b'[' => level += 1,
            b'}' | b']' => level = level.saturating_sub(1),
            b',' | b':' if level == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}
