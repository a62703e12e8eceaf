//! What a filter says is what a server reads, by the rules of the language.

use cbrain_apteco::apteco::filters::{Filter, FilterError, SystemItemFields, UserAudienceFields};
use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;

type Of = UserAudienceFields;

/// A condition, as it is thought, and as it is read.
#[derive(Debug, Clone, PartialEq)]
enum Condition {
    Number(&'static str, i64),
    Text(&'static str, String),
    /// A time, as the server has it.
    Time(&'static str, DateTime),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
    Not(Box<Condition>),
}

impl Condition {
    fn filter(&self) -> Filter<Of> {
        match self {
            Self::Number(operator, number) => match *operator {
                "eq" => Of::ID.is(*number),
                "neq" => Of::ID.is_not(*number),
                "lt" => Of::ID.is_less_than(*number),
                "lte" => Of::ID.is_at_most(*number),
                "gt" => Of::ID.is_greater_than(*number),
                _ => Of::ID.is_at_least(*number),
            },
            Self::Text(operator, text) => match *operator {
                "eq" => Of::TITLE.is(text),
                "neq" => Of::TITLE.is_not(text),
                _ => Of::TITLE.contains(text),
            },
            Self::Time(operator, time) => match *operator {
                "lt" => Of::CREATED_ON.is_before(*time),
                "lte" => Of::CREATED_ON.is_at_latest(*time),
                "gt" => Of::CREATED_ON.is_after(*time),
                _ => Of::CREATED_ON.is_at_earliest(*time),
            },
            Self::And(one, other) => one.filter().and(other.filter()),
            Self::Or(one, other) => one.filter().or(other.filter()),
            Self::Not(one) => !one.filter(),
        }
    }

    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(_, text) => vec![text],
            Self::And(one, other) | Self::Or(one, other) => [one.texts(), other.texts()].concat(),
            Self::Not(one) => one.texts(),
            Self::Number(..) | Self::Time(..) => Vec::new(),
        }
    }
}

/// Reads a condition: comparisons of a field, an operator and a constant, joined by words of one rank
/// from left to right.
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    fn read(text: &'a str) -> Condition {
        let mut reader = Reader(text);
        let condition = reader.expression();
        assert_eq!(reader.0, "", "{text}");
        condition
    }

    fn expression(&mut self) -> Condition {
        let mut read = self.operand();
        loop {
            if self.takes(" and ") {
                read = Condition::And(Box::new(read), Box::new(self.operand()));
            } else if self.takes(" or ") {
                read = Condition::Or(Box::new(read), Box::new(self.operand()));
            } else {
                return read;
            }
        }
    }

    fn operand(&mut self) -> Condition {
        if self.takes("not ") {
            return Condition::Not(Box::new(self.operand()));
        }
        if self.takes("(") {
            let inner = self.expression();
            assert!(self.takes(")"), "{}", self.0);
            return inner;
        }
        let (field, operator) = (self.word(), self.word());
        let known = ["eq", "neq", "lte", "lt", "gte", "gt", "like"];
        let operator = known.into_iter().find(|known| *known == operator).unwrap();
        match self.constant() {
            Constant::Number(number) => {
                assert_eq!(field, "Id");
                Condition::Number(operator, number)
            }
            Constant::Text(text) => {
                assert_eq!(field, "Title");
                Condition::Text(operator, text)
            }
            Constant::Time(time) => {
                assert_eq!(field, "CreatedOn");
                Condition::Time(operator, time)
            }
        }
    }

    fn constant(&mut self) -> Constant {
        for quote in ["'", "\""] {
            if self.takes(quote) {
                let (text, rest) = self.0.split_once(quote).unwrap();
                self.0 = rest;
                return match time(text) {
                    Some(time) => Constant::Time(time),
                    None => Constant::Text(text.to_owned()),
                };
            }
        }
        let end = self.0.find([' ', ')']).unwrap_or(self.0.len());
        let (number, rest) = self.0.split_at(end);
        self.0 = rest;
        Constant::Number(number.parse().unwrap())
    }

    fn word(&mut self) -> &'a str {
        let (word, rest) = self.0.split_once(' ').unwrap();
        self.0 = rest;
        word
    }

    fn takes(&mut self, word: &str) -> bool {
        match self.0.strip_prefix(word) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }
}

enum Constant {
    Number(i64),
    Text(String),
    Time(DateTime),
}

/// What a text is read as, if it looks like a date.
fn time(text: &str) -> Option<DateTime> {
    let times = ["%Y%m%d %H%M%S", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M:%S"];
    let days = ["%Y%m%d", "%Y-%m-%d", "%d-%m-%Y"];
    // The library takes fewer digits, and a sign; the language does not.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let times = times.iter().filter(|_| digits(text) == 14);
    let time = times.filter_map(|form| DateTime::strptime(form, text).ok()).next();
    let days = days.iter().filter(|_| digits(text) == 8);
    let day = || days.filter_map(|form| Date::strptime(form, text).ok()).next();
    time.or_else(|| day().map(|day| day.at(0, 0, 0, 0)))
}

fn number() -> impl Strategy<Value = Condition> {
    let operators = prop::sample::select(vec!["eq", "neq", "lt", "lte", "gt", "gte"]);
    (operators, 0..=i64::MAX).prop_map(|(operator, number)| Condition::Number(operator, number))
}

/// Texts of all kinds, many with quotes, brackets, words of the language, and digits as in dates.
fn text() -> impl Strategy<Value = Condition> {
    let operators = prop::sample::select(vec!["eq", "neq", "like"]);
    let texts = prop_oneof![
        "\\PC{0,8}",
        "[a' )(]{0,8}",
        "[a\" )(]{0,8}",
        "['\" ]{0,4}",
        "(and|or|not|eq|\\)) ?",
        "(19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9]",
        "[0-3][0-9]-[01][0-9]-20[0-9]{2}( [012][0-9]:[0-5][0-9]:[0-5][0-9])?",
    ];
    (operators, texts).prop_map(|(operator, text)| Condition::Text(operator, text))
}

fn moment() -> impl Strategy<Value = Condition> {
    let operators = prop::sample::select(vec!["lt", "lte", "gt", "gte"]);
    let times = (1..=9999_i16, 1..=12_i8, 1..=28_i8, 0..24_i8, 0..60_i8, 0..60_i8);
    (operators, times).prop_map(|(operator, (year, month, day, hour, minute, second))| {
        let time = date(year, month, day).at(hour, minute, second, 0);
        Condition::Time(operator, time)
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![number(), text(), moment()];
    leaf.prop_recursive(5, 24, 2, |inner| {
        let both = (inner.clone(), inner.clone());
        let both = both.prop_map(|(one, other)| (Box::new(one), Box::new(other)));
        prop_oneof![
            both.clone().prop_map(|(one, other)| Condition::And(one, other)),
            both.prop_map(|(one, other)| Condition::Or(one, other)),
            inner.prop_map(|one| Condition::Not(Box::new(one))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_it_was_thought_or_is_refused(condition in condition()) {
        let texts = condition.texts();
        let has_both = |text: &&str| text.contains('\'') && text.contains('"');
        let is_sayable = !texts.iter().any(|text| has_both(text) || time(text).is_some());
        match condition.filter().into_text() {
            Ok(written) => {
                prop_assert!(is_sayable, "{written}");
                prop_assert_eq!(Reader::read(&written), condition);
            }
            Err(FilterError::Quotes { text }) => prop_assert!(has_both(&&*text)),
            Err(FilterError::Date { text }) => prop_assert!(time(&text).is_some()),
            Err(error) => prop_assert!(false, "{error}"),
        }
    }

    #[test]
    fn the_name_of_a_table_cannot_end_a_function(table in "[a'\") ]{0,6}") {
        match SystemItemFields::ancestors(&table).into_text() {
            Ok(written) => {
                let quoted = written.strip_prefix("GetAncestors(").and_then(|rest| rest.strip_suffix(')'));
                let mut reader = Reader(quoted.unwrap());
                prop_assert!(matches!(reader.constant(), Constant::Text(text) if text == table));
                prop_assert_eq!(reader.0, "");
            }
            Err(error) => prop_assert_eq!(error, FilterError::Quotes { text: table }),
        }
    }
}
