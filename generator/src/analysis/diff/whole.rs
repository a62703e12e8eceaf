//! What is different of the API as a whole: credentials, servers, its title, the features of the crate.

use std::collections::BTreeSet;

use super::change::Subject;
use super::rules::{Kind, Way};
use super::sides::{Finder, Spot, Topic, code};
use crate::model::{Api, BoundParameter, SecurityKind, SecurityScheme};
use crate::source::Pointer;

pub(super) fn compare(finder: &mut Finder<'_>) {
    let (old, new) = (finder.old.api, finder.new.api);
    let topic = Topic { subject: Subject::Api, owned: Vec::new(), way: Way::SENT };
    let root = Pointer::root();
    let info = root.child("info");
    if (&old.title, &old.version) != (&new.title, &new.version) {
        let name = |api: &Api| code(format!("{} {}", api.title, api.version).trim());
        let what = format!("it is {}, and was {}", name(new), name(old));
        finder.tell(Kind::InfoChanged, &topic, Spot::Both(&info, &info), "", what);
    }
    for scheme in &old.auth {
        match new.auth.iter().find(|other| other.name.wire == scheme.name.wire) {
            Some(other) => changed(finder, scheme, other),
            None => {
                let what = format!("the security scheme {} is gone", code(&scheme.name.wire));
                let topic = of_scheme(scheme);
                finder.tell(
                    Kind::SchemeRemoved,
                    &topic,
                    Spot::Old(&scheme.origin),
                    &setter(scheme),
                    what,
                );
            }
        }
    }
    let is_known =
        |other: &SecurityScheme| old.auth.iter().any(|one| one.name.wire == other.name.wire);
    for other in new.auth.iter().filter(|other| !is_known(other)) {
        let what = format!("the security scheme {} is new", code(&other.name.wire));
        let topic = of_scheme(other);
        finder.tell(Kind::SchemeAdded, &topic, Spot::New(&other.origin), &setter(other), what);
    }
    servers(finder, &topic);
    bound(finder, &topic);
    let features = |api: &Api| -> BTreeSet<String> {
        let of_tags = api.tags.iter().filter_map(|tag| tag.feature.clone());
        of_tags.chain(api.all_tags.clone()).chain(api.other_types.clone()).collect()
    };
    for feature in features(old).difference(&features(new)) {
        let what = format!("the feature {} is gone", code(feature));
        finder.tell(Kind::FeatureRemoved, &topic, Spot::Both(&root, &root), feature, what);
    }
}

fn setter(scheme: &SecurityScheme) -> String {
    format!("ClientBuilder::{}", scheme.name.rust)
}

fn of_scheme(scheme: &SecurityScheme) -> Topic {
    let source = scheme.source.iter().map(|source| format!("ClientBuilder::{source}"));
    let owned = std::iter::once(setter(scheme)).chain(source).collect();
    Topic { subject: Subject::Api, owned, way: Way::SENT }
}

fn changed(finder: &mut Finder<'_>, old: &SecurityScheme, new: &SecurityScheme) {
    let mut topic = of_scheme(old);
    topic.owned.extend(of_scheme(new).owned);
    let spot = Spot::Both(&old.origin, &new.origin);
    let name = format!("the security scheme {}", code(&old.name.wire));
    match (&old.kind, &new.kind) {
        (one, other) if one == other => {}
        (SecurityKind::OAuth2(_), SecurityKind::OAuth2(_)) => {
            let what = format!("{name} has other flows, addresses or scopes");
            finder.tell(Kind::ScopesChanged, &topic, spot, &setter(old), what);
        }
        (SecurityKind::OpenIdConnect(_), SecurityKind::OpenIdConnect(_)) => {
            let what = format!("{name} has another address");
            finder.tell(Kind::ScopesChanged, &topic, spot, &setter(old), what);
        }
        _ => {
            let what = format!("{name} is {}, and was {}", new.describe(), old.describe());
            finder.tell(Kind::SchemeChanged, &topic, spot, &setter(old), what);
        }
    }
}

fn servers(finder: &mut Finder<'_>, topic: &Topic) {
    let (old, new) = (finder.old.api, finder.new.api);
    let at = Pointer::root().child("servers");
    let spot = Spot::Both(&at, &at);
    let filled = |api: &Api| api.servers.first().map(|server| server.filled());
    let word = |url: Option<String>| url.map_or("none".to_owned(), |url| code(&url));
    if filled(old) != filled(new) {
        let what =
            format!("the default server is {}, and was {}", word(filled(new)), word(filled(old)));
        finder.tell(Kind::ServerChanged, topic, spot, "", what);
    } else if old.servers != new.servers {
        let what = "the servers besides the default one, or their variables, are others".to_owned();
        finder.tell(Kind::ServersChanged, topic, spot, "", what);
    }
}

fn bound(finder: &mut Finder<'_>, topic: &Topic) {
    let (old, new) = (finder.old.api, finder.new.api);
    let root = Pointer::root();
    let spot = Spot::Both(&root, &root);
    let item = |bound: &BoundParameter| format!("ClientBuilder::{}", bound.name.rust);
    let is_in = |api: &Api, bound: &BoundParameter| {
        api.bound
            .iter()
            .any(|other| other.name.wire == bound.name.wire && other.is_needed == bound.is_needed)
    };
    let gone = old.bound.iter().filter(|bound| !is_in(new, bound));
    let added = new.bound.iter().filter(|bound| !is_in(old, bound));
    for (bound, word) in gone.map(|it| (it, "not set")).chain(added.map(|it| (it, "set"))) {
        let topic =
            Topic { owned: vec![item(bound), format!("Client::{}", bound.other)], ..topic.clone() };
        let what = format!(
            "the parameter {} is {word} on the client, or is needed now",
            code(&bound.name.wire)
        );
        finder.tell(Kind::PresetChanged, &topic, spot, &item(bound), what);
    }
}
