//! HTML of a description, as Markdown.
//!
//! Many descriptions are written in HTML, or have some among their Markdown. What says how words
//! look or where they stand becomes the mark that Markdown has for it, or a break; the words stay.
//! All else is no HTML here: `<token>` is a word, `<script>` is shown as it is written, and nothing
//! of it reaches a page as HTML. What is written here is read as any other Markdown.

mod element;
mod tag;
mod place;
mod found;
mod code;
mod marks;
mod writer;

use self::element::Element;
use self::found::{Found, What, found};
use self::place::Places;
use self::writer::{Gap, Writer};
use super::source::ANGLE;

/// A text that is made ready for the parser, with Markdown in the place of its HTML. `None` where it
/// has none.
pub(super) fn markdown(source: &str) -> Option<String> {
    if !source.contains(ANGLE) {
        return None;
    }
    let found = found(source);
    if found.is_empty() {
        return None;
    }
    let mut writer = Writer::new(source, found.len());
    let mut places = Places::of(source);
    let mut begin = 0;
    for (index, one) in found.iter().enumerate() {
        writer.text(begin..one.begin, &mut places);
        writer.stand(one.place);
        add(&mut writer, index, one);
        begin = one.end;
    }
    writer.text(begin..source.len(), &mut places);
    Some(writer.finish())
}

fn add(writer: &mut Writer<'_>, index: usize, found: &Found<'_>) {
    let (element, start) = match found.what {
        What::Nothing => return,
        What::Code { element, text } => return writer.code(element, text),
        What::Picture { url, words } => return writer.picture(url, words),
        What::Start(element) => (element, None),
        What::End { element, start } => (element, Some(start)),
    };
    match (element, start) {
        (Element::Break, _) => writer.line_break(),
        (Element::Rule, _) => writer.rule(),
        (Element::Row, _) => writer.gap(Gap::Line),
        (Element::Cell, None) => writer.gap(Gap::Cell),
        (Element::Block | Element::Paragraph, _) => writer.gap(Gap::Paragraph),
        (Element::Heading, None) => writer.heading(),
        (Element::Heading, Some(_)) => writer.end_heading(),
        (Element::List, None) => writer.start_list(false),
        (Element::NumberedList, None) => writer.start_list(true),
        (Element::List | Element::NumberedList, Some(Some(_))) => writer.end_list(),
        (Element::Item, None) => writer.item(),
        (Element::Item, Some(_)) => writer.forget_mark(),
        (element, None) if element.has_marks() => writer.open(index, element),
        (element, Some(Some(start))) if element.has_marks() => {
            writer.close(start, element, found.url);
        }
        _ => {}
    }
}
