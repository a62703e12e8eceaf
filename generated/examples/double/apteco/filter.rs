//! The language of `filter`: which entries a list has.

use serde_json::Value as Json;

use crate::double::response::Refusal;

/// The fields that a list takes in `filter` and `orderBy`, and where an entry has them.
pub(crate) type Fields = [(&'static str, &'static str)];

/// What an entry has in a field.
pub(crate) fn value<'a>(fields: &Fields, entry: &'a Json, name: &str) -> Option<&'a Json> {
    let (_, pointer) = fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(name))?;
    entry.pointer(pointer)
}

/// The entries that meet a condition.
pub(crate) fn filtered(
    entries: Vec<Json>,
    fields: &Fields,
    filter: &str,
) -> Result<Vec<Json>, Refusal> {
    let tokens = tokens(filter)?;
    let mut kept = Vec::new();
    for entry in entries {
        let mut parser = Parser { tokens: &tokens, fields, entry: &entry };
        let is_met = parser.expression()?;
        if !parser.tokens.is_empty() {
            return Err(Refusal::bad("the filter goes on behind its end"));
        }
        if is_met {
            kept.push(entry);
        }
    }
    Ok(kept)
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A name, a word such as `and`, or an operator.
    Word(String),
    Number(f64),
    Text(String),
}

fn tokens(filter: &str) -> Result<Vec<Token>, Refusal> {
    let (mut tokens, mut rest) = (Vec::new(), filter.trim_start());
    while let Some(first) = rest.chars().next() {
        let length =
            |is_part: &dyn Fn(char) -> bool| rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let (token, length) = match first {
            // Neither quote can be escaped: a text has the one, and stands between the other.
            '\'' | '"' => {
                let inner = rest.get(1..).and_then(|inner| inner.split_once(first));
                let (text, _) = inner.ok_or_else(|| Refusal::bad("a text has no end"))?;
                (Token::Text(text.to_owned()), text.len() + 2)
            }
            '(' | ')' => (Token::Word(first.to_string()), 1),
            '<' | '>' | '=' | '!' => {
                let end = length(&|c| "<>=!".contains(c));
                (Token::Word(rest.get(..end).unwrap_or_default().to_owned()), end)
            }
            _ => {
                let end = length(&|c| c.is_alphanumeric() || "-.".contains(c)).max(1);
                let word = rest.get(..end).unwrap_or_default();
                let number = word.parse().map(Token::Number);
                (number.unwrap_or_else(|_| Token::Word(word.to_owned())), end)
            }
        };
        tokens.push(token);
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    Ok(tokens)
}

/// Reads a condition, and says whether an entry meets it.
struct Parser<'a> {
    tokens: &'a [Token],
    fields: &'a Fields,
    entry: &'a Json,
}

impl Parser<'_> {
    /// `and` and `or` have the same rank: they are read from left to right.
    fn expression(&mut self) -> Result<bool, Refusal> {
        let mut is_met = self.operand()?;
        loop {
            if self.takes("and") {
                is_met &= self.operand()?;
            } else if self.takes("or") {
                is_met |= self.operand()?;
            } else {
                return Ok(is_met);
            }
        }
    }

    fn operand(&mut self) -> Result<bool, Refusal> {
        if self.takes("not") {
            return Ok(!self.operand()?);
        }
        if self.takes("(") {
            let is_met = self.expression()?;
            return match self.takes(")") {
                true => Ok(is_met),
                false => Err(Refusal::bad("a bracket of the filter is not closed")),
            };
        }
        let [Token::Word(field), Token::Word(operator), constant, rest @ ..] = self.tokens else {
            return Err(Refusal::bad("a comparison has a field, an operator and a constant"));
        };
        self.tokens = rest;
        if !self.fields.iter().any(|(known, _)| known.eq_ignore_ascii_case(field)) {
            return Err(Refusal::bad(format!("there is no field {field:?}")));
        }
        compares(value(self.fields, self.entry, field), operator, constant)
    }

    fn takes(&mut self, word: &str) -> bool {
        match self.tokens.split_first() {
            Some((Token::Word(first), rest)) if first == word => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }
}

/// What is null is equal to nothing.
fn compares(own: Option<&Json>, operator: &str, constant: &Token) -> Result<bool, Refusal> {
    let own = own.filter(|own| !own.is_null());
    let order = match (own, constant) {
        (_, Token::Word(word)) => {
            return Err(Refusal::bad(format!("{word:?} is neither a number nor a text")));
        }
        (None, _) => None,
        (Some(own), Token::Number(number)) => own.as_f64().and_then(|own| own.partial_cmp(number)),
        (Some(own), Token::Text(text)) => {
            let own = own.as_str().map_or_else(|| own.to_string(), str::to_owned);
            if operator == "like" {
                return Ok(own.to_lowercase().contains(&text.to_lowercase()));
            }
            Some(own.as_str().cmp(text))
        }
    };
    let is = |wanted: fn(std::cmp::Ordering) -> bool| order.is_some_and(wanted);
    Ok(match operator {
        "eq" | "=" => is(std::cmp::Ordering::is_eq),
        "neq" | "!=" => !is(std::cmp::Ordering::is_eq),
        "lt" | "<" => is(std::cmp::Ordering::is_lt),
        "lte" | "<=" => is(std::cmp::Ordering::is_le),
        "gt" | ">" => is(std::cmp::Ordering::is_gt),
        "gte" | ">=" => is(std::cmp::Ordering::is_ge),
        "like" => false,
        _ => return Err(Refusal::bad(format!("there is no operator {operator:?}"))),
    })
}
