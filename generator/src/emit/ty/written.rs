//! Types and short expressions as a person writes them, on one line.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The text of tokens, with a blank between words, behind a comma and around an equals sign.
pub(in crate::emit) fn written(tokens: TokenStream) -> String {
    let mut out = String::new();
    write(tokens, &mut out);
    out
}

fn write(tokens: TokenStream, out: &mut String) {
    // Whether a word came last, which would run into the next one, or half of a double colon; and
    // whether these are the arguments of a closure.
    let (mut is_word, mut is_half, mut is_closure) = (false, false, false);
    for token in tokens {
        let (was_word, was_half) = (is_word, is_half);
        (is_word, is_half) = (false, false);
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace if was_word => (" { ", " }"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                write(group.stream(), out);
                // What ends with a comma is on one line, as a person has it.
                out.truncate(out.strip_suffix(", ").unwrap_or(out).len());
                out.push_str(close);
            }
            TokenTree::Punct(punct) => match (punct.as_char(), punct.spacing()) {
                (',', _) => out.push_str(", "),
                (':', Spacing::Joint) => {
                    is_half = true;
                    out.push(':');
                }
                (':', Spacing::Alone) => out.push_str(if was_half { ":" } else { ": " }),
                ('=' | '+', Spacing::Alone) => {
                    out.push(' ');
                    out.push(punct.as_char());
                    out.push(' ');
                }
                ('|', _) => {
                    out.push_str(if is_closure { "| " } else { "|" });
                    is_closure = !is_closure;
                }
                (letter, _) => out.push(letter),
            },
            word => {
                if was_word {
                    out.push(' ');
                }
                out.push_str(&word.to_string());
                is_word = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::written;

    #[test]
    fn types_and_values_are_written_as_a_person_does() {
        let ty = quote!(impl IntoIterator<Item = (impl Into<String>, super::Pet)> + 'static);
        assert_eq!(
            written(ty),
            "impl IntoIterator<Item = (impl Into<String>, super::Pet)> + 'static"
        );
        assert_eq!(written(quote!(Option<&'a mut Vec<u8>>)), "Option<&'a mut Vec<u8>>");
        let value = quote!(Some(Box::new(value.into_iter().map("a b".to_owned()).collect())));
        assert_eq!(
            written(value),
            "Some(Box::new(value.into_iter().map(\"a b\".to_owned()).collect()))"
        );
        assert_eq!(written(quote!(value: &r#type, -1)), "value: &r#type, -1");
        let limits = quote!(Limits { is_match: |text| is_match("a", text,), ..Limits::NONE });
        assert_eq!(
            written(limits),
            "Limits { is_match: |text| is_match(\"a\", text), ..Limits::NONE }"
        );
    }
}
