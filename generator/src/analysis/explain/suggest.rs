//! A starting overlay: an action for each finding that one can mend, commented out, with its reason.
//!
//! It never decides what is right: what the document means, only its author knows. It looks at the
//! model and at what was found, and writes text.

mod action;
mod paging;

use action::Action;

use crate::analysis::overlay::{json, of_parameter};
use crate::diagnostic::Diagnostics;
use crate::lower::plain_secrets;
use crate::source::{Source, Span};
use crate::{Options, read};

/// A starting overlay (OpenAPI Overlay Specification 1.0.0) for a document and its other files. As
/// it is, it changes nothing.
///
/// # Errors
///
/// What was found, where nothing can be read of the document.
pub fn overlay(sources: &[Source], options: &Options) -> Result<String, Diagnostics> {
    let (read, diagnostics) = read(sources, options);
    let Some(lowered) = read.into_iter().next() else { return Err(diagnostics) };
    let (document, api) = (&lowered.document, &lowered.api);
    // The file that a text is from, where that is not the document itself.
    let file = |span: Span| span.source.of(sources).filter(|source| source.document().is_some());
    let file = |span: Span| file(span).map(|source| source.name().to_owned());
    let mut actions = Vec::new();
    for (at, name) in plain_secrets(&lowered) {
        let reason = format!("`{name}` is called like a secret, and is plain text.");
        let file = file(document.span(&at));
        let at = document.place(&at);
        let by_name = of_parameter(&at, &name);
        actions.push(Action::new(file, &at, reason, action::SECRET).with_target(by_name));
    }
    actions.extend(paging::actions(document, api, file));
    actions.extend(diagnostics.iter().filter_map(|found| Action::of(found, document, file)));
    let actions = action::united(actions);
    let name = json(&format!("Mends {}", api.title).into());
    let mut text = format!(
        "overlay: 1.0.0\ninfo: {{title: {name}, version: 1.0.0}}\nactions:\n  \
         # An overlay has an action. This one changes nothing.\n  \
         - target: $\n    update: {{}}\n"
    );
    actions.iter().for_each(|action| text.push_str(&action.to_string()));
    Ok(text)
}
