//! Rust of examples, in the lines in which `rustfmt` has it.

/// How long a line can be.
const WIDTH: usize = 76;

/// A value: what opens it, what is in it, what closes it, and calls behind it.
#[derive(Debug, Clone)]
pub(in crate::emit) struct Expression {
    open: String,
    items: Vec<Expression>,
    close: &'static str,
    calls: Vec<Expression>,
}

impl Expression {
    /// What has no parts.
    pub(in crate::emit) fn plain(text: impl Into<String>) -> Self {
        Self { open: text.into(), items: Vec::new(), close: "", calls: Vec::new() }
    }

    /// A text.
    pub(in crate::emit) fn text(text: &str) -> Self {
        Self::plain(format!("{text:?}"))
    }

    /// A call with arguments.
    pub(in crate::emit) fn call(function: &str, arguments: Vec<Self>) -> Self {
        Self { open: format!("{function}("), items: arguments, close: ")", calls: Vec::new() }
    }

    /// A list: `vec` or the like, or an array.
    pub(in crate::emit) fn list(of: &str, items: Vec<Self>) -> Self {
        Self { open: format!("{of}["), items, close: "]", calls: Vec::new() }
    }

    /// The value after calls of its methods.
    #[must_use]
    pub(in crate::emit) fn then(mut self, calls: impl IntoIterator<Item = Self>) -> Self {
        self.calls.extend(calls);
        self
    }

    /// A reference to it.
    #[must_use]
    pub(in crate::emit) fn borrowed(self) -> Self {
        Self { open: format!("&{}", self.open), ..self }
    }

    /// Whether it has no parts.
    pub(in crate::emit) fn is_bare(&self) -> bool {
        self.parts().next().is_none()
    }

    /// Whether it names a module, such as `types::`.
    pub(in crate::emit) fn names(&self, module: &str) -> bool {
        self.open.trim_start_matches('&').starts_with(module)
            || self.parts().any(|part| part.names(module))
    }

    /// Whether making it can fail.
    pub(in crate::emit) fn can_fail(&self) -> bool {
        self.open.ends_with(")?") || self.parts().any(Self::can_fail)
    }

    fn parts(&self) -> impl Iterator<Item = &Self> {
        self.items.iter().chain(&self.calls)
    }

    /// All in one line.
    pub(in crate::emit) fn line(&self) -> String {
        let items: Vec<String> = self.items.iter().map(Self::line).collect();
        let calls: String = self.calls.iter().map(Self::line).collect();
        format!("{}{}{}{calls}", self.open, items.join(", "), self.close)
    }

    /// `head`, the value, and a semicolon.
    pub(in crate::emit) fn statement(&self, head: &str) -> Vec<String> {
        let mut lines = self.lines(head, WIDTH);
        if let Some(last) = lines.last_mut() {
            last.push(';');
        }
        lines
    }

    fn lines(&self, head: &str, width: usize) -> Vec<String> {
        let line = format!("{head}{}", self.line());
        if line.len() <= width || (self.items.is_empty() && self.calls.is_empty()) {
            return vec![line];
        }
        let inner = width.saturating_sub(4);
        let indented = |lines: Vec<String>| lines.into_iter().map(|line| format!("    {line}"));
        if !self.calls.is_empty() {
            let mut lines = Self { calls: Vec::new(), ..self.clone() }.lines(head, width);
            // What is closed on a line of its own goes on from there.
            let is_closed = lines.len() > 1;
            for call in &self.calls {
                match is_closed {
                    true => lines.extend(call.lines("", width)),
                    false => lines.extend(indented(call.lines("", inner))),
                }
            }
            return lines;
        }
        let mut lines = vec![format!("{head}{}", self.open)];
        for item in &self.items {
            let mut item = item.lines("", inner);
            if let Some(last) = item.last_mut() {
                last.push(',');
            }
            lines.extend(indented(item));
        }
        lines.push(self.close.to_owned());
        lines
    }
}
