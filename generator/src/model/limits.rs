//! What values may be.

/// What values may be; checked before they are sent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// The lowest number.
    pub minimum: Option<f64>,
    /// Numbers have to be above this one.
    pub above: Option<f64>,
    /// The highest number.
    pub maximum: Option<f64>,
    /// Numbers have to be below this one.
    pub below: Option<f64>,
    /// The lowest number of characters.
    pub min_length: Option<usize>,
    /// The highest number of characters.
    pub max_length: Option<usize>,
    /// The lowest number of items.
    pub min_items: Option<usize>,
    /// The highest number of items.
    pub max_items: Option<usize>,
    /// What text has to look like.
    pub pattern: Option<Pattern>,
}

/// A regular expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As the document has it, in the words of ECMA-262.
    pub text: String,
    /// As the client checks it, if it can.
    pub expression: Option<String>,
}

impl Limits {
    /// What both allow.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        fn tighter<T: Copy>(one: Option<T>, other: Option<T>, least: fn(T, T) -> T) -> Option<T> {
            match (one, other) {
                (Some(one), Some(other)) => Some(least(one, other)),
                (one, other) => one.or(other),
            }
        }
        Self {
            minimum: tighter(self.minimum, other.minimum, f64::max),
            above: tighter(self.above, other.above, f64::max),
            maximum: tighter(self.maximum, other.maximum, f64::min),
            below: tighter(self.below, other.below, f64::min),
            min_length: tighter(self.min_length, other.min_length, usize::max),
            max_length: tighter(self.max_length, other.max_length, usize::min),
            min_items: tighter(self.min_items, other.min_items, usize::max),
            max_items: tighter(self.max_items, other.max_items, usize::min),
            pattern: self.pattern.or_else(|| other.pattern.clone()),
        }
    }

    /// The limits in words, each as a part of a list.
    pub fn words(&self) -> Vec<String> {
        let number =
            |words: &str, bound: Option<f64>| bound.map(|bound| format!("{words} {bound}"));
        let count = |words: &str, bound: Option<usize>, of: &str| {
            bound.map(|bound| format!("{words} {bound} {of}"))
        };
        let parts = [
            number("at least", self.minimum),
            number("above", self.above),
            number("at most", self.maximum),
            number("below", self.below),
            count("at least", self.min_length, "characters"),
            count("at most", self.max_length, "characters"),
            count("at least", self.min_items, "items"),
            count("at most", self.max_items, "items"),
            self.pattern
                .as_ref()
                .map(|pattern| format!("matching `{}`", pattern.text.replace('`', "'"))),
        ];
        parts.into_iter().flatten().collect()
    }
}
