//! What is different of request bodies that are no forms.

use super::super::rules::Kind;
use super::super::sides::{Finder, Spot, Topic, code};
use super::super::types::{limits, value};
use crate::model::{BodyFormat, Operation};

pub(super) fn compare(
    finder: &mut Finder<'_>,
    topic: &Topic,
    item: &str,
    (old, new): (&Operation, &Operation),
) {
    match (&old.body, &new.body) {
        (None, Some(body)) => {
            let (kind, word) = match body.required {
                true => (Kind::RequiredBodyAdded, "needs"),
                false => (Kind::BodyAdded, "can have"),
            };
            let what = format!("it {word} a body ({})", code(&body.media_type));
            finder.tell(kind, topic, Spot::New(&body.origin), item, what);
        }
        (Some(body), None) => {
            let what = format!("it has no body any more, which was {}", code(&body.media_type));
            finder.tell(Kind::BodyRemoved, topic, Spot::Old(&body.origin), item, what);
        }
        (Some(body), Some(other)) => {
            let spot = Spot::Both(&body.origin, &other.origin);
            value(finder, topic, spot, item, ("its body", &body.ty, &other.ty));
            let mut tell = |kind, what: String| finder.tell(kind, topic, spot, item, what);
            match (body.required, other.required) {
                (false, true) => tell(Kind::BodyBecameRequired, "its body is required".to_owned()),
                (true, false) => tell(Kind::BodyBecameOptional, "its body is optional".to_owned()),
                _ => {}
            }
            // The place of an element among others is none of its own.
            let kind =
                |format| if let BodyFormat::Xml(_) = format { BodyFormat::Xml(0) } else { format };
            if body.media_type != other.media_type
                || kind(body.format) != kind(other.format)
                || body.label != other.label
            {
                let (before, now) = (code(&body.media_type), code(&other.media_type));
                tell(Kind::MediaTypeChanged, format!("its body is {now}, and was {before}"));
            }
            if let Some((kind, words)) = limits(&body.limits, &other.limits) {
                tell(kind, format!("its body {words}"));
            }
        }
        (None, None) => {
            let is_other = old.content_type != new.content_type;
            if let (true, Some(was), Some(is)) = (is_other, &old.content_type, &new.content_type) {
                let what = format!("its form is {}, and was {}", code(is), code(was));
                let spot = Spot::Both(&old.origin, &new.origin);
                finder.tell(Kind::MediaTypeChanged, topic, spot, item, what);
            }
        }
    }
}
