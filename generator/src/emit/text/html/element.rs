//! The elements of HTML that descriptions have, by what they do to words.

/// What an element is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Element {
    /// `a`
    Anchor,
    Strong,
    Emphasis,
    Strike,
    /// `sup`, which numbers have behind them.
    Power,
    /// Code within a line.
    Code,
    /// Code on lines of its own.
    Pre,
    /// What changes no word and no place.
    Plain,
    Picture,
    Break,
    Rule,
    /// What stands apart from what is around it.
    Block,
    Paragraph,
    List,
    NumberedList,
    Item,
    Heading,
    Row,
    Cell,
}

impl Element {
    /// The element with a name in small letters. All others are words.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "a" => Self::Anchor,
            "b" | "strong" => Self::Strong,
            "i" | "em" | "cite" | "dfn" | "var" => Self::Emphasis,
            "s" | "strike" | "del" => Self::Strike,
            "sup" => Self::Power,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "pre" => Self::Pre,
            "span" | "u" | "ins" | "small" | "big" | "font" | "sub" | "mark" | "abbr" => {
                Self::Plain
            }
            "img" => Self::Picture,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "div" | "section" | "article" | "blockquote" | "center" | "details" | "summary"
            | "dl" | "dt" | "dd" | "table" | "thead" | "tbody" | "caption" => Self::Block,
            "p" => Self::Paragraph,
            "ul" => Self::List,
            "ol" => Self::NumberedList,
            "li" => Self::Item,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            _ => return None,
        })
    }

    /// Whether it is an element without an end tag, too. Any other without one is a word: `<code>`
    /// stands for a code where nothing ends it.
    pub(super) fn stands_alone(self) -> bool {
        matches!(self, Self::Picture | Self::Break | Self::Rule | Self::Paragraph | Self::Item)
    }

    /// Whether its words have marks around them.
    pub(super) fn has_marks(self) -> bool {
        let marked = [Self::Anchor, Self::Strong, Self::Emphasis, Self::Strike, Self::Power];
        marked.contains(&self)
    }

    /// Whether all between its tags is code.
    pub(super) fn is_code(self) -> bool {
        matches!(self, Self::Code | Self::Pre)
    }
}
