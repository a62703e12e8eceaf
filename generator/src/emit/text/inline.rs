//! Words of a document within a line of Markdown: brackets would be links to items, angles would
//! be HTML, a run of tildes a fence. Code, emphasis, links and whole URLs stay what they are.

/// What ends a URL among words.
const URL_ENDS: [char; 10] = ['<', '>', '[', ']', '(', ')', '"', '\'', '`', '\\'];

/// A line that needs no other line to be understood: what is opened in it is closed in it.
/// Blanks are single ones. In a table, a pipe ends a cell even within code.
pub(super) fn escape(line: &str, in_table: bool) -> String {
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    Line { out: String::with_capacity(words.len()), in_table }.escape(&words)
}

struct Line {
    out: String,
    in_table: bool,
}

impl Line {
    fn escape(mut self, text: &str) -> String {
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let tail = rest.get(letter.len_utf8()..).unwrap_or_default();
            rest = match letter {
                '\\' => self.backslash(tail),
                '`' => self.code(rest),
                '~' if rest.starts_with("~~~") => self.literal(rest, '~'),
                // A picture would be fetched from elsewhere by all who read the page.
                '!' if tail.starts_with('[') => {
                    self.link(tail).unwrap_or_else(|| self.plain(letter, tail))
                }
                '!' if tail.trim_start_matches('!').starts_with('[') => self.escaped(letter, tail),
                '[' => self.link(rest).unwrap_or_else(|| self.escaped(letter, tail)),
                '<' => self.angles(tail).unwrap_or_else(|| self.escaped(letter, tail)),
                ']' | '>' => self.escaped(letter, tail),
                'h' => self.url(rest).unwrap_or_else(|| self.plain(letter, tail)),
                _ => self.plain(letter, tail),
            };
        }
        self.out
    }

    fn plain<'t>(&mut self, letter: char, tail: &'t str) -> &'t str {
        self.out.push(letter);
        tail
    }

    fn escaped<'t>(&mut self, letter: char, tail: &'t str) -> &'t str {
        self.out.push('\\');
        self.plain(letter, tail)
    }

    /// An escape stays one; a backslash before anything else is made one, so that it does not
    /// escape what comes to stand behind it.
    fn backslash<'t>(&mut self, tail: &'t str) -> &'t str {
        match tail.chars().next().filter(char::is_ascii_punctuation) {
            Some(letter) => self.escaped(letter, tail.get(1..).unwrap_or_default()),
            None => self.escaped('\\', tail),
        }
    }

    /// A run of one letter, as that and nothing else.
    fn literal<'t>(&mut self, rest: &'t str, letter: char) -> &'t str {
        let tail = rest.trim_start_matches(letter);
        for _ in tail.len()..rest.len() {
            self.escaped(letter, tail);
        }
        tail
    }

    /// Code ends at a run of as many backticks as it begins with; without one it is none
    /// (CommonMark 0.31, section 6.1).
    fn code<'t>(&mut self, rest: &'t str) -> &'t str {
        let Some(end) = code_end(rest) else {
            return self.literal(rest, '`');
        };
        let (code, tail) = rest.split_at(end);
        if self.in_table && code.contains('|') {
            return self.literal(rest, '`');
        }
        self.out.push_str(code);
        tail
    }

    /// `[words](https://…)`
    fn link<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let (words, tail) = rest.strip_prefix('[')?.split_once("](")?;
        let (url, tail) = tail.split_once(')')?;
        let is_plain = !words.contains(['[', ']', '<', '>', '\\', '|', '`'])
            || (words.len() > 2 && words.starts_with('`') && code_end(words) == Some(words.len()));
        let has_no_mark = !url.contains([' ', '<', '>', '(', '\\', '|', '`']);
        let is_url = is_web(url) && has_no_mark;
        // A link within the pages of the service leads nowhere from here: its words stay.
        let is_relative = url.starts_with(['/', '#', '.']) && has_no_mark && !words.is_empty();
        if is_plain && is_relative && !words.contains(['[', ']', '|', '~', '`', '*', '_']) {
            self.out.push_str(words);
            return Some(tail);
        }
        if !is_plain || !is_url || words.contains(['[', ']', '|', '~']) || words.contains("http") {
            return None;
        }
        let is_silent = words.trim().is_empty();
        let link = if is_silent { format!("<{url}>") } else { format!("[{words}](<{url}>)") };
        self.out.push_str(&link);
        Some(tail)
    }

    /// `<https://…>`
    fn angles<'t>(&mut self, tail: &'t str) -> Option<&'t str> {
        let behind = self.url_end(tail)?;
        let (url, tail) = tail.split_at(behind);
        let tail = tail.strip_prefix('>')?;
        self.out.push_str(&format!("<{url}>"));
        Some(tail)
    }

    /// A whole URL becomes a link.
    fn url<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let (url, _) = rest.split_at(self.url_end(rest)?);
        let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
        if !is_web(url) {
            return None;
        }
        self.out.push_str(&format!("<{url}>"));
        rest.get(url.len()..)
    }

    fn url_end(&self, text: &str) -> Option<usize> {
        let is_end = |c: char| c == ' ' || c == '|' || URL_ENDS.contains(&c);
        let end = text.find(is_end).unwrap_or(text.len());
        text.get(..end).filter(|url| is_web(url)).map(str::len)
    }
}

/// Whether it is a scheme that browsers follow, with something behind it.
fn is_web(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty())
}

/// Where code that begins with the text ends.
fn code_end(text: &str) -> Option<usize> {
    let length = text.len() - text.trim_start_matches('`').len();
    let mut at = length;
    loop {
        at += text.get(at..)?.find('`')?;
        let run = text.get(at..)?;
        let found = run.len() - run.trim_start_matches('`').len();
        at += found;
        if found == length {
            return Some(at);
        }
    }
}
